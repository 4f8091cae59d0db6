import CollabCore

/// Draws fragments of people for training, the same ones in every run.
struct EvidenceSampler {
  private let evidence: IdentityEvidence
  private let frequency: NameFrequency
  /// The places of each whole name, and one of its names.
  private var places: [[UInt32]] = [], nameOf: [Int] = []
  private var random = SplitMix64(seed: 1)
  private var table: ClusterTable
  private var probe: IdentityProbe
  private(set) var samples: [(values: SIMD16<Double>, isSame: Bool)] = []
  private(set) var positiveCount = 0
  var negativeCount: Int { samples.count - positiveCount }

  init(_ evidence: IdentityEvidence, _ frequency: NameFrequency) {
    self.evidence = evidence
    self.frequency = frequency
    table = ClusterTable(evidence)
    probe = IdentityProbe(evidence, EvidenceModel())
    let mentions = evidence.mentions
    var number: [UInt32: Int] = [:]
    for (place, name) in mentions.nameOf.enumerated() where name != IdentityMentions.noName {
      let whole = mentions.names.whole[Int(name)]
      let index = number[whole] ?? places.count
      if index == places.count {
        number[whole] = index
        places.append([])
        nameOf.append(Int(name))
      }
      places[index].append(UInt32(place))
    }
  }

  /// Names of which hardly two people can be expected, in a random order; where they are few, the
  /// rarer half.
  mutating func certainNames(below limit: Double, atLeast minimum: Int) -> [Int] {
    let ordered = places.indices.filter { places[$0].count > 1 }
      .sorted { (frequency.whole[nameOf[$0]], $0) < (frequency.whole[nameOf[$1]], $1) }
    var chosen = Array(ordered.prefix { frequency.whole[nameOf[$0]] < limit })
    if chosen.count < minimum { chosen = Array(ordered.prefix(max(50, ordered.count / 2))) }
    chosen.shuffle(using: &random)
    return chosen
  }

  /// The places of a name in groups that share no coauthor.
  private func groups(_ name: Int) -> [[UInt32]] {
    let mentions = evidence.mentions, places = places[name]
    var sets = DisjointSets(places.count), seen: [UInt32: Int] = [:]
    for (index, place) in places.enumerated() {
      let work = mentions.workOf[Int(place)]
      // The first place of a work has met all whom the others meet.
      if index > 0, mentions.workOf[Int(places[index - 1])] == work {
        sets.unite(index - 1, index)
        continue
      }
      for other in mentions.places(of: Int(work))
      where other != Int(place) && evidence.coauthors.tokenOf[other] != .max {
        let token = evidence.coauthors.tokenOf[other]
        if let first = seen[token] { sets.unite(first, index) } else { seen[token] = index }
      }
    }
    var groups: [[UInt32]] = [], numbers: [Int: Int] = [:]
    for (index, place) in places.enumerated() {
      let root = sets.find(index)
      let number = numbers[root] ?? groups.count
      if number == groups.count {
        numbers[root] = number
        groups.append([])
      }
      groups[number].append(place)
    }
    return groups
  }

  /// The mean number of groups of a certain person's works.
  func groupsPerPerson(of names: some Sequence<Int>, maximum: Int) -> Double {
    let counts = names.map { groups($0).count }.filter { $0 <= maximum }
    // A few names say little: twenty of the usual kind are added.
    return (Double(counts.reduce(0, +)) + 30) / Double(counts.count + 20)
  }

  mutating func positives(of names: [Int], wanted: Int, groupShare: Double, maximumGroups: Int) {
    for name in names {
      let groups = groups(name)
      guard groups.count > 1, groups.count <= maximumGroups else { continue }
      for _ in 0..<min(3, groups.count - 1) {
        let a = random.below(groups.count)
        let b = (a + 1 + random.below(groups.count - 1)) % groups.count
        add(groups[a], groups[b], isSame: true)
      }
      if Double(samples.count) >= Double(wanted) * groupShare { break }
    }
    let target =
      samples.isEmpty ? wanted : min(wanted, Int(Double(samples.count) / groupShare))
    for name in names {
      if samples.count >= target { break }
      var list = places[name]
      if random.below(2) == 0 {
        list.shuffle(using: &random)
      } else {
        let years = evidence.mentions.years, works = evidence.mentions.workOf
        list.sort { (years[Int(works[Int($0)])], $0) < (years[Int(works[Int($1)])], $1) }
      }
      let even = random.unit() < 0.6
      let cut =
        even ? 1 + random.below(list.count - 1) : random.below(2) == 0 ? 1 : list.count - 1
      add(Array(list[..<cut]), Array(list[cut...]), isSame: true)
    }
    positiveCount = samples.count
  }

  mutating func negatives(groupShare: Double) {
    let names = evidence.mentions.names
    var families: [UInt32: [Int]] = [:]
    for index in nameOf.indices { families[names.family[nameOf[index]], default: []].append(index) }
    let large = families.filter { $0.value.count > 1 }.sorted { $0.value[0] < $1.value[0] }
      .map(\.value)
    guard !large.isEmpty else { return }
    var ends: [Int] = []
    for family in large { ends.append((ends.last ?? 0) + min(family.count, 200)) }
    var tries = 0
    while samples.count < 2 * positiveCount, tries < 20 * positiveCount {
      tries += 1
      let drawn = random.below(ends[ends.count - 1])
      let family = large[ends.partitioningIndex { $0 > drawn }]
      let a = family[random.below(family.count)], b = family[random.below(family.count)]
      guard a != b, names.relation(nameOf[a], nameOf[b]).relation == .conflict else { continue }
      if random.unit() < groupShare {
        let first = groups(a), second = groups(b)
        add(first[random.below(first.count)], second[random.below(second.count)], isSame: false)
        continue
      }
      add(
        sample(places[a], share: 0.7, sizes: [1, 1, 2, 4, 8]),
        sample(places[b], share: 0.5, sizes: [1, 2, 4, 8]), isSame: false)
    }
  }

  private mutating func sample(_ list: [UInt32], share: Double, sizes: [Int]) -> [UInt32] {
    guard random.unit() < share else { return list }
    return Array(list.shuffled(using: &random).prefix(sizes[random.below(sizes.count)]))
  }

  private mutating func add(_ a: [UInt32], _ b: [UInt32], isSame: Bool) {
    table.removeAll()
    table.add(a[...])
    table.add(b[...])
    if table.shareWork(0, 1) { return }
    samples.append((probe.compare(0, with: 1, in: table).values, isSame))
  }
}
