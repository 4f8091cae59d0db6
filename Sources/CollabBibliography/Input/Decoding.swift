import CollabCore

/// One text inside an input file, unpacked and decoded to UTF-8.
struct DecodedContent: Sendable {
  /// The display name of the file, and of the part inside of an archive.
  var name: String
  /// UTF-8 without a byte order mark.
  var bytes: [UInt8]
  /// What was guessed, and what could not be decoded.
  var diagnostics: [Diagnostic] = []
  /// What was not unpacked of the whole input; with its first text.
  var problems: [Diagnostic] = []

  /// The name's ending in lower case, without that of a compression.
  var fileExtension: String {
    var parts = name.split(separator: ".")
    if let last = parts.last, ["gz", "xz", "zst", "bz2"].contains(last.lowercased()) {
      parts.removeLast()
    }
    return parts.count > 1 ? parts[parts.count - 1].lowercased() : ""
  }

  /// Unpacks and decodes the bytes of a file; an archive gives one content a part, by name.
  ///
  /// - Parameters:
  ///   - stored: the bytes as they are stored.
  ///   - name: the display name.
  static func all(
    in stored: [UInt8], name: String, limits: InputLimits = InputLimits()
  ) -> [DecodedContent] {
    let unpacked = Unpacked(stored, limits: limits)
    func path(_ part: String?) -> String { part.map { name + "/" + $0 } ?? name }
    var contents = unpacked.parts.map { part in
      let text = decodeText(part.bytes)
      return DecodedContent(
        name: path(part.name), bytes: text.bytes,
        diagnostics: text.notes.map {
          Diagnostic(
            $0.id, $0.severity, $0.message, file: path(part.name), line: $0.line,
            column: $0.column)
        })
    }
    if contents.isEmpty { contents = [DecodedContent(name: name, bytes: [])] }
    contents[0].problems = unpacked.problems.map {
      Diagnostic($0.id, $0.severity, $0.message, file: path($0.part))
    }
    return contents
  }
}
