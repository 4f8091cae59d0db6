import CollabCore
import CollabGraph

extension Measure {
  /// How often an author lies on the shortest ways between two others.
  static let betweenness = Measure(
    id: "betweenness", summary: "share of shortest paths between two others that pass through",
    weights: .distance,
    parameters: [
      .distanceExponent,
      Parameter(
        "normalized", "1 divides by the number of pairs of others", standard: 0, in: 0...1),
    ],
    reference: "Brandes, A faster algorithm for betweenness centrality, "
      + "J. Mathematical Sociology 25:163 (2001), doi:10.1080/0022250X.2001.9990249"
  ) { input in
    let graph = input.network.graph
    var values = try vertexBetweenness(of: graph, alpha: input["alpha"], execution: input.execution)
    let others = Double(max(graph.vertexCount, 3) - 1)
    if input["normalized"] == 1 {
      for v in values.indices { values[v] /= others * (others - 1) / 2 }
    }
    return Scores(values)
  }
}

extension Parameter {
  /// How a weight becomes a distance.
  static let distanceExponent = Parameter(
    "alpha", "a tie of weight w is w^-alpha long; 0 counts steps", standard: 0, in: 0...8)
}

/// The betweenness of each vertex: the sum, over unordered pairs of other vertices, of the share
/// of their shortest paths that pass through it.
///
/// - Parameters:
///   - graph: the graph.
///   - alpha: an edge of weight *w* is *w*^−alpha long; 0 counts edges.
///   - execution: threads, progress and cancellation.
/// - Complexity: O(*n*·*m*) time for `alpha` 0, O(*n*·*m*·log *n*) otherwise.
public func vertexBetweenness(
  of graph: Graph, alpha: Double = 0, execution: Execution = Execution()
) throws(Cancellation) -> [Double] {
  alpha == 0
    ? try betweennessByBlocks(of: graph, execution)
    : try weightedBetweenness(of: graph, alpha: alpha, execution)
}

/// Betweenness where all edges are of one length.
///
/// A shortest path between two vertices goes through the same cut vertices as any other, so the
/// pairs that a cut vertex separates are counted by arithmetic (Puzis et al., *Heuristics for
/// speeding up betweenness centrality computation*, SocialCom 2012), and within a block each
/// vertex stands for all that hang from it. ``BlockProblem`` says what happens within blocks.
private func betweennessByBlocks(
  of graph: Graph, _ execution: Execution
) throws(Cancellation) -> [Double] {
  let blocks = Blocks(of: graph)
  var result = blocks.separatedPairs
  let problems = try blockProblems(graph, blocks, execution)
  var starts = [0]
  var tasks: [(problem: Int, sources: Range<Int>)] = []
  for (index, problem) in problems.enumerated() {
    starts.append(starts[index] + problem.count)
    for (member, score) in problem.innerPairs { result[Int(member)] += score }
    for range in [0..<problem.coreCount, problem.coreCount..<problem.count] {
      for first in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
        tasks.append((index, first..<min(first + 8, range.upperBound)))
      }
    }
  }
  let slots = starts[problems.count]
  let largest = problems.lazy.map(\.count).max() ?? 0
  let sums = try execution.accumulate(
    of: tasks.count, size: 4, phase: "betweenness",
    accumulator: { [Double](repeating: 0, count: slots) },
    scratch: { PathBatch(classes: largest) }
  ) { sum, batch, range in
    sum.withUnsafeMutableBufferPointer { sum in
      guard let scores = sum.baseAddress else { return }
      for task in tasks[range] {
        batch.run(
          problems[task.problem], sources: task.sources, into: scores + starts[task.problem])
      }
    }
  }
  for (index, problem) in problems.enumerated() {
    for group in 0..<problem.count {
      let score = sums.reduce(0) { $0 + $1[starts[index] + group] }
      for place in problem.memberOffsets[group]..<problem.memberOffsets[group + 1] {
        result[Int(problem.members[place])] += score
      }
    }
  }
  return result
}

/// The blocks that are not cliques, made ready.
private func blockProblems(
  _ graph: Graph, _ blocks: Blocks, _ execution: Execution
) throws(Cancellation) -> [BlockProblem] {
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
        reach: vertices.map { blocks.reach[$0] })
    }
  }
  return parts.flatMap { $0 }
}

/// Brandes' algorithm, for edges with lengths.
private func weightedBetweenness(
  of graph: Graph, alpha: Double, _ execution: Execution
) throws(Cancellation) -> [Double] {
  let n = graph.vertexCount
  let lengths = edgeLengths(of: graph, alpha: alpha)
  let sums = try execution.accumulate(
    of: n, size: max(1, min(64, n / 64)), phase: "betweenness",
    accumulator: { [Double](repeating: 0, count: n) },
    scratch: { ShortestPaths(vertexCount: n) }
  ) { sum, paths, sources in
    var dependency = [Double](repeating: 0, count: n)
    for source in sources {
      paths.search(graph, lengths: lengths, from: source)
      for v in paths.order.reversed() {
        let v = Int(v)
        let share = (1 + dependency[v]) / paths.counts[v]
        for arc in graph.arcs(v) {
          let u = Int(graph.targets[arc])
          if paths.isPredecessor(u, of: v, by: lengths[arc]) {
            dependency[u] += paths.counts[u] * share
          }
        }
        if v != source { sum[v] += dependency[v] }
        dependency[v] = 0
      }
    }
  }
  // Every pair was met from both of its ends.
  return (0..<n).map { v in sums.reduce(0) { $0 + $1[v] } / 2 }
}
