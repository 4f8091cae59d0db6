import CollabCore

/// Gathers neighbours on islands by forces that stay bounded at every distance.
///
/// Along an arc of weight *p* and length *d* acts a pull of *p·d*/(1+*d*²), between any two
/// vertices a push of *c*·(*W*/*Z*)·*d*/((0.01+*d*²)(1+*d*²)), where *W* is the sum of all weights
/// and *Z* that of 1/(1+*d*²) over all pairs. These are UMAP's two forces (McInnes, Healy, Melville
/// 2018, arXiv:1802.03426) with the normalisation of t-SNE (van der Maaten, Hinton 2008, JMLR
/// 9:2579), for all vertices at once: a local Newton step with momentum. The 0.01 keeps apart those
/// with the same neighbours.
struct BoundedRelaxation: Sendable {
  var rounds = 40
  /// The share of a step that is taken again in the next round.
  var momentum: Float = 0.8
  /// The strength by which anchored vertices are held, as a share of that of all other forces.
  var hold: Float = 0
  /// How much stronger than the sum of pulls all pushes are.
  private let push: Float = 0.6
  private let theta: Float = 2

  /// - Parameters:
  ///   - level: the finest level.
  ///   - anchors: where vertices are held; `nan` for free ones.
  /// - Complexity: O(*r*(*n* log *n* + *m*)) for *r* rounds.
  func run(
    _ points: inout Points, on level: LayoutLevel, anchors: Points? = nil, execution: Execution
  ) throws(Cancellation) {
    let n = level.count
    guard n > 1 else { return }
    let weights = Self.shares(level)
    let total = weights.reduce(0) { $0 + Double($1) }
    var tree = BarnesHut(masses: [Float](repeating: 1, count: n))
    var steps = [SIMD2<Float>](repeating: SIMD2(), count: n)
    for round in 0..<rounds {
      if round % 8 == 0 { tree.sort(&points) }
      tree.fit(points)
      let pushes = try pushes(tree, execution)
      let closeness = pushes.reduce(0) { $0 + Double($1.w) } - Double(n)
      let strength = Float(Double(push) * total / max(closeness, 1e-3))
      let limit = 1 - 0.95 * Float(round) / Float(max(rounds - 1, 1))
      let current = points
      try execution.forEachChunk(of: &steps, size: 1024, phase: "layout") { range, steps in
        for v in range {
          let place = SIMD2(current.x[v], current.y[v])
          var force = SIMD2(pushes[v].x, pushes[v].y) * strength
          // A point stands in its own list, as 100 on the spot.
          var stiffness = max(pushes[v].z - 100, 0) * strength
          for arc in level.offsets[v]..<level.offsets[v + 1] {
            let u = Int(level.targets[arc])
            let way = SIMD2(current.x[u], current.y[u]) - place
            let k = weights[arc] / (1 + way.x * way.x + way.y * way.y)
            force += way * k
            stiffness += k
          }
          if let anchors, !anchors.x[v].isNaN {
            force += (SIMD2(anchors.x[v], anchors.y[v]) - place) * (hold * stiffness)
            stiffness += hold * stiffness
          }
          let step = steps[v] * momentum + force / max(stiffness, 1e-12)
          let length = (step.x * step.x + step.y * step.y).squareRoot()
          steps[v] = length > limit ? step * (limit / length) : step
        }
      }
      for v in 0..<n {
        points.x[v] += steps[v].x
        points.y[v] += steps[v].y
      }
    }
  }

  private func pushes(
    _ tree: BarnesHut, _ execution: Execution
  ) throws(Cancellation) -> [SIMD4<Float>] {
    var pushes = [SIMD4<Float>](repeating: SIMD4(), count: tree.order.count)
    try pushes.withUnsafeMutableBufferPointer { pushes throws(Cancellation) in
      nonisolated(unsafe) let pushes = pushes
      _ = try execution.mapChunks(
        of: tree.leafCount, size: 16, phase: "layout",
        scratch: { BarnesHut.Interactions(for: tree) }
      ) { list, range in
        for leaf in range {
          tree.collect(leaf, theta: theta, into: list)
          let first = leaf * BarnesHut.leafSize
          for p in first..<min(first + BarnesHut.leafSize, tree.order.count) {
            pushes[Int(tree.order[p])] = list.boundedPush(tree.x[p], tree.y[p])
          }
        }
      }
    }
    return pushes
  }

  /// The weights as shares of the strengths of both ends, one on average.
  private static func shares(_ level: LayoutLevel) -> [Float] {
    let strengths = (0..<level.count).map { v in
      level.weights[level.offsets[v]..<level.offsets[v + 1]].reduce(0) { $0 + Double($1) }
    }
    var shares = [Double](repeating: 0, count: level.weights.count)
    for v in 0..<level.count {
      for arc in level.offsets[v]..<level.offsets[v + 1] where level.weights[arc] > 0 {
        let weight = Double(level.weights[arc])
        shares[arc] = weight / strengths[v] + weight / strengths[Int(level.targets[arc])]
      }
    }
    let sum = shares.reduce(0, +)
    guard sum > 0 else { return level.weights }
    return shares.map { Float($0 * Double(shares.count) / sum) }
  }
}
