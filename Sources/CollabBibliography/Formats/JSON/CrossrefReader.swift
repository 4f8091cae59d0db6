import CollabCore

extension Reader {
  /// Works of Crossref.
  static let crossref = Reader(
    id: "crossref", summary: "Crossref works: answers of the API, dumps, JSON Lines",
    fileExtensions: ["json", "jsonl", "ndjson"],
    sniff: { head in
      guard head.isJSON else {
        return .no
      }
      if head.contains("\"message-type\"") { return .certain }
      let marks = [
        "\"DOI\"", "\"is-referenced-by-count\"", "\"content-domain\"", "\"deposited\"",
        "\"reference-count\"", "\"license\"", "\"member\"", "\"indexed\"",
      ]
      return marks.filter { head.contains($0) }.count >= 2 ? .certain : .no
    },
    read: { input, sink in
      format.read(input, into: &sink) { work, line, sink in
        sink.append(
          crossrefRecord(work, line: line), or: "crossref.no-work",
          "an entry has no DOI and is no work", line: line)
      }
    })
}

private let format = JSONRecordFormat(
  id: "crossref", lists: [["message", "items"], ["items"], ["message"]])

private func crossrefRecord(_ work: JSONValue, line: Int) -> Record? {
  var record = Record(line: line)
  record.identify(.doi, work["DOI"]?.text)
  record.key = work["DOI"]?.text
  record.title = work["title"]?.firstText?.withoutMarkup
  // Journals, funders and errors come in the same envelope.
  guard !record.identifiers.isEmpty else { return nil }
  record.abstract = work["abstract"]?.text?.withoutMarkup
  record.venue =
    work["container-title"]?.firstText?.withoutMarkup
    ?? work["event"]?["name"]?.text
    ?? work["institution"]?.first?["name"]?.text
  record.type = work["type"]?.text.flatMap { crossrefTypes[$0] }
  for name: StaticString in ["issued", "published", "published-print", "published-online"] {
    record.date = record.date ?? work[name].flatMap { cslDate($0) }
  }
  record.checkYear(work["issued"]?.statedYear)
  record.takeCitations(work["is-referenced-by-count"])
  record.takeKeywords(work["subject"])
  record.link((work["resource"]?["primary"]?["URL"] ?? work["URL"])?.text)
  for author in work["author"]?.items ?? [] {
    record.appendCSLAuthor(author)
  }
  return record
}

/// CSL's words for Crossref's types; OpenAlex uses them too, beside its own.
let crossrefTypes = [
  "journal-article": "article-journal", "article": "article-journal", "review": "review",
  "letter": "article-journal", "editorial": "article-journal", "erratum": "article-journal",
  "proceedings-article": "paper-conference", "conference-paper": "paper-conference",
  "conference-abstract": "paper-conference", "proceedings": "book", "book": "book",
  "monograph": "book", "edited-book": "book", "reference-book": "book", "book-chapter": "chapter",
  "book-section": "chapter", "book-part": "chapter", "reference-entry": "entry-encyclopedia",
  "posted-content": "article", "preprint": "article", "dissertation": "thesis",
  "report": "report", "report-component": "report", "report-series": "report",
  "dataset": "dataset", "software": "software", "standard": "standard",
  "peer-review": "review", "component": "document", "other": "document", "paratext": "document",
]
