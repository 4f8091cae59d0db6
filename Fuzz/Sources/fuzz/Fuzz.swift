import CFuzzer
import CollabBibliography
import CollabCore
import Foundation

/// Fuzzes the reader that `COLLAB_FUZZ_READER` names, or prints the ids of all where it names none.
@main struct Fuzz {
  private static let reader: Reader? = ProcessInfo.processInfo.environment["COLLAB_FUZZ_READER"]
    .flatMap { Readers.all[$0] }

  static func main() {
    guard reader != nil else {
      for entry in Readers.all.entries { print(entry.id) }
      return
    }
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    exit(
      LLVMFuzzerRunDriver(&count, &arguments) { start, count in
        Fuzz.check(Array(UnsafeBufferPointer(start: start, count: count)))
        return 0
      })
  }

  /// Reads the bytes and merges what was read; a trap, a hang or great memory is a finding.
  private static func check(_ bytes: [UInt8]) {
    var options = LoadOptions()
    options.reader = reader
    let (sources, _) = Bibliography.read(bytes, name: "fuzz", options: options)
    for tie in sources.flatMap(\.content.ties) {
      precondition(tie.a != tie.b && tie.weight > 0 && tie.weight.isFinite, "no tie: \(tie)")
    }
    guard let bibliography = try? Bibliography(merging: sources) else { return }
    precondition(bibliography.works.count <= bibliography.entryCount)
  }
}
