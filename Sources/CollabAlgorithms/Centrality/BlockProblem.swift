import CollabGraph

/// A block of a graph made ready for counting shortest paths: vertices with equal neighbours
/// merged, and numbered so that those that can be taken away come last.
///
/// What is exploited, and why it is exact:
/// - Vertices whose neighbours are the same, but for themselves, lie on equally many shortest
///   paths; none lies on a path that begins or ends at another of them. One stands for all.
/// - A vertex whose neighbours all know each other lies on no shortest path. Once the pairs that
///   it is an end of are dealt with, it can be taken away, and distances and numbers of paths
///   among the others stay. This goes on with what becomes such a vertex then.
///
/// Sarıyüce, Saule, Kaya, Çatalyürek, *Shattering and compressing networks for betweenness
/// centrality*, SDM 2013, doi:10.1137/1.9781611972832.76.
struct BlockProblem {
  /// The vertex of the graph that stands for each class, and the other members, as rows.
  private(set) var memberOffsets = [0]
  private(set) var members: [UInt32] = []
  /// How many authors each class has.
  private(set) var multiplicity: [Double] = []
  /// How many authors are reached through each class, its own included.
  private(set) var reach: [Double] = []
  /// The neighbours of each class, ascending, as rows.
  private(set) var offsets: [Int32] = [0]
  private(set) var targets: [UInt32] = []
  /// The classes from this number on are taken away, the last one first.
  private(set) var coreCount = 0
  /// The ends of the rows of the core without the classes that are taken away, and how many arcs
  /// are left.
  private(set) var coreRowEnds: [Int32] = []
  private(set) var coreArcs = 0
  /// What paths between two of one class add to the score of each of its neighbours.
  private(set) var innerPairs: [(member: UInt32, score: Double)] = []

  /// The number of classes.
  var count: Int { multiplicity.count }

  /// At most how many arcs are there when a batch of sources is searched from.
  func arcs(seenFrom sources: Range<Int>) -> Double {
    let present = sources.lowerBound < coreCount ? coreCount : sources.upperBound
    return Double(offsets[present])
  }

  /// Prepares a block.
  ///
  /// - Parameters:
  ///   - rows: the edges of the block, with its vertices numbered from 0.
  ///   - names: the vertices of the graph.
  ///   - sizes: how many authors each vertex stands for.
  ///   - reach: how many are reached through each vertex; see ``Blocks/reach``.
  init(rows: Rows, names: [UInt32], sizes: [Int], reach blockReach: [Double]) {
    let n = rows.count
    let twins = Twins(rows)
    let representatives = (0..<n).filter { twins.representative[$0] == $0 }
    guard representatives.count > 1 else { return }
    var position = [UInt32](repeating: .max, count: n)
    for (index, v) in representatives.enumerated() { position[v] = UInt32(index) }
    var groups = [[UInt32]](repeating: [], count: representatives.count)
    for v in 0..<n { groups[Int(position[twins.representative[v]])].append(UInt32(v)) }
    let adjacency = representatives.map { v in
      rows[v].map { position[Int($0)] }.filter { $0 != .max }
    }
    let order = Self.order(
      adjacency,
      isClique: groups.indices.map {
        groups[$0].count == 1 || twins.isAdjacent[representatives[$0]]
      })
    coreCount = order.coreCount
    var number = [UInt32](repeating: 0, count: groups.count)
    for (index, group) in order.sequence.enumerated() { number[Int(group)] = UInt32(index) }
    for group in order.sequence.lazy.map({ Int($0) }) {
      let ownReach = groups[group].map { blockReach[Int($0)] }
      let total = ownReach.reduce(0, +)
      multiplicity.append(Double(groups[group].reduce(0) { $0 + sizes[Int($1)] }))
      reach.append(total)
      members.append(contentsOf: groups[group].map { names[Int($0)] })
      memberOffsets.append(members.count)
      targets.append(contentsOf: adjacency[group].map { number[Int($0)] }.sorted())
      offsets.append(Int32(targets.count))
      let first = representatives[group]
      if groups[group].count > 1, !twins.isAdjacent[first] {
        // Two of them are two steps apart, by way of any common neighbour.
        let pairs = (total * total - ownReach.reduce(0) { $0 + $1 * $1 }) / 2
        let share = pairs / Double(rows[first].count)
        innerPairs.append(contentsOf: rows[first].map { (names[Int($0)], share) })
      }
    }
    (coreRowEnds, coreArcs) = rowEnds(before: coreCount)
  }

  /// The ends of the rows of the classes before one, without that one and later ones, and the
  /// number of arcs left.
  func rowEnds(before present: Int) -> (ends: [Int32], arcs: Int) {
    var arcs = 0
    let ends = (0..<present).map { v in
      var end = offsets[v + 1]
      while end > offsets[v], targets[Int(end) - 1] >= present { end -= 1 }
      arcs += Int(end - offsets[v])
      return end
    }
    return (ends, arcs)
  }

  /// An order in which classes near each other have near numbers, those that stay first.
  private static func order(
    _ adjacency: [[UInt32]], isClique: [Bool]
  ) -> (sequence: [UInt32], coreCount: Int) {
    let n = adjacency.count
    var sequence: [UInt32] = []
    var place = [UInt32](repeating: .max, count: n)
    // A block is connected, so one search finds all.
    var start = 0
    for v in 1..<n where adjacency[v].count > adjacency[start].count { start = v }
    sequence.append(UInt32(start))
    place[start] = 0
    var head = 0
    while head < sequence.count {
      for w in adjacency[Int(sequence[head])] where place[Int(w)] == .max {
        place[Int(w)] = UInt32(sequence.count)
        sequence.append(w)
      }
      head += 1
    }
    var alive = [Bool](repeating: true, count: n)
    var degree = adjacency.map(\.count)
    var mark = [UInt32](repeating: .max, count: n)
    // Whether all remaining neighbours of a class are neighbours of each other.
    func isSimplicial(_ v: UInt32) -> Bool {
      let d = degree[Int(v)]
      for w in adjacency[Int(v)] where alive[Int(w)] {
        if degree[Int(w)] < d || !isClique[Int(w)] { return false }
        mark[Int(w)] = v
      }
      for w in adjacency[Int(v)] where alive[Int(w)] {
        var common = 0
        for u in adjacency[Int(w)] where mark[Int(u)] == v && alive[Int(u)] { common += 1 }
        if common < d - 1 { return false }
      }
      return true
    }
    var removed: [UInt32] = []
    var candidates = sequence
    while !candidates.isEmpty {
      var touched: [UInt32] = []
      for v in candidates where alive[Int(v)] && isSimplicial(v) {
        alive[Int(v)] = false
        removed.append(v)
        for w in adjacency[Int(v)] where alive[Int(w)] {
          degree[Int(w)] -= 1
          touched.append(w)
        }
      }
      touched.sort { place[Int($0)] < place[Int($1)] }
      candidates = []
      for v in touched where alive[Int(v)] && candidates.last != v { candidates.append(v) }
    }
    // Sources that leave through the same well connected class meet most others at the same step.
    func gate(_ v: UInt32) -> UInt32 {
      adjacency[Int(v)].reduce(v) { best, w in
        alive[Int(w)] && (degree[Int(best)], place[Int(w)]) < (degree[Int(w)], place[Int(best)])
          ? w : best
      }
    }
    let core = sequence.filter { alive[Int($0)] }
      .map { v in (v: v, gate: gate(v)) }
      .map { ($0.v, place[Int(gate($0.gate))], place[Int($0.gate)], place[Int($0.v)]) }
      .sorted { ($0.1, $0.2, $0.3) < ($1.1, $1.2, $1.3) }
      .map(\.0)
    return (core + removed.reversed(), core.count)
  }
}
