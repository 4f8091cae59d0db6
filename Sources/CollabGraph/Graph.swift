import CollabCore

/// A weighted undirected simple graph as immutable compressed sparse rows.
///
/// Every edge is stored twice, once in the row of each end; rows are sorted by neighbour; there
/// are no loops and no parallel edges. Vertices are the numbers `0..<vertexCount`.
///
/// Memory: 8 bytes a vertex and 24 bytes an edge (two arcs of 4 + 8).
public struct Graph: Sendable, Equatable {
  /// Where each vertex's row begins in ``targets``; one more entry than vertices.
  public let offsets: [Int]
  /// The neighbours, row after row.
  public let targets: [UInt32]
  /// The weight of each arc, aligned with ``targets``: tie strength, greater is closer.
  public let weights: [Double]

  /// The number of vertices.
  public var vertexCount: Int { offsets.count - 1 }
  /// The number of undirected edges.
  public var edgeCount: Int { targets.count / 2 }

  /// Takes ready rows over; see the type for what must hold of them.
  package init(offsets: [Int], targets: [UInt32], weights: [Double]) {
    self.offsets = offsets
    self.targets = targets
    self.weights = weights
  }

  /// Builds a graph from edges in any order; parallel edges add up, loops are left out.
  ///
  /// Weights of parallel edges are added in the order of `edges`, so equal lists give equal bits.
  ///
  /// - Throws: ``/CollabCore/OptionError`` where an edge has an end that is no vertex, or a weight
  ///   that is no finite number from 0.
  /// - Complexity: O(*n* + *m*) time; 24 bytes an edge besides the result while it is built.
  public init(vertexCount: Int, edges: some Sequence<Edge>) throws(OptionError) {
    let edges = Array(edges)
    guard vertexCount >= 0, vertexCount < UInt32.max else {
      throw OptionError("a graph cannot have \(vertexCount) vertices")
    }
    for edge in edges {
      guard max(edge.a, edge.b) < vertexCount else {
        throw OptionError(
          "the edge between \(edge.a) and \(edge.b) leaves a graph of \(vertexCount) vertices, "
            + "which are numbered from 0")
      }
      guard edge.weight >= 0, edge.weight.isFinite else {
        throw OptionError(
          "the weight \(edge.weight) of the edge between \(edge.a) and \(edge.b) is not a number "
            + "from 0")
      }
    }
    self.init(uncheckedVertexCount: vertexCount, edges: edges)
  }

  /// The same from edges that are known to be in the graph.
  package init(uncheckedVertexCount n: Int, edges: some Sequence<Edge>) {
    let edges = Array(edges)
    var starts = [Int](repeating: 0, count: n + 1)
    for edge in edges where edge.a != edge.b {
      starts[Int(edge.a) + 1] += 1
      starts[Int(edge.b) + 1] += 1
    }
    for v in 0..<n { starts[v + 1] += starts[v] }
    // Dealing arcs out by one end and then, row by row, by the other leaves every row sorted,
    // with parallel edges side by side in the order of the list.
    var cursor = starts
    var heads = [UInt32](repeating: 0, count: starts[n])
    var headWeights = [Double](repeating: 0, count: starts[n])
    for edge in edges where edge.a != edge.b {
      heads[cursor[Int(edge.a)]] = edge.b
      headWeights[cursor[Int(edge.a)]] = edge.weight
      cursor[Int(edge.a)] += 1
      heads[cursor[Int(edge.b)]] = edge.a
      headWeights[cursor[Int(edge.b)]] = edge.weight
      cursor[Int(edge.b)] += 1
    }
    cursor = starts
    var targets = [UInt32](repeating: 0, count: starts[n])
    var weights = [Double](repeating: 0, count: starts[n])
    for v in 0..<n {
      for arc in starts[v]..<starts[v + 1] {
        let w = Int(heads[arc])
        let place = cursor[w]
        cursor[w] = place + 1
        targets[place] = UInt32(v)
        weights[place] = headWeights[arc]
      }
    }
    var offsets = [0]
    offsets.reserveCapacity(n + 1)
    var end = 0
    for v in 0..<n {
      for arc in starts[v]..<starts[v + 1] {
        if end > offsets[v], targets[end - 1] == targets[arc] {
          weights[end - 1] += weights[arc]
        } else {
          targets[end] = targets[arc]
          weights[end] = weights[arc]
          end += 1
        }
      }
      offsets.append(end)
    }
    targets.removeSubrange(end...)
    weights.removeSubrange(end...)
    self.init(offsets: offsets, targets: targets, weights: weights)
  }

  /// The number of neighbours of a vertex.
  @inlinable public func degree(_ v: Int) -> Int { offsets[v + 1] - offsets[v] }

  /// Where a vertex's arcs stand in ``targets`` and ``weights``.
  @inlinable public func arcs(_ v: Int) -> Range<Int> { offsets[v]..<offsets[v + 1] }

  /// The sum of the weights of a vertex's edges, added in the order of its neighbours.
  @inlinable public func strength(_ v: Int) -> Double {
    var sum = 0.0
    for arc in arcs(v) { sum += weights[arc] }
    return sum
  }

  /// The edges, each once with `a < b`, by `a` and then `b`.
  public var edges: [Edge] {
    var result: [Edge] = []
    result.reserveCapacity(edgeCount)
    for v in 0..<vertexCount {
      for arc in arcs(v) where targets[arc] > v {
        result.append(Edge(UInt32(v), targets[arc], weight: weights[arc]))
      }
    }
    return result
  }
}

/// An undirected edge.
public struct Edge: Sendable, Hashable {
  /// One end.
  public var a: UInt32
  /// The other end.
  public var b: UInt32
  /// The strength of the tie.
  public var weight: Double

  /// Creates an edge.
  public init(_ a: UInt32, _ b: UInt32, weight: Double = 1) {
    self.a = a
    self.b = b
    self.weight = weight
  }
}

extension Graph {
  /// The part of the graph that some vertices span, these numbered anew in their order.
  package func induced(_ isKept: (Int) -> Bool) -> Graph {
    var number = [UInt32](repeating: .max, count: vertexCount)
    var kept: UInt32 = 0
    for v in 0..<vertexCount where isKept(v) {
      number[v] = kept
      kept += 1
    }
    var offsets = [0], targets: [UInt32] = [], weights: [Double] = []
    for v in 0..<vertexCount where number[v] != .max {
      for arc in arcs(v) where number[Int(self.targets[arc])] != .max {
        targets.append(number[Int(self.targets[arc])])
        weights.append(self.weights[arc])
      }
      offsets.append(targets.count)
    }
    return Graph(offsets: offsets, targets: targets, weights: weights)
  }
}

extension Graph {
  /// The place of the arc between two vertices, by halving the row; `nil` where they are not tied.
  @inlinable package func arc(from v: Int, to target: UInt32) -> Int? {
    var (low, high) = (offsets[v], offsets[v + 1])
    while low < high {
      let middle = (low + high) / 2
      if targets[middle] < target { low = middle + 1 } else { high = middle }
    }
    return low < offsets[v + 1] && targets[low] == target ? low : nil
  }
}

extension Sequence<Edge> {
  /// The edges among some vertices, ascending, which get the numbers from 0.
  package func among(_ kept: [Int], of vertexCount: Int) -> [Edge] {
    let none = UInt32.max
    var number = [UInt32](repeating: none, count: vertexCount)
    for (index, vertex) in kept.enumerated() { number[vertex] = UInt32(index) }
    var result: [Edge] = []
    result.reserveCapacity(underestimatedCount)
    for edge in self {
      let a = number[Int(edge.a)], b = number[Int(edge.b)]
      if a != none, b != none { result.append(Edge(a, b, weight: edge.weight)) }
    }
    return result
  }
}
