/// Makes one byline of those that the entries of a work show.
///
/// A whole byline wins over a cut one, the longer over the shorter, the first in canonical order
/// among equals. The other entries complete its names: `J. Smith` becomes `John Smith` where the
/// work has no other Smith who may be meant. Page owners whom it leaves out are added behind it.
struct BylineMerger {
  var store: RecordStore
  var names: NameKeys

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
    for other in rows.indices where other != base {
      for place in ranges[other] {
        add(store.authorships[place], to: &result, isNew: whole.isEmpty)
      }
    }
    let listed = result.authors.count
    for row in rows {
      if let owner = store.owner(of: row) { add(owner, to: &result, isNew: true) }
    }
    result.unlistedOwners = result.authors.count - listed
    return result
  }

  /// Finds a name on the byline and completes it there, or adds it behind where it `isNew`.
  private mutating func add(
    _ authorship: RecordStore.Authorship, to byline: inout Byline, isNew: Bool
  ) {
    if byline.authors.contains(where: { $0.mention == authorship.mention }) { return }
    let name = names[authorship.mention]
    var matches = byline.authors.indices.filter {
      names[byline.authors[$0].mention].isSameSpelling(name)
    }
    if matches.isEmpty {
      matches = byline.authors.indices.filter { names[byline.authors[$0].mention].mayBe(name) }
    }
    guard let match = matches.first else {
      if isNew { byline.authors.append(authorship) }
      return
    }
    if matches.count == 1 { complete(&byline.authors[match], with: authorship) }
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
