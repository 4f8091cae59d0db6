/// Bends long ties towards each other where they run side by side, so that the ways between
/// groups show instead of a haze of crossing lines.
///
/// Kernel density estimation edge bundling: points along the ties climb the density of all such
/// points, in steps that shrink (Hurter, Ersoy, Telea 2012,
/// doi:10.1111/j.1467-8659.2012.03079.x). Ends stay where they are.
struct EdgeBundling {
  /// A tie to bend.
  struct Tie {
    var from: Point
    var to: Point
    /// How much it draws others to itself.
    var weight: Double
  }

  private let map: Box
  private var x: [Double] = []
  private var y: [Double] = []
  private var starts = [0]
  private var weights: [Double] = []

  /// The ways of ties across a map, each from its one end to its other in straight steps.
  ///
  /// Sums run in the order of the ties.
  /// - Complexity: O(*t*) for *t* ties, and the cells of a grid.
  static func paths(_ ties: [Tie], across map: Box) -> [[Point]] {
    var bundling = EdgeBundling(ties, map)
    let straight = (x: bundling.x, y: bundling.y)
    var reach = map.width * 0.06
    for _ in 0..<9 {
      bundling.climb(reach)
      for _ in 0..<3 { bundling.smooth() }
      reach *= 0.72
    }
    bundling.relax(towards: straight, by: 0.12)
    return (0..<ties.count).map { tie in
      (bundling.starts[tie]..<bundling.starts[tie + 1]).map {
        Point(bundling.x[$0], bundling.y[$0])
      }
    }
  }

  private init(_ ties: [Tie], _ map: Box) {
    self.map = map
    for tie in ties {
      let dx = tie.to.x - tie.from.x, dy = tie.to.y - tie.from.y
      let length = (dx * dx + dy * dy).squareRoot()
      let steps = max(6, min(32, Int(length / map.width * 60)))
      for step in 0...steps {
        let share = Double(step) / Double(steps)
        x.append(tie.from.x + dx * share)
        y.append(tie.from.y + dy * share)
        weights.append(tie.weight)
      }
      starts.append(x.count)
    }
  }

  /// Moves every point but the ends to the mean of those within about `reach`: a step of mean shift,
  /// σ²·∇density/density for a bell curve of width σ.
  private mutating func climb(_ reach: Double) {
    var density = Field(over: map, step: map.width / 256)
    for p in x.indices { density.spread(weights[p], at: Point(x[p], y[p])) }
    density.blur(reach)
    var moves = [Point](repeating: Point(0, 0), count: x.count)
    for tie in 0..<(starts.count - 1) {
      for p in (starts[tie] + 1)..<(starts[tie + 1] - 1) {
        let (height, slope) = density.slope(at: Point(x[p], y[p]))
        let along = Point(x[p + 1] - x[p - 1], y[p + 1] - y[p - 1])
        let length = along.x * along.x + along.y * along.y
        guard height > 1e-9, length > 1e-12 else { continue }
        // Across the tie only: along it, points would gather where most others are.
        let share = (slope.x * along.x + slope.y * along.y) / length
        let move = Point(
          (slope.x - along.x * share) / height * reach * reach / 4,
          (slope.y - along.y * share) / height * reach * reach / 4)
        let far = (move.x * move.x + move.y * move.y).squareRoot()
        let most = min(1, reach * 0.4 / max(far, 1e-12))
        moves[p] = Point(move.x * most, move.y * most)
      }
    }
    for p in x.indices {
      x[p] += moves[p].x
      y[p] += moves[p].y
    }
  }

  private mutating func smooth() {
    for tie in 0..<(starts.count - 1) {
      var before = Point(x[starts[tie]], y[starts[tie]])
      for p in (starts[tie] + 1)..<(starts[tie + 1] - 1) {
        let here = Point(x[p], y[p])
        x[p] = (before.x + 2 * here.x + x[p + 1]) / 4
        y[p] = (before.y + 2 * here.y + y[p + 1]) / 4
        before = here
      }
    }
  }

  private mutating func relax(towards straight: (x: [Double], y: [Double]), by share: Double) {
    for p in x.indices {
      x[p] += (straight.x[p] - x[p]) * share
      y[p] += (straight.y[p] - y[p]) * share
    }
  }
}

extension Field {
  /// Adds an amount to the four grid points around a point, the nearer the more.
  fileprivate mutating func spread(_ amount: Double, at point: Point) {
    let (cell, right, up) = place(of: point)
    values[cell] += Float(amount * (1 - right) * (1 - up))
    values[cell + 1] += Float(amount * right * (1 - up))
    values[cell + columns] += Float(amount * (1 - right) * up)
    values[cell + columns + 1] += Float(amount * right * up)
  }

  /// The field at a point, and how fast it grows there to the right and upwards.
  fileprivate func slope(at point: Point) -> (height: Double, slope: Point) {
    let (cell, right, up) = place(of: point)
    let a = Double(values[cell]), b = Double(values[cell + 1])
    let c = Double(values[cell + columns]), d = Double(values[cell + columns + 1])
    let rightwards = (b - a) * (1 - up) + (d - c) * up
    let upwards = (c - a) * (1 - right) + (d - b) * right
    return (
      (a + (b - a) * right) * (1 - up) + (c + (d - c) * right) * up,
      Point(rightwards / step, upwards / step)
    )
  }

  /// The grid point to the lower left of a point, and how far on it lies, in steps.
  private func place(of point: Point) -> (cell: Int, right: Double, up: Double) {
    let x = max(0, min(Double(columns - 2), (point.x - low.x) / step))
    let y = max(0, min(Double(rows - 2), (point.y - low.y) / step))
    let column = min(Int(x), columns - 2), row = min(Int(y), rows - 2)
    return (row * columns + column, x - Double(column), y - Double(row))
  }

  /// Blurs the field as a bell curve of the given width would: three means over windows.
  fileprivate mutating func blur(_ width: Double) {
    let radius = max(1, Int(width / step / 2))
    for _ in 0..<3 {
      for row in 0..<rows { average(from: row * columns, by: 1, count: columns, radius) }
      for column in 0..<columns { average(from: column, by: columns, count: rows, radius) }
    }
  }

  /// Replaces values in a line by the means of those within a radius; beyond its ends lies 0.
  private mutating func average(from start: Int, by stride: Int, count: Int, _ radius: Int) {
    let line = (0..<count).map { values[start + $0 * stride] }
    var sum: Float = 0
    for i in 0..<min(radius, count) { sum += line[i] }
    for i in 0..<count {
      if i + radius < count { sum += line[i + radius] }
      if i > radius { sum -= line[i - radius - 1] }
      values[start + i * stride] = sum / Float(2 * radius + 1)
    }
  }
}
