import CollabCore

/// Rulings with the mentions that they speak of.
///
/// A place that a ruling speaks of by its work has a mention of its own, a copy of the one that
/// stood there, so that all else is said of mentions.
struct BoundRulings: Sendable {
  /// Mentions that are one person's, with the ruling that says so.
  var unions: [(mentions: [UInt32], ruling: Ruling)] = []
  /// Of rulings that part people, the side on which each mention stands: see ``tag(_:side:)``.
  private(set) var tags: [UInt32: [UInt64]] = [:]
  /// The rulings that part people.
  private(set) var partings: [Ruling] = []
  /// Mentions whose places are one person's.
  var bound: Set<UInt32> = []
  /// Hashes of names whose spellings a ruling parts.
  var divided: Set<UInt64> = []
  /// Mentions that show a person before others.
  var shown: Set<UInt32> = []
  /// The mention that shows whoever has a mention, whatever spellings there are.
  var renamed: [UInt32: (shown: UInt32, ruling: Ruling)] = [:]
  /// The mention of which each copy was made.
  var originals: [UInt32: UInt32] = [:]
  var diagnostics: [Diagnostic] = []
  /// What is to be said where equal names are one person's.
  var unlisted: [Diagnostic] = []

  /// Whether nobody is parted.
  var partNobody: Bool { tags.isEmpty }

  /// Takes mentions for one person's.
  mutating func unite(_ mentions: [UInt32], _ ruling: Ruling) {
    unions.append((mentions, ruling))
    bound.formUnion(mentions)
  }

  /// Keeps the mentions of each side apart from those of the others.
  mutating func part(_ sides: [[UInt32]], _ ruling: Ruling) {
    for (side, mentions) in sides.enumerated() {
      for mention in mentions {
        tags[mention, default: []].append(UInt64(partings.count) << 32 | UInt64(side))
      }
    }
    partings.append(ruling)
  }

  /// The ruling that keeps two lists of tags apart; `nil` where none does.
  func parting(_ a: [UInt64], _ b: [UInt64]) -> Ruling? {
    var i = 0, j = 0
    while i < a.count, j < b.count {
      let (x, y) = (a[i] >> 32, b[j] >> 32)
      if x == y, a[i] != b[j] { return partings[Int(x)] }
      if a[i] <= b[j] { i += 1 } else { j += 1 }
    }
    return nil
  }

  /// The tags of some mentions, each once, ascending.
  func tags(of mentions: some Sequence<UInt32>) -> [UInt64] {
    let found = mentions.flatMap { tags[$0] ?? [] }
    return found.count < 2 ? found : Set(found).sorted()
  }
}

/// Sets of mentions that only grow together; none ever holds two that rulings keep apart.
struct RuledSets {
  private var sets: DisjointSets
  private let rulings: BoundRulings
  /// The tags of each set of which a ruling speaks, by representative.
  private var tags: [Int: [UInt64]] = [:]

  init(_ count: Int, _ rulings: BoundRulings) {
    sets = DisjointSets(count)
    self.rulings = rulings
    for mention in rulings.tags.keys { tags[Int(mention)] = rulings.tags(of: [mention]) }
  }

  mutating func find(_ member: Int) -> Int { sets.find(member) }

  /// Makes the sets of two members one, unless a ruling keeps them apart.
  mutating func unite(_ a: Int, _ b: Int) {
    if tags.isEmpty {
      sets.unite(a, b)
      return
    }
    let (x, y) = (sets.find(a), sets.find(b))
    guard x != y else { return }
    let mine = tags[x] ?? [], theirs = tags[y] ?? []
    if rulings.parting(mine, theirs) != nil { return }
    sets.unite(x, y)
    tags[x] = nil
    tags[y] = nil
    let all = mine.isEmpty ? theirs : theirs.isEmpty ? mine : Set(mine + theirs).sorted()
    if !all.isEmpty { tags[sets.find(x)] = all }
  }

  /// The ruling that keeps some members from being one set; `nil` where they can be.
  mutating func parting(of members: [UInt32]) -> Ruling? {
    var seen: Set<Int> = [], all: [UInt64] = []
    for member in members {
      let root = sets.find(Int(member))
      guard seen.insert(root).inserted, let mine = tags[root] else { continue }
      if let ruling = rulings.parting(all, mine) { return ruling }
      all = Set(all + mine).sorted()
    }
    return nil
  }

  /// The tags of a member's set.
  mutating func tags(of member: Int) -> [UInt64] { tags[sets.find(member)] ?? [] }
}
