import CollabCore

/// The list of all readers: a new format is one file and one line here.
public enum Readers {
  /// The readers, in the order of help and documentation; of equally sure ones the first wins.
  public static let all = Catalog<Reader>(
    kind: "format",
    [
      .bibtex,
      .ris,
      .medline,
      .webOfScience,
      .endnoteTagged,
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
      .openalex,
      .crossref,
      .arxivJSON,
      .semanticScholar,
      .cslJSON,
      .jsonList,
      .csv,
      .edgeList,
      .matrixMarket,
      .metis,
      .gml,
      .pajek,
      .graphML,
      .gexf,
      .vosviewer,
      .vosviewerJSON,
    ])
}
