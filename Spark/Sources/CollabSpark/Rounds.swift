import SparkConnect

/// The rounds of an iteration: where the last one stands, and what a later run can go on from.
///
/// Two folders take turns, so that however many rounds there are, two of them take storage. Every few seconds
/// a round goes into one of two other folders instead, which also take turns, and gets a marker when it is
/// whole. While one of these is written anew its marker still names an older round than the other's, which
/// is the one that a later run goes on from.
struct Rounds: Sendable {
  /// A round that is whole.
  struct Round: Sendable, Equatable {
    let number: Int
    /// How much it changed, in the measure of the iteration.
    let change: Double
  }

  let corpus: SparkCorpus
  let folder: String
  let stamp: Int
  /// The last round; `nil` before the first.
  private(set) var last: Round?
  private var place = 0
  private var keptPlace = 0
  private var lastKept: ContinuousClock.Instant?

  private static let slots = ["kept-0", "kept-1", "passing-0", "passing-1"]
  /// How much time may be lost with a client.
  private static let keptEvery: Duration = .seconds(3)

  init(corpus: SparkCorpus, folder: String, stamp: Int) {
    self.corpus = corpus
    self.folder = folder
    self.stamp = stamp
  }

  /// The table of the last round.
  var table: SQLStep.Value { corpus.table(slot(place)) }

  /// Takes over the result of an earlier run that came to its end.
  ///
  /// - Returns: whether there is one.
  mutating func takeFinished() async throws(SparkError) -> Bool {
    guard let marker = try await corpus.marker(of: folder), marker.stamp == stamp else {
      return false
    }
    last = Round(number: marker.count, change: marker.change)
    place = marker.place
    return true
  }

  /// Takes over the last whole round of an earlier run that did not come to its end, where the user wants
  /// that; else the markers of earlier runs are none any more.
  mutating func takeInterrupted() async throws(SparkError) {
    for kept in 0..<2 {
      guard let marker = try await corpus.marker(of: slot(kept)) else { continue }
      if !corpus.resumes {
        try await corpus.mark(slot(kept), .none)
      } else if marker.stamp == stamp, marker.count >= last?.number ?? 0 {
        last = Round(number: marker.count, change: marker.change)
        place = kept
        keptPlace = 1 - kept
      }
    }
    if let last {
      lastKept = .now
      corpus.onNote("\(folder): going on behind round \(last.number)")
    }
  }

  /// Writes the next round; its statement reads the last one as `state`.
  ///
  /// - Parameter change: measures it, from its table.
  mutating func write(
    by resource: [UInt8], _ values: [String: SQLStep.Value],
    measuring change: (SQLStep.Value) async throws(SparkError) -> Double
  ) async throws(SparkError) {
    let number = last.map { $0.number + 1 } ?? 0
    let isKept = lastKept.map { $0.duration(to: .now) >= Self.keptEvery } ?? false
    let next = isKept ? keptPlace : place == 2 ? 3 : 2
    var values = values.merging(["out": .path(corpus.root.appending(slot(next)))]) { $1 }
    if last != nil { values["state"] = table }
    try await corpus.cluster.run(
      SQLStep("\(folder) round \(number)", resource, values, isCommand: true))
    place = next
    let round = Round(number: number, change: try await change(table))
    last = round
    if lastKept == nil { lastKept = .now }
    if isKept {
      try await corpus.mark(
        slot(next), .init(stamp: stamp, count: number, change: round.change, place: next))
      keptPlace = 1 - keptPlace
      lastKept = .now
    }
  }

  /// Says that the last round is the result.
  func finish() async throws(SparkError) {
    guard let last else { return }
    try await corpus.mark(
      folder, .init(stamp: stamp, count: last.number, change: last.change, place: place))
  }

  private func slot(_ place: Int) -> String { "\(folder)/\(Self.slots[place])" }
}
