extension People {
  /// Numbers the people that a resolver found, by sort name, and says which mention is whose.
  static func make(from resolver: inout PeopleResolver) -> (People, personOf: [UInt32]) {
    let store = resolver.store
    var counts = [UInt32](repeating: 0, count: resolver.names.count)
    for authorship in resolver.authorships { counts[Int(authorship.mention)] += 1 }

    var members: [(root: Int, mention: UInt32)] = resolver.used.map {
      (resolver.sets.find(Int($0)), $0)
    }
    members.sort { $0 < $1 }
    var people: [(key: SortKey, mentions: ArraySlice<UInt32>)] = []
    var ordered = members.map(\.mention)
    var start = 0
    while start < members.count {
      var end = start + 1
      while end < members.count, members[end].root == members[start].root { end += 1 }
      if end - start > 1 {
        let chosen = ordered[start..<end].filter { resolver.rules.shown.contains($0) }
        let shown = shownMention(
          chosen.isEmpty ? ordered[start..<end] : chosen[...], names: resolver.names,
          counts: counts, store: store)
        if let place = ordered[start..<end].firstIndex(of: shown) {
          ordered.swapAt(start, place)
        }
      }
      people.append((SortKey(ordered[start], in: store), ordered[start..<end]))
      start = end
    }
    people.sort { $0.key < $1.key }

    var result = People(store: store), personOf = [UInt32](repeating: 0, count: resolver.names.count)
    result.mentions.reserveCapacity(ordered.count)
    for (index, person) in people.enumerated() {
      result.mentions += person.mentions
      result.offsets.append(UInt32(result.mentions.count))
      for mention in person.mentions { personOf[Int(mention)] = UInt32(index) }
    }
    result.markHomonyms()
    return (result, personOf)
  }

  /// The spelling to show: given names in full before initials, mixed case before capitals, then
  /// the most frequent, then the one with more accents, then the first by letters.
  private static func shownMention(
    _ mentions: ArraySlice<UInt32>, names: NameKeys, counts: [UInt32], store: RecordStore
  ) -> UInt32 {
    var frequency: [UInt64: UInt32] = [:]
    for mention in mentions { frequency[names[mention].whole, default: 0] += counts[Int(mention)] }
    let ranked = mentions.map { mention -> (rank: (Int, Int, UInt32, Int, UInt32), display: String, mention: UInt32) in
      let key = names[mention]
      let display = store.contributor(mention)?.name.display ?? ""
      let isMixed = display.contains { $0.isLowercase } && display.contains { $0.isUppercase }
      let accents = display.unicodeScalars.count { !$0.isASCII }
      return (
        (key.beginsWithInitial ? 0 : 1, isMixed ? 1 : 0, frequency[key.whole, default: 0], accents, counts[Int(mention)]),
        display, mention
      )
    }
    return ranked.max {
      $0.rank != $1.rank ? $0.rank < $1.rank : ($1.display, $1.mention) < ($0.display, $0.mention)
    }?.mention ?? mentions[mentions.startIndex]
  }

  /// Gives people of one shown name different marks: their identifier, or else a number.
  private mutating func markHomonyms() {
    var hashes: [(hash: UInt64, person: UInt32)] = []
    hashes.reserveCapacity(count)
    for person in indices {
      var name = label(person)
      hashes.append((name.withUTF8 { textHash($0) }, UInt32(person)))
    }
    hashes.sort { $0 < $1 }
    var start = 0
    while start < hashes.count {
      var end = start + 1
      while end < hashes.count, hashes[end].hash == hashes[start].hash { end += 1 }
      if end - start > 1 { mark(hashes[start..<end].map { Int($0.person) }) }
      start = end
    }
  }

  private mutating func mark(_ people: [Int]) {
    var seen: Set<String> = [""]
    for (index, person) in people.enumerated() {
      let identifier = self[person].identifiers.first?.description ?? ""
      let mark = index == 0 || !seen.contains(identifier) ? identifier : "\(index + 1)"
      seen.insert(mark)
      if !mark.isEmpty { marks[person] = mark }
    }
  }
}

/// The order of people: by family name and then by given names without accents and case, then by
/// the spelling itself and the identifiers.
private struct SortKey: Comparable {
  var folded: [UInt8]
  var mention: [UInt8]

  init(_ mention: UInt32, in store: RecordStore) {
    guard let contributor = store.contributor(mention) else {
      folded = []
      self.mention = []
      return
    }
    folded = Folding.letters(contributor.name.family) + [0] + Folding.letters(contributor.name.given)
    self.mention = store.mentions.withBytes(mention) { Array($0) }
  }

  static func < (a: SortKey, b: SortKey) -> Bool {
    if a.folded != b.folded { return a.folded.lexicographicallyPrecedes(b.folded) }
    return a.mention.lexicographicallyPrecedes(b.mention)
  }
}
