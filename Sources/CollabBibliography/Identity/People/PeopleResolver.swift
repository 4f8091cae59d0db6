import CollabCore

/// Decides which mentions are one person, by the rules of ``NamePolicy``.
///
/// - Complexity: O(*n* log *n* + *a*) for *n* mentions and *a* authorships.
struct PeopleResolver {
  let store: RecordStore
  let names: NameKeys
  /// The bylines of the works, one behind the other.
  let authorships: [RecordStore.Authorship]
  let offsets: [UInt32]
  private(set) var policy: NamePolicy
  let rulings: BoundRulings
  /// The mentions in use, ascending.
  let used: [UInt32]

  var sets: RuledSets
  /// Rulings that others contradict.
  var contradictions: [Diagnostic] = []
  private(set) var suggestions: [(mentions: [UInt32], id: String, reason: String)] = []

  init(
    store: RecordStore, names: NameKeys, authorships: [RecordStore.Authorship], offsets: [UInt32],
    used: [UInt32], policy: NamePolicy, rulings: BoundRulings
  ) {
    self.rulings = rulings
    self.store = store
    self.names = names
    self.authorships = authorships
    self.offsets = offsets
    self.policy = policy
    self.used = used
    sets = RuledSets(names.count, rulings)
    follow(rulings)
    uniteByIdentifier()
  }

  /// The same by another policy; to be asked before ``resolve()``.
  func following(_ policy: NamePolicy) -> PeopleResolver {
    var copy = self
    copy.policy = policy
    return copy
  }

  mutating func resolve() {
    // Evidence decides of names with given names; groups and mononyms are told by spelling alone.
    uniteSpellings(
      of: policy.usesEvidence
        ? used.filter {
          names[$0].given == .none || rulings.divided.contains(names[$0].whole)
        } : used)
    if policy == .standard { uniteMiddleNames() }
  }

  /// Unites what rulings say is one person's, unless another says the opposite.
  private mutating func follow(_ rulings: BoundRulings) {
    for (mentions, ruling) in rulings.unions {
      if let other = sets.parting(of: mentions) {
        contradictions.append(.contradiction(ruling, other))
        continue
      }
      for mention in mentions.dropFirst() { sets.unite(Int(mentions[0]), Int(mention)) }
    }
  }

  // MARK: Identifiers

  private mutating func uniteByIdentifier() {
    var hashes = KeyedItems()
    for mention in used where names[mention].isIdentified {
      store.mentions.forEachIdentifier(mention) { hashes.append(textHash($0), mention) }
    }
    // Only those that share a hash are written out.
    var holders: [String: [UInt32]] = [:]
    for mention in Set(hashes.groups().flatMap(\.items)).sorted() {
      for identifier in identifiers(mention) {
        holders[identifier.description, default: []].append(mention)
      }
    }
    for (identifier, mentions) in holders.sorted(by: { $0.key < $1.key }) where mentions.count > 1 {
      var distinct: [UInt32] = []
      for mention in mentions {
        let key = names[mention]
        let match = distinct.first {
          let other = names[$0]
          return key.mayBe(other) || key.family == other.family
            || key.firstGiven == other.firstGiven
        }
        if let match {
          sets.unite(Int(match), Int(mention))
        } else {
          distinct.append(mention)
        }
      }
      if distinct.count > 1 {
        suggestions.append(
          (
            distinct, "same-identifier",
            "they share \(identifier), but their names have nothing in common"
          ))
      }
    }
  }

  private func identifiers(_ mention: UInt32) -> [Identifier] {
    store.contributor(mention)?.identifiers ?? []
  }

  // MARK: Spellings

  private mutating func uniteSpellings(of mentions: [UInt32]) {
    var spellings = KeyedItems()
    for mention in mentions {
      let name = names[mention]
      let isFirstInitial = policy == .initials && name.given != .none && !name.isGroup
      spellings.append(
        isFirstInitial ? name.family ^ UInt64(name.initial) &* 0x9e37_79b9_7f4a_7c15 : name.whole,
        mention)
    }
    for (_, block) in spellings.groups() {
      for group in spellingGroups(block) { uniteUnlessContradicted(group) }
    }
  }

  /// Splits mentions with the same letters into those that are the same spelling.
  private func spellingGroups(_ block: [UInt32]) -> [[UInt32]] {
    if policy == .asGiven || policy == .identifiers { return equalSpellings(block) }
    if policy == .initials {
      return Dictionary(grouping: block) { mention in
        InitialKey(names[mention])
      }.values.sorted { $0[0] < $1[0] }
    }
    var groups: [[UInt32]] = []
    for mention in block {
      let matches = groups.indices.filter { group in
        groups[group].prefix(8).contains { names[$0].isSameSpelling(names[mention]) }
      }
      guard let first = matches.first else {
        groups.append([mention])
        continue
      }
      groups[first].append(mention)
      for other in matches.dropFirst().reversed() {
        groups[first] += groups.remove(at: other)
      }
    }
    return groups
  }

  private func equalSpellings(_ block: [UInt32]) -> [[UInt32]] {
    var groups: [String: [UInt32]] = [:]
    for mention in block {
      guard let name = store.contributor(mention)?.name else { continue }
      groups[(name.isGroup ? "\u{1}" : "") + name.display, default: []].append(mention)
    }
    return groups.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Unites mentions of one spelling, except where sources tell several people of it apart.
  private mutating func uniteUnlessContradicted(_ group: [UInt32]) {
    guard group.count > 1 else { return }
    if !rulings.partNobody, sets.parting(of: group) != nil {
      // Whoever is on no side may be anybody.
      var sides: [[UInt64]: [UInt32]] = [:]
      for mention in group { sides[sets.tags(of: Int(mention)), default: []].append(mention) }
      for side in sides.values.sorted(by: { $0[0] < $1[0] }) { uniteAgreeing(side) }
    } else {
      uniteAgreeing(group)
    }
  }

  private mutating func uniteAgreeing(_ group: [UInt32]) {
    guard group.count > 1 else { return }
    let identified = group.filter { names[$0].isIdentified }
    var valueOf: [Identifier.Scheme: String] = [:]
    var isContradicted = false, hasHomonymMark = false
    for identifier in identified.flatMap({ identifiers($0) }) {
      if identifier.scheme == .dblp || identifier.scheme == .local { hasHomonymMark = true }
      if let other = valueOf[identifier.scheme], other != identifier.value { isContradicted = true }
      valueOf[identifier.scheme] = identifier.value
    }
    let plain = group.filter { !names[$0].isIdentified }
    // A source that marks one of its homonyms means another person where it sets no mark.
    let parts =
      isContradicted || policy == .identifiers
      ? [plain] : hasHomonymMark ? [plain, identified] : [group]
    for part in parts {
      for mention in part.dropFirst() { sets.unite(Int(part[0]), Int(mention)) }
    }
  }

  // MARK: Middle names

  private mutating func uniteMiddleNames() {
    var candidates = KeyedItems()
    for mention in used where names[mention].given == .one || names[mention].given == .several {
      let name = names[mention]
      candidates.append(name.firstGiven ^ (name.family &* 0x9e37_79b9_7f4a_7c15), mention)
    }
    var pairs: [(short: UInt32, long: UInt32)] = []
    for (_, block) in candidates.groups() {
      var short: [Int: UInt32] = [:], long: [Int: UInt32] = [:]
      for mention in block {
        let person = sets.find(Int(mention))
        if names[mention].given == .one {
          short[person] = short[person] ?? mention
        } else {
          long[person] = long[person] ?? mention
        }
      }
      // Any third person of that first and family name makes it ambiguous.
      guard short.count == 1, long.count == 1, let a = short.first, let b = long.first,
        a.key != b.key, !block.contains(where: { isEastAsian($0) }),
        rulings.parting(sets.tags(of: Int(a.value)), sets.tags(of: Int(b.value))) == nil
      else { continue }
      pairs.append((a.value, b.value))
    }
    if pairs.isEmpty { return }
    let people = Set(pairs.flatMap { [sets.find(Int($0.short)), sets.find(Int($0.long))] })
    let works = worksOf(people), identifiers = identifiersOf(people)
    // All are judged before any is united, so that the order of the pairs does not matter.
    var certain: [(short: UInt32, long: UInt32)] = []
    for pair in pairs {
      let short = sets.find(Int(pair.short)), long = sets.find(Int(pair.long))
      let a = works[short, default: []], b = works[long, default: []]
      let differ = identifiers[short, default: []].contains { mine in
        identifiers[long, default: []].contains {
          $0.scheme == mine.scheme && $0.value != mine.value
        }
      }
      if differ || !Set(a).isDisjoint(with: b) { continue }
      if shareCoauthor(a, b) {
        certain.append(pair)
      } else {
        suggestions.append(
          (
            [pair.short, pair.long], "middle-name",
            "one has a middle name more; no coauthor in common supports it"
          ))
      }
    }
    for pair in certain { sets.unite(Int(pair.short), Int(pair.long)) }
  }

  /// Whether a name is romanised Chinese, Korean or Vietnamese, where a second syllable is not a
  /// middle name but part of the given name.
  private func isEastAsian(_ mention: UInt32) -> Bool {
    guard let name = store.contributor(mention)?.name else { return false }
    return eastAsianFamilies.contains(name.family.lowercased())
  }

  /// What the sources state of some people's identity.
  private mutating func identifiersOf(_ people: Set<Int>) -> [Int: [Identifier]] {
    var result: [Int: [Identifier]] = [:]
    for mention in used where names[mention].isIdentified {
      let person = sets.find(Int(mention))
      if people.contains(person) { result[person, default: []] += identifiers(mention) }
    }
    return result
  }

  /// The works of some people, ascending.
  private mutating func worksOf(_ people: Set<Int>) -> [Int: [Int]] {
    var works: [Int: [Int]] = [:]
    for work in 0..<offsets.count - 1 {
      for place in Int(offsets[work])..<Int(offsets[work + 1]) {
        let person = sets.find(Int(authorships[place].mention))
        if people.contains(person) { works[person, default: []].append(work) }
      }
    }
    return works
  }

  private mutating func shareCoauthor(_ a: [Int], _ b: [Int]) -> Bool {
    let ofA = coauthors(a)
    return !coauthors(b).isDisjoint(with: ofA)
  }

  private mutating func coauthors(_ works: [Int]) -> Set<Int> {
    var people: Set<Int> = []
    for work in works {
      for place in Int(offsets[work])..<Int(offsets[work + 1]) {
        let mention = authorships[place].mention
        if !names[mention].isGroup { people.insert(sets.find(Int(mention))) }
      }
    }
    return people
  }
}

/// What names share that are one person's by the family name and the first initial.
private struct InitialKey: Hashable {
  var family: UInt64
  var initial: UInt8
  /// The whole name, where there is no given name.
  var whole: UInt64

  init(_ name: NameKey) {
    let hasInitial = name.given != .none && !name.isGroup
    family = name.family
    initial = hasInitial ? name.initial : 0
    whole = hasInitial ? 0 : name.whole
  }
}

/// Frequent romanised Chinese, Korean and Vietnamese family names.
let eastAsianFamilies: Set<String> = [
  "ai", "an", "bae", "bai", "bao", "cai", "cao", "cha", "chan", "chang", "chen", "cheng", "cheung",
  "cho", "choi", "chou", "chow", "chu", "chung", "cui", "dai", "deng", "ding", "dong", "du", "duan",
  "fan", "fang", "feng", "fu", "gao", "ge", "gong", "gu", "guan", "guo", "gwon", "ha", "han", "hao",
  "he", "ho", "hong", "hou", "hsieh", "hsu", "hu", "huang", "hwang", "jang", "jeon", "jeong", "ji",
  "jia", "jiang", "jin", "jo", "joo", "ju", "jung", "kang", "ke", "kim", "ko", "kong", "koo", "ku",
  "kuo", "kwon", "lai", "lam", "lau", "le", "lee", "lei", "leung", "li", "liang", "liao", "lim",
  "lin", "ling", "liu", "lo", "long", "lu", "luo", "lv", "ma", "mao", "mei", "meng", "min", "mo",
  "moon", "na", "nam", "ng", "nguyen", "ni", "ning", "noh", "oh", "ouyang", "pan", "pang", "park",
  "peng", "pham", "qi", "qian", "qiao", "qin", "qiu", "ren", "ryu", "seo", "shang", "shao", "shen",
  "shi", "shih", "shin", "sin", "so", "son", "song", "su", "suh", "sun", "sung", "tan", "tang",
  "tao", "tian", "tong", "tran", "tsai", "tseng", "tu", "wan", "wang", "wei", "wen", "wong", "woo",
  "wu", "xia", "xiang", "xiao", "xie", "xing", "xiong", "xu", "xue", "yan", "yang", "yao", "ye",
  "yeh", "yi", "yim", "yin", "yoo", "yoon", "you", "yu", "yuan", "yun", "zeng", "zhai", "zhan",
  "zhang", "zhao", "zheng", "zhong", "zhou", "zhu", "zhuang", "zou",
]
