/// The fields that a record takes from an entry; all others are skipped.
enum BibTeXField: UInt8, Sendable {
  case author, editor, title, subtitle, year, month, day, date
  case journal, journalTitle, bookTitle, eventTitle, school, institution, howPublished
  case doi, url, eprint, eprintType, archivePrefix, primaryClass, pmid, pmcid, isbn, biburl
  case uniqueID, identifiers, orcid, authorORCIDs, authorIdentifiers, authorTypes
  case note, citations, abstract, affiliation, crossref, xdata, entrySubtype
  case keywords, authorKeywords, keywordsPlus

  /// The field of a name in any case; `nil` for one that no record takes.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, _ name: Range<Int>) {
    guard name.count <= 16, let field = Self.byName[Self.packed(bytes[name])] else { return nil }
    self = field
  }

  /// A name of up to 16 bytes as numbers, in lower case.
  private static func packed(_ name: some Collection<UInt8>) -> UInt128 {
    name.reduce(0) { $0 << 8 | UInt128($1.lowered) }
  }

  private static let byName = Dictionary(
    names.map { (packed($0.0.utf8), $0.1) }, uniquingKeysWith: { first, _ in first })

  /// The names of fields; several may mean the same.
  static let names: [(String, BibTeXField)] = [
    ("author", .author), ("editor", .editor), ("title", .title), ("subtitle", .subtitle),
    ("year", .year),
    ("month", .month), ("day", .day), ("date", .date), ("journal", .journal),
    ("journaltitle", .journalTitle), ("booktitle", .bookTitle), ("eventtitle", .eventTitle),
    ("school", .school), ("institution", .institution), ("organization", .institution),
    ("howpublished", .howPublished), ("doi", .doi), ("url", .url),
    ("eprint", .eprint), ("eprinttype", .eprintType), ("archiveprefix", .archivePrefix),
    ("primaryclass", .primaryClass), ("eprintclass", .primaryClass), ("pmid", .pmid),
    ("pubmedid", .pmid), ("pubmed_id", .pmid), ("pubmed-id", .pmid), ("pmcid", .pmcid),
    ("pmc", .pmcid), ("isbn", .isbn), ("biburl", .biburl), ("unique-id", .uniqueID),
    ("unique_id", .uniqueID), ("orcid-numbers", .orcid), ("note", .note),
    ("author+an:orcid", .authorORCIDs), ("author+an:id", .authorIdentifiers),
    ("author+an:type", .authorTypes), ("identifiers", .identifiers),
    ("entrysubtype", .entrySubtype),
    ("annote", .note), ("citations", .citations), ("times-cited", .citations),
    ("times_cited", .citations), ("timescited", .citations), ("citedby", .citations),
    ("cited-by", .citations), ("cited_by", .citations), ("citation-count", .citations),
    ("citation_count", .citations), ("citationcount", .citations), ("numcitations", .citations),
    ("abstract", .abstract), ("affiliation", .affiliation), ("affiliations", .affiliation),
    ("crossref", .crossref), ("xdata", .xdata), ("keywords", .keywords), ("keyword", .keywords),
    ("author_keywords", .authorKeywords), ("author-keywords", .authorKeywords),
    ("keywords-plus", .keywordsPlus), ("keywords_plus", .keywordsPlus),
  ]
}
