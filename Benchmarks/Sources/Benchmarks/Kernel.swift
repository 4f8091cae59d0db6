import CollabAlgorithms
import CollabCore
import CollabGraph
import Foundation

/// What a kernel's turn on one graph came to.
struct Line {
  var kernel: String
  var timing: Timing
  var peers: [String: Timing]
  var verdict: String
}

/// The medians of several turns, in seconds.
struct Timing: Codable {
  /// The time that passed.
  var wall: Double
  /// The time of all threads together.
  var cpu: Double
}

/// A kernel, how often it pays, and how its answer is checked.
struct Kernel: Sendable {
  let name: String
  /// The greatest number of vertices times edges that is run.
  var limit = Double.infinity
  /// Returns the scores.
  let run: @Sendable (Network, Execution) throws -> [Double]
  /// Returns what is wrong, or nothing.
  var check: @Sendable (Graph, [Double]) -> String? = { _, _ in nil }

  func suits(_ graph: Graph) -> Bool {
    Double(graph.vertexCount) * Double(graph.edgeCount) <= limit
  }

  /// Times the kernel and the peers in turn and compares all answers once.
  func measure(_ graph: Graph, _ peers: Peers?) throws -> Line {
    let network = Network(graph: graph)
    let execution = Execution(threads: 2)
    let scores = try run(network, execution)
    var verdict = check(graph, scores) ?? "checked"
    if try run(network, .serial) != scores { verdict = "differs by threads" }
    var own: [Timing] = []
    var others: [String: [Timing]] = [:]
    for turn in 0..<5 {
      let (wall, cpu) = (ContinuousClock.now, clock())
      _ = try run(network, execution)
      own.append(
        Timing(
          wall: (ContinuousClock.now - wall).seconds,
          cpu: Double(clock() - cpu) / Double(CLOCKS_PER_SEC)))
      // A slow peer gets fewer turns.
      if turn == 0 || (others.values.joined().map(\.wall).max() ?? 0) < 3 {
        for (tool, answer) in peers?.run(name) ?? [:] {
          others[tool, default: []].append(answer.timing)
          if turn == 0, let disagreement = answer.disagreement(with: scores) {
            verdict += "; \(tool): \(disagreement)"
          }
        }
      }
    }
    return Line(
      kernel: name, timing: median(own), peers: others.mapValues(median), verdict: verdict)
  }

  private func median(_ timings: [Timing]) -> Timing {
    Timing(
      wall: timings.map(\.wall).sorted()[timings.count / 2],
      cpu: timings.map(\.cpu).sorted()[timings.count / 2])
  }

  static let all: [Kernel] = [
    Kernel(
      name: "betweenness", limit: 5e9, run: { try vertexBetweenness(of: $0.graph, execution: $1) },
      check: checkBetweenness),
    Kernel(
      name: "approximate betweenness",
      run: { network, execution in
        try Measures.all.entry("betweenness").scores(
          of: network, settings: ["epsilon": 0.005], execution: execution
        ).values
      }),
    Kernel(
      name: "harmonic", limit: 2e10,
      run: { try distanceSums(of: $0.graph, execution: $1).map(\.inverses) },
      check: checkHarmonic),
    Kernel(
      name: "pagerank",
      run: { network, execution in
        try Measures.all.entry("pagerank").scores(
          of: network, settings: ["tolerance": 1e-9], execution: execution
        ).values
      },
      check: { checkSum($1, is: 1) }),
    Kernel(
      name: "eigenvector",
      run: { network, execution in
        try Measures.all.entry("eigenvector").scores(
          of: network, settings: ["tolerance": 1e-9], execution: execution
        ).values
      },
      check: { _, x in checkSum(x.map { $0 * $0 }, is: 1) }),
    Kernel(
      name: "core-number", run: { try coreNumbers(of: $0.graph, execution: $1).map(Double.init) }),
    Kernel(
      name: "components",
      run: { network, _ in connectedComponents(of: network.graph).community.map(Double.init) }),
  ]

  /// The betweenness of all vertices adds up to the inner vertices of all shortest paths, which
  /// the distances give.
  @Sendable private static func checkBetweenness(_ graph: Graph, _ scores: [Double]) -> String? {
    guard let sums = try? distanceSums(of: graph) else { return nil }
    let inner = sums.reduce(0) { $0 + $1.distances - Double($1.reached) } / 2
    return checkSum(scores, is: inner)
  }

  /// The harmonic sums of forty vertices, by plain breadth-first search.
  @Sendable private static func checkHarmonic(_ graph: Graph, _ scores: [Double]) -> String? {
    let network = Network(graph: graph)
    for v in stride(from: 0, to: graph.vertexCount, by: max(1, graph.vertexCount / 40)) {
      let sum = distances(from: v, in: network).reduce(0.0) { sum, distance in
        distance.map { $0 > 0 ? sum + 1 / Double($0) : sum } ?? sum
      }
      if abs(sum - scores[v]) > 1e-9 * max(1, sum) { return "wrong at \(v)" }
    }
    return nil
  }

  @Sendable private static func checkSum(_ scores: [Double], is expected: Double) -> String? {
    let sum = scores.reduce(0, +)
    return abs(sum - expected) <= 1e-9 * max(1, expected) ? nil : "sum \(sum), not \(expected)"
  }
}

extension Duration {
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
