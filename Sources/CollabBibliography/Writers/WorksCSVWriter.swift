import CollabCore

extension BibliographyWriter {
  /// A table of works, one a row, for spreadsheets and data frames (RFC 4180).
  ///
  /// Authors stand as `Family, Given`, parted by semicolons; a byline that is known to go on ends
  /// in `et al.`.
  static let worksCSV = BibliographyWriter(
    id: "works-csv", summary: "CSV with a row for each work", fileExtension: "csv"
  ) { bibliography in
    var text = ByteText(), keys = WorkKeys()
    text.append(
      "key,title,authors,year,month,day,venue,type,category,citations,doi,pmid,pmcid,arxiv id,"
        + "openalex id,dblp,acl id,semantic scholar id,ut,eid,url,abstract,sources\n")
    for (index, work) in bibliography.works.enumerated() {
      text.append(csv: keys.key(of: work, number: index + 1))
      var names = work.authors.map { csvName(bibliography.people[$0].name) }
      if work.isIncomplete { names.append("et al.") }
      let date = work.date
      let numbers = [date?.year, date?.month, date?.day].map { $0.map(String.init) }
      let sources = Set(work.entries.map { bibliography.sources[$0.source].name }).sorted()
      let fields: [String?] =
        [work.title, names.joined(separator: "; ")] + numbers
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

private func csvName(_ name: PersonName) -> String {
  let last = [name.particle, name.family].filter { !$0.isEmpty }.joined(separator: " ")
  return [last, name.suffix, name.given].filter { !$0.isEmpty }.joined(separator: ", ")
    .replacing(";", with: ",")
}
