import CollabCore
import CollabGraph

/// The coauthor graph with two of each set of authors who stand on the same works, where these
/// authors are many.
///
/// Authors of the same works know each other and the same others: they are as far from any third,
/// by as many shortest paths, and two of them keep the graph together as well as all do. So most
/// of the clique that a work of thousands of authors makes need not be written out.
struct ReducedGraph {
  /// The graph of the authors who are kept.
  let graph: Graph
  /// How many authors each vertex stands for: 1 but for the first of two who are kept.
  let sizes: [Int]
  /// The vertex of each author.
  let vertex: [UInt32]

  /// A graph that is kept as it is.
  init(_ graph: Graph) {
    self.init(
      graph: graph, sizes: [Int](repeating: 1, count: graph.vertexCount),
      vertex: Array(0..<UInt32(graph.vertexCount)))
  }

  private init(graph: Graph, sizes: [Int], vertex: [UInt32]) {
    (self.graph, self.sizes, self.vertex) = (graph, sizes, vertex)
  }

  /// Leaves authors of large works out; stated ties make their ends authors of their own.
  ///
  /// - Complexity: O(authorships) and what projecting the kept ones costs.
  /// - Throws: ``TooManyPairs`` where most authors of a large work differ in their other works, ``Cancellation``.
  init(_ network: Network, _ execution: Execution) throws {
    if network.largeWorks.isEmpty {
      self.init(try network.graph(execution: execution))
      return
    }
    let incidence = network.incidence
    var mayShare = [Bool](repeating: false, count: network.vertexCount)
    for work in network.largeWorks {
      for author in incidence.authors(ofWork: work) { mayShare[Int(author)] = true }
    }
    for tie in network.ties { (mayShare[Int(tie.a)], mayShare[Int(tie.b)]) = (false, false) }
    var sizes: [Int] = [], vertex: [UInt32] = []
    var isKept = [Bool](repeating: true, count: network.vertexCount)
    var groups: [ArraySlice<UInt32>: (first: UInt32, count: Int)] = [:]
    for author in 0..<network.vertexCount {
      var group = (first: UInt32(sizes.count), count: 0)
      if mayShare[author] {
        let works = incidence.works(ofAuthor: author)
        group = groups[works] ?? group
        group.count += 1
        groups[works] = group
      }
      if group.count > 2 {
        isKept[author] = false
        sizes[Int(group.first)] += 1
        vertex.append(group.first)
      } else {
        vertex.append(UInt32(sizes.count))
        sizes.append(1)
      }
    }
    var offsets = [0], authors: [UInt32] = []
    for work in 0..<incidence.workCount {
      for author in incidence.authors(ofWork: work) where isKept[Int(author)] {
        authors.append(vertex[Int(author)])
      }
      offsets.append(authors.count)
    }
    let kept = Network(
      unchecked: Incidence(
        uncheckedAuthorCount: sizes.count, workOffsets: offsets, workAuthors: authors,
        bylineLengths: (0..<incidence.workCount).map(incidence.bylineLength)),
      facts: WorkFacts(unknownFor: incidence.workCount),
      ties: network.ties.map { Edge(vertex[Int($0.a)], vertex[Int($0.b)], weight: $0.weight) },
      weighting: network.weighting)
    self.init(graph: try kept.graph(execution: execution), sizes: sizes, vertex: vertex)
  }

  /// The values of all authors from those of the vertices.
  func expanded<Value>(_ values: [Value]) -> [Value] { vertex.map { values[Int($0)] } }
}
