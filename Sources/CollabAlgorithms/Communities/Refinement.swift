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
    // Safe to share because a community writes only at places of its own vertices.
    let parts = Parts(mass: mass)
    defer { parts.deallocate() }
    _ = try execution.mapChunks(
      of: communities, size: 4, scratch: { Scratch(count: count) }
    ) { scratch, range in
      for c in range {
        let row = members.offsets[c]..<members.offsets[c + 1]
        if row.count == 1 { continue }
        scratch.order.removeAll(keepingCapacity: true)
        scratch.order.append(contentsOf: members.vertices[row])
        var random = SplitMix64(seed: seed, stream: UInt64(c))
        random.shuffle(&scratch.order)
        refine(
          parts, scratch, community: community, penalty: penalty,
          randomness: randomness, random: &random)
      }
    }
    return Array(UnsafeBufferPointer(start: parts.part, count: count))
  }

  /// The state of the parts, all by the vertex that stands for a part.
  private struct Parts {
    let part: UnsafeMutablePointer<UInt32>
    let mass: UnsafeMutablePointer<Double>
    /// The weight between the part and the rest of its community.
    let cut: UnsafeMutablePointer<Double>
    let isAlone: UnsafeMutablePointer<Bool>

    /// Every vertex is a part.
    init(mass masses: [Double]) {
      part = .allocate(capacity: masses.count)
      mass = .allocate(capacity: masses.count)
      cut = .allocate(capacity: masses.count)
      isAlone = .allocate(capacity: masses.count)
      for v in masses.indices {
        part[v] = UInt32(v)
        mass[v] = masses[v]
        cut[v] = 0
        isAlone[v] = true
      }
    }

    func deallocate() {
      part.deallocate()
      mass.deallocate()
      cut.deallocate()
      isAlone.deallocate()
    }
  }

  private final class Scratch {
    var order: [UInt32] = []
    /// For each vertex 0, before and after a visit.
    let tie: UnsafeMutablePointer<Double>
    let candidates: UnsafeMutablePointer<UInt32>
    let gains: UnsafeMutablePointer<Double>

    init(count: Int) {
      tie = .allocate(capacity: count)
      tie.initialize(repeating: 0, count: count)
      candidates = .allocate(capacity: count)
      gains = .allocate(capacity: count)
    }

    deinit {
      tie.deallocate()
      candidates.deallocate()
      gains.deallocate()
    }
  }

  /// Refines the community whose vertices stand in `scratch.order`.
  private func refine(
    _ parts: Parts, _ scratch: Scratch, community: [UInt32], penalty: Double,
    randomness: Double, random: inout SplitMix64
  ) {
    let offsets = offsets.span, targets = targets.span, weights = weights.span, mass = mass.span
    let vertices = scratch.order
    let labels = community.span, order = vertices.span
    let (tie, candidates, gains) = (scratch.tie, scratch.candidates, scratch.gains)
    let (part, partMass, cut, isAlone) = (parts.part, parts.mass, parts.cut, parts.isAlone)
    let own = labels[Int(order[0])]
    var total = 0.0
    // Unchecked below: vertices, parts and candidates are all below the number of vertices.
    for index in order.indices {
      let v = Int(order[unchecked: index])
      total += mass[unchecked: v]
      var inside = 0.0
      for arc in offsets[unchecked: v]..<offsets[unchecked: v + 1]
      where labels[unchecked: Int(targets[unchecked: arc])] == own {
        inside += weights[unchecked: arc]
      }
      cut[v] = inside
    }
    func isWellConnected(_ p: Int) -> Bool {
      cut[p] + leastGain >= penalty * partMass[p] * (total - partMass[p])
    }
    for index in order.indices {
      let v = Int(order[unchecked: index])
      guard isAlone[v], isWellConnected(v) else { continue }
      var count = 0
      for arc in offsets[unchecked: v]..<offsets[unchecked: v + 1] {
        let u = Int(targets[unchecked: arc])
        if labels[unchecked: u] != own { continue }
        let p = part[u]
        if tie[Int(p)] == 0 {
          candidates[count] = p
          count += 1
        }
        tie[Int(p)] += weights[unchecked: arc]
      }
      let factor = penalty * mass[unchecked: v]
      var best = 0.0
      for index in 0..<count {
        let p = Int(candidates[index])
        let gain =
          isWellConnected(p) ? tie[p] - factor * partMass[p] : -.infinity
        gains[index] = gain
        best = max(best, gain)
      }
      if let index = draw(gains, count: count, best: best, randomness, &random) {
        let p = Int(candidates[index])
        part[v] = UInt32(p)
        isAlone[v] = false
        isAlone[p] = false
        partMass[p] += mass[unchecked: v]
        cut[p] += cut[v] - 2 * tie[p]
      }
      for index in 0..<count { tie[Int(candidates[index])] = 0 }
    }
  }

  /// Draws one of the first `count` gains that are ≥ 0, or `nil` for staying alone, which gains 0.
  private func draw(
    _ gains: UnsafeMutablePointer<Double>, count: Int, best: Double, _ randomness: Double,
    _ random: inout SplitMix64
  ) -> Int? {
    guard randomness > 0 else {
      return best > 0 ? (0..<count).first { gains[$0] == best } : nil
    }
    // Relative to the best gain, so that exp cannot overflow.
    // Below e⁻⁴⁰ of it a share is never drawn, and most are below.
    func share(_ gain: Double) -> Double {
      if gain == best { return 1 }
      return gain < 0 || gain < best - 40 * randomness ? 0 : exp((gain - best) / randomness)
    }
    var sum = share(0)
    for index in 0..<count { sum += share(gains[index]) }
    var rest = random.unit() * sum
    for index in 0..<count {
      rest -= share(gains[index])
      if rest < 0 { return index }
    }
    return nil
  }
}
