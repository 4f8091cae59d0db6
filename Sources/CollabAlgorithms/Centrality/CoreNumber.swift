import CollabCore
import CollabGraph

extension Measure {
  /// The greatest *k* such that the author is in a group in which everyone has *k* coauthors.
  static let coreNumber = Measure(
    id: "core-number", summary: "greatest k of a group where all have k coauthors within",
    weights: .ignored, isCount: true,
    reference: "Seidman, Network structure and minimum degree, Social Networks 5:269 (1983), "
      + "doi:10.1016/0378-8733(83)90028-X"
  ) { input in
    let reduced = ReducedGraph(input.network)
    return Scores(
      reduced.expanded(try coreNumbers(of: reduced, input.execution)).map(Double.init))
  }
}

/// The core number of each vertex, by taking a vertex of least remaining degree away again and
/// again.
///
/// Batagelj and Zaveršnik, *An O(m) algorithm for cores decomposition of networks*,
/// arXiv:cs/0310049.
///
/// - Complexity: O(*n* + *m*) time, 16 bytes a vertex.
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
  var core = (0..<n).map { v in
    Int32(graph.arcs(v).reduce(sizes[v] - 1) { $0 + sizes[Int(graph.targets[$1])] })
  }
  let greatest = Int(core.max() ?? 0)
  // Vertices sorted by remaining degree; `first[d]` is where those of degree d begin.
  var first = [Int32](repeating: 0, count: greatest + 2)
  for degree in core { first[Int(degree) + 1] += 1 }
  for degree in 0...greatest { first[degree + 1] += first[degree] }
  var cursor = first
  var order = [UInt32](repeating: 0, count: n)
  var place = [Int32](repeating: 0, count: n)
  for v in 0..<n {
    let degree = Int(core[v])
    order[Int(cursor[degree])] = UInt32(v)
    place[v] = cursor[degree]
    cursor[degree] += 1
  }
  for index in 0..<n {
    if index % 65_536 == 0 {
      try execution.checkpoint()
      execution.onProgress?("core numbers", Double(index) / Double(n))
    }
    let v = Int(order[index])
    for arc in graph.arcs(v) {
      let w = Int(graph.targets[arc])
      var lost = 0
      while lost < sizes[v], core[w] > core[v] {
        // Swap w with the first vertex of its degree, then let it slip into the degree below.
        let degree = Int(core[w])
        let head = max(first[degree], Int32(index + 1))
        let u = order[Int(head)]
        order[Int(place[w])] = u
        place[Int(u)] = place[w]
        order[Int(head)] = UInt32(w)
        place[w] = head
        first[degree] = head + 1
        core[w] -= 1
        lost += 1
      }
    }
  }
  return core
}
