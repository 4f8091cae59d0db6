import CollabCore

extension Diagram {
  /// The maximum of edges in a DOT file, those that connect the network first: with twice as many,
  /// the engines `dot` and `circo` take ten times as long.
  static let edgesInDOT = 500

  /// Says how many ties a DOT file leaves out; empty where it has all.
  public var notesOnDOT: [Diagnostic] {
    let count = edges.count - strongestEdges.count
    guard count > 0 else { return [] }
    return [Diagnostic("dot.ties-left-out", .note, tiesLeftOut(count))]
  }

  private func tiesLeftOut(_ count: Int) -> String {
    "\(count) of \(edges.count) ties are left out of DOT, the weakest"
  }

  /// Says in the file how many ties it leaves out.
  func describeTiesLeftOut(_ kept: [Edge], in graph: GraphvizGraph) {
    if kept.count < edges.count {
      graph.declare(.graph, "comment", tiesLeftOut(edges.count - kept.count))
    }
    // The engine dot stops its search for better places early.
    graph.declare(.graph, "nslimit", "1")
    graph.declare(.graph, "nslimit1", "1")
  }

  /// The edges of a DOT file, in their order: of very many those that hold the network together,
  /// strong ones first, and the strongest others.
  ///
  /// - Complexity: O(*m*), near enough.
  var strongestEdges: [Edge] {
    guard edges.count > Self.edgesInDOT else { return edges }
    var connected = DisjointSets(vertices.count)
    var isKept = [Bool](repeating: false, count: edges.count)
    // The weakest come first.
    for index in edges.indices.reversed() {
      isKept[index] = connected.unite(edges[index].a, edges[index].b)
    }
    var room = Self.edgesInDOT - isKept.count { $0 }
    for index in edges.indices.reversed() where room > 0 && !isKept[index] {
      isKept[index] = true
      room -= 1
    }
    return edges.indices.filter { isKept[$0] }.map { edges[$0] }
  }

  /// A text beneath the authors, with the middle of its line.
  struct MeasuredText {
    let line: String
    let middle: Point
    let size: Double
    let color: Color
  }

  /// The texts beneath the authors.
  ///
  /// - Throws: ``GraphvizError``.
  func measuredTexts() throws -> [MeasuredText] {
    var texts: [(text: MeasuredText, anchor: Anchor)] = []
    for case .text(let line, let point, let anchor, let size, let color) in shapes {
      let line = line.onOneLine
      // A base line lies a third of the letters' size below the middle.
      let middle = Point(point.x, point.y + size / 3)
      if !line.isEmpty {
        texts.append((MeasuredText(line: line, middle: middle, size: size, color: color), anchor))
      }
    }
    let widths = try TextMetrics.sizes(of: texts.map { ($0.text.line, $0.text.size) }).map(\.width)
    return zip(texts, widths).map { item, width in
      let shift = item.anchor == .start ? width / 2 : item.anchor == .end ? -width / 2 : 0
      let text = item.text
      return MeasuredText(
        line: text.line, middle: Point(text.middle.x + shift, text.middle.y), size: text.size,
        color: text.color)
    }
  }

  /// Writes texts as nodes.
  func describe(_ texts: [MeasuredText], in graph: GraphvizGraph, _ taken: inout Set<String>) {
    for (index, text) in texts.enumerated() {
      let markup =
        "<font point-size=\"\(text.size.dot)\" color=\"\(text.color.hexadecimal)\">"
        + "\(text.line.markupEscaped.withoutBackslashes)</font>"
      let node = graph.textNode("text \(index + 1)", at: text.middle, markup: markup, &taken)
      graph.set(node, "fixedsize", "false")
    }
  }
}

extension Diagram.Shape {
  /// Whether it is a text.
  var isText: Bool { if case .text = self { true } else { false } }
}
