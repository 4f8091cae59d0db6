import CollabAlgorithms
import CollabCore
import CollabGraph
import Foundation
import SparkConnect

/// PageRank by the recurrence of the local kernel, one round a step.
struct SparkPageRank: Sendable {
  let network: SparkNetwork
  let damping: Double
  let tolerance: Double
  let limit: Int

  /// - Parameter settings: those of the measure, checked.
  init(of network: SparkNetwork, _ settings: Settings, parameters: [Parameter]) {
    self.network = network
    var values: [String: Double] = [:]
    for parameter in parameters { values[parameter.name] = settings[parameter] }
    damping = values["damping"] ?? 0.85
    tolerance = values["tolerance"] ?? 1e-12
    limit = Int(values["iterations"] ?? 1000)
  }

  /// Runs until the residual is within the tolerance.
  ///
  /// - Returns: the table of the ranks, and how they were reached.
  func run() async throws(SparkError) -> (table: SQLStep.Value, round: Rounds.Round) {
    let word = [damping, tolerance].map { "\($0)".replacing(".", with: "p") }.joined(separator: "_")
    var rounds = Rounds(
      corpus: network.corpus,
      folder: network.selection.folder
        + "/pagerank-\(network.selection.weighting.rawValue)_\(word)_\(limit)",
      stamp: network.stamp)
    if try await rounds.takeFinished(), let last = rounds.last { return (rounds.table, last) }
    let size = try await network.size()
    let constant = (1 - damping) / (Double(size.vertices) - damping * Double(size.isolated))
    let fixed: [String: SQLStep.Value] = [
      "constant": .double(constant), "damping": .double(damping), "vertices": network.vertices,
      "authorship": network.authorship,
      "weight": .expression(network.selection.weighting.weightOfPair),
    ]
    try await rounds.takeInterrupted()
    if rounds.last == nil {
      try await rounds.write(by: PackageResources.pagerank_start_sql, fixed) { _ in 1 }
    }
    var omega = 0.0, last = rounds.last ?? .init(number: 0, change: 1)
    for number in stride(from: 1, through: last.number, by: 1) {
      omega = next(omega, round: number)
    }
    while last.number == 0 || (last.change > tolerance && last.number < limit) {
      omega = next(omega, round: last.number + 1)
      try await rounds.write(
        by: PackageResources.pagerank_step_sql, fixed.merging(["omega": .double(omega)]) { $1 }
      ) { state throws(SparkError) in
        let row = try await network.corpus.row(
          "residual of PageRank", PackageResources.pagerank_change_sql, ["state": state])
        let total = try row.double("total")
        return total > 0 ? try row.double("changed") / total : 0
      }
      last = rounds.last ?? last
      network.corpus.onRound("pagerank: round \(last.number), residual \(last.change)")
    }
    try await rounds.finish()
    return (rounds.table, last)
  }

  /// The weight of a round by that of the round before.
  private func next(_ omega: Double, round: Int) -> Double {
    switch round {
    case 1: 1
    case 2: 1 / (1 - damping * damping * 0.5)
    default: 1 / (1 - damping * damping * omega / 4)
    }
  }
}
