import CollabGraph

extension DiagramBuilder {
  /// Above this many ties, long ones are bundled.
  private static let bundling = 400
  /// The share of the map that lines within groups, and those between them, may cover as if
  /// they lay side by side.
  private static let ink = (near: 0.12, far: 0.16)

  /// The ties, those between communities first, each kind from the weakest on.
  ///
  /// However many there are, their lines are as opaque together: each kind of them would cover a
  /// set share of the map.
  func edges(_ colors: [Color]) -> [Diagram.Edge] {
    let ties = selection.graph.edges
    let heaviest = max(ties.map(\.weight).max() ?? 0, 1e-12)
    let count = Double(max(ties.count, 1))
    let thickest = max(
      0.9, min(map.width / 260, 30 * map.width / 1000 / count.squareRoot() + map.width / 2400))
    let thinnest = max(theme.thinnest, map.width / 6000)
    let onPath = Set(
      zip(options.path, options.path.dropFirst()).flatMap { [[$0, $1], [$1, $0]] })
    let lengths = ties.map { tie in
      let from = points[Int(tie.a)], to = points[Int(tie.b)]
      return ((from.x - to.x) * (from.x - to.x) + (from.y - to.y) * (from.y - to.y)).squareRoot()
    }
    let isFar = ties.indices.map { i in
      communities.map { $0[Int(ties[i].a)] != $0[Int(ties[i].b)] }
        ?? (lengths[i] > map.width * 0.06)
    }
    // Lines that are all equal need not be the thickest.
    let isEven = (ties.map(\.weight).min() ?? 0) >= heaviest
    let shares = ties.map { isEven ? 0.5 : (max($0.weight, 0) / heaviest).squareRoot() }
    let widths = shares.map { max(thinnest, thickest * $0) }
    var ink = (near: 0.0, far: 0.0)
    for i in ties.indices {
      let amount = lengths[i] * widths[i] * Self.emphasis(shares[i])
      if isFar[i] { ink.far += amount } else { ink.near += amount }
    }
    let area = map.width * map.height
    let near = min(0.6, Self.ink.near * area / max(ink.near, 1e-12))
    // Of thousands of lines across the map, a denser web would show nothing but itself.
    let web = min(1, (2500 / count).squareRoot())
    let far = min(0.4, Self.ink.far * web * area / max(ink.far, 1e-12))
    let middle = options.ego.flatMap { selection.authors.firstIndex(of: $0) }
    // The rings of an ego map say who is tied to the author in the middle: other ties may recede.
    let fading = middle == nil ? 1 : 0.6
    let ways = ways(
      of: ties,
      ties.indices.filter { i in
        if let middle { return ties[i].a != middle && ties[i].b != middle }
        return isFar[i] && lengths[i] > map.width * 0.05
      })
    // What is drawn later lies above: 2 is the path.
    var level = isFar.map { $0 || middle != nil ? 0 : 1 }
    let edges = ties.indices.map { i in
      let tie = ties[i], a = Int(tie.a), b = Int(tie.b)
      var color = colors[a].mixed(with: colors[b], 0.5).mixed(
        with: theme.edge, isFar[i] ? 0.6 : 0.3)
      color = color.opacity(
        max(0.02, fading * (isFar[i] ? far : near) * Self.emphasis(shares[i])))
      var edge = Diagram.Edge(
        a: a, b: b, weight: tie.weight, width: widths[i], color: color, way: ways[i])
      if middle == a || middle == b {
        edge.color = colors[middle == a ? b : a].opacity(0.35 + 0.4 * shares[i])
        level[i] = 1
      }
      if onPath.contains([selection.authors[a], selection.authors[b]]) {
        edge.color = theme.ink
        edge.width = max(edge.width, map.width / 250)
        edge.way = []
        level[i] = 2
      }
      return edge
    }
    let least = leastChord
    return edges.indices.filter { i in
      least == 0 || edges[i].a == middle || edges[i].b == middle || edges[i].weight > least
        || level[i] == 2
    }.sorted { i, j in
      (level[i], edges[i].weight, edges[i].a, edges[i].b)
        < (level[j], edges[j].weight, edges[j].a, edges[j].b)
    }.map { edges[$0] }
  }

  /// Heavy ties stand out: up to three times as opaque as the lightest.
  private static func emphasis(_ share: Double) -> Double { 0.5 + share }

  /// The ways of ties in a map of many, bent for long ones; empty for those that run straight.
  private func ways(of ties: [Edge], _ long: [Int]) -> [[Point]] {
    var ways = [[Point]](repeating: [], count: ties.count)
    guard ties.count > Self.bundling else { return ways }
    let bent = EdgeBundling.paths(
      long.map { i in
        EdgeBundling.Tie(
          from: points[Int(ties[i].a)], to: points[Int(ties[i].b)],
          weight: max(ties[i].weight, 0).squareRoot())
      }, across: map)
    for (i, way) in zip(long, bent) { ways[i] = way }
    return ways
  }
}
