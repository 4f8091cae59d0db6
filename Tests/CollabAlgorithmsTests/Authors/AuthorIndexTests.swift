import CollabAlgorithms
import CollabCore
import CollabGraph
import Testing

/// Works as (citations, authors, year); `nil` where a figure is not known.
private typealias Work = (citations: Int32?, authors: Int, year: Int32?)

/// A network whose author 0 wrote the given works, each with coauthors of its own.
private func network(_ works: [Work]) -> Network {
  var offsets = [0], authors: [UInt32] = [], next: UInt32 = 1
  for work in works {
    authors.append(0)
    for _ in 1..<work.authors {
      authors.append(next)
      next += 1
    }
    offsets.append(authors.count)
  }
  return Network(
    unchecked: Incidence(
      uncheckedAuthorCount: Int(next), workOffsets: offsets, workAuthors: authors),
    facts: WorkFacts(
      uncheckedYears: works.map { $0.year ?? WorkFacts.unknown },
      citations: works.map { $0.citations ?? WorkFacts.unknown }))
}

private func solo(_ citations: [Int32?]) -> Network { network(citations.map { ($0, 1, nil) }) }

private func score(
  _ id: String, _ network: Network, _ settings: Settings = [:]
) throws -> Double {
  let measure = try #require(Measures.all[id])
  return try measure.with(settings).scores(of: network).values[0]
}

private func isClose(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-12 * max(1, abs(b)) }

private let workedExamples: [(String, Double)] = [
  ("papers", 9), ("citations", 145), ("citations-per-paper", 145.0 / 9), ("i10", 5),
  ("h-index", 6), ("g-index", 9), ("g-index-padded", 12), ("hg-index", 54.squareRoot()),
  ("a-index", 23), ("r-index", 138.0.squareRoot()), ("e-index", 102.0.squareRoot()),
  ("m-index", 21), ("q2-index", 126.0.squareRoot()), ("hirsch-a", 145.0 / 36),
  ("h2-index", 4), ("w-index", 2), ("f-index", 7), ("t-index", 9),
  ("chi-index", 72.0.squareRoot()), ("o-index", 270.0.squareRoot()),
]

private let yearsAndSharesExamples: [(String, Double)] = [
  ("m-quotient", 0.3), ("hc-index", 3), ("ar-index", 9.8.squareRoot()), ("awcr", 10.3),
  ("aw-index", 10.3.squareRoot()), ("awcr-per-author", 7.7 + 1.0 / 6), ("hi-annual", 0.2),
  ("hi-index", 9.0 / 7), ("hi-norm", 2), ("hm-index", 1.75), ("fractional-papers", 1.75 + 1.0 / 3),
]

@Suite struct AuthorIndexTests {
  /// By hand for 45, 30, 24, 18, 12, 9, 4, 2, 1: sum 145, h = 6, the core sums to 138, its median
  /// is 21. The g of 9 (capped) and 12 (padded) are those of Egghe's two conventions.
  @Test(arguments: workedExamples)
  func workedExample(id: String, expected: Double) throws {
    #expect(isClose(try score(id, solo([12, 45, 4, 30, 1, 24, 2, 18, 9])), expected))
  }

  /// By hand: the Ferrers graph of 3, 2 weighs 1 + 1/3 + 1/5 and 1/3 + 1/3. The long list is
  /// added up cell by cell.
  @Test func taperedH() throws {
    #expect(isClose(try score("tapered-h", solo([2, 3])), 2.2))
    var cells = 0.0
    for (row, citations) in [1000, 70, 3].enumerated() {
      for column in 0..<citations { cells += 1 / Double(2 * max(row, column) + 1) }
    }
    #expect(abs(try score("tapered-h", solo([70, 3, 1000])) - cells) < 1e-11)
  }

  /// The harmonic mean of 3, 3, 3 is exactly 3 and must not be lost to rounding.
  @Test func meansOnTheBorderCount() throws {
    #expect(try score("f-index", solo([3, 3, 3])) == 3)
    #expect(try score("t-index", solo([7, 7, 7, 7, 7, 7, 7])) == 7)
    #expect(try score("t-index", solo([3, 0, 0])) == 1)
  }

  @Test(arguments: [
    "h-index", "g-index", "g-index-padded", "i10", "r-index", "e-index", "a-index", "m-index",
    "f-index", "t-index", "chi-index", "o-index", "tapered-h", "citations", "hi-index", "hm-index",
  ])
  func uncitedIsZeroAndUnknownIsNot(id: String) throws {
    #expect(try score(id, solo([0, 0])) == 0)
    #expect(try score(id, solo([nil, nil])).isNaN)
  }

  @Test func oneMissingCountIsToldAndLeftOut() throws {
    let scores = try #require(Measures.all["h-index"]).scores(of: solo([5, nil, 3, 3]))
    #expect(scores.values == [3])
    #expect(
      scores.notes == [
        "1 author with some works of no known citation count: their scores are lower bounds"
      ])
  }

  @Test func tiesWithoutWorksLeavePapersUnknown() throws {
    let ties = Network(graph: Graph(uncheckedVertexCount: 2, edges: [Edge(0, 1)]))
    for id in ["papers", "fractional-papers", "citations", "h-index", "hm-index", "awcr"] {
      #expect(try score(id, ties).isNaN, "\(id)")
    }
  }

  /// By hand at 2024. Works (citations, authors, year): 12, 2, 2021; 8, 4, 2015; 6, 1, 2024;
  /// 1, 3, 2023. Ages 4, 10, 1, 2; h = 3; core citations per year 3 + 0.8 + 6 = 9.8, all 10.3;
  /// 4·c/age = 12, 3.2, 24, 2, so the third is 3.2 and the fourth 2; per author and year
  /// 1.5 + 0.2 + 6 + 1/6; c/a = 6, 2, 6, 1/3 has h 2; shares 1/2 + 1/4 + 1 = 1.75 against 6 hold,
  /// with 1/3 more 2.08 against 1 do not.
  @Test(arguments: yearsAndSharesExamples)
  func yearsAndShares(id: String, expected: Double) throws {
    let works: [Work] = [(8, 4, 2015), (1, 3, 2023), (12, 2, 2021), (6, 1, 2024)]
    #expect(isClose(try score(id, network(works)), expected))
  }

  /// One year later every age is one more: h/11, and 12/5 + 8/11 + 6/2 + 1/3.
  @Test func theReferenceYearIsAnOption() throws {
    let works = network([(8, 4, 2015), (1, 3, 2023), (12, 2, 2021), (6, 1, 2024)])
    #expect(isClose(try score("m-quotient", works, ["year": 2025]), 3.0 / 11))
    #expect(isClose(try score("awcr", works, ["year": 2025]), 2.4 + 8.0 / 11 + 3 + 1.0 / 3))
  }

  /// Three works of three authors each are one work, although 1/3 + 1/3 + 1/3 is rounded.
  @Test func sharesThatMakeAWholeCount() throws {
    #expect(isClose(try score("hm-index", network([(1, 3, nil), (1, 3, nil), (1, 3, nil)])), 1))
  }

  @Test(arguments: Measures.all.entries.filter { $0.weights == .none })
  func theNumberOfThreadsChangesNothing(measure: Measure) throws {
    var random = SplitMix64(seed: 3)
    let works: [Work] = (0..<4000).map { _ in
      (
        random.below(9) == 0 ? nil : Int32(random.below(60)), 1 + random.below(4),
        random.below(9) == 0 ? nil : Int32(1980 + random.below(40))
      )
    }
    let network = network(works)
    let bits = try [1, 2, 7].map {
      try measure.scores(of: network, execution: Execution(threads: $0)).values.map(\.bitPattern)
    }
    #expect(bits[0] == bits[1] && bits[0] == bits[2])
  }
}
