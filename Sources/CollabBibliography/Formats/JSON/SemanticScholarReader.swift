import CollabCore

extension Reader {
  /// Papers of Semantic Scholar.
  static let semanticScholar = Reader(
    id: "semantic-scholar", summary: "Semantic Scholar papers: answers of the API, JSON Lines",
    fileExtensions: ["json", "jsonl"],
    sniff: { head in
      // Counts of this name have other lists, too.
      let marks = ["paperId", "corpusId", "corpusid", "authorId"].count { head.hasMember($0) }
      if marks == 0 { return .no }
      return marks > 1 || head.hasMember("citationCount")
        ? .certain : head.hasMember("paperId") ? .likely : .possible
    },
    read: { input, sink in
      format.read(input, into: &sink) { paper, line, sink in
        // Lists of citations and recommendations wrap the paper, and authors list theirs.
        let paper = paper["citedPaper"] ?? paper["citingPaper"] ?? paper["paper"] ?? paper
        if let papers = paper["papers"], papers.isArray {
          for paper in papers.elements {
            sink.append(
              semanticScholarRecord(paper, line: line), or: "semantic-scholar.no-paper",
              "an entry names neither a title nor an author", line: line)
          }
          return
        }
        sink.append(
          semanticScholarRecord(paper, line: line), or: "semantic-scholar.no-paper",
          "an entry names neither a title nor an author", line: line)
      }
    })
}

private let format = JSONRecordFormat(
  id: "semantic-scholar", lists: [["data"], ["papers"], ["recommendedPapers"]])

private func semanticScholarRecord(_ paper: JSONValue, line: Int) -> Record? {
  var record = Record(line: line)
  record.key = paper["paperId"]?.text
  record.identify(.s2, paper["paperId"]?.text)
  let ids = paper["externalIds"] ?? paper["externalids"]
  record.identify(.doi, (ids?["DOI"] ?? paper["doi"])?.text)
  record.identify(.arxiv, (ids?["ArXiv"] ?? paper["arxivId"])?.text)
  record.identify(.pmid, ids?["PubMed"]?.text)
  record.identify(.pmcid, ids?["PubMedCentral"]?.text.map { $0.hasPrefix("PMC") ? $0 : "PMC" + $0 })
  record.identify(.dblp, ids?["DBLP"]?.text)
  record.identify(.acl, ids?["ACL"]?.text)
  record.title = paper["title"]?.text?.collapsed
  record.abstract = paper["abstract"]?.text
  record.venue =
    paper["venue"]?.text ?? paper["publicationVenue"]?["name"]?.text
    ?? paper["journal"]?["name"]?.text
  let published = paper["publicationDate"] ?? paper["publicationdate"]
  record.date =
    published?.text.flatMap { PartialDate(text: $0) }
    ?? paper["year"]?.integer.map { PartialDate($0) }
  record.checkYear(paper["year"] ?? published)
  let types = paper["publicationTypes"]?.elements.compactMap(\.text) ?? []
  record.type = types.lazy.compactMap { semanticScholarTypes[$0] }.first
  record.field =
    (paper["fieldsOfStudy"] ?? paper["s2FieldsOfStudy"])?.elements.lazy
    .compactMap { $0.text ?? $0["category"]?.text }.first
  record.takeCitations(paper["citationCount"] ?? paper["citationcount"] ?? paper["numCitedBy"])
  record.link(paper["url"]?.text)
  for author in paper["authors"]?.items ?? [] {
    let id = (author["authorId"] ?? author["authorid"])?.text.flatMap { Identifier(.s2, $0) }
    let affiliations = author["affiliations"]?.elements.compactMap { $0.text ?? $0["name"]?.text }
    record.appendAuthor(
      author["name"] ?? author, identifiers: id.map { [$0] } ?? [],
      affiliations: affiliations ?? [])
  }
  return record.title == nil && record.byline.isEmpty ? nil : record
}

private let semanticScholarTypes = [
  "JournalArticle": "article-journal", "Conference": "paper-conference", "Review": "review",
  "Book": "book", "BookSection": "chapter", "Dataset": "dataset", "News": "article-newspaper",
]
