import CollabCore

/// Moves the points of a level until its forces nearly balance.
///
/// Every vertex moves by its force over its stiffness, a local Newton step, but no farther than
/// a limit that falls from round to round. All vertices move at once from the same positions, so
/// that the result does not depend on the number of threads.
struct ForceRelaxation: Sendable {
  var field: ForceField
  var rounds: Int
  /// The farthest step of the first round, in edge lengths; the last round allows a twentieth.
  var firstStep: Float
  /// How wide a cell may be, as a share of its distance, to count as one point.
  var theta: Float = 3
  /// After how many rounds points are sorted anew; boxes fit them more loosely meanwhile.
  private let sortEvery = 8

  /// - Parameters:
  ///   - anchors: where vertices are held with the strength of their own ties; `nan` for free ones.
  /// - Complexity: O(*r*(*n* log *n* + *m*)) for *r* rounds.
  func run(
    _ points: inout Points, on level: LayoutLevel, anchors: Points? = nil, execution: Execution
  ) throws(Cancellation) {
    guard level.count > 1 else { return }
    var next = points
    var tree = BarnesHut(masses: level.masses)
    for round in 0..<rounds {
      if round % sortEvery == 0 { tree.sort(&points) }
      tree.fit(points)
      let cooling = 1 - 0.95 * Float(round) / Float(max(rounds - 1, 1))
      let limit = firstStep * cooling
      let current = points, fitted = tree
      try next.x.withUnsafeMutableBufferPointer { nextX throws(Cancellation) in
        try next.y.withUnsafeMutableBufferPointer { nextY throws(Cancellation) in
          _ = try execution.mapChunks(
            of: fitted.leafCount, size: 16, phase: "layout",
            scratch: { BarnesHut.Interactions(for: fitted) }
          ) { list, range in
            for leaf in range {
              fitted.collect(leaf, theta: theta, into: list)
              move(
                fitted, leaf: leaf, list, from: current, anchors: anchors, on: level, limit: limit,
                toX: nextX, toY: nextY)
            }
          }
        }
      }
      swap(&points, &next)
    }
  }

  private func move(
    _ tree: BarnesHut, leaf: Int, _ list: BarnesHut.Interactions, from current: Points,
    anchors: Points?, on level: LayoutLevel, limit: Float,
    toX nextX: UnsafeMutableBufferPointer<Float>, toY nextY: UnsafeMutableBufferPointer<Float>
  ) {
    let end = min((leaf + 1) * BarnesHut.leafSize, level.count)
    for p in (leaf * BarnesHut.leafSize)..<end {
      let v = Int(tree.order[p])
      let px = tree.x[p], py = tree.y[p]
      let push = push(px, py, list) * (field.strength * level.masses[v])
      var fx = push.x, fy = push.y, stiffness = push.z
      var pull: Float = 0
      for arc in level.offsets[v]..<level.offsets[v + 1] {
        let u = Int(level.targets[arc])
        let dx = current.x[u] - px, dy = current.y[u] - py
        let k = level.weights[arc] * field.attraction.of(max(dx * dx + dy * dy, 1e-6))
        fx += k * dx
        fy += k * dy
        pull += k
      }
      stiffness += pull * field.attractionStiffness
      if let anchors, !anchors.x[v].isNaN {
        let hold = stiffness
        fx += hold * (anchors.x[v] - px)
        fy += hold * (anchors.y[v] - py)
        stiffness += hold
      }
      var stepX = fx / max(stiffness, 1e-12), stepY = fy / max(stiffness, 1e-12)
      let length = (stepX * stepX + stepY * stepY).squareRoot()
      if length > limit { (stepX, stepY) = (stepX * limit / length, stepY * limit / length) }
      nextX[v] = px + stepX
      nextY[v] = py + stepY
    }
  }

  /// The push on a point by all that is listed, and the sum of its stiffness.
  private func push(_ x: Float, _ y: Float, _ list: BarnesHut.Interactions) -> SIMD3<Float> {
    if case .inverseSquare = field.repulsion {
      // A point stands in its own list, where this softened 1/square is nought.
      return list.push(x, y) { square in square / (square * square + 1e-8) }
    }
    let repulsion = field.repulsion
    return list.push(x, y) { square in square <= 1e-8 ? 0 : repulsion.of(square) }
  }
}
