import CollabAlgorithms
import CollabCore
import CollabGraph

extension Layout {
  /// The layouts that are Graphviz's engines.
  static let engines: [Layout] = [
    .dot, .neato, .fdp, .sfdp, .circo, .twopi, .osage, .patchwork,
  ]

  /// Graphviz's layers from top to bottom.
  public static let dot = graphviz("dot", "layers from top to bottom", most: 15_000)
  /// Graphviz's stress majorisation, for small graphs.
  public static let neato = graphviz(
    "neato", "stress majorisation, for small graphs", most: 20_000)
  /// Graphviz's springs, for small graphs.
  public static let fdp = graphviz("fdp", "springs, for small graphs", most: 20_000)
  /// Graphviz's multilevel springs, for large graphs.
  public static let sfdp = graphviz(
    "sfdp", "multilevel springs, for large graphs", most: 400_000)
  /// Graphviz's circles.
  public static let circo = graphviz("circo", "circles", most: 15_000)
  /// Graphviz's rings around a centre.
  public static let twopi = graphviz("twopi", "rings around a centre", most: 40_000)
  /// Graphviz's rows of components.
  public static let osage = graphviz("osage", "rows of components", most: 400_000)
  /// Graphviz's treemap.
  public static let patchwork = graphviz("patchwork", "a treemap", most: 400_000)

  /// One of Graphviz's engines; each ignores communities, an earlier picture and the seed.
  ///
  /// - Parameter most: the greatest number of authors and ties together that it is asked to place.
  ///   Nothing can stop an engine on its way, and most take quadratic time or worse.
  private static func graphviz(_ engine: String, _ what: String, most: Int) -> Layout {
    Layout(
      id: engine, summary: "Graphviz's \(engine): \(what)",
      reference: "Graphviz manual, https://graphviz.org/docs/layouts/\(engine)/",
      takesInitial: false
    ) { input in
      let size = input.graph.vertexCount + input.graph.edgeCount
      guard size <= most else {
        throw OptionError(
          "the layout '\(engine)' takes at most \(most.grouped) authors and ties together, not "
            + "\(size.grouped), which it may not place within minutes; use 'multilevel', or draw "
            + "fewer (--top, --min-weight, --backbone)")
      }
      return try GraphvizContext.run { context in
        try context.withGraph { graph in
          graph.declare(.node, "label")
          graph.declare(.node, "shape", "circle")
          graph.declare(.node, "width", "0.2")
          graph.declare(.node, "fixedsize", "true")
          graph.declare(.edge, "weight", "1")
          graph.declare(.graph, "splines", "false")
          graph.declare(.graph, "pack", "true")
          let nodes = (0..<input.graph.vertexCount).map { graph.node(String($0)) }
          for edge in input.graph.edges {
            _ = graph.edge(nodes[Int(edge.a)], nodes[Int(edge.b)])
          }
          return try context.withLayout(engine, of: graph) {
            let points = nodes.map(graph.position)
            return Positions(uncheckedX: points.map(\.x), y: points.map(\.y))
          }
        }
      }
    }
  }
}
