import CollabCore

extension BibliographyWriter {
  /// A table of works, one a row, for spreadsheets and data frames (RFC 4180).
  ///
  /// Authors stand as `Family, Given`, parted by semicolons; a byline that is known to go on ends
  /// in `et al.`. Their identifiers stand in two more columns, in the order of the authors: the
  /// ORCIDs, and all others as `scheme:value`, those of one author parted by `|`.
  static let worksCSV = BibliographyWriter(
    id: "works-csv", summary: "CSV with a row for each work", fileExtension: "csv"
  ) { bibliography in
    var text = ByteText(), keys = WorkKeys()
    text.append(
      "key,title,authors,author orcids,author identifiers,year,month,day,venue,type,category,"
        + "citations,doi,pmid,pmcid,arxiv id,openalex id,dblp,acl id,semantic scholar id,ut,eid,"
        + "url,abstract,sources\n")
    for (index, work) in bibliography.works.enumerated() {
      text.append(csv: keys.key(of: work, number: index + 1))
      var names = work.authors.map { csvName(bibliography.people[$0].name) }
      if work.isIncomplete { names.append("et al.") }
      let people = work.authors.map { bibliography.people[$0] }
      let orcids = cell(people.map { $0.orcid.map { [$0] } ?? [] }, of: names.count)
      let others = cell(
        people.map { $0.identifiersBesidesORCID.map(\.description) }, of: names.count)
      let date = work.date
      let numbers = [date?.year, date?.month, date?.day].map { $0.map(String.init) }
      let sources = Set(work.entries.map { bibliography.sources[$0.source].name }).sorted()
      let fields: [String?] =
        [work.title, names.joined(separator: "; "), orcids, others] + numbers
        + [work.venue, work.type, work.field, work.citations.map { String($0.count) }]
        + schemes.map { work.identifier($0) }
        + [work.url, work.abstract, sources.joined(separator: "; ")]
      for field in fields {
        text.append(",")
        if let field { text.append(csv: field) }
      }
      text.append("\n")
    }
    return text
  }
}

private let schemes: [Identifier.Scheme] = [
  .doi, .pmid, .pmcid, .arxiv, .openalex, .dblp, .acl, .s2, .wos, .scopus,
]

/// A list for each author as one cell, with a place for each name; `nil` where all are empty.
private func cell(_ lists: [[String]], of count: Int) -> String? {
  // What would part one author's from another's.
  let texts = lists.map { list in
    list.filter { !$0.contains { ";|".contains($0) } }.joined(separator: "|")
  }
  if texts.allSatisfy(\.isEmpty) { return nil }
  return (texts + [String](repeating: "", count: count - texts.count)).joined(separator: "; ")
}

private func csvName(_ name: PersonName) -> String {
  let last = [name.particle, name.family].filter { !$0.isEmpty }.joined(separator: " ")
  return [last, name.suffix, name.given].filter { !$0.isEmpty }.joined(separator: ", ")
    .replacing(";", with: ",")
}
