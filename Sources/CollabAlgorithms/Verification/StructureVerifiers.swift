import CollabCore
import CollabGraph
import Foundation

// Definitions of what is around an author, for some forty authors each.

/// A graph with the sum and the maximum of the weights of each vertex.
private struct PlainTies: Sendable {
  let graph: Graph
  let strengths: [Double]
  let largest: [Double]

  init(_ graph: Graph) {
    self.graph = graph
    strengths = (0..<graph.vertexCount).map(graph.strength)
    largest = (0..<graph.vertexCount).map { v in
      graph.arcs(v).reduce(0) { max($0, graph.weights[$1]) }
    }
  }

  func coauthors(of v: Int) -> [Int] { graph.targets[graph.arcs(v)].map(Int.init) }

  /// Where a tie stands; `nil` where there is none.
  func arc(_ a: Int, _ b: Int) -> Int? {
    let row = graph.arcs(a)
    let arc = row.lowerBound + graph.targets[row].partitioningIndex { $0 >= b }
    return arc < row.upperBound && graph.targets[arc] == b ? arc : nil
  }

  /// The weight of a tie, 0 where there is none.
  func weight(_ a: Int, _ b: Int) -> Double { arc(a, b).map { graph.weights[$0] } ?? 0 }

  /// Burt's constraint by each coauthor.
  func constraints(of v: Int) -> [Double] {
    let circle = coauthors(of: v)
    return circle.map { j in
      let indirect = circle.reduce(0) { sum, q in
        q == j ? sum : sum + weight(v, q) / strengths[v] * weight(q, j) / strengths[q]
      }
      let share = weight(v, j) / strengths[v] + indirect
      return share * share
    }
  }

  /// Burt's redundancy of all coauthors.
  func redundancy(of v: Int) -> Double {
    sum(overPairsOf: v) { j, q in weight(v, q) / strengths[v] * weight(j, q) / largest[j] }
  }

  /// A sum over the ordered pairs of coauthors.
  func sum(overPairsOf v: Int, _ term: (Int, Int) -> Double) -> Double {
    let circle = coauthors(of: v)
    return circle.reduce(0) { sum, a in circle.reduce(sum) { $0 + term(a, $1) } }
  }
}

extension Measure.Verifier {
  private static func sampled(
    _ property: String,
    _ definition: @escaping @Sendable (_ author: Int, _ coauthors: Double, PlainTies) -> Double
  ) -> Self {
    Self(property: property + ", for some forty authors") { scores, input in
      let ties = PlainTies(try input.graph)
      return try scores.difference(
        from: { v in
          try input.execution.checkpoint()
          let coauthors = ties.graph.degree(v)
          return coauthors == 0 ? .nan : definition(v, Double(coauthors), ties)
        }, at: ties.graph.sample)
    }
  }

  static let constraint = sampled(
    "the score is the sum over coauthors of the squared share of ties, direct and through others"
  ) { v, _, ties in ties.constraints(of: v).reduce(0, +) }

  static let hierarchy = sampled(
    "the score is the Coleman-Theil disorder of the constraints by each coauthor"
  ) { v, coauthors, ties in
    let parts = ties.constraints(of: v), total = parts.reduce(0, +)
    if coauthors == 1 { return 1 }
    return parts.reduce(0) { $0 + $1 / total * coauthors * log($1 / total * coauthors) }
      / (coauthors * log(coauthors))
  }

  static let effectiveSize = sampled("the score is the coauthors less their redundancy") {
    v, coauthors, ties in coauthors - ties.redundancy(of: v)
  }

  static let efficiency = sampled("the score is the effective size over the coauthors") {
    v, coauthors, ties in (coauthors - ties.redundancy(of: v)) / coauthors
  }

  static let clusteringBarrat = sampled(
    "the score is the share of the weight of pairs of coauthors that is of coauthors of each other"
  ) { v, coauthors, ties in
    let closed = ties.sum(overPairsOf: v) { a, b in
      ties.arc(a, b) == nil ? 0 : (ties.weight(v, a) + ties.weight(v, b)) / 2
    }
    return coauthors < 2 ? .nan : closed / (ties.strengths[v] * (coauthors - 1))
  }

  static let clusteringOnnela = sampled(
    "the score is the mean intensity of the triangles of pairs of coauthors"
  ) { v, coauthors, ties in
    let unit = ties.largest.max() ?? 1
    let closed = ties.sum(overPairsOf: v) { a, b in
      let product = ties.weight(v, a) / unit * (ties.weight(v, b) / unit)
      return pow(product * (ties.weight(a, b) / unit), 1 / 3)
    }
    return coauthors < 2 ? .nan : closed / (coauthors * (coauthors - 1))
  }

  static let articulation = Self(
    property: "removing the author leaves one part more than the score, for some forty authors"
  ) { scores, input in
    let graph = try input.graph
    return try scores.difference(
      from: { v in
        try input.execution.checkpoint()
        var isReached = [Bool](repeating: false, count: graph.vertexCount)
        isReached[v] = true
        var parts = 0
        for arc in graph.arcs(v) where !isReached[Int(graph.targets[arc])] {
          parts += 1
          var waiting = [Int(graph.targets[arc])]
          isReached[waiting[0]] = true
          while let next = waiting.popLast() {
            for onward in graph.arcs(next) where !isReached[Int(graph.targets[onward])] {
              isReached[Int(graph.targets[onward])] = true
              waiting.append(Int(graph.targets[onward]))
            }
          }
        }
        return Double(max(0, parts - 1))
      }, at: graph.sample, isExact: true)
  }

  static let trussNumber = Self(
    property: "peeling ties of fewer than k−2 triangles leaves the authors of score k or more"
  ) { scores, input in
    let graph = try input.graph
    var around = (0..<graph.vertexCount).map { Set(graph.targets[graph.arcs($0)]) }
    guard scores.values.allSatisfy({ $0 >= 0 && $0 == $0.rounded() }) else {
      return "some scores are no counts"
    }
    // Between two scores that occur nothing may fall away.
    let levels = Set(scores.values.flatMap { [$0, $0 + 1] }).filter { $0 >= 1 }.sorted()
    for level in levels {
      try input.execution.checkpoint()
      var waiting = around.indices.flatMap { a in
        around[a].filter { $0 > a }.map { (a, Int($0)) }
      }
      while let (a, b) = waiting.popLast() {
        guard around[a].contains(UInt32(b)) else { continue }
        let common = around[a].intersection(around[b])
        guard Double(common.count) < level - 2 else { continue }
        around[a].remove(UInt32(b))
        around[b].remove(UInt32(a))
        for c in common { waiting += [(a, Int(c)), (b, Int(c))] }
      }
      for v in around.indices where around[v].isEmpty == (scores.values[v] >= level) {
        return "vertex \(v) has \(scores.values[v]), and at \(level) "
          + (around[v].isEmpty ? "none of its ties is left" : "some of its ties are left")
      }
    }
    return nil
  }
}
