/// Moves discs apart, and shrinks those that do not come apart, until none overlaps another.
///
/// Each round moves every disc by its share of its overlaps, all at once, in a fixed order of
/// summation.
///
/// - Parameters:
///   - positions: the middles.
///   - radii: the radii, in the same unit.
///   - gap: the distance that is aimed at between two outlines.
/// - Complexity: O(*n*) a round where discs are spread evenly.
func removeOverlaps(_ positions: inout Positions, radii: inout [Double], gap: Double) {
  let n = positions.count
  guard n > 1 else { return }
  for round in 0..<(n > 5000 ? 30 : 150) {
    var moveX = [Double](repeating: 0, count: n), moveY = moveX, overlaps = 0
    forEachOverlap(of: positions, radii, gap: gap) { v, u, dx, dy, square in
      overlaps += 1
      var (dx, dy, square) = (dx, dy, square)
      if square < 1e-12 {
        // Two on one spot part by their numbers.
        (dx, dy, square) = (v < u ? -1 : 1, Double((v + u) % 7) - 3, 16)
      }
      let distance = square.squareRoot(), sum = radii[u] + radii[v]
      let push = (sum + gap - distance) / distance
      let shareV = max(0.3, radii[u] / sum) * push, shareU = max(0.3, radii[v] / sum) * push
      moveX[v] += dx * shareV
      moveY[v] += dy * shareV
      moveX[u] -= dx * shareU
      moveY[u] -= dy * shareU
    }
    if overlaps == 0 { return }
    // Late rounds move less, so that discs in a crowd come to rest.
    let damping = round < 20 ? 0.8 : 0.5
    for v in 0..<n {
      positions.x[v] += moveX[v] * damping
      positions.y[v] += moveY[v] * damping
    }
  }
  shrinkOverlaps(positions, radii: &radii)
}

/// The share of discs that overlap another, 0 to 1.
func overlapShare(of positions: Positions, radii: [Double]) -> Double {
  var isHidden = [Bool](repeating: false, count: positions.count)
  forEachOverlap(of: positions, radii, gap: 0) { v, u, _, _, _ in
    isHidden[v] = true
    isHidden[u] = true
  }
  return Double(isHidden.count { $0 }) / Double(max(positions.count, 1))
}

/// Shrinks every disc to what its nearest neighbours leave it.
private func shrinkOverlaps(_ positions: Positions, radii: inout [Double]) {
  let before = radii
  forEachOverlap(of: positions, before, gap: 0) { v, u, _, _, square in
    let share = square.squareRoot() / (before[u] + before[v]) * 0.99
    radii[v] = min(radii[v], before[v] * share)
    radii[u] = min(radii[u], before[u] * share)
  }
}

/// Calls `body` once for every two discs that are nearer than `gap`: the larger one, the smaller
/// one, the way from the smaller to the larger, and the square of its length.
///
/// Looking from the larger disc alone, small ones, which are the most, look no farther than their
/// own size.
private func forEachOverlap(
  of positions: Positions, _ radii: [Double], gap: Double,
  _ body: (Int, Int, Double, Double, Double) -> Void
) {
  let grid = PointGrid(positions)
  for v in radii.indices {
    let (x, y, radius) = (positions.x[v], positions.y[v], radii[v])
    grid.forEach(near: x, y, within: 2 * radius + gap) { u in
      if (radii[u], u) >= (radius, v) { return }
      let dx = x - positions.x[u], dy = y - positions.y[u]
      let square = dx * dx + dy * dy, want = radius + radii[u] + gap
      if square < want * want { body(v, u, dx, dy, square) }
    }
  }
}
