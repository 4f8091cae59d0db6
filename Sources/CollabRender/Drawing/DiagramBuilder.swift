import CollabAlgorithms
import CollabCore
import CollabGraph
import Foundation

extension Diagram {
  /// Lays a picture out: chooses what is drawn, places it, sizes and colours it, writes the names.
  ///
  /// - Throws: ``OptionError`` for an unknown layout or an author that does not exist,
  ///   ``GraphvizError`` where texts cannot be measured, ``Cancellation``.
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
  let size: DiagramOptions.Overlay
  /// The page's map area; the height follows from the layout.
  var map = Box(low: Point(0, 0), high: Point(0, 0))
  /// The size of ordinary text.
  let text: Double
  var points: [Point] = []
  var radii: [Double] = []
  var shapes: [Diagram.Shape] = []
  /// The drawn authors, those on top last.
  var drawingOrder: [Int] = []
  /// The community of each drawn author, where there are any.
  var communities: [Int]?
  var theme: Theme { options.theme }
  var count: Int { selection.authors.count }

  init(_ source: DiagramSource, _ options: DiagramOptions) throws {
    let n = source.graph.vertexCount
    let named = options.path + options.highlighted + (options.ego.map { [$0] } ?? [])
    for author in named where !(0..<n).contains(author) {
      throw OptionError("there is no author number \(author)")
    }
    self.source = source
    self.options = options
    size =
      options.size
      ?? DiagramOptions.Overlay(
        title: "strength", values: (0..<n).map { source.graph.strength($0) })
    guard size.values.count == n else {
      throw OptionError("'\(size.title)' has another number of authors")
    }
    selection = DiagramSelection(source, sizes: size.values, options: options)
    let drawn = selection.authors.count
    // A page grows with the number of discs, and its letters with it from some size on.
    let width: Double =
      drawn <= 30
      ? 760
      : drawn <= 150
        ? 1000
        : drawn <= 600
          ? 1300
          : min(6000, 1600 * max(1, (Double(drawn) / 2000).squareRoot()))
    text = width <= 1600 ? (width / 100).squareRoot() * 3.9 : width / 102
    map.high.x = width
    if case .communities(let partition, _) = options.coloring {
      communities = selection.authors.map { Int(partition.community[$0]) }
    }
  }

  /// The number that stands for an author's size, 0 where it is not known.
  func magnitude(_ v: Int) -> Double {
    let value = size.values[selection.authors[v]]
    return value.isFinite ? max(0, value) : 0
  }

  mutating func build() throws -> Diagram {
    let raw = try placed()
    fit(raw)
    let colors = colors()
    let edges = edges(colors)
    var vertices = (0..<count).map { v in
      let author = selection.authors[v]
      return Diagram.Vertex(
        author: author, name: source.names[author].onOneLine, point: points[v], radius: radii[v],
        fill: colors[v], stroke: stroke(colors[v]),
        tooltip: source.tooltips.isEmpty
          ? source.names[author].onOneLine : source.tooltips[author].onOneLine,
        link: source.links.isEmpty || source.links[author].isEmpty ? nil : source.links[author])
    }
    mark(&vertices)
    if options.showsDensity { shadeDensity() }
    if options.ego != nil { drawRings() }
    let regions = communities == nil || options.ego != nil ? [] : shadeCommunities()
    let key = try writeNames(&vertices, regions: regions)
    var furniture = try PageFurniture(builder: self, edges: edges, key: key)
    let diagram = try furniture.finish(vertices: vertices, edges: edges, raw: raw)
    return diagram
  }

  /// The layout of what is drawn.
  private func placed() throws -> Positions {
    func part(_ whole: Positions) -> Positions {
      Positions(
        x: selection.authors.map { whole.x[$0] }, y: selection.authors.map { whole.y[$0] })
    }
    if let ready = options.positions {
      guard ready.count == source.graph.vertexCount else {
        throw OptionError("the positions are of another number of authors")
      }
      let drawn = part(ready)
      guard (drawn.x + drawn.y).allSatisfy({ $0.isFinite }) else {
        throw OptionError("the positions lack some of the authors that are drawn")
      }
      return drawn
    }
    if let ego = options.ego { return rings(around: ego) }
    let partition: Partition? =
      if case .communities(let partition, _) = options.coloring { partition } else {
        options.communities
      }
    return try Layouts.all.entry(options.layout).positions(
      of: selection.graph,
      communities: partition.map { p in
        Partition(labels: selection.authors.map { p.community[$0] })
      },
      initial: options.previous.map(part), settings: options.layoutSettings, seed: options.seed,
      execution: options.execution)
  }

  /// Sizes and moves the layout to the map, then parts the discs.
  private mutating func fit(_ raw: Positions) {
    let frame = map.width
    guard count > 0 else {
      map.high.y = frame * 0.5
      return
    }
    let pull = count > 2000 && options.positions == nil ? Self.drawnIn(raw) : raw
    let whole = options.positions ?? pull
    let known = whole.x.indices.filter { whole.x[$0].isFinite && whole.y[$0].isFinite }
    let lowX = known.map { whole.x[$0] }.min() ?? 0, highX = known.map { whole.x[$0] }.max() ?? 0
    let lowY = known.map { whole.y[$0] }.min() ?? 0, highY = known.map { whole.y[$0] }.max() ?? 0
    let inset = frame * 0.07
    let spanX = max(highX - lowX, 1e-9), spanY = max(highY - lowY, 1e-9)
    let room = frame - 2 * inset
    let tallest = frame * 0.85 - 2 * inset
    let scale = min(room / spanX, tallest / spanY)
    var positions = Positions(
      x: pull.x.map { ($0 - (lowX + highX) / 2) * scale },
      y: pull.y.map { ($0 - (lowY + highY) / 2) * scale })
    radii = radii(
      spacing: medianNearestDistance(positions), area: spanX * scale * spanY * scale)
    removeOverlaps(
      &positions, radii: &radii, gap: max(0.3, min(1.5, (radii.min() ?? 1) * 0.3)))
    let grownX = positions.x.map(abs).max() ?? 0, grownY = positions.y.map(abs).max() ?? 0
    // Parting the discs may have spread the picture beyond its frame.
    // It never grows: discs that were parted stay so.
    let shrink = min(1, room / 2 / max(grownX, 1e-9), tallest / 2 / max(grownY, 1e-9))
    let height = max(2 * grownY * shrink + 2 * inset, frame * 0.45)
    map.high.y = height
    // Graphviz draws discs of whole diameters.
    radii = radii.map { max(0.5, ($0 * shrink * 2).rounded(.down) / 2) }
    points = positions.x.indices.map {
      Point(frame / 2 + positions.x[$0] * shrink, height / 2 + positions.y[$0] * shrink)
    }
  }

  /// The far arms of a large layout drawn in, so that they do not make the rest small: beyond the
  /// distance from the middle that holds nine tenths, distances grow as their square roots.
  private static func drawnIn(_ positions: Positions) -> Positions {
    let n = positions.count
    let middleX = positions.x.sorted()[n / 2], middleY = positions.y.sorted()[n / 2]
    let distances = (0..<n).map { v in
      let dx = positions.x[v] - middleX, dy = positions.y[v] - middleY
      return (dx * dx + dy * dy).squareRoot()
    }
    let near = distances.sorted()[n * 9 / 10]
    var result = positions
    for v in 0..<n where distances[v] > near {
      let factor = (near / distances[v]) * (2 * (distances[v] / near).squareRoot() - 1)
      result.x[v] = middleX + (positions.x[v] - middleX) * factor
      result.y[v] = middleY + (positions.y[v] - middleY) * factor
    }
    return result
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
    let least = min(map.width / 180, max(min(spacing * 0.3, largest * 0.3), map.width / 2400))
    let top = (0..<count).map(magnitude).max() ?? 0
    return (0..<count).map { v in
      top > 0
        ? max(least, largest * (magnitude(v) / top).squareRoot())
        : min((least + largest) / 2, map.width / 100)
    }
  }

  private func colors() -> [Color] {
    switch options.coloring {
    case .plain: return [Color](repeating: Palette.category(0), count: count)
    case .communities:
      return communities!.map {
        Palette.categories.indices.contains($0) ? Palette.category($0) : quiet
      }
    case .values(let overlay):
      let scale = ValueScale(selection.authors.map { overlay.values[$0] }, theme: theme)
      return selection.authors.map { scale.color(overlay.values[$0]) }
    case .categories(_, let words):
      let ranks = categoryRanks(words)
      return selection.authors.map { author in
        words[author].flatMap { ranks[$0] }.map(Palette.category) ?? Palette.neutral
      }
    }
  }

  /// The many authors without a colour of their own recede.
  private var quiet: Color { Palette.neutral.mixed(with: theme.background, 0.45) }

  /// The drawn words by falling number of authors, equal ones in alphabetical order.
  func categoryRanks(_ words: [String?]) -> [String: Int] {
    var counts: [String: Int] = [:]
    for author in selection.authors {
      if let word = words[author] { counts[word, default: 0] += 1 }
    }
    let order = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1.key, $0) })
  }

  private func stroke(_ fill: Color) -> Color {
    fill == quiet
      ? Palette.neutral
      : fill.mixed(with: theme.ink, 0.25).contrasting(theme.background, atLeast: 3)
  }

  private func edges(_ colors: [Color]) -> [Diagram.Edge] {
    let edges = selection.graph.edges
    let heaviest = edges.map(\.weight).max() ?? 1
    let density = min(0.6, 0.05 + 13 / Double(max(edges.count, 1)).squareRoot())
    let thickest = max(
      0.9,
      min(
        map.width / 260,
        30 * map.width / 1000
          / Double(max(edges.count, 1)).squareRoot() + 0.6))
    let path = Set(zip(options.path, options.path.dropFirst()).flatMap { [[$0, $1], [$1, $0]] })
    return edges.map { edge in
      let (a, b) = (Int(edge.a), Int(edge.b))
      let share = heaviest > 0 ? (max(edge.weight, 0) / heaviest).squareRoot() : 0
      let isInside = communities.map { $0[a] == $0[b] } ?? false
      var color = isInside ? colors[a].mixed(with: theme.edge, 0.35) : theme.edge
      color = color.opacity(density * (isInside ? 0.75 : 0.5) * (0.7 + 0.9 * share))
      var width = max(theme.thinnest, thickest * share)
      if path.contains([selection.authors[a], selection.authors[b]]) {
        (color, width) = (Color(0xd55e00), max(width, 3))
      }
      return Diagram.Edge(a: a, b: b, weight: edge.weight, width: width, color: color)
    }.sorted { ($0.weight, $0.a, $0.b) < ($1.weight, $1.a, $1.b) }
  }

  /// Authors on the path and highlighted ones get a strong outline.
  private func mark(_ vertices: inout [Diagram.Vertex]) {
    let marked = Set(options.path + options.highlighted)
    for v in vertices.indices where marked.contains(vertices[v].author) {
      vertices[v].stroke = theme.ink
      vertices[v].fill = Color(0xd55e00)
    }
  }
}

/// Maps numbers to colours by their place between the least and the greatest.
struct ValueScale {
  let low: Double
  let high: Double
  let theme: Theme

  init(_ values: [Double], theme: Theme) {
    let known = values.filter(\.isFinite)
    low = known.min() ?? 0
    high = known.max() ?? 0
    self.theme = theme
  }

  /// Great values stand out: they are dark on a light ground and light on a dark one.
  func color(_ value: Double) -> Color {
    guard value.isFinite else { return Palette.neutral }
    let share = high > low ? (value - low) / (high - low) : 0.5
    return Palette.scale(theme == .dark ? share : 1 - share)
  }
}
