import SparkConnect

/// A corpus as tables in a folder on the cluster's storage.
///
/// Each step writes a folder of its own, and when it is whole a marker beside it. The marker holds the stamp
/// of the import, so that nothing of an earlier import is taken for this one's.
public final class SparkCorpus: Sendable {
  /// The folder.
  public let root: StoragePath
  /// The server.
  public let cluster: Cluster
  /// Whether rounds that an earlier run finished are taken over.
  public let resumes: Bool
  /// Is told what the user should know: that an earlier run's rounds were taken over.
  let onNote: @Sendable (String) -> Void
  /// Is told how far an iteration has come.
  let onRound: @Sendable (String) -> Void

  /// Names a corpus; whether there is one is seen at the first step.
  public init(
    _ root: StoragePath, on cluster: Cluster, resumes: Bool = false,
    onNote: @escaping @Sendable (String) -> Void = { _ in },
    onRound: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.root = root
    self.cluster = cluster
    self.resumes = resumes
    self.onNote = onNote
    self.onRound = onRound
  }

  /// What a marker says of a finished step.
  struct Marker: Sendable, Equatable {
    var stamp: Int
    /// How many rows there are, or what else the step counts.
    var count: Int
    /// How much an iteration changed; 0 for other steps.
    var change: Double
    /// Which of several folders holds the result.
    var place = 0

    /// Says that there is nothing.
    static let none = Marker(stamp: 0, count: 0, change: 0)
  }

  /// The marker of a step; `nil` where it is not finished.
  func marker(of folder: String) async throws(SparkError) -> Marker? {
    let step = SQLStep(
      "looking for \(folder)", PackageResources.marker_read_sql,
      ["marker": .path(root.appending(folder + ".done"))], isCommand: false)
    let batches: [ArrowBatch]
    do { batches = try await cluster.run(step) } catch {
      // Servers differ in how they say that there is no such folder, or nothing in it.
      if error.kind == .statement, error.tellsOfMissingTable { return nil }
      throw error
    }
    let rows = batches.reduce(0) { $0 + $1.count }
    guard rows == 1, let batch = batches.first(where: { $0.count == 1 }) else { return nil }
    guard let stamp = try batch.column("stamp").int(0),
      let count = try batch.column("step_count").int(0),
      let change = try batch.column("step_change").double(0),
      let place = try batch.column("step_place").int(0), stamp != 0, (0..<4).contains(place)
    else { return nil }
    return Marker(stamp: Int(stamp), count: Int(count), change: change, place: Int(place))
  }

  /// Says that a step is finished; one of stamp 0 says that it is not.
  func mark(_ folder: String, _ marker: Marker) async throws(SparkError) {
    try await cluster.run(
      SQLStep(
        "finishing \(folder)", PackageResources.marker_write_sql,
        [
          "marker": .path(root.appending(folder + ".done")), "stamp": .int(marker.stamp),
          "count": .int(marker.count), "change": .double(marker.change),
          "place": .int(marker.place),
        ], isCommand: true))
  }

  /// Writes a folder by a step, unless it is there already.
  ///
  /// - Parameters:
  ///   - folder: its name in the corpus, and that of its marker.
  ///   - stamp: the stamp of the import that it belongs to.
  ///   - change: measures the folder when it is written; what it returns goes into the marker.
  /// - Returns: the marker.
  @discardableResult
  func write(
    _ folder: String, stamp: Int, by resource: [UInt8], _ values: [String: SQLStep.Value],
    isAnew: Bool = false,
    measuring change: (() async throws(SparkError) -> Double)? = nil
  ) async throws(SparkError) -> Marker {
    if !isAnew, let marker = try await marker(of: folder), marker.stamp == stamp { return marker }
    // The folder may be there, of another import or half written: it is none until it is marked.
    try await mark(folder, .none)
    let path = root.appending(folder)
    try await cluster.run(
      SQLStep(
        folder, resource, values.merging(["out": .path(path)]) { $1 },
        isCommand: true))
    let row = try await row(
      "counting \(folder)", PackageResources.count_rows_sql, ["in": .path(path)])
    let marker = Marker(
      stamp: stamp, count: try row.count("step_count"), change: try await change?() ?? 0)
    try await mark(folder, marker)
    return marker
  }

  /// Runs a step that returns one row.
  func row(
    _ name: String, _ resource: [UInt8], _ values: [String: SQLStep.Value]
  ) async throws(SparkError) -> SingleRow {
    let batches = try await cluster.run(SQLStep(name, resource, values, isCommand: false))
    guard batches.reduce(0, { $0 + $1.count }) == 1,
      let batch = batches.first(where: { $0.count == 1 })
    else { throw SparkError(.malformed, "\(name): the server did not return one row") }
    return SingleRow(batch: batch)
  }

  /// The stamp of the import.
  ///
  /// - Throws: ``/SparkConnect/SparkError``, also where the folder holds no finished corpus.
  func stamp() async throws(SparkError) -> Int {
    guard let marker = try await marker(of: "corpus") else {
      throw SparkError(
        .statement,
        "'\(root)' holds no finished corpus; write one with 'collab spark import'")
    }
    return marker.stamp
  }

  /// Says that a command works on the corpus: the tables of two lie in the same folders.
  ///
  /// - Returns: what ``release(_:)`` takes back.
  /// - Throws: ``/SparkConnect/SparkError``.
  public func claim() async throws(SparkError) -> Int {
    if try await marker(of: "in-use") != nil {
      onNote(
        "another command works on '\(root)', or was stopped in the middle; two at once take each other's tables"
      )
    }
    let claim = Int.random(in: 1...Int.max)
    try await mark("in-use", Marker(stamp: claim, count: 0, change: 0))
    return claim
  }

  /// Says that the command is done with the corpus.
  ///
  /// - Throws: ``/SparkConnect/SparkError``, also where another command began in the meantime.
  public func release(_ claim: Int) async throws(SparkError) {
    guard try await marker(of: "in-use")?.stamp == claim else {
      throw SparkError(
        .statement,
        "another command worked on '\(root)' at the same time, and the result may be of both: run one after the other"
      )
    }
    try await mark("in-use", .none)
  }

  func table(_ name: String) -> SQLStep.Value { .path(root.appending(name)) }
}

/// A row of counters.
struct SingleRow: Sendable {
  let batch: ArrowBatch

  /// A count; 0 where the server returns none, as sums over nothing do.
  func count(_ name: String) throws(SparkError) -> Int { Int(try batch.column(name).int(0) ?? 0) }

  func int(_ name: String) throws(SparkError) -> Int? {
    try batch.column(name).int(0).map { Int($0) }
  }

  func double(_ name: String) throws(SparkError) -> Double { try batch.column(name).double(0) ?? 0 }
}

extension SparkError {
  var tellsOfMissingTable: Bool {
    if let condition {
      return [
        "PATH_NOT_FOUND", "UNRESOLVED_COLUMN", "UNABLE_TO_INFER_SCHEMA", "TABLE_OR_VIEW_NOT_FOUND",
      ]
      .contains { condition.hasPrefix($0) }
    }
    let text = description.lowercased()
    return ["cannot resolve", "not found", "no field named", "no files", "could not find"]
      .contains { text.contains($0) }
  }
}
