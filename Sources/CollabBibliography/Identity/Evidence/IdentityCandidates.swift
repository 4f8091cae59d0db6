/// For each of many clusters the few others that it may be one with: those that share coauthors or
/// rare title words, and those that the names alone join.
struct IdentityCandidates {
  /// The others of each cluster, each pair from both sides.
  private(set) var partners: [[Int]]
  private var current: [Int]

  /// The most partners that are looked for from one side.
  private static let maximum = 48
  /// What more clusters share tells little.
  private static let maximumShared = 200

  /// Looks for candidates.
  ///
  /// - Parameter namePairs: for each whole name those whose bearers are one person by name.
  /// - Complexity: O(*n*) for *n* clusters of bounded size.
  init(
    _ clusters: [IdentityCluster], _ evidence: IdentityEvidence, _ namePairs: [UInt32: [UInt32]]
  ) {
    let names = evidence.mentions.names
    var ofCoauthor: [UInt32: [Int]] = [:], ofWord: [UInt32: [Int]] = [:]
    var ofName: [UInt32: [Int]] = [:]
    for (index, cluster) in clusters.enumerated() {
      for coauthor in cluster.coauthors { ofCoauthor[coauthor, default: []].append(index) }
      for word in cluster.words.terms { ofWord[word, default: []].append(index) }
      ofName[names.whole[Int(cluster.main)], default: []].append(index)
    }
    var found: [[Int]] = []
    for (index, cluster) in clusters.enumerated() {
      var scores: [Int: Double] = [:]
      func add(_ others: [Int], _ weight: Double) {
        // Of much that is shared the nearest in order stand for all.
        let window: ArraySlice<Int>
        if others.count > Self.maximumShared {
          let place = others.partitioningIndex { $0 >= index }
          window =
            others[max(0, place - Self.maximum / 4)..<min(others.count, place + Self.maximum / 4)]
        } else {
          window = others[...]
        }
        for other in window where other != index { scores[other, default: 0] += weight }
      }
      for coauthor in cluster.coauthors {
        add(ofCoauthor[coauthor, default: []], 4 * evidence.coauthors.weights[Int(coauthor)])
      }
      for word in cluster.words.terms {
        let others = ofWord[word, default: []]
        if others.count > Self.maximumShared { continue }
        add(others, evidence.mentions.words.weights[Int(word)] / 20)
      }
      for name in namePairs[names.whole[Int(cluster.main)], default: []] {
        add(ofName[name, default: []], 1)
      }
      found.append(
        scores.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.maximum)
          .map(\.key))
    }
    partners = found
    for (index, list) in found.enumerated() {
      for other in list { partners[other].append(index) }
    }
    for index in partners.indices { partners[index] = Set(partners[index]).sorted() }
    current = Array(clusters.indices)
  }

  /// Gives a new cluster the partners of the two that it was made of.
  mutating func merge(_ a: Int, _ b: Int, into new: Int) {
    current.append(new)
    current[a] = new
    current[b] = new
    var all: Set<Int> = []
    for other in partners[a] + partners[b] { all.insert(find(other)) }
    all.remove(new)
    partners[a] = []
    partners[b] = []
    partners.append(all.sorted())
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
