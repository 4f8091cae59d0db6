import CollabCore

extension Reader {
  /// A "Collaborating Authors" page as plain text: a person as `Last, First`, then title, source
  /// and abstract of each work, without bylines.
  static let authorListing = Reader(
    id: "author-listing", summary: "author page: Collaborating Authors, without bylines",
    fileExtensions: ["txt"],
    sniff: { head in
      head.isLines && PageLines(head.text).prefix(20).contains { $0.text == AuthorListing.heading }
        ? .certain : .no
    },
    read: { input, sink in AuthorListing.read(input, into: &sink) })
}

private enum AuthorListing {
  static let heading = "Collaborating Authors"

  static func read(_ input: Input, into sink: inout RecordSink) {
    let lines = PageLines(input)
    guard let start = lines.firstIndex(where: { $0.text == heading }),
      let person = lines[(start + 1)...].firstIndex(where: { !$0.text.isEmpty }),
      let owner = NameParser.name(lines[person].text)
    else {
      sink.diagnose(
        "author-listing.no-name", .error, "no name follows the heading '\(heading)'", line: 1)
      return
    }
    let text = lines[(person + 1)...].filter { !$0.text.isEmpty }
    var next = text.startIndex
    while next < text.endIndex {
      let entry = text[next..<Swift.min(next + 3, text.endIndex)]
      next = entry.endIndex
      guard let title = entry.first else { break }
      var record = Record(line: title.number)
      record.title = title.text
      record.owner = Contributor(owner)
      record.bylineIsCut = true
      record.venue = entry.dropFirst().first?.text
      record.abstract = entry.dropFirst(2).first?.text
      if entry.count < 3 {
        sink.diagnose(
          "author-listing.short-entry", .warning,
          "the entry ends before its \(entry.count == 1 ? "source" : "abstract")",
          line: title.number)
      }
      sink.append(record)
    }
  }
}
