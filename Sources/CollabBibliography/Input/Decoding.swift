import CollabCore

/// One text inside an input file, unpacked and decoded to UTF-8.
struct DecodedContent: Sendable {
  /// The display name of the file, and of the part inside of an archive.
  var name: String
  /// UTF-8 without a byte order mark.
  var bytes: [UInt8]
  /// What was guessed, and what could not be decoded.
  var diagnostics: [Diagnostic] = []

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
  static func all(in stored: [UInt8], name: String) -> [DecodedContent] {
    var diagnostics: [Diagnostic] = []
    var parts = [UnpackedPart(name: nil, bytes: stored)]
    if Packing(head: stored.prefix(8)) != nil || stored.dropFirst(257).starts(with: "ustar".utf8) {
      var unpacker = Unpacker()
      unpacker.feed(stored)
      parts = unpacker.finish()
      if let problem = unpacker.problem {
        diagnostics.append(Diagnostic(problem.id, .error, problem.message, file: name))
      }
    }
    var contents = parts.map { part in
      let text = decodeText(part.bytes)
      let name = part.name.map { name + "/" + $0 } ?? name
      return DecodedContent(
        name: name, bytes: text.bytes,
        diagnostics: text.notes.map {
          Diagnostic(
            $0.id, $0.severity, $0.message, file: name, line: $0.line, column: $0.column)
        })
    }
    if contents.isEmpty { contents = [DecodedContent(name: name, bytes: [])] }
    contents[0].diagnostics = diagnostics + contents[0].diagnostics
    return contents
  }
}
