/// Pushes discs apart until none overlaps another.
///
/// Each round moves every disc by half its overlaps, all at once, in a fixed order of summation.
/// Where a picture is so dense that the discs do not come apart, it is spread a little.
///
/// - Parameters:
///   - positions: the middles; changed.
///   - radii: the radii, in the same unit.
///   - gap: the least distance between two outlines.
/// - Complexity: O(*n*) a round where discs are of about one size.
func removeOverlaps(_ positions: inout Positions, radii: [Double], gap: Double) {
  let n = positions.count
  guard n > 1, let largest = radii.max() else { return }
  for round in 0..<400 {
    let grid = PointGrid(positions, side: 2 * largest + gap)
    var moveX = [Double](repeating: 0, count: n), moveY = moveX, overlaps = 0
    for v in 0..<n {
      grid.forEach(near: positions.x[v], positions.y[v], within: radii[v] + largest + gap) { u in
        if u == v { return }
        var dx = positions.x[v] - positions.x[u], dy = positions.y[v] - positions.y[u]
        let want = radii[v] + radii[u] + gap
        var distance = (dx * dx + dy * dy).squareRoot()
        if distance >= want { return }
        if distance < 1e-6 {
          // Two on one spot part by their numbers.
          (dx, dy, distance) = (v < u ? -1 : 1, Double((v + u) % 7) - 3, 4)
        }
        overlaps += 1
        let share = radii[u] / (radii[u] + radii[v])
        let push = (want - distance) * max(0.25, share) * 0.9 / distance
        moveX[v] += dx * push
        moveY[v] += dy * push
      }
    }
    if overlaps == 0 { return }
    let spread = round % 20 == 19 ? 1.05 : 1
    for v in 0..<n {
      positions.x[v] = (positions.x[v] + moveX[v]) * spread
      positions.y[v] = (positions.y[v] + moveY[v]) * spread
    }
  }
}
