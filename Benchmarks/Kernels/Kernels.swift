import CollabAlgorithms
import CollabCore
import CollabGraph
import PlainCPlusPlus

extension Kernel {
  static let all: [Kernel] = [
    Kernel(
      name: "betweenness", limit: 5e9,
      run: { network, execution, _ in
        .scores(try vertexBetweenness(of: network.graph(), execution: execution))
      },
      check: checkBetweenness,
      plain: { plain($0, plain_betweenness) }),
    Kernel(
      name: "weighted betweenness", limit: 5e8,
      run: { network, execution, _ in
        .scores(
          try vertexBetweenness(of: weighted(network.graph()), alpha: 1, execution: execution))
      }),
    Kernel(
      name: "edge betweenness", limit: 5e8,
      run: { network, execution, _ in
        .scores(try edgeBetweenness(of: network.graph(), execution: execution))
      }),
    measure("approximate betweenness", "betweenness", ["epsilon": 0.005]),
    Kernel(
      name: "harmonic", limit: 2e10,
      run: { network, execution, _ in
        .scores(try distanceSums(of: network.graph(), execution: execution).map(\.inverses))
      },
      check: checkHarmonic),
    measure(
      "pagerank", "pagerank", ["tolerance": 1e-9], check: checkPageRank,
      plain: { graph in plain(graph) { plain_pagerank($0, 0.85, 1e-9, $1) } }),
    measure("eigenvector", "eigenvector", ["tolerance": 1e-9], check: checkEigenvector),
    measure("core number", "core-number"),
    measure("clustering", "clustering", plain: { plain($0, plain_clustering) }),
    Kernel(
      name: "components",
      run: { network, _, _ in
        let partition = connectedComponents(of: try network.graph())
        // Named by their least vertex, as in the other tool.
        var least = [Int?](repeating: nil, count: partition.count)
        return .scores(
          partition.community.enumerated().map { v, c in
            let name = least[Int(c)] ?? v
            least[Int(c)] = name
            return Double(name)
          })
      },
      plain: { graph in
        withRows(of: graph) { rows in
          [UInt32](unsafeUninitializedCapacity: graph.vertexCount) { least, count in
            plain_components(rows, least.baseAddress)
            count = graph.vertexCount
          }
        }.map(Double.init)
      }),
    communities("leiden, three rounds", "leiden", ["rounds": 3], check: checkConnected),
    communities("leiden, converged", "leiden", check: checkConnected),
    communities("louvain", "louvain"),
    communities("label propagation", "label-propagation"),
  ]

  private static func measure(
    _ name: String, _ id: String, _ settings: Settings = [:],
    check: @escaping @Sendable (Graph, Answer) -> String? = { _, _ in nil },
    plain: (@Sendable (Graph) -> [Double])? = nil
  ) -> Kernel {
    Kernel(
      name: name,
      run: { network, execution, _ in
        .scores(
          try Measures.all.entry(id).with(settings)
            .scores(of: network, execution: execution).values)
      }, check: check, plain: plain)
  }

  private static func communities(
    _ name: String, _ id: String, _ settings: Settings = [:],
    check: @escaping @Sendable (Graph, Answer) -> String? = { _, _ in nil }
  ) -> Kernel {
    Kernel(
      name: name,
      run: { network, execution, seed in
        .partition(
          try CommunityMethods.all.entry(id).with(settings)
            .partition(of: network, seed: seed, execution: execution).partition)
      }, check: check)
  }

  /// Weights from 1 to 5 that `peers.py` knows, too.
  private static func weighted(_ graph: Graph) throws -> Graph {
    try Graph(
      vertexCount: graph.vertexCount,
      edges: graph.edges.map {
        Edge($0.a, $0.b, weight: Double(1 + (Int($0.a) * 7 + Int($0.b) * 13) % 5))
      })
  }

  private static func plain(
    _ graph: Graph, _ kernel: (plain_graph, UnsafeMutablePointer<Double>?) -> Void
  ) -> [Double] {
    withRows(of: graph) { rows in
      [Double](unsafeUninitializedCapacity: graph.vertexCount) { scores, count in
        kernel(rows, scores.baseAddress)
        count = graph.vertexCount
      }
    }
  }

  private static func withRows<Value>(of graph: Graph, _ body: (plain_graph) -> Value) -> Value {
    graph.offsets.map(Int64.init).withUnsafeBufferPointer { offsets in
      graph.targets.withUnsafeBufferPointer { targets in
        body(
          plain_graph(
            count: Int64(graph.vertexCount), offsets: offsets.baseAddress,
            targets: targets.baseAddress))
      }
    }
  }
}
