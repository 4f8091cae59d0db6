import CollabCore

extension Reader {
  /// A person as `Last, First`, then for each work a title, the byline as one run of
  /// `Last, First, Last, First…`, and an abstract.
  static let bylineListing = Reader(
    id: "byline-listing", summary: "author page: titles with whole bylines joined by commas",
    fileExtensions: ["txt"],
    sniff: { head in
      guard head.isLines else { return .no }
      let lines = PageLines(head.text).filter { !$0.text.isEmpty }
      guard lines.count >= 3, lines[0].mayBeName,
        let owner = BylineListing.owner(lines[0].text)
      else { return .no }
      // The owner's name, as the heading spells it, stands on bylines in its third lines.
      let bylines = stride(from: 2, to: lines.count, by: 3).map { lines[$0].text }
      let run = ", \(owner.family), \(owner.given), "
      let named = bylines.contains { (", " + $0 + ", ").contains(run) }
      let runs = bylines.count { BylineListing.isRun($0) }
      return named ? .certain : 2 * runs > bylines.count ? .likely : .no
    },
    read: { input, sink in BylineListing.read(input, into: &sink) })
}

private enum BylineListing {
  /// The heading's name; `nil` where it is not of the form `Last, First`.
  static func owner(_ line: String) -> PersonName? {
    line.split(separator: ",").count == 2 && line.utf8.count < 100 ? NameParser.name(line) : nil
  }

  static func isRun(_ line: String) -> Bool {
    let parts = line.split(separator: ",")
    return parts.count >= 4 && parts.count % 2 == 0
      && parts.allSatisfy { part in
        let words = part.split(separator: " ")
        return words.count <= 4 && words.first?.first?.isLetter == true
      }
  }

  static func read(_ input: Input, into sink: inout RecordSink) {
    let lines = PageLines(input).filter { !$0.text.isEmpty }
    guard let first = lines.first, let owner = owner(first.text) else {
      sink.diagnose(
        "byline-listing.no-name", .error, "the page does not begin with a name as Last, First",
        line: 1)
      return
    }
    var next = 1
    while next < lines.count {
      let entry = lines[next..<min(next + 3, lines.count)]
      next = entry.endIndex
      guard let title = entry.first else { break }
      var record = Record(line: title.number)
      record.title = title.text
      record.owner = Contributor(owner)
      if let line = entry.dropFirst().first {
        read(byline: line, into: &record, sink: &sink)
      } else {
        record.bylineIsCut = true
      }
      record.abstract = entry.dropFirst(2).first?.text
      if entry.count < 3 {
        sink.diagnose(
          "byline-listing.short-entry", .warning,
          "the entry ends before its \(entry.count == 1 ? "byline" : "abstract")",
          line: title.number)
      }
      sink.append(record)
    }
  }

  private static func read(byline line: PageLine, into record: inout Record, sink: inout RecordSink)
  {
    let names = Byline.withoutMore(line.text)
    record.bylineIsCut = names != nil
    var parts = (names ?? line.text).split(separator: ",", omittingEmptySubsequences: false)
      .map(\.trimmed)
    while parts.last?.isEmpty ?? false { parts.removeLast() }
    if parts.count % 2 == 1 {
      sink.diagnose(
        "byline-listing.odd-byline", .warning,
        "the byline has an odd number of parts; its last name is taken as a family name",
        line: line.number)
      parts.append("null")
    }
    for index in stride(from: 0, to: parts.count, by: 2) {
      record.appendAuthor(given: parts[index + 1], family: parts[index])
    }
  }
}
