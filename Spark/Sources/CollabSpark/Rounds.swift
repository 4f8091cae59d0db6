import SparkConnect

/// The rounds of an iteration, each written whole before the next begins.
///
/// Two folders take turns, so that however many rounds there are, the last whole one and the one being
/// written take storage and no others. A marker says which round a folder holds. While one is written
/// anew its marker still names the round before the last, which is taken over by nobody as long as the
/// other's names the last.
struct Rounds: Sendable {
  let corpus: SparkCorpus
  let folder: String
  let stamp: Int

  /// A round that is whole.
  struct Round: Sendable, Equatable {
    let number: Int
    /// How much it changed, in the measure of the iteration.
    let change: Double
  }

  /// The table of a round.
  func table(_ round: Int) -> SQLStep.Value { corpus.table(slot(round)) }

  /// The result of an earlier run that came to its end; `nil` for none.
  func finished() async throws(SparkError) -> Round? {
    guard let marker = try await corpus.marker(of: folder), marker.stamp == stamp else {
      return nil
    }
    return Round(number: marker.count, change: marker.change)
  }

  /// The last whole round of an earlier run that did not come to its end; `nil` where none is to be
  /// taken over, and then the markers of earlier runs are none any more.
  func interrupted() async throws(SparkError) -> Round? {
    var last: Round?
    guard corpus.resumes else {
      for place in 0..<2 where try await corpus.marker(of: slot(place)) != nil {
        try await corpus.mark(slot(place), .init(stamp: 0, count: 0, change: 0))
      }
      return nil
    }
    for place in 0..<2 {
      guard let marker = try await corpus.marker(of: slot(place)), marker.stamp == stamp,
        marker.count >= (last?.number ?? 0)
      else { continue }
      last = Round(number: marker.count, change: marker.change)
    }
    if let last { corpus.onNote("\(folder): going on behind round \(last.number)") }
    return last
  }

  /// Writes a round.
  ///
  /// - Parameter change: measures it when it is written.
  func write(
    _ round: Int, by resource: [UInt8], _ values: [String: SQLStep.Value],
    measuring change: () async throws(SparkError) -> Double
  ) async throws(SparkError) -> Round {
    let slot = slot(round)
    let path = corpus.root.appending(slot)
    try await corpus.cluster.run(
      SQLStep(
        "\(folder) round \(round)", resource, values.merging(["out": .path(path)]) { $1 },
        isCommand: true))
    let result = Round(number: round, change: try await change())
    try await corpus.mark(slot, .init(stamp: stamp, count: round, change: result.change))
    return result
  }

  /// Says that a round is the result.
  func finish(_ round: Round) async throws(SparkError) {
    try await corpus.mark(folder, .init(stamp: stamp, count: round.number, change: round.change))
  }

  private func slot(_ round: Int) -> String { "\(folder)/\(round % 2 == 0 ? "even" : "odd")" }
}
