import CollabCore
import CollabGraph

extension CommunityMethod {
  /// Label propagation: each author takes the label of most tie weight around, in random order,
  /// until nobody would change; labels that do not hang together are split at the end.
  static let labelPropagation = CommunityMethod(
    id: "label-propagation", summary: "labels spread along ties until each is its own majority's",
    parameters: [
      Parameter("sweeps", "the most sweeps over all authors", standard: 100, in: 1...1e6)
    ],
    reference: "Raghavan, Albert, Kumara, Phys. Rev. E 76:036106 (2007), "
      + "doi:10.1103/PhysRevE.76.036106"
  ) { input in
    let graph = input.graph
    let n = graph.vertexCount
    var random = SplitMix64(seed: input.seed)
    var label = Array(0..<UInt32(n))
    var order = label
    var isStale = [Bool](repeating: true, count: n)
    var tie = [Double](repeating: 0, count: n)
    var touched: [UInt32] = []
    var sweeps = 0, changed = true
    while changed, sweeps < Int(input["sweeps"]) {
      changed = false
      sweeps += 1
      random.shuffle(&order)
      for (index, vertex) in order.enumerated() where isStale[Int(vertex)] {
        if index & 0xffff == 0 { try input.execution.checkpoint() }
        let v = Int(vertex)
        isStale[v] = false
        for arc in graph.arcs(v) {
          let l = label[Int(graph.targets[arc])]
          if tie[Int(l)] == 0 { touched.append(l) }
          tie[Int(l)] += graph.weights[arc]
        }
        // Weights of one label may be added in another order than its equal's: rounding is no
        // reason to prefer it.
        let best = (touched.map { tie[Int($0)] }.max() ?? 0) * (1 - 1e-12)
        if tie[Int(label[v])] < best {
          let candidates = touched.filter { tie[Int($0)] >= best }
          label[v] = candidates[random.below(candidates.count)]
          changed = true
          for arc in graph.arcs(v) { isStale[Int(graph.targets[arc])] = true }
        }
        for l in touched { tie[Int(l)] = 0 }
        touched.removeAll(keepingCapacity: true)
      }
    }
    return CommunityOutcome(
      Partition(labels: graph.splitDisconnected(label)), iterations: sweeps, converged: !changed)
  }
}
