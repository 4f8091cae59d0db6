/// Distinct names of people, taken apart into folded words so that they can be compared as names.
///
/// Names are numbered as they are added. All texts are interned in one pool, so that equal words
/// have equal numbers.
struct IdentityNames: Sendable {
  private(set) var pool = TextPool()
  /// The family name with its particle, without gaps.
  private(set) var family: [UInt32] = []
  /// All given words and the family: names of one number differ in accents, case and gaps only.
  private(set) var whole: [UInt32] = []
  /// What names must share to be compared: the family and the first initial.
  private(set) var block: [UInt32] = []
  /// The number of given words that are no initials.
  private(set) var fullWords: [UInt8] = []
  /// Whether the family name is a frequent romanised Chinese, Korean or Vietnamese one.
  private(set) var isEastAsian: [Bool] = []
  private var words = WordLists()
  private var units = WordLists()

  var count: Int { family.count }

  /// The given words of a name: `jean` and `p` of `Jean-P.`.
  func words(of name: Int) -> ArraySlice<UInt32> { words[name] }
  /// The given words, hyphenated ones as one: `xiaohua` of `Xiao-Hua`.
  func units(of name: Int) -> ArraySlice<UInt32> { units[name] }
  /// The first given word; 0 where no given name is known.
  func firstUnit(of name: Int) -> UInt32 { units[name].first ?? 0 }
  /// The first letter of the given names; 0 where none is known.
  func initial(of name: Int) -> UInt8 {
    words[name].first.map { pool.withBytes($0) { $0[0] } } ?? 0
  }

  /// Adds a name as its parts are spelled, in UTF-8.
  mutating func add(
    given: UnsafeBufferPointer<UInt8>, particle: UnsafeBufferPointer<UInt8>,
    family familyText: UnsafeBufferPointer<UInt8>
  ) {
    var letters: [UInt8] = []
    Folding.fold(particle, into: &letters)
    Folding.fold(familyText, into: &letters)
    let familyLetters = letters
    let capitalsAreInitials = familyText.contains { $0 &- 0x61 < 26 }
    var parts: [[UInt8]] = [], joined: [[UInt8]] = []
    for word in given.split(whereSeparator: { $0 <= 0x20 }) {
      let pieces = Self.pieces(UnsafeBufferPointer(rebasing: word))
      guard !pieces.letters.isEmpty else { continue }
      var found = pieces.letters
      // `JA` beside a family name in mixed case is two initials.
      if capitalsAreInitials, pieces.count == 1, pieces.isCapitals, (2...3).contains(found[0].count)
      {
        found = found[0].map { [$0] }
      }
      parts += found
      joined += found.allSatisfy { $0.count == 1 } ? found : [found.flatMap { $0 }]
    }
    var all: [UInt8] = []
    for part in parts { all += part }
    let initial = parts.first?.first
    let full = parts.count { $0.count > 1 }
    all.append(0)
    all += familyLetters
    family.append(intern(familyLetters))
    whole.append(intern(all))
    block.append(intern(umlautsPlain(familyLetters) + [0, initial ?? 0]))
    fullWords.append(UInt8(clamping: full))
    isEastAsian.append(eastAsianFamilies.contains(String(decoding: familyLetters, as: UTF8.self)))
    words.append(parts.map { intern($0) })
    units.append(joined.map { intern($0) })
  }

  private mutating func intern(_ letters: [UInt8]) -> UInt32 {
    letters.withUnsafeBufferPointer { pool.intern($0) }
  }

  /// The folded pieces of a word between dots and hyphens.
  private static func pieces(
    _ word: UnsafeBufferPointer<UInt8>
  ) -> (letters: [[UInt8]], count: Int, isCapitals: Bool) {
    var letters: [[UInt8]] = [], count = 0, start = 0, index = 0, isCapitals = true
    func close(_ end: Int) {
      guard end > start else { return }
      count += 1
      var folded: [UInt8] = []
      Folding.fold(UnsafeBufferPointer(rebasing: word[start..<end]), into: &folded)
      if !folded.isEmpty { letters.append(folded) }
    }
    while index < word.count {
      let byte = word[index]
      let isDash =
        byte == 0xE2 && index + 2 < word.count && word[index + 1] == 0x80
        && (0x90...0x95).contains(word[index + 2])
      if byte == 0x2D || byte == 0x2E || byte == 0x2C || isDash {
        close(index)
        index += isDash ? 3 : 1
        start = index
      } else {
        if byte &- 0x41 >= 26 { isCapitals = false }
        index += 1
      }
    }
    close(index)
    return (letters, count, isCapitals)
  }
}

/// Lists of words, one behind the other.
private struct WordLists: Sendable {
  private var items: [UInt32] = []
  private var ends: [UInt32] = [0]

  subscript(list: Int) -> ArraySlice<UInt32> { items[Int(ends[list])..<Int(ends[list + 1])] }

  mutating func append(_ list: [UInt32]) {
    items += list
    ends.append(UInt32(items.count))
  }
}

/// Folded letters without the second letter of a transcribed umlaut: `muller` of `mueller`.
func umlautsPlain(_ letters: some Collection<UInt8>) -> [UInt8] {
  var result: [UInt8] = []
  for letter in letters {
    if letter == UInt8(ascii: "e"), let last = result.last,
      last == UInt8(ascii: "a") || last == UInt8(ascii: "o") || last == UInt8(ascii: "u")
    {
      continue
    }
    result.append(letter)
  }
  return result
}
