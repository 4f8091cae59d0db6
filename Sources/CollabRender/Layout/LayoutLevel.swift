import CollabGraph

/// A connected graph at one level of coarseness, in the single precision that layout needs.
struct LayoutLevel: Sendable {
  var offsets: [Int]
  var targets: [UInt32]
  var weights: [Float]
  /// How many vertices of the finest level each vertex stands for.
  var masses: [Float]

  var count: Int { masses.count }

  /// Joins vertices with their closest neighbours, at most four to a group.
  ///
  /// Heavy-edge matching stalls on stars and cliques, which coauthor graphs are made of, so a
  /// vertex may also join a group that is not full, and vertices left over beside the same
  /// neighbour join each other (Hu 2005, *Efficient, high-quality force-directed graph drawing*,
  /// Mathematica J. 10:37, on the stalling).
  ///
  /// - Returns: the group of each vertex, and the number of groups.
  /// - Complexity: O(*n* + *m*) time, O(*n*) space.
  func groups(communities: [UInt32]?) -> (group: [UInt32], count: Int) {
    let none = UInt32.max, limit: UInt8 = 4
    var group = [UInt32](repeating: none, count: count)
    var sizes: [UInt8] = []
    var leftOver = [UInt32](repeating: none, count: count)
    for v in byDegree() {
      if group[v] != none { continue }
      var best = -1, bestScore: Float = -1
      var closest = -1, closestScore: Float = -1
      for arc in offsets[v]..<offsets[v + 1] {
        let u = Int(targets[arc])
        var score = weights[arc] / masses[u]
        if let communities, communities[u] != communities[v] { score *= 0.1 }
        if score > closestScore { (closest, closestScore) = (u, score) }
        if group[u] != none, sizes[Int(group[u])] >= limit { continue }
        if score > bestScore { (best, bestScore) = (u, score) }
      }
      var own = none
      if best >= 0 {
        own = group[best]
        if own == none {
          own = UInt32(sizes.count)
          sizes.append(1)
          group[best] = own
        }
      } else if closest >= 0, leftOver[closest] != none,
        sizes[Int(leftOver[closest])] < limit
      {
        own = leftOver[closest]
      }
      if own == none {
        own = UInt32(sizes.count)
        sizes.append(0)
        if closest >= 0 { leftOver[closest] = own }
      }
      group[v] = own
      sizes[Int(own)] += 1
    }
    return (group, sizes.count)
  }

  /// The vertices by rising degree, equal ones by number.
  private func byDegree() -> [Int] {
    var starts = [Int](repeating: 0, count: count + 1)
    for v in 0..<count { starts[min(offsets[v + 1] - offsets[v], count - 1) + 1] += 1 }
    for d in 0..<count { starts[d + 1] += starts[d] }
    var order = [Int](repeating: 0, count: count)
    for v in 0..<count {
      let degree = min(offsets[v + 1] - offsets[v], count - 1)
      order[starts[degree]] = v
      starts[degree] += 1
    }
    return order
  }

  /// The graph of the groups: masses and weights add up, ties within a group vanish.
  ///
  /// - Complexity: O(*n* + *m*).
  func merged(_ group: [UInt32], count groups: Int) -> LayoutLevel {
    var starts = [Int](repeating: 0, count: groups + 1)
    for g in group { starts[Int(g) + 1] += 1 }
    for g in 0..<groups { starts[g + 1] += starts[g] }
    var members = [Int](repeating: 0, count: count)
    var cursor = starts
    for v in 0..<count {
      members[cursor[Int(group[v])]] = v
      cursor[Int(group[v])] += 1
    }
    var result = LayoutLevel(
      offsets: [0], targets: [], weights: [], masses: [Float](repeating: 0, count: groups))
    result.offsets.reserveCapacity(groups + 1)
    result.targets.reserveCapacity(targets.count)
    result.weights.reserveCapacity(targets.count)
    var slot = [Int](repeating: -1, count: groups)
    for g in 0..<groups {
      let first = result.targets.count
      for v in members[starts[g]..<starts[g + 1]] {
        result.masses[g] += masses[v]
        for arc in offsets[v]..<offsets[v + 1] {
          let other = Int(group[Int(targets[arc])])
          if other == g { continue }
          if slot[other] >= first {
            result.weights[slot[other]] += weights[arc]
          } else {
            slot[other] = result.targets.count
            result.targets.append(UInt32(other))
            result.weights.append(weights[arc])
          }
        }
      }
      result.offsets.append(result.targets.count)
    }
    return result
  }
}

/// Single-precision points.
struct Points: Sendable {
  var x: [Float]
  var y: [Float]

  init(count: Int) {
    x = [Float](repeating: 0, count: count)
    y = x
  }
}
