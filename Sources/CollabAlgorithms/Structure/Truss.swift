import CollabCore
import CollabGraph

extension Measure {
  /// The greatest *k* such that the author has a tie in the *k*-truss; 0 without ties.
  public static let trussNumber = Measure(
    id: "truss-number",
    summary:
      "maximum k such that the author is in a group whose ties are all in k−2 triangles of the group",
    weights: .ignored, isCount: true,
    reference: "Cohen, Trusses: cohesive subgraphs for social network analysis (2008)"
  ) { input in
    let graph = try input.graph
    let truss = try trussNumbers(of: graph, execution: input.execution)
    return Scores(
      (0..<graph.vertexCount).map { v in
        Double(graph.arcs(v).reduce(0) { max($0, truss[$1]) })
      })
  }.verified(by: .trussNumber)
}

/// The truss number of each arc, aligned with ``/CollabGraph/Graph/targets``: the greatest *k* such
/// that its edge lies in the *k*-truss, the greatest subgraph in which every edge is in *k*−2
/// triangles.
///
/// An edge of least support is taken away again and again, as for cores.
///
/// Wang and Cheng, *Truss decomposition in massive networks*, PVLDB 5:812 (2012),
/// doi:10.14778/2311906.2311909.
///
/// - Complexity: O(*m*·*d*) time for greatest degree *d*, in practice near O(*m*·√*m*); 40 bytes
///   an edge.
public func trussNumbers(of graph: Graph, execution: Execution) throws(Cancellation) -> [Int32] {
  let (edgeOfArc, arcsOfEdge) = graph.numberedEdges()
  let m = graph.edgeCount
  var support = [Int32](repeating: 0, count: m)
  var mark = [Int32](repeating: -1, count: graph.vertexCount)
  // Each triangle of v < u < w is met once.
  for v in 0..<graph.vertexCount {
    if v & 0xfff == 0 { try execution.checkpoint() }
    for arc in graph.arcs(v) { mark[Int(graph.targets[arc])] = edgeOfArc[arc] }
    for arc in graph.arcs(v) where graph.targets[arc] > v {
      let u = graph.targets[arc]
      for onward in graph.arcs(Int(u)) where graph.targets[onward] > u {
        let third = mark[Int(graph.targets[onward])]
        if third >= 0 {
          support[Int(edgeOfArc[arc])] += 1
          support[Int(edgeOfArc[onward])] += 1
          support[Int(third)] += 1
        }
      }
    }
    for arc in graph.arcs(v) { mark[Int(graph.targets[arc])] = -1 }
  }
  var queue = FallingBuckets(keys: support)
  var isGone = [Bool](repeating: false, count: m)
  while let edge = queue.popLeast() {
    if edge & 0xfff == 0 { try execution.checkpoint() }
    isGone[edge] = true
    let arc = arcsOfEdge[edge]
    let (a, b) = (arc.from, Int(graph.targets[arc.arc]))
    let (few, many) = graph.degree(a) < graph.degree(b) ? (a, b) : (b, a)
    for first in graph.arcs(few) where !isGone[Int(edgeOfArc[first])] {
      guard let second = graph.arc(from: many, to: graph.targets[first]) else { continue }
      let other = Int(edgeOfArc[second])
      if isGone[other] { continue }
      queue.lower(Int(edgeOfArc[first]), above: queue.keys[edge])
      queue.lower(other, above: queue.keys[edge])
    }
  }
  return edgeOfArc.map { queue.keys[Int($0)] + 2 }
}

extension Graph {
  /// Numbers the edges in the order of ``edges``.
  func numberedEdges() -> (ofArc: [Int32], arcs: [(from: Int, arc: Int)]) {
    var ofArc = [Int32](repeating: 0, count: targets.count)
    var arcs: [(from: Int, arc: Int)] = []
    arcs.reserveCapacity(edgeCount)
    // Rows are sorted, so the arcs back into a row come in the order of their origins.
    var back = offsets
    for v in 0..<vertexCount {
      for arc in self.arcs(v) where targets[arc] > v {
        let u = Int(targets[arc])
        ofArc[arc] = Int32(arcs.count)
        ofArc[back[u]] = Int32(arcs.count)
        back[u] += 1
        arcs.append((v, arc))
      }
    }
    return (ofArc, arcs)
  }
}

/// Items by small whole keys that fall by one at a time, the least taken out first.
private struct FallingBuckets {
  private(set) var keys: [Int32]
  private var first: [Int]
  private var order: [Int32]
  private var place: [Int32]
  private var next = 0

  init(keys: [Int32]) {
    self.keys = keys
    first = [Int](repeating: 0, count: Int(keys.max() ?? 0) + 2)
    order = [Int32](repeating: 0, count: keys.count)
    place = order
    for key in keys { first[Int(key) + 1] += 1 }
    for key in 1..<first.count { first[key] += first[key - 1] }
    var cursor = first
    for item in keys.indices {
      let key = Int(keys[item])
      order[cursor[key]] = Int32(item)
      place[item] = Int32(cursor[key])
      cursor[key] += 1
    }
  }

  mutating func popLeast() -> Int? {
    guard next < order.count else { return nil }
    next += 1
    return Int(order[next - 1])
  }

  /// Lowers a key by one where it is above another.
  mutating func lower(_ item: Int, above floor: Int32) {
    let key = Int(keys[item])
    guard keys[item] > floor else { return }
    let head = max(first[key], next)
    let other = order[head]
    order[Int(place[item])] = other
    place[Int(other)] = place[item]
    order[head] = Int32(item)
    place[item] = Int32(head)
    first[key] = head + 1
    keys[item] -= 1
  }
}
