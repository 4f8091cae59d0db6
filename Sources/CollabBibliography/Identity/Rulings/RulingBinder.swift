import CollabCore

/// Finds out which mentions rulings speak of, gives single places mentions of their own, and takes
/// groups and nobody off the bylines.
struct RulingBinder {
  private(set) var store: RecordStore
  private(set) var names: NameKeys
  /// The bylines of the works, one behind the other.
  private(set) var authorships: [RecordStore.Authorship]
  private(set) var offsets: [UInt32]
  /// How many authors at the end of a work's byline are page owners.
  private(set) var unlistedCounts: [Int: Int]
  /// The mentions that were taken off each work's byline.
  private(set) var dropped: [Int: [UInt32]] = [:]
  /// Mentions that nobody bears.
  private(set) var nobodies: Set<UInt32> = []
  var bound = BoundRulings()
  /// For each ruling what its sides are, for a comparison with what would be without it.
  private(set) var checks: [(ruling: Ruling, sides: [[UInt32]])] = []
  /// The bylines before anybody was taken off them.
  private(set) var whole: [RecordStore.Authorship] = []

  private let merged: MergedRecords
  let rulings: [Ruling]
  let lookup: RulingLookup
  private var copies: [Int: UInt32] = [:]
  private(set) var copiesOf: [UInt32: [UInt32]] = [:]
  private var regrouped: [UInt32: UInt32] = [:]

  init(
    _ rulings: Rulings, store: RecordStore, names: NameKeys,
    authorships: [RecordStore.Authorship], offsets: [UInt32], merged: MergedRecords,
    others: [UInt32], labels: [String: UInt32], unlistedCounts: [Int: Int]
  ) {
    self.store = store
    self.names = names
    self.authorships = authorships
    self.offsets = offsets
    self.merged = merged
    self.unlistedCounts = unlistedCounts
    self.rulings = rulings.rulings
    lookup = RulingLookup(
      rulings.rulings, store: store, names: names, authorships: authorships, offsets: offsets,
      merged: merged, others: others, labels: labels)
    if rulings.isEmpty { return }
    let found = self.rulings.map { ruling in ruling.sides.map { find($0, ruling) } }
    for places in found.joined() { for place in places.places { copy(place) } }
    var sides = zip(self.rulings, found).map { mentions(of: $0, $1) }
    tellOfWhatIsUnused(sides)
    makeGroups(&sides)
    checks = zip(self.rulings, sides).map { ($0, $1) }
    whole = self.authorships
    drop(sides)
    for (ruling, sides) in zip(self.rulings, sides) { take(ruling, sides) }
    tellOfUnlisted(sides)
  }

  // MARK: Sides

  /// The mentions of a side, or its places where it speaks of single ones.
  private struct Found {
    var mentions: [UInt32] = []
    var places: [Int] = []
  }

  private mutating func find(_ side: RulingSide, _ ruling: Ruling) -> Found {
    switch side {
    case .name(let name), .rest(let name): return Found(mentions: lookup.mentions(of: name))
    case .identifier(let identifier): return Found(mentions: lookup.mentions(of: identifier))
    case .works(let name, let works):
      return Found(places: works.flatMap { places(of: $0, name, ruling) })
    case .places(let works): return Found(places: works.flatMap { places(of: $0, nil, ruling) })
    }
  }

  private mutating func places(
    of work: WorkReference, _ name: PersonName?, _ ruling: Ruling
  ) -> [Int] {
    let found = lookup.places(of: work, name)
    if let problem = found.problem { complain("names.unused-rule", .warning, problem, ruling) }
    return found.places
  }

  /// Gives a place a mention of its own.
  private mutating func copy(_ place: Int) {
    guard copies[place] == nil else { return }
    let original = authorships[place].mention
    let copy = store.copy(mention: original)
    names.append(copy, of: store.mentions)
    copies[place] = copy
    bound.originals[copy] = original
    copiesOf[original, default: []].append(copy)
    authorships[place].mention = copy
    let work = lookup.work(ofPlace: place), position = place - Int(offsets[work])
    for record in merged.records(ofWork: work) {
      let byline = store.byline(Int(record))
      let same = byline.lowerBound + position
      let match =
        byline.contains(same) && store.authorships[same].mention == original
        ? same : byline.first { store.authorships[$0].mention == original }
      if let match { store.setMention(copy, at: match) }
    }
  }

  private func mentions(of ruling: Ruling, _ found: [Found]) -> [[UInt32]] {
    let single = found.map { $0.places.compactMap { copies[$0] } }
    let listed = Set(single.joined())
    return ruling.sides.indices.map { index in
      if ruling.sides[index].areOnePersons { return distinct(single[index]) }
      var all = found[index].mentions
      for mention in found[index].mentions { all += copiesOf[mention] ?? [] }
      if case .rest = ruling.sides[index] { all.removeAll { listed.contains($0) } }
      return distinct(all)
    }
  }

  // MARK: Groups and nobody

  /// Makes names groups, and with them all that rulings say are the same.
  private mutating func makeGroups(_ sides: inout [[[UInt32]]]) {
    var groups: Set<UInt32> = []
    for (ruling, sides) in zip(rulings, sides) where ruling.kind == .group {
      groups.formUnion(sides.joined())
    }
    if groups.isEmpty { return }
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for (ruling, sides) in zip(rulings, sides) where ruling.kind == .same {
        let all = sides.joined()
        if all.contains(where: { groups.contains($0) }), !all.allSatisfy({ groups.contains($0) }) {
          groups.formUnion(all)
          isGrowing = true
        }
      }
    }
    for mention in groups.sorted() where !names[mention].isGroup && !names[mention].isLabel {
      guard let person = store.contributor(mention) else { continue }
      let group = Contributor(.group(person.name.display), identifiers: person.identifiers)
      // A copy stays a mention of its own.
      let number = store.add(mention: group)
      names.append(number, of: store.mentions)
      regrouped[mention] = number
    }
    for place in authorships.indices {
      if let group = regrouped[authorships[place].mention] { authorships[place].mention = group }
    }
    for place in store.authorships.indices {
      if let group = regrouped[store.authorships[place].mention] {
        store.setMention(group, at: place)
      }
    }
    sides = sides.map { $0.map { $0.map { regrouped[$0] ?? $0 } } }
  }

  /// The mention that stands for one since names were made groups.
  func current(_ mention: UInt32) -> UInt32 { regrouped[mention] ?? mention }

  private mutating func drop(_ sides: [[[UInt32]]]) {
    var dropping: [UInt32: Ruling] = [:]
    for (ruling, sides) in zip(rulings, sides) where ruling.kind == .drop {
      for mention in sides.joined() { dropping[mention] = dropping[mention] ?? ruling }
    }
    if dropping.isEmpty { return }
    nobodies = Set(dropping.keys)
    for (ruling, sides) in zip(rulings, sides) where ruling.kind != .drop {
      for side in sides where !side.isEmpty && side.allSatisfy({ nobodies.contains($0) }) {
        if let other = dropping[side[0]] { contradict(ruling, other) }
      }
    }
    var kept: [RecordStore.Authorship] = [], ends: [UInt32] = [0]
    for work in 0..<offsets.count - 1 {
      let range = Int(offsets[work])..<Int(offsets[work + 1])
      for place in range {
        let mention = authorships[place].mention
        if !nobodies.contains(mention) {
          kept.append(authorships[place])
          continue
        }
        dropped[work, default: []].append(mention)
        if place >= range.upperBound - unlistedCounts[work, default: 0] {
          unlistedCounts[work, default: 1] -= 1
        }
      }
      ends.append(UInt32(kept.count))
    }
    authorships = kept
    offsets = ends
  }

  // MARK: Rulings

  private mutating func take(_ ruling: Ruling, _ all: [[UInt32]]) {
    let sides = all.map { $0.filter { !nobodies.contains($0) } }
    switch ruling.kind {
    case .group, .drop: break
    case .rename: rename(sides.flatMap(\.self), ruling)
    case .same:
      let mentions = sides.flatMap(\.self)
      if sides.count(where: { !$0.isEmpty }) > 1 {
        bound.unite(mentions, ruling)
      }
      if ruling.showsLastSide, let last = sides.last, !last.isEmpty {
        if sides.dropLast().contains(where: { !$0.isEmpty }) { bound.shown.formUnion(last) }
      } else if ruling.isOfList {
        rename(mentions, ruling)
      }
    case .different: part(sides, ruling)
    }
  }

  private mutating func part(_ sides: [[UInt32]], _ ruling: Ruling) {
    guard sides.count(where: { !$0.isEmpty }) > 1 else { return }
    var sideOf: [UInt32: Int] = [:]
    for (index, side) in sides.enumerated() {
      for mention in side {
        if let other = sideOf[mention] {
          complain(
            "names.contradicting-rule", .error,
            "'\(ruling.sides[other].display)' and '\(ruling.sides[index].display)' have a place in "
              + "common; this ruling is left out", ruling)
          return
        }
        sideOf[mention] = index
      }
    }
    bound.part(sides, ruling)
    for (side, meant) in zip(sides, ruling.sides) where side.count > 1 && meant.areOnePersons {
      bound.unite(side, ruling)
    }
    // The side of each spelling, and whether several have it.
    var holders: [UInt64: (side: Int, areSeveral: Bool)] = [:]
    for (index, side) in sides.enumerated() {
      switch ruling.sides[index] {
      case .works, .places, .rest: continue
      case .name, .identifier: break
      }
      for mention in side {
        let known = holders[names[mention].whole]
        holders[names[mention].whole] =
          known.map { ($0.side, $0.areSeveral || $0.side != index) } ?? (index, false)
      }
    }
    for (index, side) in sides.enumerated() {
      guard case .name = ruling.sides[index] else { continue }
      for mention in side {
        if let holder = holders[names[mention].whole], holder.areSeveral || holder.side != index {
          bound.divided.insert(names[mention].whole)
        }
      }
    }
    bound.bound.formUnion(sides.joined().filter { bound.originals[$0] != nil })
  }

  private mutating func rename(_ mentions: [UInt32], _ ruling: Ruling) {
    guard let name = ruling.shown, let first = mentions.first else { return }
    var shown = name
    shown.isGroup = names[first].isGroup
    if shown.isGroup { shown = .group(name.display) }
    let number = store.intern(mention: Contributor(shown))
    if Int(number) == names.count { names.append(number, of: store.mentions) }
    for mention in mentions {
      if let other = bound.renamed[mention], other.shown != number {
        contradict(ruling, other.ruling)
        return
      }
    }
    for mention in mentions { bound.renamed[mention] = (number, ruling) }
  }

  mutating func contradict(_ ruling: Ruling, _ other: Ruling) {
    bound.diagnostics.append(.contradiction(ruling, other))
  }

  mutating func complain(
    _ id: String, _ severity: Diagnostic.Severity, _ message: String, _ ruling: Ruling
  ) {
    bound.diagnostics.append(
      Diagnostic(id, severity, message, file: ruling.file, line: ruling.line, column: 1))
  }
}

extension Diagnostic {
  /// Two rulings of which only the other can be followed.
  static func contradiction(_ ruling: Ruling, _ other: Ruling) -> Diagnostic {
    Diagnostic(
      "names.contradicting-rule", .error,
      "this contradicts \(other.kind.rawValue): at \(other.place); this ruling is left out",
      file: ruling.file, line: ruling.line, column: 1)
  }
}
