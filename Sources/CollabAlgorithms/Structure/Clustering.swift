import CollabCore
import CollabGraph
import Foundation

extension Measure {
  /// The share of pairs of coauthors who are coauthors of each other.
  static let clustering = clustering(
    "clustering", "share of pairs of coauthors who are coauthors", .ignored,
    "Watts, Strogatz, Nature 393:440 (1998), doi:10.1038/30918",
    triangle: { _, _, _ in 1 },
    total: { degree, _ in degree * (degree - 1) / 2 })

  /// The share of pairs of coauthors who are coauthors, each pair by its ties to the author.
  static let clusteringBarrat = clustering(
    "clustering-barrat", "clustering in which strong ties to the author count more", .strength,
    "Barrat, Barthélemy, Pastor-Satorras, Vespignani, PNAS 101:3747 (2004), "
      + "doi:10.1073/pnas.0400087101",
    triangle: { near, far, _ in near + far },
    total: { degree, strength in strength * (degree - 1) })

  /// The mean over pairs of coauthors of the geometric mean of the triangle's three weights, in
  /// the greatest weight of the network.
  static let clusteringOnnela = clustering(
    "clustering-onnela", "mean intensity of the triangles of pairs of coauthors", .strength,
    "Onnela, Saramäki, Kertész, Kaski, Phys. Rev. E 71:065103 (2005), "
      + "doi:10.1103/PhysRevE.71.065103",
    triangle: { near, far, opposite in cbrt(near) * cbrt(far) * cbrt(opposite) },
    total: { degree, _ in degree * (degree - 1) / 2 }, inGreatestWeight: true)

  /// The number of triangles of coauthors that an author is in.
  static let triangles = Measure(
    id: "triangles", summary: "number of pairs of coauthors who are coauthors", weights: .ignored,
    isCount: true, reference: "Watts, Strogatz, Nature 393:440 (1998), doi:10.1038/30918"
  ) { input in
    Scores(
      try triangleSums(
        of: input.network.graph, execution: input.execution, { _, _, _ in 1 }))
  }

  /// Sums `triangle` over an author's triangles and divides by `total`; authors with fewer than
  /// two coauthors have no pair: not known.
  private static func clustering(
    _ id: String, _ summary: String, _ weights: WeightUse, _ reference: String,
    triangle: @escaping @Sendable (_ near: Double, _ far: Double, _ opposite: Double) -> Double,
    total: @escaping @Sendable (_ degree: Double, _ strength: Double) -> Double,
    inGreatestWeight: Bool = false
  ) -> Measure {
    Measure(id: id, summary: summary, weights: weights, reference: reference) { input in
      let graph = input.network.graph
      let unit = inGreatestWeight ? graph.weights.max() ?? 1 : 1
      let sums = try triangleSums(of: graph, execution: input.execution, triangle)
      return Scores(
        sums.indices.map { v in
          let degree = graph.degree(v)
          return degree < 2 ? .nan : sums[v] / (total(Double(degree), graph.strength(v)) * unit)
        })
    }
  }
}

/// For each vertex the sum of `triangle` over the triangles it is in, each once; `near` and `far`
/// are the weights of the vertex's edges, `opposite` that of the third.
///
/// Each opposite edge is met at its end of lower degree, so that hubs cost little.
///
/// - Complexity: O(*m*·√*m*) time, 12 bytes an edge and O(*n*) for each thread of space.
func triangleSums(
  of graph: Graph, execution: Execution,
  _ triangle: (_ near: Double, _ far: Double, _ opposite: Double) -> Double
) throws(Cancellation) -> [Double] {
  let n = graph.vertexCount
  // The arcs that lead to a vertex of greater degree, equal ones to a greater number.
  var offsets = [0], targets: [UInt32] = [], weights: [Double] = []
  offsets.reserveCapacity(n + 1)
  for v in 0..<n {
    for arc in graph.arcs(v) {
      let u = Int(graph.targets[arc])
      if (graph.degree(v), v) < (graph.degree(u), u) {
        targets.append(UInt32(u))
        weights.append(graph.weights[arc])
      }
    }
    offsets.append(targets.count)
  }
  let chunks = try execution.mapChunks(
    of: n, size: 512, phase: "triangles", scratch: { [Double](repeating: .nan, count: n) }
  ) { tie, range in
    range.map { v in
      for arc in graph.arcs(v) { tie[Int(graph.targets[arc])] = graph.weights[arc] }
      var sum = 0.0
      for arc in graph.arcs(v) {
        let u = Int(graph.targets[arc])
        let near = graph.weights[arc]
        for onward in offsets[u]..<offsets[u + 1] {
          let far = tie[Int(targets[onward])]
          if !far.isNaN { sum += triangle(near, far, weights[onward]) }
        }
      }
      for arc in graph.arcs(v) { tie[Int(graph.targets[arc])] = .nan }
      return sum
    }
  }
  return Array(chunks.joined())
}
