import CollabCore

/// Finds the entries that speak of one work: by identifier, then by title with year and authors,
/// then by abstract where a title is missing.
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
  let names: NameKeys
  let titles: [TitleKey]
  /// Of each identifier, by its place.
  private let identifierHashes: [UInt64]

  private var sets: DisjointSets
  /// Why a record that is not the first of its work is there, by record.
  private var reasons: [UInt8]
  private(set) var diagnostics: [(record: UInt32, diagnostic: Diagnostic)] = []

  init(
    store: RecordStore, sources: [UInt32], names: NameKeys, execution: Execution
  ) throws(Cancellation) {
    self.store = store
    self.sources = sources
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
      var distinct: [Int] = []
      for record in group.map({ record(ofIdentifier: $0) }) {
        if let same = distinct.first(where: { !areDifferent($0, record) }) {
          unite(same, record, reason)
        } else if distinct.count < 16 {
          if let first = distinct.first {
            diagnostics.append(
              (
                UInt32(record),
                Diagnostic(
                  "merge.identifier-shared", .warning,
                  "\(identifier) also stands on an entry with another title and other authors"
                    + " (line \(store.rows[first].line)); they are kept as two works")
              ))
          }
          distinct.append(record)
        }
      }
    }
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

  /// Whether entries that share an identifier differ in title and in authors nevertheless.
  private func areDifferent(_ a: Int, _ b: Int) -> Bool {
    titles[a].hash != titles[b].hash && titles[a].hash != 0 && titles[b].hash != 0
      && !store.byline(a).isEmpty && !store.byline(b).isEmpty && !shareAuthor(a, b)
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
    if shareAuthor(a, b) { return false }
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
              "this abstract stands on \(titled.count) works; the entry is kept as a work of its own"
            )
          ))
      }
    }
  }
}

/// The works found so far among the entries of one title.
private struct TitleClusters {
  /// The first entries of each: enough to compare with.
  private(set) var members: [[Int]] = []
  private var byFamily: [UInt64: [Int]] = [:]
  private var withoutAuthors: [Int] = []

  /// How many clusters and members an entry is compared with at most.
  private static let limit = 32

  func candidates(_ families: [UInt64]) -> [Int] {
    if families.isEmpty || members.count <= Self.limit {
      return Array(members.indices.prefix(Self.limit))
    }
    var found = Set(withoutAuthors)
    for family in families { found.formUnion(byFamily[family, default: []]) }
    return found.sorted()
  }

  mutating func add(_ record: Int, _ families: [UInt64], to cluster: Int? = nil) {
    if let cluster {
      if members[cluster].count < Self.limit { members[cluster].append(record) }
    } else {
      members.append([record])
    }
    let place = cluster ?? members.count - 1
    if families.isEmpty, withoutAuthors.count < Self.limit { withoutAuthors.append(place) }
    for family in families where byFamily[family]?.last != place {
      if byFamily[family, default: []].count < Self.limit {
        byFamily[family, default: []].append(place)
      }
    }
  }
}

/// The records of each work, in canonical order.
struct MergedRecords: Sendable {
  /// Where each work's records begin; one more entry than works.
  var offsets: [UInt32] = [0]
  var records: [UInt32] = []
  /// Why each record is there; 0 for the first of a work.
  var reasons: [UInt8] = []

  static let title: UInt8 = 100
  static let abstract: UInt8 = 101

  /// The reason that an identifier is; `nil` where a scheme does not number works.
  static func reason(of scheme: Identifier.Scheme) -> UInt8? {
    switch scheme {
    case .isbn, .orcid, .local: nil
    default: Identifier.Scheme.allCases.firstIndex(of: scheme).map { UInt8($0 + 1) }
    }
  }

  static func word(_ reason: UInt8) -> String {
    switch reason {
    case title: "title"
    case abstract: "abstract"
    default: Identifier.Scheme.allCases[Int(reason) - 1].rawValue
    }
  }
}
