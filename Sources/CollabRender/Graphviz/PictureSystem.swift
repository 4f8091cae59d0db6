internal import CGraphviz
import CollabCore

/// What pictures need of the system, found out by using it.
package enum PictureSystem {
  /// Graphviz, its layout engines, the formats that it writes, and the fonts of scripts.
  package static func parts() -> [SystemPart] {
    let version = try? GraphvizContext.run { $0.version }
    return [graphviz(.library, "Graphviz", version, works: version != nil)]
      + Layout.engines.map { graphviz(.layout, $0.id, works: canLayOut(with: $0.id)) }
      + Diagram.Format.allCases.compactMap { format in
        format.device.map { graphviz(.picture, format.rawValue, works: canWrite(to: $0)) }
      }
      + FontCheck.parts()
  }

  private static func graphviz(
    _ kind: SystemPart.Kind, _ name: String, _ detail: String? = nil, works: Bool
  ) -> SystemPart {
    SystemPart(kind, name, detail, isMissing: !works, debian: "graphviz", homebrew: "graphviz")
  }

  private static func canLayOut(with engine: String) -> Bool {
    withEdge { context, graph in try context.withLayout(engine, of: graph) {} }
  }

  private static func canWrite(to device: String) -> Bool {
    withEdge { context, graph in
      try context.withLayout("nop2", of: graph) { _ = try context.render(graph, as: device) }
    }
  }

  /// Whether Graphviz does something with a graph of one edge.
  private static func withEdge(
    _ body: (GraphvizContext, GraphvizGraph) throws -> Void
  ) -> Bool {
    let outcome: Void? = try? GraphvizContext.run { context in
      try context.withGraph { graph in
        graph.declare(.node, "pos", "0,0")
        _ = graph.edge(graph.node("a"), graph.node("b"))
        try body(context, graph)
      }
    }
    return outcome != nil
  }
}
