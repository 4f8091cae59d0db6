import Foundation

/// How many people of a name are to be expected, from the distinct names of the corpus.
///
/// A family with *n* distinct given names bears a given name with probability 1 − e^(−r·n); the
/// rate *r* of each given name is fitted over all families of its class, the family itself left
/// out. Distinct names are counted, never mentions, which would count the prolific.
struct NameFrequency: Sendable {
  /// For each name the expected number of other people of its family and first given name.
  private(set) var first: [Double] = []
  /// For each name the expected number of other people of the whole name.
  private(set) var whole: [Double] = []
  /// For each name the number of distinct first given names of its family with its initial.
  private(set) var initials: [Double] = []
  /// Whether the first given name of each is no initial.
  private var isFull: [Bool] = []

  /// No name is taken to be rarer.
  static let minimum = 1e-4
  /// What one further given name leaves of the people, as an initial.
  static let furtherInitial = 0.1
  private static let furtherName = 0.03
  /// Stands for what other corpora would show of a name that this one does not.
  private static let pseudoCount = 0.3

  /// Counts names.
  ///
  /// - Complexity: O(*n* log *n*) for *n* names.
  init(_ names: IdentityNames) {
    struct Pair: Hashable { var family: UInt32, given: UInt32 }
    struct Initial: Hashable { var family: UInt32, letter: UInt32 }
    struct Given: Hashable { var word: UInt32, isEastAsian: Bool }
    struct Rate: Hashable { var given: Given, families: UInt32 }
    var pairs: Set<Pair> = [], sizes: [UInt32: UInt32] = [:], initialCounts: [Initial: Int] = [:]
    var members: [Given: [UInt32]] = [:]
    var totals: [Bool: Double] = [:], seen: [(pair: Pair, isEastAsian: Bool)] = []
    pairs.reserveCapacity(names.count)
    initialCounts.reserveCapacity(names.count)
    for name in 0..<names.count {
      let given = names.firstUnit(of: name)
      guard given != 0 else { continue }
      let pair = Pair(family: names.family[name], given: given)
      guard pairs.insert(pair).inserted else { continue }
      sizes[pair.family, default: 0] += 1
      initialCounts[Initial(family: pair.family, letter: names.initial[name]), default: 0] += 1
      totals[names.isEastAsian[name], default: 0] += 1
      seen.append((pair, names.isEastAsian[name]))
    }
    for (pair, isEastAsian) in seen {
      members[Given(word: pair.given, isEastAsian: isEastAsian), default: []]
        .append(sizes[pair.family, default: 1])
    }
    // Families of one size count together.
    let histograms = members.mapValues { list in
      list.sorted().reduce(into: [(size: Double, count: Double)]()) { histogram, size in
        if let last = histogram.last, last.size == Double(size) {
          histogram[histogram.count - 1].count += 1
        } else {
          histogram.append((Double(size), 1))
        }
      }
    }
    var rates: [Rate: Double] = [:]
    rates.reserveCapacity(names.count)
    func rate(_ given: Given, size: UInt32) -> Double {
      let key = Rate(given: given, families: size)
      if let known = rates[key] { return known }
      var histogram = histograms[given, default: []]
      if let own = histogram.firstIndex(where: { $0.size == Double(size) }) {
        histogram[own].count -= 1
      }
      let bearing = histogram.reduce(0) { $0 + $1.size * $1.count }
      let absent = max(totals[given.isEastAsian, default: 0], 50) - bearing - Double(size)
      var low = 1e-9, high = 1.0
      for _ in 0..<40 {
        let middle = (low * high).squareRoot()
        let value = histogram.reduce(Self.pseudoCount / middle) {
          $0 + $1.count * $1.size / expm1(min($1.size * middle, 700))
        }
        if value > absent { low = middle } else { high = middle }
      }
      rates[key] = low
      return low
    }
    first.reserveCapacity(names.count)
    whole.reserveCapacity(names.count)
    for name in 0..<names.count {
      let given = names.firstUnit(of: name)
      isFull.append(given != 0 && !names.isInitial(given))
      guard given != 0 else {
        first.append(5)
        whole.append(5)
        initials.append(1)
        continue
      }
      let size = sizes[names.family[name], default: 1]
      let expected = max(
        rate(Given(word: given, isEastAsian: names.isEastAsian[name]), size: size) * Double(size),
        Self.minimum)
      var further = expected
      for unit in names.units(of: name).dropFirst() {
        further *= names.isInitial(unit) ? Self.furtherInitial : Self.furtherName
      }
      first.append(expected)
      whole.append(max(further, Self.minimum))
      initials.append(
        Double(
          initialCounts[
            Initial(family: names.family[name], letter: names.initial[name]), default: 1]))
    }
  }

  /// Makes all names as frequent as they are in the geometric mean.
  mutating func level() {
    for list in [\NameFrequency.first, \.whole, \.initials] {
      let values = self[keyPath: list]
      let mean = exp(values.reduce(0) { $0 + log($1) } / Double(max(values.count, 1)))
      self[keyPath: list] = [Double](repeating: mean, count: values.count)
    }
  }

  /// The log-odds that two mentions of these names are one person's, before any evidence.
  func prior(_ a: Int, _ b: Int, _ relation: NameRelation, agreeing: Int) -> Double {
    let agreed = pow(Self.furtherInitial, Double(agreeing))
    let expected: Double
    switch relation {
    case .middle: expected = max(first[a], first[b]) * agreed
    case .initial:
      let candidates = (initials[a] - 1 + Self.pseudoCount) * agreed
      expected = agreeing == 0 ? max(candidates, fullFirst(a), fullFirst(b)) : candidates
    case .familyPart: expected = max(whole[a], whole[b])
    default: expected = min(whole[a], whole[b])
    }
    return log(relation.trust) - log(max(expected, Self.minimum))
  }

  private func fullFirst(_ name: Int) -> Double { isFull[name] ? first[name] : 0 }
}

extension NameRelation {
  /// How much more often than by chance people use two names so related, measured on half of the
  /// ACL Anthology and on IEEE VIS; flat around these values.
  var trust: Double {
    switch self {
    case .equal: 1
    case .middle, .initial: 10
    case .nickname, .familyPart: 0.1
    case .misspelling: 0.01
    case .droppedFirst: 0.03
    case .conflict: 0
    }
  }
}
