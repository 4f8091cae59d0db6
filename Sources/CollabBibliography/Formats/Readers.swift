import CollabCore

/// The list of all readers: a new format is one file and one line here.
public enum Readers {
  /// The formats whose fields are found by names that differ between files.
  static let listsByName = Set(LoadOptions.readersOfColumns)
    .union(["csl-json", "semantic-scholar"])

  /// The readers, in the order of help and documentation; of equally sure ones the first wins.
  public static let all = Catalog<Reader>(
    kind: "format",
    [
      .bibtex,
      .ris,
      .medline,
      .webOfScience,
      .endnoteTagged,
      .refworks,
      .profilePage,
      .authorListing,
      .bylineListing,
      .abstractListing,
      .webOfScienceTab,
      .scopus,
      .ieee,
      .lens,
      .dimensions,
      .aclAnthology,
      .dblp,
      .endnoteXML,
      .pubmedXML,
      .arxivAtom,
      .oai,
      .orcid,
      .zoteroRDF,
      .inspire,
      .zoteroJSON,
      .europePMC,
      .datacite,
      .openalex,
      .crossref,
      .arxivJSON,
      .semanticScholar,
      .cslJSON,
      .jsonList,
      .csv,
      .edgeList,
      .edgeTable,
      .adjacencyMatrix,
      .adjacencyList,
      .lgl,
      .matrixMarket,
      .metis,
      .gml,
      .pajek,
      .graphML,
      .gexf,
      .vosviewer,
      .vosviewerJSON,
      .vertexTable,
      .jsonGraph,
    ])
}
