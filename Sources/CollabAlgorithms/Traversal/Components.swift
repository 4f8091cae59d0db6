import CollabCore
import CollabGraph

/// The connected components of a network, numbered by falling size, equal ones by their least
/// vertex.
///
/// Isolated vertices are components of their own. Works are walked as they are, so that one with
/// *n* authors costs *n* steps.
///
/// - Complexity: O(*n* + *m*) time, O(*n*) space.
public func connectedComponents(of network: Network) -> Partition {
  components(of: network.smallWorksGraph, network) {}
}

/// See ``connectedComponents(of:)-(Network)``; may be asked to stop.
public func connectedComponents(
  of network: Network, execution: Execution
) throws(Cancellation) -> Partition {
  try components(of: network.smallWorksGraph, network) { () throws(Cancellation) in
    try execution.checkpoint()
  }
}

/// The connected components of a graph, numbered by falling size, equal ones by their least
/// vertex.
///
/// - Complexity: O(*n* + *m*) time, O(*n*) space.
public func connectedComponents(of graph: Graph) -> Partition {
  components(of: graph, nil) {}
}

/// See ``connectedComponents(of:)-(Graph)``; may be asked to stop.
public func connectedComponents(
  of graph: Graph, execution: Execution
) throws(Cancellation) -> Partition {
  try components(of: graph, nil) { () throws(Cancellation) in try execution.checkpoint() }
}

/// Joins the ends of the edges, and the authors of the network's large works.
private func components<Failure: Error>(
  of graph: Graph, _ network: Network?, checkpoint: () throws(Failure) -> Void
) throws(Failure) -> Partition {
  var forest = DisjointSets(count: graph.vertexCount)
  for v in 0..<graph.vertexCount {
    if v & 0xffff == 0 { try checkpoint() }
    for arc in graph.arcs(v) where graph.targets[arc] < v {
      forest.join(UInt32(v), graph.targets[arc])
    }
  }
  for work in network?.largeWorks ?? [] {
    try checkpoint()
    guard let authors = network?.incidence.authors(ofWork: work) else { continue }
    for author in authors { forest.join(authors[authors.startIndex], author) }
  }
  return Partition(labels: forest.roots())
}

/// Sets of vertices that grow together, each named by its least vertex.
private struct DisjointSets {
  private var parent: [UInt32]

  init(count: Int) { parent = Array(0..<UInt32(count)) }

  mutating func root(_ v: UInt32) -> UInt32 {
    var v = v
    while parent[Int(v)] != v {
      parent[Int(v)] = parent[Int(parent[Int(v)])]
      v = parent[Int(v)]
    }
    return v
  }

  mutating func join(_ a: UInt32, _ b: UInt32) {
    let (x, y) = (root(a), root(b))
    if x != y { parent[Int(max(x, y))] = min(x, y) }
  }

  mutating func roots() -> [UInt32] { (0..<UInt32(parent.count)).map { root($0) } }
}
