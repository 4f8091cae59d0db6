import CollabCore

/// The list of all measures: a new measure is one file and one line here.
public enum Measures {
  /// The measures, in the order of help and documentation.
  public static let all = Catalog<Measure>(
    kind: "measure",
    [
      .degree,
      .papers,
      .fractionalPapers,
      .citations,
      .citationsPerPaper,
      .hIndex,
      .gIndex,
      .i10,
      .gIndexPadded,
      .hgIndex,
      .aIndex,
      .rIndex,
      .eIndex,
      .mIndex,
      .q2Index,
      .hirschA,
      .h2Index,
      .wIndex,
      .fIndex,
      .tIndex,
      .taperedH,
      .chiIndex,
      .oIndex,
      .mQuotient,
      .hcIndex,
      .arIndex,
      .awcr,
      .awIndex,
      .awcrPerAuthor,
      .hiIndex,
      .hiNorm,
      .hiAnnual,
      .hmIndex,
    ])
}
