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
  /// What was found of institutions or countries; `nil` where vertices are authors.
  public let units: UnitFindings?

  /// Makes the network of a bibliography.
  ///
  /// - Complexity: O(people + authorships) time and space.
  public init(_ bibliography: Bibliography, selection: CoauthorNetwork.Selection = .init()) {
    self.init(bibliography, CoauthorNetwork(bibliography, selection: selection), nil)
  }

  /// Makes the network of a bibliography within thresholds.
  ///
  /// Where vertices are institutions or countries, they stand in ``bibliography`` in the place of
  /// people, and on the bylines of its works.
  ///
  /// - Parameters:
  ///   - bibliography: what was read.
  ///   - unit: what a vertex stands for.
  ///   - selection: which works count, by the number of units on their byline, and how.
  ///   - thresholds: which vertices and ties are kept.
  ///   - execution: threads, and who may stop them.
  /// - Throws: ``/CollabGraph/TooManyPairs``, ``/CollabCore/Cancellation``.
  /// - Complexity: that of ``CoauthorNetwork/within(_:of:execution:)``.
  public init(
    _ bibliography: Bibliography, unit: VertexUnit = .authors,
    selection: CoauthorNetwork.Selection = .init(),
    thresholds: Thresholds, execution: Execution = Execution()
  ) throws {
    var bibliography = bibliography, findings: UnitFindings?
    if unit != .authors {
      var finder = UnitFinder(bibliography, unit: unit)
      bibliography = finder.find()
      findings = finder.findings
    }
    var network = CoauthorNetwork(bibliography, selection: selection)
    network.unit = unit
    network.messages = findings?.messages ?? []
    self.init(
      bibliography, try network.within(thresholds, of: bibliography, execution: execution), findings
    )
  }

  private init(
    _ bibliography: Bibliography, _ coauthors: CoauthorNetwork, _ units: UnitFindings?
  ) {
    self.bibliography = bibliography
    self.units = units
    self.coauthors = coauthors
    labels = coauthors.people.map { bibliography.people.label($0) }
  }

  /// The network.
  public var network: Network { coauthors.network }
  /// What a vertex stands for.
  public var unit: VertexUnit { coauthors.unit }
}
