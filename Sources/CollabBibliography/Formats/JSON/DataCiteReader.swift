import CollabCore

extension Reader {
  /// Works of DataCite.
  static let datacite = Reader(
    id: "datacite", summary: "DataCite works: answers of the API, metadata (JSON)",
    fileExtensions: ["json", "jsonl", "ndjson"],
    sniff: { head in
      guard head.hasMember("creators"), head.hasMember("titles") else { return .no }
      let marks = ["attributes", "publicationYear", "nameIdentifiers", "resourceTypeGeneral"]
      return marks.contains { head.hasMember($0) } ? .certain : .no
    },
    read: { input, sink in
      format.read(input, into: &sink) { work, line, sink in
        sink.append(
          dataCiteRecord(work["attributes"] ?? work, line: line), or: "datacite.no-work",
          "an entry names neither a title nor an author", line: line)
      }
    })
}

private let format = JSONRecordFormat(id: "datacite", lists: [["data"]])

private func dataCiteRecord(_ work: JSONValue, line: Int) -> Record? {
  var record = Record(line: line)
  record.key = work["doi"]?.text
  record.identify(.doi, work["doi"]?.text)
  record.title = work["titles"]?.elements.lazy.compactMap { $0["title"]?.text?.withoutMarkup }.first
  record.abstract =
    work["descriptions"]?.elements.lazy
    .filter { $0["descriptionType"]?.text == "Abstract" }
    .compactMap { $0["description"]?.text?.withoutMarkup }.first
  let publisher = work["publisher"]
  record.venue = (work["container"]?["title"] ?? publisher?["name"] ?? publisher)?.text
  let types = work["types"]
  record.type =
    types?["citeproc"]?.text ?? types?["resourceTypeGeneral"]?.text.flatMap { dataCiteTypes[$0] }
  let year = work["publicationYear"]?.textOrNumber
  record.date = year.flatMap { PartialDate(text: $0) }
  for date in work["dates"]?.elements ?? JSONElements.none
  where date["dateType"]?.text == "Issued" {
    if let full = date["date"]?.text.flatMap({ PartialDate(text: $0) }),
      isMorePrecise(full, than: record.date)
    {
      record.date = full
    }
  }
  record.checkYear(year)
  record.takeCitations(work["citationCount"])
  record.link(work["url"]?.text)
  record.takeKeywords(work["subjects"])
  for creator in work["creators"]?.items ?? [] {
    if let author = dataCiteAuthor(creator) { record.byline.append(author) }
  }
  return record.title == nil && record.byline.isEmpty ? nil : record
}

private func dataCiteAuthor(_ creator: JSONValue) -> Contributor? {
  let given = creator["givenName"]?.string ?? "", family = creator["familyName"]?.string ?? ""
  let name: PersonName? =
    if creator["nameType"]?.text == "Organizational" {
      creator["name"]?.text.map { .group($0) }
    } else if !family.isEmpty {
      NameText.parts(given: given, family: family)
    } else {
      creator["name"]?.text.flatMap { NameText.inverted($0) }
    }
  guard let name else { return nil }
  let orcid = creator["nameIdentifiers"]?.elements.lazy
    .filter { $0["nameIdentifierScheme"]?.text?.uppercased() == "ORCID" }
    .compactMap { $0["nameIdentifier"]?.text.flatMap { Identifier(.orcid, $0) } }.first
  let affiliations = creator["affiliation"]?.elements.compactMap { $0.text ?? $0["name"]?.text }
  return Contributor(name, identifiers: orcid.map { [$0] } ?? [], affiliations: affiliations ?? [])
}

private let dataCiteTypes = [
  "Dataset": "dataset", "Software": "software", "JournalArticle": "article-journal",
  "ConferencePaper": "paper-conference", "Book": "book", "BookChapter": "chapter",
  "Dissertation": "thesis", "Report": "report", "Preprint": "article",
  "PeerReview": "review", "Text": "document",
]
