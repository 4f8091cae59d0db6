import CollabCore

/// What a large map has too much of for an element each in SVG: many lines of one colour and width
/// are one path, and so are many discs.
///
/// Coordinates are tenths of a point, which are whole numbers under the group's scale. A translucent
/// path covers a place once however often it crosses it, so lines are dealt out to paths in turn:
/// those of one author, which stand side by side in the order of drawing, come into different ones.
enum MergedShapes {
  /// Lines of one path at most.
  private static let linesPerPath = 200
  /// Discs of one path at most.
  private static let discsPerPath = 5000

  /// Appends the ties in the order of drawing.
  ///
  /// - Complexity: O(*m* log *m*) time, O(*m*) space.
  static func appendEdges(of diagram: Diagram, to text: inout ByteText) {
    let edges = diagram.edges
    text.append("<g class=\"ties\" fill=\"none\" transform=\"scale(.1)\">\n")
    var start = 0
    while start < edges.count {
      let width = edges[start].width.dot, alpha = edges[start].color.alpha
      var end = start + 1
      while end < edges.count, edges[end].color.alpha == alpha, edges[end].width.dot == width {
        end += 1
      }
      // Which of equally heavy ties lies on top means nothing.
      let run = (start..<end).sorted { (edges[$0].color.order, $0) < (edges[$1].color.order, $1) }
      for group in run.groups(by: { edges[$0].color }) {
        let paths = (group.count + linesPerPath - 1) / linesPerPath
        for path in 0..<paths {
          append(edges[group[group.startIndex]].color, width: edges[start].width, to: &text)
          for place in stride(from: group.startIndex + path, to: group.endIndex, by: paths) {
            let edge = edges[group[place]]
            let ends = [diagram.vertices[edge.a].point, diagram.vertices[edge.b].point]
            text.append("M")
            for (index, point) in (edge.way.isEmpty ? ends : edge.way).enumerated() {
              if index > 0 { text.append(" ") }
              append(point, to: &text)
            }
          }
          text.append("\"/>\n")
        }
      }
      start = end
    }
    text.append("</g>\n")
  }

  /// Appends the discs of some authors, by colour and size, as dots of a round pen.
  ///
  /// - Complexity: O(*n* log *n*) time, O(*n*) space.
  static func appendDiscs(_ vertices: [Diagram.Vertex], to text: inout ByteText) {
    func key(_ v: Int) -> (UInt32, Int, Int) {
      // Rounded down, so that discs that touch do not overlap.
      (vertices[v].fill.order, Int(vertices[v].radius * 20), v)
    }
    let order = vertices.indices.sorted { key($0) < key($1) }
    text.append("<g class=\"authors\" fill=\"none\" stroke-linecap=\"round\" ")
    text.append("transform=\"scale(.1)\">\n")
    for group in order.groups(by: { [Int(key($0).0), key($0).1] }) {
      for start in stride(from: group.startIndex, to: group.endIndex, by: discsPerPath) {
        let first = vertices[group[start]]
        append(first.fill, width: Double(key(group[start]).1) / 10, to: &text)
        for v in group[start..<min(start + discsPerPath, group.endIndex)] {
          text.append("M")
          append(vertices[v].point, to: &text)
          text.append("h0")
        }
        text.append("\"/>\n")
      }
    }
    text.append("</g>\n")
  }

  /// The beginning of a path, with a pen as wide as so many points.
  private static func append(_ color: Color, width: Double, to text: inout ByteText) {
    var opaque = color
    opaque.alpha = 255
    text.append("<path stroke=\"\(opaque.hexadecimal)\"")
    if color.alpha < 255 {
      text.append(" stroke-opacity=\"\((Double(color.alpha) / 255).decimal(3))\"")
    }
    text.append(" stroke-width=\"\((width * 10).decimal(1))\" d=\"")
  }

  /// A point as SVG counts, downwards; the sign of the second number parts it from the first.
  private static func append(_ point: Point, to text: inout ByteText) {
    let y = (-point.y * 10).decimal(0)
    text.append((point.x * 10).decimal(0))
    if !y.hasPrefix("-") { text.append(" ") }
    text.append(y)
  }
}

extension Color {
  /// A number by which equal colours come together.
  fileprivate var order: UInt32 {
    UInt32(red) << 24 | UInt32(green) << 16 | UInt32(blue) << 8 | UInt32(alpha)
  }
}

extension Array {
  /// Runs of elements with equal keys.
  fileprivate func groups<Key: Equatable>(by key: (Element) -> Key) -> [ArraySlice<Element>] {
    var groups: [ArraySlice<Element>] = [], start = 0
    for end in indices.dropFirst() where key(self[end]) != key(self[start]) {
      groups.append(self[start..<end])
      start = end
    }
    return isEmpty ? [] : groups + [self[start...]]
  }
}
