import CollabCore
import CollabGraph

// Indices that weigh citations by the age of a work. The age of a work of year y is Y − y + 1 at
// the reference year Y: never the clock's, so that the same input always scores the same. Works
// of later years than Y count as if of year Y.

extension Measure {
  /// h over the years since the first work.
  public static let mQuotient = timedIndex(
    "m-quotient", "h-index over the years since the first work",
    "Hirsch, PNAS 102:16569 (2005), doi:10.1073/pnas.0507655102"
  ) { works, year in Double(works.h) / works.careerYears(to: year) }.verified(
    by: .mQuotient { $0[.year] })

  /// The h-index of citations weighed by `gamma`·age^−`delta`.
  public static let hcIndex = timedIndex(
    "hc-index", "contemporary h-index: citations of old works weigh less", isCount: true,
    parameters: [.gamma, .delta],
    "Sidiropoulos, Katsaros, Manolopoulos, Scientometrics 72:253 (2007), "
      + "doi:10.1007/s11192-007-1722-z"
  ) { works, year, input in
    let (gamma, delta) = (input[.gamma], input[.delta])
    let values = works.map { gamma * Double($0.citations) / $0.age(in: year).raised(to: delta) }
      .sorted(by: >)
    // The slack takes the rounding of quotients such as 4·6/8 that should be whole.
    return Double(greatestRank(values.count) { values[$0 - 1] >= Double($0) * (1 - 1e-12) })
  }.verified(by: .hcIndex({ $0[.year] }, gamma: { $0[.gamma] }, delta: { $0[.delta] }))

  /// The square root of the h-core's citations per year.
  public static let arIndex = timedIndex(
    "ar-index", "square root of the h-core's citations per year of age",
    "Jin, ISSI Newsletter 3(1):6 (2007)"
  ) { works, year in works[..<works.h].citationRate(to: year).squareRoot() }.verified(
    by: .arIndex { $0[.year] })

  /// The citations per year of all works.
  public static let awcr = timedIndex(
    "awcr", "citations per year of age, over all works",
    "Harzing, Publish or Perish manual, after Jin (2007)"
  ) { works, year in works[...].citationRate(to: year) }.verified(by: .awcr { $0[.year] })

  /// The square root of the citations per year of all works.
  public static let awIndex = timedIndex(
    "aw-index", "square root of the citations per year of age over all works",
    "Harzing, Publish or Perish manual, after Jin (2007)"
  ) { works, year in works[...].citationRate(to: year).squareRoot() }.verified(
    by: .awIndex { $0[.year] })

  /// The citations per year and author of all works.
  public static let awcrPerAuthor = timedIndex(
    "awcr-per-author", "citations per year of age and author, over all works",
    "Harzing, Publish or Perish manual, after Jin (2007)"
  ) { works, year in
    works.reduce(0) { $0 + Double($1.citations) / ($1.age(in: year) * Double($1.authors)) }
  }.verified(by: .awcrPerAuthor { $0[.year] })

  /// hI,norm over the years since the first work.
  public static let hiAnnual = timedIndex(
    "hi-annual", "hi-norm over the years since the first work",
    "Harzing, Alakangas, Adams, Scientometrics 99:811 (2014), doi:10.1007/s11192-013-1209-z"
  ) { works, year in Double(works.normalisedH) / works.careerYears(to: year) }.verified(
    by: .hiAnnual { $0[.year] })

  /// The contemporary h-index with other settings than the defaults.
  ///
  /// - Parameters:
  ///   - year: the reference year; `nil` takes the latest year of any work.
  ///   - gamma: the weight of a citation of a work one year old.
  ///   - delta: the power of the age by which a citation's weight falls.
  public static func hcIndex(
    year: Int? = nil, gamma: Double? = nil, delta: Double? = nil
  ) -> Measure {
    hcIndex.with([.year: year.map(Double.init), .gamma: gamma, .delta: delta])
  }

  /// The h-index over the years from the first work to a year.
  public static func mQuotient(year: Int) -> Measure { mQuotient.with([.year: Double(year)]) }

  /// The AR-index at a year.
  public static func arIndex(year: Int) -> Measure { arIndex.with([.year: Double(year)]) }

  /// The citations per year of all works at a year.
  public static func awcr(year: Int) -> Measure { awcr.with([.year: Double(year)]) }

  /// The square root of the citations per year of all works at a year.
  public static func awIndex(year: Int) -> Measure { awIndex.with([.year: Double(year)]) }

  /// The citations per year and author of all works at a year.
  public static func awcrPerAuthor(year: Int) -> Measure {
    awcrPerAuthor.with([.year: Double(year)])
  }

  /// hI,norm over the years from the first work to a year.
  public static func hiAnnual(year: Int) -> Measure { hiAnnual.with([.year: Double(year)]) }

  private static func timedIndex(
    _ id: String, _ summary: String, isCount: Bool = false, parameters: [Parameter] = [],
    _ reference: String, score: @escaping @Sendable ([CitedWork], Int32, MeasureInput) -> Double
  ) -> Measure {
    Measure(
      id: id, summary: summary, weights: .none, isCount: isCount, parameters: [.year] + parameters,
      reference: reference
    ) { input in
      let latest = input.network.facts.years.max().flatMap { $0 == WorkFacts.unknown ? nil : $0 }
      let chosen = input[.year] == 0 ? latest : Int32(exactly: input[.year])
      var scores = try input.scoresByCitations(needing: .citationsAndYear, growing: false) {
        score($0, chosen ?? 0, input)
      }
      if let chosen, input[.year] == 0 {
        scores.notes.append("ages count to \(chosen), the latest year of any work")
      }
      return scores
    }
  }

  private static func timedIndex(
    _ id: String, _ summary: String, _ reference: String,
    score: @escaping @Sendable ([CitedWork], Int32) -> Double
  ) -> Measure {
    timedIndex(id, summary, reference) { works, year, _ in score(works, year) }
  }
}

extension Parameter {
  fileprivate static let year = Parameter(
    "year", "reference year; 0 takes the latest year of any work", kind: .whole, default: 0,
    in: 0...9999)
  fileprivate static let gamma = Parameter(
    "gamma", "weight of a citation of a work one year old", default: 4, in: 0.01...100)
  fileprivate static let delta = Parameter(
    "delta", "power of the age by which a citation's weight falls", default: 1, in: 0...10)
}

extension CitedWork {
  /// The age at a reference year, at least one.
  fileprivate func age(in reference: Int32) -> Double {
    max(1, Double(reference) - Double(year) + 1)
  }
}

extension [CitedWork] {
  /// The age of the earliest work.
  fileprivate func careerYears(to reference: Int32) -> Double {
    map { $0.age(in: reference) }.max() ?? 1
  }
}

extension ArraySlice<CitedWork> {
  fileprivate func citationRate(to reference: Int32) -> Double {
    reduce(0) { $0 + Double($1.citations) / $1.age(in: reference) }
  }
}
