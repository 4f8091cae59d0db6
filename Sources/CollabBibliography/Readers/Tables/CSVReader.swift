import CollabCore

extension Reader {
  /// Any table with a header that names a column of authors.
  static let csv = Reader(
    id: "csv", summary: "any CSV or TSV with a header row: columns found by name",
    fileExtensions: ["csv", "tsv", "txt"],
    sniff: { tableConfidence($0, .general, marks: []) },
    read: { input, sink in TableFormat.general.read(input, into: &sink) })
}

/// How surely a head is of a table: `certain` where it has all the headers of a mark list.
func tableConfidence(
  _ head: InputHead, _ format: TableFormat, marks: [[String]]
) -> Reader.Confidence {
  // A binary or line-tagged head may still parse as a table of nonsense; the header decides.
  guard head.isLines, let (_, row, _) = format.table(head.bytes, head: head.bytes) else {
    return .no
  }
  let names = Set(row.cells.map(TableFormat.normal))
  if marks.contains(where: { $0.allSatisfy(names.contains) }) { return .certain }
  return marks.isEmpty ? .possible : .no
}

extension TableFormat {
  /// Any table, by the headers that are understood wherever they come from.
  static let general = TableFormat(id: "csv", separator: nil, columns: knownColumns)
}

/// The headers that are understood, the preferred first.
private let knownColumns: [(name: String, role: ColumnRole)] = [
  ("authors", .authors), ("author", .authors), ("author names", .authors),
  ("author(s)", .authors), ("author/s", .authors), ("authors, primary", .authors),
  ("author full names", .fullAuthors), ("deduped author names", .fullAuthors),
  ("creators", .authors), ("creator", .authors), ("author list", .authors),
  ("authorships.author.display name", .authors), ("authorships", .authors),
  ("author orcids", .orcids), ("authorships.author.orcid", .orcids),
  ("author identifiers", .personIds), ("author groups", .groups), ("identifiers", .identifiers),
  ("title", .title), ("article title", .title), ("document title", .title),
  ("paper title", .title), ("title primary", .title), ("display name", .title),
  ("original title", .title), ("name", .title),
  ("abstract", .abstract), ("abstract note", .abstract),
  ("year", .year), ("publication year", .year), ("published year", .year), ("pub year", .year),
  ("pubyear", .year), ("date", .date), ("publication date", .date), ("date published", .date),
  ("date of publication", .date), ("published", .date), ("month", .month),
  ("published month", .month), ("day", .day), ("pub month & day", .month),
  ("venue", .venue), ("journal", .venue), ("source title", .venue), ("journal/book", .venue),
  ("publication title", .venue), ("journal title", .venue), ("booktitle", .venue),
  ("conference", .venue), ("publication", .venue), ("periodical full", .venue),
  ("container title", .venue), ("periodical abbrev", .venue),
  ("primary location.source.display name", .venue), ("source", .venue),
  ("type", .type), ("item type", .type), ("publication type", .type), ("document type", .type),
  ("doctype", .type), ("reference type", .type),
  ("field", .field), ("category", .field), ("subject", .field),
  ("citations", .citations), ("cited by", .citations), ("citation count", .citations),
  ("citationcount", .citations), ("cited by count", .citations), ("times cited", .citations),
  ("citing works count", .citations), ("article citation count", .citations),
  ("cites", .citations),
  ("doi", .doi), ("paper doi", .doi), ("digital object identifier", .doi),
  ("pmid", .pmid), ("pubmed id", .pmid), ("medline pmid", .pmid), ("pmcid", .pmcid),
  ("pmc id", .pmcid), ("arxiv", .arxiv), ("arxiv id", .arxiv), ("arxivid", .arxiv),
  ("openalex id", .openalex), ("ids.openalex", .openalex), ("eid", .scopus), ("ut", .wos),
  ("dblp", .dblp), ("acl id", .acl), ("semantic scholar id", .s2), ("paperid", .s2),
  ("url", .url), ("link", .url), ("external url", .url), ("doi link", .url),
  ("affiliations", .affiliations), ("author affiliations", .affiliations),
  ("key", .key), ("id", .key), ("reference id", .key), ("central id", .key), ("lens id", .key),
  ("accession number", .key),
]
