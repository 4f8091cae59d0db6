import CollabCore

/// For each of many clusters the few others that it may be one with: those that share coauthors or
/// rare title words, and those that the names alone join.
struct IdentityCandidates {
  /// The others of each cluster, each pair from both sides.
  private(set) var partners: [[Int]]
  private var current: [Int]
  /// The last cluster for which each was counted.
  private var seen: [Int]

  /// The most partners that are looked for from one side.
  private static let maximum = 48
  /// What more clusters share tells little.
  private static let maximumShared = 200

  /// Looks for candidates.
  ///
  /// - Parameter namePairs: for each whole name those whose bearers are one person by name.
  /// - Complexity: O(*n* log *n*) for *n* clusters of bounded size.
  init(
    _ table: ClusterTable, _ evidence: IdentityEvidence, _ names: BlockNames,
    _ namePairs: [UInt32: [UInt32]]
  ) {
    let clusters = table.clusters
    var coauthors = Sharers(), words = Sharers(), bearers = Sharers()
    for (index, cluster) in clusters.enumerated() {
      for place in cluster.coauthors.range { coauthors.append(table.numbers[place], index) }
      for place in cluster.words.span.range { words.append(table.terms[place], index) }
      bearers.append(names.whole(cluster.main), index)
    }
    coauthors.sort()
    words.sort()
    bearers.sort()
    var found: [[Int]] = [], scores = [Double](repeating: 0, count: clusters.count)
    var touched: [Int] = []
    for (index, cluster) in clusters.enumerated() {
      func add(_ others: ArraySlice<UInt64>, _ weight: Double) {
        for entry in others {
          let other = Int(entry & 0xFFFF_FFFF)
          if other == index { continue }
          if scores[other] == 0 { touched.append(other) }
          scores[other] += weight
        }
      }
      /// Of much that is shared the nearest in order stand for all.
      func window(_ others: ArraySlice<UInt64>) -> ArraySlice<UInt64> {
        if others.count <= Self.maximumShared { return others }
        let place = others.startIndex + others.partitioningIndex { $0 & 0xFFFF_FFFF >= index }
        let lower = max(others.startIndex, place - Self.maximum / 4)
        return others[lower..<min(others.endIndex, place + Self.maximum / 4)]
      }
      for place in cluster.coauthors.range {
        let coauthor = table.numbers[place]
        add(window(coauthors[coauthor]), 4 * evidence.coauthors.weights[Int(coauthor)])
      }
      for place in cluster.words.span.range {
        let others = words[table.terms[place]]
        if others.count > Self.maximumShared { continue }
        add(others, evidence.mentions.words.weights[Int(table.terms[place])] / 20)
      }
      for name in namePairs[names.whole(cluster.main), default: []] {
        add(window(bearers[name]), 1)
      }
      touched.sort { (scores[$1], $0) < (scores[$0], $1) }
      found.append(Array(touched.prefix(Self.maximum)))
      for other in touched { scores[other] = 0 }
      touched.removeAll(keepingCapacity: true)
    }
    partners = found
    for (index, list) in found.enumerated() {
      for other in list { partners[other].append(index) }
    }
    current = Array(clusters.indices)
    seen = [Int](repeating: -1, count: clusters.count)
    for index in partners.indices {
      var last = -1
      partners[index].sort()
      partners[index].removeAll { other in
        defer { last = other }
        return other == last
      }
    }
  }

  /// Gives a new cluster the partners of the two that it was made of.
  mutating func merge(_ a: Int, _ b: Int, into new: Int) {
    current.append(new)
    seen.append(-1)
    current[a] = new
    current[b] = new
    var all: [Int] = []
    for old in [a, b] {
      for partner in partners[old] {
        let other = find(partner)
        if other == new || seen[other] == new { continue }
        seen[other] = new
        all.append(other)
      }
      partners[old] = []
    }
    partners.append(all)
    // Whoever has only the dead ones as partners finds the new one through them.
  }

  private mutating func find(_ cluster: Int) -> Int {
    var cluster = cluster
    while current[cluster] != cluster {
      current[cluster] = current[current[cluster]]
      cluster = current[cluster]
    }
    return cluster
  }
}

/// Which clusters have each item.
private struct Sharers {
  /// The item in the upper half, the cluster in the lower one.
  private var entries: [UInt64] = []

  mutating func append(_ item: UInt32, _ cluster: Int) {
    entries.append(UInt64(item) << 32 | UInt64(cluster))
  }

  mutating func sort() { entries.sort() }

  subscript(item: UInt32) -> ArraySlice<UInt64> {
    let start = entries.partitioningIndex { $0 >> 32 >= item }
    let length = entries[start...].partitioningIndex { $0 >> 32 > item }
    return entries[start..<start + length]
  }
}
