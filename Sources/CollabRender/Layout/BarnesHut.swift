import CollabCore

/// A tree of boxes over weighted points, for sums over all points that treat far ones as a whole.
///
/// Barnes, Hut, *A hierarchical O(N log N) force-calculation algorithm*, Nature 324:446 (1986),
/// doi:10.1038/324446a0. Points are sorted along a space-filling curve and cut into leaves of
/// sixteen; every four boxes make one of the next level. The order may outlast several rounds of
/// motion, because boxes follow their points. A leaf's points share one walk of the tree (Barnes
/// 1990, doi:10.1016/0021-9991(90)90232-P).
struct BarnesHut: Sendable {
  static let leafSize = 16

  /// What a point is called outside, along the curve; the last leaf is filled up with points
  /// without mass.
  private(set) var order: [UInt32]
  private(set) var x: [Float]
  private(set) var y: [Float]
  private let masses: [Float]
  private var mass: [Float]
  /// The first cell of each level, leaves first; the last entry is the number of cells.
  private let starts: [Int]
  /// The least coordinates of each cell, and the greatest with their signs turned.
  private var boxes: [SIMD4<Float>]
  /// The centre of mass of each cell, its mass, and the square of its longer side.
  private var cells: [SIMD4<Float>]

  var leafCount: Int { starts[1] }

  /// - Complexity: O(*n*).
  init(masses: [Float]) {
    let leaves = max(1, (masses.count + Self.leafSize - 1) / Self.leafSize)
    var starts = [0], width = leaves
    while true {
      starts.append(starts[starts.count - 1] + width)
      if width == 1 { break }
      width = (width + 3) / 4
    }
    self.starts = starts
    self.masses = masses
    order = Array(0..<UInt32(masses.count))
    x = [Float](repeating: 0, count: leaves * Self.leafSize)
    (y, mass) = (x, x)
    boxes = [SIMD4<Float>](repeating: SIMD4(), count: starts[starts.count - 1])
    cells = boxes
  }

  /// Sorts the points along the curve, and parts those on one spot: a push has a direction only
  /// where there is a distance.
  ///
  /// - Complexity: O(*n*).
  mutating func sort(_ points: inout Points) {
    let n = masses.count
    var lowX = Float.infinity, lowY = Float.infinity
    var highX = -Float.infinity, highY = -Float.infinity
    for i in 0..<n {
      lowX = min(lowX, points.x[i])
      highX = max(highX, points.x[i])
      lowY = min(lowY, points.y[i])
      highY = max(highY, points.y[i])
    }
    let scale = 65535 / max(highX - lowX, highY - lowY, 1e-6)
    var keys = [UInt64](repeating: 0, count: n)
    for i in 0..<n {
      // In this order of arguments what is not a number counts as 0.
      let kx = UInt32(min(65535, max(0, (points.x[i] - lowX) * scale)))
      let ky = UInt32(min(65535, max(0, (points.y[i] - lowY) * scale)))
      keys[i] = UInt64(Self.spread(kx) | Self.spread(ky) << 1) << 32 | UInt64(i)
    }
    keys.radixSort(from: 32)
    for i in 0..<n { order[i] = UInt32(truncatingIfNeeded: keys[i]) }
    for i in 0..<n { mass[i] = masses[Int(order[i])] }
    var spot = SIMD2<Float>(repeating: .nan), copies: Float = 0
    for v in order.lazy.map(Int.init) {
      if SIMD2(points.x[v], points.y[v]) == spot {
        copies += 1
        // Not along a line, which they could not leave: turns by the golden section spread them.
        let turn = (copies * 0.618_034).truncatingRemainder(dividingBy: 1)
        points.x[v] += 0.01 * copies
        points.y[v] += 0.02 * copies * (turn - 0.5)
      } else {
        (spot, copies) = (SIMD2(points.x[v], points.y[v]), 0)
      }
    }
  }

  /// Takes over where the points stand, in the order of the last sort.
  ///
  /// - Complexity: O(*n*).
  mutating func fit(_ points: Points) {
    let n = masses.count
    guard n > 0 else { return }
    for i in 0..<n {
      x[i] = points.x[Int(order[i])]
      y[i] = points.y[Int(order[i])]
    }
    for i in n..<x.count { (x[i], y[i]) = (x[n - 1], y[n - 1]) }
    for leaf in 0..<leafCount {
      var sum = SIMD4<Float>(), box = SIMD4<Float>(repeating: .infinity)
      for i in (leaf * Self.leafSize)..<((leaf + 1) * Self.leafSize) {
        sum += SIMD4(x[i] * mass[i], y[i] * mass[i], mass[i], 0)
        box = pointwiseMin(box, SIMD4(x[i], y[i], -x[i], -y[i]))
      }
      set(leaf, sum, box)
    }
    for level in 1..<(starts.count - 1) {
      for cell in starts[level]..<starts[level + 1] {
        var sum = SIMD4<Float>(), box = SIMD4<Float>(repeating: .infinity)
        let first = starts[level - 1] + 4 * (cell - starts[level])
        for child in first..<min(first + 4, starts[level]) {
          let weight = cells[child].z
          sum += SIMD4(cells[child].x * weight, cells[child].y * weight, weight, 0)
          box = pointwiseMin(box, boxes[child])
        }
        set(cell, sum, box)
      }
    }
  }

  private mutating func set(_ cell: Int, _ sum: SIMD4<Float>, _ box: SIMD4<Float>) {
    let side = max(-box.z - box.x, -box.w - box.y)
    boxes[cell] = box
    cells[cell] = SIMD4(sum.x / sum.z, sum.y / sum.z, sum.z, side * side)
  }

  /// What acts on one leaf's points: far cells as points, and single points nearby.
  ///
  /// Sums over the list take two passes, the first of which keeps a term for each entry: loops over
  /// single numbers become vector instructions, where operations on vectors are taken apart again.
  final class Interactions {
    private typealias Four = SIMD4<Float>
    private var count = 0
    private let x: UnsafeMutablePointer<Float>
    private let y: UnsafeMutablePointer<Float>
    private let mass: UnsafeMutablePointer<Float>
    /// Numbers for each entry, for the time of one sum.
    private let terms: UnsafeMutablePointer<Float>
    private let others: UnsafeMutablePointer<Float>
    /// The cells of a level that are looked at, and their children to be looked at next.
    fileprivate var open: UnsafeMutablePointer<UInt32>
    fileprivate var children: UnsafeMutablePointer<UInt32>

    init(for tree: BarnesHut) {
      let room = tree.x.count + tree.cells.count + 4
      // The alignment of vectors of four.
      func numbers() -> UnsafeMutablePointer<Float> {
        UnsafeMutableRawPointer.allocate(byteCount: 4 * room, alignment: 16)
          .bindMemory(to: Float.self, capacity: room)
      }
      (x, y, mass) = (numbers(), numbers(), numbers())
      (terms, others) = (numbers(), numbers())
      open = .allocate(capacity: tree.leafCount)
      children = .allocate(capacity: tree.leafCount)
    }

    deinit {
      for part in [x, y, mass, terms, others] { UnsafeMutableRawPointer(part).deallocate() }
      open.deallocate()
      children.deallocate()
    }

    fileprivate func removeAll() { count = 0 }

    @inline(__always) fileprivate func append(_ px: Float, _ py: Float, _ pm: Float) {
      (x[count], y[count], mass[count]) = (px, py, pm)
      count += 1
    }

    /// Fills the last vector up with points without mass.
    fileprivate func finish() {
      while count % 4 != 0 { append(0, 0, 0) }
    }

    /// The push of all that is listed on a point, as the sum of *m·p(d²)* times the way from
    /// there, and the sum of *m·p(d²)* itself.
    @inline(__always)
    func push(_ px: Float, _ py: Float, _ power: (Float) -> Float) -> SIMD3<Float> {
      let (x, y, mass, terms) = (x, y, mass, terms)
      for i in 0..<count {
        let dx = px - x[i], dy = py - y[i]
        terms[i] = mass[i] * power(dx * dx + dy * dy)
      }
      return sums(px, py)
    }

    /// The bounded push of all that is listed on a point: the sum of *k* times the way from there,
    /// with *k* = *m*/((0.01 + *d*²)(1 + *d*²)), the sum of *k*, and that of *m*/(1 + *d*²).
    func boundedPush(_ px: Float, _ py: Float) -> SIMD4<Float> {
      let (x, y, mass, terms, others) = (x, y, mass, terms, others)
      for i in 0..<count {
        let dx = px - x[i], dy = py - y[i], square = dx * dx + dy * dy
        let near = 0.01 + square, k = mass[i] / (near * (1 + square))
        terms[i] = k
        others[i] = k * near
      }
      let vectors = Self.vectors(others)
      var closeness = Four()
      for i in 0..<(count / 4) { closeness += vectors[i] }
      return SIMD4(sums(px, py), closeness.sum())
    }

    /// The sum of the terms times the way from their points, and that of the terms.
    @inline(__always) private func sums(_ px: Float, _ py: Float) -> SIMD3<Float> {
      let (x, y, terms) = (Self.vectors(x), Self.vectors(y), Self.vectors(terms))
      var sumX = Four(), sumY = Four(), sum = Four()
      for i in 0..<(count / 4) {
        sumX += terms[i] * (px - x[i])
        sumY += terms[i] * (py - y[i])
        sum += terms[i]
      }
      return SIMD3(sumX.sum(), sumY.sum(), sum.sum())
    }

    private static func vectors(_ numbers: UnsafeMutablePointer<Float>) -> UnsafePointer<Four> {
      UnsafeRawPointer(numbers).assumingMemoryBound(to: Four.self)
    }
  }

  /// Collects what acts on a leaf's points: cells that are narrower than `theta` times their
  /// distance, and single points nearby.
  func collect(_ leaf: Int, theta: Float, into list: Interactions) {
    let opening = theta * theta, box = boxes[leaf], levels = starts.count - 1
    list.removeAll()
    list.open[0] = 0
    var openCount = 1
    cells.withUnsafeBufferPointer { cells in
      for level in stride(from: levels - 1, through: 0, by: -1) {
        // The leaf's own cell is opened, however far off the centre of its mass is.
        let first = starts[level], own = leaf >> (2 * level)
        let below = level > 0 ? first - starts[level - 1] : 0
        var childCount = 0
        for i in 0..<openCount {
          let number = Int(list.open[i]), cell = cells[first + number]
          let dx = max(box.x - cell.x, cell.x + box.z, 0)
          let dy = max(box.y - cell.y, cell.y + box.w, 0)
          if cell.w < opening * (dx * dx + dy * dy), number != own {
            list.append(cell.x, cell.y, cell.z)
          } else if level > 0 {
            for child in (4 * number)..<min(4 * number + 4, below) {
              list.children[childCount] = UInt32(truncatingIfNeeded: child)
              childCount += 1
            }
          } else {
            for p in (number * Self.leafSize)..<((number + 1) * Self.leafSize) {
              list.append(x[p], y[p], mass[p])
            }
          }
        }
        swap(&list.open, &list.children)
        openCount = childCount
      }
    }
    list.finish()
  }

  /// Spreads 16 bits to the even places of 32.
  private static func spread(_ value: UInt32) -> UInt32 {
    var v = value
    v = (v | v << 8) & 0x00ff_00ff
    v = (v | v << 4) & 0x0f0f_0f0f
    v = (v | v << 2) & 0x3333_3333
    return (v | v << 1) & 0x5555_5555
  }
}
