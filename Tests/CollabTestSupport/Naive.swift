import CollabGraph
import Foundation

/// Slow definitions, word for word, to compare the kernels with.
public enum Naive {
  /// The distances and numbers of shortest paths between all pairs, by Floyd and Warshall's
  /// triple loop and by counting path extensions in the order of the distances.
  public static func allPaths(
    _ graph: Graph, alpha: Double = 0
  ) -> (distance: [[Double]], count: [[Double]]) {
    let n = graph.vertexCount
    var length = [[Double]](repeating: [Double](repeating: .infinity, count: n), count: n)
    for edge in graph.edges {
      length[Int(edge.a)][Int(edge.b)] = pow(edge.weight, -alpha)
      length[Int(edge.b)][Int(edge.a)] = pow(edge.weight, -alpha)
    }
    var distance = length
    for v in 0..<n { distance[v][v] = 0 }
    for k in 0..<n {
      for i in 0..<n {
        for j in 0..<n { distance[i][j] = min(distance[i][j], distance[i][k] + distance[k][j]) }
      }
    }
    var count = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
    for s in 0..<n {
      count[s][s] = 1
      for t in (0..<n).sorted(by: { distance[s][$0] < distance[s][$1] })
      where t != s && distance[s][t] < .infinity {
        for u in 0..<n where length[u][t] < .infinity {
          if abs(distance[s][u] + length[u][t] - distance[s][t]) < 1e-9 {
            count[s][t] += count[s][u]
          }
        }
      }
    }
    return (distance, count)
  }

  /// The share of shortest paths through each vertex, summed over pairs of others.
  public static func betweenness(_ graph: Graph, alpha: Double = 0) -> [Double] {
    let (distance, count) = allPaths(graph, alpha: alpha)
    let n = graph.vertexCount
    return (0..<n).map { v in
      var sum = 0.0
      for s in 0..<n where s != v {
        for t in (s + 1)..<max(n, s + 1) where t != v && distance[s][t] < .infinity {
          if abs(distance[s][v] + distance[v][t] - distance[s][t]) < 1e-9 {
            sum += count[s][v] * count[v][t] / count[s][t]
          }
        }
      }
      return sum
    }
  }

  /// The share of shortest paths along each edge, summed over pairs, in the order of `edges`.
  public static func edgeBetweenness(_ graph: Graph, alpha: Double = 0) -> [Double] {
    let (distance, count) = allPaths(graph, alpha: alpha)
    let n = graph.vertexCount
    return graph.edges.map { edge in
      let length = pow(edge.weight, -alpha)
      var sum = 0.0
      for s in 0..<n {
        for t in 0..<n where s != t && distance[s][t] < .infinity {
          let (a, b) = (Int(edge.a), Int(edge.b))
          if abs(distance[s][a] + length + distance[b][t] - distance[s][t]) < 1e-9 {
            sum += count[s][a] * count[b][t] / count[s][t]
          }
        }
      }
      return sum
    }
  }

  /// Closeness with the correction for components, from all distances.
  public static func closeness(_ graph: Graph, alpha: Double = 0) -> [Double] {
    allPaths(graph, alpha: alpha).distance.enumerated().map { v, row in
      let known = row.enumerated().filter { $0.offset != v && $0.element < .infinity }
        .map(\.element)
      let reached = Double(known.count)
      return known.isEmpty
        ? 0 : reached / Double(graph.vertexCount - 1) * reached / known.reduce(0, +)
    }
  }

  /// The sum of the inverse distances, from all distances.
  public static func harmonic(_ graph: Graph, alpha: Double = 0) -> [Double] {
    allPaths(graph, alpha: alpha).distance.enumerated().map { v, row in
      row.enumerated().filter { $0.offset != v }.reduce(0) { $0 + 1 / $1.element }
    }
  }

  /// The greatest k whose k-core holds the vertex, by taking vertices away for each k anew.
  public static func coreNumbers(_ graph: Graph) -> [Double] {
    var core = [Double](repeating: 0, count: graph.vertexCount)
    for k in 1..<max(2, graph.vertexCount) {
      var alive = [Bool](repeating: true, count: graph.vertexCount)
      var changed = true
      while changed {
        changed = false
        for v in 0..<graph.vertexCount where alive[v] {
          if graph.arcs(v).count(where: { alive[Int(graph.targets[$0])] }) < k {
            alive[v] = false
            changed = true
          }
        }
      }
      for v in 0..<graph.vertexCount where alive[v] { core[v] = Double(k) }
    }
    return core
  }

  /// PageRank by three hundred steps of the walk.
  public static func pageRank(_ graph: Graph, damping: Double = 0.85) -> [Double] {
    let n = Double(graph.vertexCount)
    let strengths = (0..<graph.vertexCount).map { graph.strength($0) }
    var x = [Double](repeating: 1 / n, count: graph.vertexCount)
    for _ in 0..<300 {
      let lost = x.indices.filter { graph.degree($0) == 0 }.reduce(0) { $0 + x[$1] }
      x = x.indices.map { v in
        let walked = graph.arcs(v).reduce(0.0) {
          let u = Int(graph.targets[$1])
          return $0 + graph.weights[$1] * x[u] / strengths[u]
        }
        return (1 - damping) / n + damping * (walked + lost / n)
      }
    }
    return x
  }
}
