import CollabAlgorithms
import CollabCore
import CollabGraph
import CollabTestSupport
import Foundation
import Testing

/// Scores of other tools; `Fixtures/expected/centralities.py` computes them.
private struct Expected: Decodable {
  struct Summary: Decodable {
    let sum: Double, squares: Double, top: [Int], topScores: [Double]
  }
  struct Large: Decodable {
    let vertices: Int, edges: Int, measures: [String: Summary]
  }
  struct Small: Decodable {
    let vertices: Int, edges: [[Double]], measures: [String: [Double]]
  }
  let large: [String: Large], small: [String: Small]

  static func load() throws -> Expected { try SharedData.expected("centralities") }
}

private func scores(_ name: String, _ network: Network) throws -> [Double] {
  let parts = name.split(separator: " ")
  let settings: Settings = parts.count > 1 ? ["alpha": 1] : [:]
  let measure = try Measures.all.entry(String(parts[0]))
  return try measure.with(settings).scores(of: network).values
}

@Suite struct MeasureGoldenTests {
  @Test(
    .enabled(if: SharedData.has("data/graphs")),
    arguments: ["ca-GrQc.txt", "ca-HepTh.txt", "hep-th.graph", "netscience.gml"])
  func agreesWithOtherToolsOnRealNetworks(file: String) throws {
    let url = try #require(SharedData.url("data/graphs/" + file))
    let graph = try TestGraphs.load(url)
    let expected = try #require(try Expected.load().large[file])
    #expect(graph.vertexCount == expected.vertices)
    #expect(graph.edgeCount == expected.edges)
    let network = Network(graph: graph)
    for (name, summary) in expected.measures.sorted(by: { $0.key < $1.key }) {
      #if DEBUG
        // All shortest paths of these take minutes without the optimizer.
        if graph.vertexCount > 2000, ["betweenness", "closeness", "harmonic"].contains(name) {
          print("skipped in a debug build: \(name) of \(file)")
          continue
        }
      #endif
      let values = try scores(name, network)
      #expect(close(values.reduce(0, +), summary.sum), "sum of \(name)")
      #expect(close(values.reduce(0) { $0 + $1 * $1 }, summary.squares), "squares of \(name)")
      for (v, score) in zip(summary.top, summary.topScores) {
        #expect(close(values[v], score), "\(name) of \(v): \(values[v]) for \(score)")
      }
    }
  }

  @Test func agreesWithOtherToolsOnSmallNetworks() throws {
    for (graphName, small) in try Expected.load().small.sorted(by: { $0.key < $1.key }) {
      let edges = small.edges.map { Edge(UInt32($0[0]), UInt32($0[1]), weight: $0[2]) }
      let network = Network(graph: Graph(uncheckedVertexCount: small.vertices, edges: edges))
      for (name, expected) in small.measures.sorted(by: { $0.key < $1.key }) {
        let values = try scores(name, network)
        for v in expected.indices {
          #expect(close(values[v], expected[v]), "\(name) of \(v) in \(graphName)")
        }
      }
    }
  }

  /// Within 1e-9 of each other, relative to the greater one or, below 1e-3, absolutely.
  private func close(_ a: Double, _ b: Double) -> Bool {
    abs(a - b) <= 1e-9 * max(abs(a), abs(b), 1e-3)
  }
}
