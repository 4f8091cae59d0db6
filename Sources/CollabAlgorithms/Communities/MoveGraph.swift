import CollabCore
import CollabGraph

/// The graph that communities are moved about in: rows of neighbours without loops, and a mass
/// for each vertex.
///
/// With masses *a* and a penalty γ the quality of a partition is the sum over its communities of
/// (weight inside) − γ/2·(mass)². For modularity the mass is the strength and the penalty the
/// resolution over the total strength; for the constant Potts model the mass is the number of
/// authors. Weight inside an aggregated vertex never changes a move, so loops are not kept.
struct MoveGraph {
  var offsets: [Int]
  var targets: [UInt32]
  var weights: [Double]
  var mass: [Double]

  var count: Int { mass.count }

  /// The graph whose vertices are the groups of `group`, numbered `0..<groups`.
  ///
  /// The rows come out in the order in which members, and their neighbours, are met.
  ///
  /// - Complexity: O(*n* + *m*) time and space, and O(*n*) space for each thread.
  func aggregated(
    by group: [UInt32], groups: Int, execution: Execution
  ) throws(Cancellation) -> MoveGraph {
    let members = Members(of: group, groups: groups)
    let chunks = try execution.mapChunks(
      of: groups, size: 256, scratch: { [Int](repeating: -1, count: groups) }
    ) { slot, range in
      aggregatedRows(of: range, members: members, group: group, slot: &slot)
    }
    return MoveGraph(joining: chunks)
  }

  /// The rows of some groups.
  ///
  /// - Parameter slot: for each group -1, before and after; its place in the row in between.
  private func aggregatedRows(
    of range: Range<Int>, members: Members, group: [UInt32], slot: inout [Int]
  ) -> MoveGraph {
    let offsets = offsets.span, targets = targets.span, weights = weights.span
    let group = group.span
    var slot = slot.mutableSpan
    let most = (members.offsets[range.lowerBound]..<members.offsets[range.upperBound]).reduce(0) {
      $0 + offsets[Int(members.vertices[$1]) + 1] - offsets[Int(members.vertices[$1])]
    }
    // As long as can be, and cut at the end: appending costs more than all else here.
    var rowTargets = [UInt32](repeating: 0, count: most)
    var rowWeights = [Double](repeating: 0, count: most)
    var rowOffsets = [0], rowMass: [Double] = []
    var heads = rowTargets.mutableSpan, sums = rowWeights.mutableSpan
    var end = 0
    for g in range {
      let first = end
      var sum = 0.0
      for index in members.offsets[g]..<members.offsets[g + 1] {
        let v = Int(members.vertices[index])
        sum += mass[v]
        // Unchecked: targets are vertices, groups are below the length of `slot`, and a row has
        // no more places than its members have arcs.
        for arc in offsets[v]..<offsets[v + 1] {
          let other = Int(group[unchecked: Int(targets[unchecked: arc])])
          if other == g { continue }
          let place = slot[unchecked: other]
          if place < first {
            slot[unchecked: other] = end
            heads[unchecked: end] = UInt32(other)
            sums[unchecked: end] = weights[unchecked: arc]
            end += 1
          } else {
            sums[unchecked: place] += weights[unchecked: arc]
          }
        }
      }
      // Places of these rows mean nothing in the rows of another chunk.
      for place in first..<end { slot[unchecked: Int(heads[unchecked: place])] = -1 }
      rowMass.append(sum)
      rowOffsets.append(end)
    }
    rowTargets.removeSubrange(end...)
    rowWeights.removeSubrange(end...)
    return MoveGraph(
      offsets: rowOffsets, targets: rowTargets, weights: rowWeights, mass: rowMass)
  }

  /// The same graph with vertex `order[i]` called `i`; `order` holds every vertex once.
  ///
  /// - Complexity: O(*n* + *m*) time and space.
  func reordered(_ order: [UInt32]) -> MoveGraph {
    var name = [UInt32](repeating: 0, count: count)
    for (index, v) in order.enumerated() { name[Int(v)] = UInt32(index) }
    var result = MoveGraph(offsets: [0], targets: [], weights: [], mass: [])
    result.offsets.reserveCapacity(count + 1)
    result.targets.reserveCapacity(targets.count)
    result.weights.reserveCapacity(targets.count)
    result.mass.reserveCapacity(count)
    for v in order {
      let v = Int(v)
      for arc in offsets[v]..<offsets[v + 1] {
        result.targets.append(name[Int(targets[arc])])
        result.weights.append(weights[arc])
      }
      result.offsets.append(result.targets.count)
      result.mass.append(mass[v])
    }
    return result
  }
}

extension MoveGraph {
  /// The rows of some graphs, one after the other.
  fileprivate init(joining parts: [MoveGraph]) {
    self.init(offsets: [0], targets: [], weights: [], mass: [])
    let arcs = parts.reduce(0) { $0 + $1.targets.count }
    targets.reserveCapacity(arcs)
    weights.reserveCapacity(arcs)
    for part in parts {
      let first = targets.count
      for end in part.offsets.dropFirst() { offsets.append(first + end) }
      targets += part.targets
      weights += part.weights
      mass += part.mass
    }
  }
}

/// The vertices of each group, ascending.
struct Members {
  var offsets: [Int]
  var vertices: [UInt32]

  /// Sorts vertices by their group in O(*n*).
  init(of group: [UInt32], groups: Int) {
    offsets = [Int](repeating: 0, count: groups + 1)
    for g in group { offsets[Int(g) + 1] += 1 }
    for g in 0..<groups { offsets[g + 1] += offsets[g] }
    var cursor = offsets
    vertices = [UInt32](repeating: 0, count: group.count)
    for v in 0..<group.count {
      let g = Int(group[v])
      vertices[cursor[g]] = UInt32(v)
      cursor[g] += 1
    }
  }
}

/// What a community method optimises.
enum CommunityObjective {
  /// Newman and Girvan's modularity with Reichardt and Bornholdt's resolution.
  case modularity
  /// Traag, Van Dooren and Nesterov's constant Potts model.
  case constantPotts
}

extension MoveGraph {
  /// The move graph of a coauthor graph and its penalty.
  ///
  /// Weights are divided by their mean, so that weights in another unit change no decision.
  static func make(
    _ graph: Graph, objective: CommunityObjective, resolution: Double
  ) -> (graph: MoveGraph, penalty: Double) {
    let n = graph.vertexCount
    let total = graph.weights.reduce(0, +)
    let unit = total > 0 ? total / Double(graph.targets.count) : 1
    let weights = graph.weights.map { $0 / unit }
    switch objective {
    case .modularity:
      var mass = [Double](repeating: 0, count: n)
      var sum = 0.0
      for v in 0..<n {
        for arc in graph.arcs(v) { mass[v] += weights[arc] }
        sum += mass[v]
      }
      let moves = MoveGraph(
        offsets: graph.offsets, targets: graph.targets, weights: weights, mass: mass)
      return (moves, sum > 0 ? resolution / sum : 0)
    case .constantPotts:
      let moves = MoveGraph(
        offsets: graph.offsets, targets: graph.targets, weights: weights,
        mass: [Double](repeating: 1, count: n))
      return (moves, resolution / unit)
    }
  }
}
