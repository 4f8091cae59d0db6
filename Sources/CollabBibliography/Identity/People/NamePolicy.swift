/// Which mentions are taken for one person.
///
/// Equal identifiers join in every policy, and different ones of one scheme never do.
public enum NamePolicy: String, Sendable, CaseIterable, Codable {
  /// Only equal spellings.
  case asGiven = "exact"
  /// Spellings that differ in accents, case, hyphens or spaces, and a middle name more where
  /// a shared coauthor supports it and nothing speaks against it.
  case standard = "folded"
  /// The family name and the first initial.
  case initials
  /// Spellings that the frequency of names and evidence from coauthors, venues, titles and years
  /// show to be one person's; equal names are always one person's.
  case mergeOnly = "merge-only"
  /// As ``mergeOnly``, and one spelling is several people's where the same evidence shows it.
  case resolve
  /// Only identifiers; names without one are told by their spelling and joined with no identifier.
  case identifiers = "ids"

  /// Whether places of bylines are resolved one by one.
  var usesEvidence: Bool { self == .mergeOnly || self == .resolve }
}
