import CollabCore

extension MoveGraph {
  /// Groups of vertices that may stand together from the start: some best partition has every
  /// group in one community.
  ///
  /// - Two neighbours with the same other neighbours by the same weights, as authors of one work
  ///   and no other are. If they stand in communities A and B, the gain of moving one to B and that
  ///   of moving the other to A add up to 2·(weight between them − penalty·mass²), so that where
  ///   this is not negative one of the moves loses nothing; and each that follows loses less.
  /// - A vertex with one neighbour, where its edge outweighs the penalty of any community: for
  ///   modularity up to resolution 1 always.
  ///
  /// - Returns: the number of each vertex's group, `0..<count`, by least member.
  /// - Complexity: O(*n* + *m*) time where few neighbours that are no twins share a key, O(*n*)
  ///   space.
  func foldable(penalty: Double) -> (group: [UInt32], count: Int) {
    var group = Array(0..<UInt32(count))
    let offsets = offsets.span, targets = targets.span, weights = weights.span
    func degree(_ v: Int) -> Int { offsets[v + 1] - offsets[v] }
    // Equal for vertices with equal closed neighbourhoods, whatever their order.
    let keys = (0..<count).map { v in
      var key = Self.mix(UInt32(v))
      for arc in offsets[v]..<offsets[v + 1] { key &+= Self.mix(targets[unchecked: arc]) }
      return key
    }
    let everything = mass.reduce(0, +)
    for v in 0..<count {
      let row = offsets[v]..<offsets[v + 1]
      if row.count == 1, degree(Int(targets[row.lowerBound])) > 1 {
        if penalty * mass[v] * (everything - mass[v]) <= weights[row.lowerBound] {
          group[v] = targets[row.lowerBound]
        }
        continue
      }
      // The least neighbour that is a twin stands for all: its own twins are the same.
      for arc in row {
        let u = Int(targets[unchecked: arc])
        if u >= v { break }
        if keys[u] != keys[v] || group[u] != UInt32(u) { continue }
        if penalty * mass[v] * mass[u] <= weights[arc], areTwins(u, v) {
          group[v] = UInt32(u)
          break
        }
      }
    }
    // What hangs from a twin hangs from the one that stands for it.
    for v in 0..<count { group[v] = group[Int(group[v])] }
    let groups = renumber(&group, bound: count)
    return (group, groups)
  }

  /// Whether two neighbours have the same other neighbours, by the same weights.
  private func areTwins(_ u: Int, _ v: Int) -> Bool {
    var a = offsets[u], b = offsets[v]
    while true {
      if a < offsets[u + 1], targets[a] == UInt32(v) { a += 1 }
      if b < offsets[v + 1], targets[b] == UInt32(u) { b += 1 }
      if a == offsets[u + 1] || b == offsets[v + 1] {
        return a == offsets[u + 1] && b == offsets[v + 1]
      }
      if targets[a] != targets[b] || weights[a] != weights[b] { return false }
      a += 1
      b += 1
    }
  }

  private static func mix(_ v: UInt32) -> UInt64 {
    var z = (UInt64(v) &+ 1) &* 0x9e37_79b9_7f4a_7c15
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    return z ^ (z >> 31)
  }
}
