import CollabCore

extension Reader {
  /// Works of Europe PMC.
  static let europePMC = Reader(
    id: "europe-pmc", summary: "Europe PMC articles: answers of the API (JSON)",
    fileExtensions: ["json"],
    sniff: { head in
      head.hasMember("resultList")
        || head.hasMember("authorString") && (head.hasMember("pmid") || head.hasMember("source"))
        ? .certain : .no
    },
    read: { input, sink in
      format.read(input, into: &sink) { work, line, sink in
        sink.append(
          europePMCRecord(work, line: line), or: "europe-pmc.no-article",
          "an entry names neither a title nor an author", line: line)
      }
    })
}

private let format = JSONRecordFormat(
  id: "europe-pmc", lists: [["resultList", "result"], ["result"]])

private func europePMCRecord(_ work: JSONValue, line: Int) -> Record? {
  var record = Record(line: line)
  record.key = work["id"]?.text
  record.identify(.pmid, work["pmid"]?.text)
  record.identify(.pmcid, work["pmcid"]?.text)
  record.identify(.doi, work["doi"]?.text)
  record.title = work["title"]?.text.map { withoutFullStop($0.withoutMarkup) }
  record.abstract = work["abstractText"]?.text?.withoutMarkup
  let journal = work["journalInfo"]?["journal"]
  record.venue =
    (journal?["title"] ?? work["journalTitle"] ?? work["bookOrReportDetails"]?["comprisingTitle"])?
    .text?.withoutMarkup
  let types =
    work["pubTypeList"]?["pubType"]?.elements.compactMap(\.text)
    ?? work["pubType"]?.text.map { $0.split(separator: ";").map(\.trimmed) } ?? []
  record.type =
    work["source"]?.text == "PPR" || types.contains { $0.lowercased() == "preprint" }
    ? "article"
    : types.contains { $0.lowercased().contains("review") }
      ? "review" : journal != nil || work["journalTitle"] != nil ? "article-journal" : nil
  let date = work["firstPublicationDate"]?.text
  let year = work["pubYear"]?.textOrNumber
  record.date = year.flatMap { PartialDate(text: $0) }
  if let full = date.flatMap({ PartialDate(text: $0) }), isMorePrecise(full, than: record.date) {
    record.date = full
  }
  record.checkYear(year ?? date)
  record.takeCitations(work["citedByCount"])
  record.takeKeywords(work["keywordList"]?["keyword"])
  record.takeKeywords(
    work["meshHeadingList"]?["meshHeading"]?.elements.compactMap { $0["descriptorName"]?.text }
      ?? [])
  if let authors = work["authorList"]?["author"] {
    for author in authors.elements {
      if let person = europePMCAuthor(author) { record.byline.append(person) }
    }
  } else if let text = work["authorString"]?.text {
    for name in AuthorList.names(of: text) {
      record.appendAuthor(name, as: NameText.unmarked)
    }
  }
  return record.title == nil && record.byline.isEmpty ? nil : record
}

private func europePMCAuthor(_ author: JSONValue) -> Contributor? {
  let given = (author["firstName"] ?? author["initials"])?.string ?? ""
  let name: PersonName? =
    if let group = author["collectiveName"]?.text {
      .group(group)
    } else if let family = author["lastName"]?.text {
      NameText.parts(given: given, family: family)
    } else {
      author["fullName"]?.text.flatMap { NameText.unmarked($0) }
    }
  guard let name else { return nil }
  var identifiers: [Identifier] = []
  if let id = author["authorId"], id["type"]?.text == "ORCID",
    let orcid = id["value"]?.text.flatMap({ Identifier(.orcid, $0) })
  {
    identifiers.append(orcid)
  }
  let details = author["authorAffiliationDetailsList"]?["authorAffiliation"]?.elements
    .compactMap { $0["affiliation"]?.text }
  return Contributor(
    name, identifiers: identifiers,
    affiliations: details ?? author["affiliation"]?.text.map { [$0] } ?? [])
}
