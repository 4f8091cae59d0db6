import CollabCore
import Foundation

extension MoveGraph {
  /// Leiden's refinement: divides each community, starting from single vertices, into parts that
  /// are connected and well tied to the rest of their community.
  ///
  /// A vertex that is still alone and well connected joins a well connected part of its community
  /// that it does not lose by, drawn with probability ∝ exp(gain / `randomness`). Communities are
  /// refined independently of each other, each with random numbers of its own, so that they can
  /// be spread over threads.
  ///
  /// - Parameters:
  ///   - community: the community of each vertex, `0..<communities`.
  ///   - randomness: in mean edge weights; 0 takes the greatest gain.
  /// - Returns: for each vertex the number of a vertex that stands for its part.
  /// - Complexity: O(*m*) expected time, O(*n*) space for each thread.
  func refined(
    _ community: [UInt32], communities: Int, penalty: Double, randomness: Double, seed: UInt64,
    execution: Execution
  ) throws(Cancellation) -> [UInt32] {
    let members = Members(of: community, groups: communities)
    var part = Array(0..<UInt32(count))
    var partMass = mass
    var cut = [Double](repeating: 0, count: count)
    var isAlone = [Bool](repeating: true, count: count)
    try part.withUnsafeMutableBufferPointer { part throws(Cancellation) in
      try partMass.withUnsafeMutableBufferPointer { partMass throws(Cancellation) in
        try cut.withUnsafeMutableBufferPointer { cut throws(Cancellation) in
          try isAlone.withUnsafeMutableBufferPointer { isAlone throws(Cancellation) in
            // Safe because a community writes only at places of its own vertices.
            nonisolated(unsafe) let parts = Parts(
              part: part, mass: partMass, cut: cut, isAlone: isAlone)
            _ = try execution.mapChunks(
              of: communities, size: 64, scratch: { Scratch(count: count) }
            ) { scratch, range in
              for c in range {
                let row = members.offsets[c]..<members.offsets[c + 1]
                if row.count == 1 { continue }
                scratch.order.removeAll(keepingCapacity: true)
                for index in row { scratch.order.append(members.vertices[index]) }
                var random = SplitMix64(seed: seed, stream: UInt64(c))
                random.shuffle(&scratch.order)
                refine(
                  parts, scratch: &scratch, community: community, penalty: penalty,
                  randomness: randomness, random: &random)
              }
            }
          }
        }
      }
    }
    return part
  }

  /// The state of the parts, all by the vertex that stands for a part.
  private struct Parts {
    var part: UnsafeMutableBufferPointer<UInt32>
    var mass: UnsafeMutableBufferPointer<Double>
    /// The weight between the part and the rest of its community.
    var cut: UnsafeMutableBufferPointer<Double>
    var isAlone: UnsafeMutableBufferPointer<Bool>
  }

  private struct Scratch {
    var order: [UInt32] = []
    var tie: [Double]
    var candidates: [(part: UInt32, gain: Double)] = []

    init(count: Int) { tie = [Double](repeating: 0, count: count) }
  }

  /// Refines the community whose vertices stand in `scratch.order`.
  private func refine(
    _ parts: Parts, scratch: inout Scratch, community: [UInt32], penalty: Double,
    randomness: Double, random: inout SplitMix64
  ) {
    let offsets = offsets.span, targets = targets.span, weights = weights.span
    let labels = community.span
    let own = community[Int(scratch.order[0])]
    var total = 0.0
    for v in scratch.order {
      let v = Int(v)
      total += mass[v]
      var inside = 0.0
      for arc in offsets[v]..<offsets[v + 1]
      where labels[unchecked: Int(targets[unchecked: arc])] == own {
        inside += weights[unchecked: arc]
      }
      parts.cut[v] = inside
    }
    func isWellConnected(_ p: Int) -> Bool {
      parts.cut[p] + leastGain >= penalty * parts.mass[p] * (total - parts.mass[p])
    }
    for v in scratch.order {
      let v = Int(v)
      guard parts.isAlone[v], isWellConnected(v) else { continue }
      scratch.candidates.removeAll(keepingCapacity: true)
      for arc in offsets[v]..<offsets[v + 1] {
        let u = Int(targets[unchecked: arc])
        if labels[unchecked: u] != own { continue }
        let p = parts.part[u]
        if scratch.tie[Int(p)] == 0 { scratch.candidates.append((p, 0)) }
        scratch.tie[Int(p)] += weights[unchecked: arc]
      }
      var best = 0.0
      for index in scratch.candidates.indices {
        let p = Int(scratch.candidates[index].part)
        let gain = scratch.tie[p] - penalty * mass[v] * parts.mass[p]
        scratch.candidates[index].gain = isWellConnected(p) ? gain : -.infinity
        if isWellConnected(p) { best = max(best, gain) }
      }
      if let chosen = draw(scratch.candidates, best: best, randomness, &random) {
        let p = Int(chosen)
        parts.part[v] = chosen
        parts.isAlone[v] = false
        parts.isAlone[p] = false
        parts.mass[p] += mass[v]
        parts.cut[p] += parts.cut[v] - 2 * scratch.tie[p]
      }
      for candidate in scratch.candidates { scratch.tie[Int(candidate.part)] = 0 }
    }
  }

  /// Draws a part with gain ≥ 0, or `nil` for staying alone, which gains 0.
  private func draw(
    _ candidates: [(part: UInt32, gain: Double)], best: Double, _ randomness: Double,
    _ random: inout SplitMix64
  ) -> UInt32? {
    guard randomness > 0 else {
      return best > 0 ? candidates.first { $0.gain == best }?.part : nil
    }
    // Relative to the best gain, so that exp cannot overflow.
    // Below e⁻⁴⁰ of it a share is never drawn, and most are below.
    func share(_ gain: Double) -> Double {
      if gain == best { return 1 }
      return gain < 0 || gain < best - 40 * randomness ? 0 : exp((gain - best) / randomness)
    }
    let sum = candidates.reduce(share(0)) { $0 + share($1.gain) }
    var rest = random.unit() * sum
    for candidate in candidates {
      rest -= share(candidate.gain)
      if rest < 0 { return candidate.part }
    }
    return nil
  }
}
