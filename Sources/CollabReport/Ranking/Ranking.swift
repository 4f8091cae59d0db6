public import CollabAlgorithms
import CollabBibliography
public import CollabCore
public import CollabGraph

/// Several measures of the same people, side by side; the first decides the order.
public struct Ranking: Sendable {
  /// A measure with its scores.
  public struct Column: Sendable {
    /// The measure, with its settings.
    public let measure: Measure
    /// One score a vertex.
    public let scores: Scores
  }

  /// The measures in the order in which they were asked for.
  public let columns: [Column]
  /// The vertices, greatest score of the first measure first; see ``/CollabAlgorithms/Scores/ranking()``.
  public let order: [Int]
  /// What the reader should know, a sentence each.
  public let remarks: [String]

  /// The number of authors from which on betweenness, whose time grows with the square of the
  /// network, is counted only where it is asked for.
  public static let largest = 50_000

  /// Computes measures.
  ///
  /// - Parameters:
  ///   - asked: at least one; `nil` takes the usual ones that a network of this size allows.
  ///   - network: the authors, their works and ties.
  ///   - settings: parameters by name; each goes to the measures that have it.
  ///   - seed: for measures that sample.
  ///   - execution: threads, progress and cancellation.
  /// - Throws: ``/CollabCore/OptionError`` for no measure, and a setting that no measure has or
  ///   that does not suit; ``/CollabCore/Cancellation``.
  public init(
    by asked: [Measure]?, of network: Network, settings: Settings = [:],
    seed: UInt64 = 1, execution: Execution = Execution()
  ) throws {
    // An estimate takes no such time.
    let authors = settings["epsilon"] == nil ? network.vertexCount : 0
    let measures = asked ?? Self.usualMeasures(ofAuthors: authors)
    guard !measures.isEmpty else { throw OptionError("a ranking needs a measure") }
    try settings.check(against: measures.flatMap(\.parameters))
    columns = try measures.map { measure in
      let measure = measure.with(settings.taken(by: measure.parameters))
      return Column(
        measure: measure,
        scores: try measure.scores(of: network, seed: seed, execution: execution))
    }
    order = columns[0].scores.ranking()
    let told = columns.flatMap { column in
      (column.scores.remarks + column.scores.remarkOnUnknown).map { "\(column.measure.id): \($0)" }
    }
    remarks =
      asked == nil && authors > Self.largest
      ? told + ["betweenness: left out above \(Self.largest.grouped) authors unless asked for"]
      : told
  }
}

extension Ranking {
  /// Computes what files besides pictures tell of each author: the usual measures, behind the one
  /// that sizes authors in the picture.
  ///
  /// - Throws: ``/CollabCore/OptionError`` for an unsuitable setting,
  ///   ``/CollabGraph/TooManyPairs``, ``/CollabCore/Cancellation``.
  public init(
    beside size: Measure?, of network: Network, seed: UInt64 = 1,
    execution: Execution = Execution()
  ) throws {
    let measures = size.map { size in
      [size]
        + Ranking.usualMeasures(ofAuthors: network.vertexCount).filter { $0.id != size.id }
    }
    try self.init(by: measures, of: network, seed: seed, execution: execution)
  }

  /// The measures that a report shows where none are asked for, the deciding one first.
  ///
  /// - Parameters:
  ///   - count: how many of them.
  ///   - authors: the size of the network; above ``largest`` betweenness is not among them.
  public static func usualMeasures(
    first count: Int = .max, ofAuthors authors: Int = 0
  ) -> [Measure] {
    ["pagerank", "betweenness", "strength", "degree", "papers", "citations", "h-index"]
      .filter { $0 != "betweenness" || authors <= largest }
      .prefix(count).compactMap { Measures.all[$0] }
  }

  /// The ranking as rows of place, name and scores.
  ///
  /// Names for programs: `rank`, `author`, and `score` for a single measure or the ids of several.
  ///
  /// - Parameters:
  ///   - labels: the name of each vertex.
  ///   - noun: what a vertex is called in the header.
  ///   - top: how many rows; `nil` for all.
  ///   - intervals: the stability intervals of the ranks, in two columns behind the rank; `nil` for
  ///     none.
  public func table(
    labels: [String], noun: String = "author", top: Int? = nil, intervals: RankIntervals? = nil
  ) -> Table {
    let isSingle = columns.count == 1
    let ends: [Table.Column] =
      intervals == nil
      ? [] : [.init("rankLow", "rank from"), .init("rankHigh", "rank to")]
    var table = Table(
      [.init("rank")] + ends + [.init(noun)]
        + columns.map { .init(isSingle ? "score" : $0.measure.id, $0.measure.id) })
    for (index, vertex) in order.prefix(top ?? order.count).enumerated() {
      let range = intervals?.ranks[vertex]
      let bounds: [Table.Cell] =
        intervals == nil
        ? [] : [.count(orUnknown: range?.lowerBound), .count(orUnknown: range?.upperBound)]
      table.append(
        [.count(index + 1)] + bounds + [.text(labels[vertex])]
          + columns.map { .score($0.scores.values[vertex], isCount: $0.measure.isCount) })
    }
    return table
  }

  /// The stability intervals of the ranks by the deciding measure; `nil` where it has none, or the
  /// works are fewer than thirty.
  func intervals(
    in network: Network, seed: UInt64, execution: Execution
  ) throws -> RankIntervals? {
    let measure = columns[0].measure
    guard RankIntervals.measures.contains(measure.id), network.ties.isEmpty,
      !network.leavesTiesOut,
      network.incidence.workCount >= 30
    else { return nil }
    return try RankIntervals(of: measure, in: network, seed: seed, execution: execution)
  }
}

extension Scores {
  fileprivate var remarkOnUnknown: [String] {
    values.isEmpty || values.contains { !$0.isNaN }
      ? [] : ["no value is known for any author; authors are in alphabetical order"]
  }

  /// What the reader of the scores should know, one sentence each.
  public var remarks: [String] {
    guard !converged else { return notes }
    let rounds = iterations.map { " after \($0) iterations" } ?? ""
    let rest = residual.map { "; the last change was \($0)" } ?? ""
    return ["not converged\(rounds)\(rest)"] + notes
  }
}
