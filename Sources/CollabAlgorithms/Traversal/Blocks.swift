import CollabGraph

/// The biconnected components (blocks) of a graph, with what hangs from each of their vertices.
///
/// Hopcroft and Tarjan, *Algorithm 447: efficient algorithms for graph manipulation*,
/// Comm. ACM 16:372 (1973), doi:10.1145/362248.362272.
struct Blocks {
  /// Where each block begins in ``vertices``; one more entry than blocks.
  private(set) var offsets = [0]
  /// The vertices of the blocks; the last one of each block is the one nearest to the root.
  private(set) var vertices: [UInt32] = []
  /// Aligned with ``vertices``: how many authors, those of the vertex itself included, the rest of
  /// the block reaches only through it. They add up to the size of the component.
  private(set) var reach: [Double] = []
  /// For each vertex the number of pairs of others, in the same component, that it separates;
  /// one that stands for several authors separates none.
  private(set) var separatedPairs: [Double]

  /// The number of blocks.
  var count: Int { offsets.count - 1 }

  /// See ``init(of:)``, for a graph whose vertices are one author each.
  init(of graph: Graph) { self.init(of: ReducedGraph(graph)) }

  /// - Complexity: O(*n* + *m*) time, O(*n*) space besides the blocks.
  init(of reduced: ReducedGraph) {
    let graph = reduced.graph
    let sizes = reduced.sizes.map(Double.init)
    let n = graph.vertexCount
    separatedPairs = [Double](repeating: 0, count: n)
    // Discovery numbers from 1; 0 is not yet found.
    var found = [UInt32](repeating: 0, count: n)
    var low = found
    var cursor = graph.offsets
    // Vertices whose block is not closed yet, and the way from the root to the current vertex.
    var open: [UInt32] = []
    var way: [UInt32] = []
    // Of the closed blocks below a vertex: the number of vertices, and the sum of its squares.
    var hanging = [Double](repeating: 0, count: n)
    var squares = hanging
    var clock: UInt32 = 0
    for root in 0..<n where found[root] == 0 {
      clock += 1
      (found[root], low[root]) = (clock, clock)
      way.append(UInt32(root))
      let firstBlock = count
      var members = [UInt32(root)]
      while let top = way.last {
        let v = Int(top)
        if cursor[v] < graph.offsets[v + 1] {
          let w = Int(graph.targets[cursor[v]])
          cursor[v] += 1
          if found[w] == 0 {
            clock += 1
            (found[w], low[w]) = (clock, clock)
            way.append(UInt32(w))
            open.append(UInt32(w))
            members.append(UInt32(w))
          } else {
            low[v] = min(low[v], found[w])
          }
          continue
        }
        way.removeLast()
        guard let parent = way.last.map({ Int($0) }) else { break }
        low[parent] = min(low[parent], low[v])
        if low[v] >= found[parent] {
          var below = 0.0
          while true {
            let u = open.removeLast()
            vertices.append(u)
            reach.append(sizes[Int(u)] + hanging[Int(u)])
            below += sizes[Int(u)] + hanging[Int(u)]
            if u == v { break }
          }
          vertices.append(UInt32(parent))
          reach.append(-below)
          offsets.append(vertices.count)
          hanging[parent] += below
          squares[parent] += below * below
        }
      }
      let size = members.reduce(0) { $0 + sizes[Int($1)] }
      for block in firstBlock..<count { reach[offsets[block + 1] - 1] += size }
      for v in members.lazy.map({ Int($0) }) where sizes[v] == 1 {
        let above = size - 1 - hanging[v]
        separatedPairs[v] = ((size - 1) * (size - 1) - squares[v] - above * above) / 2
      }
    }
  }
}
