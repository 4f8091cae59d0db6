import CollabCore

extension Reader {
  /// Web of Science, tab-delimited: quotes are text, tags are the headers.
  static let webOfScienceTab = webOfScienceTab(nil)

  /// The same with columns that a user names.
  static func webOfScienceTab(_ mapping: ColumnMapping?) -> Reader {
    Reader(
      id: "wos-tab", summary: "Web of Science tab-delimited text", fileExtensions: ["txt", "tsv"],
      sniff: { head in
        let first = head.filledLines(1).first ?? []
        let tags = Set(
          first.split(separator: 0x09).map { String(decoding: $0, as: UTF8.self).trimmed })
        return tags.isSuperset(of: ["AU", "TI", "SO"]) ? .certain : .no
      },
      read: { input, sink in readWebOfScienceTab(input, mapping, into: &sink) })
  }

  /// Scopus CSV, the three generations of its header.
  static let scopus = Reader(
    id: "scopus", summary: "Scopus CSV, header generations of 2012, 2020 and 2023",
    fileExtensions: ["csv"],
    sniff: {
      tableConfidence(
        $0, .scopus,
        marks: [["authors", "source title", "eid"], ["authors", "author(s) id", "source title"]])
    },
    read: { input, sink in TableSchema.scopus.read(input, into: &sink) })

  /// IEEE Xplore CSV.
  static let ieee = Reader(
    id: "ieee", summary: "IEEE Xplore CSV", fileExtensions: ["csv"],
    sniff: {
      tableConfidence(
        $0, .ieee,
        marks: [["document title", "authors", "publication title"]])
    },
    read: { input, sink in TableSchema.ieee.read(input, into: &sink) })

  /// Lens CSV.
  static let lens = Reader(
    id: "lens", summary: "Lens.org scholarly works CSV", fileExtensions: ["csv", "tsv"],
    sniff: { tableConfidence($0, .lens, marks: [["lens id", "author/s"]]) },
    read: { input, sink in TableSchema.lens.read(input, into: &sink) })

  /// Dimensions CSV, which has a line about the export above its header.
  static let dimensions = Reader(
    id: "dimensions", summary: "Dimensions CSV", fileExtensions: ["csv"],
    sniff: {
      tableConfidence(
        $0, .dimensions,
        marks: [["publication id", "authors", "pubyear"], ["dimensions url", "authors", "title"]])
    },
    read: { input, sink in TableSchema.dimensions.read(input, into: &sink) })
}

extension TableSchema {
  static let scopus = TableSchema(
    id: "scopus", separator: nil,
    columns: [
      ("authors", .authors), ("author full names", .fullAuthors), ("author(s) id", .authorIds),
      ("title", .title), ("year", .year), ("source title", .venue), ("cited by", .citations),
      ("doi", .doi), ("link", .url), ("affiliations", .affiliations), ("abstract", .abstract),
      ("pubmed id", .pmid), ("document type", .type), ("eid", .scopus),
      ("author keywords", .keywords), ("index keywords", .keywords),
    ])

  static let ieee = TableSchema(
    id: "ieee", separator: 0x2C,
    columns: [
      ("authors", .authors), ("document title", .title), ("publication year", .year),
      ("publication title", .venue), ("abstract", .abstract), ("doi", .doi), ("pdf link", .url),
      ("article citation count", .citations), ("online date", .date), ("issue date", .date),
      ("document identifier", .type), ("author keywords", .keywords), ("ieee terms", .keywords),
      ("inspec controlled terms", .keywords), ("inspec non-controlled terms", .keywords),
      ("mesh terms", .keywords),
    ],
    authorSeparator: ";", name: NameText.natural)

  static let lens = TableSchema(
    id: "lens", separator: nil,
    columns: [
      ("lens id", .key), ("title", .title), ("date published", .date), ("publication year", .year),
      ("publication type", .type), ("source title", .venue), ("author/s", .authors),
      ("abstract", .abstract), ("external url", .url), ("pmid", .pmid), ("doi", .doi),
      ("pmcid", .pmcid), ("citing works count", .citations),
      ("keywords", .keywords), ("mesh terms", .keywords),
    ],
    authorSeparator: ";")

  static let dimensions = TableSchema(
    id: "dimensions", separator: nil,
    columns: [
      ("publication id", .key), ("doi", .doi), ("pmid", .pmid), ("pmcid", .pmcid),
      ("arxiv id", .arxiv), ("title", .title), ("abstract", .abstract),
      ("source title", .venue), ("source title/anthology title", .venue),
      ("anthology title", .venue), ("publication date", .date), ("pubyear", .year),
      ("publication type", .type), ("authors", .authors), ("times cited", .citations),
      ("dimensions url", .url), ("source linkout", .url),
      ("authors affiliations - name of research organization", .affiliations),
      ("research organizations - standardized", .affiliations), ("mesh terms", .keywords),
    ],
    authorSeparator: ";")
}
