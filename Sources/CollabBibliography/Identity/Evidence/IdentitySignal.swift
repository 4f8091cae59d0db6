/// A part of what decides who is who, which can be left out to measure what it gives.
package enum IdentitySignal: String, CaseIterable, Sendable {
  /// Coauthors in common, and that groups have none.
  case coauthors
  /// Coauthors who work together.
  case twoHops = "two-hops"
  case venues
  /// Words of titles.
  case words
  case years
  case affiliations
  /// How many works each side has.
  case sizes
  /// How frequent names are: without it, all are as frequent as the usual one.
  case frequency
  /// Into how many groups without a common coauthor the works of one name fall.
  case crowding
  /// Weights learnt from the corpus: without it, they are the built-in ones.
  case training
  /// Two places of one byline, identifiers and rulings forbid a union.
  case cannotLinks = "cannot-links"

  /// The numbers of ``Evidence`` that hold it.
  var numbers: Set<Int> {
    switch self {
    case .coauthors: [0, 1, 2, 12]
    case .twoHops: [3, 4]
    case .venues: [5]
    case .words: [6, 7]
    case .years: [8, 9]
    case .affiliations: [10, 11]
    case .sizes: [13]
    case .frequency, .crowding, .training, .cannotLinks: []
    }
  }
}
