import CollabCore
import CollabGraph
import CollabTestSupport
import Testing

@testable import CollabAlgorithms

/// Ranks of resampled works. That the middle 90 % cover what they should was measured by simulation
/// elsewhere; here are laws, and cases that can be counted.
@Suite struct RankIntervalsTests {
  /// Author 0 has 40 works alone, author 1 has 20, authors 2 to 9 have 4 each.
  private func network() throws -> Network {
    var offsets = [0], authors: [UInt32] = []
    for (author, works) in [40, 20, 4, 4, 4, 4, 4, 4, 4, 4].enumerated() {
      for _ in 0..<works {
        authors.append(UInt32(author))
        offsets.append(authors.count)
      }
    }
    return try Network(
      incidence: Incidence(authorCount: 11, workOffsets: offsets, workAuthors: authors),
      facts: WorkFacts(
        years: .init(repeating: 2000, count: 92), citations: .init(repeating: 50, count: 92)))
  }

  /// 40 and 20 works differ by 20 at a standard deviation of √60, so author 0 falls behind author 1
  /// in one of 200 draws; nobody of the others can be told from another.
  @Test(arguments: [Measure.papers, .hIndex]) func whoIsAheadStaysAhead(measure: Measure) throws {
    let intervals = try RankIntervals(of: measure, in: network())
    #expect(intervals.ranks[0] == 1...1)
    #expect(intervals.ranks[1] == 2...2)
    for author in 2..<10 {
      let range = try #require(intervals.ranks[author])
      #expect(range.lowerBound <= 4 && range.upperBound >= 8)
    }
    #expect(intervals.ranks[10] == nil)
  }

  /// All works of one team come and go together: with one team, all are equal in every draw.
  @Test func aTeamIsDrawnAsOne() throws {
    let series = try Network(
      incidence: Incidence(
        authorCount: 4, workOffsets: [0, 2, 4, 6, 8, 10, 12],
        workAuthors: [0, 1, 0, 1, 0, 1, 2, 3, 2, 3, 2, 3]),
      facts: WorkFacts(unknownFor: 6))
    for measure in [Measure.papers, .strength, .pageRank] {
      let intervals = try RankIntervals(of: measure, in: series)
      for author in 0..<4 { #expect(intervals.ranks[author] == 1...4, "\(measure.id)") }
    }
  }

  /// Where every work is drawn once, scores are those of the measures.
  @Test func scoresOfAllWorksAreThoseOfTheMeasure() throws {
    let network = TestGraphs.papers(authors: 120, works: 300, seed: 5)
    for measure in [Measure.papers, .strength, .pageRank] {
      let expected = try measure.scores(of: network).values
      let model = ResampledNetwork(network, measure, seed: 1)
      var scratch = model.scratch
      for work in scratch.weights.indices { scratch.weights[work] = .one }
      model.score(&scratch)
      let found = scratch.scores.map { Double($0[0]) }
      let hasWork = network.incidence.authorOffsets.indices.dropLast().filter {
        !network.incidence.works(ofAuthor: $0).isEmpty
      }
      // Authors without a work are not there in a draw, and PageRank adds up to 1 without them.
      let scale = measure.id == "pagerank" ? hasWork.reduce(0) { $0 + expected[$1] } : 1
      for author in hasWork {
        #expect(abs(found[author] - expected[author] / scale) < 1e-4, "\(measure.id)")
      }
    }
  }

  @Test func threadsLeaveNoTraceAndSeedsDo() throws {
    let network = TestGraphs.papers(authors: 120, works: 300, seed: 5)
    for measure in [Measure.papers, .strength, .pageRank] {
      let one = try RankIntervals(of: measure, in: network, execution: Execution(threads: 1))
      let many = try RankIntervals(of: measure, in: network, execution: Execution(threads: 5))
      let other = try RankIntervals(of: measure, in: network, seed: 2)
      #expect(one == many)
      #expect(one != other)
    }
  }

  @Test func whatHasNoIntervalsSaysSo() throws {
    #expect(throws: OptionError.self) { try RankIntervals(of: .betweenness, in: network()) }
    #expect(throws: OptionError.self) {
      try RankIntervals(of: .papers, in: network(), replicates: 2)
    }
    let graph = try Graph(vertexCount: 2, edges: [Edge(0, 1)])
    #expect(throws: OptionError.self) {
      try RankIntervals(of: .strength, in: Network(graph: graph))
    }
  }
}
