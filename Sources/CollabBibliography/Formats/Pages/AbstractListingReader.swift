import CollabCore

extension Reader {
  /// A heading with a name, and abstracts without titles, each behind `Abstract:`.
  static let abstractListing = Reader(
    id: "abstract-listing", summary: "author page: abstracts only, without titles",
    fileExtensions: ["txt"],
    sniff: { head in
      guard head.isLines else { return .no }
      let lines = PageLines(head.text).filter { !$0.text.isEmpty }
      guard lines.count >= 2, !lines[0].text.hasPrefix(AbstractListing.mark) else { return .no }
      return lines.dropFirst().allSatisfy { $0.text.hasPrefix(AbstractListing.mark) }
        ? .certain : lines[1].text.hasPrefix(AbstractListing.mark) ? .likely : .no
    },
    read: { input, sink in AbstractListing.read(input, into: &sink) })
}

private enum AbstractListing {
  static let mark = "Abstract:"

  static func read(_ input: Input, into sink: inout RecordSink) {
    let lines = PageLines(input).filter { !$0.text.isEmpty }
    guard let first = lines.first, !first.text.hasPrefix(mark),
      let owner = NameParser.name(first.text)
    else {
      sink.diagnose(
        "abstract-listing.no-name", .error, "the page does not begin with a name", line: 1)
      return
    }
    var entry: PageLine?
    let append = { (entry: PageLine?, sink: inout RecordSink) in
      guard let entry else { return }
      var record = Record(line: entry.number)
      record.abstract = entry.text
      record.owner = Contributor(owner)
      record.bylineIsCut = true
      sink.append(record)
    }
    for line in lines.dropFirst() {
      if line.text.hasPrefix(mark) {
        append(entry, &sink)
        entry = PageLine(number: line.number, text: line.text.dropFirst(mark.count).trimmed)
      } else if entry != nil {
        entry?.text += " " + line.text
      } else {
        sink.diagnose(
          "abstract-listing.stray-text", .note, "text before the first abstract is left out",
          line: line.number)
      }
    }
    append(entry, &sink)
  }
}
