/// Items with keys, to find those that share one.
struct KeyedItems {
  private var items: [(key: UInt64, item: UInt32)] = []

  mutating func append(_ key: UInt64, _ item: UInt32) { items.append((key, item)) }

  /// The items of each key that at least two bear, by key; those of a key in ascending order.
  ///
  /// - Complexity: O(*n* + *r* log *r*) for *n* items of which *r* share their key.
  func groups() -> [(key: UInt64, items: [UInt32])] {
    var shared = mayShare()
    shared.sort { $0 < $1 }
    var groups: [(key: UInt64, items: [UInt32])] = []
    var start = 0
    while start < shared.count {
      var end = start + 1
      while end < shared.count, shared[end].key == shared[start].key { end += 1 }
      if end - start > 1 { groups.append((shared[start].key, shared[start..<end].map(\.item))) }
      start = end
    }
    return groups
  }

  /// All items that share their key, and some that do not: most keys stand alone, which two bits
  /// for each tell faster than sorting them.
  private func mayShare() -> [(key: UInt64, item: UInt32)] {
    let shift = UInt64((items.count * 8).leadingZeroBitCount)
    let words = ((UInt64.max >> shift) >> 6) + 1
    var seen = [UInt64](repeating: 0, count: Int(words)), again = seen
    let place = { (key: UInt64) -> (word: Int, bit: UInt64) in
      let hash = (key &* 0x9e37_79b9_7f4a_7c15) >> shift
      return (Int(hash >> 6), 1 << (hash & 63))
    }
    for (key, _) in items {
      let (word, bit) = place(key)
      again[word] |= seen[word] & bit
      seen[word] |= bit
    }
    return items.filter { entry in
      let (word, bit) = place(entry.key)
      return again[word] & bit != 0
    }
  }
}
