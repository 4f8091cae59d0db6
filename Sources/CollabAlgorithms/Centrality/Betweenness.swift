import CollabCore
import CollabGraph

extension Measure {
  /// How often an author lies on the shortest ways between two others.
  static let betweenness = Measure(
    id: "betweenness", summary: "share of shortest paths between two others that pass through",
    weights: .distance,
    parameters: [
      .distanceExponent,
      Parameter(
        "normalized", "1 divides by the number of pairs of others", standard: 0, in: 0...1),
    ],
    reference: "Brandes, A faster algorithm for betweenness centrality, "
      + "J. Mathematical Sociology 25:163 (2001), doi:10.1080/0022250X.2001.9990249"
  ) { input in
    let graph = input.network.graph
    var values = try vertexBetweenness(of: graph, alpha: input["alpha"], execution: input.execution)
    let others = Double(max(graph.vertexCount, 3) - 1)
    if input["normalized"] == 1 {
      for v in values.indices { values[v] /= others * (others - 1) / 2 }
    }
    return Scores(values)
  }
}

extension Parameter {
  /// How a weight becomes a distance.
  static let distanceExponent = Parameter(
    "alpha", "a tie of weight w is w^-alpha long; 0 counts steps", standard: 0, in: 0...8)
}

/// The betweenness of each vertex: the sum, over unordered pairs of other vertices, of the share
/// of their shortest paths that pass through it.
///
/// - Parameters:
///   - graph: the graph.
///   - alpha: an edge of weight *w* is *w*^−alpha long; 0 counts edges.
///   - execution: threads, progress and cancellation.
/// - Complexity: O(*n*·*m*) time for `alpha` 0, O(*n*·*m*·log *n*) otherwise.
public func vertexBetweenness(
  of graph: Graph, alpha: Double = 0, execution: Execution = Execution()
) throws(Cancellation) -> [Double] {
  let n = graph.vertexCount
  let lengths = alpha == 0 ? nil : edgeLengths(of: graph, alpha: alpha)
  let sums = try execution.accumulate(
    of: n, size: max(1, min(64, n / 64)), phase: "betweenness",
    accumulator: { [Double](repeating: 0, count: n) },
    scratch: { ShortestPaths(vertexCount: n) }
  ) { sum, paths, sources in
    var dependency = [Double](repeating: 0, count: n)
    for source in sources {
      paths.search(graph, lengths: lengths, from: source)
      for v in paths.order.reversed() {
        let v = Int(v)
        let share = (1 + dependency[v]) / paths.counts[v]
        for arc in graph.arcs(v) {
          let u = Int(graph.targets[arc])
          if paths.isPredecessor(u, of: v, by: lengths?[arc] ?? 1) {
            dependency[u] += paths.counts[u] * share
          }
        }
        if v != source { sum[v] += dependency[v] }
        dependency[v] = 0
      }
    }
  }
  var result = [Double](repeating: 0, count: n)
  for sum in sums {
    for v in 0..<n { result[v] += sum[v] }
  }
  // Every pair was met from both of its ends.
  for v in 0..<n { result[v] /= 2 }
  return result
}
