import CollabCore
import CollabGraph

/// One number for a whole network, by a stated definition; a value in ``NetworkMeasures/all``.
public struct NetworkMeasure: CatalogEntry {
  /// The stable name, in kebab case.
  public let id: String
  /// One line for help and tables.
  public let summary: String
  /// Whether it is a whole number, for printing.
  public let isCount: Bool
  /// Whether it searches from every author: minutes on a network of some hundred thousand.
  public let isQuadratic: Bool
  /// The paper or specification.
  public let reference: String
  private let kernel: @Sendable (Network, Execution) throws -> Double

  /// Creates a measure.
  public init(
    id: String, summary: String, isCount: Bool = false, isQuadratic: Bool = false,
    reference: String, kernel: @escaping @Sendable (Network, Execution) throws -> Double
  ) {
    self.id = id
    self.summary = summary
    self.isCount = isCount
    self.isQuadratic = isQuadratic
    self.reference = reference
    self.kernel = kernel
  }

  /// Computes the measure; `nan` where it is not known or not defined.
  ///
  /// - Throws: ``Cancellation``.
  public func value(of network: Network, execution: Execution = Execution()) throws -> Double {
    try execution.checkpoint()
    return try kernel(network, execution)
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
