public import CollabBibliography
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
    self.bibliography = bibliography
    coauthors = CoauthorNetwork(bibliography, selection: selection)
    labels = coauthors.people.map { bibliography.people.label($0) }
  }

  /// The network.
  public var network: Network { coauthors.network }
}
