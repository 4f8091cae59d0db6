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
  /// - Parameter threads: how many threads project the graph; `nil` takes one a processor.
  public init(
    _ bibliography: Bibliography, selection: CoauthorNetwork.Selection = .init(),
    threads: Int? = nil
  ) {
    self.bibliography = bibliography
    coauthors = CoauthorNetwork(bibliography, selection: selection, threads: threads)
    labels = coauthors.people.map { bibliography.people.label($0) }
  }

  /// The network.
  public var network: Network { coauthors.network }
}
