import CollabCore
import CollabGraph
import Foundation

// Burt's structural holes. With strengths s, p(i, j) = w(i, j) / s(i) is the share of i's ties
// that goes to j. Authors without coauthors have no such shares: their scores are not known.

extension Measure {
  /// How far an author's coauthors are tied to each other: Σ over coauthors j of
  /// (p(i, j) + Σ over q of p(i, q)·p(q, j))².
  public static let constraint = structuralHole(
    "constraint", "constraint: how far the coauthors of an author are connected to each other"
  ) { $0.constraints.reduce(0, +) }.verified(by: .constraint)

  /// Coauthors less their redundancy: Σ over j of (1 − Σ over q of p(i, q)·m(j, q)), with m the
  /// tie of j and q over j's strongest tie.
  public static let effectiveSize = structuralHole(
    "effective-size", "number of coauthors, less the redundant ones"
  ) { Double($0.constraints.count) - $0.redundancy }.verified(by: .effectiveSize)

  /// The effective size over the number of coauthors.
  public static let efficiency = structuralHole(
    "efficiency", "effective size over the number of coauthors"
  ) { 1 - $0.redundancy / Double($0.constraints.count) }.verified(by: .efficiency)

  /// How far the constraint comes from a single coauthor: 0 where all coauthors constrain alike,
  /// 1 where only one does; 1 with a single coauthor.
  public static let hierarchy = structuralHole(
    "hierarchy", "how far an author's constraint comes from a single coauthor"
  ) { circle in
    let count = Double(circle.constraints.count)
    if count == 1 { return 1 }
    let mean = circle.constraints.reduce(0, +) / count
    return circle.constraints.reduce(0) { $0 + $1 / mean * log($1 / mean) } / (count * log(count))
  }.verified(by: .hierarchy)

  private static func structuralHole(
    _ id: String, _ summary: String, score: @escaping @Sendable (Circle) -> Double
  ) -> Measure {
    Measure(
      id: id, summary: summary, weights: .strength,
      reference: "Burt, Structural Holes: The Social Structure of Competition (1992)"
    ) { input in
      let graph = try input.graph
      let strengths = (0..<graph.vertexCount).map(graph.strength)
      let greatest = (0..<graph.vertexCount).map { v in
        graph.arcs(v).reduce(0) { max($0, graph.weights[$1]) }
      }
      let chunks = try input.execution.mapChunks(
        of: graph.vertexCount, size: 256, phase: id,
        scratch: { [Double](repeating: 0, count: graph.vertexCount) }
      ) { through, range in
        range.map { v in
          graph.degree(v) == 0
            ? .nan : score(Circle(of: v, in: graph, strengths, greatest, &through))
        }
      }
      return Scores(Array(chunks.joined()))
    }
  }

  /// An author's coauthors, as structural holes see them.
  private struct Circle {
    /// The constraint by each coauthor.
    var constraints: [Double] = []
    /// Σ over coauthors j and q of p(i, q)·m(j, q).
    var redundancy = 0.0

    /// - Complexity: O(Σ of the coauthors' degrees); `through` holds zeros before and after.
    init(
      of v: Int, in graph: Graph, _ strengths: [Double], _ greatest: [Double],
      _ through: inout [Double]
    ) {
      // Σ over q of p(v, q)·p(q, j), for the vertices j two steps away.
      for arc in graph.arcs(v) {
        let q = Int(graph.targets[arc])
        let share = graph.weights[arc] / strengths[v]
        for onward in graph.arcs(q) {
          through[Int(graph.targets[onward])] += share * graph.weights[onward] / strengths[q]
        }
      }
      for arc in graph.arcs(v) {
        let j = Int(graph.targets[arc])
        let bound = graph.weights[arc] / strengths[v] + through[j]
        constraints.append(bound * bound)
      }
      for arc in graph.arcs(v) {
        for onward in graph.arcs(Int(graph.targets[arc])) {
          through[Int(graph.targets[onward])] = 0
        }
      }
      // The same ties once more, as marginal strengths towards v's coauthors.
      for arc in graph.arcs(v) { through[Int(graph.targets[arc])] = graph.weights[arc] }
      for arc in graph.arcs(v) {
        let j = Int(graph.targets[arc])
        for onward in graph.arcs(j) {
          redundancy +=
            through[Int(graph.targets[onward])] / strengths[v]
            * graph.weights[onward] / greatest[j]
        }
      }
      for arc in graph.arcs(v) { through[Int(graph.targets[arc])] = 0 }
    }
  }
}
