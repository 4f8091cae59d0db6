import CollabCore
import CollabGraph

/// The greatest number of steps between two authors of the same component; 0 without ties.
///
/// Bounds on every vertex's eccentricity are kept and tightened by searches from vertices with the
/// least lower or the greatest upper bound in turn, until the greatest lower bound is met: on
/// collaboration networks after some dozen searches. Components are taken by falling size, and
/// those too small to matter are not searched at all.
///
/// Takes and Kosters, *Determining the diameter of small world networks*, CIKM 2011,
/// doi:10.1145/2063576.2063748.
///
/// - Complexity: O(*n*·*m*) time at worst, O(*n*) space.
public func diameter(of graph: Graph, execution: Execution) throws(Cancellation) -> Int {
  let components = try connectedComponents(of: graph, execution: execution)
  var search = StepSearch(vertexCount: graph.vertexCount)
  var best = 0
  for members in components.members {
    // A component of k vertices has no path of more than k − 1 steps.
    if members.count - 1 <= best { break }
    var low = [Int](repeating: 0, count: members.count)
    var high = [Int](repeating: members.count - 1, count: members.count)
    var open = Array(members.indices)
    var takesHigh = true
    while !open.isEmpty {
      try execution.checkpoint()
      let chosen =
        takesHigh
        ? open.max {
          (high[$0], graph.degree(members[$0]), $1) < (high[$1], graph.degree(members[$1]), $0)
        }
        : open.min {
          (low[$0], graph.degree(members[$1]), $0) < (low[$1], graph.degree(members[$0]), $1)
        }
      guard let chosen else { break }
      takesHigh.toggle()
      let eccentricity = search.run(graph, from: members[chosen])
      best = max(best, eccentricity)
      for index in open {
        let distance = Int(search.steps[members[index]])
        low[index] = max(low[index], eccentricity - distance, distance)
        high[index] = min(high[index], eccentricity + distance)
        best = max(best, low[index])
      }
      open.removeAll { $0 == chosen || high[$0] <= best }
    }
  }
  return best
}

/// Breadth-first search that is used again and again.
private struct StepSearch {
  /// The steps from the source; −1 out of reach.
  private(set) var steps: [Int32]
  /// The vertices in reach, nearest first.
  private(set) var order: [UInt32] = []

  init(vertexCount: Int) { steps = [Int32](repeating: -1, count: vertexCount) }

  /// Searches from a vertex; returns the steps to the farthest one.
  mutating func run(_ graph: Graph, from source: Int) -> Int {
    for v in order { steps[Int(v)] = -1 }
    order.removeAll(keepingCapacity: true)
    steps[source] = 0
    order.append(UInt32(source))
    var head = 0
    while head < order.count {
      let v = Int(order[head])
      head += 1
      for arc in graph.arcs(v) {
        let u = Int(graph.targets[arc])
        if steps[u] < 0 {
          steps[u] = steps[v] + 1
          order.append(UInt32(u))
        }
      }
    }
    return Int(steps[Int(order[order.count - 1])])
  }
}
