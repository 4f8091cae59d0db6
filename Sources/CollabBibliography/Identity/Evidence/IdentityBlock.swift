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
  var evidence: Values
  /// The log-odds in all.
  var score: Float
  /// Whether coauthors in common were found but for their initials, and counted as such.
  var sharesInitials = false
  /// Whether sources write both alike in a script of their own.
  var haveEqualNatives = false
  /// The places of each group, kept where the decision is in doubt and somebody asks.
  var places: (a: [UInt32], b: [UInt32]) = ([], [])

  func isWeaker(than other: IdentityUnion) -> Bool {
    (score, a, b) < (other.score, other.a, other.b)
  }

  /// What ``Evidence`` holds, aligned so that it takes no more than its 64 bytes.
  struct Values: Sendable {
    private var parts: (SIMD4<Float>, SIMD4<Float>, SIMD4<Float>, SIMD4<Float>)

    init(_ values: SIMD16<Double>) {
      let values = SIMD16<Float>(values)
      parts = (
        values.lowHalf.lowHalf, values.lowHalf.highHalf, values.highHalf.lowHalf,
        values.highHalf.highHalf
      )
    }

    var values: SIMD16<Double> {
      SIMD16<Double>(
        SIMD16(
          lowHalf: SIMD8(lowHalf: parts.0, highHalf: parts.1),
          highHalf: SIMD8(lowHalf: parts.2, highHalf: parts.3)))
    }
  }
}

/// Divides the places of one block, names of one family and initial, into people.
///
/// The best pair of clusters is merged, cluster against cluster, as long as its log-odds lie above
/// the threshold: never a chain of pairs.
struct IdentityBlock {
  /// What is the same for all blocks.
  struct Rules: Sendable {
    let evidence: IdentityEvidence
    let frequency: NameFrequency
    let model: EvidenceModel
    let threshold: Double
    let mergesOnly: Bool
    /// Whether identifiers or rulings forbid that two clusters are one.
    let areApart: @Sendable (IdentityCluster, IdentityCluster) -> Bool

    /// Whether equal names are always one person's.
    var joinsEqualNames: Bool { mergesOnly || !model.isLearnt }
  }

  let rules: Rules
  private var names: BlockNames
  private(set) var table: ClusterTable
  /// The names of several people, as identifiers or rulings say.
  private var contested: Set<UInt32> = []
  /// The distinct names of the block where nothing could be learnt.
  private var allNames: [UInt32] = []
  /// Of the probe and each name: how they relate, and whether that was looked up for this probe.
  private var ofProbe: [(probe: Int, relation: NameRelation, prior: Double)]
  private(set) var unions: [IdentityUnion] = []
  /// Groups that are kept apart although nothing forbids to join them.
  private(set) var rejected: [IdentityUnion] = []

  /// Where fewer other people of a name are expected, no evidence could part its bearers.
  private static let certain = exp(-9.0)
  /// A conflict between spellings that few places bear costs, but does not forbid.
  private static let conflictCost = 4.6
  private static let minimumPrior = -14.0
  /// How much the observed groups of a name count beside its expected bearers.
  private static let crowdingShare = 0.25
  /// Names of fewer expected bearers are not looked at for groups.
  private static let crowdingMinimum = 0.05
  /// Of more clusters only likely pairs are compared.
  private static let maximumForAllPairs = 800

  /// Divides atoms, places known to be one person's, into people: afterwards the clusters of ``table``
  /// that are alive.
  ///
  /// - Parameters:
  ///   - probe: the workspace of this thread.
  ///   - margin: how far below the threshold pairs that stay apart are ``rejected``; `nil` does
  ///     not look for them.
  /// - Complexity: O(*a*²) comparisons for *a* atoms up to 800, and then O(*a*).
  init(
    _ atoms: Atoms, _ block: Range<Int>, _ rules: Rules, _ probe: inout IdentityProbe,
    margin: Double? = nil
  ) {
    self.rules = rules
    let mentions = rules.evidence.mentions
    let list = distinct(atoms.places(of: block).map { mentions.nameOf[Int($0)] })
    names = BlockNames(list, mentions.names, rules.frequency)
    table = ClusterTable(rules.evidence, names: list)
    ofProbe = [(probe: Int, relation: NameRelation, prior: Double)](
      repeating: (-1, .conflict, 0), count: list.count)
    join(atoms, block)
    if table.clusters.count > 1 { merge(&probe, margin) }
  }

  /// Pairs of places that are one person's, the first of a person with each other one.
  var joined: [(UInt32, UInt32)] {
    table.clusters.filter(\.isAlive).flatMap { cluster in
      table.numbers[cluster.places.range].dropFirst().map {
        (table.numbers[Int(cluster.places.start)], $0)
      }
    }
  }

  private mutating func merge(_ probe: inout IdentityProbe, _ margin: Double?) {
    let count = table.clusters.count
    if !rules.model.isLearnt { allNames = distinct(table.clusters.map(\.main)) }
    measureCrowding()
    var candidates: IdentityCandidates?
    if count > Self.maximumForAllPairs {
      candidates = IdentityCandidates(table, rules.evidence, names, namePairs())
    }
    var heap = PairHeap(), alive: [Int] = []
    // Of each cluster the weakest of its unions.
    var weakest = [Int?](repeating: nil, count: count)
    for cluster in 0..<count {
      if let candidates {
        push(candidates.partners[cluster].prefix { $0 < cluster }, cluster, &probe, &heap)
      } else {
        push(0..<cluster, cluster, &probe, &heap)
        alive.append(cluster)
      }
    }
    while let best = heap.pop() {
      guard table.clusters[best.a].isAlive, table.clusters[best.b].isAlive else { continue }
      var made = union(best.a, best.b, score: Float(best.score) / 1024, &probe)
      made.sharesInitials = !rules.model.isLearnt && made.commonCoauthors == 0
      unions.append(made)
      if margin != nil, Double(best.score) / 1024 - rules.threshold < IdentityFindings.doubt {
        unions[unions.count - 1].places = (places(best.a), places(best.b))
      }
      let bridges = [weakest[best.a], weakest[best.b], unions.count - 1].compactMap { $0 }
      weakest.append(bridges.min { unions[$0].isWeaker(than: unions[$1]) })
      let new = table.clusters.count
      table.merge(best.a, best.b)
      if candidates != nil {
        candidates?.merge(best.a, best.b, into: new)
        push(candidates?.partners[new] ?? [], new, &probe, &heap)
      } else {
        alive.removeAll { $0 == best.a || $0 == best.b }
        push(alive, new, &probe, &heap)
        alive.append(new)
      }
    }
    if let margin {
      findRejected(margin, &probe)
    } else {
      keepUnions(weakest)
    }
  }

  /// Leaves out the unions of which nobody will ask: those that are neither the weakest of their
  /// cluster nor in doubt.
  private mutating func keepUnions(_ weakest: [Int?]) {
    var isKept = unions.map { Double($0.score) - rules.threshold < IdentityFindings.doubt }
    for (cluster, union) in weakest.enumerated() where table.clusters[cluster].isAlive {
      if let union { isKept[union] = true }
    }
    unions = zip(unions, isKept).filter(\.1).map(\.0)
  }

  /// Puts the pairs of a cluster and others above the threshold on the heap.
  private mutating func push(
    _ others: some Sequence<Int>, _ cluster: Int, _ probe: inout IdentityProbe,
    _ heap: inout PairHeap
  ) {
    // Of a small corpus the same coauthors, but for their initials, are coauthors in common.
    let slack = rules.model.isLearnt ? 0 : max(0, -rules.model.apart)
    for candidate in likely(others, cluster, rules.threshold - slack, &probe) {
      let other = candidate.other
      var score = candidate.prior
      if rules.joinsEqualNames, candidate.relation == .equal,
        contested.contains(names.whole(table.clusters[other].main))
      {
        continue
      }
      if !rules.model.isLearnt, candidate.relation != .equal {
        guard isBeyondDoubt(other, cluster, candidate.relation) else { continue }
        if !shareCoauthor(other, cluster) {
          guard shareCoauthorByInitials(other, cluster) else { continue }
          score += slack
        }
      }
      if score <= rules.threshold { continue }
      if isForbidden(other, cluster) { continue }
      heap.push(
        .init(
          score: Int32((min(score, 1e6) * 1024).rounded()), a: other, b: cluster))
    }
  }

  /// Those of some clusters whose log-odds of being one person's with another lie above a threshold,
  /// with these log-odds.
  private mutating func likely(
    _ others: some Sequence<Int>, _ cluster: Int, _ threshold: Double,
    minimumPrior: Double = Self.minimumPrior, _ probe: inout IdentityProbe
  ) -> [IdentityProbe.Candidate] {
    var candidates: [IdentityProbe.Candidate] = []
    for other in others {
      guard let (relation, prior) = prior(other, cluster), prior >= minimumPrior else { continue }
      candidates.append(.init(other: other, relation: relation, prior: prior))
    }
    if !candidates.isEmpty {
      probe.filter(&candidates, of: cluster, in: table, above: threshold)
    }
    return candidates
  }

  private func places(_ cluster: Int) -> [UInt32] {
    Array(table.numbers[table.clusters[cluster].places.range])
  }

  private func isForbidden(_ a: Int, _ b: Int) -> Bool {
    if rules.model.without.contains(.cannotLinks) { return false }
    if table.shareWork(a, b) { return true }
    let isIdentified =
      table.clusters[a].identified.count > 0 || table.clusters[b].identified.count > 0
    return isIdentified && rules.areApart(table.view(a), table.view(b))
  }

  private mutating func findRejected(_ margin: Double, _ probe: inout IdentityProbe) {
    let alive = table.clusters.indices.filter { table.clusters[$0].isAlive }
    guard alive.count <= 4 * Self.maximumForAllPairs else { return }
    for (index, cluster) in alive.enumerated() {
      let near = likely(
        alive[..<index], cluster, rules.threshold - margin, minimumPrior: -.infinity, &probe)
      for candidate in near where !isForbidden(candidate.other, cluster) {
        rejected.append(union(candidate.other, cluster, score: Float(candidate.prior), &probe))
        if margin <= IdentityFindings.doubt {
          rejected[rejected.count - 1].places = (places(candidate.other), places(cluster))
        }
      }
    }
  }

  private mutating func union(
    _ a: Int, _ b: Int, score: Float, _ probe: inout IdentityProbe
  ) -> IdentityUnion {
    let found = prior(a, b), (first, second) = (table.clusters[a], table.clusters[b])
    let evidence = probe.compare(a, with: b, in: table)
    return IdentityUnion(
      a: table.numbers[Int(first.places.start)], b: table.numbers[Int(second.places.start)],
      sizes: (first.places.count, second.places.count),
      commonCoauthors: UInt32(evidence.commonCoauthors), relation: found?.relation ?? .conflict,
      prior: Float(found?.prior ?? 0), evidence: .init(evidence.values), score: score,
      haveEqualNatives: haveEqualNatives(a, b))
  }

  /// Makes clusters of atoms; those of one name that no evidence would part are one.
  private mutating func join(_ atoms: Atoms, _ block: Range<Int>) {
    let evidence = rules.evidence
    var groups: [UInt32: Int] = [:], members: [(whole: UInt32?, atoms: [Int])] = []
    for atom in block {
      let name = Int(evidence.mentions.nameOf[Int(atoms.first(atom))])
      let whole = evidence.mentions.names.whole[name]
      let isCertain = rules.joinsEqualNames || rules.frequency.whole[name] < Self.certain
      if isCertain, let group = groups[whole] {
        members[group].atoms.append(atom)
      } else {
        if isCertain { groups[whole] = members.count }
        members.append((isCertain ? whole : nil, [atom]))
      }
    }
    for group in members {
      guard group.atoms.count > 1, let whole = group.whole, haveContradiction(group.atoms, atoms)
      else {
        add(group.atoms, atoms)
        continue
      }
      // Who bears no identifier may be either of those who do, or another.
      contested.insert(whole)
      var places: [[UInt32]: Int] = [:], parts: [[Int]] = []
      for atom in group.atoms {
        let identified = identified(atoms[atom])
        if let place = places[identified] {
          parts[place].append(atom)
        } else {
          places[identified] = parts.count
          parts.append([atom])
        }
      }
      for part in parts { add(part, atoms) }
    }
  }

  private mutating func add(_ list: [Int], _ atoms: Atoms) {
    table.add(list.count == 1 ? atoms[list[0]] : list.flatMap { atoms[$0] }[...])
  }

  private func isIdentified(_ places: ArraySlice<UInt32>) -> Bool {
    places.contains { rules.evidence.mentions.identified[Int($0)] != 0 }
  }

  /// By whom the sources or rulings tell an atom from others.
  private func identified(_ places: ArraySlice<UInt32>) -> [UInt32] {
    distinct(places.map { rules.evidence.mentions.identified[Int($0)] }.filter { $0 != 0 })
  }

  /// Whether identifiers or rulings tell some atoms of one name apart.
  private func haveContradiction(_ list: [Int], _ atoms: Atoms) -> Bool {
    guard list.contains(where: { isIdentified(atoms[$0]) }) else { return false }
    var seen: Set<[UInt32]> = [], bearers: [IdentityCluster] = []
    for atom in list {
      let identified = identified(atoms[atom])
      guard seen.insert(identified).inserted else { continue }
      let names = distinct(atoms[atom].map { rules.evidence.mentions.nameOf[Int($0)] })
      bearers.append(IdentityCluster(names: names, identified: identified[...]))
    }
    return bearers.indices.contains { index in
      bearers[..<index].contains { rules.areApart($0, bearers[index]) }
    }
  }

  /// Counts the groups without a common coauthor into which the works of each name fall. A person
  /// has few of them: many speak of several people, whatever the frequency of the name.
  private mutating func measureCrowding() {
    if rules.joinsEqualNames || rules.model.without.contains(.crowding) { return }
    let firstNames = table.clusters.map { table.numbers[Int($0.names.start)] }
    let order = firstNames.indices.sorted {
      (names.whole(firstNames[$0]), $0) < (names.whole(firstNames[$1]), $1)
    }
    var start = 0
    while start < order.count {
      let whole = names.whole(firstNames[order[start]])
      var end = start + 1
      while end < order.count, names.whole(firstNames[order[end]]) == whole { end += 1 }
      let list = order[start..<end]
      start = end
      let expected = rules.frequency.whole[Int(names.list[Int(firstNames[list[list.startIndex]])])]
      if list.count <= 2 || expected < Self.crowdingMinimum { continue }
      let others = Double(groups(list)) / rules.model.groupsPerPerson - 1
      if others > expected {
        names.crowd(whole, by: Self.crowdingShare * log(others / expected))
      }
    }
  }

  /// How many groups without a common coauthor some clusters make.
  private func groups(_ list: ArraySlice<Int>) -> Int {
    var sets = DisjointSets(list.count), pairs: [UInt64] = []
    for (index, cluster) in list.enumerated() {
      for place in table.clusters[cluster].coauthors.range {
        pairs.append(UInt64(table.numbers[place]) << 32 | UInt64(index))
      }
    }
    pairs.sort()
    var groups = list.count
    for (pair, next) in zip(pairs, pairs.dropFirst()) where pair >> 32 == next >> 32 {
      if sets.unite(Int(pair & 0xFFFF_FFFF), Int(next & 0xFFFF_FFFF)) { groups -= 1 }
    }
    return groups
  }

  /// The pairs of whole names of which two bearers are one person by the names alone.
  private func namePairs() -> [UInt32: [UInt32]] {
    var bearer: [UInt32: UInt32] = [:]
    for cluster in table.clusters {
      let whole = names.whole(cluster.main)
      bearer[whole] = min(bearer[whole] ?? .max, cluster.main)
    }
    let list = bearer.sorted { $0.key < $1.key }
    var result: [UInt32: [UInt32]] = [:]
    for (a, name) in list {
      if names.compare(name, name).prior >= 0 { result[a, default: []].append(a) }
    }
    if list.count > 2000 { return result }
    for (index, (a, first)) in list.enumerated() {
      for (b, second) in list[..<index] {
        let found = names.compare(first, second)
        if found.relation != .conflict, found.prior >= 0 {
          result[a, default: []].append(b)
          result[b, default: []].append(a)
        }
      }
    }
    return result
  }

  private func shareCoauthor(_ a: Int, _ b: Int) -> Bool {
    shareItem(
      table.numbers[table.clusters[a].coauthors.range],
      table.numbers[table.clusters[b].coauthors.range])
  }

  /// Whether two clusters have coauthors of one family name whose given names do not contradict each
  /// other, as `M. Rockloff` and `Matthew Rockloff`, which is no frequent East Asian one.
  private func shareCoauthorByInitials(_ a: Int, _ b: Int) -> Bool {
    let all = rules.evidence.mentions.names, coauthors = rules.evidence.coauthors
    func names(_ cluster: Int) -> [Int] {
      table.numbers[table.clusters[cluster].coauthors.range].map { coauthors.nameOf[Int($0)] }
        .filter { !all.isEastAsian[$0] }
    }
    let mine = Dictionary(grouping: names(a)) { all.block[$0] }
    return names(b).contains { other in
      mine[all.block[other], default: []].contains { name in
        let (x, y) = (all.firstUnit(of: name), all.firstUnit(of: other))
        return x == y || all.isInitial(x) || all.isInitial(y)
      }
    }
  }

  /// Whether two different names may be one person's where nothing could be learnt: one is a longer
  /// form of the other, and nobody else comes into question.
  private mutating func isBeyondDoubt(_ a: Int, _ b: Int, _ relation: NameRelation) -> Bool {
    let all = rules.evidence.mentions.names
    let (first, second) = (table.clusters[a], table.clusters[b])
    let (mine, other) = (Int(names.list[Int(first.main)]), Int(names.list[Int(second.main)]))
    guard relation == .middle || relation == .initial, !all.isEastAsian[mine],
      !all.isInitial(all.firstUnit(of: mine)) || !all.isInitial(all.firstUnit(of: other))
    else { return false }
    return !allNames.contains { third in
      third != first.main && third != second.main
        && (all.suffix[Int(names.list[Int(third)])] != all.suffix[mine]
          || (names.relation(first.main, third).relation == .conflict)
            != (names.relation(second.main, third).relation == .conflict))
    }
  }

  /// The best relation between the spellings of two clusters; `nil` where they contradict.
  private mutating func prior(_ a: Int, _ b: Int) -> BlockNames.Relation? {
    guard var found = priorOfSpellings(a, b) else { return nil }
    if haveEqualNatives(a, b) { found.prior += log(NativeSpellings.rarity) }
    return found
  }

  private func haveEqualNatives(_ a: Int, _ b: Int) -> Bool {
    table.clusters[a].identified.count > 0 && table.clusters[b].identified.count > 0
      && rules.evidence.mentions.native.areEqual(table.view(a).identified, table.view(b).identified)
  }

  private mutating func priorOfSpellings(_ a: Int, _ b: Int) -> BlockNames.Relation? {
    let first = table.clusters[a], second = table.clusters[b]
    if first.names.count > 1 { return prior(first, second) }
    // All clusters of one name are to the probe what the first of them is.
    let name = Int(first.main)
    if ofProbe[name].probe != b {
      let found = prior(first, second)
      ofProbe[name] = (b, found?.relation ?? .conflict, found?.prior ?? -.infinity)
    }
    let known = ofProbe[name]
    return known.relation == .conflict ? nil : (known.relation, known.prior)
  }

  private mutating func prior(
    _ a: ClusterTable.Cluster, _ b: ClusterTable.Cluster
  ) -> BlockNames.Relation? {
    let main = names.relation(a.main, b.main)
    if main.relation == .conflict { return nil }
    if a.names.count == 1, b.names.count == 1 { return main }
    let fullWords = rules.evidence.mentions.names.fullWords
    var best: BlockNames.Relation?
    // Of full names that both have, the rarest decides before any other relation.
    var shared: BlockNames.Relation?
    var conflicting = 0
    for i in a.names.range {
      for j in b.names.range {
        let first = table.numbers[i], found = names.relation(first, table.numbers[j])
        if found.relation == .conflict {
          conflicting +=
            Int(table.numbers[i + Int(a.names.count)]) * Int(table.numbers[j + Int(b.names.count)])
          continue
        }
        if found.prior > best?.prior ?? -.infinity { best = found }
        if found.relation == .equal, fullWords[Int(names.list[Int(first)])] > 0,
          found.prior > shared?.prior ?? -.infinity
        {
          shared = found
        }
      }
    }
    best = shared ?? best
    guard let found = best else { return nil }
    if conflicting == 0 { return found }
    if conflicting * 5 > Int(a.places.count) * Int(b.places.count) { return nil }
    return (found.relation, found.prior - Self.conflictCost)
  }
}
