/// Moves discs apart, and shrinks those that do not come apart, until none overlaps another.
///
/// Each round moves every disc by its share of its overlaps, all at once, in a fixed order of
/// summation.
///
/// - Parameters:
///   - positions: the middles.
///   - radii: the radii, in the same unit.
///   - gap: the distance that is aimed at between two outlines.
/// - Complexity: O(*n*) a round where discs are of about one size.
func removeOverlaps(_ positions: inout Positions, radii: inout [Double], gap: Double) {
  let n = positions.count
  guard n > 1, let largest = radii.max() else { return }
  for round in 0..<(n > 5000 ? 30 : 150) {
    let grid = PointGrid(positions, side: 2 * largest + gap)
    var moveX = [Double](repeating: 0, count: n), moveY = moveX, overlaps = 0
    for v in 0..<n {
      grid.forEach(near: positions.x[v], positions.y[v], within: radii[v] + largest + gap) { u in
        if u == v { return }
        var dx = positions.x[v] - positions.x[u], dy = positions.y[v] - positions.y[u]
        let want = radii[v] + radii[u] + gap
        var square = dx * dx + dy * dy
        if square >= want * want { return }
        if square < 1e-12 {
          // Two on one spot part by their numbers.
          (dx, dy, square) = (v < u ? -1 : 1, Double((v + u) % 7) - 3, 16)
        }
        overlaps += 1
        let distance = square.squareRoot()
        let share = max(0.3, radii[u] / (radii[u] + radii[v]))
        let push = (want - distance) * share / distance
        moveX[v] += dx * push
        moveY[v] += dy * push
      }
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

/// Shrinks every disc to what its nearest neighbours leave it.
private func shrinkOverlaps(_ positions: Positions, radii: inout [Double]) {
  guard let largest = radii.max() else { return }
  let grid = PointGrid(positions, side: 2 * largest)
  let before = radii
  for v in radii.indices {
    grid.forEach(near: positions.x[v], positions.y[v], within: before[v] + largest) { u in
      if u == v { return }
      let dx = positions.x[v] - positions.x[u], dy = positions.y[v] - positions.y[u]
      let distance = (dx * dx + dy * dy).squareRoot(), sum = before[u] + before[v]
      if distance < sum { radii[v] = min(radii[v], before[v] * distance / sum * 0.99) }
    }
  }
}
