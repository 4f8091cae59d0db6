import CollabCore
import CollabGraph

extension CommunityMethod {
  /// Label propagation: each author takes the label of most tie weight around, looked at again
  /// only when a coauthor took another one; labels that do not hang together are split at the end.
  public static let labelPropagation = CommunityMethod(
    id: "label-propagation", summary: "labels spread along ties until each is its own majority's",
    parameters: [.sweeps],
    reference: "Traag, Šubelj, Large network community detection by fast label propagation, "
      + "Sci. Rep. 13:2701 (2023), doi:10.1038/s41598-023-29610-z"
  ) { input in
    let graph = input.graph
    var random = SplitMix64(seed: input.seed)
    var label = Array(0..<UInt32(graph.vertexCount))
    let most = input[.sweeps] * Double(graph.vertexCount)
    let visits = try graph.propagateLabels(
      &label, most: most, random: &random, execution: input.execution)
    return CommunityOutcome(
      Partition(labels: graph.splitDisconnected(label)),
      iterations: visits.count / max(1, graph.vertexCount), converged: visits.converged)
  }

  /// Label propagation with another maximum number of visits per author than 100.
  public static func labelPropagation(sweeps: Double) -> CommunityMethod {
    labelPropagation.with([.sweeps: sweeps])
  }
}

extension Parameter {
  fileprivate static let sweeps = Parameter(
    "sweeps", "the most visits per author, on average", default: 100, in: 1...1e6)
}

extension Graph {
  /// Visits vertices in random order, then those with a neighbour that took another label than
  /// theirs, until none is left.
  ///
  /// A label is drawn among the greatest also where the vertex has one of them: staying put would
  /// leave many small communities.
  ///
  /// - Returns: the number of visits, and whether they ended before `most`.
  /// - Complexity: O(*m*) time a sweep, 21 bytes a vertex.
  fileprivate func propagateLabels(
    _ labels: inout [UInt32], most: Double, random: inout SplitMix64, execution: Execution
  ) throws(Cancellation) -> (count: Int, converged: Bool) {
    let n = vertexCount
    var order = labels
    random.shuffle(&order)
    var queue = VertexQueue(order, size: n)
    var tieArray = [Double](repeating: 0, count: n)
    var touchedArray = [UInt32](repeating: 0, count: n)
    let offsets = offsets.span, targets = targets.span, weights = weights.span
    var label = labels.mutableSpan
    var tie = tieArray.mutableSpan
    var touched = touchedArray.mutableSpan
    var visits = 0
    // Unchecked below: vertices, targets and labels are all below n.
    while !queue.isEmpty, Double(visits) < most {
      if visits & 0xffff == 0 { try execution.checkpoint() }
      visits += 1
      let v = queue.removeFirst()
      let row = offsets[unchecked: v]..<offsets[unchecked: v + 1]
      if row.isEmpty { continue }
      var count = 0
      var greatest = 0.0
      for arc in row {
        let l = label[unchecked: Int(targets[unchecked: arc])]
        if tie[unchecked: Int(l)] == 0 {
          touched[unchecked: count] = l
          count += 1
        }
        tie[unchecked: Int(l)] += weights[unchecked: arc]
        greatest = max(greatest, tie[unchecked: Int(l)])
      }
      // Weights of one label may be added in another order than its equal's: rounding is no
      // reason to prefer it.
      let least = greatest * (1 - 1e-12)
      var equals = 0
      for index in 0..<count {
        let l = touched[unchecked: index]
        if tie[unchecked: Int(l)] >= least {
          touched[unchecked: equals] = l
          equals += 1
        }
        tie[unchecked: Int(l)] = 0
      }
      let chosen = touched[unchecked: equals == 1 ? 0 : random.below(equals)]
      if chosen == label[unchecked: v] { continue }
      label[unchecked: v] = chosen
      for arc in row {
        let u = Int(targets[unchecked: arc])
        if label[unchecked: u] != chosen { queue.append(u) }
      }
    }
    return (visits, queue.isEmpty)
  }
}
