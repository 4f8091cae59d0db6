import CollabAlgorithms
import CollabCore
import CollabGraph

extension Layout {
  /// The toolkit's own engine, made for communities that show as islands.
  ///
  /// Distances in the graph show less than in ``multilevel``, neighbours and communities more.
  public static let islands = Layout(
    id: "islands", summary: "the toolkit's own: communities as islands; multilevel, parallel",
    reference: "Noack 2007, doi:10.7155/jgaa.00154; McInnes, Healy, Melville 2018, "
      + "arXiv:1802.03426; Hu 2005, Mathematica J. 10:37", isEven: true
  ) { input in
    try placeComponents(input) { component, execution in
      try IslandLayout(seed: input.seed, execution: execution).place(component)
    }
  }
}

/// The island layout of one connected graph.
struct IslandLayout {
  var seed: UInt64
  var execution: Execution

  /// How many starts the best is chosen from, and the size of the levels that decide.
  private static let starts = 4, startSize = 250
  /// The strength of the push in the power fields.
  private static let push = 0.2

  /// Points, and the exponent of the pull whose size they have.
  private struct State {
    var points: Points
    var attraction = 0
  }

  func place(_ component: LayoutComponent) throws -> Points {
    let level = component.level
    if let initial = component.initial { return try refine(initial, on: level) }
    guard level.count > 1 else { return Points(count: level.count) }
    let hierarchy = LayoutHierarchy(
      level.strengthened(within: component.communities, by: 1.5),
      communities: component.communities)
    let first = hierarchy.levels.firstIndex { $0.count <= Self.startSize }
    var state = try best(hierarchy, first ?? hierarchy.levels.count - 1)
    var random = SplitMix64(seed: seed, stream: 100)
    for depth in hierarchy.levels.indices.prefix(first ?? hierarchy.levels.count - 1).reversed() {
      try settle(&state, hierarchy, depth, random: &random, execution)
    }
    var points = state.points
    if level.count > 60 { points = points.evened() }
    points.scale(by: Self.scale(of: points, level))
    try BoundedRelaxation().run(&points, on: level, execution: execution)
    return points
  }

  /// The start of the least energy at a level; of equal ones the first.
  private func best(_ hierarchy: LayoutHierarchy, _ depth: Int) throws -> State {
    let last = hierarchy.levels.count - 1
    func start(_ number: Int, _ execution: Execution) throws(Cancellation) -> State {
      var random = SplitMix64(seed: seed, stream: UInt64(number))
      var state = State(
        points: try hierarchy.levels[last].start(random: &random, execution: execution))
      for level in (depth...last).reversed() {
        try settle(&state, hierarchy, level, random: &random, execution)
      }
      return state
    }
    let level = hierarchy.levels[depth]
    // Where coarsening stalled, the energy of all pairs would cost more than it is worth.
    guard level.count <= Self.startSize else { return try start(0, execution) }
    let serial = Execution(threads: 1, isCancelled: execution.isCancelled)
    let states = try execution.mapChunks(
      of: Self.starts, size: 1, phase: "layout", scratch: {}
    ) { _, range in
      Result {
        let state = try start(range.lowerBound, serial)
        return (state: state, energy: Self.energy(level, state))
      }
    }.map { try $0.get() }
    var best = states[0]
    for other in states.dropFirst() where other.energy < best.energy { best = other }
    return best.state
  }

  /// Brings points of the next coarser level, or a start, to the balance of a level's forces.
  ///
  /// On coarse levels distances show the whole, on fine ones LinLog's pull parts the islands.
  private func settle(
    _ state: inout State, _ hierarchy: LayoutHierarchy, _ depth: Int, random: inout SplitMix64,
    _ execution: Execution
  ) throws(Cancellation) {
    let level = hierarchy.levels[depth], n = hierarchy.levels[0].count
    if depth < hierarchy.levels.count - 1 {
      state.points = hierarchy.prolonged(state.points, to: depth, random: &random)
    }
    let attraction = 10 * level.count < n ? 2 : 1
    if attraction != state.attraction {
      state.attraction = attraction
      state.points.scale(by: Self.balance(level, state))
    }
    try ForceRelaxation(
      field: ForceField(attraction: Double(attraction), repulsion: 0, strength: Self.push),
      rounds: level.count < 1000 ? 100 : level.count < 4000 ? 40 : 20,
      firstStep: 2 * (Float(n) / Float(level.count)).squareRoot()
    ).run(&state.points, on: level, execution: execution)
  }

  /// The factor that makes the energy least: where the push is *c·m·m′*/*d*, Σ*w·d*^α is then
  /// *c*·Σ*m·m′* over all pairs.
  private static func balance(_ level: LayoutLevel, _ state: State) -> Float {
    var mass = 0.0, squares = 0.0
    for m in level.masses {
      mass += Double(m)
      squares += Double(m) * Double(m)
    }
    let pull = pull(level, state)
    guard pull > 0 else { return 1 }
    let power = push * (mass * mass - squares) / 2 / pull
    return Float(state.attraction == 2 ? power.squareRoot() : power)
  }

  /// Σ*w·d*^α over all edges.
  private static func pull(_ level: LayoutLevel, _ state: State) -> Double {
    var pull = 0.0
    for v in 0..<level.count {
      for arc in level.offsets[v]..<level.offsets[v + 1] where level.targets[arc] < v {
        let square = state.points.squaredDistance(v, Int(level.targets[arc]))
        pull += Double(level.weights[arc]) * (state.attraction == 2 ? square : square.squareRoot())
      }
    }
    return pull
  }

  /// Σ*w·d*^α/α over the edges less *c*·Σ*m·m′*·ln *d* over the pairs.
  ///
  /// - Complexity: O(*n*²).
  private static func energy(_ level: LayoutLevel, _ state: State) -> Double {
    var logarithms = 0.0
    for v in 0..<level.count {
      for u in 0..<v {
        logarithms +=
          Double(level.masses[u] * level.masses[v])
          * steadyLogarithm(state.points.squaredDistance(u, v))
      }
    }
    return pull(level, state) / Double(state.attraction) - push * logarithms / 2
  }

  /// The factor by which nine tenths of *n* vertices come within 1.2·√*n* of the middle, in widths of
  /// the bounded kernel.
  ///
  /// All coauthors of a vertex find their place within a few widths, however many they are: above
  /// twelve on average, widths are larger beside the whole.
  private static func scale(of points: Points, _ level: LayoutLevel) -> Float {
    let known = points.x.indices.filter { !points.x[$0].isNaN }, n = known.count
    guard n > 1 else { return 1 }
    let x = known.map { points.x[$0] }, y = known.map { points.y[$0] }
    let middleX = x.sorted()[n / 2], middleY = y.sorted()[n / 2]
    let reach = known.indices.map { v in
      let dx = x[v] - middleX, dy = y[v] - middleY
      return (dx * dx + dy * dy).squareRoot()
    }.sorted()[n * 9 / 10]
    let degree = Float(level.targets.count) / Float(level.count)
    return reach > 1e-20 ? 1.2 * (Float(n) * 12 / max(12, degree)).squareRoot() / reach : 1
  }

  /// Starts from an earlier picture: known vertices are held near where they were, new ones start
  /// amid their neighbours.
  private func refine(_ initial: Points, on level: LayoutLevel) throws -> Points {
    var points = initial
    let scale = Self.scale(of: initial, level)
    points.scale(by: scale)
    let anchors = points
    var random = SplitMix64(seed: seed, stream: 99)
    level.placeNew(in: &points, random: &random)
    try BoundedRelaxation(rounds: 30, momentum: 0, hold: 0.3)
      .run(&points, on: level, anchors: anchors, execution: execution)
    points.scale(by: 1 / scale)
    return points
  }
}

/// The natural logarithm of a positive number, from +, −, · and / only: C libraries differ in the
/// last bit, and another start could win.
func steadyLogarithm(_ number: Double) -> Double {
  var significand = number.significand, exponent = Double(number.exponent)
  if significand > 1.414_213_562_373_095_1 {
    significand /= 2
    exponent += 1
  }
  // ln x = 2·artanh((x − 1)/(x + 1)); |z| is below 0.172.
  let z = (significand - 1) / (significand + 1), square = z * z
  var sum = 0.0
  for odd in stride(from: 17.0, through: 1, by: -2) { sum = sum * square + 1 / odd }
  return 2 * z * sum + exponent * 0.693_147_180_559_945_3
}

extension Points {
  /// The square of a distance, a little more than 0 on one spot.
  fileprivate func squaredDistance(_ u: Int, _ v: Int) -> Double {
    let dx = Double(x[u] - x[v]), dy = Double(y[u] - y[v])
    return dx * dx + dy * dy + 1e-6
  }

  /// ``Positions/evened()``.
  fileprivate func evened() -> Points {
    let even = Positions(uncheckedX: x.map(Double.init), y: y.map(Double.init)).evened()
    var points = Points(count: x.count)
    points.x = even.x.map { Float($0) }
    points.y = even.y.map { Float($0) }
    return points
  }
}
