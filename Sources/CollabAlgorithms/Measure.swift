import CollabCore
import CollabGraph

/// One number for each author, by a stated definition.
///
/// A measure is a value in ``Measures/all``; its kernel is a function in a file of its own.
public struct Measure: CatalogEntry {
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

  /// The stable name, in kebab case.
  public let id: String
  /// One line for help and tables.
  public let summary: String
  /// What it makes of edge weights.
  public let weights: WeightUse
  /// Whether it is a whole number, for printing.
  public let isCount: Bool
  /// The numbers that can be set, with their defaults.
  public let parameters: [Parameter]
  /// The paper or specification.
  public let reference: String
  private let kernel: @Sendable (MeasureInput) throws -> Scores

  /// Creates a measure.
  public init(
    id: String, summary: String, weights: WeightUse, isCount: Bool = false,
    parameters: [Parameter] = [], reference: String,
    kernel: @escaping @Sendable (MeasureInput) throws -> Scores
  ) {
    self.id = id
    self.summary = summary
    self.weights = weights
    self.isCount = isCount
    self.parameters = parameters
    self.reference = reference
    self.kernel = kernel
  }

  /// Computes the measure.
  ///
  /// - Parameters:
  ///   - network: the authors, their works and ties.
  ///   - settings: parameters that differ from their defaults, by name.
  ///   - seed: for measures that sample; others ignore it.
  ///   - execution: threads, progress and cancellation.
  /// - Throws: ``OptionError`` for an unknown or unsuitable setting, ``TooManyPairs`` where the
  ///   measure needs a coauthor graph that would not fit into memory, ``Cancellation``.
  public func scores(
    of network: Network, settings: [String: Double] = [:], seed: UInt64 = 1,
    execution: Execution = Execution()
  ) throws -> Scores {
    let values = try Parameter.resolve(parameters, settings: settings, of: id)
    try execution.checkpoint()
    return try kernel(
      MeasureInput(network: network, settings: values, seed: seed, execution: execution))
  }
}

/// What a measure's kernel gets.
public struct MeasureInput: Sendable {
  /// The authors, their works and ties.
  public let network: Network
  /// The value of every parameter.
  public let settings: [String: Double]
  /// The seed of whatever is drawn.
  public let seed: UInt64
  /// Threads, progress and cancellation.
  public let execution: Execution

  /// The coauthor graph, written out.
  ///
  /// - Throws: ``TooManyPairs`` where it would not fit into memory, ``Cancellation``.
  public var graph: Graph { get throws { try network.writtenGraph(execution: execution) } }

  /// The value of a parameter that the measure declares.
  public subscript(name: String) -> Double { settings[name]! }
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

/// A number that a measure or a community method lets its user set.
public struct Parameter: Sendable, Equatable {
  /// The name, as in `--set damping=0.9`.
  public let name: String
  /// One line, with the unit.
  public let summary: String
  /// The value where none is set.
  public let standard: Double
  /// The values that are allowed.
  public let range: ClosedRange<Double>

  /// Creates a parameter.
  public init(_ name: String, _ summary: String, standard: Double, in range: ClosedRange<Double>) {
    self.name = name
    self.summary = summary
    self.standard = standard
    self.range = range
  }

  /// All parameters' values, the standard ones where nothing is set.
  package static func resolve(
    _ parameters: [Parameter], settings: [String: Double], of owner: String
  ) throws(OptionError) -> [String: Double] {
    var values = Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.standard) })
    for (name, value) in settings.sorted(by: { $0.key < $1.key }) {
      guard let parameter = parameters.first(where: { $0.name == name }) else {
        let nearest = nearestName(to: name, among: parameters.map(\.name))
        throw OptionError(
          "'\(owner)' has no option '\(name)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
      }
      guard parameter.range.contains(value) else {
        throw OptionError(
          "'\(name)' of '\(owner)' must lie from \(parameter.range.lowerBound) to "
            + "\(parameter.range.upperBound), not \(value)")
      }
      values[name] = value
    }
    return values
  }
}

/// An option that does not suit; the message is one line for the user.
public struct OptionError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong and what would be right.
  public let description: String

  /// Creates the error.
  public init(_ description: String) { self.description = description }
}
