public import CollabBibliography
public import CollabCore
public import CollabGraph

/// What was read and the network that was made of it: what rankings and reports speak of.
public struct Corpus: Sendable {
  /// What was read.
  public let bibliography: Bibliography
  /// The network of its people.
  public let coauthors: CoauthorNetwork
  /// The name of each vertex.
  public let labels: [String]

  /// Makes the network of a bibliography.
  ///
  /// - Complexity: O(people + authorships) time and space.
  public init(_ bibliography: Bibliography, selection: CoauthorNetwork.Selection = .init()) {
    self.init(bibliography, CoauthorNetwork(bibliography, selection: selection))
  }

  /// Makes the network of a bibliography within thresholds.
  ///
  /// - Throws: ``/CollabGraph/TooManyPairs``, ``/CollabCore/Cancellation``.
  /// - Complexity: that of ``CoauthorNetwork/within(_:of:execution:)``.
  public init(
    _ bibliography: Bibliography, selection: CoauthorNetwork.Selection = .init(),
    thresholds: Thresholds, execution: Execution = Execution()
  ) throws {
    self.init(
      bibliography,
      try CoauthorNetwork(bibliography, selection: selection)
        .within(thresholds, of: bibliography, execution: execution))
  }

  private init(_ bibliography: Bibliography, _ coauthors: CoauthorNetwork) {
    self.bibliography = bibliography
    self.coauthors = coauthors
    labels = coauthors.people.map { bibliography.people.label($0) }
  }

  /// The network.
  public var network: Network { coauthors.network }
}
