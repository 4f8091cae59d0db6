import CollabCore
import Foundation

extension Diagram {
  /// The file formats that pictures are written in.
  public enum Format: String, Sendable, CaseIterable, Codable {
    /// Graphviz's language, with pinned positions: `neato -n2` draws the same picture from it.
    case dot
    /// Scalable vector graphics, with titles for screen readers, tooltips and links.
    case svg
    /// A bitmap.
    case png
    /// A page for print.
    case pdf

    /// What Graphviz draws it with; `nil` for its own language.
    var device: String? {
      switch self {
      case .dot: nil
      case .svg: "svg:svg:core"
      case .png: "png:cairo"
      case .pdf: "pdf:cairo"
      }
    }

    /// The number of discs and ties together above which an SVG or PDF file is refused: programs
    /// take a minute and more to show it.
    public static let largestVectorPicture = 2_000_000

    /// Refuses pictures that programs cannot show.
    ///
    /// - Throws: ``/CollabCore/OptionError`` for SVG and PDF of more than ``largestVectorPicture``
    ///   discs and ties, with what to draw instead.
    public func check(discs: Int, ties: Int) throws(OptionError) {
      guard self == .svg || self == .pdf, discs + ties > Self.largestVectorPicture else { return }
      throw OptionError(
        "\(rawValue.uppercased()) with \(discs.grouped) discs and \(ties.grouped) ties is too large "
          + "for programs that show it: draw clusters (--vertices clusters), the first authors "
          + "(--top 2000), the densest places (--density -o map.png) or the explorer (-o map.html)")
    }
  }

  /// Writes the picture through Graphviz.
  ///
  /// Equal diagrams give equal bytes: no version, time or path is written. A PDF file has the date of
  /// the environment's `SOURCE_DATE_EPOCH` in UTC, and none where that is 0 or not set; with cairo 1.17.6
  /// or later it must be set for that.
  ///
  /// - Parameters:
  ///   - format: the format.
  ///   - dpi: the pixels per inch of a bitmap; `nil` for at most 144, and fewer for large pages.
  /// - Throws: ``GraphvizError``; ``/CollabCore/OptionError`` for a bitmap of more than 32,000 pixels
  ///   a side, and for a picture that ``Format/check(discs:ties:)`` refuses.
  /// - Complexity: O(*n* + *m*) and the pixels of a bitmap.
  public func rendered(as format: Format, dpi: Double? = nil) throws -> [UInt8] {
    try format.check(discs: vertices.count, ties: edges.count)
    let dpi = dpi ?? 72 * pixelsPerPoint
    let most = 32_000 * 72 / max(width, height)
    if format == .png, !(dpi >= 1 && dpi <= most) {
      throw OptionError(
        "a bitmap of this picture has from 1 to \(Int(most)) pixels per inch")
    }
    // Measured before, because Graphviz does one thing at a time.
    let texts = format == .dot ? try measuredTexts() : []
    return try GraphvizContext.run { context in
      try context.withGraph { graph in
        describe(in: graph, format, texts, dpi: dpi)
        guard let device = format.device else { return try graph.written() }
        return try context.withLayout("nop2", of: graph) {
          let bytes = try context.render(graph, as: device)
          switch format {
          case .dot, .png: return bytes
          case .svg: return SVGFinish.finish(bytes, self)
          case .pdf:
            let epoch = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap { Int($0) }
            return PDFDate.stamp(bytes, epoch: epoch)
          }
        }
      }
    }
  }

  /// Above this many edges they are drawn as bare lines, without a title each: of use are files of
  /// drawn edges, each an element of its own, only up to some size.
  static let separateEdges = 3000
  /// Above this many authors those without a written name are bare discs in SVG.
  static let separateDiscs = 20_000

  private var drawsBareEdges: Bool { edges.count > Self.separateEdges }
  private var drawsBareDiscs: Bool { drawsBareEdges && vertices.count > Self.separateDiscs }

  /// What SVG takes as it is, beneath all that Graphviz draws of authors; empty for small maps.
  func mergedShapes() -> ByteText {
    var text = ByteText()
    if drawsBareEdges { MergedShapes.appendEdges(of: self, to: &text) }
    if drawsBareDiscs { MergedShapes.appendDiscs(vertices.filter { $0.label == nil }, to: &text) }
    return text
  }

  private func describe(
    in graph: GraphvizGraph, _ format: Format, _ texts: [MeasuredText], dpi: Double
  ) {
    graph.declare(.graph, "bgcolor", theme.background.hexadecimal)
    graph.declare(.graph, "pad", "0")
    graph.declare(.graph, "margin", "0")
    graph.declare(.graph, "notranslate", "true")
    graph.declare(.graph, "outputorder", "edgesfirst")
    graph.declare(.graph, "splines", "line")
    // Graphviz 2.43 reads no string with more than 16 kB in a row.
    graph.declare(.graph, "linelength", "8000")
    graph.declare(.graph, "charset", "UTF-8")
    graph.declare(.graph, "fontname", TextMetrics.fonts)
    graph.declare(.graph, "dpi", (format == .png ? dpi : 72).dot)
    var drawing = XDot(shapes: [
      .area(
        [Point(0, 0), Point(width, 0), Point(width, height), Point(0, height)],
        fill: theme.background, stroke: theme.background, width: 0)
    ])
    // Graphviz 2.43 crashes on texts there when it lays out a file: in DOT they are nodes.
    for shape in shapes where format != .dot || !shape.isText { drawing.append(shape) }
    if drawsBareEdges, format == .png || format == .pdf {
      for edge in edges {
        let way = edge.way.isEmpty ? [vertices[edge.a].point, vertices[edge.b].point] : edge.way
        drawing.append(.line(way, color: edge.color, width: edge.width))
      }
    }
    graph.declare(.graph, "_background", drawing.text)
    // Graphviz writes no empty default, and reads its own, the name, where there is none: in DOT
    // every author has an empty label of their own.
    graph.declare(.node, "label", format == .dot ? "\\N" : "")
    graph.declare(.node, "shape", "circle")
    graph.declare(.node, "style", "filled")
    graph.declare(.node, "fixedsize", "true")
    graph.declare(.node, "fontname", TextMetrics.fonts)
    graph.declare(.node, "penwidth", outline.decimal(3))
    for name in [
      "pos", "width", "height", "fillcolor", "color", "tooltip", "URL", "xlabel", "xlp",
    ] { graph.declare(.node, name) }
    for name in ["color", "penwidth", "weight", "tooltip", "pos"] { graph.declare(.edge, name) }
    let isBent = edges.contains { !$0.way.isEmpty }
    var taken = Set<String>()
    let drawn = format == .svg && drawsBareDiscs ? vertices.filter { $0.label != nil } : vertices
    let nodes = drawn.map { vertex in
      // SVG shows the name of the node; there it stands as markup, which Graphviz lets pass.
      var name = format == .svg ? vertex.name.markupEscaped : vertex.name.graphvizEscaped
      // Graphviz gives names with this sign before them to nodes that have none.
      if name.hasPrefix("%") { name = " " + name }
      let node = graph.newNode(name, &taken)
      describe(vertex, node, in: graph, format)
      if format == .dot { graph.set(node, "label", "") }
      return node
    }
    if format == .png { describeHalos(in: graph, &taken) }
    for (index, title) in titles.enumerated() {
      let name = title.isOnDisc ? "\(SVGFinish.onDisc)" : "title"
      let node = graph.textNode(
        "\(name) \(index + 1)", at: title.point, markup: markup(title, format), &taken)
      graph.set(node, "width", (title.width / 72).decimal(5))
      graph.set(node, "height", (title.height / 72).decimal(5))
    }
    describe(texts, in: graph, &taken)
    if drawsBareEdges, format != .dot { return }
    let edges = format == .dot ? strongestEdges : edges
    if format == .dot { describeTiesLeftOut(edges, in: graph) }
    for edge in edges {
      let item = graph.edge(nodes[edge.a], nodes[edge.b])
      // Graphviz takes the ways of edges only where all have one.
      if isBent { graph.set(item, "pos", curve(edge)) }
      graph.set(item, "color", edge.color.hexadecimal)
      graph.set(item, "penwidth", edge.width.dot)
      if !drawsBareEdges {
        graph.set(
          item, "tooltip",
          "\(vertices[edge.a].name) – \(vertices[edge.b].name)"
            .markupEscaped.withoutBackslashes)
      }
      // To the engine twopi 0 is no edge.
      graph.set(item, "weight", edge.weight.decimal(6))
    }
  }

  private func describe(
    _ vertex: Vertex, _ node: GraphvizGraph.Item, in graph: GraphvizGraph, _ format: Format
  ) {
    graph.set(node, "pos", "\(vertex.point.x.dot),\(vertex.point.y.dot)!")
    graph.set(node, "width", (vertex.radius / 36).decimal(5))
    graph.set(node, "height", (vertex.radius / 36).decimal(5))
    graph.set(node, "fillcolor", vertex.fill.hexadecimal)
    graph.set(node, "color", vertex.stroke.hexadecimal)
    graph.set(node, "tooltip", vertex.tooltip.markupEscaped.withoutBackslashes)
    if let link = vertex.link.flatMap(Self.safeLink) { graph.set(node, "URL", link) }
    guard let label = vertex.label, format != .png else { return }
    graph.set(node, "xlp", "\(label.point.x.dot),\(label.point.y.dot)")
    graph.setMarkup(node, "xlabel", markup(label, format))
  }

  /// The names, each over copies of itself in the colour of the ground, a little beside it on all
  /// sides: the halo that SVG's strokes give.
  private func describeHalos(in graph: GraphvizGraph, _ taken: inout Set<String>) {
    let names = vertices.compactMap(\.label)
    var halos = names + titles.filter { !$0.isOnDisc }
    for index in halos.indices { halos[index].color = theme.background }
    let around = (0..<12).map { Double($0) * .pi / 6 }
    for (index, halo) in halos.enumerated() {
      for (step, angle) in around.enumerated() {
        let reach = halo.size * 0.1
        let at = Point(halo.point.x + reach * cos(angle), halo.point.y + reach * sin(angle))
        _ = graph.textNode(
          "halo \(index + 1) \(step + 1)", at: at, markup: markup(halo, .png), &taken)
      }
    }
    for (index, name) in names.enumerated() {
      _ = graph.textNode("name \(index + 1)", at: name.point, markup: markup(name, .png), &taken)
    }
  }

  /// A text, on a ground that lets what lies beneath shine through where its letters have no halo.
  private func markup(_ label: Label, _ format: Format) -> String {
    let ground =
      format == .svg || format == .png || label.isOnDisc
      ? "" : "bgcolor=\"\(theme.background.opacity(0.72).hexadecimal)\""
    return "<table border=\"0\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"0\" "
      + ground + "><tr><td>"
      + "<font point-size=\"\(label.size.dot)\" color=\"\(label.color.hexadecimal)\">"
      + "\(label.text.markupEscaped.withoutBackslashes)</font></td></tr></table>"
  }

  /// The way of an edge as the points of cubic Bézier curves.
  private func curve(_ edge: Edge) -> String {
    let way = edge.way.isEmpty ? [vertices[edge.a].point, vertices[edge.b].point] : edge.way
    return zip(way, way.dropFirst()).reduce("\(way[0].x.dot),\(way[0].y.dot)") { text, leg in
      let (from, to) = leg
      let points = [1.0 / 3, 2.0 / 3, 1].map { share in
        "\((from.x + (to.x - from.x) * share).dot),\((from.y + (to.y - from.y) * share).dot)"
      }
      return text + " " + points.joined(separator: " ")
    }
  }

  /// A link that may stand in a picture, its characters safe in XML; `nil` for other schemes.
  static func safeLink(_ link: String) -> String? {
    let allowed = ["http://", "https://", "mailto:"]
    guard allowed.contains(where: link.lowercased().hasPrefix) else { return nil }
    guard !link.unicodeScalars.contains(where: { $0.value <= 32 || $0.value == 127 }) else {
      return nil
    }
    return link.markupEscaped.replacingOccurrences(of: "\\", with: "%5C")
  }

  /// Two pixels a point for small pages; large ones stay far below the 32,767 pixels that cairo
  /// takes, and those with many translucent lines are not worth cairo's time beyond 3,000.
  private var pixelsPerPoint: Double {
    min(2, (edges.count > Self.separateEdges ? 3000 : 4000) / max(width, height))
  }
}

extension Double {
  /// The number with at most two decimals, as Graphviz reads it in any locale.
  var dot: String { decimal(2) }

  /// The number with at most so many decimals, and none that are zero.
  ///
  /// Written digit by digit: large pictures have millions of coordinates.
  func decimal(_ places: Int) -> String {
    guard isFinite else { return "0" }
    var unit = 1.0
    for _ in 0..<places { unit *= 10 }
    var rest = Int((Swift.max(-1e12, Swift.min(1e12, self)) * unit).rounded()).magnitude
    let isNegative = self < 0 && rest > 0
    var decimals = places
    while decimals > 0, rest % 10 == 0 {
      rest /= 10
      decimals -= 1
    }
    var digits = 1, bound: UInt = 10
    while rest >= bound || digits <= decimals {
      digits += 1
      bound *= 10
    }
    let length = (isNegative ? 1 : 0) + digits + (decimals > 0 ? 1 : 0)
    return String(unsafeUninitializedCapacity: length) { text in
      var place = length
      for digit in 0..<digits {
        if digit == decimals, decimals > 0 {
          place -= 1
          text[place] = UInt8(ascii: ".")
        }
        place -= 1
        text[place] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
      }
      if isNegative { text[0] = UInt8(ascii: "-") }
      return length
    }
  }
}

extension String {
  /// The text with the characters that mean something in XML and HTML written as entities.
  var markupEscaped: String {
    var result = ""
    for character in unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }

  /// Markup in which Graphviz, whose versions differ in how often they expand escapes, finds none:
  /// a word joiner, which has no width, parts a backslash from a letter that would make it one.
  var withoutBackslashes: String {
    guard contains("\\") else { return self }
    return "GNETHL".reduce(replacingOccurrences(of: "\\", with: "&#92;")) { text, letter in
      text.replacingOccurrences(of: "&#92;\(letter)", with: "&#92;&#8288;\(letter)")
    }
  }

  /// The text on one line: control characters, which neither XML nor a page has, become spaces.
  var onOneLine: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { scalar in
          let isControl =
            scalar.properties.generalCategory == .control || scalar.value == 0xfffe
            || scalar.value == 0xffff || scalar.value == 0x2028 || scalar.value == 0x2029
          return isControl ? " " : scalar
        })
    )
  }
}
