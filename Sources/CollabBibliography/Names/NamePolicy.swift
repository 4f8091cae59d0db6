/// Which mentions are taken for one person.
public enum NamePolicy: String, Sendable, CaseIterable, Codable {
  /// Only equal spellings, and equal identifiers.
  case asGiven = "exact"
  /// Also spellings that differ in accents, case, hyphens or spaces, and a middle name more where
  /// a shared coauthor supports it and nothing speaks against it.
  case standard = "folded"
  /// Spellings that the frequency of names and evidence from coauthors, venues, titles and years
  /// show to be one person's; equal names are always one person's.
  case mergeOnly = "merge-only"
  /// As ``mergeOnly``, and one spelling is several people's where the same evidence shows it.
  case resolve

  /// Whether places of bylines are resolved one by one.
  var usesEvidence: Bool { self == .mergeOnly || self == .resolve }
}
