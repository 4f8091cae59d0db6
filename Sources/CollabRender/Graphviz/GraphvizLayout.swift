import CollabGraph

extension Layout {
  /// One of Graphviz's engines; each ignores communities, an earlier picture and the seed.
  ///
  /// - Complexity: that of the engine; `neato`, `fdp` and `dot` take quadratic time or worse.
  static func graphviz(_ engine: String, _ what: String) -> Layout {
    Layout(
      id: engine, summary: "Graphviz's \(engine): \(what)",
      reference: "Graphviz manual, https://graphviz.org/docs/layouts/\(engine)/"
    ) { input in
      try GraphvizContext.run { context in
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
            return Positions(x: points.map(\.x), y: points.map(\.y))
          }
        }
      }
    }
  }
}
