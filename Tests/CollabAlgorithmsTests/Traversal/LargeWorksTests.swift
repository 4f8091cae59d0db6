import CollabCore
import CollabGraph
import CollabTestSupport
import Testing

@testable import CollabAlgorithms

/// Works of many authors, which are not written out as pairs, against the graph that they make.
@Suite struct LargeWorksTests {
  /// Three large works that overlap, small ones, given ties, and authors with no work.
  private static func network(_ weighting: Weighting) -> Network {
    let small = TestGraphs.papers(authors: 150, works: 60, seed: 9).incidence
    var offsets = small.workOffsets
    var authors = small.workAuthors
    for byline in [Array(10..<90), Array(80..<180), Array(stride(from: 0, to: 170, by: 2))] {
      authors.append(contentsOf: byline.map { UInt32($0) })
      offsets.append(authors.count)
    }
    return Network(
      unchecked: Incidence(uncheckedAuthorCount: 200, workOffsets: offsets, workAuthors: authors),
      facts: WorkFacts(unknownFor: offsets.count - 1),
      ties: [Edge(3, 190, weight: 2), Edge(20, 30, weight: 0.5)], weighting: weighting)
  }

  @Test(
    arguments: Weighting.allCases,
    [
      "degree", "strength", "pagerank", "eigenvector", "katz", "betweenness", "closeness",
      "harmonic", "core-number",
    ])
  func scoresEqualThoseOfTheGraph(weighting: Weighting, id: String) throws {
    let network = Self.network(weighting)
    #expect(network.largeWorks.count == 3)
    let measure = try Measures.all.entry(id)
    let walked = try measure.scores(of: network).values
    let written = try measure.scores(of: network.graph()).values
    for (a, b) in zip(walked, written) { #expect(abs(a - b) <= 1e-9 * max(abs(a), abs(b), 1e-3)) }
  }

  @Test func componentsAndDistancesEqualThoseOfTheGraph() throws {
    let network = Self.network(.fractional)
    #expect(try connectedComponents(of: network) == connectedComponents(of: network.graph()))
    let all = Naive.allPaths(try network.graph()).distance
    for source in [0, 5, 100, 195] {
      let steps = try distances(from: source, in: network).map { $0.map(Double.init) ?? .infinity }
      #expect(steps == all[source])
    }
  }

  /// Sets of authors of the same works, of one large work and of two, with others who hang from
  /// them, on and off the large works.
  @Test(arguments: UInt64(0)..<8)
  func authorsOfTheSameWorksAreCountedTogether(seed: UInt64) throws {
    let small = TestGraphs.papers(authors: 40, works: 12, seed: seed).incidence
    var offsets = small.workOffsets
    var authors = small.workAuthors
    for byline in [
      Array(30..<100), Array(60..<130), Array(140..<210) + [5], [139, 140], [3, 130],
    ] {
      authors.append(contentsOf: byline.map { UInt32($0) })
      offsets.append(authors.count)
    }
    let network = Network(
      unchecked: Incidence(uncheckedAuthorCount: 210, workOffsets: offsets, workAuthors: authors),
      facts: WorkFacts(unknownFor: offsets.count - 1), ties: [Edge(200, 7), Edge(90, 91)])
    #expect(try ReducedGraph(network, .serial).graph.vertexCount < 80)
    for id in ["betweenness", "closeness", "harmonic", "core-number"] {
      let measure = try Measures.all.entry(id)
      let reduced = try measure.scores(of: network, execution: .serial).values
      let written = try measure.scores(of: network.graph()).values
      for (a, b) in zip(reduced, written) { #expect(abs(a - b) <= 1e-9 * max(abs(b), 1), "\(id)") }
    }
  }

  /// The graph of this work would hold 50 million edges, 1.2 GB.
  @Test func aWorkOfTenThousandAuthorsIsWalkedNotWritten() throws {
    let n = 10_000
    let network = Network(
      unchecked: Incidence(
        uncheckedAuthorCount: n, workOffsets: [0, n], workAuthors: (0..<UInt32(n)).map { $0 }),
      facts: WorkFacts(unknownFor: 1))
    for (id, score) in [
      ("degree", 9_999), ("strength", 1), ("pagerank", 1e-4), ("eigenvector", 0.01), ("katz", 0.01),
      ("betweenness", 0), ("closeness", 1), ("harmonic", 9_999), ("core-number", 9_999),
    ] {
      let values = try Measures.all.entry(id).scores(of: network).values
      #expect(values.allSatisfy { abs($0 - score) <= 1e-9 * score }, "\(id)")
    }
    #expect(try network.smallWorksGraph(execution: .serial).edgeCount == 0)
    #expect(try connectedComponents(of: network).count == 1)
  }

  /// A work of 10,000 authors, one of whom has a coauthor elsewhere: 9,999 pairs need that one.
  @Test func aTieBesideATenThousandIsExact() throws {
    let n = 10_001
    let network = Network(
      unchecked: Incidence(
        uncheckedAuthorCount: n, workOffsets: [0, n - 1, n + 1],
        workAuthors: (0..<UInt32(n - 1)).map { $0 } + [0, UInt32(n - 1)]),
      facts: WorkFacts(unknownFor: 2))
    let betweenness = try Measures.all.entry("betweenness").scores(of: network).values
    #expect(betweenness[0] == 9_999 && betweenness[1...].allSatisfy { $0 == 0 })
    let harmonic = try Measures.all.entry("harmonic").scores(of: network).values
    #expect(harmonic[0] == 10_000 && harmonic[1] == 9_999.5 && harmonic[n - 1] == 5_000.5)
    let core = try Measures.all.entry("core-number").scores(of: network).values
    #expect(core[0] == 9_999 && core[9_999] == 9_999 && core[n - 1] == 1)
  }

  /// A work of 100,000 authors would take 5 billion pairs, 120 GB.
  ///
  /// Measures that need the pairs say so; those that walk works, or take authors of the same works
  /// together, do without.
  @Test(arguments: Measures.all.entries) func fiveBillionPairsAreNeverWritten(
    measure: Measure
  ) throws {
    let n = 100_000
    let network = Network(
      unchecked: Incidence(
        uncheckedAuthorCount: n, workOffsets: [0, n], workAuthors: (0..<UInt32(n)).map { $0 }),
      facts: WorkFacts(unknownFor: 1))
    let needsPairs = [
      "triangles", "clustering", "clustering-barrat", "clustering-onnela", "truss-number",
      "constraint", "effective-size", "efficiency", "hierarchy", "articulation",
    ].contains(measure.id)
    if needsPairs {
      #expect(throws: TooManyPairs.self) { try measure.scores(of: network) }
    } else {
      #expect(try measure.scores(of: network, execution: .serial).values.count == n)
    }
    let refusesLengths = measure.parameters.contains { $0.name == "alpha" }
    if refusesLengths {
      #expect(throws: TooManyPairs.self) {
        try measure.with(["alpha": 1]).scores(of: network)
      }
    }
  }

  /// Where each author of a large work has works of their own, taking them together saves nothing.
  @Test(arguments: ["betweenness", "closeness", "harmonic", "core-number"])
  func authorsThatDifferAreNotWrittenEither(id: String) throws {
    let n = 30_000
    let authors = (0..<UInt32(n)).map { $0 }
    let network = Network(
      unchecked: Incidence(
        uncheckedAuthorCount: n, workOffsets: [0] + (0...n).map { n + $0 },
        workAuthors: authors + authors),
      facts: WorkFacts(unknownFor: n + 1))
    #expect(throws: TooManyPairs.self) { try Measures.all.entry(id).scores(of: network) }
  }

  @Test func aGraphThatIsBeingWrittenOutCanBeStopped() throws {
    let network = Self.network(.full)
    #expect(throws: Cancellation.self) {
      try network.graph(execution: Execution(isCancelled: { true }))
    }
    #expect(try network.graph().edgeCount > 0)
  }
}
