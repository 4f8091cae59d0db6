import CollabCore

/// The least gain, in mean edge weights, that counts: below it lies rounding.
let leastGain = 1e-10

extension MoveGraph {
  /// Moves vertices between communities until none gains by moving: Leiden's fast local moving,
  /// which looks again only at vertices whose neighbourhood changed.
  ///
  /// - Parameters:
  ///   - community: the community of each vertex, below ``count``; changed in place.
  ///   - penalty: the factor of the product of masses.
  ///   - order: the vertices to visit first, each once, in the order of these visits.
  /// - Returns: what the quality gained.
  /// - Complexity: O(*m*) time a sweep, O(*n*) space.
  func moveLocally(
    _ community: inout [UInt32], penalty: Double, order: [UInt32], execution: Execution
  ) throws(Cancellation) -> Double {
    let n = count
    var communityMassArray = [Double](repeating: 0, count: n)
    var sizeArray = [UInt32](repeating: 0, count: n)
    for v in 0..<n {
      communityMassArray[Int(community[v])] += mass[v]
      sizeArray[Int(community[v])] += 1
    }
    var empty = (0..<UInt32(n)).filter { sizeArray[Int($0)] == 0 }
    var queue = VertexQueue(order, size: n)
    var tieArray = [Double](repeating: 0, count: n)
    var touchedArray = [UInt32](repeating: 0, count: n)

    let offsets = offsets.span, targets = targets.span, weights = weights.span, mass = mass.span
    var labels = community.mutableSpan
    var communityMass = communityMassArray.mutableSpan
    var size = sizeArray.mutableSpan
    var tie = tieArray.mutableSpan
    var touched = touchedArray.mutableSpan
    var visits = 0
    var gained = 0.0

    // Unchecked below: vertices, targets and labels are all below n.
    while !queue.isEmpty {
      visits += 1
      if visits & 0xffff == 0 { try execution.checkpoint() }
      let v = queue.removeFirst()
      let from = labels[unchecked: v]
      let row = offsets[unchecked: v]..<offsets[unchecked: v + 1]
      var touchedCount = 0
      for arc in row {
        let label = labels[unchecked: Int(targets[unchecked: arc])]
        if tie[unchecked: Int(label)] == 0 {
          touched[unchecked: touchedCount] = label
          touchedCount += 1
        }
        tie[unchecked: Int(label)] += weights[unchecked: arc]
      }
      let own = mass[unchecked: v]
      let factor = penalty * own
      let stay = tie[unchecked: Int(from)] - factor * (communityMass[unchecked: Int(from)] - own)
      var best = stay + leastGain
      var to = from
      for index in 0..<touchedCount {
        let label = touched[unchecked: index]
        let gain = tie[unchecked: Int(label)] - factor * communityMass[unchecked: Int(label)]
        tie[unchecked: Int(label)] = 0
        if gain > best, label != from {
          best = gain
          to = label
        }
      }
      if best < -leastGain, size[unchecked: Int(from)] > 1, let label = empty.popLast() {
        best = 0
        to = label
      }
      if to == from { continue }
      gained += best - stay
      communityMass[unchecked: Int(from)] -= own
      communityMass[unchecked: Int(to)] += own
      size[unchecked: Int(to)] += 1
      size[unchecked: Int(from)] -= 1
      if size[unchecked: Int(from)] == 0 {
        communityMass[unchecked: Int(from)] = 0
        empty.append(from)
      }
      labels[unchecked: v] = to
      for arc in row {
        let u = Int(targets[unchecked: arc])
        if labels[unchecked: u] != to { queue.append(u) }
      }
    }
    return gained
  }
}

/// Numbers labels `0..<count` by their first appearance; labels are below `bound`.
///
/// - Returns: the number of labels.
func renumber(_ labels: inout [UInt32], bound: Int) -> Int {
  var number = [UInt32](repeating: .max, count: bound)
  var count: UInt32 = 0
  for v in labels.indices {
    let label = Int(labels[v])
    if number[label] == .max {
      number[label] = count
      count += 1
    }
    labels[v] = number[label]
  }
  return Int(count)
}

extension SplitMix64 {
  /// Brings the elements into an order drawn evenly (Fisher and Yates).
  mutating func shuffle(_ elements: inout [UInt32]) {
    for index in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(index, below(index + 1))
    }
  }
}
