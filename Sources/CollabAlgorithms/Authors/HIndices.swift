import CollabGraph
import Foundation

// The h-index and the indices that read the same list, the citation counts in falling order.
// c(1) ≥ c(2) ≥ … are the known counts of an author's works, h is Hirsch's index, and the h-core
// is the first h works.

extension Measure {
  /// The greatest *h* such that *h* works have at least *h* citations each.
  public static let hIndex = citationIndex(
    "h-index", "h works with h citations or more each", isCount: true,
    "Hirsch, PNAS 102:16569 (2005), doi:10.1073/pnas.0507655102"
  ) { Double($0.h) }.verified(by: .hIndex)

  /// The greatest *g*, at most the number of works, whose first *g* works share *g*² citations.
  public static let gIndex = citationIndex(
    "g-index", "g most cited works with g² citations together, g at most the works", isCount: true,
    "Egghe, Scientometrics 69:131 (2006), doi:10.1007/s11192-006-0144-7"
  ) { Double($0.g(padded: false)) }.verified(by: .gIndex)

  /// The g-index with as many works of no citations added as it needs.
  public static let gIndexPadded = citationIndex(
    "g-index-padded", "the g-index, the list filled up with uncited works", isCount: true,
    "Egghe, Scientometrics 69:131 (2006), doi:10.1007/s11192-006-0144-7"
  ) { Double($0.g(padded: true)) }.verified(by: .gIndexPadded)

  /// The geometric mean of h and g.
  public static let hgIndex = citationIndex(
    "hg-index", "geometric mean of h-index and g-index",
    "Alonso, Cabrerizo, Herrera-Viedma, Herrera, Scientometrics 82:391 (2010), "
      + "doi:10.1007/s11192-009-0047-5"
  ) {
    (Double($0.h) * Double($0.g(padded: false)))
      .squareRoot()
  }.verified(by: .hgIndex)

  /// The mean citations in the h-core; 0 where the core is empty.
  public static let aIndex = citationIndex(
    "a-index", "mean citations of the h-core", growing: false,
    "Jin, Science Focus 1(1):8 (2006)"
  ) { works in
    let h = works.h
    return h == 0 ? 0 : Double(works.coreCitations(h)) / Double(h)
  }.verified(by: .aIndex)

  /// The square root of the citations in the h-core.
  public static let rIndex = citationIndex(
    "r-index", "square root of the h-core's citations",
    "Jin, Liang, Rousseau, Egghe, Chinese Science Bulletin 52:855 (2007), "
      + "doi:10.1007/s11434-007-0145-9"
  ) { Double($0.coreCitations($0.h)).squareRoot() }.verified(by: .rIndex)

  /// The square root of the h-core's citations beyond h².
  public static let eIndex = citationIndex(
    "e-index", "square root of the h-core's citations beyond h²", growing: false,
    "Zhang, PLoS ONE 4:e5429 (2009), doi:10.1371/journal.pone.0005429"
  ) { works in
    let h = works.h
    return Double(works.coreCitations(h) - h * h).squareRoot()
  }.verified(by: .eIndex)

  /// The median citations in the h-core; 0 where the core is empty.
  public static let mIndex = citationIndex(
    "m-index", "median citations of the h-core", growing: false,
    "Bornmann, Mutz, Daniel, J. Am. Soc. Inf. Sci. Technol. 59:830 (2008), doi:10.1002/asi.20806"
  ) { $0.coreMedian($0.h) }.verified(by: .mIndex)

  /// The geometric mean of h and the m-index.
  public static let q2Index = citationIndex(
    "q2-index", "geometric mean of h-index and m-index", growing: false,
    "Cabrerizo, Alonso, Herrera-Viedma, Herrera, J. Informetrics 4:23 (2010), "
      + "doi:10.1016/j.joi.2009.06.005"
  ) { works in
    let h = works.h
    return (Double(h) * works.coreMedian(h)).squareRoot()
  }.verified(by: .q2Index)

  /// Hirsch's *a*: all citations over h²; `nan` where h is 0.
  public static let hirschA = citationIndex(
    "hirsch-a", "all citations over the square of the h-index", growing: false,
    "Hirsch, PNAS 102:16569 (2005), doi:10.1073/pnas.0507655102"
  ) { works in
    let h = works.h
    return h == 0 ? .nan : Double(works.citationSum) / Double(h * h)
  }.verified(by: .hirschA)

  /// The greatest *k* such that *k* works have at least *k*² citations each.
  public static let h2Index = citationIndex(
    "h2-index", "k works with k² citations or more each", isCount: true,
    "Kosmulski, ISSI Newsletter 2(3):4 (2006)"
  ) { works in Double(greatestRank(works.count) { works[$0 - 1].citations >= $0 * $0 }) }.verified(
    by: .h2Index)

  /// The greatest *w* such that *w* works have at least 10*w* citations each.
  public static let wIndex = citationIndex(
    "w-index", "w works with 10w citations or more each", isCount: true,
    "Wu, J. Am. Soc. Inf. Sci. Technol. 61:609 (2010), doi:10.1002/asi.21276"
  ) { works in Double(greatestRank(works.count) { works[$0 - 1].citations >= 10 * $0 }) }.verified(
    by: .wIndex)

  /// The greatest *f* such that the harmonic mean of the first *f* counts is at least *f*.
  public static let fIndex = citationIndex(
    "f-index", "maximum f such that the f most cited works have a harmonic mean of f or more",
    isCount: true,
    "Tol, Scientometrics 80:317 (2009), doi:10.1007/s11192-008-2079-7"
  ) { works in
    // f / Σ1/c ≥ f exactly when Σ1/c ≤ 1; the slack takes the rounding of the sum.
    works.lastRank(adding: { 1 / $0 }) { sum, _ in sum <= 1 + 1e-12 }
  }.verified(by: .fIndex)

  /// The greatest *t* such that the geometric mean of the first *t* counts is at least *t*.
  public static let tIndex = citationIndex(
    "t-index", "maximum t such that the t most cited works have a geometric mean of t or more",
    isCount: true,
    "Tol, Scientometrics 80:317 (2009), doi:10.1007/s11192-008-2079-7"
  ) { works in
    works.lastRank(adding: { log($0) }) { sum, rank in
      sum >= rank * log(rank) * (1 - 1e-12)
    }
  }.verified(by: .tIndex)

  /// Every citation counts, the less the further it lies outside the h-core.
  public static let taperedH = citationIndex(
    "tapered-h", "h-index in which every citation counts",
    "Anderson, Hankin, Killworth, Scientometrics 76:577 (2008), doi:10.1007/s11192-007-2071-2"
  ) { works in
    var sum = 0.0
    for (index, work) in works.enumerated() {
      // Citations 1...rank of the work of this rank weigh 1/(2·rank − 1) each, later ones
      // 1/(2j − 1).
      let rank = index + 1
      sum += Double(min(rank, work.citations)) / Double(2 * rank - 1)
      sum += oddHarmonic(through: work.citations) - oddHarmonic(through: min(rank, work.citations))
    }
    return sum
  }.verified(by: .taperedH)

  /// The square root of the greatest rectangle under the citation curve.
  public static let chiIndex = citationIndex(
    "chi-index", "square root of the maximum of rank times citations",
    "Fenner, Harris, Levene, Bar-Ilan, PLoS ONE 13:e0200098 (2018), "
      + "doi:10.1371/journal.pone.0200098"
  ) { works in
    Double(works.indices.map { ($0 + 1) * works[$0].citations }.max() ?? 0).squareRoot()
  }.verified(by: .chiIndex)

  /// The geometric mean of h and the most cited work's citations.
  public static let oIndex = citationIndex(
    "o-index", "geometric mean of the h-index and the maximum citation count",
    "Dorogovtsev, Mendes, Nature Physics 11:882 (2015), doi:10.1038/nphys3533"
  ) { (Double($0.h) * Double($0[0].citations)).squareRoot() }.verified(by: .oIndex)

  private static func citationIndex(
    _ id: String, _ summary: String, isCount: Bool = false, growing: Bool = true,
    _ reference: String, score: @escaping @Sendable ([CitedWork]) -> Double
  ) -> Measure {
    Measure(id: id, summary: summary, weights: .none, isCount: isCount, reference: reference) {
      try $0.scoresByCitations(growing: growing, score)
    }
  }
}

extension [CitedWork] {
  /// Hirsch's index.
  var h: Int { greatestRank(count) { self[$0 - 1].citations >= $0 } }

  /// Egghe's index.
  func g(padded: Bool) -> Int {
    var sum = 0
    let capped = greatestRank(count) { rank in
      sum += self[rank - 1].citations
      return sum >= rank * rank
    }
    guard padded, capped == count else { return capped }
    return Swift.max(capped, Int(Double(sum).squareRoot()))
  }

  /// The last rank up to which all works are cited and a sum over their citations holds good.
  func lastRank(
    adding term: (_ citations: Double) -> Double,
    while holds: (_ sum: Double, _ rank: Double) -> Bool
  ) -> Double {
    var sum = 0.0
    let last = greatestRank(count) { rank in
      let citations = self[rank - 1].citations
      guard citations > 0 else { return false }
      sum += term(Double(citations))
      return holds(sum, Double(rank))
    }
    return Double(last)
  }

  func coreCitations(_ h: Int) -> Int { self[..<h].reduce(0) { $0 + $1.citations } }

  func coreMedian(_ h: Int) -> Double {
    guard h > 0 else { return 0 }
    return Double(self[(h - 1) / 2].citations + self[h / 2].citations) / 2
  }
}

/// 1 + 1/3 + 1/5 + … of `count` terms; by its asymptotic series from 64 terms on, whose error is
/// below 1e-15.
private func oddHarmonic(through count: Int) -> Double {
  guard count >= 64 else { return (0..<count).reduce(0) { $0 + 1 / Double(2 * $1 + 1) } }
  let n = Double(count)
  // Σ 1/(2k−1) = (ln 4n + γ)/2 + 1/(48n²) − 7/(1920n⁴) + …
  let eulerGamma = 0.577_215_664_901_532_9
  return (log(4 * n) + eulerGamma) / 2 + 1 / (48 * n * n) - 7 / (1920 * n * n * n * n)
}
