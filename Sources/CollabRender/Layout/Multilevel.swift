import CollabAlgorithms
import CollabCore
import CollabGraph
import Foundation

extension Layout {
  /// The toolkit's own engine.
  ///
  /// The pull grows with the cube of an edge's length, one power more than Fruchterman and
  /// Reingold's: on coauthor graphs that gives less stress than any other whole exponent.
  public static let multilevel = forces(
    id: "multilevel", summary: "the toolkit's own: multilevel, force-directed, parallel",
    attraction: 4, repulsion: 0,
    reference: "Hu 2005, Mathematica J. 10:37; Barnes, Hut 1986, doi:10.1038/324446a0")

  /// The mapping technique of VOSviewer, with its standard exponents.
  public static let vos = forces(
    id: "vos", summary: "VOS mapping: attraction 2, repulsion 1",
    attraction: 2, repulsion: 1,
    reference: "van Eck, Waltman, Dekker, van den Berg 2010, doi:10.1002/asi.21421")

  /// Noack's clustering layout, ForceAtlas2's LinLog mode.
  public static let linLog = forces(
    id: "linlog", summary: "LinLog: communities far apart",
    attraction: 1, repulsion: 0,
    reference: "Noack 2007, doi:10.7155/jgaa.00154")

  /// The toolkit's own engine with other settings than the defaults.
  ///
  /// - Parameters:
  ///   - attraction: the exponent of the pull along edges.
  ///   - repulsion: the exponent of the push between all; less than `attraction`.
  ///   - community: how much more strongly ties within a community pull.
  public static func multilevel(
    attraction: Double? = nil, repulsion: Double? = nil, community: Double? = nil
  ) -> Layout {
    multilevel.with([
      .attraction(4): attraction, .repulsion(0): repulsion, .community: community,
    ])
  }

  private static func forces(
    id: String, summary: String, attraction: Double, repulsion: Double, reference: String
  ) -> Layout {
    let pull = Parameter.attraction(attraction), push = Parameter.repulsion(repulsion)
    return Layout(
      id: id, summary: summary,
      parameters: [pull, push, .community], reference: reference
    ) { input in
      let field = ForceField(attraction: input[pull], repulsion: input[push])
      guard input[push] < input[pull] else {
        throw OptionError("'repulsion' of '\(id)' must be less than 'attraction'")
      }
      return try placeComponents(input) { component, execution in
        try ForceLayout(
          field: field, repulsion: input[push], attraction: input[pull],
          community: Float(input[.community]), seed: input.seed, execution: execution
        ).place(component)
      }
    }
  }
}

extension Parameter {
  fileprivate static func attraction(_ exponent: Double) -> Parameter {
    Parameter("attraction", "exponent of the pull along edges", default: exponent, in: 1...4)
  }

  fileprivate static func repulsion(_ exponent: Double) -> Parameter {
    Parameter(
      "repulsion", "exponent of the push between all; below attraction", default: exponent,
      in: -2...1)
  }

  fileprivate static let community = Parameter(
    "community", "how much more strongly ties within a community pull", default: 2, in: 0...100)
}

/// The force-directed layout of one connected graph.
struct ForceLayout {
  var field: ForceField
  var repulsion: Double
  var attraction: Double
  /// How much is added to the weight of a tie within a community, as a multiple.
  var community: Float
  var seed: UInt64
  var execution: Execution

  func place(_ component: LayoutComponent) throws -> Points {
    let level = component.level.strengthened(within: component.communities, by: 1 + community)
    if let initial = component.initial {
      return try refine(initial, on: level)
    }
    let hierarchy = LayoutHierarchy(level, communities: component.communities)
    var points = try coarsest(hierarchy.levels[hierarchy.levels.count - 1])
    for depth in hierarchy.levels.indices.reversed() {
      let level = hierarchy.levels[depth]
      if depth < hierarchy.levels.count - 1 {
        var random = SplitMix64(seed: seed, stream: UInt64(depth) + 1)
        points = hierarchy.prolonged(points, to: depth, random: &random)
      }
      let mean = (Float(hierarchy.levels[0].count) / Float(level.count)).squareRoot()
      try ForceRelaxation(field: field, rounds: rounds(level.count), firstStep: 2 * mean)
        .run(&points, on: level, execution: execution)
    }
    return points
  }

  /// Coarse levels are cheap and settle the shape; the finest needs but a few rounds.
  private func rounds(_ count: Int) -> Int {
    count < 1000 ? 80 : count < 4000 ? 40 : 24
  }

  /// Stress majorisation of the coarsest graph, at the size at which push and pull balance.
  private func coarsest(_ level: LayoutLevel) throws -> Points {
    var random = SplitMix64(seed: seed, stream: 0)
    var points = try level.start(random: &random, execution: execution)
    if level.count > 1, level.count <= 2000 { points.scale(by: Float(balance(points, level))) }
    return points
  }

  /// The factor by which points must grow so that the energy no longer falls with their size.
  ///
  /// Vertices whose place is not known do not count; of many pairs a sample stands for all.
  private func balance(_ points: Points, _ level: LayoutLevel) -> Double {
    let known = (0..<level.count).filter { !points.x[$0].isNaN }
    func distance(_ u: Int, _ v: Int, power: Double) -> Double {
      let dx = Double(points.x[u] - points.x[v]), dy = Double(points.y[u] - points.y[v])
      return pow(dx * dx + dy * dy + 1e-6, power / 2)
    }
    var pull = 0.0
    for v in known {
      for arc in level.offsets[v]..<level.offsets[v + 1] where level.targets[arc] < v {
        let u = Int(level.targets[arc])
        if points.x[u].isNaN { continue }
        pull += Double(level.weights[arc]) * distance(u, v, power: attraction)
      }
    }
    var push = 0.0, pairs = 0.0
    let stride = max(1, known.count / 500)
    for i in Swift.stride(from: 0, to: known.count, by: stride) {
      for j in Swift.stride(from: i % stride, to: known.count, by: stride) where j != i {
        let (u, v) = (known[i], known[j])
        push += Double(level.masses[u] * level.masses[v]) * distance(u, v, power: repulsion)
        pairs += 1
      }
    }
    guard pull > 0, push > 0 else { return 1 }
    push *= Double(known.count) * Double(known.count - 1) / 2 / pairs
    return pow(Double(field.strength) * push / pull, 1 / (attraction - repulsion))
  }

  /// Starts from an earlier picture: known vertices are held where they were, new ones start
  /// amid their neighbours.
  private func refine(_ initial: Points, on level: LayoutLevel) throws -> Points {
    var points = initial
    // The earlier picture may have any scale.
    let scale = Float(balance(initial, level))
    points.scale(by: scale)
    let anchors = points
    var random = SplitMix64(seed: seed, stream: 99)
    level.placeNew(in: &points, random: &random)
    try ForceRelaxation(field: field, rounds: 30, firstStep: 1)
      .run(&points, on: level, anchors: anchors, execution: execution)
    for v in 0..<level.count {
      points.x[v] /= scale
      points.y[v] /= scale
    }
    return points
  }
}

extension Layout {
  /// Stress majorisation of each component, started from the multilevel layout.
  public static let stress = Layout(
    id: "stress", summary: "stress majorisation; components of at most 4,000 authors",
    reference: "Gansner, Koren, North 2004, doi:10.1007/978-3-540-31843-9_25"
  ) { input in
    if let largest = components(of: input).first, largest.vertices.count > 4000 {
      throw OptionError(
        "the layout 'stress' takes components of at most 4000 authors, not "
          + "\(largest.vertices.count); use 'multilevel'")
    }
    return try placeComponents(input) { component, execution in
      var points = try ForceLayout(
        field: ForceField(attraction: 4, repulsion: 0), repulsion: 0, attraction: 4,
        community: 0, seed: input.seed, execution: execution
      ).place(component)
      let stress = try StressMajorisation(
        offsets: component.level.offsets, targets: component.level.targets, execution: execution)
      try stress.run(&points, rounds: 300, execution: execution)
      return points
    }
  }
}
