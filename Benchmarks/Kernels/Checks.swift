import CollabAlgorithms
import CollabGraph

// The property that defines each answer, computed apart from the kernel; outside the timer.
extension Kernel {
  /// The betweenness of all vertices adds up to the inner vertices of all shortest paths, which
  /// the distances give.
  @Sendable static func checkBetweenness(_ graph: Graph, _ answer: Answer) -> String? {
    guard let sums = try? distanceSums(of: graph) else { return "no distances" }
    let inner = sums.reduce(0) { $0 + $1.distances - Double($1.reached) } / 2
    let sum = answer.scores.reduce(0, +)
    return abs(sum - inner) <= 1e-9 * max(1, inner) ? nil : "sum \(sum), not \(inner)"
  }

  /// The harmonic sums of forty vertices, by plain breadth-first search.
  @Sendable static func checkHarmonic(_ graph: Graph, _ answer: Answer) -> String? {
    let network = Network(graph: graph)
    for v in stride(from: 0, to: graph.vertexCount, by: max(1, graph.vertexCount / 40)) {
      guard let found = try? distances(from: v, in: network) else { return "stopped" }
      let sum = found.reduce(0.0) { sum, distance in
        distance.map { $0 > 0 ? sum + 1 / Double($0) : sum } ?? sum
      }
      if abs(sum - answer.scores[v]) > 1e-9 * max(1, sum) { return "wrong at \(v)" }
    }
    return nil
  }

  /// One more step of the walk changes the scores by no more than the tolerance.
  @Sendable static func checkPageRank(_ graph: Graph, _ answer: Answer) -> String? {
    let scores = answer.scores
    let n = Double(graph.vertexCount)
    let idle = (0..<graph.vertexCount).reduce(0) { graph.degree($1) == 0 ? $0 + scores[$1] : $0 }
    var change = 0.0
    for v in (0..<graph.vertexCount) {
      let arrived = graph.arcs(v).reduce(0.0) { sum, arc in
        let u = Int(graph.targets[arc])
        return sum + scores[u] * graph.weights[arc] / graph.strength(u)
      }
      change += abs(0.15 / n + 0.85 * (arrived + idle / n) - scores[v])
    }
    return change <= 2e-9 ? nil : "residual \(change)"
  }

  /// The scores are an eigenvector to the tolerance.
  @Sendable static func checkEigenvector(_ graph: Graph, _ answer: Answer) -> String? {
    let x = answer.scores
    let y = (0..<graph.vertexCount).map { v in
      graph.arcs(v).reduce(0.0) { $0 + graph.weights[$1] * x[Int(graph.targets[$1])] }
    }
    let norm = zip(x, x).reduce(0) { $0 + $1.0 * $1.1 }
    let value = zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } / norm
    let residual = zip(x, y).reduce(0) { $0 + ($1.1 - value * $1.0) * ($1.1 - value * $1.0) }
    return residual <= 4e-18 * value * value * norm ? nil : "residual \(residual)"
  }

  /// Every community is connected.
  @Sendable static func checkConnected(_ graph: Graph, _ answer: Answer) -> String? {
    guard case .partition(let partition) = answer else { return "no partition" }
    let edges = graph.edges.filter {
      partition.community[Int($0.a)] == partition.community[Int($0.b)]
    }
    guard let inner = try? Graph(vertexCount: graph.vertexCount, edges: edges) else {
      return "an edge leaves the graph"
    }
    let pieces = connectedComponents(of: inner).count
    return pieces == partition.count ? nil : "\(partition.count) communities, \(pieces) pieces"
  }
}
