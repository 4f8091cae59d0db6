import CollabCore
import CollabGraph

extension CommunityMethod {
  /// Louvain for modularity; communities that do not hang together are split at the end.
  public static let louvain = CommunityMethod(
    id: "louvain", summary: "Louvain algorithm for modularity",
    parameters: [.resolution],
    reference: "Blondel, Guillaume, Lambiotte, Lefebvre, J. Stat. Mech. P10008 (2008), "
      + "doi:10.1088/1742-5468/2008/10/P10008"
  ) { input in
    var (level, penalty) = MoveGraph.make(
      input.graph, objective: .modularity, resolution: input[.resolution])
    var random = SplitMix64(seed: input.seed)
    var vertexOfLevel = Array(0..<UInt32(level.count))
    var levels = 0
    while true {
      var labels = Array(0..<UInt32(level.count))
      var order = labels
      random.shuffle(&order)
      _ = try level.moveLocally(
        &labels, penalty: penalty, order: order, execution: input.execution)
      levels += 1
      let communities = renumber(&labels, bound: level.count)
      for v in vertexOfLevel.indices { vertexOfLevel[v] = labels[Int(vertexOfLevel[v])] }
      if communities == level.count { break }
      level = try level.aggregated(by: labels, groups: communities, execution: input.execution)
    }
    return CommunityOutcome(
      Partition(labels: input.graph.splitDisconnected(vertexOfLevel)), iterations: levels,
      converged: true)
  }

  /// Louvain with another resolution than 1; larger values give smaller communities.
  public static func louvain(resolution: Double) -> CommunityMethod {
    louvain.with([.resolution: resolution])
  }
}
