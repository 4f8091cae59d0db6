import CollabCore
import Foundation

/// How much each piece of evidence weighs, trained on the corpus itself.
///
/// Places of a certain name, one of which hardly two people can be expected, are one person's;
/// places of two contradicting names of a family are two people's. A ridge logistic regression over
/// fragments of both gives the weights (Levin et al., *Citation-based bootstrapping for large-scale
/// author disambiguation*, JASIST 63:1030 (2012), doi:10.1002/asi.22621).
struct EvidenceModel: Sendable {
  /// The weight of each number of ``Evidence``.
  private(set) var weights = SIMD16<Double>()
  private(set) var bias = 0.0
  /// What it adds that two fragments share no coauthor: fragments of one person that do share one
  /// have been joined before.
  private(set) var apart = 0.0
  /// The fragments of one and of two people that were learnt from; 0 where the built-in weights
  /// are used.
  private(set) var sampleSizes = (same: 0, different: 0)

  /// The log-likelihood ratio of two clusters being one person's.
  func ratio(_ evidence: Evidence) -> Double {
    bias + (weights * evidence.values).sum() + (evidence.sharesCoauthor ? 0 : apart)
  }

  /// No two clusters without a common coauthor reach more than this beyond their prior.
  func bound(sizes: Double) -> Double {
    var sum = bias + apart + max(0, weights[13]) * log(max(sizes, 1))
    for index in [3, 4, 5, 6, 7, 10] { sum += max(0, weights[index]) }
    // The least and the greatest values of what is not between 0 and 1.
    sum += weights[1] * log(0.1) + max(0, weights[2]) * 8 + max(0, weights[11])
    return sum
  }
}

extension EvidenceModel {
  private static let wanted = 4000
  private static let minimum = 200
  /// The share of samples made of groups of works without a common coauthor.
  private static let groupShare = 0.6
  /// Names whose places fall into more groups are several people's.
  private static let maximumGroups = 3
  /// Names of which fewer other people are to be expected are certain.
  private static let certain = 0.02

  /// Trains on a corpus.
  ///
  /// - Complexity: O(*n* log *n*) for *n* places, and a bounded number of samples.
  init(_ evidence: IdentityEvidence, _ frequency: NameFrequency) {
    self.init()
    var sampler = Sampler(evidence, frequency)
    let named = sampler.certainNames(below: Self.certain, atLeast: Self.minimum)
    sampler.positives(
      of: named, wanted: Self.wanted, groupShare: Self.groupShare,
      maximumGroups: Self.maximumGroups)
    sampler.negatives(groupShare: Self.groupShare)
    let groups = sampler.groupsPerPerson(
      of: named.prefix(3000), maximum: Self.maximumGroups)
    apart = log(max(groups - 1, 0.02) / groups)
    if sampler.positiveCount < Self.minimum || sampler.negativeCount < Self.minimum {
      self = .builtIn(apart: apart)
      return
    }
    fit(sampler.samples)
    sampleSizes = (sampler.positiveCount, sampler.negativeCount)
  }

  /// The weights learnt on the ACL Anthology, for corpora that are too small to learn from.
  static func builtIn(apart: Double) -> EvidenceModel {
    var model = EvidenceModel()
    model.weights = SIMD16(builtInWeights)
    model.bias = builtInBias
    model.apart = apart
    return model
  }

  private static let builtInWeights: [Double] = [
    1.0, 0.8, -0.3, 1.5, 0.3, 0.8, 1.0, 1.0, -0.2, -0.5, 1.0, 0, 2.0, 0, 0, 0,
  ]
  private static let builtInBias = 0.5

  /// Fits weights to samples by Newton's method; weights of the wrong sign are set to 0.
  private mutating func fit(_ samples: [(values: SIMD16<Double>, isSame: Bool)]) {
    var excluded: Set<Int> = []
    while true {
      let wrong = fit(samples, without: excluded)
      if wrong.isEmpty { return }
      excluded.formUnion(wrong)
    }
  }

  /// - Returns: the weights that came out with the wrong sign.
  private mutating func fit(
    _ samples: [(values: SIMD16<Double>, isSame: Bool)], without excluded: Set<Int>
  ) -> Set<Int> {
    let count = Double(samples.count)
    let mean = samples.reduce(SIMD16<Double>()) { $0 + $1.values } / count
    let variance =
      samples.reduce(SIMD16<Double>()) { $0 + ($1.values - mean) * ($1.values - mean) } / count
    let columns = (0..<Evidence.count).filter { variance[$0] > 1e-9 && !excluded.contains($0) }
    let n = columns.count + 1
    let rows = samples.map { sample in
      columns.map { (sample.values[$0] - mean[$0]) / variance[$0].squareRoot() } + [1]
    }
    var w = [Double](repeating: 0, count: n)
    for _ in 0..<30 {
      var gradient = w, hessian = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
      gradient[n - 1] *= 1e-6
      for i in 0..<n { hessian[i][i] = i == n - 1 ? 1e-6 : 1 }
      for (row, sample) in zip(rows, samples) {
        let sum = zip(row, w).reduce(0) { $0 + $1.0 * $1.1 }
        let p = 1 / (1 + exp(-min(max(sum, -30), 30)))
        let error = p - (sample.isSame ? 1 : 0), spread = p * (1 - p)
        for i in 0..<n {
          gradient[i] += row[i] * error
          for j in 0...i { hessian[i][j] += row[i] * row[j] * spread }
        }
      }
      for i in 0..<n { for j in 0..<i { hessian[j][i] = hessian[i][j] } }
      let step = solve(hessian, gradient)
      for i in 0..<n { w[i] -= step[i] }
      if step.allSatisfy({ abs($0) < 1e-6 }) { break }
    }
    weights = SIMD16<Double>()
    bias = w[n - 1]
    var wrong: Set<Int> = []
    for (place, column) in columns.enumerated() {
      weights[column] = w[place] / variance[column].squareRoot()
      bias -= weights[column] * mean[column]
      if Evidence.agreements.contains(column) && weights[column] < 0
        || Evidence.gaps.contains(column) && weights[column] > 0
      {
        wrong.insert(column)
      }
    }
    // The prior speaks for how often two fragments are one person's, not the samples drawn.
    let same = Double(samples.count { $0.isSame })
    bias -= log((same + 1) / (count - same + 1))
    return wrong
  }

  /// Solves a symmetric positive definite system by Gaussian elimination.
  private func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
    var a = matrix, b = right
    let n = b.count
    for i in 0..<n {
      for k in (i + 1)..<max(n, i + 1) where a[i][i] != 0 {
        let factor = a[k][i] / a[i][i]
        if factor == 0 { continue }
        for j in i..<n { a[k][j] -= factor * a[i][j] }
        b[k] -= factor * b[i]
      }
    }
    for i in (0..<n).reversed() {
      for j in (i + 1)..<max(n, i + 1) { b[i] -= a[i][j] * b[j] }
      b[i] = a[i][i] == 0 ? 0 : b[i] / a[i][i]
    }
    return b
  }
}

/// Draws fragments of people for training, the same ones in every run.
private struct Sampler {
  private let evidence: IdentityEvidence
  private let frequency: NameFrequency
  /// The places of each whole name, and one of its names.
  private var places: [[UInt32]] = [], nameOf: [Int] = []
  private var random = SplitMix64(seed: 1)
  private(set) var samples: [(values: SIMD16<Double>, isSame: Bool)] = []
  private(set) var positiveCount = 0
  var negativeCount: Int { samples.count - positiveCount }

  init(_ evidence: IdentityEvidence, _ frequency: NameFrequency) {
    self.evidence = evidence
    self.frequency = frequency
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
      for other in mentions.places(of: Int(mentions.workOf[Int(place)]))
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
    return counts.isEmpty ? 1.5 : Double(counts.reduce(0, +)) / Double(counts.count)
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
    let first = evidence.cluster(a), second = evidence.cluster(b)
    if shareItem(first.works, second.works) { return }
    samples.append((evidence.compare(first, second).values, isSame))
  }
}

extension [Int] {
  /// The first index whose element meets a condition that all later ones meet.
  fileprivate func partitioningIndex(_ condition: (Int) -> Bool) -> Int {
    var low = 0, high = count
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
