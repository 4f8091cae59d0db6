import CollabBibliography
import Foundation

/// What libFuzzer's inputs are given to; a value in ``Targets/all``.
struct Target: Sendable {
  /// The name on the command line.
  let id: String
  /// What its inputs are.
  let summary: String
  /// Takes one input. A trap, a hang, great memory, a thrown error and a failed ``expect(_:_:)`` are
  /// findings.
  let check: @Sendable ([UInt8]) throws -> Void
}

/// The list of all targets: a new one is one file and one line here; readers bring their own.
enum Targets {
  static let all: [Target] =
    [.pipeline, .corpus, .manifest, .compare, .rulings, .options]
    + Readers.all.entries.map { .reader($0) }
}

/// Ends the process as a finding.
func finding(_ message: String) -> Never {
  FileHandle.standardError.write(Data(("finding: " + message + "\n").utf8))
  abort()
}

/// Ends the process as a finding unless something holds.
func expect(_ holds: Bool, _ message: @autoclosure () -> String) {
  if !holds { finding(message()) }
}

/// The parts of an input, which are parted by the control character FS.
func parts(of bytes: [UInt8], atMost count: Int) -> [[UInt8]] {
  bytes.split(separator: 0x1C, maxSplits: count - 1, omittingEmptySubsequences: false)
    .map(Array.init)
}

/// A number from bytes that spreads over all choices (FNV-1a, 64 bits).
func choice(_ bytes: some Sequence<UInt8>) -> UInt64 {
  bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}
