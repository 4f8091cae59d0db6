/// A place on the byline of an entry, and who stands there.
public struct BylinePlace: Sendable {
  /// The entry.
  public var entry: Provenance
  /// The place, from 1.
  public var position: Int
  /// The name as the entry gives it.
  public var name: String
  /// The index of the person; `nil` where the byline of the merged work leaves the name out.
  public var person: Int?
}

extension Bibliography {
  /// Calls a function with every place of every entry's byline, in the order of the works.
  ///
  /// - Complexity: O(authorships).
  public func forEachBylinePlace(_ body: (BylinePlace) -> Void) {
    var letters: [UInt8] = []
    for work in works.indices {
      let authors = works.authors(ofWork: work).map { Int($0) }
      for index in Int(works.merged.offsets[work])..<Int(works.merged.offsets[work + 1]) {
        let record = Int(works.merged.records[index])
        let entry = Provenance(
          source: Int(works.sources[record]), line: Int(works.store.rows[record].line),
          key: works.store.texts.text(works.store.rows[record].key))
        var taken: Set<Int> = []
        for (position, place) in works.store.byline(record).enumerated() {
          let mention = works.store.authorships[place].mention
          let person =
            works.dropped[work]?.contains(mention) == true
            ? nil : person(mention, among: authors, taken, &letters)
          if let person { taken.insert(person) }
          body(
            BylinePlace(
              entry: entry, position: position + 1,
              name: works.store.contributor(mention)?.name.display ?? "", person: person))
        }
      }
    }
  }

  /// The author of a work whom a mention means: one with this very mention, or else the one whose
  /// name it may be; of several one who was not taken before.
  private func person(
    _ mention: UInt32, among authors: [Int], _ taken: Set<Int>, _ letters: inout [UInt8]
  ) -> Int? {
    let exact = authors.filter { people.mentions(of: $0).contains(mention) }
    if let first = exact.first { return exact.first { !taken.contains($0) } ?? first }
    let key = works.store.mentions.withBytes(mention) { NameKey(term: $0, letters: &letters) }
    let keys = authors.map { author in
      people.mentions(of: author).map { mention in
        works.store.mentions.withBytes(mention) { NameKey(term: $0, letters: &letters) }
      }
    }
    let match =
      keys.firstIndex { $0.contains { $0.isSameSpelling(key) } }
      ?? keys.firstIndex { $0.contains { $0.mayBe(key) } }
    return match.map { authors[$0] }
  }
}

extension People {
  func mentions(of person: Int) -> ArraySlice<UInt32> {
    mentions[Int(offsets[person])..<Int(offsets[person + 1])]
  }
}
