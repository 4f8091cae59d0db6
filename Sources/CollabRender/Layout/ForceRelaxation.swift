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
  var theta: Float = 1.1

  /// - Parameters:
  ///   - anchors: where vertices are held with the strength of their own ties; `nan` for free ones.
  /// - Complexity: O(*r*(*n* log *n* + *m*)) for *r* rounds.
  func run(
    _ points: inout Points, on level: LayoutLevel, anchors: Points? = nil, execution: Execution
  ) throws(Cancellation) {
    guard level.count > 1 else { return }
    var next = points
    for round in 0..<rounds {
      let tree = BarnesHut(points, masses: level.masses)
      let cooling = 1 - 0.95 * Float(round) / Float(max(rounds - 1, 1))
      let limit = firstStep * cooling
      let current = points
      try next.x.withUnsafeMutableBufferPointer { nextX throws(Cancellation) in
        try next.y.withUnsafeMutableBufferPointer { nextY throws(Cancellation) in
          _ = try execution.mapChunks(
            of: tree.leaves.count, size: 16, phase: "layout", scratch: BarnesHut.Neighbourhood.init
          ) { list, range in
            move(
              tree, leaves: range, from: current, anchors: anchors, on: level, limit: limit,
              list: &list, toX: nextX, toY: nextY)
          }
        }
      }
      swap(&points, &next)
    }
  }

  private func move(
    _ tree: BarnesHut, leaves: Range<Int>, from current: Points, anchors: Points?,
    on level: LayoutLevel, limit: Float, list: inout BarnesHut.Neighbourhood,
    toX nextX: UnsafeMutableBufferPointer<Float>, toY nextY: UnsafeMutableBufferPointer<Float>
  ) {
    for leafIndex in leaves {
      let leaf = tree.leaves[leafIndex]
      tree.collect(leaf, theta: theta, into: &list)
      for p in leaf.points {
        let v = Int(tree.order[p])
        let px = tree.x[p], py = tree.y[p]
        var (fx, fy, stiffness) = push(px, py, list)
        let share = field.strength * level.masses[v]
        (fx, fy, stiffness) = (fx * share, fy * share, stiffness * share)
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
  }

  /// The push on a point by all that is listed, and the sum of its stiffness.
  @inline(__always)
  private func push(
    _ px: Float, _ py: Float, _ list: BarnesHut.Neighbourhood
  ) -> (Float, Float, Float) {
    var sumX = SIMD8<Float>(), sumY = SIMD8<Float>(), sum = SIMD8<Float>()
    for i in list.x.indices {
      let dx = px - list.x[i], dy = py - list.y[i]
      let square = dx * dx + dy * dy + 1e-4
      var k = list.mass[i] * field.repulsion.of(square)
      // A point stands in its own list, where it must not count.
      k.replace(with: SIMD8<Float>(), where: square .<= 1.0001e-4)
      sumX += k * dx
      sumY += k * dy
      sum += k
    }
    return (sumX.sum(), sumY.sum(), sum.sum())
  }
}
