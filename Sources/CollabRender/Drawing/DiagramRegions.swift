import CollabGraph
import Foundation

/// An island of a community on the map.
struct CommunityRegion {
  var community: Int
  var title: String
  /// How many discs the community has.
  var members: Int
  /// The outline of the largest island.
  var outline: [Point]
}

extension DiagramBuilder {
  /// Shades where each of the largest communities outweighs every other and makes up a good
  /// share of the authors around.
  mutating func shadeCommunities() -> [CommunityRegion] {
    guard let communities, count > 2 else { return [] }
    // Rows of small components are to be counted, not read.
    let isRow = rows
    var members: [Int: [Int]] = [:]
    for (v, c) in communities.enumerated() { members[c, default: []].append(v) }
    let shown = members.compactMapValues { members -> [Int]? in
      let main = members.filter { !isRow[$0] }
      return main.count >= 3 ? main : main.isEmpty && members.count >= 12 ? members : nil
    }
    .filter { $0.key < Palette.categories.count }
    .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    let step = map.width / 220
    let spacing = (map.width * map.height / Double(count)).squareRoot()
    let radius = max(min(spacing * 1.2, map.width / 14), map.width / (count > 2000 ? 60 : 38))
    func field(_ vertices: some Sequence<Int>) -> Field {
      var field = Field(over: map.padded(text * 1.4), step: step)
      for v in vertices { field.add(1, at: points[v], radius: radius + radii[v]) }
      return field
    }
    let total = field(0..<count)
    let fields = shown.map { field($0.value) }
    // In the core of a large map many small communities mix.
    let share: Float = count > 2000 ? 0.25 : 0.4
    var regions: [CommunityRegion] = []
    for (index, (community, vertices)) in shown.enumerated() {
      var margin = fields[index]
      for i in margin.values.indices {
        var rival = share * total.values[i]
        for other in fields.indices where other != index {
          rival = max(rival, fields[other].values[i])
        }
        margin.values[i] -= rival
      }
      let color = Palette.category(community)
      let least = max(3, vertices.count / 10)
      let islands = margin.contours(at: 0.18).filter { signedArea($0) > radius * radius / 2 }
        .filter { line in
          vertices.reduce(0) { $0 + (encloses(line, points[$1]) ? 1 : 0) } >= least
        }
        .sorted { signedArea($0) > signedArea($1) }
      for line in islands {
        shapes.append(
          .smoothArea(
            smoothed(line), fill: color.opacity(theme == .dark ? 0.16 : 0.11),
            stroke: color.opacity(0.5), width: map.width / 1100,
            // Also where colours look alike, as in grey.
            dash: Diagram.Dash.allCases[community % 3]))
      }
      if let largest = islands.first {
        regions.append(
          CommunityRegion(
            community: community, title: communityTitle(community), members: vertices.count,
            outline: largest))
      }
    }
    return regions
  }

  /// The lines between shades of density.
  private static let densityLevels = 9

  /// The shades of density from the least, which fades into the page.
  var densityShades: [Color] {
    (1...Self.densityLevels).map { level in
      let share = Double(level) / Double(Self.densityLevels + 1)
      return Palette.scale(theme == .dark ? share : 1 - share)
        .mixed(with: theme.background, 0.85 - 0.6 * share)
    }
  }

  /// Shades how densely authors stand, each counting by what size means (van Eck, Waltman 2010,
  /// doi:10.1007/s11192-009-0146-3).
  mutating func shadeDensity() {
    guard count > 0 else { return }
    var field = Field(over: map.padded(text * 1.4), step: map.width / 220)
    let top = max((0..<count).map(magnitude).max() ?? 0, 1e-12)
    // How densely small components stand in rows means nothing.
    let isRow = rows
    for v in 0..<count where !isRow[v] {
      field.add(0.02 + magnitude(v) / top, at: points[v], radius: map.width / 22)
    }
    let highest = field.values.max() ?? 0
    let shades = densityShades
    for level in shades.indices {
      let share = Double(level + 1) / Double(shades.count + 1)
      for line in field.contours(at: highest * Float(share * share))
        .sorted(by: { signedArea($0) > signedArea($1) })
      {
        let isHole = signedArea(line) < 0
        let fill = !isHole ? shades[level] : level == 0 ? theme.background : shades[level - 1]
        shapes.append(.smoothArea(smoothed(line), fill: fill, stroke: fill, width: 0.1))
      }
    }
  }

  /// The circles of an ego map.
  mutating func drawRings() {
    guard let distances = selection.distances, let middle = distances.firstIndex(of: 0) else {
      return
    }
    let centre = points[middle]
    for ring in Set(distances).sorted() where ring > 0 {
      let onRing = (0..<count).filter { distances[$0] == ring }
      // A ring of few says nothing; of many it is several.
      if onRing.count <= Self.fewCoauthors || (ring == 1 && isWide) { continue }
      let reach = onRing.map { v in
        let dx = points[v].x - centre.x, dy = points[v].y - centre.y
        return (dx * dx + dy * dy).squareRoot()
      }
      let radius = reach.reduce(0, +) / Double(max(reach.count, 1))
      shapes.append(
        .disc(
          centre, radiusX: radius, radiusY: radius, fill: theme.background.opacity(0),
          stroke: theme.edge.opacity(0.35), width: map.width / 1100))
    }
  }

  /// An author in the middle, the others on rings by distance, in the order in which the rings
  /// hang together: each beside the one through whom they are reached.
  func rings(around ego: Int) -> Positions {
    var positions = Positions(
      uncheckedX: [Double](repeating: 0, count: count), y: [Double](repeating: 0, count: count))
    guard let distances = selection.distances, let middle = selection.authors.firstIndex(of: ego)
    else { return positions }
    let graph = selection.graph
    var angle = [Double](repeating: 0, count: count)
    var radius = 0.0
    let rings = distances.max() ?? 0
    var order = isWide ? sectors(distances) : ring(1, around: middle, distances)
    for distance in stride(from: 1, through: rings, by: 1) {
      if distance > 1 {
        // By the mean direction of those through whom they are reached.
        order = (0..<count).filter { distances[$0] == distance }
        var wish = [Double](repeating: 0, count: count)
        for v in order {
          var x = 0.0, y = 0.0
          for arc in graph.arcs(v) where distances[Int(graph.targets[arc])] == distance - 1 {
            x += cos(angle[Int(graph.targets[arc])])
            y += sin(angle[Int(graph.targets[arc])])
          }
          wish[v] = atan2(y, x)
        }
        order.sort { wish[$0] == wish[$1] ? $0 < $1 : wish[$0] < wish[$1] }
      }
      // Names of an inner ring stand before the next one.
      let layers = distance == 1 && isWide ? Self.layers(of: order.count) : 1
      radius = max(radius + 1, radius * 1.4, Double(order.count) * 0.16 / 2 / Double(layers))
      // Two who are tied make a triangle with the middle: on a line their tie would pass through it.
      let isTiedPair =
        distance == 1 && order.count == 2
        && graph.arcs(order[0]).contains { Int(graph.targets[$0]) == order[1] }
      let places = isTiedPair ? 3 : order.count
      let start =
        distance == 1 && order.count <= Self.fewCoauthors
        ? (places == 3 ? Double.pi / 6 : 0)
        : distance == 1 || order.isEmpty ? Double.pi / 2 : -Double.pi
      for (index, v) in order.enumerated() {
        angle[v] = Self.angle(
          at: (Double(index) + (order.count <= Self.fewCoauthors ? 0 : 0.5)) / Double(places),
          from: start)
        let reach = radius * (1 + 0.3 * Double(index % layers))
        positions.x[v] = reach * cos(angle[v])
        positions.y[v] = reach * sin(angle[v])
      }
      radius *= 1 + 0.3 * Double(layers - 1)
    }
    return positions
  }

  /// Up to so many coauthors need no ring around them.
  static let fewCoauthors = 3
  /// Above so many, one ring would be all names and chords.
  private static let mostOnRing = 60

  /// Whether the direct coauthors stand on several rings, by community.
  var isWide: Bool {
    (selection.distances ?? []).count { $0 == 1 } > Self.mostOnRing
  }

  /// How many rings so many coauthors take.
  private static func layers(of count: Int) -> Int { min(6, (count + 39) / 40) }

  /// The direct coauthors, community by community, each from the largest author on.
  private func sectors(_ distances: [Int]) -> [Int] {
    (0..<count).filter { distances[$0] == 1 }.sorted { a, b in
      let (left, right) = (communities?[a] ?? 0, communities?[b] ?? 0)
      if left != right { return left < right }
      return magnitude(a) == magnitude(b) ? a < b : magnitude(a) > magnitude(b)
    }
  }

  /// The least weight of a tie between two coauthors that is drawn around an author with many:
  /// twice as many as coauthors are; 0 where all are drawn.
  var leastChord: Double {
    guard isWide, let middle = selection.distances?.firstIndex(of: 0) else { return 0 }
    let chords = selection.graph.edges.filter { $0.a != middle && $0.b != middle }.map(\.weight)
      .sorted(by: >)
    return chords.count > 2 * count ? chords[2 * count] : 0
  }

  /// The angle at a share of a ring, counted from `start`, the top or the left: authors stand
  /// farther apart above and below the middle than beside it, because names are wider than high.
  ///
  /// The density at an angle *t* is 1 + 0.4·cos 2*t*; its sum is inverted by Newton's method.
  private static func angle(at share: Double, from start: Double) -> Double {
    let wanted = start + 2 * .pi * share
    var angle = wanted
    for _ in 0..<8 {
      angle -= (angle + 0.2 * sin(2 * angle) - wanted) / (1 + 0.4 * cos(2 * angle))
    }
    return angle
  }

  /// The direct coauthors, so ordered that those who work together stand together: by community,
  /// then by walking from each to the strongest not yet visited.
  private func ring(_ distance: Int, around middle: Int, _ distances: [Int]) -> [Int] {
    var open = Set((0..<count).filter { distances[$0] == distance })
    let start = open.sorted().max { magnitude($0) < magnitude($1) }
    guard var current = start else { return [] }
    var order: [Int] = []
    let graph = selection.graph
    while true {
      order.append(current)
      open.remove(current)
      if open.isEmpty { return order }
      var best = -1, bestWeight = -1.0
      for arc in graph.arcs(current) where open.contains(Int(graph.targets[arc])) {
        if graph.weights[arc] > bestWeight {
          (best, bestWeight) = (Int(graph.targets[arc]), graph.weights[arc])
        }
      }
      current = best >= 0 ? best : open.min()!
    }
  }
}
