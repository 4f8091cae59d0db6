import CollabCore

extension Reader {
  /// The XML of PubMed, from E-utilities or the yearly baseline.
  static let pubmedXML = Reader(
    id: "pubmed-xml", summary: "PubMed XML: articles and books", fileExtensions: ["xml"],
    sniff: { head in
      ["<PubmedArticle", "<PubmedBookArticle", "<MedlineCitation"].contains {
        head.contains($0)
      } ? .certain : .no
    },
    read: { input, sink in
      let hasArticles = input.bytes.withUnsafeBytes {
        $0.firstIndex(of: "<PubmedArticle") != nil || $0.firstIndex(of: "<PubmedBookArticle") != nil
      }
      (hasArticles ? format : bareFormat).read(input, into: &sink, state: ()) {
        _, tape, line, sink in
        sink.append(
          pubmedRecord(tape.root, line: line), or: "pubmed-xml.empty-record",
          "the record has no PMID, title or author", line: line)
      }
    })
}

private let format = XMLRecordFormat(
  id: "pubmed-xml", records: ["PubmedArticle", "PubmedBookArticle"], isFlat: true)

/// The baseline up to 2016 has citations with nothing around them.
private let bareFormat = XMLRecordFormat(
  id: "pubmed-xml", records: ["MedlineCitation"], isFlat: true)

private func pubmedRecord(_ root: XMLElement, line: Int) -> Record? {
  let isBare = root.name == "MedlineCitation"
  guard
    let citation = isBare ? root : root.child("MedlineCitation") ?? root.child("BookDocument")
  else { return nil }
  let article = citation.child("Article") ?? citation
  var record = Record(line: line)
  record.key = citation.child("PMID")?.stated
  record.identify(.pmid, record.key)
  let ids =
    (root.child("PubmedData", "ArticleIdList") ?? root.child("PubmedBookData", "ArticleIdList")
    ?? citation.child("ArticleIdList"))?.all("ArticleId") ?? []
  for id in ids + article.all("ELocationID") {
    switch id["IdType"] ?? id["EIdType"] {
    case "doi": record.identify(.doi, id.text)
    case "pmc": record.identify(.pmcid, id.text)
    default: break
    }
  }
  let book = citation.child("Book")
  record.title =
    article.child("ArticleTitle")?.stated ?? article.child("VernacularTitle")?.stated
    ?? book?.child("BookTitle")?.stated
  record.title = record.title?.withoutMarkup
  let paragraphs = article.child("Abstract")?.all("AbstractText").compactMap(\.stated) ?? []
  record.abstract = paragraphs.isEmpty ? nil : paragraphs.joined(separator: " ")
  record.venue =
    article.child("Journal", "Title")?.stated
    ?? article.child("Journal", "ISOAbbreviation")?.stated
    ?? (article.child("ArticleTitle") != nil ? book?.child("BookTitle")?.stated : nil)
  let published =
    article.child("Journal", "JournalIssue", "PubDate") ?? book?.child("PubDate")
    ?? citation.child("ContributionDate") ?? article.child("ArticleDate")
  record.date =
    published.flatMap(pubmedDate) ?? article.child("ArticleDate").flatMap(pubmedDate)
  record.checkYear((published?.child("Year") ?? published?.child("MedlineDate"))?.stated)
  let types =
    article.child("PublicationTypeList")?.all("PublicationType").map(\.text)
    ?? article.all("PublicationType").map(\.text)
  record.type =
    book != nil
    ? (article.child("ArticleTitle") == nil ? "book" : "chapter")
    : types.contains("Preprint")
      ? "article"
      : types.contains("Review") || types.contains("Systematic Review")
        ? "review"
        : "article-journal"
  let lists =
    article.all("AuthorList").isEmpty ? book?.all("AuthorList") ?? [] : article.all("AuthorList")
  for list in lists where list["Type"] != "editors" {
    if list["CompleteYN"] == "N" { record.bylineIsCut = true }
    for author in list.all("Author") where author["ValidYN"] != "N" {
      append(author, to: &record)
    }
  }
  record.takeKeywords(citation.all("KeywordList").flatMap { $0.all("Keyword").map(\.text) })
  record.takeKeywords(
    citation.child("MeshHeadingList")?.all("MeshHeading")
      .compactMap { $0.child("DescriptorName")?.text } ?? [])
  if record.title == nil, record.byline.isEmpty, record.identifiers.isEmpty { return nil }
  return record
}

private func append(_ author: XMLElement, to record: inout Record) {
  if let group = author.child("CollectiveName")?.stated {
    record.appendGroup(group)
    return
  }
  let given = author.child("ForeName") ?? author.child("FirstName") ?? author.child("Initials")
  let orcid = author.all("Identifier").first { $0["Source"]?.uppercased() == "ORCID" }
    .flatMap { Identifier(.orcid, $0.text) }
  let affiliations = author.all("AffiliationInfo").compactMap { $0.child("Affiliation")?.stated }
  record.appendAuthor(
    given: given?.text ?? "", family: author.child("LastName")?.text ?? "",
    suffix: author.child("Suffix")?.text ?? "", identifiers: orcid.map { [$0] } ?? [],
    affiliations: affiliations.isEmpty
      ? author.all("Affiliation").compactMap(\.stated) : affiliations)
}

/// Year, month and day, or free text such as `2000 Spring`.
private func pubmedDate(_ date: XMLElement) -> PartialDate? {
  let parts = ["Year", "Month", "Day"].compactMap { date.child($0)?.stated }
  return PartialDate(text: parts.joined(separator: "/"))
    ?? date.child("MedlineDate")?.stated.flatMap { PartialDate(text: $0) }
}
