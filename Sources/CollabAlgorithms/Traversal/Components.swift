import CollabCore
import CollabGraph
import Synchronization

/// The connected components of a network, numbered by falling size, equal ones by their least
/// vertex.
///
/// Isolated vertices are components of their own. Works are walked as they are, so that one with
/// *n* authors costs *n* steps.
///
/// - Throws: ``/CollabCore/Cancellation``.
/// - Complexity: O(*n* + *m*) time, O(*n*) space.
public func connectedComponents(
  of network: Network, execution: Execution = Execution()
) throws(Cancellation) -> Partition {
  let graph = try network.smallWorksGraph(execution: execution)
  return try components(of: graph, network) { count, body throws(Cancellation) in
    try execution.forEachChunk(of: count, size: 1 << 13, body)
  }
}

/// The connected components of a graph, numbered by falling size, equal ones by their least
/// vertex.
///
/// - Complexity: O(*n* + *m*) time, O(*n*) space.
public func connectedComponents(of graph: Graph) -> Partition {
  components(of: graph, nil) { $1(0..<$0) }
}

/// See ``connectedComponents(of:)``; on all threads, and may be asked to stop.
public func connectedComponents(
  of graph: Graph, execution: Execution
) throws(Cancellation) -> Partition {
  try components(of: graph, nil) { count, body throws(Cancellation) in
    try execution.forEachChunk(of: count, size: 1 << 13, body)
  }
}

/// Joins the ends of the edges, and the authors of the network's large works.
///
/// The first edges of all vertices bring most of them together; of those in the largest set so
/// far the other edges need no look (Sutton, Ben-Nun, Barak, *Optimizing parallel graph
/// connectivity computation via subgraph sampling*, IPDPS 2018, doi:10.1109/IPDPS.2018.00012).
///
/// - Parameter forEach: runs a body on parts of `0..<count`, at once where it likes to.
private func components<Failure: Error>(
  of graph: Graph, _ network: Network?,
  forEach: (_ count: Int, _ body: (Range<Int>) -> Void) throws(Failure) -> Void
) throws(Failure) -> Partition {
  let n = graph.vertexCount
  let sets = SharedSets(count: n)
  defer { sets.deallocate() }
  let sampled = 2
  for place in 0..<sampled {
    try forEach(n) { range in
      for v in range where place < graph.degree(v) {
        sets.join(UInt32(v), graph.targets[graph.offsets[v] + place])
      }
    }
    try forEach(n, sets.flatten)
  }
  for work in network?.largeWorks ?? [] {
    guard let authors = network?.incidence.authors(ofWork: work) else { continue }
    for author in authors { sets.join(authors[authors.startIndex], author) }
  }
  let largest = sets.frequentRoot
  try forEach(n) { range in
    for v in range where graph.degree(v) > sampled && sets.root(UInt32(v)) != largest {
      for arc in graph.arcs(v).dropFirst(sampled) { sets.join(UInt32(v), graph.targets[arc]) }
    }
  }
  try forEach(n, sets.flatten)
  return Partition(labels: (0..<n).map { sets.root(UInt32($0)) })
}

/// Sets of vertices that grow together, by several threads at once, each named by its least
/// vertex.
private struct SharedSets {
  private let parent: UnsafeMutablePointer<Atomic<UInt32>>
  private let count: Int

  init(count: Int) {
    self.count = count
    parent = .allocate(capacity: count)
    for v in 0..<count { (parent + v).initialize(to: Atomic(UInt32(v))) }
  }

  func deallocate() {
    parent.deinitialize(count: count)
    parent.deallocate()
  }

  func root(_ v: UInt32) -> UInt32 {
    var v = v
    while true {
      let above = parent[Int(v)].load(ordering: .relaxed)
      if above == v { return v }
      v = above
    }
  }

  /// Hangs the greater root under the lesser. No vertex stands under a greater one, so that the
  /// least of a set becomes its root whoever comes first.
  func join(_ a: UInt32, _ b: UInt32) {
    var (low, high) = (a, b)
    while true {
      (low, high) = (root(low), root(high))
      if low == high { return }
      if low > high { swap(&low, &high) }
      if parent[Int(high)].compareExchange(expected: high, desired: low, ordering: .relaxed)
        .exchanged
      {
        return
      }
    }
  }

  /// Hangs vertices right under their roots.
  func flatten(_ range: Range<Int>) {
    for v in range { parent[v].store(root(UInt32(v)), ordering: .relaxed) }
  }

  /// The root of most of a thousand vertices; any would do.
  var frequentRoot: UInt32? {
    var votes: [UInt32: Int] = [:]
    for v in stride(from: 0, to: count, by: count / 1024 + 1) {
      votes[root(UInt32(v)), default: 0] += 1
    }
    return votes.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
  }
}
