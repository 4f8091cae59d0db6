import CollabAlgorithms
import CollabCore
import CollabGraph
import Foundation

/// What surrounds the map: heading, legend, key and caption.
struct PageFurniture {
  private let builder: DiagramBuilder
  private let edges: [Diagram.Edge]
  private let key: [KeyEntry]
  private var margin: Double { builder.margin }
  private var text: Double { builder.text }
  private var theme: Theme { builder.theme }

  init(builder: DiagramBuilder, edges: [Diagram.Edge], key: [KeyEntry]) throws {
    self.builder = builder
    self.edges = edges
    self.key = key
  }

  mutating func finish(
    vertices: [Diagram.Vertex], edges: [Diagram.Edge], raw: Positions
  ) throws -> Diagram {
    let width = builder.map.width + 2 * margin + builder.side
    let caption = captionSentences()
    let isBare = !builder.options.showsFurniture
    let lines =
      try isBare
      ? [] : wrapped(caption.joined(separator: " "), to: width - 2 * margin, size: text * 0.85)
    let captionHeight = isBare ? margin : Double(lines.count) * text * 1.2 + margin * 0.8
    let legend =
      try isBare
      ? (shapes: [], height: 0) : legendShapes(width: legendWidth)
    let isBeside = builder.side > 0
    let bottom = captionHeight + (isBeside ? 0 : legend.height)
    let legendAt =
      isBeside
      ? Point(width - margin - legendWidth, bottom + builder.map.height - legend.height)
      : Point(margin, captionHeight)
    let headHeight = isBare ? margin : text * 3.6
    let height = bottom + builder.map.height + headHeight
    var all: [Diagram.Shape] = []
    for shape in builder.shapes { all.append(shape.moved(margin, bottom)) }
    for shape in legend.shapes { all.append(shape.moved(legendAt.x, legendAt.y)) }
    for (index, line) in lines.enumerated() {
      all.append(
        .text(
          line, at: Point(margin, captionHeight - Double(index + 1) * text * 1.2), anchor: .start,
          size: text * 0.85, color: theme.mutedInk))
    }
    if builder.count == 0 {
      all.append(
        .text(
          "There are no \(builder.source.noun.plural) to draw.",
          at: Point(width / 2, bottom + builder.map.height / 2), anchor: .middle, size: text * 1.2,
          color: theme.mutedInk))
    }
    if !isBare {
      let heading = try fitted(
        builder.options.title.onOneLine, to: width - 2 * margin, size: text * 1.9)
      all.append(
        .text(
          heading.text, at: Point(margin, height - text * 2.9), anchor: .start, size: heading.size,
          color: theme.ink))
    }
    var place = [Int](repeating: 0, count: vertices.count)
    for (index, v) in builder.drawingOrder.enumerated() { place[v] = index }
    var positions = Positions(
      uncheckedX: [Double](repeating: .nan, count: builder.source.graph.vertexCount),
      y: [Double](repeating: .nan, count: builder.source.graph.vertexCount))
    var pagePositions = positions
    for (v, author) in builder.selection.authors.enumerated() {
      positions.set(author, to: Point(raw.x[v], raw.y[v]))
      let onPage = Point(vertices[v].point.x + margin, vertices[v].point.y + bottom)
      pagePositions.set(author, to: onPage)
      guard let group = builder.selection.groups[v] else { continue }
      // The members stand within the disc that they share.
      let reach = vertices[v].radius * 0.92, count = group.members.count
      let spread = Point.spread(count, over: onPage, radius: reach)
      let before = Point.spread(
        count, over: Point(raw.x[v], raw.y[v]), radius: reach / max(builder.unit, 1e-9))
      for (place, member) in group.members.enumerated() {
        positions.set(member, to: before[place])
        pagePositions.set(member, to: spread[place])
      }
    }
    return Diagram(
      width: width, height: height,
      vertices: builder.drawingOrder.map { v in
        var vertex = vertices[v]
        vertex.point = Point(vertex.point.x + margin, vertex.point.y + bottom)
        if let at = vertex.label?.point {
          vertex.label?.point = Point(at.x + margin, at.y + bottom)
        }
        return vertex
      },
      edges: edges.map { edge in
        var edge = edge
        (edge.a, edge.b) = (place[edge.a], place[edge.b])
        edge.way = edge.way.map { Point($0.x + margin, $0.y + bottom) }
        return edge
      },
      shapes: all,
      titles: builder.titles.map { title in
        var title = title
        title.point = Point(title.point.x + margin, title.point.y + bottom)
        return title
      },
      outline: outline(vertices), theme: theme, title: builder.options.title,
      caption: caption, facts: facts(),
      graph: builder.selection.wholeGraph, positions: positions, pagePositions: pagePositions,
      layout: raw, warnings: try warnings(vertices))
  }

  private var legendWidth: Double {
    builder.side > 0 ? builder.side - margin : builder.map.width
  }

  /// The height of the legend.
  var legendHeight: Double { get throws { try legendShapes(width: legendWidth).height } }

  /// Thin enough that a small disc is not all outline.
  private func outline(_ vertices: [Diagram.Vertex]) -> Double {
    let radii = vertices.map(\.radius).sorted()
    guard !radii.isEmpty else { return 1 }
    return min(builder.map.width / 1250, radii[radii.count / 2] * 0.22)
  }

  private func warnings(_ vertices: [Diagram.Vertex]) throws -> [String] {
    let written = vertices.compactMap(\.label?.text) + key.map(\.name) + builder.options.pathWorks
    let missing = try TextMetrics.missingGlyphs(in: written)
    guard !missing.isEmpty else { return [] }
    let shown = missing.prefix(8).map { scalar in
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
    return [
      "no font has \(counted(missing.count, "character")) of the names: "
        + shown.joined(separator: " ") + (missing.count > shown.count ? " …" : "")
    ]
  }

  /// What is drawn, and what is left out: true of any picture of the same network.
  private func facts() -> [String] {
    let graph = builder.selection.wholeGraph
    var sentences: [String] = []
    let corpus = builder.source.corpus
    // The works are those of all authors, of whom few are drawn.
    let showsSome = builder.options.ego != nil || !builder.options.path.isEmpty
    sentences.append(
      (corpus.isEmpty ? "" : (showsSome ? "From " : "") + corpus + ": ")
        + counted(graph.vertexCount, builder.source.noun) + ", " + counted(graph.edgeCount, "tie")
        + ".")
    sentences += builder.selection.notes
    return sentences + builder.options.notes
  }

  private func captionSentences() -> [String] {
    var sentences = facts()
    if builder.options.showsDensity {
      sentences.append(
        "Shades: the density of authors, weighted by size. Ties are not drawn"
          + (builder.showsNamedOnly ? ", nor discs of authors without a name." : "."))
    }
    if edges.contains(where: { !$0.way.isEmpty }) { sentences.append("Long ties are bundled.") }
    if !builder.selection.groups.isEmpty {
      sentences.append(
        "A named disc shows the authors of one work whom no tie tells apart.")
    }
    let leastChord = builder.leastChord
    if leastChord > 0 {
      sentences.append(
        "Coauthors stand by community; of their ties those above weight "
          + "\(leastChord.short) are drawn.")
    }
    if builder.options.positions == nil, builder.options.ego == nil, builder.count > 1,
      !builder.options.drawsLine
    {
      sentences.append("Layout: \(builder.options.layout.id).")
      if let small = builder.smallComponents { sentences.append(small) }
    }
    return sentences
  }

  /// The shapes of the legend, from the lower left, and its height.
  private func legendShapes(width: Double) throws -> (shapes: [Diagram.Shape], height: Double) {
    var legend = Legend(text: text, theme: theme, width: width)
    let magnitudes = (0..<builder.count).map(builder.magnitude)
    if let most = magnitudes.indices.max(by: { magnitudes[$0] < magnitudes[$1] }),
      magnitudes[most] > 0
    {
      try legend.sizes(
        title: "Size: " + builder.size.title,
        range: (magnitudes.min() ?? 0)...magnitudes[most],
        radius: builder.radii[most] / builder.growth(most))
    }
    // The steps of a path are all as wide.
    if !builder.options.drawsLine, let most = edges.max(by: { $0.weight < $1.weight }),
      most.weight > 0,
      let least = edges.map(\.weight).min(), least < most.weight
    {
      try legend.widths(
        title: "Line: weight of the tie", range: least...most.weight, width: most.width,
        thinnest: edges.map(\.width).min() ?? theme.thinnest)
    }
    switch builder.options.coloring {
    case .plain: break
    case .communities:
      var sizes = [Int](repeating: 0, count: builder.topics.count)
      for (v, c) in (builder.communities ?? []).enumerated() {
        sizes[c] += builder.members(v).count
      }
      // There all are marked.
      if builder.options.drawsLine { break }
      let colored = builder.coloredCommunities
      var entries = (0..<colored).map {
        (Palette.category($0), "\(builder.communityTitle($0)) (\(sizes[$0].grouped))")
      }
      let smaller = builder.shownCommunities - colored
      if smaller > 0 {
        let word = sizes[colored] > 1 ? "smaller one" : "other"
        entries.append(
          (Palette.placed(0, isDark: true), counted(smaller, word) + ": hue by direction"))
      }
      let single = sizes.count - builder.shownCommunities
      if single > 0 {
        entries.append(
          (theme.quiet, counted(single, "other") + " with one \(builder.source.noun) here"))
      }
      try legend.swatches(title: "Colour: community", entries: entries)
    case .values(let overlay):
      try legend.scale(
        title: "Colour: " + overlay.title, builder.scale(of: overlay),
        hasUnknown: builder.selection.authors.contains { overlay.values[$0].isNaN })
    case .categories(let title, let words):
      let ranks = builder.categoryRanks(words)
      let shown = ranks.sorted { $0.value < $1.value }.prefix(Palette.categories.count)
      let isRest =
        ranks.count > shown.count
        || builder.selection.authors.contains { words[$0] == nil }
      try legend.swatches(
        title: "Colour: " + title,
        entries: shown.map { (Palette.category($0.value), $0.key) }
          + (isRest ? [(theme.quiet, "other or not known")] : []))
    }
    let marks = Set(builder.options.path + builder.options.highlighted)
    if !marks.isEmpty, !builder.options.drawsLine {
      let words = builder.options.path.isEmpty ? "asked for" : "on the path"
      try legend.swatches(title: "Marked", entries: [(theme.ink, words)])
    }
    if builder.options.showsDensity { try legend.density(builder.densityShades) }
    try legend.key(key)
    let names = builder.options.path.compactMap { author in
      builder.selection.authors.firstIndex(of: author).map { builder.names[$0] }
    }
    try legend.works(
      zip(zip(names, names.dropFirst()), builder.options.pathWorks).map {
        "\($0.0) – \($0.1):  \($1)"
      })
    return legend.finished()
  }

  /// A text at the given size, or smaller where it is too long, or cut where that is not enough.
  private func fitted(
    _ line: String, to width: Double, size: Double
  ) throws -> (text: String, size: Double) {
    let needed = try TextMetrics.sizes(of: [(line, size)])[0].width
    if needed <= width { return (line, size) }
    let smaller = max(size * width / needed * 0.98, text)
    if smaller > text { return (line, smaller) }
    let kept = Int(Double(line.count) * width / (needed * text / size)) - 2
    return (String(line.prefix(max(1, kept))) + "…", text)
  }

  /// A text in lines of at most the given width.
  private func wrapped(_ line: String, to width: Double, size: Double) throws -> [String] {
    let words = line.onOneLine.split(separator: " ").map(String.init)
    guard !words.isEmpty else { return [] }
    let widths = try TextMetrics.sizes(of: words.map { ($0, size) }).map(\.width)
    // A word's box holds a little less than its share of the line.
    let space = size * 0.3
    var lines: [String] = [], current = "", used = 0.0
    for (word, wordWidth) in zip(words, widths) {
      if !current.isEmpty, used + space + wordWidth > width {
        lines.append(current)
        (current, used) = ("", 0)
      }
      current += (current.isEmpty ? "" : " ") + word
      used += (used > 0 ? space : 0) + wordWidth
    }
    return lines + [current]
  }
}

extension Diagram.Shape {
  /// The shape elsewhere.
  func moved(_ dx: Double, _ dy: Double) -> Diagram.Shape {
    func move(_ p: Point) -> Point { Point(p.x + dx, p.y + dy) }
    switch self {
    case .area(let points, let fill, let stroke, let width):
      return .area(points.map(move), fill: fill, stroke: stroke, width: width)
    case .smoothArea(let points, let fill, let stroke, let width, let dash):
      return .smoothArea(points.map(move), fill: fill, stroke: stroke, width: width, dash: dash)
    case .line(let points, let color, let width):
      return .line(points.map(move), color: color, width: width)
    case .disc(let centre, let radiusX, let radiusY, let fill, let stroke, let width):
      return .disc(
        move(centre), radiusX: radiusX, radiusY: radiusY, fill: fill, stroke: stroke, width: width)
    case .text(let line, let point, let anchor, let size, let color):
      return .text(line, at: move(point), anchor: anchor, size: size, color: color)
    }
  }
}
