internal import CGraphviz
import CollabCore
import Foundation

/// What Graphviz could not do, in one line.
public struct GraphvizError: DescribedError, Sendable, Equatable {
  /// What was tried and what Graphviz says of it.
  public let description: String

  /// Creates the error.
  public init(_ description: String) { self.description = description }
}

/// What Graphviz has said since its context was taken; touched by the holder of the lock only,
/// through a C callback that has no place for a context.
nonisolated(unsafe) private var complaints = ""

/// Graphviz's state: one context for the process, which one thread at a time may use, because
/// the C libraries keep globals.
struct GraphvizContext {
  private let pointer: OpaquePointer
  private static let only = Locked<GraphvizContext?>(nil)

  /// Runs `body` with the context while no one else uses Graphviz.
  ///
  /// - Throws: ``GraphvizError`` where Graphviz cannot be started, and what `body` throws.
  static func run<Output: Sendable>(
    _ body: (GraphvizContext) throws -> Output
  ) throws -> Output {
    try only.withLock { kept in
      if kept == nil {
        guard let pointer = gvContext() else { throw GraphvizError("Graphviz does not start") }
        kept = GraphvizContext(pointer: pointer)
      }
      complaints = ""
      agseterr(AGERR)
      agseterrf { text in
        if let text { complaints += String(cString: text) }
        return 0
      }
      return try body(kept!)
    }
  }

  /// The version at run time.
  var version: String { String(cString: gvcVersion(pointer)) }

  /// Opens an empty undirected graph, runs `body` on it and frees it.
  func withGraph<Output>(_ body: (GraphvizGraph) throws -> Output) throws -> Output {
    guard let graph = collab_open_undirected("collab") else {
      throw GraphvizError("Graphviz cannot make a graph")
    }
    defer { agclose(graph) }
    return try body(GraphvizGraph(pointer: graph))
  }

  /// Lays a graph out with an engine, runs `body` and frees the layout.
  func withLayout<Output>(
    _ engine: String, of graph: GraphvizGraph, _ body: () throws -> Output
  ) throws -> Output {
    guard gvLayout(pointer, graph.pointer, engine) == 0 else {
      throw GraphvizError("Graphviz cannot lay out with '\(engine)'" + complaint)
    }
    defer { gvFreeLayout(pointer, graph.pointer) }
    return try body()
  }

  /// Renders a graph that has a layout.
  func render(_ graph: GraphvizGraph, as format: String) throws -> [UInt8] {
    var data: UnsafeMutablePointer<CChar>?
    var length: UInt32 = 0
    guard gvRenderData(pointer, graph.pointer, format, &data, &length) == 0, let data else {
      throw GraphvizError("Graphviz cannot write '\(format)'" + complaint)
    }
    defer { gvFreeRenderData(data) }
    return data.withMemoryRebound(to: UInt8.self, capacity: Int(length)) {
      Array(UnsafeBufferPointer(start: $0, count: Int(length)))
    }
  }

  /// The complaints as the end of a message.
  private var complaint: String {
    let text = complaints.split(whereSeparator: \.isNewline)
      .map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
    return text.isEmpty ? "" : ": " + text
  }
}

/// A Graphviz graph under construction.
struct GraphvizGraph {
  let pointer: UnsafeMutablePointer<Agraph_t>

  /// A node or an edge.
  typealias Item = UnsafeMutableRawPointer

  enum Kind: Int32 { case graph = 0, node, edge }

  /// Declares an attribute with the value that items have unless they are given another.
  func declare(_ kind: Kind, _ name: String, _ value: String = "") {
    collab_default(pointer, kind.rawValue, name, value)
  }

  func node(_ name: String) -> Item { Item(collab_node(pointer, name)) }

  /// A new node. Blanks follow its name where another node has it.
  func newNode(_ name: String, _ taken: inout Set<String>) -> Item {
    var name = name
    while !taken.insert(name).inserted { name += " " }
    return node(name)
  }

  /// A new node that shows only a text, with its middle at a point.
  func textNode(
    _ name: String, at point: Point, markup: String, _ taken: inout Set<String>
  ) -> Item {
    let node = newNode(name, &taken)
    set(node, "shape", "plaintext")
    set(node, "style", "")
    set(node, "pos", "\(point.x.dot),\(point.y.dot)!")
    setMarkup(node, "label", markup)
    return node
  }

  func edge(_ a: Item, _ b: Item) -> Item {
    Item(
      agedge(
        pointer, a.assumingMemoryBound(to: Agnode_t.self), b.assumingMemoryBound(to: Agnode_t.self),
        nil, 1))
  }

  func set(_ item: Item, _ name: String, _ value: String) { collab_set(item, name, value) }

  func setMarkup(_ item: Item, _ name: String, _ value: String) {
    collab_set_markup(pointer, item, name, value)
  }

  /// Where a layout put a node, in points.
  func position(_ node: Item) -> (x: Double, y: Double) {
    let node = node.assumingMemoryBound(to: Agnode_t.self)
    return (collab_x(node), collab_y(node))
  }

  /// The size of a node's label as laid out, in points.
  func labelSize(_ node: Item) -> (width: Double, height: Double) {
    let node = node.assumingMemoryBound(to: Agnode_t.self)
    return (collab_label_width(node), collab_label_height(node))
  }

  /// The graph as DOT.
  func written() throws -> [UInt8] {
    var length = 0
    guard let text = collab_write(pointer, &length) else {
      throw GraphvizError("Graphviz cannot write DOT")
    }
    defer { free(text) }
    return text.withMemoryRebound(to: UInt8.self, capacity: length) {
      Array(UnsafeBufferPointer(start: $0, count: length))
    }
  }
}

extension String {
  /// The text as a value that Graphviz expands escapes in: `\N` and the like stay as they are.
  var graphvizEscaped: String { replacingOccurrences(of: "\\", with: "\\\\") }
}
