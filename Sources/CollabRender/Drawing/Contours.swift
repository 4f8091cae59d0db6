/// A smooth field on a grid over a page, and the lines along which it has a value.
struct Field: Sendable {
  let columns: Int, rows: Int
  let step: Double
  let low: Point
  var values: [Float]

  /// A field that is zero on a box and two steps around it.
  init(over box: Box, step: Double) {
    self.step = step
    low = Point(box.low.x - 2 * step, box.low.y - 2 * step)
    columns = Int(box.width / step) + 6
    rows = Int(box.height / step) + 6
    values = [Float](repeating: 0, count: columns * rows)
  }

  /// Adds a bump of the given height that ends at a radius: (1 − d²/r²)², the biweight kernel.
  mutating func add(_ height: Double, at point: Point, radius: Double) {
    let x = (point.x - low.x) / step, y = (point.y - low.y) / step, r = radius / step
    for row in max(0, Int(y - r))...min(rows - 1, max(0, Int(y + r) + 1)) {
      for column in max(0, Int(x - r))...min(columns - 1, max(0, Int(x + r) + 1)) {
        let dx = Double(column) - x, dy = Double(row) - y
        let rest = 1 - (dx * dx + dy * dy) / (r * r)
        if rest > 0 { values[row * columns + column] += Float(height * rest * rest) }
      }
    }
  }

  /// The closed lines around what is at least `level`, counterclockwise; holes run clockwise.
  ///
  /// Marching squares; a saddle is taken as two separate corners, and all beyond the field as less
  /// than `level`.
  /// - Complexity: O(cells).
  func contours(at level: Float) -> [[Point]] {
    // Every crossed grid edge has a number; a segment leads from one to the next.
    let none = Int32(-1)
    func isInside(_ c: Int, _ r: Int) -> Bool {
      c > 0 && r > 0 && c < columns - 1 && r < rows - 1 && values[r * columns + c] >= level
    }
    var next = [Int32](repeating: none, count: 2 * columns * rows)
    func horizontal(_ c: Int, _ r: Int) -> Int { 2 * (r * columns + c) }
    func vertical(_ c: Int, _ r: Int) -> Int { 2 * (r * columns + c) + 1 }
    for r in 0..<(rows - 1) {
      for c in 0..<(columns - 1) {
        let corners =
          (isInside(c, r) ? 1 : 0) | (isInside(c + 1, r) ? 2 : 0)
          | (isInside(c + 1, r + 1) ? 4 : 0) | (isInside(c, r + 1) ? 8 : 0)
        let bottom = horizontal(c, r), top = horizontal(c, r + 1)
        let left = vertical(c, r), right = vertical(c + 1, r)
        func join(_ from: Int, _ to: Int) { next[from] = Int32(to) }
        // The inside lies to the left of the way.
        switch corners {
        case 1: join(bottom, left)
        case 2: join(right, bottom)
        case 3: join(right, left)
        case 4: join(top, right)
        case 5: join(bottom, left); join(top, right)
        case 6: join(top, bottom)
        case 7: join(top, left)
        case 8: join(left, top)
        case 9: join(bottom, top)
        case 10: join(left, top); join(right, bottom)
        case 11: join(right, top)
        case 12: join(left, right)
        case 13: join(bottom, right)
        case 14: join(left, bottom)
        default: break
        }
      }
    }
    var lines: [[Point]] = []
    for start in next.indices where next[start] != none {
      var line: [Point] = [], at = start
      while next[at] != none {
        line.append(point(onEdge: at, level))
        let following = Int(next[at])
        next[at] = none
        at = following
      }
      if line.count >= 4 { lines.append(line) }
    }
    return lines
  }

  private func point(onEdge edge: Int, _ level: Float) -> Point {
    let cell = edge / 2, c = cell % columns, r = cell / columns
    let isVertical = edge % 2 == 1
    let a = values[cell], b = values[isVertical ? cell + columns : cell + 1]
    let t = a == b ? 0.5 : max(0, min(1, Double((level - a) / (b - a))))
    return Point(
      low.x + (Double(c) + (isVertical ? 0 : t)) * step,
      low.y + (Double(r) + (isVertical ? t : 0)) * step)
  }
}

/// The area that a closed line encloses, positive when it runs counterclockwise.
func signedArea(_ line: [Point]) -> Double {
  var sum = 0.0
  for i in line.indices {
    let p = line[i], q = line[i + 1 == line.count ? 0 : i + 1]
    sum += p.x * q.y - q.x * p.y
  }
  return sum / 2
}

/// Whether a point lies within a closed line.
func encloses(_ line: [Point], _ point: Point) -> Bool {
  var isInside = false
  for i in line.indices {
    let p = line[i], q = line[i + 1 == line.count ? 0 : i + 1]
    if (p.y > point.y) != (q.y > point.y),
      point.x < p.x + (point.y - p.y) / (q.y - p.y) * (q.x - p.x)
    {
      isInside.toggle()
    }
  }
  return isInside
}

/// A closed line through every third point as cubic Bézier points, the first repeated last
/// (Catmull and Rom 1974, uniform).
func smoothed(_ line: [Point]) -> [Point] {
  let stride = line.count >= 24 ? 3 : 1
  let knots = Swift.stride(from: 0, to: line.count, by: stride).map { line[$0] }
  guard knots.count >= 3 else { return line }
  var result = [knots[0]]
  for i in knots.indices {
    let before = knots[(i + knots.count - 1) % knots.count], p = knots[i]
    let q = knots[(i + 1) % knots.count], after = knots[(i + 2) % knots.count]
    result.append(Point(p.x + (q.x - before.x) / 6, p.y + (q.y - before.y) / 6))
    result.append(Point(q.x - (after.x - p.x) / 6, q.y - (after.y - p.y) / 6))
    result.append(q)
  }
  return result
}
