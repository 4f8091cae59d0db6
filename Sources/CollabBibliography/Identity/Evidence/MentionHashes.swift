extension Bibliography {
  /// Calls a function with a number for each place on the byline of each entry, and the person who
  /// stands there, and with one for who stands on none. The number depends on the entry's title, year, name and place alone, so that
  /// it is the same in every file and every version.
  ///
  /// - Complexity: O(authorships).
  package func forEachMention(_ body: (_ hash: UInt64, _ year: Int, _ person: Int) -> Void) {
    let store = works.store
    var isNamed = [Bool](repeating: false, count: people.count)
    for work in works.indices {
      let authors = works.authors(ofWork: work).map { Int($0) }
      for index in Int(works.merged.offsets[work])..<Int(works.merged.offsets[work + 1]) {
        let record = Int(works.merged.records[index]), row = store.rows[record]
        let title = row.title == 0 ? row.key : row.title
        let ofTitle = title == 0 ? 0 : store.texts.withBytes(title) { textHash($0) }
        let year = row.year == RecordStore.Row.unknown ? Int.max : Int(row.year)
        for (position, place) in store.byline(record).enumerated() {
          let mention = store.authorships[place].mention
          guard let person = authors.first(where: { people.mentions(of: $0).contains(mention) })
          else { continue }
          var hash = ofTitle
          for part in [
            UInt64(bitPattern: Int64(year)), UInt64(position),
            store.mentions.withBytes(mention) { textHash($0) },
          ] {
            hash = (hash ^ part) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
          }
          body(hash, year, person)
          isNamed[person] = true
        }
      }
    }
    // Vertices of graphs stand on no byline.
    for person in people.indices where !isNamed[person] {
      var label = people.label(person)
      body(label.withUTF8 { textHash($0) }, .max, person)
    }
  }
}
