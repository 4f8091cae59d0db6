import CollabCore
import CollabGraph

/// A way to keep the ties that matter; a value in ``Backbones/all``.
public struct Backbone: ConfigurableEntry {
  /// Its id, title, summary, parameters and paper.
  public let descriptor: Descriptor
  /// The settings that differ from their defaults.
  public var settings = Settings()
  private let kernel: @Sendable (MeasureInput) throws -> [Bool]

  /// Creates a way to keep ties.
  ///
  /// - Parameters:
  ///   - id: the stable name, in kebab case.
  ///   - title: the name in running text; `nil` takes the id with spaces for hyphens.
  ///   - summary: one line for help and tables.
  ///   - parameters: what can be set.
  ///   - reference: the paper, specification or manual.
  ///   - kernel: tells for each edge of the coauthor graph, in the order of
  ///     ``/CollabGraph/Graph/edges``, whether it is kept.
  public init(
    id: String, title: String? = nil, summary: String, parameters: [Parameter] = [],
    reference: String = "", kernel: @escaping @Sendable (MeasureInput) throws -> [Bool]
  ) {
    descriptor = Descriptor(
      id: id, title: title, summary: summary, parameters: parameters, reference: reference)
    self.kernel = kernel
  }

  /// The coauthor graph with all its authors and the ties that are kept, their weights unchanged.
  ///
  /// - Throws: ``/CollabCore/OptionError`` for an unknown or unsuitable setting or network, and for
  ///   a kernel that does not speak of every edge; ``/CollabGraph/TooManyPairs`` where the graph
  ///   would not fit into memory, ``/CollabCore/Cancellation``.
  public func graph(of network: Network, execution: Execution = Execution()) throws -> Graph {
    let settings = try checkedSettings()
    try execution.checkpoint()
    let edges = try network.graph(execution: execution).edges
    let kept = try kernel(
      MeasureInput(network: network, settings: settings, seed: 1, execution: execution))
    guard kept.count == edges.count else {
      throw OptionError("'\(id)' answers for \(kept.count) of \(edges.count) edges")
    }
    return Graph(
      uncheckedVertexCount: network.vertexCount,
      edges: edges.indices.lazy.filter { kept[$0] }.map { edges[$0] })
  }

  /// The ties of a graph that has no works behind it that are kept; see
  /// ``graph(of:execution:)-(Network,_)``.
  public func graph(of graph: Graph, execution: Execution = Execution()) throws -> Graph {
    try self.graph(of: Network(graph: graph), execution: execution)
  }
}

/// The list of all backbones: a new one is one file and one line here.
public enum Backbones {
  /// The backbones, in the order of help and documentation.
  public static let all = Catalog<Backbone>(
    kind: "backbone", [.threshold, .topLinks, .spanningForest, .core, .disparity, .sdsm])
}
