import CollabAlgorithms
import CollabBibliography
import CollabCore
import CollabGraph

/// Several measures of the same people, side by side; the first decides the order.
public struct Ranking: Sendable {
  /// A measure with its scores.
  public struct Column: Sendable {
    /// The measure.
    public let measure: Measure
    /// One score a vertex.
    public let scores: Scores
  }

  /// The measures in the order in which they were asked for.
  public let columns: [Column]
  /// The vertices, greatest score of the first measure first; see ``Scores/ranking()``.
  public let order: [Int]

  /// Computes measures.
  ///
  /// - Parameters:
  ///   - measures: at least one.
  ///   - network: the authors, their works and ties.
  ///   - settings: parameters by name; each goes to the measures that have it.
  ///   - seed: for measures that sample.
  ///   - execution: threads, progress and cancellation.
  /// - Throws: ``OptionError`` for a setting that no measure has or that does not suit;
  ///   ``Cancellation``.
  public init(
    by measures: [Measure], of network: Network, settings: [String: Double] = [:],
    seed: UInt64 = 1, execution: Execution = Execution()
  ) throws {
    precondition(!measures.isEmpty, "a ranking needs a measure")
    try settings.check(against: measures.flatMap(\.parameters))
    columns = try measures.map { measure in
      Column(
        measure: measure,
        scores: try measure.scores(
          of: network, settings: settings.taken(by: measure.parameters), seed: seed,
          execution: execution))
    }
    order = columns[0].scores.ranking()
  }
}

extension Ranking {
  /// The measures that a report shows where none are asked for, the deciding one first.
  ///
  /// - Parameter count: how many of them.
  public static func usualMeasures(first count: Int = .max) -> [Measure] {
    ["pagerank", "betweenness", "strength", "degree", "papers", "citations", "h-index"]
      .prefix(count).compactMap { Measures.all[$0] }
  }

  /// The ranking as rows of place, name and scores.
  ///
  /// Names for programs: `rank`, `author`, and `score` for a single measure or the ids of several.
  ///
  /// - Parameters:
  ///   - labels: the name of each vertex.
  ///   - top: how many rows; `nil` for all.
  public func table(labels: [String], top: Int? = nil) -> Table {
    let isSingle = columns.count == 1
    var table = Table(
      [.init("rank"), .init("author")]
        + columns.map { .init(isSingle ? "score" : $0.measure.id, $0.measure.id) })
    for (index, vertex) in order.prefix(top ?? order.count).enumerated() {
      table.append(
        [.count(index + 1), .text(labels[vertex])]
          + columns.map { .score($0.scores.values[vertex], isCount: $0.measure.isCount) })
    }
    return table
  }
}

extension Scores {
  /// What the reader of the scores should know, one sentence each.
  public var remarks: [String] {
    guard !converged else { return notes }
    let rounds = iterations.map { " after \($0) iterations" } ?? ""
    let rest = residual.map { "; the last change was \($0)" } ?? ""
    return ["not converged\(rounds)\(rest)"] + notes
  }
}
