import CollabCore
import CollabGraph

extension Measure {
  /// How often an author lies on the shortest ways between two others.
  public static let betweenness = Measure(
    id: "betweenness", summary: "share of shortest paths between two others that pass through",
    weights: .distance,
    parameters: [.alpha, .normalizedByPairs, .epsilon, .delta],
    reference: "Brandes, A faster algorithm for betweenness centrality, "
      + "J. Mathematical Sociology 25:163 (2001), doi:10.1080/0022250X.2001.9990249"
  ) { input in
    let network = input.network
    var scores =
      input[.epsilon] > 0
      ? try approximateBetweenness(input)
      : Scores(
        try vertexBetweenness(of: network, alpha: input[.alpha], execution: input.execution))
    let others = Double(max(network.vertexCount, 3) - 1)
    if input[flag: .normalizedByPairs] {
      for v in scores.values.indices { scores.values[v] /= others * (others - 1) / 2 }
    }
    return scores
  }.verified(
    by: .betweenness(
      { input in
        input[.epsilon] > 0 ? "'epsilon' allows for errors" : nil
      }, alpha: { $0[.alpha] }, isNormalized: { $0[flag: .normalizedByPairs] }))

  /// Betweenness with other settings than the defaults.
  ///
  /// - Parameters:
  ///   - alpha: a tie of weight *w* is *w*^−alpha long; 0 counts ties.
  ///   - normalized: whether scores are divided by the number of pairs of others.
  ///   - epsilon: the maximum error as a share of all pairs; 0 counts exactly.
  ///   - delta: the probability that some error is greater.
  public static func betweenness(
    alpha: Double? = nil, normalized: Bool? = nil, epsilon: Double? = nil, delta: Double? = nil
  ) -> Measure {
    betweenness.with([
      .alpha: alpha, .normalizedByPairs: normalized.map { $0 ? 1 : 0 }, .epsilon: epsilon,
      .delta: delta,
    ])
  }
}

/// Betweenness within `epsilon`, or exactly where that takes fewer steps.
private func approximateBetweenness(_ input: MeasureInput) throws -> Scores {
  guard input[.alpha] == 0 else {
    throw OptionError("'epsilon' of 'betweenness' needs 'alpha' 0: lengths are not sampled")
  }
  let (epsilon, delta) = (input[.epsilon], input[.delta])
  let network = input.network
  let exact = try BlockwiseBetweenness(ReducedGraph(network, input.execution), input.execution)
  if !BetweennessSampler.isNeverWorth(
    exactSteps: exact.steps, epsilon: epsilon, delta: delta, vertices: network.vertexCount)
  {
    let sampler = BetweennessSampler(
      try input.graph, epsilon: epsilon, delta: delta, seed: input.seed)
    if let outcome = try sampler.run(exactSteps: exact.steps, input.execution) {
      let promise =
        "betweenness from \(outcome.samples) sampled pairs: with probability "
        + "\(1 - delta) no score is off by more than \(epsilon) of all pairs"
      return Scores(outcome.values, notes: outcome.samples > 0 ? [promise] : [])
    }
  }
  return Scores(
    try exact.run(input.execution),
    notes: ["counted exactly, which takes less work here than sampling to that precision"])
}

extension Parameter {
  /// How a weight becomes a distance.
  static let alpha = Parameter(
    "alpha", "a tie of weight w is w^-alpha long; 0 counts steps", default: 0, in: 0...8)
  fileprivate static let normalizedByPairs = Parameter(
    "normalized", "1 divides by the number of pairs of others", kind: .flag, default: 0, in: 0...1)
  fileprivate static let epsilon = Parameter(
    "epsilon", "maximum error as a share of all pairs; 0 is exact", default: 0, in: 0...1)
  fileprivate static let delta = Parameter(
    "delta", "probability that some error is greater", default: 0.1, in: 1e-9...0.5)
}

/// The betweenness of each author: the sum, over unordered pairs of others, of the share of their
/// shortest paths that pass through the author.
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
/// - Complexity: O(*n*·*m*) time for `alpha` 0, O(*n*·*m*·log *n*) otherwise.
public func vertexBetweenness(
  of network: Network, alpha: Double = 0, execution: Execution = Execution()
) throws -> [Double] {
  alpha == 0
    ? try BlockwiseBetweenness(ReducedGraph(network, execution), execution).run(execution)
    : try BlockPaths(network.graph(execution: execution), alpha: alpha).vertexBetweenness(
      execution)
}

/// The betweenness of each vertex of a graph; see ``vertexBetweenness(of:alpha:execution:)``.
public func vertexBetweenness(
  of graph: Graph, alpha: Double = 0, execution: Execution = Execution()
) throws(Cancellation) -> [Double] {
  alpha == 0
    ? try BlockwiseBetweenness(ReducedGraph(graph), execution).run(execution)
    : try BlockPaths(graph, alpha: alpha).vertexBetweenness(execution)
}

/// Betweenness where all edges are of one length.
///
/// A shortest path between two vertices goes through the same cut vertices as any other, so the
/// pairs that a cut vertex separates are counted by arithmetic (Puzis et al., *Heuristics for
/// speeding up betweenness centrality computation*, SocialCom 2012), and within a block each
/// vertex stands for all that hang from it. ``BlockProblem`` says what happens within blocks.
private struct BlockwiseBetweenness {
  private let reduced: ReducedGraph
  /// What cut vertices and vertices between two of one class get without any search.
  private var known: [Double]
  private let problems: [BlockProblem]
  private var tasks: [(problem: Int, sources: Range<Int>)] = []

  /// About how many arcs ``run(_:)`` looks at.
  var steps: Double {
    // A class is visited about three times by eight sources.
    3 * tasks.reduce(0) { $0 + problems[$1.problem].arcs(seenFrom: $1.sources) }
  }

  init(_ reduced: ReducedGraph, _ execution: Execution) throws(Cancellation) {
    self.reduced = reduced
    let blocks = Blocks(of: reduced)
    known = blocks.separatedPairs
    problems = try blockProblems(reduced, blocks, execution)
    for (index, problem) in problems.enumerated() {
      for (member, score) in problem.innerPairs { known[Int(member)] += score }
      for range in [0..<problem.coreCount, problem.coreCount..<problem.count] {
        for first in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
          tasks.append((index, first..<min(first + 8, range.upperBound)))
        }
      }
    }
  }

  func run(_ execution: Execution) throws(Cancellation) -> [Double] {
    let starts = problems.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    let slots = starts[problems.count]
    let largest = problems.lazy.map(\.count).max() ?? 0
    let arcs = problems.lazy.map(\.targets.count).max() ?? 0
    let sums = try execution.accumulate(
      of: tasks.count, size: 4, phase: "betweenness",
      accumulator: { [Double](repeating: 0, count: slots) },
      scratch: { PathBatch(classes: largest, arcs: arcs) }
    ) { sum, batch, range in
      sum.withUnsafeMutableBufferPointer { sum in
        guard let scores = sum.baseAddress else { return }
        for task in tasks[range] {
          batch.run(
            problems[task.problem], sources: task.sources, into: scores + starts[task.problem])
        }
      }
    }
    var result = known
    for (index, problem) in problems.enumerated() {
      for group in 0..<problem.count {
        let score = sums.reduce(0) { $0 + $1[starts[index] + group] }
        for place in problem.memberOffsets[group]..<problem.memberOffsets[group + 1] {
          result[Int(problem.members[place])] += score
        }
      }
    }
    return reduced.expanded(result)
  }
}

/// The blocks that are not cliques, made ready.
private func blockProblems(
  _ reduced: ReducedGraph, _ blocks: Blocks, _ execution: Execution
) throws(Cancellation) -> [BlockProblem] {
  let graph = reduced.graph
  let parts = try execution.mapChunks(
    of: blocks.count, size: 64, scratch: { [UInt32](repeating: .max, count: graph.vertexCount) }
  ) { position, range in
    range.compactMap { block -> BlockProblem? in
      let places = blocks.offsets[block]..<blocks.offsets[block + 1]
      // Blocks of two or three vertices are cliques.
      guard places.count > 3 else { return nil }
      let vertices = places.sorted { blocks.vertices[$0] < blocks.vertices[$1] }
      for (index, place) in vertices.enumerated() {
        position[Int(blocks.vertices[place])] = UInt32(index)
      }
      defer { for place in places { position[Int(blocks.vertices[place])] = .max } }
      var rows = Rows()
      for place in vertices {
        rows.append(
          graph.arcs(Int(blocks.vertices[place])).map { position[Int(graph.targets[$0])] }
            .filter { $0 != .max })
      }
      guard rows.targets.count < rows.count * (rows.count - 1) else { return nil }
      return BlockProblem(
        rows: rows, names: vertices.map { blocks.vertices[$0] },
        sizes: vertices.map { reduced.sizes[Int(blocks.vertices[$0])] },
        reach: vertices.map { blocks.reach[$0] })
    }
  }
  return parts.flatMap { $0 }
}
