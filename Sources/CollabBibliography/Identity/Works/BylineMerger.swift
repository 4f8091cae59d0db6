import CollabCore

/// Makes one byline of those that the entries of a work show.
///
/// A whole byline wins over a cut one, the longer over the shorter, the first in canonical order
/// among equals. The other entries complete its names: `J. Smith` becomes `John Smith` where the
/// work has no other Smith who may be meant. Page owners whom it leaves out are added behind it.
struct BylineMerger {
  var store: RecordStore
  var names: NameKeys
  /// Names of other entries that the bylines of their works leave out.
  private(set) var dropped = NamesLeftOut()
  /// Names that stand on the bylines with given and family name exchanged.
  private(set) var inverted = NamesLeftOut()

  init(store: RecordStore, names: NameKeys) {
    self.store = store
    self.names = names
  }

  /// How many names of how many works, with the first of them.
  struct NamesLeftOut {
    var names = 0
    var works = 0
    var examples: [(record: UInt32, name: UInt32)] = []
  }

  /// A work's byline.
  struct Byline {
    var authors: [RecordStore.Authorship]
    var isIncomplete: Bool
    /// How many at the end are page owners whom no byline shows.
    var unlistedOwners = 0
  }

  mutating func byline(of records: ArraySlice<UInt32>) -> Byline {
    let ranges = records.map { store.byline(Int($0)) }
    let rows = records.map { store.rows[Int($0)] }
    let whole = rows.indices.filter { !rows[$0].bylineIsCut && !ranges[$0].isEmpty }
    let candidates = whole.isEmpty ? Array(rows.indices) : whole
    // Of equals `max` takes the first.
    guard let base = candidates.max(by: { ranges[$0].count < ranges[$1].count })
    else { return Byline(authors: [], isIncomplete: false) }
    var result = Byline(
      authors: Array(store.authorships[ranges[base]]),
      isIncomplete: whole.isEmpty && rows.contains { $0.bylineIsCut })
    let before = (dropped: dropped.names, inverted: inverted.names)
    for (other, record) in zip(rows.indices, records) where other != base {
      for place in ranges[other] {
        let authorship = store.authorships[place]
        if !add(authorship, to: &result, isNew: whole.isEmpty) {
          leaveOut(authorship.mention, of: record, from: result)
        }
      }
    }
    if dropped.names > before.dropped { dropped.works += 1 }
    if inverted.names > before.inverted { inverted.works += 1 }
    let listed = result.authors.count
    for row in rows {
      if let owner = store.owner(of: row) { _ = add(owner, to: &result, isNew: true) }
    }
    result.unlistedOwners = result.authors.count - listed
    return result
  }

  private mutating func leaveOut(_ mention: UInt32, of record: UInt32, from byline: Byline) {
    let name = names[mention]
    if byline.authors.contains(where: { names[$0.mention].isInverted(name) }) {
      inverted.add(record, mention)
    } else if !byline.authors.contains(where: { isVariant($0.mention, mention) }) {
      dropped.add(record, mention)
    }
  }

  /// Whether two names are spellings of one: the same initial, and family names that share a word,
  /// `de Bree` and `Bree`, or are the same but for one letter.
  private func isVariant(_ a: UInt32, _ b: UInt32) -> Bool {
    guard names[a].initial == names[b].initial, let one = store.contributor(a)?.name,
      let other = store.contributor(b)?.name
    else { return false }
    let words = { (name: PersonName) in
      Set(
        "\(name.particle) \(name.family)".split { " -’'".contains($0) }
          .map { Folding.letters(String($0)) })
    }
    return words(one).contains { $0.count > 2 && words(other).contains($0) }
      || differInOneLetter(Folding.letters(one.family), Folding.letters(other.family))
  }

  private func differInOneLetter(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    let same = zip(a, b).prefix { $0 == $1 }.count
    let left = min(a.count, b.count) - same
    let sameAtEnd = zip(a.reversed(), b.reversed()).prefix(left).prefix { $0 == $1 }.count
    return min(a.count, b.count) > 3 && max(a.count, b.count) - same - sameAtEnd <= 1
  }

  /// Finds a name on the byline and completes it there, or adds it behind where it `isNew`.
  ///
  /// - Returns: whether the byline has it now.
  private mutating func add(
    _ authorship: RecordStore.Authorship, to byline: inout Byline, isNew: Bool
  ) -> Bool {
    if byline.authors.contains(where: { $0.mention == authorship.mention }) { return true }
    let name = names[authorship.mention]
    var matches = byline.authors.indices.filter {
      names[byline.authors[$0].mention].isSameSpelling(name)
    }
    if matches.isEmpty {
      matches = byline.authors.indices.filter { names[byline.authors[$0].mention].mayBe(name) }
    }
    guard let match = matches.first else {
      if isNew { byline.authors.append(authorship) }
      return isNew
    }
    if matches.count == 1 { complete(&byline.authors[match], with: authorship) }
    return true
  }

  private mutating func complete(
    _ author: inout RecordStore.Authorship, with other: RecordStore.Authorship
  ) {
    author.affiliations = store.completed(author.affiliations, with: other.affiliations)
    let mine = names[author.mention], theirs = names[other.mention]
    let isFuller = theirs.given.rawValue > mine.given.rawValue && mine.beginsWithInitial
    if mine.isIdentified {
      guard isFuller, !theirs.isIdentified else { return }
      rename(&author, to: other.mention, identifiedBy: author.mention)
    } else if theirs.isIdentified && !isFuller {
      rename(&author, to: author.mention, identifiedBy: other.mention)
    } else if isFuller {
      author.mention = other.mention
    }
  }

  private mutating func rename(
    _ author: inout RecordStore.Authorship, to name: UInt32, identifiedBy other: UInt32
  ) {
    guard var contributor = store.contributor(name),
      let identifiers = store.contributor(other)?.identifiers
    else { return }
    contributor.identifiers = identifiers
    author.mention = store.intern(mention: contributor)
    if Int(author.mention) == names.count { names.append(author.mention, of: store.mentions) }
  }
}

extension BylineMerger.NamesLeftOut {
  fileprivate mutating func add(_ record: UInt32, _ name: UInt32) {
    names += 1
    if examples.count < 3 { examples.append((record, name)) }
  }
}

extension BylineMerger {
  /// What the bylines leave out, one message a kind, with the entry of the first example.
  ///
  /// - Parameter place: the file and line of an entry.
  func messages(
    _ place: (UInt32) -> String
  ) -> [(record: UInt32, diagnostic: Diagnostic)] {
    var messages: [(record: UInt32, diagnostic: Diagnostic)] = []
    if let first = dropped.examples.first {
      messages.append(
        (
          first.record,
          Diagnostic(
            "merge.byline-differs", .warning,
            "entries of \(counted(dropped.works, "work")) name \(counted(dropped.names, "author"))"
              + " whom the byline that is kept leaves out: \(examples(dropped, place))")
        ))
    }
    if let first = inverted.examples.first {
      messages.append(
        (
          first.record,
          Diagnostic(
            "merge.inverted-name", .note,
            "entries of \(counted(inverted.works, "work")) have given and family name exchanged in"
              + " \(counted(inverted.names, "name")), which count as the name of the byline that is"
              + " kept: \(examples(inverted, place))")
        ))
    }
    return messages
  }

  private func examples(_ list: NamesLeftOut, _ place: (UInt32) -> String) -> String {
    let names = list.examples.compactMap { example in
      store.contributor(example.name).map { "'\($0.name.display)' (\(place(example.record)))" }
    }
    return names.joined(separator: ", ") + (list.names > names.count ? ", …" : "")
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)" + (count == 1 ? "" : "s")
  }
}
