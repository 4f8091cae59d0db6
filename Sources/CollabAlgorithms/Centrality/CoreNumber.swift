import CollabCore
import CollabGraph

extension Measure {
  /// The greatest *k* such that the author is in a group in which everyone has *k* coauthors.
  public static let coreNumber = Measure(
    id: "core-number",
    summary:
      "maximum k such that the author is in a group where everyone has k coauthors in the group",
    weights: .ignored, isCount: true,
    reference: "Seidman, Network structure and minimum degree, Social Networks 5:269 (1983), "
      + "doi:10.1016/0378-8733(83)90028-X"
  ) { input in
    let reduced = try ReducedGraph(input.network, input.execution)
    return Scores(
      reduced.expanded(try coreNumbers(of: reduced, input.execution)).map(Double.init))
  }.verified(by: .coreNumber)
}

/// The core number of each vertex, by taking all vertices of least remaining degree away again
/// and again.
///
/// The order within a level is free, so that no vertex need be kept at its place by degree, as
/// Batagelj and Zaveršnik do (*An O(m) algorithm for cores decomposition of networks*,
/// arXiv:cs/0310049): what is left is gone through once a level instead.
///
/// - Complexity: O(*n* + *m*) time, as no vertex sees more levels than it has neighbours;
///   12 bytes a vertex.
public func coreNumbers(
  of graph: Graph, execution: Execution = Execution()
) throws(Cancellation) -> [Int32] {
  try coreNumbers(of: ReducedGraph(graph), execution)
}

/// The core numbers of the vertices that are kept; all authors of one fall together.
private func coreNumbers(
  of reduced: ReducedGraph, _ execution: Execution
) throws(Cancellation) -> [Int32] {
  let (graph, sizes) = (reduced.graph, reduced.sizes)
  let n = graph.vertexCount
  // The remaining degree of those left, the core number of those that fell.
  var core = (0..<n).map { v in
    var degree = sizes[v] - 1
    for arc in graph.arcs(v) { degree += sizes[Int(graph.targets[arc])] }
    return Int32(degree)
  }
  var left = Array(0..<UInt32(n))
  var falling: [UInt32] = []
  falling.reserveCapacity(n)
  var level: Int32 = -1
  while !left.isEmpty {
    try execution.checkpoint()
    execution.onProgress?("core numbers", 1 - Double(left.count) / Double(n))
    var kept = 0
    var next = Int32.max
    for v in left where core[Int(v)] > level {
      left[kept] = v
      kept += 1
      next = min(next, core[Int(v)])
    }
    left.removeSubrange(kept...)
    level = next
    falling.removeAll(keepingCapacity: true)
    for v in left where core[Int(v)] == level { falling.append(v) }
    var head = 0
    while head < falling.count {
      let v = Int(falling[head])
      head += 1
      for arc in graph.arcs(v) {
        let w = Int(graph.targets[arc])
        if core[w] <= level { continue }
        core[w] = max(level, core[w] - Int32(sizes[v]))
        if core[w] == level { falling.append(UInt32(w)) }
      }
    }
  }
  return core
}
