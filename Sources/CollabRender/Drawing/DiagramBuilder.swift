import CollabAlgorithms
import CollabCore
import CollabGraph
import Foundation

extension Diagram {
  /// Lays a picture out: chooses what is drawn, places it, sizes and colours it, writes the names.
  ///
  /// - Throws: ``/CollabCore/OptionError`` for an unknown layout or an author that does not exist,
  ///   ``GraphvizError`` where texts cannot be measured, ``/CollabCore/Cancellation``.
  /// - Complexity: that of the layout, and O(*n* log *n* + *m* + *k*²) for *k* names.
  public init(_ source: DiagramSource, _ options: DiagramOptions) throws {
    var builder = try DiagramBuilder(source, options)
    self = try builder.build()
  }
}

/// Makes a ``Diagram`` step by step.
struct DiagramBuilder {
  let source: DiagramSource
  let options: DiagramOptions
  let selection: DiagramSelection
  /// What the size of authors stands for.
  let size: DiagramOptions.Values
  /// The page's map area; the height follows from the layout.
  var map = Box(low: Point(0, 0), high: Point(0, 0))
  /// The size of ordinary text.
  let text: Double
  /// The room around the map.
  let margin: Double
  /// The room for the legend beside the map, on a page that is wide for its height; 0 where it stands beneath.
  var side = 0.0
  /// The height of the map where the page's is given.
  var mapHeight: Double?
  /// Whether names without room become numbers with a key.
  var writesKey = true
  var points: [Point] = []
  var radii: [Double] = []
  /// The length on the page of one unit of the layout.
  var unit = 1.0
  var shapes: [Diagram.Shape] = []
  /// The titles of communities.
  var titles: [Diagram.Label] = []
  /// The name of each drawn author, as short as it may be.
  let names: [String]
  /// The drawn authors, those on top last.
  var drawingOrder: [Int] = []
  /// The community of each drawn author, where there are any, by falling number of drawn members.
  var communities: [Int]?
  /// What each community is about; empty where that is not known.
  var topics: [String] = []
  /// The number of communities with more than one drawn author, which come first; of all where there is none.
  private(set) var shownCommunities = 0
  var theme: Theme { options.theme }
  var count: Int { selection.authors.count }
  /// Whether those without a name in the map have no disc either.
  var showsNamedOnly: Bool { options.showsDensity && count > 1000 }

  init(_ source: DiagramSource, _ options: DiagramOptions) throws {
    let n = source.graph.vertexCount
    guard source.names.count == n else {
      throw OptionError(
        "there must be \(n.grouped) names, one a vertex, not \(source.names.count.grouped)")
    }
    try source.checkGroups()
    let named = options.path + options.highlighted + (options.ego.map { [$0] } ?? [])
    for author in named where !(0..<n).contains(author) {
      throw OptionError("there is no author number \(author)")
    }
    self.source = source
    self.options = options
    size = options.size ?? source.strengths
    guard size.values.count == n else {
      throw OptionError("'\(size.title)' has another number of authors")
    }
    selection = DiagramSelection(source, sizes: size.values, options: options)
    names =
      options.showsPlacesOnly
      ? selection.authors.map { source.names[$0] } : Self.shortNames(of: selection, in: source)
    let drawn = selection.authors.count
    // A page grows with the number of discs, and its letters with it from some size on.
    let grown: Double =
      drawn <= 30
      ? 760
      : drawn <= 150
        ? 1000
        : drawn <= 600
          ? 1300
          : min(6000, 1600 * max(1, (Double(drawn) / 2000).squareRoot()))
    let width = options.page?.width ?? options.width ?? grown
    guard width >= 100, width <= 20_000, options.textSize.map({ (1...200).contains($0) }) != false
    else { throw OptionError("a map is 100 to 20,000 points wide, with text of 1 to 200 points") }
    if let page = options.page {
      let isHigh = page.height.map { (100...20_000).contains($0) } ?? true
      guard isHigh, (1...200).contains(page.leastText) else {
        throw OptionError("a page is 100 to 20,000 points high, with text of 1 to 200 points")
      }
    }
    let usual = width <= 1600 ? (width / 100).squareRoot() * 3.9 : width / 102
    // The smallest letters are those of legends, 0.8 of ordinary text.
    let text = options.textSize ?? max(usual, (options.page?.leastText ?? 0) / 0.8)
    self.text = text
    margin = text * (options.showsFurniture ? 2 : 0.5)
    if let height = options.page?.height, width > 1.25 * height, options.showsFurniture,
      !options.drawsLine, !options.showsPlacesOnly, 17 * text < 0.4 * width
    {
      side = 17 * text
      // Names that stand nowhere would take the room that was won.
      writesKey = false
    }
    map.high.x = options.page == nil ? width : width - 2 * margin - side
    guard map.width > 0 else { throw OptionError("the page has no room beside its margins") }
    if case .communities(let partition, let topics) = options.coloring {
      var members = [Int](repeating: 0, count: partition.count)
      for (v, author) in selection.authors.enumerated() {
        members[Int(partition.community[author])] += selection.groups[v]?.members.count ?? 1
      }
      let order = members.indices.filter { members[$0] > 0 }
        .sorted { (members[$1], $0) < (members[$0], $1) }
      var rank = [Int](repeating: 0, count: partition.count)
      for (place, community) in order.enumerated() { rank[community] = place }
      communities = selection.authors.map { rank[Int(partition.community[$0])] }
      self.topics = order.map { topics.indices.contains($0) ? topics[$0] : "" }
      // One author does not show a community, unless there is nothing else.
      let several = order.prefix { members[$0] > 1 }.count
      shownCommunities = several > 0 ? several : order.count
    }
  }

  /// The authors that a disc stands for.
  func members(_ v: Int) -> [Int] { selection.groups[v]?.members ?? [selection.authors[v]] }

  /// The number that stands for an author's size, 0 where it is not known.
  func magnitude(_ v: Int) -> Double {
    let value = size.values[selection.authors[v]]
    return value.isFinite ? max(0, value) : 0
  }

  mutating func build() throws -> Diagram {
    var raw = try options.layoutOfSame ?? placed()
    // Pictures of parts lie over the whole, so what is kept of a layout is what was drawn.
    if count > (options.showsFurniture ? 400 : 60), options.positions == nil,
      options.layoutOfSame == nil, !options.layout.isEven
    {
      raw = raw.evened()
    }
    var page = try composed(raw)
    guard let height = options.page?.height else { return page }
    if side > 0,
      try PageFurniture(builder: self, edges: page.edges, key: []).legendHeight
        > height - (page.height - map.height)
    {
      map.high.x += side
      (side, writesKey) = (0, true)
      page = try recomposed(raw)
    }
    // What surrounds the map grows where a lower map sends names to the key.
    for round in 0..<10 where abs(page.height - height) > 0.5 {
      // A key that comes and goes has no height of its own.
      if round == 4 { writesKey = false }
      mapHeight = height - (page.height - map.height)
      guard let mapHeight, mapHeight >= 4 * text else {
        throw OptionError(
          "a page \(Int(height)) points high has no room for a map beside heading and legend")
      }
      page = try recomposed(raw)
    }
    return page
  }

  private mutating func recomposed(_ raw: Positions) throws -> Diagram {
    shapes = []
    titles = []
    return try composed(raw)
  }

  /// The picture of a layout.
  private mutating func composed(_ raw: Positions) throws -> Diagram {
    fit(raw)
    let colors = colors(), fills = fills(colors)
    let strokes = Dictionary(uniqueKeysWithValues: Set(fills).map { ($0, stroke($0)) })
    // Of a density map, lines and the discs of a crowd would hide the shades.
    let edges = options.showsDensity || options.showsPlacesOnly ? [] : edges(colors)
    var vertices = (0..<count).map { v in
      let author = selection.authors[v]
      return Diagram.Vertex(
        author: author, name: names[v], point: points[v], radius: radii[v],
        fill: fills[v], stroke: strokes[fills[v]] ?? theme.ink,
        tooltip: options.showsPlacesOnly ? "" : tooltip(v),
        link: source.links.isEmpty || selection.groups[v] != nil || source.links[author].isEmpty
          ? nil : source.links[author])
    }
    mark(&vertices)
    if options.showsPlacesOnly {
      drawingOrder = Array(vertices.indices)
      var furniture = try PageFurniture(builder: self, edges: [], key: [])
      return try furniture.finish(vertices: vertices, edges: [], raw: raw)
    }
    if options.showsDensity { shadeDensity() }
    if options.ego != nil { drawRings() }
    let regions =
      communities == nil || options.ego != nil || options.showsDensity || options.drawsLine
      ? [] : shadeCommunities()
    let key = try writeNames(&vertices, regions: regions)
    var furniture = try PageFurniture(builder: self, edges: edges, key: key)
    let diagram = try furniture.finish(vertices: vertices, edges: edges, raw: raw)
    return diagram
  }

  /// What is shown when the pointer rests on a disc.
  private func tooltip(_ v: Int) -> String {
    let author = selection.authors[v]
    if let group = selection.groups[v] {
      let first = group.members.prefix(20).map { source.names[$0].onOneLine }
      return names[v] + ": " + first.joined(separator: ", ")
        + (group.members.count > first.count ? " …" : "")
    }
    return (source.tooltips.isEmpty ? source.names : source.tooltips)[author].onOneLine
  }

  /// The layout of what is drawn.
  private func placed() throws -> Positions {
    func part(_ whole: Positions) -> Positions {
      var part = Positions(
        uncheckedX: selection.authors.map { whole.x[$0] }, y: selection.authors.map { whole.y[$0] })
      for (v, group) in selection.groups {
        let known = group.members.filter(whole.isPlaced)
        guard !known.isEmpty else { continue }
        part.x[v] = known.reduce(0) { $0 + whole.x[$1] } / Double(known.count)
        part.y[v] = known.reduce(0) { $0 + whole.y[$1] } / Double(known.count)
      }
      return part
    }
    if let ready = options.positions {
      guard ready.count == source.graph.vertexCount else {
        throw OptionError("the positions are of another number of authors")
      }
      return part(ready)
    }
    if let ego = options.ego { return rings(around: ego) }
    if options.drawsLine { return line() }
    let partition: Partition? =
      if case .communities(let partition, _) = options.coloring { partition } else {
        options.communities
      }
    return try options.layout.positions(
      of: layoutGraph,
      communities: partition.map { p in
        Partition(labels: selection.authors.map { p.community[$0] })
      },
      initial: options.previous.map { part($0.withoutMisplaced) },
      seed: options.seed,
      execution: options.execution)
  }

  /// What is drawn, with weights whose products stay numbers.
  private var layoutGraph: Graph {
    let graph = selection.graph, most = 1e9
    guard graph.weights.contains(where: { $0 > most }) else { return graph }
    return Graph(
      uncheckedVertexCount: count,
      edges: graph.edges.map { Edge($0.a, $0.b, weight: min($0.weight, most)) })
  }

  /// Sizes and moves the layout to the map, then parts the discs.
  private mutating func fit(_ raw: Positions) {
    let frame = map.width
    guard count > 0 else {
      map.high.y = mapHeight ?? frame * 0.5
      return
    }
    let pull = turned(raw)
    let whole = options.positions ?? pull
    let known = whole.x.indices.filter(whole.isPlaced)
    let x = known.map { whole.x[$0] }, y = known.map { whole.y[$0] }
    let (low, high) =
      options.extent
      ?? (options.ego != nil && count <= Self.fewCoauthors + 1 ? Self.fewExtent : nil)
      ?? (Point(x.min() ?? 0, y.min() ?? 0), Point(x.max() ?? 0, y.max() ?? 0))
    let inset = frame * (count > 600 ? 0.03 : 0.055)
    let spanX = max(high.x - low.x, 1e-9), spanY = max(high.y - low.y, 1e-9)
    let room = frame - 2 * inset
    let tallest = (mapHeight ?? frame * 0.85) - 2 * inset
    let scale = min(room / spanX, tallest / spanY)
    var positions = Positions(
      uncheckedX: pull.x.map { ($0 - (low.x + high.x) / 2) * scale },
      y: pull.y.map { ($0 - (low.y + high.y) / 2) * scale })
    radii = radii(
      spacing: medianNearestDistance(positions), area: spanX * scale * spanY * scale)
    // Discs that all had to be parted would lie in a heap, without room for lines and names.
    for _ in 0..<Self.reductions where count <= 2000 {
      guard overlapShare(of: positions, radii: radii) > 0.3 else { break }
      for v in radii.indices { radii[v] *= 0.9 }
    }
    moveGroupsOut(&positions)
    let gap = max(0.3, min(1.5, (radii.min() ?? 1) * 0.3))
    for _ in 0..<(pathLines.isEmpty ? 0 : 2) {
      clearPath(&positions)
      removeOverlaps(&positions, radii: &radii, gap: gap)
    }
    if options.partsDiscs || count <= Self.fewDiscs {
      removeOverlaps(&positions, radii: &radii, gap: gap)
    }
    let wholeX = options.extent == nil ? 0 : spanX * scale / 2
    let wholeY = options.extent == nil ? 0 : spanY * scale / 2
    // Only discs of groups are larger than the inset.
    func grown(_ middles: [Double]) -> Double {
      radii.indices.reduce(0) { max($0, abs(middles[$1]) + max(0, radii[$1] - inset)) }
    }
    let grownX = max(grown(positions.x), wholeX), grownY = max(grown(positions.y), wholeY)
    // Parting the discs may have spread the picture beyond its frame.
    // It never grows: discs that were parted stay so.
    let shrink = min(1, room / 2 / max(grownX, 1e-9), tallest / 2 / max(grownY, 1e-9))
    let height = mapHeight ?? max(2 * grownY * shrink + 2 * inset, frame * 0.45)
    unit = scale * shrink
    map.high.y = height
    // Graphviz draws discs of whole diameters.
    radii = radii.map { max(0.5, ($0 * shrink * 2).rounded(.down) / 2) }
    points = positions.x.indices.map {
      Point(frame / 2 + positions.x[$0] * shrink, height / 2 + positions.y[$0] * shrink)
    }
  }

  /// The room of an ego map of few, in the units of its ring.
  private static let fewExtent = (low: Point(-2.4, -1.2), high: Point(2.4, 1.2))

  /// How often discs of a crowd become smaller by a tenth.
  private static let reductions = 7

  /// Up to so many discs are always moved apart; see ``DiagramOptions/partsDiscs``.
  private static let fewDiscs = 20_000

  /// The authors of a path side by side, in its order.
  private func line() -> Positions {
    var step: [Int: Int] = [:]
    for (index, author) in options.path.enumerated() { step[author] = index }
    return Positions(
      uncheckedX: selection.authors.map { Double(step[$0] ?? 0) },
      y: [Double](repeating: 0, count: count))
  }

  /// A path runs from left to right.
  private func turned(_ positions: Positions) -> Positions {
    guard let first = options.path.first, let last = options.path.last, first != last,
      options.positions == nil, let a = selection.authors.firstIndex(of: first),
      let b = selection.authors.firstIndex(of: last)
    else { return positions }
    let dx = positions.x[b] - positions.x[a], dy = positions.y[b] - positions.y[a]
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 0 else { return positions }
    return Positions(
      uncheckedX: positions.x.indices.map {
        (positions.x[$0] * dx + positions.y[$0] * dy) / length
      },
      y: positions.x.indices.map { (positions.y[$0] * dx - positions.x[$0] * dy) / length })
  }

  /// Areas in proportion to what size means, within what fits the map.
  ///
  /// - Parameter spacing: the median distance between nearest neighbours.
  private func radii(spacing: Double, area: Double) -> [Double] {
    let even = (area / Double(max(count, 1))).squareRoot()
    let largest =
      options.ego != nil
      ? min(map.width / 45, max(spacing * 0.8, map.width / 250))
      : min(map.width / 40, max(even * 0.8, spacing * 1.6, map.width / 280))
    let least = min(map.width / 180, max(min(spacing * 0.3, largest * 0.3), map.width / 3600))
    let top = (0..<count).map(magnitude).max() ?? 0
    let radii = (0..<count).map { v in
      top > 0
        ? max(least, largest * (magnitude(v) / top).squareRoot())
        : min((least + largest) / 2, map.width / 100)
    }.enumerated().map { min(map.width / 14, $1 * growth($0)) }
    // Lines and names need room too.
    let covered = radii.reduce(0) { $0 + .pi * $1 * $1 } / area
    let shrink = count > 300 ? min(1, (0.055 / covered).squareRoot()) : 1
    return radii.map { max(map.width / 4000, $0 * shrink) }
  }

  /// How much wider the disc of a group is than that of a member: the area is that of all their
  /// discs, side by side.
  func growth(_ v: Int) -> Double {
    selection.groups[v].map { 1.1 * Double($0.members.count).squareRoot() } ?? 1
  }

  private func colors() -> [Color] {
    switch options.coloring {
    case .plain:
      return [Color](
        repeating: options.showsDensity ? theme.mutedInk : Palette.category(0), count: count)
    case .communities:
      return communities!.map { $0 < coloredCommunities ? Palette.category($0) : theme.quiet }
    case .values(let overlay):
      let scale = scale(of: overlay)
      return (0..<count).map { scale.color(overlay.mean(of: members($0))) }
    case .categories(_, let words):
      let ranks = categoryRanks(words)
      return (0..<count).map { v in
        let first = words[selection.authors[v]]
        return (members(v).allSatisfy { words[$0] == first } ? first : nil).flatMap { ranks[$0] }
          .flatMap { Palette.categories.indices.contains($0) ? Palette.category($0) : nil }
          ?? theme.quiet
      }
    }
  }

  /// The number of communities that have a colour of the palette, which come first.
  var coloredCommunities: Int { min(shownCommunities, Palette.categories.count) }

  /// The colours of discs: those of small communities, whose lines are grey, by their place.
  private func fills(_ colors: [Color]) -> [Color] {
    guard let communities else { return colors }
    var sums: [Int: (x: Double, y: Double)] = [:]
    for (v, c) in communities.enumerated()
    where (coloredCommunities..<shownCommunities).contains(c) {
      sums[c, default: (0, 0)].x += points[v].x - map.width / 2
      sums[c, default: (0, 0)].y += points[v].y - map.height / 2
    }
    return colors.indices.map { v in
      guard let sum = sums[communities[v]] else { return colors[v] }
      let direction = atan2(sum.y, sum.x) / (2 * .pi) + 0.5
      return Palette.placed(direction, isDark: !communities[v].isMultiple(of: 2))
    }
  }

  /// The colours of an overlay's values.
  func scale(of overlay: DiagramOptions.Values) -> ValueScale {
    ValueScale(selection.authors.map { overlay.values[$0] }, ends: overlay.ends, theme: theme)
  }

  /// The drawn words by falling number of authors, equal ones in alphabetical order.
  func categoryRanks(_ words: [String?]) -> [String: Int] {
    var counts: [String: Int] = [:]
    for v in 0..<count {
      for author in members(v) { if let word = words[author] { counts[word, default: 0] += 1 } }
    }
    let order = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1.key, $0) })
  }

  private func stroke(_ fill: Color) -> Color {
    fill == theme.quiet
      ? Palette.neutral
      : fill.mixed(with: theme.ink, 0.25).contrasting(theme.background, atLeast: 3)
  }

  /// Authors on the path and highlighted ones have the colour of ink, which no category has.
  private func mark(_ vertices: inout [Diagram.Vertex]) {
    let marked = Set(options.path + options.highlighted)
    for v in vertices.indices where marked.contains(vertices[v].author) {
      vertices[v].stroke = theme.ink
      vertices[v].fill = theme.ink
    }
  }
}
