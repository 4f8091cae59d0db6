import CollabCore

@testable import CollabBibliography

extension Target {
  /// Reads an input in one format, whole and in pieces, and merges what was read.
  static func reader(_ reader: Reader) -> Target {
    Target(id: reader.id, summary: "the format \(reader.id)") { bytes in
      var options = LoadOptions()
      options.reader = reader
      let (sources, _) = Bibliography.read(bytes, name: "fuzz", options: options)
      expectTies(of: sources)
      expectSameInPieces(bytes, reader)
      let bibliography = try Bibliography(merging: sources)
      expect(bibliography.works.count <= bibliography.entryCount, "more works than entries")
    }
  }
}

/// Looks at the ties of sources: each joins two vertices with a weight that can be added.
func expectTies(of sources: [ReadSource]) {
  for tie in sources.flatMap(\.content.ties) {
    expect(tie.a != tie.b && tie.weight > 0 && tie.weight.isFinite, "no tie: \(tie)")
  }
}

/// Reads the text of an input in pieces of sizes that its bytes choose, and without the ways for
/// plain records: all find the same.
private func expectSameInPieces(_ bytes: [UInt8], _ reader: Reader) {
  guard let text = DecodedContent.all(in: bytes, name: "fuzz").first?.bytes else { return }
  let whole = found(in: text, reader, pieceSize: 1 << 22)
  let size = [1, 7, 60, 300, 2000][Int(choice(bytes) % 5)]
  for (size, plainly) in [(size, true), (size, false), (1 << 22, false)] {
    let other = found(in: text, reader, pieceSize: size, plainly: plainly)
    if let difference = whole.difference(to: other) {
      finding("\(difference) in pieces of \(size), plainly: \(plainly)")
    }
  }
}

private func found(
  in text: [UInt8], _ reader: Reader, pieceSize: Int, plainly: Bool = true
) -> RecordSink {
  var input = Input(name: "fuzz", bytes: text)
  input.pieceSize = pieceSize
  input.readsPlainly = plainly
  var sink = RecordSink(file: "fuzz")
  reader.read(input, into: &sink)
  return sink
}

extension RecordSink {
  /// What another sink has else; `nil` where they hold the same.
  func difference(to other: RecordSink) -> String? {
    if !records.elementsEqual(other.records) { return "other records" }
    if ties != other.ties { return "other ties" }
    if reported != other.reported { return "other figures" }
    if isolated != other.isolated { return "other vertices" }
    if diagnostics != other.diagnostics, !(isBrokenXML && other.isBrokenXML) {
      let own = diagnostics.map(\.description), others = other.diagnostics.map(\.description)
      let gone = own.first { !others.contains($0) }, new = others.first { !own.contains($0) }
      return "other messages: \(new ?? "none") in place of \(gone ?? "none")"
    }
    return nil
  }

  /// Whether a record is left out for its XML: what is wrong, and where, may look otherwise from the
  /// piece that it ends.
  private var isBrokenXML: Bool {
    diagnostics.contains {
      $0.id.hasSuffix(".not-well-formed") || $0.id.hasSuffix(".record-not-closed")
    }
  }
}
