import CollabAlgorithms
import CollabCore
import CollabGraph
import CollabTestSupport
import Testing

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
      incidence: Incidence(authorCount: 200, workOffsets: offsets, workAuthors: authors),
      facts: WorkFacts(unknownFor: offsets.count - 1),
      ties: [Edge(3, 190, weight: 2), Edge(20, 30, weight: 0.5)], weighting: weighting)
  }

  @Test(arguments: Weighting.allCases, ["degree", "strength", "pagerank", "eigenvector", "katz"])
  func scoresEqualThoseOfTheGraph(weighting: Weighting, id: String) throws {
    let network = Self.network(weighting)
    #expect(network.largeWorks.count == 3)
    let measure = try Measures.all.entry(id)
    let walked = try measure.scores(of: network).values
    let written = try measure.scores(of: Network(graph: network.graph)).values
    for (a, b) in zip(walked, written) { #expect(abs(a - b) <= 1e-9 * max(abs(a), abs(b), 1e-3)) }
  }

  @Test func componentsAndDistancesEqualThoseOfTheGraph() {
    let network = Self.network(.fractional)
    #expect(connectedComponents(of: network) == connectedComponents(of: network.graph))
    let all = Naive.allPaths(network.graph).distance
    for source in [0, 5, 100, 195] {
      let steps = distances(from: source, in: network).map { $0.map(Double.init) ?? .infinity }
      #expect(steps == all[source])
    }
  }

  /// The graph of this work would hold 50 million edges, 1.2 GB.
  @Test func aWorkOfTenThousandAuthorsIsWalkedNotWritten() throws {
    let n = 10_000
    let network = Network(
      incidence: Incidence(
        authorCount: n, workOffsets: [0, n], workAuthors: (0..<UInt32(n)).map { $0 }),
      facts: WorkFacts(unknownFor: 1))
    for (id, score) in [
      ("degree", 9_999), ("strength", 1), ("pagerank", 1e-4), ("eigenvector", 0.01), ("katz", 0.01),
    ] {
      let values = try Measures.all.entry(id).scores(of: network).values
      #expect(values.allSatisfy { abs($0 - score) <= 1e-9 * score }, "\(id)")
    }
    #expect(network.smallWorksGraph.edgeCount == 0)
    #expect(connectedComponents(of: network).count == 1)
  }
}
