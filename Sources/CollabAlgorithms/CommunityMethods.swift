import CollabCore

/// The list of all community methods: a new method is one file and one line here.
public enum CommunityMethods {
  /// The methods, in the order of help and documentation.
  public static let all = Catalog<CommunityMethod>(
    kind: "community method",
    [
      .leiden,
      .leidenCPM,
      .louvain,
      .labelPropagation,
    ])
}
