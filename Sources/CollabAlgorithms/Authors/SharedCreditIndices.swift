import CollabCore
import CollabGraph
import Foundation

// Indices that share the credit for a work among its authors.

extension Measure {
  /// h over the mean number of authors in the h-core; 0 where the core is empty.
  public static let hiIndex = sharedIndex(
    "hi-index", "h-index over the mean number of authors in the h-core",
    "Batista, Campiteli, Kinouchi, Martinez, Scientometrics 68:179 (2006), "
      + "doi:10.1007/s11192-006-0090-4"
  ) { works in
    let h = works.h
    let authors = works[..<h].reduce(0) { $0 + $1.authors }
    return h == 0 ? 0 : Double(h * h) / Double(authors)
  }.verified(by: .hiIndex)

  /// The h-index of citations divided by the number of authors.
  public static let hiNorm = sharedIndex(
    "hi-norm", "h-index of citations per author", isCount: true, growing: true,
    "Harzing, Publish or Perish manual (2007)"
  ) { Double($0.normalisedH) }.verified(by: .hiNorm)

  /// Schreiber's index: works count by their share of authors.
  public static let hmIndex = sharedIndex(
    "hm-index", "h-index in which a work of n authors is 1/n of a work",
    "Schreiber, New J. Phys. 10:040201 (2008), doi:10.1088/1367-2630/10/4/040201"
  ) { works in
    var effectiveRank = 0.0, best = 0.0
    for work in works {
      effectiveRank += 1 / Double(work.authors)
      // The slack takes the rounding of sums of thirds that should be whole.
      guard effectiveRank <= Double(work.citations) * (1 + 1e-12) else { break }
      best = effectiveRank
    }
    return best
  }.verified(by: .hmIndex)

  private static func sharedIndex(
    _ id: String, _ summary: String, isCount: Bool = false, growing: Bool = false,
    _ reference: String, score: @escaping @Sendable ([CitedWork]) -> Double
  ) -> Measure {
    Measure(id: id, summary: summary, weights: .none, isCount: isCount, reference: reference) {
      try $0.scoresByCitations(growing: growing, score)
    }
  }
}

extension [CitedWork] {
  /// The h-index of the quotients of citations and authors.
  var normalisedH: Int {
    let sorted = sorted { $0.citations * $1.authors > $1.citations * $0.authors }
    return greatestRank(count) { sorted[$0 - 1].citations >= $0 * sorted[$0 - 1].authors }
  }
}

extension Double {
  func raised(to power: Double) -> Double { power == 1 ? self : pow(self, power) }
}
