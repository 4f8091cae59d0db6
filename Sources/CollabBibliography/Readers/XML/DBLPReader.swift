import CollabCore

extension Reader {
  /// The XML of DBLP, whole or in pieces.
  static let dblp = Reader(
    id: "dblp", summary: "DBLP XML, records of the dump or of a search", fileExtensions: ["xml"],
    sniff: { head in
      if head.contains("<dblp") { return .certain }
      let hasKeys = ["journals/", "conf/", "homepages/", "series/", "books/"].contains {
        head.contains("key=\"" + $0)
      }
      return hasKeys && head.contains("mdate=") ? .likely : .no
    },
    read: { input, sink in
      format.read(input, into: &sink, state: ()) { _, tape, line, sink in
        if let record = dblpRecord(tape, line: line) { sink.append(record) }
      }
    })
}

private let format = XMLRecordFormat(
  id: "dblp",
  records: [
    "article", "inproceedings", "proceedings", "book", "incollection", "phdthesis",
    "mastersthesis", "www", "data", "person",
  ],
  isFlat: true)

/// A record; `nil` for a home page, which stands for a person and is no work.
private func dblpRecord(_ tape: XMLTape, line: Int) -> Record? {
  let root = tape.root
  let key = root["key"]
  if root.name == "person" || root.name == "www" && key?.hasPrefix("homepages/") == true {
    return nil
  }
  var record = Record(line: line)
  record.key = key
  record.identify(.dblp, key)
  record.type = dblpTypes[root.name]
  if root["publtype"]?.hasPrefix("informal") == true { record.type = "article" }
  for element in root.children {
    switch element.name {
    case "author": if let author = dblpPerson(element) { record.byline.append(author) }
    case "title": record.title = element.stated.map { withoutFullStop($0) }
    case "year": record.date = PartialDate(text: element.text)
    case "journal", "booktitle": record.venue = element.stated
    case "ee":
      let address = element.text
      if address.contains("doi.org/10.") { record.identify(.doi, address) }
      if address.contains("arxiv.org/abs/") { record.identify(.arxiv, address) }
      record.link(address)
    default: break
    }
  }
  return record
}

/// `John Langford 0001`: the number tells people of one name apart and is no part of it.
private func dblpPerson(_ element: XMLElement) -> Contributor? {
  let text = element.text
  var words = text.split(separator: " ")
  var identifiers: [Identifier] = []
  if let last = words.last, last.utf8.count == 4, words.count > 1, last.utf8.allSatisfy(\.isDigit) {
    words.removeLast()
    if let id = Identifier(.dblp, text) { identifiers.append(id) }
  }
  if let orcid = element["orcid"].flatMap({ Identifier(.orcid, $0) }) { identifiers.append(orcid) }
  return NameText.natural(words.joined(separator: " ")).map {
    Contributor($0, identifiers: identifiers)
  }
}

/// DBLP ends every title in a full stop.
private func withoutFullStop(_ title: String) -> String {
  title.hasSuffix(".") && !title.hasSuffix("..") ? String(title.dropLast()) : title
}

private let dblpTypes = [
  "article": "article-journal", "inproceedings": "paper-conference", "proceedings": "book",
  "book": "book", "incollection": "chapter", "phdthesis": "thesis", "mastersthesis": "thesis",
  "www": "webpage", "data": "dataset",
]
