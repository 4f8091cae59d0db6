/// Words with numbers, in the order in which they first come.
///
/// Their bytes lie side by side, so that a word costs no object of its own.
struct WordTable: Sendable {
  private var bytes: [UInt8] = []
  /// Where each word ends in ``bytes``, after a leading 0.
  private var ends = [0]
  /// The number of a word and 1 more; 0 is free. There are at least twice as many as words.
  private var slots = [UInt32](repeating: 0, count: 1024)

  var count: Int { ends.count - 1 }

  subscript(number: Int) -> ArraySlice<UInt8> { bytes[ends[number]..<ends[number + 1]] }

  func text(_ number: Int) -> String { String(decoding: self[number], as: UTF8.self) }

  /// The number of a word, a new one where it is new.
  mutating func number(of word: ArraySlice<UInt8>) -> Int {
    var slot = slot(of: word)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if isEqual(number, word) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    bytes += word
    ends.append(bytes.count)
    slots[slot] = UInt32(count)
    if 2 * count > slots.count { grow() }
    return count - 1
  }

  private func isEqual(_ number: Int, _ word: ArraySlice<UInt8>) -> Bool {
    let start = ends[number]
    guard ends[number + 1] - start == word.count else { return false }
    return word.indices.allSatisfy { word[$0] == bytes[start + $0 - word.startIndex] }
  }

  /// Where to look for a word first. The seed is of the process: nobody can choose words that all
  /// fall on one place, and no result depends on it.
  private func slot(of word: ArraySlice<UInt8>) -> Int {
    var hasher = Hasher()
    word.withUnsafeBytes { hasher.combine(bytes: $0) }
    return hasher.finalize() & (slots.count - 1)
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: 2 * slots.count)
    for number in 0..<count {
      var slot = slot(of: self[number])
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number + 1)
    }
  }
}

/// Pairs of numbers with numbers of their own, in the order in which they first come.
struct PairTable: Sendable {
  private(set) var pairs: [UInt64] = []
  private var slots = [UInt32](repeating: 0, count: 1024)

  var count: Int { pairs.count }

  static func key(_ a: UInt32, _ b: UInt32) -> UInt64 { UInt64(a) << 32 | UInt64(b) }

  func first(_ number: Int) -> Int { Int(pairs[number] >> 32) }
  func second(_ number: Int) -> Int { Int(pairs[number] & 0xffff_ffff) }

  mutating func number(of pair: UInt64) -> Int {
    var slot = slot(of: pair)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if pairs[number] == pair { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    pairs.append(pair)
    slots[slot] = UInt32(count)
    if 2 * count > slots.count { grow() }
    return count - 1
  }

  /// The finish of SplitMix64.
  private func slot(of pair: UInt64) -> Int {
    var z = pair
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int(truncatingIfNeeded: z ^ (z >> 31)) & (slots.count - 1)
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: 2 * slots.count)
    for number in 0..<count {
      var slot = slot(of: pairs[number])
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number + 1)
    }
  }
}
