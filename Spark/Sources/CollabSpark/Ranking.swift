public import CollabAlgorithms
public import CollabCore
import SparkConnect
import Synchronization

/// The measures that are computed on a cluster; each is the local measure of the same id.
public enum SparkMeasures {
  /// Their ids, in the order of help.
  public static let ids = [
    "pagerank", "strength", "degree", "papers", "fractional-papers", "citations", "h-index",
    "g-index", "i10", "m-quotient", "core-number", "harmonic", "closeness",
  ]

  /// The measure of an id.
  ///
  /// - Throws: ``/CollabCore/UnknownName``; ``/CollabCore/OptionError`` for a local measure that is not
  ///   computed on a cluster.
  public static func measure(_ id: String) throws -> Measure {
    let measure = try Measures.all.entry(id)
    guard ids.contains(id) else {
      throw OptionError(
        "'\(id)' is not computed on a cluster; valid: \(ids.joined(separator: ", "))")
    }
    return measure
  }
}

/// A ranking computed on a cluster: the first authors by one measure, with what others give them.
public struct SparkRanking: Sendable {
  /// The measures, with their settings.
  public let measures: [Measure]
  /// The names, the first in rank first.
  public let labels: [String]
  /// The scores of each measure, one an author in their order; `nan` where not known.
  public let scores: [[Double]]
  /// What the reader should know, a sentence each.
  public let remarks: [String]

  /// Ranks the authors of a network.
  ///
  /// The first measure decides the order, rounded to nine digits behind the point (PageRank times the number
  /// of authors), as sums come in any order on a cluster. Equal authors stand in the order of names.
  ///
  /// - Parameters:
  ///   - measures: at least one of ``SparkMeasures``.
  ///   - settings: parameters by name; each goes to the measures that have it.
  ///   - top: how many authors; `nil` for all.
  /// - Throws: ``/SparkConnect/SparkError``, ``/CollabCore/OptionError``.
  public init(
    by measures: [Measure], of network: SparkNetwork, settings: Settings = [:], top: Int? = nil
  ) async throws {
    try settings.check(against: measures.flatMap(\.parameters))
    self.measures = measures.map { $0.with(settings.taken(by: $0.parameters)) }
    for measure in self.measures {
      try measure.settings.check(against: measure.parameters, of: "'\(measure.id)'")
    }
    if top == 0 {
      (labels, scores, remarks) = ([], measures.map { _ in [] }, [])
      return
    }
    var computed: [ScoreTable] = []
    for measure in self.measures { computed.append(try await network.scores(of: measure)) }
    let corpus = network.corpus
    let folder = network.selection.folder + "/ranking"
    let first = computed[0]
    let scale = first.isShare ? Double(try await network.size().vertices) : 1
    try await corpus.write(
      folder, stamp: network.stamp, by: PackageResources.rank_top_sql,
      [
        "vertices": network.vertices, "people": corpus.table("people"), "measure": first.table,
        "column": .expression(first.column), "scale": .double(scale),
        "missing": .expression(first.isZeroWhereMissing ? "0D" : "CAST(NULL AS DOUBLE)"),
        "top": .int(min(top ?? Int(Int32.max), Int(Int32.max))),
      ], isAnew: true)

    let rows = Ranked()
    try await corpus.cluster.run(
      SQLStep(
        "ranking", PackageResources.rank_rows_sql, ["top": corpus.table(folder)], isCommand: false),
      restart: { rows.removeAll() }
    ) { try rows.append($0) }
    labels = rows.labels
    var scores = [rows.scores]
    for table in computed.dropFirst() {
      let others = ScoresByAuthor()
      try await corpus.cluster.run(
        SQLStep(
          "scores", PackageResources.rank_scores_sql,
          [
            "top": corpus.table(folder), "measure": table.table,
            "column": .expression(table.column),
          ], isCommand: false), restart: { others.removeAll() }
      ) { try others.append($0) }
      scores.append(others.values(of: rows.authors, missing: table.isZeroWhereMissing ? 0 : .nan))
    }
    self.scores = scores
    remarks = zip(self.measures, computed).flatMap { measure, table in
      table.remarks.map { "\(measure.id): \($0)" }
    }
  }

  /// The ranking as rows, as `collab rank` prints it.
  public var table: Table {
    let isSingle = measures.count == 1
    var table = Table(
      [.init("rank"), .init("author")]
        + measures.map { .init(isSingle ? "score" : $0.id, $0.id) })
    for (row, label) in labels.enumerated() {
      table.append(
        [.count(row + 1), .text(label)]
          + measures.indices.map { .score(scores[$0][row], isCount: measures[$0].isCount) })
    }
    return table
  }
}

/// Where the scores of a measure stand.
struct ScoreTable: Sendable {
  let table: SQLStep.Value
  var column: StaticString = "score"
  /// Whether an author without a row scores 0; else the score is not known.
  var isZeroWhereMissing = false
  /// Whether scores add up to 1, and are the smaller the more authors there are.
  var isShare = false
  var remarks: [String] = []
}

extension SparkNetwork {
  /// Computes a measure unless it is there already.
  func scores(of measure: Measure) async throws -> ScoreTable {
    let set = { (name: String, value: Double) in
      measure.settings[name] ?? measure.parameters.first { $0.name == name }?.defaultValue ?? value
    }
    switch measure.id {
    case "papers": return ScoreTable(table: vertices, column: "papers")
    case "fractional-papers": return ScoreTable(table: vertices, column: "fractional_papers")
    case "strength":
      return ScoreTable(table: vertices, column: "strength", isZeroWhereMissing: true)
    case "citations": return try await citationScores("citations", least: 10)
    case "h-index": return try await citationScores("h_index", least: 10)
    case "g-index": return try await citationScores("g_index", least: 10)
    case "i10": return try await citationScores("i10", least: Int(set("citations", 10)))
    case "m-quotient": return try await mQuotient(year: Int(set("year", 0)))
    case "degree":
      let ties = try await ties()
      if ties.count == 0 { return noTies }
      let folder = selection.folder + "/degree"
      try await corpus.write(
        folder, stamp: stamp, by: PackageResources.measure_degree_sql, ["ties": ties.table])
      return ScoreTable(table: corpus.table(folder), isZeroWhereMissing: true)
    case "core-number": return try await coreNumbers()
    case "harmonic", "closeness":
      guard set("alpha", 0) == 0 else {
        throw OptionError("'\(measure.id)' counts ties as steps on a cluster: alpha is 0")
      }
      return measure.id == "harmonic"
        ? try await distanceScores("harmonic", isNormalized: set("normalized", 0) == 1)
        : try await distanceScores("closeness", isNormalized: false)
    case "pagerank":
      let (table, round) = try await SparkPageRank(
        of: self, measure.settings, parameters: measure.parameters
      ).run()
      let isConverged = round.change <= set("tolerance", 1e-12)
      return ScoreTable(
        table: table, column: "rank", isShare: true,
        remarks: isConverged
          ? []
          : ["not converged after \(round.number) iterations; the last change was \(round.change)"])
    default:
      throw OptionError("'\(measure.id)' is not computed on a cluster")
    }
  }

  /// Scores of a network without ties, in which strength is 0 as everything else.
  var noTies: ScoreTable {
    ScoreTable(table: vertices, column: "strength", isZeroWhereMissing: true)
  }
}

/// The rows of a ranking in their order.
private final class Ranked: Sendable {
  private let state = Mutex((authors: [Int64](), labels: [String](), scores: [Double]()))
  var authors: [Int64] { state.withLock { $0.authors } }
  var labels: [String] { state.withLock { $0.labels } }
  var scores: [Double] { state.withLock { $0.scores } }

  func removeAll() { state.withLock { $0 = ([], [], []) } }

  func append(_ batch: ArrowBatch) throws {
    let authors = try batch.column("author"), labels = try batch.column("label")
    let scores = try batch.column("score")
    state.withLock { state in
      for row in 0..<batch.count {
        state.authors.append(authors.int(row) ?? 0)
        state.labels.append(labels.text(row) ?? "")
        state.scores.append(scores.double(row) ?? .nan)
      }
    }
  }
}

private final class ScoresByAuthor: Sendable {
  private let state = Mutex([Int64: Double]())

  func removeAll() { state.withLock { $0 = [:] } }

  func append(_ batch: ArrowBatch) throws {
    let authors = try batch.column("author"), scores = try batch.column("score")
    state.withLock { state in
      for row in 0..<batch.count {
        if let author = authors.int(row) { state[author] = scores.double(row) ?? .nan }
      }
    }
  }

  func values(of authors: [Int64], missing: Double) -> [Double] {
    state.withLock { state in authors.map { state[$0] ?? missing } }
  }
}
