/// Which cluster of an earlier report is which of a later one, and who moved.
///
/// Of all pairs of an earlier and a later cluster the one with most authors in common is matched
/// first, then the next whose clusters are both free. Only authors of both reports count.
struct ClusterMatching: Sendable {
  /// Two clusters that are one.
  struct Match: Sendable, Equatable {
    var old: Int
    var new: Int
    /// The number of authors in both.
    var common: Int
  }

  /// The matched clusters, by the number of the later one.
  let matches: [Match]
  /// The authors whose cluster is not the one that their earlier cluster became, by place in the
  /// given lists.
  let moved: [Int]

  /// Matches clusters.
  ///
  /// - Parameters:
  ///   - old: the earlier cluster of each author.
  ///   - new: the later cluster of each author, in the same order.
  /// - Complexity: O(*n* log *n*) time and O(*n*) space for *n* authors.
  init(old: [Int], new: [Int]) {
    struct Clusters: Hashable {
      var old: Int
      var new: Int
    }
    var common: [Clusters: Int] = [:]
    for (old, new) in zip(old, new) { common[Clusters(old: old, new: new), default: 0] += 1 }
    var matchOf: [Int: Int] = [:], taken: Set<Int> = []
    var matches: [Match] = []
    let order = common.sorted {
      (-$0.value, $0.key.old, $0.key.new) < (-$1.value, $1.key.old, $1.key.new)
    }
    for (clusters, count) in order
    where matchOf[clusters.old] == nil && !taken.contains(clusters.new) {
      matchOf[clusters.old] = clusters.new
      taken.insert(clusters.new)
      matches.append(Match(old: clusters.old, new: clusters.new, common: count))
    }
    self.matches = matches.sorted { $0.new < $1.new }
    moved = old.indices.filter { matchOf[old[$0]] != new[$0] }
  }
}
