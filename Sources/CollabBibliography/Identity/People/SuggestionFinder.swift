import CollabCore

/// Finds people who may be one person although it is not certain enough to act on, each with the
/// reason: what speaks for it is a likeness of the names and a coauthor in common.
///
/// - Complexity: O(*l*) hashes for names of *l* letters altogether, and for each likely pair the
///   coauthors of both; names are never compared all with all.
struct SuggestionFinder {
  private let people: People
  private let works: Works
  private let execution: Execution
  private var keys: [NameKey] = []
  private var workOffsets: [Int] = []
  private var worksOfPerson: [UInt32] = []
  /// Which person's coauthors a person was last seen among.
  private var stamps: [UInt32] = []
  private var found: [Suggestion] = []

  /// More bearers of a family name and initial, or of a likeness, are too many to suggest.
  private static let limit = 32

  init(_ bibliography: Bibliography, execution: Execution) {
    people = bibliography.people
    works = bibliography.works
    self.execution = execution
    var letters: [UInt8] = []
    for person in people.indices {
      let mention = people.mentions[Int(people.offsets[person])]
      keys.append(people.store.mentions.withBytes(mention) { NameKey(term: $0, letters: &letters) })
    }
    indexWorks()
    stamps = [UInt32](repeating: .max, count: people.count)
  }

  /// All suggestions, in no particular order.
  mutating func find() throws(Cancellation) -> [Suggestion] {
    findSameNames()
    findInitials()
    findReversed()
    findLongerFamilyNames()
    try findSlips()
    findBrokenNames()
    findMononyms()
    return found
  }

  private mutating func indexWorks() {
    var counts = [Int](repeating: 0, count: people.count + 1)
    for person in works.authors { counts[Int(person) + 1] += 1 }
    for person in people.indices { counts[person + 1] += counts[person] }
    workOffsets = counts
    worksOfPerson = [UInt32](repeating: 0, count: works.authors.count)
    for work in works.indices {
      for person in works.authors(ofWork: work) {
        worksOfPerson[counts[Int(person)]] = UInt32(work)
        counts[Int(person)] += 1
      }
    }
  }

  private func worksOf(_ person: Int) -> ArraySlice<UInt32> {
    worksOfPerson[workOffsets[person]..<workOffsets[person + 1]]
  }

  private mutating func suggest(_ people: [Int], _ id: String, _ reason: String) {
    found.append(Suggestion(people: people, id: id, reason: reason))
  }

  // MARK: Support

  /// Those of some people who share a coauthor with a person and never a byline.
  private mutating func supported(_ candidates: some Sequence<Int>, of person: Int) -> [Int] {
    for work in worksOf(person) {
      for other in works.authors(ofWork: Int(work)) { stamps[Int(other)] = UInt32(person) }
    }
    return candidates.filter { candidate in
      if stamps[candidate] == UInt32(person) || identifiersDiffer(person, candidate) {
        return false
      }
      return worksOf(candidate).contains { work in
        works.authors(ofWork: Int(work)).contains {
          stamps[Int($0)] == UInt32(person) && Int($0) != person && !keys[Int($0)].isGroup
        }
      }
    }
  }

  private func identifiersDiffer(_ a: Int, _ b: Int) -> Bool {
    if !keys[a].isIdentified || !keys[b].isIdentified { return false }
    let theirs = people[b].identifiers
    return people[a].identifiers.contains { mine in
      theirs.contains { $0.scheme == mine.scheme } && !theirs.contains(mine)
    }
  }

  /// Calls a function with the people of each key that several share, ascending.
  private mutating func forEachGroup(
    _ entries: [(key: UInt64, person: UInt32)], _ body: (inout SuggestionFinder, [Int]) -> Void
  ) {
    let entries = entries.sorted { $0 < $1 }
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end].key == entries[start].key { end += 1 }
      if end - start > 1 { body(&self, entries[start..<end].map { Int($0.person) }) }
      start = end
    }
  }

  private func entries(_ key: (NameKey) -> UInt64?) -> [(key: UInt64, person: UInt32)] {
    keys.indices.compactMap { person in
      keys[person].isGroup || keys[person].isLabel
        ? nil : key(keys[person]).map { ($0, UInt32(person)) }
    }
  }

  // MARK: Kinds

  /// One name of which sources tell several bearers apart, and which also stands without a mark.
  private mutating func findSameNames() {
    forEachGroup(entries { $0.whole }) { finder, group in
      let plain = group.filter { !finder.keys[$0].isIdentified }
      guard plain.count == 1, group.count > 1 else { return }
      finder.suggest(
        group, "same-name",
        "one name; sources distinguish several people of this name, but not everywhere")
    }
  }

  /// `J. Smith` beside `John Smith`.
  private mutating func findInitials() {
    let named = entries { key in
      key.given == .none ? nil : key.family &* 31 &+ UInt64(key.initial)
    }
    forEachGroup(named) { finder, group in
      let full = group.filter { !finder.keys[$0].beginsWithInitial }
      guard !full.isEmpty, full.count <= Self.limit else { return }
      for person in group where finder.keys[person].beginsWithInitial {
        let candidates = finder.supported(full, of: person)
        if !candidates.isEmpty {
          finder.suggest(
            [person] + candidates, "initials",
            "initials that fit a name written out; coauthors in common")
        }
      }
    }
  }

  /// `Chen Xi` beside `Xi Chen`.
  private mutating func findReversed() {
    let ordered = entries { key in
      key.given == .one ? key.firstGiven ^ key.family : nil
    }
    forEachGroup(ordered) { finder, group in
      guard group.count <= Self.limit else { return }
      for person in group {
        let reversed = group.filter {
          $0 > person && finder.keys[$0].family == finder.keys[person].firstGiven
            && finder.keys[$0].firstGiven == finder.keys[person].family
        }
        for other in finder.supported(reversed, of: person) {
          finder.suggest(
            [person, other], "reversed", "given and family name are exchanged; coauthors in common")
        }
      }
    }
  }

  /// `Carlos Riquelme` beside `Carlos Riquelme Ruiz`.
  private mutating func findLongerFamilyNames() {
    var letters: [UInt8] = []
    var ordered = entries { $0.given == .one ? $0.whole : nil }
    var isLonger = [Bool](repeating: false, count: people.count)
    for person in people.indices where keys[person].given == .several {
      guard let name = name(person) else { continue }
      letters = Folding.letters(name.given)
      ordered.append((letters.withUnsafeBufferPointer { textHash($0) }, UInt32(person)))
      isLonger[person] = true
    }
    forEachGroup(ordered) { finder, group in
      let longer = group.filter { isLonger[$0] }
      guard longer.count <= Self.limit else { return }
      for person in group where !isLonger[person] {
        for other in finder.supported(longer, of: person) {
          finder.suggest(
            [person, other], "second-family-name",
            "one has a family name more; coauthors in common")
        }
      }
    }
  }

  /// Names that are the same but for one letter that is missing, added, changed or moved: they
  /// share a spelling with one letter left out.
  private mutating func findSlips() throws(Cancellation) {
    let partitions = 16
    let keys = keys, people = people
    let parts = try execution.mapChunks(
      of: partitions, size: 1, phase: "suggestions", scratch: { LetterHashes() }
    ) { scratch, range -> [(key: UInt64, person: UInt32)] in
      var entries: [(key: UInt64, person: UInt32)] = []
      for person in keys.indices {
        let key = keys[person]
        guard !key.isGroup, key.given == .one || key.given == .several else { continue }
        let mention = people.mentions[Int(people.offsets[person])]
        people.store.mentions.withBytes(mention) { scratch.load($0) }
        guard scratch.count >= 8 else { continue }
        scratch.forEachDeletion { hash in
          if Int(hash % UInt64(partitions)) == range.lowerBound {
            entries.append((hash, UInt32(person)))
          }
        }
      }
      entries.sort { $0 < $1 }
      return LetterHashes.shared(entries)
    }
    var pairs: Set<UInt64> = []
    for entries in parts {
      forEachGroup(entries) { finder, group in
        let distinct = Set(group).sorted()
        guard distinct.count > 1, distinct.count <= Self.limit else { return }
        for (index, person) in distinct.enumerated() {
          for other in distinct[(index + 1)...]
          where finder.keys[person].whole != finder.keys[other].whole {
            pairs.insert(UInt64(person) << 32 | UInt64(other))
          }
        }
      }
    }
    var start = 0
    let ordered = pairs.sorted()
    while start < ordered.count {
      let person = Int(ordered[start] >> 32)
      var end = start
      while end < ordered.count, Int(ordered[end] >> 32) == person { end += 1 }
      for other in supported(ordered[start..<end].map { Int($0 & 0xFFFF_FFFF) }, of: person) {
        suggest(
          [person, other], "one-letter-apart",
          "the names are the same but for one letter; coauthors in common")
      }
      start = end
    }
  }

  /// Two names in one part side by side on a byline where the others have given names.
  private mutating func findBrokenNames() {
    for work in works.indices {
      let byline = works.authors(ofWork: work).map { Int($0) }
      let isSingle = byline.map {
        keys[$0].given == .none && !keys[$0].isGroup && !keys[$0].isLabel
      }
      let singles = isSingle.count { $0 }
      guard singles >= 2, singles * 2 <= byline.count else { continue }
      let unlisted = works.unlisted[work, default: []]
      var index = 0
      while index + 1 < byline.count {
        if isSingle[index], isSingle[index + 1], !unlisted.contains(byline[index + 1]) {
          suggest(
            [byline[index], byline[index + 1]].sorted(), "broken-name",
            "two single names side by side on a byline; perhaps the halves of"
              + " \(people.label(byline[index])) \(people.label(byline[index + 1]))")
          index += 1
        }
        index += 1
      }
    }
  }

  /// A single name beside coauthors whose given or family name it is, or whose name it may be
  /// short for where a page owner is missing from a byline.
  private mutating func findMononyms() {
    for person in people.indices
    where keys[person].given == .none && !keys[person].isGroup && !keys[person].isLabel {
      guard let name = name(person) else { continue }
      let single = Folding.letters(name.family)
      guard single.count >= 3 else { continue }
      let stem = stem(single), bones = skeleton(single)
      var candidates: Set<Int> = []
      for work in worksOf(person) {
        let isUnlisted = works.unlisted[Int(work), default: []].contains(person)
        for other in works.authors(ofWork: Int(work))
        where Int(other) != person && !keys[Int(other)].isGroup {
          guard let theirs = self.name(Int(other)) else { continue }
          let words = (theirs.given + " " + theirs.family).split(separator: " ")
            .map { Folding.letters(String($0)) }
          let first = words.first ?? []
          let isShort =
            isUnlisted && bones.count >= 2 && first.count > stem.count
            && (first.starts(with: stem) || first.starts(with: bones))
          if isShort || words.contains(single) { candidates.insert(Int(other)) }
        }
      }
      if !candidates.isEmpty, candidates.count <= Self.limit {
        suggest(
          [person] + candidates.sorted(), "mononym",
          "a single name, which may be short for that of one of these coauthors")
      }
    }
  }

  /// Without the vowels at its end, which short forms of names add: `dim` of `dima`.
  private func stem(_ letters: [UInt8]) -> [UInt8] {
    var stem = letters
    while let last = stem.last, "aeiouy".utf8.contains(last) { stem.removeLast() }
    return stem
  }

  private func skeleton(_ letters: [UInt8]) -> [UInt8] {
    letters.filter { !"aeiou".utf8.contains($0) }
  }

  private func name(_ person: Int) -> PersonName? {
    people.store.contributor(people.mentions[Int(people.offsets[person])])?.name
  }
}

/// Hashes of a name's letters with each one left out, in constant time each: the polynomial hash
/// of Rabin and Karp.
private struct LetterHashes {
  private var letters: [UInt8] = []
  private var prefixes: [UInt64] = []
  private static let base: UInt64 = 0x9e37_79b9_7f4a_7c15
  private static let powers: [UInt64] = (0..<256).reduce(into: []) { powers, _ in
    powers.append((powers.last ?? 0) == 0 ? 1 : powers[powers.count - 1] &* base)
  }

  var count: Int { letters.count }

  /// Takes the name of a mention, given names first; up to 255 letters.
  mutating func load(_ term: UnsafeBufferPointer<UInt8>) {
    letters.removeAll(keepingCapacity: true)
    var start = 0, part = 0, family = 0..<0
    for index in 0...term.count where index == term.count || term[index] == 0x1F {
      if part == 0 {
        Folding.fold(UnsafeBufferPointer(rebasing: term[start..<index]), into: &letters)
      }
      if part == 1 { family = start..<index }
      start = index + 1
      part += 1
    }
    // Keeps a letter from moving between given and family name.
    letters.append(1)
    Folding.fold(UnsafeBufferPointer(rebasing: term[family]), into: &letters)
    if letters.count > 255 { letters.removeLast(letters.count - 255) }
    prefixes.removeAll(keepingCapacity: true)
    prefixes.append(0)
    for letter in letters {
      prefixes.append(prefixes[prefixes.count - 1] &* Self.base &+ UInt64(letter) &+ 1)
    }
  }

  func forEachDeletion(_ body: (UInt64) -> Void) {
    let whole = prefixes[letters.count]
    for index in letters.indices where letters[index] != 1 {
      let behind = letters.count - index - 1
      let suffix = whole &- prefixes[index + 1] &* Self.powers[behind]
      let hash = prefixes[index] &* Self.powers[behind] &+ suffix
      body(Self.mixed(hash))
    }
    // A letter more in the other name: that name without it is this one as it stands.
    body(Self.mixed(whole))
  }

  private static func mixed(_ hash: UInt64) -> UInt64 {
    (hash ^ (hash >> 29)) &* 0xbf58_476d_1ce4_e5b9
  }

  /// The entries whose key several of them share; the list is sorted.
  static func shared(
    _ entries: [(key: UInt64, person: UInt32)]
  ) -> [(key: UInt64, person: UInt32)] {
    entries.indices.filter { index in
      index > 0 && entries[index - 1].key == entries[index].key
        || index + 1 < entries.count && entries[index + 1].key == entries[index].key
    }.map { entries[$0] }
  }
}
