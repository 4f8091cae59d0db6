import CollabAlgorithms
import CollabCore
import CollabGraph
import CollabTestSupport
import Testing

/// Kernels against the definitions, on every graph of up to five vertices, a share of those with
/// six, and random ones with works, weights and several components.
@Suite struct SmallGraphTests {
  static let graphs: [Graph] =
    (0...5).flatMap { Array(TestGraphs.all(vertices: $0)) }
    + TestGraphs.all(vertices: 6).enumerated().filter { $0.offset % 13 == 0 }.map(\.element)
  static let weighted: [Graph] =
    graphs.enumerated().filter { $0.offset % 5 == 0 }.map {
      $0.element.weighted(seed: UInt64($0.offset))
    }
    + (0..<20).map { TestGraphs.papers(authors: 30, works: 30, seed: $0).graph }

  @Test func betweenness() throws {
    for graph in Self.graphs + Self.weighted {
      expect(try vertexBetweenness(of: graph, execution: .serial), Naive.betweenness(graph), graph)
    }
    for graph in Self.weighted {
      let computed = try vertexBetweenness(of: graph, alpha: 1, execution: .serial)
      expect(computed, Naive.betweenness(graph, alpha: 1), graph)
    }
  }

  @Test(arguments: [0.0, 1])
  func edges(alpha: Double) throws {
    for graph in Self.weighted {
      let computed = try edgeBetweenness(of: graph, alpha: alpha, execution: .serial)
      expect(computed, Naive.edgeBetweenness(graph, alpha: alpha), graph)
    }
  }

  @Test(arguments: [0.0, 1])
  func closeness(alpha: Double) throws {
    for graph in alpha == 0 ? Self.graphs + Self.weighted : Self.weighted {
      let network = Network(graph: graph)
      let settings = ["alpha": alpha]
      let closeness = try Measures.all.entry("closeness").scores(
        of: network, settings: settings, execution: .serial)
      expect(closeness.values, Naive.closeness(graph, alpha: alpha), graph)
      let harmonic = try Measures.all.entry("harmonic").scores(
        of: network, settings: settings, execution: .serial)
      expect(harmonic.values, Naive.harmonic(graph, alpha: alpha), graph)
    }
  }

  @Test func coreNumber() throws {
    for graph in Self.graphs + Self.weighted {
      expect(try coreNumbers(of: graph).map(Double.init), Naive.coreNumbers(graph), graph)
    }
  }

  @Test func pageRank() throws {
    for graph in Self.weighted where graph.vertexCount > 0 {
      let scores = try Measures.all.entry("pagerank").scores(
        of: Network(graph: graph), execution: .serial)
      expect(scores.values, Naive.pageRank(graph), graph)
      #expect(abs(scores.values.reduce(0, +) - 1) < 1e-12)
    }
  }

  /// A·x = λ·x, no entry negative, unit length, and no component with a greater eigenvalue: the
  /// Rayleigh quotient of any vector, here of each component's own, is at most λ.
  @Test func eigenvector() throws {
    let measure = try Measures.all.entry("eigenvector")
    for graph in Self.graphs + Self.weighted where graph.edgeCount > 0 {
      let scores = try measure.scores(of: Network(graph: graph), execution: .serial)
      #expect(scores.converged)
      let x = scores.values
      let image = multiply(graph, x)
      let value = zip(x, image).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(x.reduce(0) { $0 + $1 * $1 } - 1) < 1e-12)
      for v in x.indices {
        #expect(x[v] >= 0)
        #expect(abs(image[v] - value * x[v]) < 1e-8)
      }
      var y = [Double](repeating: 1, count: x.count)
      for _ in 0..<60 {
        let step = multiply(graph, y)
        y = zip(step, y).map { $0 + $1 }
        let norm = y.reduce(0) { $0 + $1 * $1 }.squareRoot()
        y = y.map { $0 / norm }
      }
      let rival = zip(y, multiply(graph, y)).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(rival <= value * (1 + 1e-9))
    }
  }

  /// x = αAx + 1, scaled to unit length, for α = 0.85/λ.
  @Test func katz() throws {
    for graph in Self.weighted where graph.edgeCount > 0 {
      let network = Network(graph: graph)
      let x = try Measures.all.entry("katz").scores(of: network, execution: .serial).values
      let e = try Measures.all.entry("eigenvector").scores(of: network, execution: .serial).values
      let value = zip(e, multiply(graph, e)).reduce(0) { $0 + $1.0 * $1.1 }
      let rest = zip(x, multiply(graph, x)).map { $0 - 0.85 / value * $1 }
      for r in rest { #expect(abs(r - rest[0]) < 1e-9) }
      #expect(rest[0] > 0)
    }
  }

  private func multiply(_ graph: Graph, _ x: [Double]) -> [Double] {
    (0..<graph.vertexCount).map { v in
      graph.arcs(v).reduce(0) { $0 + graph.weights[$1] * x[Int(graph.targets[$1])] }
    }
  }

  private func expect(_ computed: [Double], _ expected: [Double], _ graph: Graph) {
    let agree = zip(computed, expected).allSatisfy {
      abs($0 - $1) <= 1e-9 * max(abs($0), abs($1), 1)
    }
    #expect(agree && computed.count == expected.count, "\(computed) for \(expected) on \(graph)")
  }
}
