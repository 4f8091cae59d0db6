import CollabCore
import CollabGraph

/// One number for a whole network, by a stated definition; a value in ``NetworkMeasures/all``.
public struct NetworkMeasure: CatalogEntry {
  /// Its id, title, summary and paper.
  public let descriptor: Descriptor
  /// Whether it is a whole number, for printing.
  public let isCount: Bool
  /// Whether it searches from every author: minutes on a network of some hundred thousand.
  public let isQuadratic: Bool
  private let kernel: @Sendable (Network, Execution) throws -> Double

  /// Creates a measure.
  public init(
    id: String, title: String? = nil, summary: String, isCount: Bool = false,
    isQuadratic: Bool = false, reference: String = "",
    kernel: @escaping @Sendable (Network, Execution) throws -> Double
  ) {
    descriptor = Descriptor(id: id, title: title, summary: summary, reference: reference)
    self.isCount = isCount
    self.isQuadratic = isQuadratic
    self.kernel = kernel
  }

  /// Computes the measure; `nan` where it is not known or not defined.
  ///
  /// - Throws: ``/CollabGraph/TooManyPairs`` where the coauthor graph would not fit into memory,
  ///   ``/CollabCore/Cancellation``.
  public func value(of network: Network, execution: Execution = Execution()) throws -> Double {
    try execution.checkpoint()
    return try kernel(network, execution)
  }

  /// Computes the measure for a graph that has no works behind it.
  ///
  /// - Throws: ``/CollabCore/Cancellation``.
  public func value(of graph: Graph, execution: Execution = Execution()) throws -> Double {
    try value(of: Network(graph: graph), execution: execution)
  }
}

/// The list of all measures of whole networks: a new one is one line here.
public enum NetworkMeasures {
  /// The measures, in the order of help and documentation.
  public static let all = Catalog<NetworkMeasure>(
    kind: "network measure",
    [
      .density,
      .meanDegree,
      .components,
      .largestComponent,
      .degreeAssortativity,
      .transitivity,
      .meanClustering,
      .diameter,
      .meanDistance,
      .smallWorldSigma,
      .smallWorldOmega,
      .articulationPoints,
      .bridges,
      .degreeExponent,
      .collaborationIndex,
      .multiAuthorCollaborationIndex,
      .degreeOfCollaboration,
      .collaborativeCoefficient,
      .modifiedCollaborativeCoefficient,
    ])
}
