import Foundation

/// The sizes of texts as Graphviz will set them, from the fonts of the machine.
enum TextMetrics {
  /// The typefaces, in order of preference. Liberation Sans, Nimbus Sans and Arimo have the same
  /// widths as the first two; what they lack the system takes from other fonts.
  static let fonts = "Helvetica,Arial,sans-serif"

  struct Size: Sendable, Hashable {
    var width: Double
    var height: Double
  }

  /// Measures lines of text at letter sizes in points.
  ///
  /// - Throws: ``GraphvizError``.
  /// - Complexity: O(total length).
  static func sizes(of lines: [(text: String, size: Double)]) throws -> [Size] {
    try GraphvizContext.run { context in
      try context.withGraph { graph in
        graph.declare(.node, "label")
        graph.declare(.node, "shape", "plaintext")
        graph.declare(.node, "fontname", fonts)
        graph.declare(.node, "fontsize", "14")
        graph.declare(.node, "pos", "0,0")
        let nodes = lines.enumerated().map { index, line in
          let node = graph.node(String(index))
          // A label's entities are read as what they stand for; the text is meant as it is.
          graph.set(
            node, "label",
            line.text.graphvizEscaped.replacingOccurrences(of: "&", with: "&amp;"))
          graph.set(node, "fontsize", line.size.dot)
          return node
        }
        return try context.withLayout("nop2", of: graph) {
          nodes.map {
            let size = graph.labelSize($0)
            return Size(width: size.width, height: size.height)
          }
        }
      }
    }
  }
}
