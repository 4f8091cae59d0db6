import CollabCore
import CollabGraph
import CollabTestSupport
import Foundation
import Testing

@testable import CollabAlgorithms

/// Structure against the definitions, on all small graphs.
@Suite struct SmallStructureTests {
  private func values(_ id: String, _ graph: Graph) throws -> [Double] {
    try Measures.all.entry(id).scores(of: Network(graph: graph), execution: .serial).values
  }

  private func value(_ id: String, _ graph: Graph) throws -> Double {
    try NetworkMeasures.all.entry(id).value(of: Network(graph: graph), execution: .serial)
  }

  private func isClose(_ a: Double, _ b: Double) -> Bool {
    a.isNaN && b.isNaN || abs(a - b) < 1e-12
  }

  /// Borgatti, Connections 20(1):35 (1997); in a triangle (1/2 + 1/2·1/2)² twice.
  @Test func structuralHolesInClosedForm() throws {
    for value in try values("constraint", TestGraphs.clique(3)) { #expect(isClose(value, 1.125)) }
    let star = TestGraphs.star(5)
    #expect(try isClose(values("constraint", star)[0], 0.2))
    #expect(try values("effective-size", star)[0] == 5)
    #expect(try isClose(values("hierarchy", star)[0], 0))
    #expect(try values("constraint", star)[1] == 1)
    #expect(try values("hierarchy", star)[1] == 1)
    for value in try values("effective-size", TestGraphs.clique(6)) { #expect(isClose(value, 1)) }
    #expect(try values("constraint", Graph(uncheckedVertexCount: 1, edges: []))[0].isNaN)
  }

  @Test func edgesByTheirDefinition() throws {
    for graph in SmallGraphTests.graphs {
      #expect(bridges(of: graph) == Naive.bridges(graph))
    }
    for graph in SmallGraphTests.graphs + SmallGraphTests.weighted {
      let truss = try trussNumbers(of: graph, execution: .serial)
      let once = (0..<graph.vertexCount).flatMap { v in
        graph.arcs(v).filter { graph.targets[$0] > v }.map { Int(truss[$0]) }
      }
      #expect(once == Naive.edgeTrussNumbers(graph))
      let back = (0..<graph.vertexCount).flatMap { v in
        graph.arcs(v).filter { graph.targets[$0] < v }.map { Int(truss[$0]) }
      }
      #expect(back.sorted() == once.sorted())
    }
  }

  @Test func richClubsByTheirDefinition() {
    for graph in SmallGraphTests.graphs {
      for (k, coefficient) in richClub(of: graph).enumerated() {
        let rich = (0..<graph.vertexCount).filter { graph.degree($0) > k }
        let ties = graph.edges.count { rich.contains(Int($0.a)) && rich.contains(Int($0.b)) }
        let pairs = Double(rich.count * (rich.count - 1)) / 2
        #expect(isClose(coefficient, pairs > 0 ? Double(ties) / pairs : .nan))
      }
    }
  }

  /// By hand: two triangles 0 1 2 and 3 4 5 with the tie 2–3 of weight 2.
  @Test func communityRoles() throws {
    let graph = Graph(
      uncheckedVertexCount: 7,
      edges: [
        Edge(0, 1), Edge(1, 2), Edge(0, 2, weight: 2), Edge(3, 4), Edge(4, 5), Edge(3, 5),
        Edge(2, 3, weight: 2),
      ])
    let roles = try CommunityRoles(of: Partition(labels: [0, 0, 0, 1, 1, 1, 2]), in: graph)
    #expect(isClose(roles.participation[0], 0))
    #expect(isClose(roles.participation[2], 1 - (9.0 + 4) / 25))
    #expect(isClose(roles.participation[3], 0.5))
    #expect(roles.participation[6].isNaN && roles.withinModuleZ[6].isNaN)
    // Inside strengths 3, 2, 3: mean 8/3, deviations 1/3, −2/3, 1/3, standard deviation √2/3.
    #expect(isClose(roles.withinModuleZ[1], -2.0.squareRoot()))
    #expect(isClose(roles.withinModuleZ[0], 1 / 2.0.squareRoot()))
    #expect(roles.withinModuleZ[4].isNaN)
  }

  /// Ajiferuke, Burrell and Tague's example: 5, 3, 3, 5 works of 1, 2, 3, 4 authors have CC
  /// 0.4531; the rest by hand with 4 authors in all.
  @Test func collaborationIndices() throws {
    var offsets = [0], authors: [UInt32] = []
    for (size, works) in [(1, 5), (2, 3), (3, 3), (4, 5)] {
      for _ in 0..<works {
        authors += 0..<UInt32(size)
        offsets.append(authors.count)
      }
    }
    let network = Network(
      unchecked: Incidence(uncheckedAuthorCount: 4, workOffsets: offsets, workAuthors: authors),
      facts: WorkFacts(unknownFor: 16))
    func value(_ id: String) throws -> Double {
      try NetworkMeasures.all.entry(id).value(of: network)
    }
    #expect(try isClose(value("collaborative-coefficient"), 1 - 8.75 / 16))
    #expect(try isClose(value("modified-collaborative-coefficient"), 0.453125 * 4 / 3))
    #expect(try isClose(value("collaboration-index"), 2.5))
    #expect(try isClose(value("collaboration-index-multi"), 4.0 / 11))
    #expect(try isClose(value("degree-of-collaboration"), 11.0 / 16))
  }

  @Test(arguments: NetworkMeasures.all.entries)
  func degenerateNetworksAndThreads(measure: NetworkMeasure) throws {
    for n in [0, 1, 3] {
      _ = try measure.value(of: Network(graph: Graph(uncheckedVertexCount: n, edges: [])))
    }
    let network = CollaborationGenerator(works: 300, seed: 4).generate().network()
    let serial = try measure.value(of: network, execution: .serial)
    #expect(!serial.isNaN)
    for threads in [2, 7] {
      let value = try measure.value(of: network, execution: Execution(threads: threads))
      #expect(value.bitPattern == serial.bitPattern)
    }
    #expect(throws: Cancellation.self) {
      try measure.value(of: network, execution: Execution(isCancelled: { true }))
    }
  }

  /// A cycle's clustering is 0; Watts and Strogatz's lattice of degree 4 has clustering 1/2,
  /// which is the closed form that ω compares with.
  @Test func smallWorldsInClosedForm() throws {
    let n = 40
    let ring = Graph(
      uncheckedVertexCount: n,
      edges: (0..<n).flatMap { v in
        [1, 2].map { Edge(UInt32(v), UInt32((v + $0) % n)) }
      })
    // The vertex d places on is ⌈d/2⌉ steps away: 2·(1 + 1 + 2 + 2 + … + 9 + 9 + 10) + 10.
    let mean = 210.0 / 39
    #expect(try isClose(value("mean-distance", ring), mean))
    let random = log(40.0) / log(4)
    #expect(try isClose(value("small-world-omega", ring), random / mean - 1))
    #expect(try isClose(value("small-world-sigma", ring), 0.5 / 0.1 / (mean / random)))
  }
}
