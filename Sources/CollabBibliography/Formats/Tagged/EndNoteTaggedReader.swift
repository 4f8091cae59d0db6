import CollabCore

extension Reader {
  /// EndNote's tagged export and its ancestor refer: `%A`, `%T`, one letter a field.
  static let endnoteTagged = Reader(
    id: "endnote-tagged", summary: "EndNote tagged, refer, BibIX",
    fileExtensions: ["enw", "ref", "refer"],
    sniff: { head in
      let tags = head.filledLines(40).compactMap(endnoteTag)
      if tags.contains("0") { return .certain }
      return tags.contains("A") || tags.contains("T") ? .likely : .no
    },
    read: readEndNoteTagged)
}

/// The tag of a line such as `%A Smith, J.`.
private func endnoteTag(of line: ArraySlice<UInt8>) -> String? {
  let start = line.startIndex
  guard line.count >= 2, line[start] == 0x25, line[start + 1] > 0x20, line[start + 1] < 0x7F,
    line.count == 2 || line[start + 2] == 0x20 || line[start + 2] == 0x09
  else { return nil }
  return String(decoding: [line[start + 1]], as: UTF8.self)
}

private func readEndNoteTagged(_ input: Input, into sink: inout RecordSink) {
  // refer parts records by an empty line; EndNote begins each with its type, and an abstract may
  // then hold empty lines.
  let hasTypes = Lines(input.bytes).contains { endnoteTag(of: $0.bytes) == "0" }
  var result = sink
  var strays = 0
  forEachTaggedRecord(
    in: Lines(input.bytes), starts: hasTypes ? ["0"] : [], end: nil,
    classify: { line in
      if let tag = endnoteTag(of: line.bytes) {
        let value = String(decoding: line.bytes.dropFirst(2), as: UTF8.self).trimmed
        return .field(tag: tag, value: value)
      }
      if line.isBlank { return hasTypes ? .other : .boundary }
      return .continuation(line.text.trimmed)
    },
    onRecord: { result.append(endnoteRecord($0)) },
    onStray: { line in
      strays += 1
      if strays == 1 {
        result.diagnose(
          "endnote-tagged.outside-record", .error, "text outside of a record",
          line: line, column: 1)
      }
    })
  sink = result
}

private func endnoteRecord(_ fields: TaggedRecord) -> Record {
  var record = Record(line: fields.line)
  record.key = fields.first("F", "L", "M")
  record.title = fields.first("T")?.withoutMarkup.withTeXAccents
  record.abstract = fields.first("X")?.withoutMarkup
  record.venue = fields.first("J", "B")?.withoutMarkup
  record.type = fields.first("0").flatMap { endnoteTypes[$0.lowercased()] }
  let year = fields.first("D").flatMap { PartialDate(text: $0) }
  let day = fields.first("8")
  record.date =
    year.flatMap { year in
      let date = day.flatMap { PartialDate(text: "\($0) \(year.year)") }
      return date?.year == year.year ? date : year
    } ?? day.flatMap { PartialDate(text: $0) }
  record.checkYear(fields.first("D"))
  for name in fields.all("A") { record.appendAuthor(name) }
  for name in fields.all("Q") { record.appendGroup(name) }
  record.identify(.doi, fields.first("R"))
  record.link(fields.first("U"))
  record.affiliations = fields.all("+")
  record.takeKeywords(fields.lines("K"))
  return record
}

/// CSL's words for EndNote's names of types.
let endnoteTypes = [
  "journal article": "article-journal", "electronic article": "article-journal",
  "magazine article": "article-magazine", "newspaper article": "article-newspaper",
  "conference paper": "paper-conference", "conference proceedings": "paper-conference",
  "conference": "paper-conference", "book": "book", "edited book": "book",
  "electronic book": "book", "book section": "chapter", "electronic book section": "chapter",
  "thesis": "thesis", "report": "report", "patent": "patent", "dataset": "dataset",
  "computer program": "software", "web page": "webpage", "blog": "post-weblog",
  "manuscript": "manuscript", "unpublished work": "manuscript", "generic": "document",
  "encyclopedia": "entry-encyclopedia", "dictionary": "entry-dictionary", "standard": "standard",
]
