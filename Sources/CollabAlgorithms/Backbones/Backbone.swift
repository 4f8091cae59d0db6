import CollabCore
import CollabGraph

/// A way to keep the ties that matter; a value in ``Backbones/all``.
public struct Backbone: CatalogEntry {
  /// The stable name, in kebab case.
  public let id: String
  /// One line for help and tables.
  public let summary: String
  /// The numbers that can be set, with their defaults.
  public let parameters: [Parameter]
  /// The paper.
  public let reference: String
  private let kernel: @Sendable (MeasureInput) throws -> [Bool]

  /// Creates a way to keep ties.
  ///
  /// - Parameter kernel: tells for each edge of the coauthor graph, in the order of
  ///   ``Graph/edges``, whether it is kept.
  public init(
    id: String, summary: String, parameters: [Parameter], reference: String,
    kernel: @escaping @Sendable (MeasureInput) throws -> [Bool]
  ) {
    self.id = id
    self.summary = summary
    self.parameters = parameters
    self.reference = reference
    self.kernel = kernel
  }

  /// The coauthor graph with all its authors and the ties that are kept, their weights unchanged.
  ///
  /// - Throws: ``OptionError`` for an unknown or unsuitable setting or network, ``Cancellation``.
  public func graph(
    of network: Network, settings: [String: Double] = [:], execution: Execution = Execution()
  ) throws -> Graph {
    let values = try Parameter.resolve(parameters, settings: settings, of: id)
    try execution.checkpoint()
    let kept = try kernel(
      MeasureInput(network: network, settings: values, seed: 1, execution: execution))
    let edges = network.graph.edges
    return Graph(
      vertexCount: network.vertexCount,
      edges: edges.indices.lazy.filter { kept[$0] }.map { edges[$0] })
  }
}

/// The list of all backbones: a new one is one file and one line here.
public enum Backbones {
  /// The backbones, in the order of help and documentation.
  public static let all = Catalog<Backbone>(
    kind: "backbone", [.threshold, .topLinks, .spanningForest, .core, .disparity, .sdsm])
}
