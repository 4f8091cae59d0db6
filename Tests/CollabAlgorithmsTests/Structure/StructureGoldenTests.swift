import CollabAlgorithms
import CollabCore
import CollabGraph
import CollabTestSupport
import Foundation
import Testing

/// Figures of other tools; `Fixtures/expected/communities.py` computes them.
private struct Expected: Decodable {
  struct Summary: Decodable {
    let known: Int, sum: Double, squares: Double
  }
  struct Quality: Decodable {
    let modularity: Double, halfResolution: Double, coverage: Double, conductance: Double
  }
  struct Tail: Decodable {
    let exponent: Double, cutoff: Double, distance: Double
  }
  struct Network: Decodable {
    let quality: Quality, authors: [String: Summary], network: [String: Double], tail: Tail
    let trussEdges: [Int], richClub: [Double], edges: [[Double]]?
  }
  struct Comparison: Decodable {
    let adjustedRand: Double, nmi: Double, ami: Double, vi: Double
  }
  let graphs: [String: Network], comparisons: [String: Comparison]

  static func load() throws -> Expected { try SharedData.expected("communities") }
}

private func isClose(_ a: Double, _ b: Double, within tolerance: Double = 1e-9) -> Bool {
  abs(a - b) <= tolerance * max(abs(a), abs(b), 1e-3)
}

/// The graph of a name and what is expected of it.
private func graph(_ name: String) throws -> (Graph, Expected.Network) {
  let expected = try #require(try Expected.load().graphs[name])
  if let edges = expected.edges {
    let list = edges.map { Edge(UInt32($0[0]), UInt32($0[1]), weight: $0[2]) }
    return (Graph(uncheckedVertexCount: 34, edges: list), expected)
  }
  let url = try #require(SharedData.url("data/graphs/" + name))
  return (try TestGraphs.load(url), expected)
}

@Suite struct StructureGoldenTests {
  static let real = ["ca-GrQc.txt", "hep-th.graph", "netscience.gml"]

  @Test func theKarateClubIsAsInOtherTools() throws {
    try authorsScore("karate")
    try networkMeasures("karate")
    try quality("karate")
  }

  @Test(.enabled(if: SharedData.has("data/graphs")), arguments: real)
  func authorsScoreAsInOtherTools(name: String) throws { try authorsScore(name) }

  private func authorsScore(_ name: String) throws {
    let (graph, expected) = try graph(name)
    for (id, summary) in expected.authors.sorted(by: { $0.key < $1.key }) {
      let known = try Measures.all.entry(id).scores(of: Network(graph: graph)).values
        .filter { !$0.isNaN }
      #expect(known.count == summary.known, "\(id)")
      #expect(isClose(known.reduce(0, +), summary.sum), "sum of \(id)")
      #expect(isClose(known.reduce(0) { $0 + $1 * $1 }, summary.squares), "squares of \(id)")
    }
  }

  @Test(.enabled(if: SharedData.has("data/graphs")), arguments: real)
  func networksMeasureAsInOtherTools(name: String) throws { try networkMeasures(name) }

  private func networkMeasures(_ name: String) throws {
    let (graph, expected) = try graph(name)
    for (id, value) in expected.network.sorted(by: { $0.key < $1.key }) {
      #if DEBUG
        // Searches from every author take minutes without the optimizer.
        if try NetworkMeasures.all.entry(id).isQuadratic, graph.vertexCount > 2000 {
          print("skipped in a debug build: \(id) of \(name)")
          continue
        }
      #endif
      let computed = try NetworkMeasures.all.entry(id).value(of: Network(graph: graph))
      #expect(isClose(computed, value), "\(id): \(computed) for \(value)")
    }
    let truss = try trussNumbers(of: graph, execution: .serial)
    let edges = (3..<3 + expected.trussEdges.count).map { k in truss.count { $0 >= k } / 2 }
    #expect(edges == expected.trussEdges)
    #expect(Int(truss.max() ?? 0) == expected.trussEdges.count + 2)
    // networkx leaves out the degrees that at most one author exceeds.
    let club = richClub(of: graph).filter { !$0.isNaN }
    #expect(club.count == expected.richClub.count)
    for (mine, theirs) in zip(club, expected.richClub) {
      #expect(isClose(mine, theirs))
    }
  }

  /// igraph finds its exponent to some six digits, by the same likelihood and distance; below 50
  /// values, as in the karate club, it shrinks the exponent besides.
  @Test(.enabled(if: SharedData.has("data/graphs")), arguments: real)
  func tailsFitAsInIgraph(name: String) throws {
    let (graph, expected) = try graph(name)
    let fit = try #require(TailFit((0..<graph.vertexCount).map(graph.degree), leastTail: 2))
    #expect(Double(fit.cutoff) == expected.tail.cutoff)
    #expect(isClose(fit.exponent, expected.tail.exponent, within: 1e-4))
    #expect(isClose(fit.distance, expected.tail.distance, within: 1e-3))
  }

  @Test(.enabled(if: SharedData.has("data/graphs")), arguments: real)
  func qualityOfAFixedPartition(name: String) throws { try quality(name) }

  private func quality(_ name: String) throws {
    let (graph, expected) = try graph(name)
    let partition = Partition(labels: (0..<graph.vertexCount).map { UInt32($0 * 7919 % 13) })
    let quality = try PartitionQuality(of: partition, in: graph)
    let half = try PartitionQuality(of: partition, in: graph, resolution: 0.5)
    #expect(isClose(quality.modularity, expected.quality.modularity))
    #expect(isClose(half.modularity, expected.quality.halfResolution))
    #expect(isClose(quality.coverage, expected.quality.coverage))
    #expect(isClose(quality.conductance, expected.quality.conductance))
  }

  @Test(arguments: [10, 200, 5000])
  func comparisonsAreThoseOfScikitLearn(n: Int) throws {
    let all = try Expected.load().comparisons
    func labels(_ label: (Int) -> Int) -> Partition {
      Partition(labels: (0..<n).map { UInt32(label($0)) })
    }
    let cases = [
      ("scattered", labels { ($0 * $0 * 31 + 7 * $0) % 5 }, labels { ($0 * 17 + $0 / 3) % 7 }),
      ("alike", labels { $0 / 9 }, labels { ($0 + ($0 % 11 == 0 ? 30 : 0)) / 13 }),
    ]
    for (name, a, b) in cases {
      let expected = try #require(all["\(name) \(n)"])
      for comparison in try [PartitionComparison(a, b), PartitionComparison(b, a)] {
        #expect(isClose(comparison.adjustedRand, expected.adjustedRand))
        #expect(isClose(comparison.normalisedMutualInformation, expected.nmi))
        #expect(isClose(comparison.adjustedMutualInformation, expected.ami, within: 1e-8))
        #expect(isClose(comparison.variationOfInformation, expected.vi))
      }
    }
  }
}
