import CollabCore

private let format = JSONRecordFormat(id: "dblp", lists: [["result", "hits", "hit"]])

/// Reads an answer of DBLP's search for publications.
func readDBLPAnswer(_ input: Input, into sink: inout RecordSink) {
  format.read(input, into: &sink) { hit, line, sink in
    sink.append(
      dblpRecord(hit["info"] ?? hit, line: line), or: "dblp.no-work",
      "an entry names neither a title nor an author", line: line)
  }
}

private func dblpRecord(_ info: JSONValue, line: Int) -> Record? {
  var record = Record(line: line)
  record.key = info["key"]?.text
  record.identify(.dblp, record.key)
  record.identify(.doi, info["doi"]?.text)
  record.title = info["title"]?.text.map { withoutFullStop($0.withoutMarkup) }
  record.venue = info["venue"]?.firstText?.withoutMarkup
  record.type = info["type"]?.text.flatMap { dblpTypes[$0] }
  record.date = info["year"]?.text.flatMap { PartialDate(text: $0) }
  record.checkYear(info["year"])
  record.link(info["ee"]?.firstText)
  // Of one author there is no list.
  if let authors = info["authors"]?["author"] {
    for author in authors.items {
      guard let text = (author["text"] ?? author).text else { continue }
      if let person = dblpPerson(text.withoutMarkup) { record.byline.append(person) }
    }
  }
  return record.title == nil && record.byline.isEmpty ? nil : record
}

/// CSL's words for DBLP's types.
private let dblpTypes = [
  "Journal Articles": "article-journal", "Conference and Workshop Papers": "paper-conference",
  "Informal and Other Publications": "article", "Informal Publications": "article",
  "Books and Theses": "book", "Editorship": "book", "Parts in Books or Collections": "chapter",
  "Reference Works": "entry-encyclopedia", "Data and Artifacts": "dataset",
]
