import CollabCore
import CollabGraph

extension Measure {
  /// The inverse mean distance to all whom the author can reach, times the share of them.
  public static let closeness = Measure(
    id: "closeness", summary: "inverse mean distance to those in reach, times their share",
    weights: .distance, parameters: [.alpha],
    reference: "Sabidussi, The centrality index of a graph, Psychometrika 31:581 (1966), "
      + "doi:10.1007/BF02289527; Wasserman and Faust, Social Network Analysis (1994)"
  ) { input in
    let others = Double(input.network.vertexCount - 1)
    let sums = try distanceSums(
      of: input.network, alpha: input[.alpha], execution: input.execution)
    return Scores(
      sums.map { sum in
        let reached = Double(sum.reached)
        return sum.reached == 0 ? 0 : reached / others * (reached / sum.distances)
      })
  }.verified(
    by: .distances(
      "the score is the inverse mean distance times the share in reach", alpha: { $0[.alpha] }
    ) { _, reached, others in
      let share = Double(reached.count) / Double(others)
      return reached.isEmpty ? 0 : share * Double(reached.count) / reached.reduce(0, +)
    })

  /// The sum of the inverse distances to all others, out of reach counting nothing.
  public static let harmonic = Measure(
    id: "harmonic", summary: "sum of the inverse distances to all others",
    weights: .distance,
    parameters: [
      .alpha, .normalizedHarmonic,
    ],
    reference: "Boldi and Vigna, Axioms for centrality, Internet Mathematics 10:222 (2014), "
      + "doi:10.1080/15427951.2013.865686"
  ) { input in
    let network = input.network
    let divisor = input[flag: .normalizedHarmonic] ? Double(max(1, network.vertexCount - 1)) : 1
    let sums = try distanceSums(of: network, alpha: input[.alpha], execution: input.execution)
    return Scores(sums.map { $0.inverses / divisor })
  }.verified(
    by: .distances("the score is the sum of the inverse distances", alpha: { $0[.alpha] }) {
      input, reached, others in
      let sum = reached.reduce(0) { $0 + 1 / $1 }
      return input[flag: .normalizedHarmonic] ? sum / Double(max(1, others)) : sum
    })

  /// Closeness with other settings than the defaults.
  ///
  /// - Parameter alpha: a tie of weight *w* is *w*^−alpha long; 0 counts ties.
  public static func closeness(alpha: Double? = nil) -> Measure {
    closeness.with([.alpha: alpha])
  }

  /// Harmonic centrality with other settings than the defaults.
  ///
  /// - Parameters:
  ///   - alpha: a tie of weight *w* is *w*^−alpha long; 0 counts ties.
  ///   - normalized: whether sums are divided by the number of others.
  public static func harmonic(alpha: Double? = nil, normalized: Bool? = nil) -> Measure {
    harmonic.with([.alpha: alpha, .normalizedHarmonic: normalized.map { $0 ? 1 : 0 }])
  }
}

extension Parameter {
  fileprivate static let normalizedHarmonic = Parameter(
    "normalized", "1 divides by the number of others", kind: .flag, default: 0, in: 0...1)
}

/// What closeness and its kin need to know of a vertex's distances.
public struct DistanceSums: Sendable, Equatable {
  /// The number of other vertices in reach.
  public var reached = 0
  /// The sum of the distances to them.
  public var distances = 0.0
  /// The sum of the inverse distances to them.
  public var inverses = 0.0
}

/// The sums of the distances, and of their inverses, from each author to all in their reach.
///
/// For `alpha` 0, authors of the same large works are counted together and their clique is not
/// written out; other lengths take the whole graph.
///
/// - Parameters:
///   - network: the network.
///   - alpha: a tie of weight *w* is *w*^−alpha long; 0 counts ties.
///   - execution: threads, progress and cancellation.
/// - Throws: ``/CollabGraph/TooManyPairs`` where the graph would not fit into memory,
///   ``/CollabCore/Cancellation``.
/// - Complexity: O(*n*·*m*/512) words of 512 bits for `alpha` 0 and a diameter that does not grow,
///   O(*n*·*m*·log *n*) otherwise.
public func distanceSums(
  of network: Network, alpha: Double = 0, execution: Execution = Execution()
) throws -> [DistanceSums] {
  alpha == 0
    ? try stepSums(of: ReducedGraph(network, execution), execution)
    : try distanceSums(
      of: network.graph(execution: execution), alpha: alpha, execution: execution)
}

/// The sums for the vertices of a graph; see ``distanceSums(of:alpha:execution:)``.
public func distanceSums(
  of graph: Graph, alpha: Double = 0, execution: Execution = Execution()
) throws(Cancellation) -> [DistanceSums] {
  if alpha == 0 { return try stepSums(of: ReducedGraph(graph), execution) }
  let rows = PathRows(graph, alpha: alpha)
  let parts = try execution.mapChunks(
    of: graph.vertexCount, size: 64, phase: "distances", scratch: { ShortestPaths(rows) }
  ) { paths, sources in
    sources.map { source in
      paths.search(rows, from: source)
      var sums = DistanceSums()
      for index in 1..<paths.orderCount {
        let distance = paths.distances[Int(paths.order[index])]
        sums.reached += 1
        sums.distances += distance
        sums.inverses += 1 / distance
      }
      return sums
    }
  }
  return parts.flatMap { $0 }
}

/// The sums for distances in steps: many searches at once, among authors of different works only.
private func stepSums(
  of reduced: ReducedGraph, _ execution: Execution
) throws(Cancellation) -> [DistanceSums] {
  let problem = StepProblem(reduced)
  let sums = try execution.accumulate(
    of: problem.batches.count, size: 1, lanes: 8, phase: "distances",
    accumulator: { StepSums(count: problem.count) },
    scratch: { StepBatch(classes: problem.count) }
  ) { sums, batch, range in
    for index in range { batch.run(problem, problem.batches[index], into: &sums) }
  }
  var result = [DistanceSums](repeating: DistanceSums(), count: reduced.graph.vertexCount)
  for (v, group) in problem.group.enumerated() {
    let c = Int(group)
    let twins = Double(problem.multiplicity[c] - 1)
    let apart = problem.twinDistance[c]
    let near = sums.reduce(0) { $0 + $1.nearInverses[c] }
    let far = sums.reduce(0) { $0 + $1.farInverses[c] }
    result[v].reached = problem.reached[c]
    result[v].distances = Double(sums.reduce(0) { $0 + $1.distances[c] }) + twins * apart
    result[v].inverses = Double(near) / Double(StepSums.unit) + far + twins / apart
  }
  return reduced.expanded(result)
}
