/// Points in square bins, for questions about what is near.
struct PointGrid: Sendable {
  private let x: [Double], y: [Double]
  private let lowX: Double, lowY: Double, side: Double
  private let columns: Int, rows: Int
  private let starts: [Int]
  private let members: [Int]

  /// - Parameter side: the side of a bin; `nil` puts about two points in each.
  init(_ positions: Positions, side given: Double? = nil) {
    let n = positions.count
    x = positions.x
    y = positions.y
    lowX = x.min() ?? 0
    lowY = y.min() ?? 0
    let width = (x.max() ?? 0) - lowX, height = (y.max() ?? 0) - lowY
    let even = (max(width * height, 1e-12) * 2 / Double(max(n, 1))).squareRoot()
    // However thin the picture, the bins stay about as many as the points.
    let side = max(given ?? even, max(width, height) / Double(4 * n + 16), 1e-9)
    self.side = side
    columns = Int(width / side) + 1
    rows = Int(height / side) + 1
    var starts = [Int](repeating: 0, count: columns * rows + 1)
    let bins = (0..<n).map { [lowX, lowY, columns] v in
      Int((positions.y[v] - lowY) / side) * columns + Int((positions.x[v] - lowX) / side)
    }
    for bin in bins { starts[bin + 1] += 1 }
    for bin in 0..<(columns * rows) { starts[bin + 1] += starts[bin] }
    var cursor = starts, members = [Int](repeating: 0, count: n)
    for v in 0..<n {
      members[cursor[bins[v]]] = v
      cursor[bins[v]] += 1
    }
    self.starts = starts
    self.members = members
  }

  /// Calls `body` with every point in the bins that a square around a place touches.
  func forEach(near px: Double, _ py: Double, within reach: Double, _ body: (Int) -> Void) {
    let first = max(0, Int(((px - reach - lowX) / side).rounded(.down)))
    let last = min(columns - 1, Int(((px + reach - lowX) / side).rounded(.down)))
    let bottom = max(0, Int(((py - reach - lowY) / side).rounded(.down)))
    let top = min(rows - 1, Int(((py + reach - lowY) / side).rounded(.down)))
    guard first <= last, bottom <= top else { return }
    for row in bottom...top {
      for index in starts[row * columns + first]..<starts[row * columns + last + 1] {
        body(members[index])
      }
    }
  }

  /// The points nearest to a point, itself left out; of equally near ones the lower numbers.
  func nearest(to v: Int, count k: Int) -> [Int] {
    let k = min(k, x.count - 1)
    guard k > 0 else { return [] }
    var reach = side * Double(k).squareRoot()
    while true {
      var found: [(Double, Int)] = []
      forEach(near: x[v], y[v], within: reach) { u in
        if u == v { return }
        let dx = x[u] - x[v], dy = y[u] - y[v]
        found.append((dx * dx + dy * dy, u))
      }
      let inside = found.filter { $0.0 <= reach * reach }
      if inside.count >= k || found.count == x.count - 1 {
        return (inside.count >= k ? inside : found).sorted { $0 < $1 }.prefix(k).map(\.1)
      }
      reach *= 2
    }
  }
}

/// The median over the points of the distance to their nearest; 0 below two points.
///
/// - Complexity: about O(*n* log *n*).
func medianNearestDistance(_ positions: Positions) -> Double {
  guard positions.count > 1 else { return 0 }
  let grid = PointGrid(positions)
  // A sample at even distances by number is enough for a median.
  let stride = max(1, positions.count / 4000)
  let distances = Swift.stride(from: 0, to: positions.count, by: stride).map { v in
    let u = grid.nearest(to: v, count: 1)[0]
    let dx = positions.x[u] - positions.x[v], dy = positions.y[u] - positions.y[v]
    return (dx * dx + dy * dy).squareRoot()
  }
  return distances.sorted()[distances.count / 2]
}
