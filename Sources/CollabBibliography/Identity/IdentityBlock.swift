import Foundation

/// Why two groups of places were taken for one person, or nearly.
struct IdentityUnion: Sendable {
  /// A place of each group.
  var a: UInt32
  var b: UInt32
  var relation: NameRelation
  /// The log-odds before evidence.
  var prior: Double
  var evidence: SIMD16<Double>
  /// The log-odds in all.
  var score: Double
}

/// Divides the places of one block, names of one family and initial, into people.
///
/// The best pair of clusters is merged, cluster against cluster, as long as its log-odds lie above
/// the threshold: never a chain of pairs.
struct IdentityBlock {
  let evidence: IdentityEvidence
  let frequency: NameFrequency
  let model: EvidenceModel
  let threshold: Double
  /// Whether equal names are always one person's.
  let mergesOnly: Bool

  private var relations: [UInt64: (relation: NameRelation, prior: Double)] = [:]
  private(set) var unions: [IdentityUnion] = []

  init(
    evidence: IdentityEvidence, frequency: NameFrequency, model: EvidenceModel, threshold: Double,
    mergesOnly: Bool
  ) {
    self.evidence = evidence
    self.frequency = frequency
    self.model = model
    self.threshold = threshold
    self.mergesOnly = mergesOnly
  }

  /// A prior above which no evidence could part equal names.
  private static let certain = 9.0
  /// A conflict between spellings that few places bear costs, but does not forbid.
  private static let conflictCost = 4.6
  private static let minimumPrior = -14.0

  /// The people among some places, each as its places; atoms are places known to be one person's.
  ///
  /// - Complexity: O(*a*²) comparisons for *a* atoms.
  mutating func people(
    _ atoms: [[UInt32]], areApart: (IdentityCluster, IdentityCluster) -> Bool
  ) -> [[UInt32]] {
    var clusters = join(atoms).map { Optional(evidence.cluster($0)) }
    if clusters.count < 2 { return clusters.compactMap { $0?.places } }
    var alive = Array(clusters.indices)
    var heap = Heap()
    func push(_ a: Int, _ b: Int) {
      guard let first = clusters[a], let second = clusters[b],
        let score = score(first, second, areApart)?.score, score > threshold
      else { return }
      heap.push(.init(score: Int32((min(score, 1e6) * 1024).rounded()), a: a, b: b))
    }
    for a in clusters.indices { for b in 0..<a { push(b, a) } }
    while let best = heap.pop() {
      guard let a = clusters[best.a], let b = clusters[best.b] else { continue }
      if let found = score(a, b, areApart) {
        unions.append(
          IdentityUnion(
            a: a.places[0], b: b.places[0], relation: found.relation, prior: found.prior,
            evidence: found.evidence, score: found.score))
      }
      let new = clusters.count
      clusters.append(evidence.union(a, b))
      clusters[best.a] = nil
      clusters[best.b] = nil
      alive.removeAll { $0 == best.a || $0 == best.b }
      for other in alive { push(other, new) }
      alive.append(new)
    }
    return clusters.compactMap { $0?.places }
  }

  /// Joins atoms of one name that no evidence would part.
  private mutating func join(_ atoms: [[UInt32]]) -> [[UInt32]] {
    let names = evidence.mentions.names
    var result: [[UInt32]] = [], placeOf: [UInt32: Int] = [:]
    for atom in atoms {
      let name = Int(evidence.mentions.nameOf[Int(atom[0])])
      let isCertain =
        mergesOnly || frequency.prior(name, name, .equal, agreeing: 0) > Self.certain
      if isCertain, let place = placeOf[names.whole[name]] {
        result[place] += atom
        continue
      }
      if isCertain { placeOf[names.whole[name]] = result.count }
      result.append(atom)
    }
    return result
  }

  private mutating func score(
    _ a: IdentityCluster, _ b: IdentityCluster,
    _ areApart: (IdentityCluster, IdentityCluster) -> Bool
  ) -> (relation: NameRelation, prior: Double, evidence: SIMD16<Double>, score: Double)? {
    guard let (relation, prior) = prior(a, b), prior >= Self.minimumPrior else { return nil }
    if !shareItem(a.coauthors, b.coauthors),
      prior + model.bound(sizes: Double(a.places.count) * Double(b.places.count)) <= threshold
    {
      return nil
    }
    if shareItem(a.works, b.works) || areApart(a, b) { return nil }
    let evidence = evidence.compare(a, b)
    return (relation, prior, evidence.values, prior + model.ratio(evidence))
  }

  /// The best relation between the spellings of two clusters; `nil` where they contradict.
  private mutating func prior(
    _ a: IdentityCluster, _ b: IdentityCluster
  ) -> (relation: NameRelation, prior: Double)? {
    var best: (relation: NameRelation, prior: Double)?
    var conflicting = 0
    for (first, countA) in a.names {
      for (second, countB) in b.names {
        let found = relation(first, second)
        if found.relation == .conflict {
          conflicting += countA * countB
        } else if found.prior > best?.prior ?? -.infinity {
          best = found
        }
      }
    }
    guard let found = best else { return nil }
    if conflicting == 0 { return found }
    if conflicting * 5 > a.places.count * b.places.count { return nil }
    return (found.relation, found.prior - Self.conflictCost)
  }

  private mutating func relation(
    _ a: UInt32, _ b: UInt32
  ) -> (relation: NameRelation, prior: Double) {
    let key = UInt64(min(a, b)) << 32 | UInt64(max(a, b))
    if let known = relations[key] { return known }
    let names = evidence.mentions.names
    let (relation, agreeing) = names.relation(Int(a), Int(b))
    let prior =
      relation == .conflict
      ? -Double.infinity : frequency.prior(Int(a), Int(b), relation, agreeing: agreeing)
    relations[key] = (relation, prior)
    return (relation, prior)
  }
}

/// Pairs of clusters, the best first; of equal ones the one with the smaller numbers.
private struct Heap {
  struct Pair {
    var score: Int32
    var a: Int
    var b: Int

    func isBefore(_ other: Pair) -> Bool {
      score != other.score ? score > other.score : (a, b) < (other.a, other.b)
    }
  }

  private var items: [Pair] = []

  mutating func push(_ pair: Pair) {
    items.append(pair)
    var child = items.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard items[child].isBefore(items[parent]) else { return }
      items.swapAt(child, parent)
      child = parent
    }
  }

  mutating func pop() -> Pair? {
    guard let first = items.first else { return nil }
    let last = items.removeLast()
    if !items.isEmpty {
      items[0] = last
      var parent = 0
      while true {
        var child = 2 * parent + 1
        if child >= items.count { break }
        if child + 1 < items.count, items[child + 1].isBefore(items[child]) { child += 1 }
        guard items[child].isBefore(items[parent]) else { break }
        items.swapAt(child, parent)
        parent = child
      }
    }
    return first
  }
}
