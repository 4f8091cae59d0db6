import CollabAlgorithms
import CollabCore
import CollabGraph
import CollabTestSupport
import Foundation
import Testing

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

  /// The weights as a table.
  private func table(_ graph: Graph) -> [[Double]] {
    var table = [[Double]](
      repeating: [Double](repeating: 0, count: graph.vertexCount), count: graph.vertexCount)
    for edge in graph.edges {
      table[Int(edge.a)][Int(edge.b)] = edge.weight
      table[Int(edge.b)][Int(edge.a)] = edge.weight
    }
    return table
  }

  private func componentCount(_ graph: Graph, without gone: Int? = nil) -> Int {
    let kept = graph.edges.filter { Int($0.a) != gone && Int($0.b) != gone }
    return connectedComponents(of: Graph(vertexCount: graph.vertexCount, edges: kept)).count
      - (gone == nil ? 0 : 1)
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
    #expect(try values("constraint", Graph(vertexCount: 1, edges: []))[0].isNaN)
  }

  @Test func structuralHolesByTheirDefinition() throws {
    for graph in SmallGraphTests.weighted {
      let (w, n) = (table(graph), graph.vertexCount)
      let strength = w.map { $0.reduce(0, +) }
      let constraint = try values("constraint", graph)
      let effective = try values("effective-size", graph)
      let efficiency = try values("efficiency", graph)
      for i in 0..<n where strength[i] > 0 {
        var bound = 0.0, size = 0.0, degree = 0.0
        for j in 0..<n where w[i][j] > 0 {
          degree += 1
          var indirect = 0.0, redundant = 0.0
          for q in 0..<n where q != i && q != j {
            indirect += w[i][q] / strength[i] * w[q][j] / max(strength[q], 1e-300)
            redundant += w[i][q] / strength[i] * w[j][q] / (w[j].max() ?? 1)
          }
          bound += pow(w[i][j] / strength[i] + indirect, 2)
          size += 1 - redundant
        }
        #expect(isClose(constraint[i], bound))
        #expect(isClose(effective[i], size))
        #expect(isClose(efficiency[i], size / degree))
      }
    }
  }

  @Test func clusteringByItsDefinition() throws {
    for graph in SmallGraphTests.weighted {
      let (w, n) = (table(graph), graph.vertexCount)
      let greatest = graph.weights.max() ?? 1
      let plain = try values("clustering", graph), barrat = try values("clustering-barrat", graph)
      let onnela = try values("clustering-onnela", graph)
      for i in 0..<n {
        let coauthors = (0..<n).filter { w[i][$0] > 0 }
        let k = Double(coauthors.count), s = w[i].reduce(0, +)
        var sums = (0.0, 0.0, 0.0)
        for j in coauthors {
          for h in coauthors where w[j][h] > 0 {
            sums.0 += 1
            sums.1 += (w[i][j] + w[i][h]) / 2
            sums.2 += cbrt(w[i][j] * w[i][h] * w[j][h] / pow(greatest, 3))
          }
        }
        #expect(isClose(plain[i], k < 2 ? .nan : sums.0 / (k * (k - 1))))
        #expect(isClose(barrat[i], k < 2 ? .nan : sums.1 / (s * (k - 1))))
        #expect(isClose(onnela[i], k < 2 ? .nan : sums.2 / (k * (k - 1))))
      }
    }
  }

  @Test func articulationPointsAndBridges() throws {
    for graph in SmallGraphTests.graphs {
      let whole = componentCount(graph)
      let scores = try values("articulation", graph)
      for v in 0..<graph.vertexCount {
        let more = componentCount(graph, without: v) - whole
        #expect(Int(scores[v]) == max(0, more))
      }
      let cut = graph.edges.filter { edge in
        let rest = graph.edges.filter { $0 != edge }
        return componentCount(Graph(vertexCount: graph.vertexCount, edges: rest)) > whole
      }
      #expect(bridges(of: graph) == cut)
    }
  }

  /// Takes edges of fewer than k − 2 triangles away until none is left, for each k anew.
  @Test func trussesByTheirDefinition() throws {
    for graph in SmallGraphTests.graphs + SmallGraphTests.weighted where graph.edgeCount > 0 {
      let truss = try trussNumbers(of: graph, execution: .serial)
      for k in 3...6 {
        var edges = graph.edges
        while true {
          let w = table(Graph(vertexCount: graph.vertexCount, edges: edges))
          let kept = edges.filter { edge in
            w.indices.count { w[Int(edge.a)][$0] > 0 && w[Int(edge.b)][$0] > 0 } >= k - 2
          }
          if kept.count == edges.count { break }
          edges = kept
        }
        #expect(truss.count { $0 >= k } == 2 * edges.count)
      }
    }
  }

  @Test func distancesAndMixing() throws {
    for graph in SmallGraphTests.graphs + SmallGraphTests.weighted {
      let steps = Naive.allPaths(graph).distance.joined().filter { $0 > 0 && $0 < .infinity }
      #expect(try diameter(of: graph, execution: .serial) == Int(steps.max() ?? 0))
      let mean = steps.isEmpty ? .nan : steps.reduce(0, +) / Double(steps.count)
      #expect(try isClose(value("mean-distance", graph), mean))
      for (k, coefficient) in richClub(of: graph).enumerated() {
        let rich = (0..<graph.vertexCount).filter { graph.degree($0) > k }
        let ties = graph.edges.count { rich.contains(Int($0.a)) && rich.contains(Int($0.b)) }
        let pairs = Double(rich.count * (rich.count - 1)) / 2
        #expect(isClose(coefficient, pairs > 0 ? Double(ties) / pairs : .nan))
      }
    }
    #expect(try value("degree-assortativity", TestGraphs.star(4)) == -1)
    #expect(try value("degree-assortativity", TestGraphs.cycle(5)).isNaN)
  }

  @Test func swappedEndsKeepTheDegrees() throws {
    let graph = TestGraphs.papers(authors: 60, works: 70, seed: 4).graph
    let club = try normalisedRichClub(of: graph, samples: 3, seed: 2, execution: .serial)
    #expect(club.count == richClub(of: graph).count)
    // Every pair of authors has more than no coauthors, so chance finds the same ties.
    let known = club.filter { !$0.isNaN }
    #expect(abs(known[0] - 1) < 1e-12)
    for threads in [2, 7] {
      let again = try normalisedRichClub(
        of: graph, samples: 3, seed: 2, execution: Execution(threads: threads))
      #expect(again.map(\.bitPattern) == club.map(\.bitPattern))
    }
  }

  /// By hand: two triangles 0 1 2 and 3 4 5 with the tie 2–3 of weight 2.
  @Test func communityRoles() {
    let graph = Graph(
      vertexCount: 7,
      edges: [
        Edge(0, 1), Edge(1, 2), Edge(0, 2, weight: 2), Edge(3, 4), Edge(4, 5), Edge(3, 5),
        Edge(2, 3, weight: 2),
      ])
    let roles = CommunityRoles(of: Partition(labels: [0, 0, 0, 1, 1, 1, 2]), in: graph)
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
      incidence: Incidence(authorCount: 4, workOffsets: offsets, workAuthors: authors),
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
      _ = try measure.value(of: Network(graph: Graph(vertexCount: n, edges: [])))
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
      vertexCount: n,
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
