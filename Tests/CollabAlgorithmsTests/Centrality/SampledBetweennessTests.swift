import CollabCore
import CollabGraph
import CollabTestSupport
import Foundation
import Testing

@testable import CollabAlgorithms

@Suite struct SampledBetweennessTests {
  /// The promise, on several graphs: bounds are cautious, so that none of ten runs breaks it.
  @Test func errorsStayWithinThePromise() throws {
    for seed in UInt64(0)..<10 {
      let graph = TestGraphs.coauthors(authors: 120, works: 130, largest: 4, seed: seed)
      let exact = try vertexBetweenness(of: graph, execution: .serial)
      let pairs = 120.0 * 119 / 2
      let sampler = BetweennessSampler(graph, epsilon: 0.05, delta: 0.1, seed: seed)
      let outcome = try #require(try sampler.run(exactSteps: .infinity, Execution(threads: 2)))
      #expect(outcome.samples > 0)
      for v in exact.indices { #expect(abs(outcome.values[v] - exact[v]) <= 0.05 * pairs) }
      let again = try sampler.run(exactSteps: .infinity, .serial)
      #expect(again?.values == outcome.values)
    }
  }

  /// On a cycle of 5, each vertex lies on the one shortest path of 1 pair of the 10; on a cycle
  /// of 6 on 4/2 of the 15. A biased walk would show.
  @Test func pathsAreDrawnEvenly() throws {
    for (graph, share) in [(TestGraphs.cycle(5), 0.1), (TestGraphs.cycle(6), 2.0 / 15)] {
      let sampler = BetweennessSampler(graph, epsilon: 0.01, delta: 0.01, seed: 3)
      let outcome = try #require(try sampler.run(exactSteps: .infinity, .serial))
      let n = Double(graph.vertexCount)
      for value in outcome.values { #expect(abs(value / (n * (n - 1) / 2) - share) <= 0.01) }
    }
  }

  @Test func treesNeedNoSamples() throws {
    let star = BetweennessSampler(TestGraphs.star(5), epsilon: 0.1, delta: 0.1, seed: 1)
    let outcome = try star.run(exactSteps: .infinity, .serial)
    #expect(outcome?.samples == 0)
    #expect(outcome?.values == [10, 0, 0, 0, 0, 0])
  }

  @Test func smallGraphsAreCountedExactlyAndSaySo() throws {
    let network = Network(graph: TestGraphs.cycle(6))
    let scores = try Measure.betweenness(epsilon: 0.01).scores(of: network)
    #expect(scores.values == [2, 2, 2, 2, 2, 2])
    #expect(scores.notes.count == 1)
    #expect(throws: OptionError.self) {
      try Measure.betweenness(alpha: 1, epsilon: 0.01).scores(of: network)
    }
  }

  /// One draw that misses: a probability of q passes with 1 − q, so that shares above 1 − 1/e
  /// have a doubt of at most 1/e, twice for the two sides.
  @Test func theBoundIsChernoffs() {
    // 1 − 1/e = 0.632…
    for (epsilon, isSure) in [(0.63, false), (0.64, true)] {
      let sampler = BetweennessSampler(TestGraphs.path(3), epsilon: epsilon, delta: 0.1, seed: 1)
      #expect(sampler.isSure(share: 0, doubt: 2 * exp(-1), samples: 1) == isSure)
    }
  }
}
