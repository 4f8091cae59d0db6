import CollabCore
import CollabGraph
import Foundation

// The definitions of author indices, counted anew from the bylines.

/// One work of an author's, as the definitions see it.
struct PlainWork: Sendable {
  var citations: Int
  var authors: Int
  var year: Int
  /// The years from the work to the reference year, both counted; 1 for later works.
  var age = 1.0
}

extension Measure.Verifier {
  /// - Parameters:
  ///   - year: the reference year where ages count, 0 for the latest of any work; `nil` where a
  ///     work without a year counts as well.
  ///   - definition: what an author with at least one known work scores; the most cited works come
  ///     first, of equally cited ones those of fewer authors, then the earlier ones.
  static func works(
    _ property: String, year: (@Sendable (MeasureInput) -> Double)? = nil, isExact: Bool = false,
    _ definition: @escaping @Sendable ([PlainWork], MeasureInput) throws -> Double
  ) -> Self {
    Self(property: property) { scores, input in
      let incidence = input.network.incidence, facts = input.network.facts
      var ofAuthor = [[PlainWork]](repeating: [], count: input.network.vertexCount)
      let latest = facts.years.max().map(Int.init) ?? 0
      let reference = year.map { $0(input) == 0 ? latest : Int($0(input)) }
      for work in 0..<incidence.workCount {
        let authors = incidence.authors(ofWork: work)
        guard facts.citations[work] != WorkFacts.unknown,
          reference == nil || facts.years[work] != WorkFacts.unknown
        else { continue }
        var plain = PlainWork(
          citations: Int(facts.citations[work]), authors: incidence.bylineLength(work),
          year: Int(facts.years[work]))
        if let reference { plain.age = Double(max(1, reference - plain.year + 1)) }
        for author in authors { ofAuthor[Int(author)].append(plain) }
      }
      return try scores.difference(
        from: { author in
          if author & 0xfff == 0 { try input.execution.checkpoint() }
          let works = ofAuthor[author].sorted {
            ($1.citations, $0.authors, $0.year) < ($0.citations, $1.authors, $1.year)
          }
          return works.isEmpty ? .nan : try definition(works, input)
        }, at: 0..<input.network.vertexCount, isExact: isExact)
    }
  }

  /// - Parameter share: what each author has of a work of some authors.
  private static func bylines(
    _ property: String, isExact: Bool, share: @escaping @Sendable (Int) -> Double
  ) -> Self {
    Self(property: property) { scores, input in
      let incidence = input.network.incidence
      guard incidence.workCount > 0 else {
        throw Unverifiable(description: "the input states ties without works")
      }
      var sums = [Double](repeating: 0, count: incidence.authorCount)
      for work in 0..<incidence.workCount {
        let authors = incidence.authors(ofWork: work)
        for author in authors { sums[Int(author)] += share(incidence.bylineLength(work)) }
      }
      return scores.difference(from: { sums[$0] }, at: 0..<incidence.authorCount, isExact: isExact)
    }
  }

  static let papers = bylines(
    "the score is the number of works whose byline has the author", isExact: true
  ) { _ in 1 }
  static let fractionalPapers = bylines(
    "the score is the sum of an author's shares in works", isExact: false
  ) { 1 / Double($0) }
  static let hIndex = works(
    "h works have h known citations or more, and h + 1 have not", isExact: true
  ) { works, _ in Double(works.h) }

  static let citations = works("the score is the sum of all known citations") { works, _ in
    Double(works.total)
  }
  static let citationsPerPaper = works("the score is the mean of all known citations") {
    works, _ in Double(works.total) / Double(works.count)
  }
  /// - Parameter least: the citations that a work needs to count.
  static func i10(_ least: @escaping @Sendable (MeasureInput) -> Double) -> Self {
    works("as many works as the score have the citations that are asked for") { works, input in
      Double(works.count { Double($0.citations) >= least(input) })
    }
  }

  static let gIndex = works("g works have g² citations together, and g + 1 have not (g + 1)²") {
    works, _ in Double(works.g)
  }
  static let gIndexPadded = works("all works have g² citations together at g, and not at g + 1") {
    works, _ in
    let bound = works.count + Int(Double(works.total).squareRoot()) + 1
    return Double(
      (0...bound).last { works.top(Swift.min($0, works.count)) >= $0 * $0 } ?? 0)
  }
  static let hgIndex = works("the square of the score is h·g") { works, _ in
    (Double(works.h) * Double(works.g)).squareRoot()
  }
  static let aIndex = works("h times the score is the citations of the h most cited works") {
    works, _ in works.h == 0 ? 0 : Double(works.top(works.h)) / Double(works.h)
  }
  static let rIndex = works("the square of the score is the citations of the h most cited works") {
    works, _ in Double(works.top(works.h)).squareRoot()
  }
  static let eIndex = works(
    "the square of the score is the citations of the h most cited works beyond h²"
  ) { works, _ in Double(works.top(works.h) - works.h * works.h).squareRoot() }
  static let mIndex = works("half of the h most cited works have more citations, half have fewer") {
    works, _ in works.medianOfCore
  }
  static let q2Index = works("the square of the score is h times the median of the h-core") {
    works, _ in (Double(works.h) * works.medianOfCore).squareRoot()
  }
  static let hirschA = works("h² times the score is all citations") { works, _ in
    works.h == 0 ? .nan : Double(works.total) / Double(works.h * works.h)
  }
  static let h2Index = works("k works have k² citations or more, and k + 1 have not (k + 1)²") {
    works, _ in works.last { k, work in work.citations >= k * k }
  }
  static let wIndex = works("w works have 10·w citations or more, and w + 1 have not") { works, _ in
    works.last { w, work in work.citations >= 10 * w }
  }
  static let fIndex = works("the f most cited works have a harmonic mean of f, f + 1 have not") {
    works, _ in
    works.lastPrefix { count, cited in
      count / cited.reduce(0) { $0 + 1 / $1 } >= count * (1 - 1e-12)
    }
  }
  static let tIndex = works("the t most cited works have a geometric mean of t, t + 1 have not") {
    works, _ in
    works.lastPrefix { count, cited in
      cited.reduce(0) { $0 + log($1) } / count >= log(count) * (1 - 1e-12)
    }
  }
  static let taperedH = works("the score is the sum of what each single citation adds") {
    works, _ in
    guard works.total < 50_000_000 else {
      throw Unverifiable(description: "there are too many citations to add them one by one")
    }
    return works.enumerated().reduce(0.0) { sum, item in
      (0..<item.element.citations).reduce(sum) {
        $0 + 1 / Double(2 * Swift.max(item.offset + 1, $1 + 1) - 1)
      }
    }
  }
  static let chiIndex = works(
    "the square of the score is the largest count of works times citations"
  ) {
    works, _ in
    let products = works.map { work in
      work.citations * works.count { $0.citations >= work.citations }
    }
    return Double(products.max() ?? 0).squareRoot()
  }
  static let oIndex = works("the square of the score is h times the citations of one work") {
    works, _ in (Double(works.h) * Double(works.map(\.citations).max() ?? 0)).squareRoot()
  }

  static let hiIndex = works("h² over the score is the authorships of the h most cited works") {
    works, _ in
    let authors = works.prefix(works.h).reduce(0) { $0 + $1.authors }
    return works.h == 0 ? 0 : Double(works.h * works.h) / Double(authors)
  }
  static let hiNorm = works("h works have h citations for each author, and h + 1 have not") {
    works, _ in works.normalizedH
  }
  static let hmIndex = works("the shares of the most cited works add up to a score that they reach")
  {
    works, _ in
    let sums = works.indices.map { last in
      works[...last].reduce(0) { $0 + 1 / Double($1.authors) }
    }
    return sums.indices.prefix { sums[$0] <= Double(works[$0].citations) * (1 + 1e-12) }
      .last.map { sums[$0] } ?? 0
  }
}

extension Measure.Verifier {
  typealias Setting = @Sendable (MeasureInput) -> Double

  static func mQuotient(_ year: @escaping Setting) -> Self {
    works("the score times the years since the first work is h", year: year) { works, _ in
      Double(works.h) / works.career
    }
  }
  static func hcIndex(
    _ year: @escaping Setting, gamma: @escaping Setting, delta: @escaping Setting
  ) -> Self {
    works("h works have h citations or more, weighed by age, and h + 1 have not", year: year) {
      works, input in
      let weight = gamma(input), power = delta(input)
      return works.last { h, work in
        weight * Double(work.citations) * pow(work.age, -power) >= Double(h) * (1 - 1e-12)
      }
    }
  }
  static func arIndex(_ year: @escaping Setting) -> Self {
    works("the square of the score is the citations a year of the h most cited works", year: year) {
      works, _ in
      works.prefix(works.h).rate.squareRoot()
    }
  }
  static func awcr(_ year: @escaping Setting) -> Self {
    works("the score is the citations a year of all works", year: year) { works, _ in
      works.rate
    }
  }
  static func awIndex(_ year: @escaping Setting) -> Self {
    works("the square of the score is the citations a year of all works", year: year) { works, _ in
      works.rate.squareRoot()
    }
  }
  static func awcrPerAuthor(_ year: @escaping Setting) -> Self {
    works("the score is the citations a year and author of all works", year: year) { works, _ in
      works.reduce(0) { $0 + Double($1.citations) / $1.age / Double($1.authors) }
    }
  }
  static func hiAnnual(_ year: @escaping Setting) -> Self {
    works("the score times the years since the first work is hi-norm", year: year) { works, _ in
      works.normalizedH / works.career
    }
  }
}

extension Sequence<PlainWork> {
  /// The citations of all works.
  fileprivate var total: Int { reduce(0) { $0 + $1.citations } }
  /// The citations a year of all works.
  fileprivate var rate: Double { reduce(0) { $0 + Double($1.citations) / $1.age } }
}

extension [PlainWork] {
  /// The citations of the first works.
  fileprivate func top(_ count: Int) -> Int { prefix(count).total }

  /// The maximum *k* such that a condition on *k* holds for *k* works.
  fileprivate func last(where holds: (Int, PlainWork) -> Bool) -> Double {
    Double((0...count).last { k in self.count { holds(k, $0) } >= k } ?? 0)
  }

  /// The maximum number of first works, all cited, whose citations have a property.
  fileprivate func lastPrefix(where holds: (Double, [Double]) -> Bool) -> Double {
    let cited = map { Double($0.citations) }.filter { $0 > 0 }
    return Double(
      cited.indices.last { holds(Double($0 + 1), [Double](cited[...$0])) }.map { $0 + 1 } ?? 0)
  }

  fileprivate var h: Int { Int(last { $1.citations >= $0 }) }
  fileprivate var g: Int { (0...count).last { top($0) >= $0 * $0 } ?? 0 }
  fileprivate var normalizedH: Double { last { $1.citations >= $0 * $1.authors } }
  fileprivate var career: Double { map(\.age).max() ?? 1 }

  fileprivate var medianOfCore: Double {
    let core = prefix(h).map { Double($0.citations) }
    return core.isEmpty ? 0 : (core[(core.count - 1) / 2] + core[core.count / 2]) / 2
  }
}
