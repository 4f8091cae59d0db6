/// Finds the mentions and works that rulings name.
struct RulingLookup {
  private let store: RecordStore
  private let names: NameKeys
  private let authorships: [RecordStore.Authorship]
  private let offsets: [UInt32]
  private let labels: [String: UInt32]
  /// By the hash of a name that a ruling names, the mentions that bear it.
  private var bearers: [UInt64: [UInt32]] = [:]
  private var identified: [Identifier: [UInt32]] = [:]
  private var works: [WorkReference.Kind: [(work: Int, record: UInt32)]] = [:]

  /// - Complexity: O(*m* + *r*) for *m* mentions and *r* records.
  init(
    _ rulings: [Ruling], store: RecordStore, names: NameKeys,
    authorships: [RecordStore.Authorship], offsets: [UInt32], merged: MergedRecords,
    others: [UInt32], labels: [String: UInt32]
  ) {
    self.store = store
    self.names = names
    self.authorships = authorships
    self.offsets = offsets
    self.labels = labels
    if rulings.isEmpty { return }
    var references: Set<WorkReference.Kind> = [], people: Set<Identifier> = []
    for side in rulings.flatMap(\.sides) {
      switch side {
      case .works(let name, let works):
        bearers[Self.key(name).whole] = []
        for work in works { references.formUnion(work.kinds) }
      case .places(let works): for work in works { references.formUnion(work.kinds) }
      case .name(let name), .rest(let name): bearers[Self.key(name).whole] = []
      case .identifier(let identifier): people.insert(identifier)
      }
    }
    var isUsed = [Bool](repeating: false, count: names.count)
    for authorship in authorships { isUsed[Int(authorship.mention)] = true }
    for mention in others { isUsed[Int(mention)] = true }
    for mention in isUsed.indices where isUsed[mention] {
      let mention = UInt32(mention)
      bearers[names[mention].whole]?.append(mention)
      if !people.isEmpty, names[mention].isIdentified {
        for identifier in store.contributor(mention)?.identifiers ?? []
        where people.contains(identifier) {
          identified[identifier, default: []].append(mention)
        }
      }
    }
    if !references.isEmpty { works = Self.works(of: references, in: store, merged) }
  }

  /// The works that each of some identifiers, keys and titles means, with the entry that has it.
  static func works(
    of references: Set<WorkReference.Kind>, in store: RecordStore, _ merged: MergedRecords
  ) -> [WorkReference.Kind: [(work: Int, record: UInt32)]] {
    var works: [WorkReference.Kind: [(work: Int, record: UInt32)]] = [:]
    var hashes: Set<UInt64> = [], asksForKeys = false, asksForTitles = false
    for reference in references {
      switch reference {
      case .identifier(let identifier):
        var text = identifier.description
        hashes.insert(text.withUTF8 { textHash($0) })
      case .key: asksForKeys = true
      case .title: asksForTitles = true
      }
    }
    for work in 0..<merged.offsets.count - 1 {
      for record in merged.records(ofWork: work) {
        func take(_ kind: WorkReference.Kind) {
          if references.contains(kind) { works[kind, default: []].append((work, record)) }
        }
        for place in store.identifierRange(Int(record)) {
          let isSought = store.identifiers.withBytes(UInt32(place + 1)) {
            hashes.contains(textHash($0))
          }
          if isSought, let identifier = store.identifier(place) { take(.identifier(identifier)) }
        }
        let row = store.rows[Int(record)]
        if asksForKeys, let key = store.texts.text(row.key) { take(.key(key)) }
        if asksForTitles, let title = store.texts.text(row.title) {
          take(.title(Folding.letters(title)))
        }
      }
    }
    return works
  }

  /// The mentions of a name: those of the very spelling where there are any, or else those that
  /// differ in accents, case and the like only.
  func mentions(of name: PersonName) -> [UInt32] {
    let key = Self.key(name)
    let all = bearers[key.whole, default: []]
    var alike = all.filter { names[$0].isSameSpelling(key) }
    // Whether it is a collective is not always plain.
    if alike.isEmpty { alike = all.filter { names[$0].isGroup != key.isGroup } }
    let exact = alike.filter { store.contributor($0)?.name.display == name.display }
    let label = labels[name.display].map { [$0] } ?? []
    return (exact.isEmpty ? alike : exact) + label
  }

  func mentions(of identifier: Identifier) -> [UInt32] { identified[identifier, default: []] }

  private static func key(_ name: PersonName) -> NameKey {
    var scratch = RecordStore(), letters: [UInt8] = []
    let mention = scratch.intern(mention: Contributor(name))
    return scratch.mentions.withBytes(mention) { NameKey(term: $0, letters: &letters) }
  }

  func work(ofPlace place: Int) -> Int { offsets.workOfPlace(place) }

  /// The places that a ruling means on a work: those of a name, or the one of a number.
  func places(
    of reference: WorkReference, _ name: PersonName?
  ) -> (places: [Int], problem: String?) {
    let found = reference.kinds.lazy.compactMap { works[$0] }.first ?? []
    if found.isEmpty { return ([], "no work is \(reference.text)") }
    var places: [(work: Int, places: [Int])] = []
    for (work, record) in found where places.last?.work != work {
      let mine =
        if let position = reference.position {
          place(position, of: record, in: work).map { [$0] } ?? []
        } else if let name {
          self.places(of: name, in: work)
        } else {
          [Int]()
        }
      places.append((work, mine))
    }
    let matching = places.filter { !$0.places.isEmpty }
    if matching.count > 1 {
      return ([], "\(reference.text) is \(matching.count) works; it is left out")
    }
    if let match = matching.first { return (match.places, nil) }
    return (
      [],
      name.map { "'\($0.display)' is not on the byline of \(reference.text)" }
        ?? "no author stands at \(reference.text)"
    )
  }

  private func range(_ work: Int) -> Range<Int> { Int(offsets[work])..<Int(offsets[work + 1]) }

  private func places(of name: PersonName, in work: Int) -> [Int] {
    let key = Self.key(name)
    let alike = range(work).filter { names[authorships[$0].mention].isSameSpelling(key) }
    let exact = alike.filter {
      store.contributor(authorships[$0].mention)?.name.display == name.display
    }
    if !exact.isEmpty { return exact }
    if !alike.isEmpty { return alike }
    let near = range(work).filter { names[authorships[$0].mention].mayBe(key) }
    return near.count == 1 ? near : []
  }

  /// Where the byline of a work has what stands at a place of an entry's byline.
  private func place(_ position: Int, of record: UInt32, in work: Int) -> Int? {
    let byline = store.byline(Int(record))
    let listed = range(work)
    guard position <= max(byline.count, listed.count) else { return nil }
    guard position <= byline.count else { return listed.lowerBound + position - 1 }
    let mention = store.authorships[byline.lowerBound + position - 1].mention
    let same = listed.lowerBound + position - 1
    if listed.contains(same), authorships[same].mention == mention { return same }
    if let match = listed.first(where: { authorships[$0].mention == mention }) { return match }
    let key = names[mention]
    return listed.first { names[authorships[$0].mention].isSameSpelling(key) }
      ?? listed.first { names[authorships[$0].mention].mayBe(key) }
  }
}
