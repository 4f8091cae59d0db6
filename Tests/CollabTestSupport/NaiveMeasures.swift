import CollabGraph
import Foundation

extension Naive {
  /// What each measure of authors that looks at their ties comes to, by the measure's name.
  public static let measures: [String: @Sendable (Graph) -> [Double]] = [
    "degree": { graph in graph.vertices.map { Double(graph.degree($0)) } },
    "strength": { graph in table(graph).map { $0.reduce(0, +) } },
    "pagerank": { pageRank($0) },
    "betweenness": { betweenness($0) },
    "closeness": { closeness($0) },
    "harmonic": { harmonic($0) },
    "eigenvector": { leadingVector($0).vector },
    "katz": { katz($0) },
    "core-number": { coreNumbers($0) },
    "constraint": { graph in constraints(graph).map { $0.isEmpty ? .nan : $0.reduce(0, +) } },
    "hierarchy": { hierarchy($0) },
    "effective-size": { graph in
      zip(redundancies(graph), graph.vertices).map { Double(graph.degree($1)) - $0 }
    },
    "efficiency": { graph in
      zip(redundancies(graph), graph.vertices).map { 1 - $0 / Double(graph.degree($1)) }
    },
    "triangles": { graph in
      let w = table(graph)
      return w.indices.map { i in Double(triangles(w, i).count / 2) }
    },
    "clustering": { graph in
      clustering(graph, total: { k, _ in k * (k - 1) }) { _, _, _ in 1 }
    },
    "clustering-barrat": { graph in
      clustering(graph, total: { k, s in s * (k - 1) }) { near, far, _ in (near + far) / 2 }
    },
    "clustering-onnela": { graph in
      let greatest = graph.weights.max() ?? 1
      return clustering(graph, total: { k, _ in k * (k - 1) }) {
        cbrt($0 * $1 * $2 / pow(greatest, 3))
      }
    },
    "truss-number": { trussNumbers($0) },
    "articulation": { graph in graph.vertices.map { Double(max(0, partsLeft(graph, without: $0))) }
    },
  ]

  /// What each measure of a network that looks at ties comes to, by the measure's name.
  public static let networkMeasures: [String: @Sendable (Graph) -> Double] = [
    "density": { graph in
      let n = Double(graph.vertexCount)
      return n < 2 ? .nan : Double(graph.edges.count) / (n * (n - 1) / 2)
    },
    "mean-degree": { graph in mean(graph.vertices.map { Double(graph.degree($0)) }) },
    "components": { graph in Double(componentSizes(graph).count) },
    "largest-component": { graph in
      componentSizes(graph).max().map { Double($0) / Double(graph.vertexCount) } ?? .nan
    },
    "degree-assortativity": { assortativity($0) },
    "transitivity": { graph in
      let w = table(graph)
      let ways = graph.vertices.reduce(0) { $0 + graph.degree($1) * (graph.degree($1) - 1) }
      return Double(w.indices.reduce(0) { $0 + triangles(w, $1).count }) / Double(ways)
    },
    "mean-clustering": { graph in
      mean((measures["clustering"]?(graph) ?? []).filter { !$0.isNaN })
    },
    "diameter": { graph in distancesApart(graph).max() ?? 0 },
    "mean-distance": { graph in mean(distancesApart(graph)) },
    "articulation-points": { graph in
      Double(graph.vertices.count { partsLeft(graph, without: $0) > 0 })
    },
    "bridges": { graph in Double(bridges(graph).count) },
  ]

  /// The weights as a table; 0 where there is no edge.
  public static func table(_ graph: Graph) -> [[Double]] {
    var table = [[Double]](
      repeating: [Double](repeating: 0, count: graph.vertexCount), count: graph.vertexCount)
    for edge in graph.edges {
      table[Int(edge.a)][Int(edge.b)] = edge.weight
      table[Int(edge.b)][Int(edge.a)] = edge.weight
    }
    return table
  }

  /// The greatest eigenvalue by Jacobi's rotations of the whole matrix, and the vector of equal
  /// entries projected on all of its eigenvectors, of unit length.
  public static func leadingVector(_ graph: Graph) -> (value: Double, vector: [Double]) {
    let n = graph.vertexCount
    var a = table(graph)
    var vectors = (0..<n).map { i in (0..<n).map { $0 == i ? 1.0 : 0 } }
    for _ in 0..<30 {
      for p in 0..<n {
        for q in (p + 1)..<max(n, p + 1) where abs(a[p][q]) > 1e-18 {
          let angle = (a[q][q] - a[p][p]) / (2 * a[p][q])
          let t = (angle < 0 ? -1 : 1) / (abs(angle) + (angle * angle + 1).squareRoot())
          let c = 1 / (t * t + 1).squareRoot()
          let s = t * c
          for k in 0..<n {
            (a[k][p], a[k][q]) = (c * a[k][p] - s * a[k][q], s * a[k][p] + c * a[k][q])
          }
          for k in 0..<n {
            (a[p][k], a[q][k]) = (c * a[p][k] - s * a[q][k], s * a[p][k] + c * a[q][k])
            // Row i of the vectors is the eigenvector of the i-th entry of the diagonal.
            (vectors[p][k], vectors[q][k]) = (
              c * vectors[p][k] - s * vectors[q][k], s * vectors[p][k] + c * vectors[q][k]
            )
          }
        }
      }
    }
    let value = (0..<n).map { a[$0][$0] }.max() ?? 0
    var sum = [Double](repeating: 0, count: n)
    for i in 0..<n where a[i][i] >= value - 1e-9 * max(1, value) {
      let share = vectors[i].reduce(0, +)
      for k in 0..<n { sum[k] += share * vectors[i][k] }
    }
    return (value, unit(sum))
  }

  private static func unit(_ x: [Double]) -> [Double] {
    let norm = x.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return x.map { $0 / norm }
  }

  /// x = αAx + 1 for α = 0.85/λ, of unit length, by three hundred steps of the sum.
  private static func katz(_ graph: Graph) -> [Double] {
    let w = table(graph)
    let value = leadingVector(graph).value
    var x = [Double](repeating: 1, count: w.count)
    for _ in 0..<300 where value > 0 {
      x = w.map { row in 1 + 0.85 / value * zip(row, x).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    return unit(x)
  }

  /// For each vertex i and each coauthor j, (p(i, j) + Σ over q of p(i, q)·p(q, j))².
  private static func constraints(_ graph: Graph) -> [[Double]] {
    let w = table(graph)
    let p = w.map { row in row.map { $0 / row.reduce(0, +) } }
    return w.indices.map { i in
      w.indices.filter { w[i][$0] > 0 }.map { j in
        let indirect = w.indices.filter { w[i][$0] > 0 && $0 != j }
          .reduce(0) { $0 + p[i][$1] * p[$1][j] }
        return pow(p[i][j] + indirect, 2)
      }
    }
  }

  /// Σ over coauthors j and others q of p(i, q)·m(j, q); not known without coauthors.
  private static func redundancies(_ graph: Graph) -> [Double] {
    let w = table(graph)
    return w.indices.map { i in
      let strength = w[i].reduce(0, +)
      var sum = strength > 0 ? 0 : Double.nan
      for j in w.indices where w[i][j] > 0 {
        for q in w.indices where q != i && q != j {
          sum += w[i][q] / strength * w[j][q] / (w[j].max() ?? 1)
        }
      }
      return sum
    }
  }

  /// Burt's (1992) inequality of the constraints: Σ r·ln r / (k·ln k), with r a constraint over
  /// the mean of the k; 1 for a single coauthor.
  private static func hierarchy(_ graph: Graph) -> [Double] {
    constraints(graph).map { parts in
      let k = Double(parts.count)
      if parts.count < 2 { return parts.isEmpty ? .nan : 1 }
      let ratios = parts.map { $0 / (parts.reduce(0, +) / k) }
      return ratios.reduce(0) { $0 + $1 * log($1) } / (k * log(k))
    }
  }

  /// The ordered pairs of coauthors of `i` who are coauthors.
  private static func triangles(_ w: [[Double]], _ i: Int) -> [(j: Int, h: Int)] {
    w.indices.flatMap { j in w.indices.map { (j: j, h: $0) } }
      .filter { w[i][$0.j] > 0 && w[i][$0.h] > 0 && w[$0.j][$0.h] > 0 }
  }

  private static func clustering(
    _ graph: Graph, total: (_ degree: Double, _ strength: Double) -> Double,
    triangle: (_ near: Double, _ far: Double, _ opposite: Double) -> Double
  ) -> [Double] {
    let w = table(graph)
    return w.indices.map { i in
      let degree = w[i].count { $0 > 0 }
      let sum = triangles(w, i).reduce(0) { $0 + triangle(w[i][$1.j], w[i][$1.h], w[$1.j][$1.h]) }
      return degree < 2 ? .nan : sum / total(Double(degree), w[i].reduce(0, +))
    }
  }

  /// The greatest k whose k-truss holds each edge, in the order of `edges`: takes edges of fewer
  /// than k − 2 triangles away until none is left, for each k anew.
  public static func edgeTrussNumbers(_ graph: Graph) -> [Int] {
    var truss = [Int](repeating: 2, count: graph.edges.count)
    for k in 3...max(3, graph.vertexCount) {
      var edges = graph.edges
      while true {
        let w = table(Graph(uncheckedVertexCount: graph.vertexCount, edges: edges))
        let kept = edges.filter { edge in
          w.indices.count { w[Int(edge.a)][$0] > 0 && w[Int(edge.b)][$0] > 0 } >= k - 2
        }
        if kept.count == edges.count { break }
        edges = kept
      }
      if edges.isEmpty { break }
      for (index, edge) in graph.edges.enumerated() where edges.contains(edge) { truss[index] = k }
    }
    return truss
  }

  private static func trussNumbers(_ graph: Graph) -> [Double] {
    var result = [Double](repeating: 0, count: graph.vertexCount)
    for (edge, truss) in zip(graph.edges, edgeTrussNumbers(graph)) {
      for v in [Int(edge.a), Int(edge.b)] { result[v] = max(result[v], Double(truss)) }
    }
    return result
  }

  /// The edges without which there are more components.
  public static func bridges(_ graph: Graph) -> [Edge] {
    let whole = componentSizes(graph).count
    return graph.edges.filter { edge in
      let rest = graph.edges.filter { $0 != edge }
      return componentSizes(Graph(uncheckedVertexCount: graph.vertexCount, edges: rest)).count
        > whole
    }
  }

  /// The numbers of vertices of the components, each found from its least vertex.
  private static func componentSizes(_ graph: Graph) -> [Int] {
    let reach = allPaths(graph).distance.map { row in row.indices.filter { row[$0] < .infinity } }
    return reach.indices.filter { reach[$0].first == $0 }.map { reach[$0].count }
  }

  /// How many more components there are without a vertex; −1 without an isolated one.
  private static func partsLeft(_ graph: Graph, without v: Int) -> Int {
    let kept = graph.edges.filter { Int($0.a) != v && Int($0.b) != v }
    // The vertex itself stays as a component of its own.
    return componentSizes(Graph(uncheckedVertexCount: graph.vertexCount, edges: kept)).count - 1
      - componentSizes(graph).count
  }

  /// The distances between the ordered pairs with a way between them.
  private static func distancesApart(_ graph: Graph) -> [Double] {
    allPaths(graph).distance.joined().filter { $0 > 0 && $0 < .infinity }
  }

  /// Pearson's correlation over both directions of all edges.
  private static func assortativity(_ graph: Graph) -> Double {
    let ends = graph.edges.flatMap { [(Int($0.a), Int($0.b)), (Int($0.b), Int($0.a))] }
      .map { (Double(graph.degree($0.0)), Double(graph.degree($0.1))) }
    let center = mean(ends.map(\.0))
    let variance = ends.reduce(0) { $0 + pow($1.0 - center, 2) }
    let covariance = ends.reduce(0) { $0 + ($1.0 - center) * ($1.1 - center) }
    return variance < 1e-12 ? .nan : covariance / variance
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }
}

extension Graph {
  fileprivate var vertices: Range<Int> { 0..<vertexCount }
}
