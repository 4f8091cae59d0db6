import CollabCore
import SparkConnect

/// Measures that come of rounds until nothing changes any more.
extension SparkNetwork {
  /// Runs rounds until one changes nothing.
  ///
  /// - Parameters:
  ///   - name: the folder of the rounds.
  ///   - start: writes round 0.
  ///   - first: writes round 1, where that is simpler than the others.
  ///   - step: writes each later round.
  ///   - values: what a round needs besides the state.
  ///   - limit: the greatest number of rounds.
  ///   - change: reads how much a round changed, from its table.
  /// - Returns: the table of the last round, and the round.
  func iterate(
    _ name: String, from start: [UInt8], first: [UInt8]? = nil, by step: [UInt8],
    limit: Int = .max,
    values: @Sendable (_ round: Int) -> [String: SQLStep.Value],
    change: (name: String, resource: [UInt8])
  ) async throws(SparkError) -> (table: SQLStep.Value, round: Rounds.Round) {
    var rounds = Rounds(corpus: corpus, folder: selection.folder + "/" + name, stamp: stamp)
    if try await rounds.takeFinished(), let last = rounds.last { return (rounds.table, last) }
    try await rounds.takeInterrupted()
    if rounds.last == nil { try await rounds.write(by: start, values(0)) { _ in 1 } }
    var last = rounds.last ?? .init(number: 0, change: 1)
    while last.change > 0, last.number < limit {
      let resource = last.number == 0 ? first ?? step : step
      try await rounds.write(by: resource, values(last.number + 1)) { state throws(SparkError) in
        try await corpus.row("changes of \(name)", change.resource, ["state": state])
          .double(change.name)
      }
      last = rounds.last ?? last
      corpus.onRound("\(name): round \(last.number), \(last.change) changed")
    }
    try await rounds.finish()
    return (rounds.table, last)
  }

  /// The core numbers of those with ties, as the limit of taking the h-index of the neighbours' numbers (Lü,
  /// Zhou, Zhang and Stanley, Nature Communications 7:10168 (2016), doi:10.1038/ncomms10168).
  func coreNumbers() async throws(SparkError) -> ScoreTable {
    let ties = try await ties()
    if ties.count == 0 { return noTies }
    let (table, _) = try await iterate(
      "core-number", from: PackageResources.core_start_sql, by: PackageResources.core_step_sql,
      values: { _ in ["ties": ties.table] }, change: ("changed", PackageResources.core_change_sql))
    return ScoreTable(table: table, column: "core", isZeroWhereMissing: true)
  }

  /// The logarithm of the number of registers of a sketch: its standard error is 1.04/√2^12, 1.6 percent.
  static let sketchPrecision = 12

  /// Harmonic and closeness by HyperBall (Boldi, Rosa and Vigna, *HyperANF*, WWW 2011, arXiv:1011.5599; Boldi
  /// and Vigna, *In-core computation of geometric centralities with HyperBall*, ICDM 2013, arXiv:1308.2144):
  /// the balls around everyone grow by unions of sketches, without any tie written out. The sums are scaled to
  /// the exact sizes of the components, which takes most of the error that the balls of a component share.
  func distanceScores(_ column: StaticString, isNormalized: Bool) async throws -> ScoreTable {
    let (vertices, authorship) = (self.vertices, self.authorship)
    let (table, round) = try await iterate(
      "balls-\(Self.sketchPrecision)", from: PackageResources.ball_start_sql,
      by: PackageResources.ball_step_sql,
      values: {
        [
          "vertices": vertices, "authorship": authorship, "precision": .int(Self.sketchPrecision),
          "radius": .double(Double(max(1, $0))),
        ]
      }, change: ("grown", PackageResources.ball_change_sql))
    let others = Double(max(1, try await size().vertices - 1))
    let components = try await SparkComponents(of: self).table
    let folder = selection.folder + "/distances" + (isNormalized ? "-normalized" : "")
    try await corpus.write(
      folder, stamp: stamp, by: PackageResources.ball_scores_sql,
      [
        "state": table, "components": components, "others": .double(others),
        "divisor": .double(isNormalized ? others : 1),
      ])
    return ScoreTable(
      table: corpus.table(folder), column: column,
      remarks: [
        "an estimate from sketches, after \(round.number) rounds; the standard error of a count is 1.6 percent before counts are scaled to the exact sizes of the components"
      ])
  }
}
