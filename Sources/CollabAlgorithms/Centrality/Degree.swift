import CollabGraph

extension Measure {
  /// The number of coauthors.
  static let degree = Measure(
    id: "degree", summary: "number of coauthors", weights: .ignored, isCount: true,
    reference: "Freeman, Centrality in social networks, Social Networks 1:215 (1979)"
  ) { input in
    let graph = input.network.graph
    return Scores((0..<graph.vertexCount).map { Double(graph.degree($0)) })
  }
}
