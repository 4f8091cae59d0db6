import Foundation

/// Packs placed components around the largest, and single vertices in rows beneath.
///
/// Each component is the set of grid cells that its vertices and edges touch, with a margin of one
/// cell; components take, by falling size, the free place nearest to the middle (Freivalds,
/// Dogrusoz, Kikusts 2001, *Disconnected graph layout and the polyomino packing approach*,
/// doi:10.1007/3-540-45848-4_30).
struct ComponentPacking {
  /// The side of a cell, in edge lengths.
  private let cell: Double = 1.2
  /// How much wider than tall the whole should be.
  private let aspect: Double = 1.4
  private var taken: Set<Cell> = []

  private struct Cell: Hashable {
    var x: Int32, y: Int32
  }

  /// Moves the components to their places; fixed ones stay.
  ///
  /// - Complexity: about O(*c*·*k*) for *c* components and *k* cells in all.
  static func pack(
    _ parts: [LayoutComponent], _ placed: [Points], isFixed: [Bool], vertexCount: Int
  ) -> Positions {
    var packing = ComponentPacking()
    var result = Positions(
      x: [Double](repeating: 0, count: vertexCount), y: [Double](repeating: 0, count: vertexCount))
    var singles: [Int] = []
    for index in parts.indices where isFixed[index] {
      packing.put(parts[index], placed[index], at: (0, 0), in: &result)
    }
    var last: (cells: Int, candidate: Int) = (.max, 0)
    var spiral = Spiral(aspect: packing.aspect)
    let centre = packing.centre
    for index in parts.indices where !isFixed[index] {
      if parts[index].vertices.count == 1 {
        singles.append(parts[index].vertices[0])
        continue
      }
      let shape = packing.shape(parts[index].level, placed[index])
      let middle = packing.middle(of: shape)
      // A smaller piece may fit where a larger did not; one as large cannot.
      var candidate = shape.count == last.cells ? last.candidate : last.candidate / 2
      while true {
        let (sx, sy) = spiral.place(candidate)
        let dx = sx + centre.x - middle.x, dy = sy + centre.y - middle.y
        if !shape.contains(where: { packing.taken.contains(Cell(x: $0.x + dx, y: $0.y + dy)) }) {
          packing.put(
            parts[index], placed[index],
            at: (Double(dx) * packing.cell, Double(dy) * packing.cell), in: &result)
          break
        }
        candidate += 1
      }
      last = (shape.count, candidate)
    }
    packing.row(singles, into: &result)
    return result
  }

  private var centre: Cell { middle(of: taken) }

  private func middle(of cells: Set<Cell>) -> Cell {
    guard let first = cells.first else { return Cell(x: 0, y: 0) }
    var low = first, high = first
    for cell in cells {
      low = Cell(x: min(low.x, cell.x), y: min(low.y, cell.y))
      high = Cell(x: max(high.x, cell.x), y: max(high.y, cell.y))
    }
    return Cell(x: (low.x + high.x) / 2, y: (low.y + high.y) / 2)
  }

  private func shape(_ level: LayoutLevel, _ points: Points) -> Set<Cell> {
    var cells: Set<Cell> = []
    for v in 0..<level.count {
      let x = Double(points.x[v]) / cell, y = Double(points.y[v]) / cell
      let at = Cell(x: Int32(x.rounded(.down)), y: Int32(y.rounded(.down)))
      for dx in -1...1 as ClosedRange<Int32> {
        for dy in -1...1 as ClosedRange<Int32> { cells.insert(Cell(x: at.x + dx, y: at.y + dy)) }
      }
      for arc in level.offsets[v]..<level.offsets[v + 1] where level.targets[arc] > v {
        let u = Int(level.targets[arc])
        let toX = Double(points.x[u]) / cell, toY = Double(points.y[u]) / cell
        let steps = Int(max(abs(toX - x), abs(toY - y)).rounded(.up))
        for step in stride(from: 1, to: steps, by: 1) {
          let t = Double(step) / Double(steps)
          cells.insert(
            Cell(
              x: Int32((x + t * (toX - x)).rounded(.down)),
              y: Int32((y + t * (toY - y)).rounded(.down))))
        }
      }
    }
    return cells
  }

  private mutating func put(
    _ part: LayoutComponent, _ points: Points, at offset: (x: Double, y: Double),
    in result: inout Positions
  ) {
    var moved = points
    for (i, v) in part.vertices.enumerated() {
      result.x[v] = Double(points.x[i]) + offset.x
      result.y[v] = Double(points.y[i]) + offset.y
      moved.x[i] = Float(result.x[v])
      moved.y[i] = Float(result.y[v])
    }
    taken.formUnion(shape(part.level, moved))
  }

  /// Vertices without ties, in rows as wide as the picture, below it.
  private func row(_ vertices: [Int], into result: inout Positions) {
    guard !vertices.isEmpty else { return }
    let low = taken.map(\.x).min() ?? 0, high = taken.map(\.x).max() ?? 0
    let bottom = taken.map(\.y).min() ?? 0
    let square = Int32(Double(vertices.count).squareRoot() * aspect) + 1
    let columns = Int(max(high - low, square))
    for (i, v) in vertices.enumerated() {
      result.x[v] = (Double(low) + Double(i % columns) + 0.5) * cell
      result.y[v] = (Double(bottom) - 2 - Double(i / columns)) * cell
    }
  }

  /// Grid places by rising distance from the middle.
  private struct Spiral {
    let aspect: Double
    private var places: [(Int32, Int32)] = [(0, 0)]
    private var radius = 0

    init(aspect: Double) { self.aspect = aspect }

    /// Distances are taken ring by ring, so that only as many places exist as are asked for.
    mutating func place(_ index: Int) -> (Int32, Int32) {
      while index >= places.count {
        let inner = Double(radius), outer = Double(radius + 8)
        radius += 8
        var ring: [(Double, Int32, Int32)] = []
        let width = Int32(outer * aspect) + 1
        for x in -width...width {
          for y in -Int32(outer)...Int32(outer) {
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
