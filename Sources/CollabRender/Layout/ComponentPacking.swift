/// Packs placed components around the largest, and small ones and single vertices in rows beneath.
///
/// Every component is first turned so that it is widest from left to right, and scaled so that the
/// median distance of a vertex to its nearest is one unit. It is then the set of unit cells that
/// its vertices and edges touch; components take, by falling size, the free place nearest to the
/// middle, one cell apart and farther from the largest, whose bays stay free (Freivalds, Dogrusoz, Kikusts 2001, *Disconnected graph layout and the
/// polyomino packing approach*, doi:10.1007/3-540-45848-4_30).
struct ComponentPacking {
  /// How much wider than tall the whole should be.
  private let aspect: Double = 1.4
  private var taken = CellMap()
  /// The box of all cells that are taken; `nil` before the first.
  private var bounds: CellMap.Bounds?

  /// Moves the components to their places; fixed ones stay.
  ///
  /// - Complexity: about O(*c*·*k*) for *c* components and *k* cells in all.
  static func pack(
    _ parts: [LayoutComponent], _ placed: [Points], isFixed: [Bool], vertexCount: Int
  ) -> Positions {
    var packing = ComponentPacking()
    var result = Positions(
      uncheckedX: [Double](repeating: 0, count: vertexCount),
      y: [Double](repeating: 0, count: vertexCount))
    var singles: [Int] = [], small: [Piece] = []
    let largest = parts.first?.vertices.count ?? 0
    for index in parts.indices where isFixed[index] {
      packing.put(parts[index], placed[index], at: (0, 0), in: &result)
      packing.take(packing.shape(parts[index].level, placed[index]), at: (0, 0), margin: 1)
    }
    let isAlone =
      !isFixed.contains(true)
      && parts.dropFirst().first.map { isSmall($0.vertices.count, beside: largest) } ?? true
    var last: (vertices: Int, candidate: Int) = (.max, 0)
    var spiral = Spiral(aspect: packing.aspect)
    let centre = packing.taken.middle
    for index in parts.indices where !isFixed[index] {
      let count = parts[index].vertices.count
      if count == 1 {
        singles.append(parts[index].vertices[0])
        continue
      }
      let points = normalised(placed[index])
      if isSmall(count, beside: largest) {
        small.append(Piece(part: parts[index], points: points))
        continue
      }
      // The largest keeps its bays to itself, so that its shape shows.
      let margin = index == 0 ? max(1, Int(Double(count).squareRoot() / 3)) : 1
      if isAlone {
        // Nothing is going to stand beside it: its box will do.
        let box = CellMap.Bounds(points)
        let offset = (x: -box.middle.x, y: -box.middle.y)
        packing.put(parts[index], points, at: offset, in: &result)
        packing.bounds = box.widened(by: margin).moved(by: offset)
        continue
      }
      let shape = packing.shape(parts[index].level, points)
      let middle = shape.middle, cells = shape.cells
      // A smaller piece may fit where a larger did not; one as large hardly can.
      var candidate = count == last.vertices ? last.candidate : last.candidate / 2
      while true {
        let (sx, sy) = spiral.place(candidate)
        let dx = sx + centre.x - middle.x, dy = sy + centre.y - middle.y
        if !cells.contains(where: { packing.taken.contains($0.x + dx, $0.y + dy) }) {
          packing.put(parts[index], points, at: (dx, dy), in: &result)
          packing.take(shape, at: (dx, dy), margin: margin)
          break
        }
        candidate += 1
      }
      last = (count, candidate)
    }
    let floor = packing.shelve(small, into: &result)
    packing.row(singles, below: floor, into: &result)
    return result
  }

  /// Whether a component of so many vertices stands in rows beneath the largest: pairs and triples
  /// do, and what has a tenth of its vertices or less.
  static func isSmall(_ count: Int, beside largest: Int) -> Bool {
    count <= 3 || 10 * count <= largest
  }

  /// The points turned to their principal axis, at the common scale.
  private static func normalised(_ points: Points) -> Points {
    let n = points.x.count
    let x = points.x.map(Double.init), y = points.y.map(Double.init)
    let meanX = x.reduce(0, +) / Double(n), meanY = y.reduce(0, +) / Double(n)
    var xx = 0.0, xy = 0.0, yy = 0.0
    for v in 0..<n {
      xx += (x[v] - meanX) * (x[v] - meanX)
      xy += (x[v] - meanX) * (y[v] - meanY)
      yy += (y[v] - meanY) * (y[v] - meanY)
    }
    let half = (xx - yy) / 2
    let greatest = (xx + yy) / 2 + (half * half + xy * xy).squareRoot()
    // Of the two forms of the eigenvector, the one that does not cancel.
    var axisX = xx > yy ? greatest - yy : xy, axisY = xx > yy ? xy : greatest - xx
    let length = (axisX * axisX + axisY * axisY).squareRoot()
    // A regular shape has no axis but that of rounding errors.
    (axisX, axisY) = length > 1e-5 * (xx + yy) ? (axisX / length, axisY / length) : (1, 0)
    let turned = (0..<n).map { v in
      let dx = x[v] - meanX, dy = y[v] - meanY
      return (x: dx * axisX + dy * axisY, y: dy * axisX - dx * axisY)
    }
    let nearest = medianNearestDistance(Positions(uncheckedX: x, y: y))
    var scale = nearest > 0 ? 1 / nearest : 1
    // Where neighbours nearly coincide, as in LinLog, unit cells would be too many.
    let width = (turned.map { $0.x }.max() ?? 0) - (turned.map { $0.x }.min() ?? 0)
    let height = (turned.map { $0.y }.max() ?? 0) - (turned.map { $0.y }.min() ?? 0)
    let cells = (width * scale + 1) * (height * scale + 1), most = Self.mostCells(n)
    if cells > most { scale *= (most / cells).squareRoot() }
    var result = Points(count: n)
    for v in 0..<n {
      result.x[v] = Float(turned[v].x * scale)
      result.y[v] = Float(turned[v].y * scale)
    }
    return result
  }

  /// The maximum of cells in the box around a component of so many vertices.
  private static func mostCells(_ vertices: Int) -> Double { 1000 + 100 * Double(vertices) }

  private func shape(_ level: LayoutLevel, _ points: Points) -> CellMap {
    var cells = CellMap()
    for v in 0..<level.count {
      let x = Double(points.x[v]), y = Double(points.y[v])
      cells.insert(Int(x.rounded(.down)), Int(y.rounded(.down)))
      for arc in level.offsets[v]..<level.offsets[v + 1] where level.targets[arc] > v {
        let u = Int(level.targets[arc])
        let dx = Double(points.x[u]) - x, dy = Double(points.y[u]) - y
        let steps = Int(max(abs(dx), abs(dy)).rounded(.up))
        for step in stride(from: 1, to: steps, by: 1) {
          let t = Double(step) / Double(steps)
          cells.insert(Int((x + t * dx).rounded(.down)), Int((y + t * dy).rounded(.down)))
        }
      }
    }
    return cells
  }

  /// Writes a component down at its place.
  private func put(
    _ part: LayoutComponent, _ points: Points, at offset: (x: Int, y: Int),
    in result: inout Positions
  ) {
    for (i, v) in part.vertices.enumerated() {
      result.x[v] = Double(points.x[i]) + Double(offset.x)
      result.y[v] = Double(points.y[i]) + Double(offset.y)
    }
  }

  /// Takes a component's cells and those around them.
  private mutating func take(_ shape: CellMap, at offset: (x: Int, y: Int), margin: Int) {
    for cell in shape.widened(by: margin).cells {
      taken.insert(cell.x + offset.x, cell.y + offset.y)
    }
    guard let box = shape.bounds?.widened(by: margin).moved(by: offset) else { return }
    bounds = bounds.map { $0.union(box) } ?? box
  }

  /// A component that stands in a row.
  private struct Piece {
    let part: LayoutComponent
    let points: Points
    let low: (x: Double, y: Double)
    /// The room that it takes, with a gap to the right and below.
    var width: Double
    let height: Double

    init(part: LayoutComponent, points: Points) {
      self.part = part
      self.points = points
      low = (Double(points.x.min() ?? 0), Double(points.y.min() ?? 0))
      width = Double(points.x.max() ?? 0) - low.x + 1.8
      height = Double(points.y.max() ?? 0) - low.y + 1.4
    }
  }

  /// Writes small components down in rows as wide as the picture, below it, the largest first:
  /// pairs and triples as a table, with a new row where another size begins.
  ///
  /// - Returns: the lower edge of all rows.
  private func shelve(_ pieces: [Piece], into result: inout Positions) -> Double {
    let box = bounds ?? CellMap.Bounds(low: (0, 0), high: (0, 0))
    guard !pieces.isEmpty else { return Double(box.low.y) - 1 }
    var pieces = pieces
    for size in 2...3 {
      let ofSize = pieces.indices.filter { pieces[$0].part.vertices.count == size }
      let widest = ofSize.map { pieces[$0].width }.max() ?? 0
      for index in ofSize { pieces[index].width = widest }
    }
    let area = pieces.reduce(0) { $0 + $1.width * $1.height }
    let width = max(Double(box.high.x - box.low.x), (area * aspect).squareRoot())
    var rows: [[Piece]] = [], used = 0.0
    for piece in pieces {
      let size = piece.part.vertices.count
      let isNewTable = size <= 3 && rows.last?.last?.part.vertices.count != size
      if rows.isEmpty || isNewTable || used + piece.width > width {
        rows.append([])
        used = 0
      }
      rows[rows.count - 1].append(piece)
      used += piece.width
    }
    var top = Double(box.low.y) - (bounds == nil ? 0 : 2)
    for row in rows {
      let height = row.map(\.height).max() ?? 0
      var left = Double(box.low.x)
      for piece in row {
        let y = top - (height + piece.height) / 2 + 1.4
        for (i, v) in piece.part.vertices.enumerated() {
          result.x[v] = left + Double(piece.points.x[i]) - piece.low.x
          result.y[v] = y + Double(piece.points.y[i]) - piece.low.y
        }
        left += piece.width
      }
      top -= height
    }
    return top
  }

  /// Vertices without ties, in rows as wide as the picture, below it.
  private func row(_ vertices: [Int], below floor: Double, into result: inout Positions) {
    guard !vertices.isEmpty else { return }
    let box = bounds ?? CellMap.Bounds(low: (0, 0), high: (0, 0))
    let square = Int(Double(vertices.count).squareRoot() * aspect) + 1
    let columns = max(box.high.x - box.low.x, square)
    for (i, v) in vertices.enumerated() {
      result.x[v] = Double(box.low.x + i % columns) + 0.5
      result.y[v] = floor - 1 - Double(i / columns)
    }
  }

  /// Grid places by rising distance from the middle.
  private struct Spiral {
    let aspect: Double
    private var places: [(Int, Int)] = [(0, 0)]
    private var radius = 0

    init(aspect: Double) { self.aspect = aspect }

    /// Distances are taken ring by ring, so that only as many places exist as are asked for.
    mutating func place(_ index: Int) -> (Int, Int) {
      while index >= places.count {
        let inner = Double(radius), outer = Double(radius + 8)
        radius += 8
        var ring: [(Double, Int, Int)] = []
        let width = Int(outer * aspect) + 1
        for x in -width...width {
          for y in -Int(outer)...Int(outer) {
            let d = ((Double(x) / aspect) * (Double(x) / aspect) + Double(y * y)).squareRoot()
            if d > inner, d <= outer { ring.append((d, x, y)) }
          }
        }
        ring.sort { $0 < $1 }
        places += ring.map { ($0.1, $0.2) }
      }
      return places[index]
    }
  }
}

/// A set of grid cells that grows as it needs to.
struct CellMap {
  private var originX = 0, originY = 0
  private var columns = 0, rows = 0
  private var bits: [Bool] = []

  func contains(_ x: Int, _ y: Int) -> Bool {
    let column = x - originX, row = y - originY
    return column >= 0 && row >= 0 && column < columns && row < rows
      && bits[row * columns + column]
  }

  mutating func insert(_ x: Int, _ y: Int) {
    if x < originX || y < originY || x >= originX + columns || y >= originY + rows { grow(x, y) }
    bits[(y - originY) * columns + x - originX] = true
  }

  /// Makes room for a cell, and for as much again, so that growing costs little in all.
  private mutating func grow(_ x: Int, _ y: Int) {
    if bits.isEmpty { (originX, originY) = (x, y) }
    let room = max(8, columns / 2, rows / 2)
    let lowX = x < originX ? x - room : originX, lowY = y < originY ? y - room : originY
    let highX = x >= originX + columns ? x + room : originX + columns
    let highY = y >= originY + rows ? y + room : originY + rows
    var larger = [Bool](repeating: false, count: (highX - lowX) * (highY - lowY))
    for row in 0..<rows {
      let to = (row + originY - lowY) * (highX - lowX) + originX - lowX
      for column in 0..<columns { larger[to + column] = bits[row * columns + column] }
    }
    (originX, originY, columns, rows) = (lowX, lowY, highX - lowX, highY - lowY)
    bits = larger
  }

  /// The cells with all that lie within a margin of them, to the sides, up and down.
  ///
  /// - Complexity: O(cells of the grid).
  func widened(by margin: Int) -> CellMap {
    var wide = CellMap()
    (wide.originX, wide.originY) = (originX - margin, originY - margin)
    (wide.columns, wide.rows) = (columns + 2 * margin, rows + 2 * margin)
    var across = [Bool](repeating: false, count: wide.columns * rows)
    for row in 0..<rows {
      var free = 0
      for column in 0..<columns where bits[row * columns + column] {
        // What is left of `free` is set already.
        for c in max(free, column)...(column + 2 * margin) { across[row * wide.columns + c] = true }
        free = column + 2 * margin + 1
      }
    }
    wide.bits = [Bool](repeating: false, count: wide.columns * wide.rows)
    for column in 0..<wide.columns {
      var free = 0
      for row in 0..<rows where across[row * wide.columns + column] {
        for r in max(free, row)...(row + 2 * margin) { wide.bits[r * wide.columns + column] = true }
        free = row + 2 * margin + 1
      }
    }
    return wide
  }

  /// The cells, row by row.
  var cells: [(x: Int, y: Int)] {
    bits.indices.filter { bits[$0] }.map { (originX + $0 % columns, originY + $0 / columns) }
  }

  /// The least and greatest coordinates; `nil` without cells.
  var bounds: Bounds? {
    let cells = cells
    guard let first = cells.first else { return nil }
    return cells.dropFirst().reduce(Bounds(low: first, high: first)) {
      $0.union(Bounds(low: $1, high: $1))
    }
  }

  var middle: (x: Int, y: Int) { bounds?.middle ?? (0, 0) }

  /// A box of cells, with its corners.
  struct Bounds {
    var low: (x: Int, y: Int)
    var high: (x: Int, y: Int)

    var middle: (x: Int, y: Int) { ((low.x + high.x) / 2, (low.y + high.y) / 2) }

    func widened(by margin: Int) -> Bounds {
      Bounds(low: (low.x - margin, low.y - margin), high: (high.x + margin, high.y + margin))
    }

    func moved(by offset: (x: Int, y: Int)) -> Bounds {
      Bounds(
        low: (low.x + offset.x, low.y + offset.y), high: (high.x + offset.x, high.y + offset.y))
    }

    func union(_ other: Bounds) -> Bounds {
      Bounds(
        low: (min(low.x, other.low.x), min(low.y, other.low.y)),
        high: (max(high.x, other.high.x), max(high.y, other.high.y)))
    }
  }
}

extension CellMap.Bounds {
  /// The box of the cells of points; the cell at 0, 0 without points.
  fileprivate init(_ points: Points) {
    func cell(_ value: Float?) -> Int { Int(Double(value ?? 0).rounded(.down)) }
    self.init(
      low: (cell(points.x.min()), cell(points.y.min())),
      high: (cell(points.x.max()), cell(points.y.max())))
  }
}
