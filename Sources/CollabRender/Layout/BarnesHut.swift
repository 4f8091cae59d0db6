/// A quadtree over weighted points, for sums over all points that treat far ones as a whole.
///
/// Barnes, Hut, *A hierarchical O(N log N) force-calculation algorithm*, Nature 324:446 (1986),
/// doi:10.1038/324446a0. Points that share a leaf share one walk of the tree (Barnes 1990,
/// doi:10.1016/0021-9991(90)90232-P), and the sums run over eight points at a time.
struct BarnesHut: Sendable {
  /// A leaf's points, with their bounding box.
  struct Leaf: Sendable {
    var points: Range<Int>
    var lowX: Float, lowY: Float, highX: Float, highY: Float
  }

  private struct Cell: Sendable {
    var x: Float, y: Float, mass: Float
    var squaredWidth: Float
    /// The cell after this one's descendants.
    var next: Int32
    /// The leaf, or -1 for an inner cell.
    var leaf: Int32
  }

  /// What a point is called outside: the order of the points along the curve.
  private(set) var order: [Int32] = []
  private(set) var leaves: [Leaf] = []
  private(set) var x: [Float] = []
  private(set) var y: [Float] = []
  private var mass: [Float] = []
  private var cells: [Cell] = []
  private static let leafSize = 16

  /// The interaction list of one leaf, padded to whole vectors.
  struct Neighbourhood {
    var x: [SIMD8<Float>] = [], y: [SIMD8<Float>] = [], mass: [SIMD8<Float>] = []
    private var pending = 0
    private var lastX = SIMD8<Float>(), lastY = SIMD8<Float>(), lastMass = SIMD8<Float>()

    mutating func removeAll() {
      x.removeAll(keepingCapacity: true)
      y.removeAll(keepingCapacity: true)
      mass.removeAll(keepingCapacity: true)
      pending = 0
    }

    @inline(__always) mutating func append(_ px: Float, _ py: Float, _ pm: Float) {
      lastX[pending] = px
      lastY[pending] = py
      lastMass[pending] = pm
      pending += 1
      if pending == 8 { flush() }
    }

    mutating func finish() {
      guard pending > 0 else { return }
      for lane in pending..<8 { (lastX[lane], lastY[lane], lastMass[lane]) = (0, 0, 0) }
      flush()
    }

    private mutating func flush() {
      x.append(lastX)
      y.append(lastY)
      mass.append(lastMass)
      pending = 0
    }
  }

  /// Sorts the points along a space-filling curve and builds the tree.
  ///
  /// - Complexity: O(*n* log *n*) time, O(*n*) space.
  init(_ points: Points, masses: [Float]) {
    let n = masses.count
    var lowX = Float.infinity, lowY = Float.infinity
    var highX = -Float.infinity, highY = -Float.infinity
    for i in 0..<n {
      lowX = min(lowX, points.x[i])
      highX = max(highX, points.x[i])
      lowY = min(lowY, points.y[i])
      highY = max(highY, points.y[i])
    }
    let width = max(highX - lowX, highY - lowY, 1e-6) * 1.0001
    let scale = 65536 / width
    var keys = [UInt64](repeating: 0, count: n)
    for i in 0..<n {
      let kx = UInt32(min(max((points.x[i] - lowX) * scale, 0), 65535))
      let ky = UInt32(min(max((points.y[i] - lowY) * scale, 0), 65535))
      keys[i] = UInt64(Self.spread(kx) | Self.spread(ky) << 1) << 32 | UInt64(i)
    }
    Self.radixSort(&keys)
    order = keys.map { Int32(truncatingIfNeeded: $0 & 0xffff_ffff) }
    x = order.map { points.x[Int($0)] }
    y = order.map { points.y[Int($0)] }
    mass = order.map { masses[Int($0)] }
    cells.reserveCapacity(n / 2 + 16)
    build(0..<n, bits: 32, width: width, keys: keys)
  }

  private mutating func build(_ range: Range<Int>, bits: Int, width: Float, keys: [UInt64]) {
    let cell = cells.count
    cells.append(Cell(x: 0, y: 0, mass: 0, squaredWidth: width * width, next: 0, leaf: -1))
    var sumX: Float = 0, sumY: Float = 0, sum: Float = 0
    if range.count <= Self.leafSize || bits == 0 {
      var leaf = Leaf(
        points: range, lowX: .infinity, lowY: .infinity, highX: -.infinity, highY: -.infinity)
      for i in range {
        sumX += x[i] * mass[i]
        sumY += y[i] * mass[i]
        sum += mass[i]
        leaf.lowX = min(leaf.lowX, x[i])
        leaf.highX = max(leaf.highX, x[i])
        leaf.lowY = min(leaf.lowY, y[i])
        leaf.highY = max(leaf.highY, y[i])
      }
      cells[cell].leaf = Int32(leaves.count)
      leaves.append(leaf)
    } else {
      var first = range.lowerBound
      let shift = UInt64(32 + bits - 2)
      while first < range.upperBound {
        let quarter = keys[first] >> shift
        var low = first + 1, high = range.upperBound
        while low < high {
          let middle = (low + high) / 2
          if keys[middle] >> shift == quarter { low = middle + 1 } else { high = middle }
        }
        let child = cells.count
        build(first..<low, bits: bits - 2, width: width / 2, keys: keys)
        sumX += cells[child].x * cells[child].mass
        sumY += cells[child].y * cells[child].mass
        sum += cells[child].mass
        first = low
      }
    }
    cells[cell].x = sumX / sum
    cells[cell].y = sumY / sum
    cells[cell].mass = sum
    cells[cell].next = Int32(cells.count)
  }

  /// Collects what acts on a leaf's points: cells that are narrower than `theta` times their
  /// distance, and single points nearby.
  func collect(_ leaf: Leaf, theta: Float, into list: inout Neighbourhood) {
    list.removeAll()
    let opening = theta * theta
    cells.withUnsafeBufferPointer { cells in
      var i = 0
      while i < cells.count {
        let cell = cells[i]
        let dx = max(leaf.lowX - cell.x, cell.x - leaf.highX, 0)
        let dy = max(leaf.lowY - cell.y, cell.y - leaf.highY, 0)
        if cell.squaredWidth < opening * (dx * dx + dy * dy) {
          list.append(cell.x, cell.y, cell.mass)
          i = Int(cell.next)
        } else {
          if cell.leaf >= 0 {
            for p in leaves[Int(cell.leaf)].points { list.append(x[p], y[p], mass[p]) }
          }
          i += 1
        }
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

  /// Sorts by the upper 32 bits; equal ones keep their order.
  private static func radixSort(_ keys: inout [UInt64]) {
    var other = keys
    for shift in [32, 43, 54] as [UInt64] {
      var starts = [Int](repeating: 0, count: 2049)
      for key in keys { starts[Int(key >> shift & 2047) + 1] += 1 }
      for d in 0..<2048 { starts[d + 1] += starts[d] }
      for key in keys {
        let digit = Int(key >> shift & 2047)
        other[starts[digit]] = key
        starts[digit] += 1
      }
      swap(&keys, &other)
    }
  }
}
