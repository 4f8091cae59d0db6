import CollabCore

extension People {
  /// Numbers the people that a resolver found, by sort name.
  ///
  /// - Parameter representatives: for each place of a byline a place that stands for its person;
  ///   `nil` where all places of a mention are one person's.
  /// - Returns: the people, the person of each mention (of several the one with the most places),
  ///   and the person at each place.
  static func make(
    from resolver: inout PeopleResolver, representatives: [UInt32]?, works: MergedRecords,
    execution: Execution
  ) throws(Cancellation) -> (People, personOf: [UInt32], personAt: [UInt32]) {
    let store = resolver.store, authorships = resolver.authorships
    var counts = [UInt32](repeating: 0, count: resolver.names.count)
    for authorship in authorships { counts[Int(authorship.mention)] += 1 }

    // The mentions of a person stand together, in ascending order as all do.
    var slots: [UInt64] = []
    if let representatives {
      for (place, authorship) in authorships.enumerated() {
        slots.append(UInt64(representatives[place]) << 32 | UInt64(authorship.mention))
      }
      for mention in resolver.used where counts[Int(mention)] == 0 {
        let root = authorships.count + resolver.sets.find(Int(mention))
        slots.append(UInt64(root) << 32 | UInt64(mention))
      }
    } else {
      for mention in resolver.used {
        slots.append(UInt64(resolver.sets.find(Int(mention))) << 32 | UInt64(mention))
      }
    }
    slots.sort()
    var ordered: [UInt32] = [], ranges: [Range<Int>] = [], roots: [UInt32] = []
    var sizes: [UInt32] = []
    for (index, slot) in slots.enumerated() {
      let root = UInt32(slot >> 32), mention = UInt32(truncatingIfNeeded: slot)
      if index > 0, slots[index - 1] == slot {
        sizes[sizes.count - 1] += 1
        continue
      }
      if roots.last != root {
        roots.append(root)
        ranges.append(ordered.count..<ordered.count)
      }
      ordered.append(mention)
      sizes.append(1)
      ranges[ranges.count - 1] = ranges[ranges.count - 1].lowerBound..<ordered.count
    }
    slots = []
    for range in ranges where range.count > 1 {
      let chosen = ordered[range].filter { resolver.rulings.shown.contains($0) }
      let shown = shownMention(
        chosen.isEmpty ? ordered[range] : chosen[...], names: resolver.names, counts: counts,
        store: store)
      if let place = ordered[range].firstIndex(of: shown) {
        ordered.swapAt(range.lowerBound, place)
        sizes.swapAt(range.lowerBound, place)
      }
    }

    let renamed = resolver.shownByRuling(ranges.map { ordered[$0] })
    let shown = ranges.indices.map { renamed[$0] ?? ordered[ranges[$0].lowerBound] }

    var result = People(store: store)
    var personOf = [UInt32](repeating: 0, count: resolver.names.count)
    result.mentions.reserveCapacity(ordered.count)
    let order = try SortKeys.order(
      of: shown, in: store, execution: execution)
    result.offsets.reserveCapacity(order.count + 1)
    result.areGroups.reserveCapacity(order.count)
    var places = [UInt32](repeating: 0, count: resolver.names.count)
    var numberOf = [UInt32](repeating: 0, count: ranges.count)
    for (person, place) in order.enumerated() {
      let range = ranges[Int(place)]
      numberOf[Int(place)] = UInt32(person)
      if renamed[Int(place)] != nil { result.mentions.append(shown[Int(place)]) }
      for index in range {
        let mention = Int(ordered[index])
        result.mentions.append(ordered[index])
        if sizes[index] > places[mention] {
          places[mention] = sizes[index]
          personOf[mention] = UInt32(person)
        }
      }
      result.offsets.append(UInt32(result.mentions.count))
      result.areGroups.append(resolver.names[shown[Int(place)]].isGroup)
    }
    let personAt: [UInt32]
    if let representatives {
      var numbers = [UInt32](repeating: 0, count: authorships.count)
      for (place, root) in roots.enumerated() where Int(root) < authorships.count {
        numbers[Int(root)] = numberOf[place]
      }
      personAt = representatives.map { numbers[Int($0)] }
    } else {
      personAt = authorships.map { personOf[Int($0.mention)] }
    }
    let homonyms = try result.homonyms(execution)
    if !homonyms.isEmpty {
      let traits = HomonymTraits(
        of: homonyms, personAt: personAt, resolver: resolver, works: works)
      result.mark(homonyms, traits)
    }
    return (result, personOf, personAt)
  }

  /// The spelling to show: given names in full before initials, mixed case before capitals, then
  /// the one on most works, then the one with more accents, then the first by letters.
  private static func shownMention(
    _ mentions: ArraySlice<UInt32>, names: NameKeys, counts: [UInt32], store: RecordStore
  ) -> UInt32 {
    let displays = mentions.map { store.contributor($0)?.name.display ?? "" }
    var frequency: [String: UInt32] = [:]
    for (mention, display) in zip(mentions, displays) {
      frequency[display, default: 0] += counts[Int(mention)]
    }
    let ranked = zip(mentions, displays).map {
      mention, display -> (rank: (Int, Int, UInt32, Int), display: String, mention: UInt32) in
      let isMixed = display.contains { $0.isLowercase } && display.contains { $0.isUppercase }
      let accents = display.unicodeScalars.count { !$0.isASCII }
      return (
        (
          names[mention].beginsWithInitial ? 0 : 1, isMixed ? 1 : 0, frequency[display, default: 0],
          accents
        ),
        display, mention
      )
    }
    return ranked.max {
      $0.rank != $1.rank ? $0.rank < $1.rank : ($1.display, $1.mention) < ($0.display, $0.mention)
    }?.mention ?? mentions[mentions.startIndex]
  }
}

/// What people are ordered by, one behind the other in one run of bytes: the family name and then
/// the given names without accents and case, then the spelling itself and the identifiers.
private struct SortKeys {
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]

  /// The places of mentions in a list, in the order of the mentions.
  static func order(
    of mentions: [UInt32], in store: RecordStore, execution: Execution
  ) throws(Cancellation) -> [UInt32] {
    let parts = try execution.mapChunks(
      of: mentions.count, size: 8192, phase: "people", scratch: {}
    ) { _, range in
      var keys = SortKeys()
      for place in range { keys.append(mentions[place], in: store) }
      return keys
    }
    var keys = SortKeys()
    keys.bytes.reserveCapacity(parts.reduce(0) { $0 + $1.bytes.count })
    keys.ends.reserveCapacity(mentions.count + 1)
    for part in parts {
      let base = keys.bytes.count
      keys.bytes += part.bytes
      for end in part.ends.dropFirst() { keys.ends.append(base + end) }
    }
    return keys.order()
  }

  /// Adds the key of a mention; keys are numbered from 0.
  private mutating func append(_ mention: UInt32, in store: RecordStore) {
    store.mentions.withBytes(mention) { term in
      let given = term.firstIndex(of: 0x1F) ?? term.count
      let family = term[given...].dropFirst().firstIndex(of: 0x1F) ?? term.count
      if family < term.count {
        Folding.fold(UnsafeBufferPointer(rebasing: term[given + 1..<family]), into: &bytes)
        bytes.append(0)
        Folding.fold(UnsafeBufferPointer(rebasing: term[..<given]), into: &bytes)
      }
      bytes.append(0)
      bytes.append(contentsOf: term)
    }
    ends.append(bytes.count)
  }

  /// The numbers of the keys in ascending order.
  private func order() -> [UInt32] {
    bytes.withUnsafeBufferPointer { bytes in
      // The first eight bytes decide nearly always.
      var order = (0..<ends.count - 1).map { key -> (head: UInt64, key: UInt32) in
        var head: UInt64 = 0
        for offset in 0..<8 {
          let place = ends[key] + offset
          head = head << 8 | (place < ends[key + 1] ? UInt64(bytes[place]) : 0)
        }
        return (head, UInt32(key))
      }
      order.sort { a, b in
        if a.head != b.head { return a.head < b.head }
        let x = bytes[ends[Int(a.key)]..<ends[Int(a.key) + 1]]
        let y = bytes[ends[Int(b.key)]..<ends[Int(b.key) + 1]]
        // One spelling may be several people's.
        return x.elementsEqual(y) ? a.key < b.key : x.lexicographicallyPrecedes(y)
      }
      return order.map(\.key)
    }
  }
}
