import CollabAlgorithms
import CollabCore
import CollabGraph
import CollabTestSupport
import Testing

/// Kernels against the definitions, on one graph of each class of up to six vertices, under two
/// namings of its vertices, and on random ones with works, weights and several components.
@Suite struct SmallGraphTests {
  static let classes: [Graph] = (0...6).flatMap(TestGraphs.classes)
  static let graphs: [Graph] =
    classes
    + classes.enumerated().map { index, graph in
      var random = SplitMix64(seed: UInt64(index))
      return graph.relabelled((0..<UInt32(graph.vertexCount)).shuffled(using: &random))
    }
  static let weighted: [Graph] =
    graphs.enumerated().filter { $0.element.edgeCount > 0 }.map {
      $0.element.weighted(seed: UInt64($0.offset))
    }
    + (0..<10).map { TestGraphs.coauthors(authors: 30, works: 30, seed: $0) }

  /// Sequence A000088 of the On-Line Encyclopedia of Integer Sequences.
  @Test func thereAreAsManyClassesAsKnown() {
    #expect((0...6).map { TestGraphs.classes(vertices: $0).count } == [1, 1, 2, 4, 11, 34, 156])
  }

  /// Measures that look at works alone have tests of their own.
  @Test(arguments: Measures.all.entries.filter { $0.weights != .none })
  func everyMeasureIsItsDefinition(measure: Measure) throws {
    let naive = try #require(Naive.measures[measure.id], "no definition of \(measure.id)")
    // How far an eigenvector is off is the residual over the gap to the next eigenvalue.
    let isIterative = measure.parameters.contains { $0.name == "tolerance" }
    for graph in Self.graphs + Self.weighted {
      let computed = try measure.with(isIterative ? ["tolerance": 1e-13] : [:])
        .scores(of: graph, execution: .serial)
      #expect(computed.converged)
      expect(computed.values, naive(graph), graph)
    }
  }

  /// Those that look at works, and the small-world coefficients and the exponent of the tail, have
  /// tests of their own.
  @Test(arguments: Naive.networkMeasures.keys.sorted())
  func everyNetworkMeasureIsItsDefinition(id: String) throws {
    let naive = try #require(Naive.networkMeasures[id])
    for graph in Self.graphs + Self.weighted {
      let computed = try NetworkMeasures.all.entry(id).value(
        of: Network(graph: graph), execution: .serial)
      expect([computed], [naive(graph)], graph)
    }
  }

  @Test func weightedBetweenness() throws {
    for graph in Self.weighted {
      let computed = try vertexBetweenness(of: graph, alpha: 1, execution: .serial)
      expect(computed, Naive.betweenness(graph, alpha: 1), graph)
    }
  }

  /// Ties 1, 10⁻²⁴ and 1 long: the middle one does not change the sum that it is added to.
  @Test func aTieTooShortToAddToAWayStillLeadsOn() throws {
    let edges = [Edge(0, 1), Edge(1, 2, weight: 1000), Edge(2, 3)]
    let path = Graph(uncheckedVertexCount: 4, edges: edges)
    #expect(try vertexBetweenness(of: path, alpha: 8, execution: .serial) == [0, 2, 2, 0])
    #expect(try edgeBetweenness(of: path, alpha: 8, execution: .serial) == [3, 4, 3])
  }

  /// Two cliques of m with k vertices on the way: the i-th of these has m + i − 1 and m + k − i
  /// authors at its sides, the two ends of the way have m − 1 and m + k, and nobody else is needed.
  @Test(arguments: [(3, 0), (5, 1), (4, 4)])
  func barbells(m: Int, k: Int) throws {
    let graph = TestGraphs.barbell(m, between: k)
    var expected = [Double](repeating: 0, count: 2 * m + k)
    for place in 0..<k + 2 {
      expected[m - 1 + place] = Double((m - 1 + place) * (m + k - place))
    }
    expect(try vertexBetweenness(of: graph, execution: .serial), expected, graph)
    let alongEdges = try edgeBetweenness(of: graph, execution: .serial)
    for (edge, score) in zip(graph.edges, alongEdges) {
      let first = Int(edge.a) - (m - 1)
      // An edge of a clique has the pair of its ends, and one end's pairs with all beyond.
      let isInClique = first < 0 || first > k
      let isAtDoor = first < 0 ? edge.b == m - 1 : edge.a == m + k
      let pairs = isInClique ? 1 + (isAtDoor ? m + k : 0) : (m + first) * (m + k - first)
      #expect(score == Double(pairs))
    }
  }

  @Test(arguments: [0.0, 1])
  func edges(alpha: Double) throws {
    for graph in Self.weighted {
      let computed = try edgeBetweenness(of: graph, alpha: alpha, execution: .serial)
      expect(computed, Naive.edgeBetweenness(graph, alpha: alpha), graph)
    }
  }

  @Test func weightedCloseness() throws {
    for graph in Self.weighted {
      for (id, naive) in [
        ("closeness", Naive.closeness(graph, alpha: 1)),
        ("harmonic", Naive.harmonic(graph, alpha: 1)),
      ] {
        let scores = try Measures.all.entry(id).with(["alpha": 1])
          .scores(of: graph, execution: .serial)
        expect(scores.values, naive, graph)
      }
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

  private func multiply(_ graph: Graph, _ x: [Double]) -> [Double] {
    (0..<graph.vertexCount).map { v in
      graph.arcs(v).reduce(0) { $0 + graph.weights[$1] * x[Int(graph.targets[$1])] }
    }
  }

  private func expect(_ computed: [Double], _ expected: [Double], _ graph: Graph) {
    let agree = zip(computed, expected).allSatisfy {
      $0.isNaN && $1.isNaN || abs($0 - $1) <= 1e-9 * max(abs($0), abs($1), 1)
    }
    #expect(agree && computed.count == expected.count, "\(computed) for \(expected) on \(graph)")
  }
}
