import CollabCore
import CollabGraph

extension Measure {
  /// How many more components there would be without the author.
  public static let articulation = Measure(
    id: "articulation", summary: "number of parts that only this author holds together, less one",
    weights: .ignored, isCount: true,
    reference: "Hopcroft, Tarjan, Comm. ACM 16:372 (1973), doi:10.1145/362248.362272"
  ) { input in Scores(try blockCounts(of: input.graph).map { Double(max(0, $0 - 1)) }) }.verified(
    by: .articulation)
}

extension NetworkMeasure {
  /// The number of authors without whom their component falls apart.
  public static let articulationPoints = NetworkMeasure(
    id: "articulation-points", summary: "number of authors without whom a component falls apart",
    isCount: true,
    reference: "Hopcroft, Tarjan, Comm. ACM 16:372 (1973), doi:10.1145/362248.362272"
  ) { network, execution in
    Double(blockCounts(of: try network.graph(execution: execution)).count { $0 > 1 })
  }

  /// The number of ties without which their component falls apart.
  public static let bridges = NetworkMeasure(
    id: "bridges", summary: "number of ties without which a component falls apart", isCount: true,
    reference: "Tarjan, Inf. Process. Lett. 2:160 (1974), doi:10.1016/0020-0190(74)90003-9"
  ) { network, execution in
    Double(CollabAlgorithms.bridges(of: try network.graph(execution: execution)).count)
  }
}

/// The ties without which their component falls apart, in the order of
/// ``/CollabGraph/Graph/edges``.
///
/// - Complexity: O(*n* + *m*) time, O(*n*) space.
public func bridges(of graph: Graph) -> [Edge] {
  let blocks = Blocks(of: graph)
  var result: [Edge] = []
  // A block of two vertices is a single tie.
  for block in 0..<blocks.count where blocks.offsets[block + 1] - blocks.offsets[block] == 2 {
    let (a, b) = (
      blocks.vertices[blocks.offsets[block]], blocks.vertices[blocks.offsets[block] + 1]
    )
    let (low, high) = (min(a, b), max(a, b))
    guard let arc = graph.arc(from: Int(low), to: high) else { continue }
    result.append(Edge(low, high, weight: graph.weights[arc]))
  }
  return result.sorted { ($0.a, $0.b) < ($1.a, $1.b) }
}

/// In how many blocks, the parts without articulation points, each vertex lies.
private func blockCounts(of graph: Graph) -> [Int] {
  var counts = [Int](repeating: 0, count: graph.vertexCount)
  for v in Blocks(of: graph).vertices { counts[Int(v)] += 1 }
  return counts
}
