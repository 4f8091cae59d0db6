import CollabAlgorithms
import CollabCore
import CollabGraph
import CollabTestSupport
import Testing

/// What must hold of every registered measure, without a word about what it computes.
@Suite struct MeasureLawTests {
  static let all = Measures.all.entries

  @Test(arguments: all)
  func answersAreTheSameForAnyNumberOfThreads(measure: Measure) throws {
    let network = TestGraphs.papers(authors: 300, works: 260, largest: 7, seed: 5)
    let serial = try measure.scores(of: network, execution: .serial)
    for threads in [2, 7] {
      let parallel = try measure.scores(of: network, execution: Execution(threads: threads))
      #expect(parallel.values.map(\.bitPattern) == serial.values.map(\.bitPattern))
      #expect(parallel.residual == serial.residual)
    }
  }

  @Test(arguments: all)
  func namesOfAuthorsDoNotMatter(measure: Measure) throws {
    let network = TestGraphs.papers(authors: 60, works: 50, seed: 6)
    var random = SplitMix64(seed: 1)
    let names = (0..<UInt32(60)).shuffled(using: &random)
    let offsets = network.incidence.workOffsets
    let renamed = Network(
      unchecked: Incidence(
        uncheckedAuthorCount: 60, workOffsets: offsets,
        workAuthors: network.incidence.workAuthors.map { names[Int($0)] }),
      facts: network.facts)
    let before = try measure.scores(of: network).values
    let after = try measure.scores(of: renamed).values
    for v in 0..<60 { #expect(close(before[v], after[Int(names[v])])) }
  }

  @Test(arguments: all)
  func emptyAndEdgelessNetworksAreFine(measure: Measure) throws {
    for n in [0, 1, 2, 5] {
      let scores = try measure.scores(of: Network(graph: Graph(uncheckedVertexCount: n, edges: [])))
      #expect(scores.values.count == n)
      #expect(scores.converged)
      // All authors are alike, so their scores are.
      #expect(Set(scores.values.map(\.bitPattern)).count <= 1)
    }
  }

  @Test(arguments: all)
  func authorsWithEqualPlacesScoreAlike(measure: Measure) throws {
    for graph in [TestGraphs.cycle(7), TestGraphs.clique(5)] {
      let values = try measure.scores(of: Network(graph: graph)).values
      for value in values { #expect(close(value, values[0])) }
    }
    let star = try measure.scores(of: Network(graph: TestGraphs.star(6))).values
    for value in star.dropFirst() { #expect(close(value, star[1])) }
  }

  /// Measures that look at an author's own component only.
  @Test(arguments: ["degree", "strength", "betweenness", "harmonic", "core-number"])
  func otherComponentsDoNotMatter(id: String) throws {
    let measure = try Measures.all.entry(id)
    let graph = TestGraphs.coauthors(authors: 50, works: 45, seed: 3)
    let before = try measure.scores(of: Network(graph: graph)).values
    let other = TestGraphs.coauthors(authors: 30, works: 40, seed: 4)
    let after = try measure.scores(of: Network(graph: graph.beside(other))).values
    for v in before.indices { #expect(close(before[v], after[v])) }
  }

  /// By what power of the factor a score grows when all weights grow by a factor.
  @Test(arguments: [
    ("degree", 0), ("strength", 1), ("pagerank", 0), ("eigenvector", 0), ("katz", 0),
    ("betweenness", 0), ("closeness", 1), ("harmonic", 1), ("core-number", 0),
  ])
  func scalingAllWeightsScalesScores(id: String, power: Int) throws {
    let entry = try Measures.all.entry(id)
    let graph = TestGraphs.coauthors(authors: 60, works: 60, seed: 8)
    let scaled = Graph(
      uncheckedVertexCount: 60, edges: graph.edges.map { Edge($0.a, $0.b, weight: $0.weight * 4) })
    let measure = entry.weights == .distance ? entry.with(["alpha": 1]) : entry
    let before = try measure.scores(of: graph).values
    let after = try measure.scores(of: scaled).values
    for v in before.indices { #expect(close(before[v] * (power == 1 ? 4 : 1), after[v])) }
  }

  @Test(arguments: all)
  func cancellationEndsIt(measure: Measure) throws {
    let network = TestGraphs.papers(authors: 100, works: 90, seed: 2)
    let cancelled = Execution(threads: 2, isCancelled: { true })
    #expect(throws: Cancellation.self) {
      try measure.scores(of: network, execution: cancelled)
    }
  }

  /// Equal, unknown alike, or within 1e-9.
  private func close(_ a: Double, _ b: Double) -> Bool {
    a == b || a.isNaN && b.isNaN || abs(a - b) <= 1e-9 * max(abs(a), abs(b), 1e-3)
  }
}
