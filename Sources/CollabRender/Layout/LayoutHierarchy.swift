import CollabAlgorithms
import CollabCore

/// A connected graph at falling sizes, the graph itself first.
struct LayoutHierarchy: Sendable {
  private(set) var levels: [LayoutLevel]
  /// The group of each vertex of a level, a vertex of the next.
  private var maps: [[UInt32]] = []

  /// Joins vertices until fifty are left, or too few join.
  ///
  /// - Complexity: O((*n* + *m*) log *n*).
  init(_ finest: LayoutLevel, communities: [UInt32]?) {
    levels = [finest]
    var labels = communities
    while levels[levels.count - 1].count > 50 {
      let fine = levels[levels.count - 1]
      let (group, count) = fine.groups(communities: labels)
      if Double(count) > 0.9 * Double(fine.count) { break }
      if let old = labels {
        var coarse = [UInt32](repeating: 0, count: count)
        for v in 0..<fine.count { coarse[Int(group[v])] = old[v] }
        labels = coarse
      }
      maps.append(group)
      levels.append(fine.merged(group, count: count))
    }
  }

  /// Every vertex of a level beside where its group stands.
  func prolonged(_ coarse: Points, to depth: Int, random: inout SplitMix64) -> Points {
    let group = maps[depth], masses = levels[depth].masses
    var points = Points(count: group.count)
    for v in 0..<group.count {
      let spread = masses[v].squareRoot()
      points.x[v] = coarse.x[Int(group[v])] + Float(random.unit() - 0.5) * spread
      points.y[v] = coarse.y[Int(group[v])] + Float(random.unit() - 0.5) * spread
    }
    return points
  }
}

extension LayoutLevel {
  /// The level with the weights of ties within a community multiplied.
  func strengthened(within communities: [UInt32]?, by factor: Float) -> LayoutLevel {
    guard let communities else { return self }
    var level = self
    for v in 0..<count {
      for arc in offsets[v]..<offsets[v + 1]
      where communities[Int(targets[arc])] == communities[v] {
        level.weights[arc] *= factor
      }
    }
    return level
  }

  /// Random points, made better by stress majorisation where that is affordable.
  ///
  /// - Complexity: O(*n*²) for at most 2,000 vertices, else O(*n*).
  func start(random: inout SplitMix64, execution: Execution) throws(Cancellation) -> Points {
    var points = Points(count: count)
    for v in 0..<count {
      points.x[v] = Float(random.unit() - 0.5)
      points.y[v] = Float(random.unit() - 0.5)
    }
    guard count > 1, count <= 2000 else { return points }
    let stress = try StressMajorisation(offsets: offsets, targets: targets, execution: execution)
    try stress.run(&points, rounds: 200, execution: execution)
    return points
  }

  /// Puts vertices whose place is not known amid their neighbours.
  func placeNew(in points: inout Points, random: inout SplitMix64) {
    var open = (0..<count).filter { points.x[$0].isNaN }
    while !open.isEmpty {
      var later: [Int] = [], found: [(Int, Float, Float)] = []
      for v in open {
        var sumX: Float = 0, sumY: Float = 0, sum: Float = 0
        for arc in offsets[v]..<offsets[v + 1] {
          let u = Int(targets[arc])
          if points.x[u].isNaN { continue }
          // Ties without weight tell where a vertex belongs too.
          let weight = max(weights[arc], 1e-6)
          sumX += points.x[u] * weight
          sumY += points.y[u] * weight
          sum += weight
        }
        if sum > 0 {
          found.append(
            (v, sumX / sum + Float(random.unit() - 0.5), sumY / sum + Float(random.unit() - 0.5)))
        } else {
          later.append(v)
        }
      }
      for (v, x, y) in found { (points.x[v], points.y[v]) = (x, y) }
      if found.isEmpty { break }
      open = later
    }
  }
}

extension Points {
  /// Multiplies all coordinates.
  mutating func scale(by factor: Float) {
    for v in x.indices {
      x[v] *= factor
      y[v] *= factor
    }
  }
}
