import CollabCore
import CollabGraph

/// One number for each author, by a stated definition.
///
/// A measure is a value in ``Measures/all``; its kernel is a function in a file of its own.
public struct Measure: ConfigurableEntry {
  /// What a measure makes of edge weights.
  public enum WeightUse: String, Sendable, Codable {
    /// Weights do not matter.
    case ignored
    /// A greater weight is a stronger tie.
    case strength
    /// A greater weight is a shorter way; the exponent is an option.
    case distance
    /// The measure does not look at ties.
    case none
  }

  /// Its id, title, summary, parameters and paper.
  public let descriptor: Descriptor
  /// The settings that differ from their defaults.
  public var settings = Settings()
  /// What it makes of edge weights.
  public let weights: WeightUse
  /// Whether it is a whole number, for printing.
  public let isCount: Bool
  /// How its scores are checked; `nil` where there is no check.
  var verifier: Verifier?
  private let kernel: @Sendable (MeasureInput) throws -> Scores

  /// Creates a measure.
  ///
  /// - Parameters:
  ///   - id: the stable name, in kebab case.
  ///   - title: the name in running text; `nil` takes the id with spaces for hyphens.
  ///   - summary: one line for help and tables.
  ///   - weights: what it makes of edge weights.
  ///   - isCount: whether a score is a whole number, for printing.
  ///   - parameters: what can be set.
  ///   - reference: the paper, specification or manual.
  ///   - kernel: gives one score an author; it reads the values of `parameters` as
  ///     `input[parameter]`.
  public init(
    id: String, title: String? = nil, summary: String, weights: WeightUse, isCount: Bool = false,
    parameters: [Parameter] = [], reference: String = "",
    kernel: @escaping @Sendable (MeasureInput) throws -> Scores
  ) {
    descriptor = Descriptor(
      id: id, title: title, summary: summary, parameters: parameters, reference: reference)
    self.weights = weights
    self.isCount = isCount
    self.kernel = kernel
  }

  /// Computes the measure.
  ///
  /// - Parameters:
  ///   - network: the authors, their works and ties.
  ///   - seed: for measures that sample; others ignore it.
  ///   - execution: threads, progress and cancellation.
  /// - Throws: ``/CollabCore/OptionError`` for an unknown or unsuitable setting,
  ///   ``/CollabGraph/TooManyPairs`` where the measure needs a coauthor graph that would not fit
  ///   into memory, ``/CollabCore/Cancellation``.
  public func scores(
    of network: Network, seed: UInt64 = 1, execution: Execution = Execution()
  ) throws -> Scores {
    let settings = try checkedSettings()
    try execution.checkpoint()
    var scores = try kernel(
      MeasureInput(network: network, settings: settings, seed: seed, execution: execution))
    // What a graph file gives beside works: of its authors it does not say which works they wrote.
    if weights == .none, !network.ties.isEmpty, network.incidence.workCount > 0 {
      for author in 0..<network.vertexCount where network.incidence.paperCount(author) == 0 {
        scores.values[author] = .nan
      }
    }
    return scores
  }

  /// Computes the measure for the vertices of a graph that has no works behind it.
  ///
  /// - Throws: ``/CollabCore/OptionError`` for an unknown or unsuitable setting,
  ///   ``/CollabCore/Cancellation``.
  public func scores(
    of graph: Graph, seed: UInt64 = 1, execution: Execution = Execution()
  ) throws -> Scores {
    try scores(of: Network(graph: graph), seed: seed, execution: execution)
  }
}

/// What a measure's or a backbone's kernel gets.
public struct MeasureInput: KernelInput {
  /// The authors, their works and ties.
  public let network: Network
  /// The settings that differ from their defaults.
  public let settings: Settings
  /// The seed of whatever is drawn.
  public let seed: UInt64
  /// Threads, progress and cancellation.
  public let execution: Execution

  /// The coauthor graph, written out.
  ///
  /// - Throws: ``/CollabGraph/TooManyPairs`` where it would not fit into memory,
  ///   ``/CollabCore/Cancellation``.
  public var graph: Graph { get throws { try network.graph(execution: execution) } }
}

/// The scores of all authors, with how they were reached.
public struct Scores: Sendable, Equatable {
  /// One score an author; `nan` where it is not known.
  public var values: [Double]
  /// For iterative measures: the number of iterations.
  public var iterations: Int?
  /// For iterative measures: the last change, in the norm that the measure's page states.
  public var residual: Double?
  /// Whether the tolerance was reached; `true` for measures that do not iterate.
  public var converged: Bool
  /// What the reader of the scores should know, one sentence each.
  public var notes: [String]

  /// Creates scores.
  public init(
    _ values: [Double], iterations: Int? = nil, residual: Double? = nil, converged: Bool = true,
    notes: [String] = []
  ) {
    self.values = values
    self.iterations = iterations
    self.residual = residual
    self.converged = converged
    self.notes = notes
  }

  /// The authors from the greatest score to the least; equal scores by author number, unknown
  /// ones last.
  ///
  /// - Complexity: O(*n* log *n*).
  public func ranking() -> [Int] {
    values.indices.sorted { a, b in
      let (x, y) = (values[a], values[b])
      if x.isNaN || y.isNaN { return x.isNaN == y.isNaN ? a < b : y.isNaN }
      return x == y ? a < b : x > y
    }
  }
}
