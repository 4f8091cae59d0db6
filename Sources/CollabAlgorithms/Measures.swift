import CollabCore

/// The list of all measures: a new measure is one file and one line here.
public enum Measures {
  /// The measures, in the order of help and documentation.
  public static let all = Catalog<Measure>(
    kind: "measure",
    [
      .degree
    ])
}
