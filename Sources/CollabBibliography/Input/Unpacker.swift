import CollabCore

/// What an input held.
struct UnpackedPart: Sendable, Equatable {
  /// The name inside of an archive; `nil` where the input is one file.
  var name: String?
  /// Its bytes.
  var bytes: [UInt8]
}

/// Why something of an input was not unpacked; what came before is kept, unless it is too large.
struct UnpackingProblem: Error, Sendable, Equatable {
  /// The stable id of the message.
  var id: String
  var severity = Diagnostic.Severity.error
  /// One sentence.
  var message: String
  /// The file inside of an archive, where it is of one.
  var part: String?

  static func truncated(_ name: String) -> UnpackingProblem {
    UnpackingProblem(
      id: "input.truncated", message: "the \(name) data ends early; what came before is read")
  }

  static func corrupt(_ name: String) -> UnpackingProblem {
    UnpackingProblem(
      id: "input.corrupt", message: "the \(name) data is broken; what came before is read")
  }

  static let ratio = UnpackingProblem(
    id: "input.expands-too-much",
    message: "the input expands more than \(InputLimits.maximumRatio)-fold; the rest is not read; "
      + "if it is sound, unpack it first")

  static func tooLarge(_ limits: InputLimits) -> UnpackingProblem {
    UnpackingProblem(
      id: "input.too-large",
      message: "the input holds more than \(limits.text), and is not read; "
        + "--max-input sets the limit")
  }

  static let encrypted = UnpackingProblem(
    id: "input.encrypted", message: "it is encrypted and left out")

  static let unknownCompression = UnpackingProblem(
    id: "input.unknown-compression",
    message: "it is compressed in a way that is not known, and left out")

  static let noFile = UnpackingProblem(
    id: "input.no-file", severity: .note, message: "no regular file; it is left out")

  /// The problem as one of a file inside of an archive.
  func of(_ part: String) -> UnpackingProblem {
    var problem = self
    problem.part = part
    return problem
  }

  static func tooManyParts(_ limits: InputLimits) -> UnpackingProblem {
    UnpackingProblem(
      id: "input.too-large",
      message: "the archive holds more than \(limits.maximumParts) files, and is not read")
  }
}

/// What an input holds when its compression and its archive are taken off, one layer of each.
struct Unpacked {
  private(set) var parts: [UnpackedPart] = []
  private(set) var problems: [UnpackingProblem] = []

  /// - Complexity: O(bytes read + bytes written).
  init(_ stored: [UInt8], limits: InputLimits = InputLimits()) {
    var bytes = stored
    if let compression = Compression(head: stored.prefix(8)) {
      let plain = compression.decompress(stored, limits: limits)
      bytes = plain.bytes
      problems = plain.problem.map { [$0] } ?? []
    }
    if isTooLarge { return }
    guard let format = ArchiveFormat(bytes) else {
      parts = [UnpackedPart(name: nil, bytes: bytes)]
      return
    }
    let archive = format.unpack(bytes, limits: limits)
    parts = archive.parts
    // The end of an archive that was cut within its compression is missing; that is said once.
    problems += problems.isEmpty ? archive.problems : archive.problems.filter { $0.part != nil }
    if isTooLarge { parts = [] }
  }

  private var isTooLarge: Bool { problems.contains { $0.id == "input.too-large" } }
}
