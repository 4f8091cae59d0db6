import CollabCore
import Foundation

/// Two groups of places that were taken for one person's, or nearly.
struct IdentityUnion: Sendable {
  /// A place of each group.
  var a: UInt32
  var b: UInt32
  /// How many places each has.
  var sizes: (UInt32, UInt32)
  var commonCoauthors: UInt32
  var relation: NameRelation
  /// The log-odds before evidence.
  var prior: Float
  var evidence: SIMD16<Float>
  /// The log-odds in all.
  var score: Float
  /// The places of each group, kept where the decision is in doubt and somebody asks.
  var places: (a: [UInt32], b: [UInt32]) = ([], [])
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
  let joinsEqualNames: Bool
  /// Whether identifiers or rulings forbid that two clusters are one.
  let areApart: @Sendable (IdentityCluster, IdentityCluster) -> Bool

  private var relations: [UInt64: (relation: NameRelation, prior: Double)] = [:]
  /// By whole name, what is taken from the prior of equal names of more groups than one person has.
  private var crowding: [UInt32: Double] = [:]
  /// The names of several people, as identifiers or rulings say.
  private var contested: Set<UInt32> = []
  /// The distinct names of the block where nothing could be learnt.
  private var allNames: [UInt32] = []
  private(set) var unions: [IdentityUnion] = []
  /// Groups that are kept apart although nothing forbids to join them.
  private(set) var rejected: [IdentityUnion] = []

  init(
    evidence: IdentityEvidence, frequency: NameFrequency, model: EvidenceModel, threshold: Double,
    mergesOnly: Bool, areApart: @escaping @Sendable (IdentityCluster, IdentityCluster) -> Bool
  ) {
    self.evidence = evidence
    self.frequency = frequency
    self.model = model
    self.threshold = threshold
    joinsEqualNames = mergesOnly || !model.isLearnt
    self.areApart = areApart
  }

  /// A prior above which no evidence could part equal names.
  private static let certain = 9.0
  /// A conflict between spellings that few places bear costs, but does not forbid.
  private static let conflictCost = 4.6
  private static let minimumPrior = -14.0
  /// How much the observed groups of a name count beside its expected bearers.
  private static let crowdingShare = 0.25
  /// Names of fewer expected bearers are not looked at for groups.
  private static let crowdingMinimum = 0.05
  /// Of more clusters only likely pairs are compared.
  private static let maximumForAllPairs = 800

  /// The people among some places, each as its places; atoms are places known to be one person's.
  ///
  /// - Complexity: O(*a*²) comparisons for *a* atoms up to 800, and then O(*a*).
  ///
  /// - Parameter margin: how far below the threshold pairs that stay apart are ``rejected``; `nil`
  ///   does not look for them.
  mutating func people(_ atoms: [[UInt32]], margin: Double? = nil) -> [[UInt32]] {
    let joined = join(atoms)
    if joined.count < 2 { return joined }
    let start = joined.map { evidence.cluster($0) }
    if !model.isLearnt { allNames = Set(start.map(\.main)).sorted() }
    measureCrowding(start)
    var candidates: IdentityCandidates?
    if start.count > Self.maximumForAllPairs {
      candidates = IdentityCandidates(start, evidence, namePairs(start))
    }
    var clusters = start.map { Optional($0) }, alive = Array(start.indices)
    var heap = PairHeap()
    func push(_ a: Int, _ b: Int) {
      guard let first = clusters[a], let second = clusters[b],
        let score = score(first, second), score > threshold
      else { return }
      heap.push(.init(score: Int32((min(score, 1e6) * 1024).rounded()), a: a, b: b))
    }
    for a in clusters.indices {
      if let candidates {
        for b in candidates.partners[a] where b < a { push(b, a) }
      } else {
        for b in 0..<a { push(b, a) }
      }
    }
    while let best = heap.pop() {
      guard let a = clusters[best.a], let b = clusters[best.b] else { continue }
      unions.append(union(a, b, score: Float(best.score) / 1024))
      if margin != nil, Double(best.score) / 1024 - threshold < IdentityFindings.doubt {
        unions[unions.count - 1].places = (a.places, b.places)
      }
      let new = clusters.count
      clusters.append(evidence.union(a, b))
      clusters[best.a] = nil
      clusters[best.b] = nil
      if candidates != nil {
        candidates?.merge(best.a, best.b, into: new)
        for other in candidates?.partners[new] ?? [] { push(other, new) }
      } else {
        alive.removeAll { $0 == best.a || $0 == best.b }
        for other in alive { push(other, new) }
        alive.append(new)
      }
    }
    if let margin { findRejected(clusters.compactMap { $0 }, margin) }
    return clusters.compactMap { $0?.places }
  }

  private mutating func findRejected(_ clusters: [IdentityCluster], _ margin: Double) {
    guard clusters.count <= 4 * Self.maximumForAllPairs else { return }
    for (index, b) in clusters.enumerated() {
      for a in clusters[..<index] {
        guard let (_, prior) = prior(a, b), !shareItem(a.works, b.works), !areApart(a, b),
          let ratio = evidence.ratio(a, b, model, above: threshold - margin - prior)
        else { continue }
        rejected.append(union(a, b, score: Float(prior + ratio)))
        if margin <= IdentityFindings.doubt {
          rejected[rejected.count - 1].places = (a.places, b.places)
        }
      }
    }
  }

  private mutating func union(
    _ a: IdentityCluster, _ b: IdentityCluster, score: Float
  ) -> IdentityUnion {
    let found = prior(a, b)
    return IdentityUnion(
      a: a.places[0], b: b.places[0], sizes: (UInt32(a.places.count), UInt32(b.places.count)),
      commonCoauthors: UInt32(countShared(a.coauthors, b.coauthors)),
      relation: found?.relation ?? .conflict,
      prior: Float(found?.prior ?? 0), evidence: SIMD16<Float>(evidence.compare(a, b).values),
      score: score)
  }

  /// Joins atoms of one name that no evidence would part.
  private mutating func join(_ atoms: [[UInt32]]) -> [[UInt32]] {
    let names = evidence.mentions.names
    var groups: [UInt32: Int] = [:], members: [(whole: UInt32?, atoms: [[UInt32]])] = []
    for atom in atoms {
      let name = Int(evidence.mentions.nameOf[Int(atom[0])]), whole = names.whole[name]
      let isCertain =
        joinsEqualNames || frequency.prior(name, name, .equal, agreeing: 0) > Self.certain
      if isCertain, let group = groups[whole] {
        members[group].atoms.append(atom)
      } else {
        if isCertain { groups[whole] = members.count }
        members.append((isCertain ? whole : nil, [atom]))
      }
    }
    return members.flatMap { group in
      guard group.atoms.count > 1, let whole = group.whole, haveContradiction(group.atoms) else {
        return [Array(group.atoms.joined())]
      }
      // Who bears no identifier may be either of those who do, or another.
      contested.insert(whole)
      var places: [[UInt32]: Int] = [:], parts: [[UInt32]] = []
      for atom in group.atoms {
        let identified = identified(atom)
        if let place = places[identified] {
          parts[place] += atom
        } else {
          places[identified] = parts.count
          parts.append(atom)
        }
      }
      return parts
    }
  }

  /// By whom the sources or rulings tell an atom from others.
  private func identified(_ atom: [UInt32]) -> [UInt32] {
    distinct(atom.map { evidence.mentions.identified[Int($0)] }.filter { $0 != 0 })
  }

  private func haveContradiction(_ atoms: [[UInt32]]) -> Bool {
    var seen: Set<[UInt32]> = []
    let different = atoms.filter { seen.insert(identified($0)).inserted }
    if different.count < 2 { return false }
    let clusters = different.map { evidence.cluster($0) }
    return clusters.indices.contains { index in
      clusters[..<index].contains { areApart($0, clusters[index]) }
    }
  }

  /// Counts the groups without a common coauthor into which the works of each name fall. A person
  /// has few of them: many speak of several people, whatever the frequency of the name.
  private mutating func measureCrowding(_ clusters: [IdentityCluster]) {
    if joinsEqualNames { return }
    let names = evidence.mentions.names
    var members: [UInt32: [Int]] = [:]
    for (index, cluster) in clusters.enumerated() {
      members[names.whole[Int(cluster.names[0].name)], default: []].append(index)
    }
    for (whole, list) in members where list.count > 2 {
      let expected = frequency.whole[Int(clusters[list[0]].names[0].name)]
      if expected < Self.crowdingMinimum { continue }
      var sets = DisjointSets(list.count), seen: [UInt32: Int] = [:]
      for (index, cluster) in list.enumerated() {
        for coauthor in clusters[cluster].coauthors {
          if let first = seen[coauthor] { sets.unite(first, index) } else { seen[coauthor] = index }
        }
      }
      let groups = list.indices.count { sets.find($0) == $0 }
      let others = Double(groups) / model.groupsPerPerson - 1
      if others > expected {
        crowding[whole] = Self.crowdingShare * log(others / expected)
      }
    }
  }

  /// The pairs of whole names of which two bearers are one person by the names alone.
  private mutating func namePairs(_ clusters: [IdentityCluster]) -> [UInt32: [UInt32]] {
    let names = evidence.mentions.names
    var bearer: [UInt32: UInt32] = [:]
    for cluster in clusters {
      let whole = names.whole[Int(cluster.main)]
      bearer[whole] = min(bearer[whole] ?? .max, cluster.main)
    }
    let list = bearer.sorted { $0.key < $1.key }
    var result: [UInt32: [UInt32]] = [:]
    for (a, name) in list {
      if relation(name, name).prior >= 0 { result[a, default: []].append(a) }
    }
    if list.count > 2000 { return result }
    for (index, (a, first)) in list.enumerated() {
      for (b, second) in list[..<index] {
        let found = relation(first, second)
        if found.relation != .conflict, found.prior >= 0 {
          result[a, default: []].append(b)
          result[b, default: []].append(a)
        }
      }
    }
    return result
  }

  /// The log-odds of two clusters being one person's; `nil` where they do not reach the threshold.
  private mutating func score(_ a: IdentityCluster, _ b: IdentityCluster) -> Double? {
    guard let (relation, prior) = prior(a, b), prior >= Self.minimumPrior else { return nil }
    if joinsEqualNames, relation == .equal,
      contested.contains(evidence.mentions.names.whole[Int(a.main)])
    {
      return nil
    }
    guard let ratio = evidence.ratio(a, b, model, above: threshold - prior) else { return nil }
    if !model.isLearnt, relation != .equal, !isBeyondDoubt(a, b, relation) { return nil }
    if shareItem(a.works, b.works) || areApart(a, b) { return nil }
    return prior + ratio
  }

  /// Whether two different names are one person's where nothing could be learnt: one is a longer
  /// form of the other, they have a coauthor in common, and nobody else comes into question.
  private mutating func isBeyondDoubt(
    _ a: IdentityCluster, _ b: IdentityCluster, _ relation: NameRelation
  ) -> Bool {
    let names = evidence.mentions.names
    let (first, second) = (Int(a.main), Int(b.main))
    guard relation == .middle || relation == .initial, !names.isEastAsian[first],
      !names.isInitial(names.firstUnit(of: first)) || !names.isInitial(names.firstUnit(of: second)),
      shareItem(a.coauthors, b.coauthors)
    else { return false }
    return !allNames.contains { other in
      other != a.main && other != b.main
        && (names.suffix[Int(other)] != names.suffix[first]
          || (self.relation(a.main, other).relation == .conflict)
            != (self.relation(b.main, other).relation == .conflict))
    }
  }

  /// The best relation between the spellings of two clusters; `nil` where they contradict.
  private mutating func prior(
    _ a: IdentityCluster, _ b: IdentityCluster
  ) -> (relation: NameRelation, prior: Double)? {
    let main = relation(a.main, b.main)
    if main.relation == .conflict { return nil }
    if a.names.count == 1, b.names.count == 1 { return main }
    let names = evidence.mentions.names
    var best: (relation: NameRelation, prior: Double)?
    // Of full names that both have, the rarest decides before any other relation.
    var shared: (relation: NameRelation, prior: Double)?
    var conflicting = 0
    for (first, countA) in a.names {
      for (second, countB) in b.names {
        let found = relation(first, second)
        if found.relation == .conflict {
          conflicting += countA * countB
          continue
        }
        if found.prior > best?.prior ?? -.infinity { best = found }
        if found.relation == .equal, names.fullWords[Int(first)] > 0,
          found.prior > shared?.prior ?? -.infinity
        {
          shared = found
        }
      }
    }
    best = shared ?? best
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
    var prior =
      relation == .conflict
      ? -Double.infinity : frequency.prior(Int(a), Int(b), relation, agreeing: agreeing)
    if relation == .equal {
      prior -= max(crowding[names.whole[Int(a)]] ?? 0, crowding[names.whole[Int(b)]] ?? 0)
    }
    relations[key] = (relation, prior)
    return (relation, prior)
  }
}
