/// Which spellings are taken for one person.
public enum NamePolicy: String, Sendable, CaseIterable, Codable {
  /// Only equal spellings, and equal identifiers.
  case asGiven = "as-given"
  /// Also spellings that differ in accents, case, hyphens or spaces, and a middle name more where
  /// a shared coauthor supports it and nothing speaks against it.
  case standard
}
