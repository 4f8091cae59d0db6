import CollabCore

/// Finds the entries that speak of one work: by identifier where title or byline agree, then by
/// title with year and authors, then by abstract where a title is missing.
///
/// Entries are looked at in canonical order, so the outcome does not depend on the order of the
/// inputs.
///
/// - Complexity: O(*r* log *r*) for *r* entries; a group of equal titles compares each entry with
///   a bounded number of others.
struct WorkMerger {
  let store: RecordStore
  /// The source of each record.
  let sources: [UInt32]
  /// The name of each source, for messages.
  let files: [String]
  let names: NameKeys
  let titles: [TitleKey]
  /// Of each identifier, by its place.
  private let identifierHashes: [UInt64]

  private var sets: DisjointSets
  /// The next record of the same set, in a ring.
  private var next: [UInt32]
  /// Why a record that is not the first of its work is there, by record.
  private var reasons: [UInt8]
  private(set) var diagnostics: [(record: UInt32, diagnostic: Diagnostic)] = []

  init(
    store: RecordStore, sources: [UInt32], files: [String], names: NameKeys, execution: Execution
  ) throws(Cancellation) {
    self.store = store
    self.sources = sources
    self.files = files
    self.names = names
    titles = Array(
      try execution.mapChunks(
        of: store.count, size: 8192, phase: "titles", scratch: { [UInt8]() }
      ) { letters, range in
        range.map { record in
          let title = store.rows[record].title
          return title == 0
            ? TitleKey() : store.texts.withBytes(title) { TitleKey($0, letters: &letters) }
        }
      }.joined())
    identifierHashes = Array(
      try execution.mapChunks(
        of: store.identifiers.count, size: 8192, phase: "identifiers", scratch: {}
      ) { _, places in
        places.map { store.identifiers.withBytes(UInt32($0 + 1)) { textHash($0) } }
      }.joined())
    sets = DisjointSets(store.count)
    next = (0..<UInt32(store.count)).map { $0 }
    reasons = [UInt8](repeating: 0, count: store.count)
  }

  /// The works: the first record of each, and the records with their reasons.
  mutating func merge() -> MergedRecords {
    uniteByIdentifier()
    uniteByTitle()
    uniteByAbstract()
    var counts = [UInt32](repeating: 0, count: store.count)
    for record in 0..<store.count { counts[sets.find(record)] += 1 }
    var starts = [UInt32](repeating: 0, count: store.count), works = MergedRecords()
    for record in 0..<store.count where counts[record] > 0 {
      starts[record] = works.offsets[works.offsets.count - 1]
      works.offsets.append(starts[record] + counts[record])
    }
    works.records = [UInt32](repeating: 0, count: store.count)
    works.reasons = [UInt8](repeating: 0, count: store.count)
    for record in 0..<store.count {
      let root = sets.find(record)
      let place = Int(starts[root])
      works.records[place] = UInt32(record)
      works.reasons[place] = reasons[record]
      starts[root] += 1
    }
    return works
  }

  private mutating func unite(_ a: Int, _ b: Int, _ reason: UInt8) {
    let a = sets.find(a), b = sets.find(b)
    if a == b { return }
    reasons[max(a, b)] = reason
    sets.unite(a, b)
    next.swapAt(a, b)
  }

  // MARK: Identifiers

  private mutating func uniteByIdentifier() {
    var holders = KeyedItems()
    for (place, hash) in identifierHashes.enumerated() { holders.append(hash, UInt32(place)) }
    // By the first place of each identifier; those of one hash may still be several.
    let groups = holders.groups().flatMap { equalIdentifiers($0.items) }.sorted { $0[0] < $1[0] }
    for group in groups {
      guard let identifier = store.identifier(group[0]),
        let reason = MergedRecords.reason(of: identifier.scheme)
      else { continue }
      // The first entry of each work that bears the identifier, and an entry that is none of them.
      var distinct: [Int] = [], clash: Int?, others = 0
      for record in group.map({ record(ofIdentifier: $0) }) {
        if let same = distinct.first(where: { areOne($0, record) }) {
          unite(same, record, reason)
          continue
        }
        if distinct.count < Self.limit { distinct.append(record) }
        if distinct.count > 1 {
          if clash == nil { clash = record } else { others += 1 }
        }
      }
      if let clash {
        let message = message(identifier, on: distinct[0], and: clash, others: others)
        diagnostics.append((UInt32(clash), message))
      }
    }
  }

  /// How many works an entry is compared with at most, and how many entries of each.
  private static let limit = 16

  private func message(
    _ identifier: Identifier, on first: Int, and second: Int, others: Int
  ) -> Diagnostic {
    let title = { (record: Int) in
      store.texts.text(store.rows[record].title).map { "'\(shortened($0))'" } ?? "an untitled one"
    }
    let more = others == 0 ? "" : ", and \(others) more entr\(others == 1 ? "y" : "ies")"
    return Diagnostic(
      "merge.identifier-shared", .warning,
      "\(identifier) is on different works: \(title(second)) here, \(title(first)) in"
        + " \(files[Int(sources[first])]):\(store.rows[first].line)\(more); they are kept apart")
  }

  /// Parts places of identifiers into those of equal ones.
  private func equalIdentifiers(_ places: [UInt32]) -> [[Int]] {
    var groups: [[Int]] = []
    for place in places.map({ Int($0) }) {
      let group = groups.firstIndex {
        store.identifiers.areEqual(UInt32($0[0] + 1), UInt32(place + 1))
      }
      if let group { groups[group].append(place) } else { groups.append([place]) }
    }
    return groups
  }

  /// The record whose identifier stands at a place.
  private func record(ofIdentifier place: Int) -> Int {
    var range = 0..<store.count
    while range.count > 1 {
      let middle = (range.lowerBound + range.upperBound) / 2
      let isBehind = Int(store.rows[middle - 1].identifiersEnd) <= place
      range = isBehind ? middle..<range.upperBound : range.lowerBound..<middle
    }
    return range.lowerBound
  }

  // MARK: Entries that share an identifier

  /// Whether what is known of two entries' works lets a shared identifier join them: some of their
  /// entries agree, and none contradict each other.
  private mutating func areOne(_ a: Int, _ b: Int) -> Bool {
    if sets.find(a) == sets.find(b) { return true }
    var agree = false
    let ofB = members(b)
    for x in members(a) {
      for y in ofB {
        switch verdict(x, y) {
        case .agree: agree = true
        case .doubt: break
        case .contradict: return false
        }
      }
    }
    return agree
  }

  /// The first entries of a record's set.
  private func members(_ record: Int) -> [Int] {
    var members = [record], place = Int(next[record])
    while place != record, members.count < Self.limit {
      members.append(place)
      place = Int(next[place])
    }
    return members
  }

  private enum Verdict { case agree, doubt, contradict }

  private func verdict(_ a: Int, _ b: Int) -> Verdict {
    let areEqual = titles[a].hash == titles[b].hash
    if areEqual && titles[a].hash != 0 && !titles[a].isRepeated { return .agree }
    let bylines = bylines(a, b)
    if areEqual || titles[a].hash == 0 || titles[b].hash == 0 {
      return bylines == .differ ? .contradict : .agree
    }
    guard let one = store.texts.text(store.rows[a].title),
      let other = store.texts.text(store.rows[b].title)
    else { return .doubt }
    let comparison = TitleComparison(one, other)
    if comparison.differInPart || comparison.differInKind { return .contradict }
    if comparison.oneIsReview && bylines != .agree { return .contradict }
    switch bylines {
    case .agree:
      return comparison.likeness >= 0.5 || !identifiersDiffer(a, b) ? .agree : .contradict
    case .unknown, .overlap: return comparison.likeness >= 0.5 ? .agree : .doubt
    case .differ: return comparison.likeness >= 0.8 ? .agree : .contradict
    }
  }

  private enum Bylines { case unknown, agree, overlap, differ }

  /// How the names of two entries compare: those of the shorter byline that stand on the other.
  private func bylines(_ a: Int, _ b: Int) -> Bylines {
    var few = authors(a), many = authors(b)
    if few.isEmpty || many.isEmpty { return .unknown }
    if few.count > many.count { swap(&few, &many) }
    let shared = few.count { name in many.contains { $0.mayBe(name) } }
    if shared * 2 >= few.count || areInverted(a, b) { return .agree }
    return shared > 0 ? .overlap : .differ
  }

  /// Whether two bylines are the same but for names whose given and family name are exchanged.
  private func areInverted(_ a: Int, _ b: Int) -> Bool {
    let ofA = store.byline(a), ofB = store.byline(b)
    return !ofA.isEmpty && ofA.count == ofB.count
      && zip(ofA, ofB).allSatisfy {
        let one = names[store.authorships[$0].mention], other = names[store.authorships[$1].mention]
        return one.isInverted(other) || one.isSameSpelling(other)
      }
  }

  // MARK: Titles

  private mutating func uniteByTitle() {
    var holders = KeyedItems()
    for record in 0..<store.count where titles[record].hash != 0 {
      holders.append(titles[record].hash, UInt32(record))
    }
    for (_, group) in holders.groups() {
      var clusters = TitleClusters()
      for record in group.map({ Int($0) }) {
        let families = families(record)
        var match: Int?
        for cluster in clusters.candidates(families) where match == nil {
          let members = clusters.members[cluster]
          let root = sets.find(record)
          if members.contains(where: { sets.find($0) == root })
            || members.allSatisfy({ agree($0, record) })
          {
            match = cluster
          }
        }
        if let match {
          unite(clusters.members[match][0], record, MergedRecords.title)
          clusters.add(record, families, to: match)
        } else {
          clusters.add(record, families)
        }
      }
    }
  }

  /// The hashes by which entries of one title find each other: family names of the first authors.
  private func families(_ record: Int) -> [UInt64] {
    var result = store.byline(record).prefix(8).map { names[store.authorships[$0].mention].family }
    if store.rows[record].owner != 0 { result.append(names[store.rows[record].owner].family) }
    return result
  }

  /// Whether nothing speaks against two entries of one title being one work.
  private func agree(_ a: Int, _ b: Int) -> Bool {
    if identifiersDiffer(a, b) { return false }
    let x = store.rows[a], y = store.rows[b]
    let yearsAreKnown = x.year != RecordStore.Row.unknown && y.year != RecordStore.Row.unknown
    let yearGap = yearsAreKnown ? abs(Int(x.year) - Int(y.year)) : 0
    if titles[a].isDistinctive {
      return yearGap <= 1 && !authorsContradict(a, b)
    }
    return yearGap == 0 && sources[a] != sources[b] && allAuthorsShared(a, b)
      || yearGap == 0 && yearsAreKnown && !store.byline(a).isEmpty && allAuthorsShared(a, b)
        && store.byline(a).count == store.byline(b).count && !isCommon(a)
  }

  private func isCommon(_ record: Int) -> Bool { titles[record].isCommon }

  /// Whether a register that gives every work its own number gave these two different ones. The
  /// number of a preprint may stand beside that of the publication.
  private func identifiersDiffer(_ a: Int, _ b: Int) -> Bool {
    let inA = store.identifierRange(a), inB = store.identifierRange(b)
    if inA.isEmpty || inB.isEmpty { return false }
    let ofB = inB.compactMap { store.identifier($0) }
    for place in inA {
      guard let mine = store.identifier(place), mine.isOfOneWork else { continue }
      let theirs = ofB.filter { $0.scheme == mine.scheme && $0.isOfOneWork }
      if !theirs.isEmpty && !theirs.contains(mine) { return true }
    }
    return false
  }

  private func authorsContradict(_ a: Int, _ b: Int) -> Bool {
    let aIsOpen = store.rows[a].bylineIsCut, bIsOpen = store.rows[b].bylineIsCut
    let aIsEmpty = store.byline(a).isEmpty, bIsEmpty = store.byline(b).isEmpty
    if shareAuthor(a, b) || areInverted(a, b) { return false }
    if !aIsEmpty && !bIsEmpty { return true }
    // One side shows no byline: its page's owner must be on the other side's whole byline, where
    // that can be told at all.
    let (owner, otherIsOpen) =
      aIsEmpty ? (store.rows[a].owner, bIsOpen) : (store.rows[b].owner, aIsOpen)
    if aIsEmpty && bIsEmpty { return false }
    return owner != 0 && !otherIsOpen && names[owner].given != .none
  }

  private func authors(_ record: Int) -> [NameKey] {
    var result = store.byline(record).prefix(64).map { names[store.authorships[$0].mention] }
    if store.rows[record].owner != 0 { result.append(names[store.rows[record].owner]) }
    return result
  }

  private func shareAuthor(_ a: Int, _ b: Int) -> Bool {
    let ofB = authors(b)
    return authors(a).contains { name in ofB.contains { $0.mayBe(name) } }
  }

  private func allAuthorsShared(_ a: Int, _ b: Int) -> Bool {
    var few = authors(a), many = authors(b)
    if few.count > many.count { swap(&few, &many) }
    return !few.isEmpty && few.allSatisfy { name in many.contains { $0.mayBe(name) } }
  }

  // MARK: Abstracts

  private mutating func uniteByAbstract() {
    var holders = KeyedItems()
    for record in 0..<store.count where store.rows[record].abstractFingerprint != 0 {
      holders.append(store.rows[record].abstractFingerprint, UInt32(record))
    }
    for (_, group) in holders.groups() {
      let records = group.map { Int($0) }
      let untitled = records.filter { titles[$0].hash == 0 }
      guard let first = untitled.first else { continue }
      for record in untitled { unite(first, record, MergedRecords.abstract) }
      let titled = Set(records.filter { titles[$0].hash != 0 }.map { sets.find($0) })
      if titled.count == 1, let work = titled.first {
        unite(work, first, MergedRecords.abstract)
      } else if titled.count > 1 {
        diagnostics.append(
          (
            UInt32(first),
            Diagnostic(
              "merge.abstract-ambiguous", .warning,
              "this abstract is on \(titled.count) works; the entry is kept as a work of its own"
            )
          ))
      }
    }
  }
}
