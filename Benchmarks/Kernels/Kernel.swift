import CollabAlgorithms
import CollabCore
import CollabGraph
import Foundation
import Stopwatch

/// What a kernel's turns on one graph came to.
struct Line {
  var kernel: String
  var own: Result
  var peers: [Tool: Result]
  var verdict: String
}

/// Other tools, by their names in tables.
enum Tool: String, CaseIterable {
  case igraph = "igraph"
  case networKit = "NetworKit"
  case plain = "plain C++"
}

/// What several turns came to.
struct Result {
  /// The medians.
  var timing: Timing
  /// The mean modularity, of partitions: each turn has a seed of its own.
  var modularity: Double?

  init(_ timings: [Timing], _ modularities: [Double]) {
    timing = Timing(medianOf: timings)
    modularity =
      modularities.isEmpty ? nil : modularities.reduce(0, +) / Double(modularities.count)
  }
}

/// What a kernel found.
enum Answer: Equatable {
  case scores([Double])
  case partition(Partition)

  /// Whether all bits are alike, also of what is not known.
  static func == (a: Answer, b: Answer) -> Bool {
    a.scores.map(\.bitPattern) == b.scores.map(\.bitPattern)
  }

  var scores: [Double] {
    switch self {
    case .scores(let scores): scores
    case .partition(let partition): partition.community.map(Double.init)
    }
  }
}

/// A kernel, how often it pays, and how its answer is checked.
struct Kernel: Sendable {
  let name: String
  /// The greatest number of vertices times edges that is run.
  var limit = Double.infinity
  /// Finds the answer, from a seed where anything is drawn.
  let run: @Sendable (Network, Execution, _ seed: UInt64) throws -> Answer
  /// Returns what is wrong, or nothing.
  var check: @Sendable (Graph, Answer) -> String? = { _, _ in nil }
  /// The same in C++, where there is such a kernel.
  var plain: (@Sendable (Graph) -> [Double])?

  func suits(_ graph: Graph) -> Bool {
    Double(graph.vertexCount) * Double(graph.edgeCount) <= limit
  }

  /// Times the kernel and the peers in turn and compares all answers once.
  func measure(_ network: Network, _ peers: Peers?) throws -> Line {
    let graph = try network.graph()
    let execution = Execution(threads: 2)
    let answer = try run(network, execution, 1)
    var verdict = [check(graph, answer) ?? "checked"]
    if try run(network, .serial, 1) != answer { verdict.append("differs by threads") }
    var own: [Timing] = [], qualities: [Double] = []
    var others: [Tool: [Timing]] = [:], otherQualities: [Tool: [Double]] = [:]
    func compare(_ tool: Tool, _ scores: [Double]?) {
      if let scores, let difference = disagreement(of: scores, with: answer.scores) {
        verdict.append("\(tool.rawValue) differs by \(difference.formatted3)")
      }
    }
    for turn in 0..<5 {
      var again: Answer?
      own.append(try Timing(&again) { try run(network, execution, UInt64(turn + 1)) })
      if case .partition(let partition) = again {
        qualities.append(try PartitionQuality(of: partition, in: graph).modularity)
      }
      // A slow peer gets fewer turns.
      if turn > 0, (others.values.joined().map(\.wall).max() ?? 0) > 3 { continue }
      if let plain {
        var scores: [Double]?
        others[.plain, default: []].append(Timing(&scores) { plain(graph) })
        if turn == 0 { compare(.plain, scores) }
      }
      for (tool, answer) in peers?.run(name) ?? [:] {
        others[tool, default: []].append(answer.timing)
        if turn == 0 { compare(tool, answer.scores) }
        if let modularity = answer.modularity {
          otherQualities[tool, default: []].append(modularity)
        }
      }
    }
    return Line(
      kernel: name, own: Result(own, qualities),
      peers: Dictionary(
        uniqueKeysWithValues: others.map { tool, timings in
          (tool, Result(timings, otherQualities[tool] ?? []))
        }), verdict: verdict.joined(separator: "; "))
  }

  /// The greatest difference relative to the greatest score, where it is above 1e-6.
  private func disagreement(of scores: [Double], with own: [Double]) -> Double? {
    guard scores.count == own.count else { return .infinity }
    // Authors for whom a measure is not known are 0 elsewhere.
    let own = own.map { $0.isNaN ? 0 : $0 }
    let scale = own.reduce(0) { max($0, abs($1)) }
    let difference = zip(own, scores).reduce(0.0) { max($0, abs($1.0 - $1.1)) }
    return difference <= 1e-6 * scale ? nil : difference / scale
  }
}
