import CollabCore

extension BibliographyWriter {
  /// A table of works, one a row, for spreadsheets and data frames (RFC 4180).
  ///
  /// Authors stand as `Family, Given`, parted by semicolons; a byline that is known to go on ends
  /// in `et al.`. Three more columns say more of them: in the order of the authors the ORCIDs, and
  /// all other identifiers as `scheme:value`, those of one author parted by `|`; and the numbers of
  /// those who are groups. Identifiers of the work that have no column stand in `identifiers`. A
  /// table with those two columns is read to the letter; see ``WorksTable``.
  static let worksCSV = BibliographyWriter(
    id: "works-csv", summary: "CSV with a row for each work", fileExtension: "csv"
  ) { bibliography in
    var text = ByteText(), keys = WorkKeys()
    text.append(
      "key,title,authors,author orcids,author identifiers,author groups,year,month,day,venue,type,"
        + "category,keywords,citations,doi,pmid,pmcid,arxiv id,openalex id,dblp,acl id,semantic scholar id,"
        + "ut,eid,identifiers,url,abstract,sources\n")
    for (index, work) in bibliography.works.enumerated() {
      text.append(cell: keys.key(of: work, number: index + 1))
      let people = work.authors.map { bibliography.people[$0] }
      var names = people.map { csvName($0.name) }
      if work.isIncomplete { names.append("et al.") }
      let orcids = cell(people.map { $0.orcid ?? "" }, of: names.count)
      let others = cell(
        people.map { Identifier.list($0.identifiersBesidesORCID) }, of: names.count)
      let groups = people.indices.filter { people[$0].isGroup }.map { "\($0 + 1)" }
      let date = work.date
      let numbers = [date?.year, date?.month, date?.day].map { $0.map(String.init) }
      let sources = Set(work.entries.map { bibliography.sources[$0.source].name }).sorted()
      var unsaid = work.identifiers
      let identifiers = schemes.map { scheme -> String? in
        unsaid.firstIndex { $0.scheme == scheme }.map { unsaid.remove(at: $0).value }
      }
      let fields: [String?] =
        [work.title, names.joined(separator: "; "), orcids, others, groups.joined(separator: "; ")]
        + numbers + [work.venue, work.type, work.field]
        + [work.keywords.isEmpty ? nil : work.keywords.joined(separator: "; ")]
        + [work.citations.map { String($0.count) }]
        + identifiers
        + [Identifier.list(unsaid), work.url, work.abstract, sources.joined(separator: "; ")]
      for field in fields {
        text.append(",")
        if let field { text.append(cell: field) }
      }
      text.append("\n")
    }
    return text
  }
}

private let schemes: [Identifier.Scheme] = [
  .doi, .pmid, .pmcid, .arxiv, .openalex, .dblp, .acl, .s2, .wos, .scopus,
]

/// A text for each author as one cell, with a place for each name; `nil` where all are empty.
private func cell(_ texts: [String], of count: Int) -> String? {
  if texts.allSatisfy(\.isEmpty) { return nil }
  return (texts + [String](repeating: "", count: count - texts.count)).joined(separator: "; ")
}

/// `Last, First` or `Last, Jr., First`; what would be taken for a mark gives way.
private func csvName(_ name: PersonName) -> String {
  if name.isGroup { return name.family.replacing(";", with: ",") }
  func part(_ text: String) -> String {
    text.split { $0 == ";" || $0 == "," }.map(\.trimmed).joined(separator: " ")
  }
  let last = [name.particle, name.family].filter { !$0.isEmpty }.joined(separator: " ")
  if name.suffix.isEmpty {
    return [part(last), part(name.given)].filter { !$0.isEmpty }.joined(separator: ", ")
  }
  return [last, name.suffix, name.given].map(part).joined(separator: ", ").trimmed
}

extension ByteText {
  /// Appends a cell. An apostrophe that is part of the text gets another where it would be taken
  /// for the one that keeps a text from being a formula.
  fileprivate mutating func append(cell text: String) {
    append(csv: WorksTable.hasGuard(text) ? "'" + text : text)
  }
}
