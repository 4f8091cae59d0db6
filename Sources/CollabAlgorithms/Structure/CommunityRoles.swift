import CollabCore
import CollabGraph

/// What part each author plays in the communities of a partition.
///
/// Weights count as strengths.
///
/// Guimerà and Amaral, *Functional cartography of complex metabolic networks*, Nature 433:895
/// (2005), doi:10.1038/nature03288.
public struct CommunityRoles: Sendable, Equatable {
  /// 1 − Σ over communities of (the share of the author's strength that goes there)²: 0 where all
  /// ties stay in one community; `nan` without ties.
  public let participation: [Double]
  /// The author's strength inside their community, less the community's mean, in the community's
  /// standard deviations (over all its members); `nan` where all members are equal.
  public let withinModuleZ: [Double]

  /// Measures the roles.
  ///
  /// - Throws: ``/CollabCore/OptionError`` for a partition of another number of authors.
  /// - Complexity: O(*n* + *m*) time, O(*n*) space.
  public init(of partition: Partition, in graph: Graph) throws(OptionError) {
    try partition.check(count: graph.vertexCount)
    let community = partition.community
    var toward = [Double](repeating: 0, count: partition.count)
    var inside = [Double](repeating: 0, count: graph.vertexCount)
    participation = (0..<graph.vertexCount).map { v in
      for arc in graph.arcs(v) {
        toward[Int(community[Int(graph.targets[arc])])] += graph.weights[arc]
      }
      inside[v] = toward[Int(community[v])]
      let strength = graph.strength(v)
      var squares = 0.0
      for arc in graph.arcs(v) {
        let c = Int(community[Int(graph.targets[arc])])
        let share = toward[c] / strength
        squares += share * share
        toward[c] = 0
      }
      return graph.degree(v) == 0 ? .nan : 1 - squares
    }
    let sizes = partition.sizes.map(Double.init)
    var mean = [Double](repeating: 0, count: partition.count)
    var variance = mean
    for v in inside.indices { mean[Int(community[v])] += inside[v] / sizes[Int(community[v])] }
    for v in inside.indices {
      let c = Int(community[v])
      variance[c] += (inside[v] - mean[c]) * (inside[v] - mean[c]) / sizes[c]
    }
    withinModuleZ = inside.indices.map { v in
      let c = Int(community[v])
      // Rounding of the mean is no deviation.
      guard variance[c] > 1e-24 * mean[c] * mean[c] else { return .nan }
      return (inside[v] - mean[c]) / variance[c].squareRoot()
    }
  }
}
