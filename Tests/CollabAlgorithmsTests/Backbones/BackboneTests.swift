@testable import CollabAlgorithms
import CollabCore
import CollabGraph
import CollabTestSupport
import Foundation
import Testing

/// Ties that are kept and their chances; `Fixtures/expected/backbones.py` computes them.
private struct Expected: Decodable {
  struct Network: Decodable {
    let edges: [[Double]]?, disparity: [String: [[UInt32]]], forestWeight: Double, coreEdges: [Int]
  }
  let graphs: [String: Network], bylines: [[UInt32]], sharing: [[Double]]

  static func load() throws -> Expected { try SharedData.expected("backbones") }
}

@Suite struct BackboneTests {
  private func kept(
    _ id: String, _ network: Network, _ settings: Settings = [:]
  ) throws -> [[UInt32]] {
    try Backbones.all.entry(id).with(settings).graph(of: network).edges.map { [$0.a, $0.b] }
  }

  /// A star of ties 6, 1, 1, 1, 1 around 0, and a triangle beside it.
  private let network = Network(
    graph: Graph(
      uncheckedVertexCount: 9,
      edges: [
        Edge(0, 1, weight: 6), Edge(0, 2), Edge(0, 3), Edge(0, 4), Edge(0, 5),
        Edge(6, 7, weight: 2), Edge(7, 8, weight: 3), Edge(6, 8, weight: 4),
      ]))

  /// By hand: (1 − 6/10)⁴ = 0.0256; (1 − 1/10)⁴ = 0.6561; in the triangle at best
  /// (1 − 4/6)¹ = 1/3 and (1 − 3/5)¹ = 0.4.
  @Test func disparity() throws {
    #expect(try kept("disparity", network) == [[0, 1]])
    #expect(try kept("disparity", network, ["alpha": 0.02]).isEmpty)
    #expect(try kept("disparity", network, ["alpha": 0.35]) == [[0, 1], [6, 8]])
  }

  @Test func simpleOnes() throws {
    #expect(try kept("threshold", network, ["weight": 3]) == [[0, 1], [6, 8], [7, 8]])
    #expect(try kept("core", network, ["k": 2]) == [[6, 7], [6, 8], [7, 8]])
    #expect(
      try kept("spanning-forest", network)
        == [[0, 1], [0, 2], [0, 3], [0, 4], [0, 5], [6, 8], [7, 8]])
    // The leaves keep their only tie.
    #expect(try kept("top-links", network, ["count": 1]).count == 7)
  }

  /// No spanning forest weighs more, on all small graphs.
  @Test func spanningForestIsGreatest() throws {
    for graph in SmallGraphTests.weighted where graph.edgeCount <= 12 {
      let forest = try Backbones.all.entry("spanning-forest").graph(of: Network(graph: graph))
      let components = connectedComponents(of: graph).count
      #expect(forest.edgeCount == graph.vertexCount - components)
      let weight = forest.edges.reduce(0) { $0 + $1.weight }
      let edges = graph.edges
      for bits in 0..<(1 << edges.count) where bits.nonzeroBitCount == forest.edgeCount {
        let chosen = edges.indices.filter { bits >> $0 & 1 == 1 }.map { edges[$0] }
        let other = Graph(uncheckedVertexCount: graph.vertexCount, edges: chosen)
        if connectedComponents(of: other).count == components {
          #expect(chosen.reduce(0) { $0 + $1.weight } <= weight + 1e-12)
        }
      }
    }
  }

  /// The defining property of the model: numbers of works and of authors come out in the mean.
  @Test func degreeSequenceModelReproducesTheDegrees() {
    let incidence = CollaborationGenerator(works: 200, seed: 7).generate().network().incidence
    let model = DegreeSequenceModel(incidence)
    for papers in [1, 2, 3] {
      let mean = model.sizes.indices.reduce(0) {
        $0 + Double(model.sizes[$1].works) * model.probability(papers: papers, size: $1)
      }
      #expect(abs(mean - Double(papers)) < 1e-6)
    }
    for (s, size) in model.sizes.enumerated() {
      let mean = (0..<incidence.authorCount).reduce(0) {
        $0 + model.probability(papers: incidence.works(ofAuthor: $1).count, size: s)
      }
      #expect(abs(mean - Double(size.authors)) < 1e-6)
    }
  }

  /// The tail against adding up all outcomes of ten works.
  @Test func tailOfSharedWorksIsExact() {
    let sizes = [1, 2, 2, 2, 3, 3, 3, 3, 4, 5]
    var offsets = [0], authors: [UInt32] = []
    for (work, size) in sizes.enumerated() {
      for author in 0..<size { authors.append(UInt32((work + author * (author + 1)) % 8)) }
      offsets.append(authors.count)
    }
    let incidence = Incidence(uncheckedAuthorCount: 8, workOffsets: offsets, workAuthors: authors)
    let model = DegreeSequenceModel(incidence)
    let (a, b) = (incidence.works(ofAuthor: 0).count, incidence.works(ofAuthor: 3).count)
    let chances = (0..<incidence.workCount).map { work in
      let s = model.sizes.firstIndex { $0.authors == incidence.bylineLength(work) } ?? 0
      return model.probability(papers: a, size: s) * model.probability(papers: b, size: s)
    }
    for count in 1...4 {
      var tail = 0.0
      for bits in 0..<1024 where bits.nonzeroBitCount >= count {
        tail += chances.indices.reduce(1) {
          $0 * (bits >> $1 & 1 == 1 ? chances[$1] : 1 - chances[$1])
        }
      }
      #expect(abs(model.chance(ofSharing: count, a, b) - tail) < 1e-12)
    }
  }

  @Test func tiesOfTheKarateClubAreKeptAsElsewhere() throws { try tiesAreKept("karate") }

  @Test(.enabled(if: SharedData.has("data/graphs"))) func tiesOfARealNetworkAreKeptAsElsewhere()
    throws
  { try tiesAreKept("netscience.gml") }

  private func tiesAreKept(_ name: String) throws {
    let expected = try #require(try Expected.load().graphs[name])
    let graph: Graph
    if let edges = expected.edges {
      graph = Graph(
        uncheckedVertexCount: 34,
        edges: edges.map { Edge(UInt32($0[0]), UInt32($0[1]), weight: $0[2]) })
    } else {
      let url = try #require(SharedData.url("data/graphs/" + name))
      graph = try TestGraphs.load(url)
    }
    let network = Network(graph: graph)
    for (alpha, edges) in expected.disparity.sorted(by: { $0.key < $1.key }) {
      #expect(try kept("disparity", network, ["alpha": #require(Double(alpha))]) == edges)
    }
    let forest = try Backbones.all.entry("spanning-forest").graph(of: network)
    #expect(abs(forest.edges.reduce(0) { $0 + $1.weight } - expected.forestWeight) < 1e-9)
    for (k, count) in expected.coreEdges.enumerated() {
      #expect(try kept("core", network, ["k": Double(k + 1)]).count == count)
    }
  }

  @Test func sharedWorksHaveTheChancesOfTheModel() throws {
    let expected = try Expected.load()
    var offsets = [0]
    for byline in expected.bylines { offsets.append(offsets[offsets.count - 1] + byline.count) }
    let incidence = Incidence(
      uncheckedAuthorCount: 40, workOffsets: offsets, workAuthors: expected.bylines.flatMap { $0 })
    let model = DegreeSequenceModel(incidence)
    for row in expected.sharing {
      let (a, b) = (Int(row[0]), Int(row[1]))
      #expect(incidence.sharedWorks(a, b) == Int(row[2]))
      let chance = model.chance(
        ofSharing: Int(row[2]), incidence.paperCount(a), incidence.paperCount(b))
      #expect(abs(chance - row[3]) < 1e-10)
    }
    let network = Network(unchecked: incidence, facts: WorkFacts(unknownFor: offsets.count - 1))
    for alpha in [0.05, 0.3] {
      let ties = expected.sharing.filter { $0[3] < alpha }.map { [UInt32($0[0]), UInt32($0[1])] }
      #expect(
        try kept("sdsm", network, ["alpha": alpha])
          == ties.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) })
    }
  }

  @Test func repeatedCollaborationStandsOut() throws {
    // Two authors with five joint works among forty of others.
    var offsets = [0], authors: [UInt32] = []
    for work in 0..<45 {
      authors += work < 5 ? [0, 1] : [UInt32(2 + work % 20), UInt32(2 + (work * 7 + 3) % 20)]
      offsets.append(authors.count)
    }
    let network = Network(
      unchecked: Incidence(uncheckedAuthorCount: 22, workOffsets: offsets, workAuthors: authors),
      facts: WorkFacts(unknownFor: 45))
    let edges = try kept("sdsm", network, ["alpha": 0.001])
    let count = try network.graph().edgeCount
    #expect(edges.contains([0, 1]) && edges.count < count)
    #expect(throws: OptionError.self) { try kept("sdsm", self.network) }
  }

  @Test(arguments: Backbones.all.entries)
  func everyBackboneIsPartOfTheGraphForAnyThreads(backbone: Backbone) throws {
    let network = CollaborationGenerator(works: 400, seed: 2).generate().network()
    let all = Set(try network.graph().edges)
    let graphs = try [1, 2, 7].map {
      try backbone.graph(of: network, execution: Execution(threads: $0))
    }
    #expect(graphs[0] == graphs[1] && graphs[0] == graphs[2])
    #expect(graphs[0].edges.allSatisfy { all.contains($0) })
    #expect(graphs[0].vertexCount == network.vertexCount)
    #expect(throws: Cancellation.self) {
      try backbone.graph(of: network, execution: Execution(isCancelled: { true }))
    }
  }
}
