/// What a vertex of a network stands for.
public enum VertexUnit: String, Sendable, CaseIterable {
  /// People, and groups where they are asked for.
  case authors
  /// The institutions of their affiliations.
  case institutions
  /// The countries of their affiliations.
  case countries

  /// The word for one of them: `author`, `institution`, `country`.
  public var noun: String {
    switch self {
    case .authors: "author"
    case .institutions: "institution"
    case .countries: "country"
    }
  }
}
