/// The neighbours of the vertices of an unweighted graph, each row ascending.
struct Rows {
  var offsets = [0]
  var targets: [UInt32] = []

  /// The number of vertices.
  var count: Int { offsets.count - 1 }

  subscript(v: Int) -> ArraySlice<UInt32> { targets[offsets[v]..<offsets[v + 1]] }

  mutating func append(_ row: some Sequence<UInt32>) {
    targets.append(contentsOf: row)
    offsets.append(targets.count)
  }
}

/// Vertices that have the same neighbours, but for themselves: authors of the same works.
///
/// Two such vertices are as far from any third, by as many shortest paths.
struct Twins {
  /// For each vertex the least vertex with the same neighbours.
  private(set) var representative: [Int]
  /// Whether a vertex and those that it is merged with are neighbours of each other.
  private(set) var isAdjacent: [Bool]

  /// Finds the vertices with equal neighbours; isolated ones stay by themselves.
  ///
  /// - Complexity: O(*m* + *n* log *n*) time, O(*n*) space.
  init(_ rows: Rows) {
    representative = Array(0..<rows.count)
    isAdjacent = [Bool](repeating: false, count: rows.count)
    let open = (0..<rows.count).map { v in
      rows[v].reduce(UInt64(0)) { $0 &+ Self.mix($1) }
    }
    merge(open.indices.map { open[$0] &+ Self.mix(UInt32($0)) }, rows, adjacent: true)
    merge(open, rows, adjacent: false)
  }

  /// Merges those with equal keys, once their neighbours prove equal.
  private mutating func merge(_ keys: [UInt64], _ rows: Rows, adjacent: Bool) {
    let order = keys.indices.filter {
      representative[$0] == $0 && !isAdjacent[$0] && !rows[$0].isEmpty
    }
    .sorted { (keys[$0], $0) < (keys[$1], $1) }
    var start = 0
    while start < order.count {
      let first = order[start]
      var next = start + 1
      while next < order.count, keys[order[next]] == keys[first] {
        let v = order[next]
        let equal =
          adjacent
          ? rows[v].lazy.filter { $0 != first }.elementsEqual(rows[first].lazy.filter { $0 != v })
          : rows[v].elementsEqual(rows[first])
        if equal {
          representative[v] = first
          (isAdjacent[v], isAdjacent[first]) = (adjacent, adjacent)
        }
        next += 1
      }
      start = next
    }
  }

  private static func mix(_ v: UInt32) -> UInt64 {
    var z = (UInt64(v) &+ 1) &* 0x9e37_79b9_7f4a_7c15
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
