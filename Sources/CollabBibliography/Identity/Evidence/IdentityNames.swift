/// Distinct names of people, taken apart into folded words so that they can be compared as names.
///
/// Names are numbered as they are added. All texts are interned in one pool, so that equal words
/// have equal numbers.
struct IdentityNames: Sendable {
  private(set) var pool = TextPool()
  /// The family name with its particle, without gaps.
  private(set) var family: [UInt32] = []
  /// What stands behind the name: `jr`, `iii`; 0 for nothing.
  private(set) var suffix: [UInt32] = []
  /// All given words, family and suffix: names of one number differ in accents, case and gaps only.
  private(set) var whole: [UInt32] = []
  /// What names must share to be compared: the family and the first initial.
  private(set) var block: [UInt32] = []
  /// The first letter of the given names; 0 where none is known.
  private(set) var initial: [UInt32] = []
  /// The number of given words that are no initials.
  private(set) var fullWords: [UInt8] = []
  /// Whether the family name is spelled with an umlaut, which others transcribe.
  private(set) var hasUmlaut: [Bool] = []
  /// Whether the family name is a frequent romanised Chinese, Korean or Vietnamese one.
  private(set) var isEastAsian: [Bool] = []
  /// What names share whose family name is one word of this one's, `Molla` of `Molla-Aliod`, and
  /// those whose given name is a short form with another initial, `Bill` of `William`.
  private var otherBlocks = WordLists()
  /// The first and the last word of each family name; 0 where it is one word.
  private var familyEnds: [(head: UInt32, tail: UInt32)] = []
  private var words = WordLists()
  private var units = WordLists()
  private(set) var givenWords = GivenWords()
  /// All given letters, as a given word; 0 for none.
  private(set) var givenLetters: [UInt32] = []

  var count: Int { family.count }

  /// The given words of a name: `jean` and `p` of `Jean-P.`.
  func words(of name: Int) -> ArraySlice<UInt32> { words[name] }
  /// The given words, hyphenated ones as one: `xiaohua` of `Xiao-Hua`.
  func units(of name: Int) -> ArraySlice<UInt32> { units[name] }
  /// The first given word; 0 where no given name is known.
  func firstUnit(of name: Int) -> UInt32 { units[name].first ?? 0 }
  /// The blocks of shorter forms of the family name, and of short forms of the given name.
  func otherBlocks(of name: Int) -> ArraySlice<UInt32> { otherBlocks[name] }
  /// Whether the family name of one is the first or the last word of the other's.
  func isFamilyPart(_ a: Int, _ b: Int) -> Bool {
    let (long, short) = (familyEnds[a], family[b]), (other, mine) = (familyEnds[b], family[a])
    return short != 0 && (long.head == short || long.tail == short)
      || mine != 0 && (other.head == mine || other.tail == mine)
  }
  /// Whether a given word is one letter; one character of a script such as Han is a name.
  func isInitial(_ word: UInt32) -> Bool { givenWords[word].isInitial }

  /// Adds a name as its parts are spelled, in UTF-8.
  mutating func add(
    given: UnsafeBufferPointer<UInt8>, particle: UnsafeBufferPointer<UInt8>,
    family familyText: UnsafeBufferPointer<UInt8>, suffix suffixText: UnsafeBufferPointer<UInt8>
  ) {
    if let letters = EastAsianName.letters(family: familyText, given: given) {
      return add(eastAsian: letters)
    }
    var letters: [UInt8] = [], suffixLetters: [UInt8] = []
    Folding.fold(suffixText, into: &suffixLetters)
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
      joined += found.allSatisfy(isOneLetter) ? found : [found.flatMap { $0 }]
    }
    let first = parts.first.map { part in
      part.withUnsafeBufferPointer { bytes in
        Array(bytes.prefix(max(firstLetter(bytes), firstCharacter(bytes))))
      }
    }
    var all = Array(parts.joined())
    all.append(0)
    all += familyLetters
    if !suffixLetters.isEmpty { all += [0] + suffixLetters }
    family.append(intern(familyLetters))
    suffix.append(intern(suffixLetters))
    whole.append(intern(all))
    initial.append(intern(first ?? []))
    block.append(intern(umlautsPlain(familyLetters) + [0] + (first ?? [])))
    fullWords.append(UInt8(clamping: parts.count { !isOneLetter($0) }))
    hasUmlaut.append(containsUmlaut(particle) || containsUmlaut(familyText))
    let ends = Self.familyWords(particle: particle, family: familyText).map { intern($0) }
    familyEnds.append((ends.first ?? 0, ends.last ?? 0))
    otherBlocks.append(
      Set(ends).sorted().map { end in
        intern(umlautsPlain(pool.withBytes(end) { Array($0) }) + [0] + (first ?? []))
      }
        + nicknameInitials(parts.first ?? []).map {
          intern(umlautsPlain(familyLetters) + [0, $0])
        })
    isEastAsian.append(eastAsianFamilies.contains(String(decoding: familyLetters, as: UTF8.self)))
    words.append(parts.map { givenWords.intern($0) })
    units.append(joined.map { givenWords.intern($0) })
    givenLetters.append(givenWords.intern(Array(parts.joined())))
  }

  /// Adds a name in Chinese characters, kana or hangul: it is compared as a whole, with its first
  /// character for the family name.
  private mutating func add(eastAsian letters: [UInt8]) {
    let first = Array(letters.prefix(EastAsianName.firstLength(letters)))
    let rest = Array(letters.dropFirst(first.count))
    let initial = Array(rest.prefix(EastAsianName.firstLength(rest)))
    family.append(intern(first))
    suffix.append(intern([]))
    whole.append(intern(rest + [0] + first))
    self.initial.append(intern(initial))
    block.append(intern(first + [0] + initial))
    fullWords.append(1)
    hasUmlaut.append(false)
    familyEnds.append((0, 0))
    otherBlocks.append([])
    isEastAsian.append(true)
    words.append([givenWords.intern(rest)])
    units.append([givenWords.intern(rest)])
    givenLetters.append(givenWords.intern(rest))
  }

  private mutating func intern(_ letters: [UInt8]) -> UInt32 {
    letters.withUnsafeBufferPointer { pool.intern($0) }
  }

  /// The first and the last word of a family name of several; a part needs four letters to stand for
  /// the whole.
  private static func familyWords(
    particle: UnsafeBufferPointer<UInt8>, family: UnsafeBufferPointer<UInt8>
  ) -> [[UInt8]] {
    var words: [[UInt8]] = []
    for word in family.split(whereSeparator: { $0 <= 0x20 || $0 == 0x2D }) {
      var letters: [UInt8] = []
      Folding.fold(UnsafeBufferPointer(rebasing: word), into: &letters)
      if !letters.isEmpty { words.append(letters) }
    }
    guard words.count > 1 || !particle.isEmpty, let first = words.first, let last = words.last
    else { return [] }
    return (words.count > 1 ? [first, last] : [last]).filter { $0.count >= 4 }
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
struct WordLists: Sendable {
  private var items: [UInt32] = []
  private var ends: [UInt32] = [0]

  var count: Int { ends.count - 1 }

  subscript(list: Int) -> ArraySlice<UInt32> { items[Int(ends[list])..<Int(ends[list + 1])] }

  mutating func append(_ list: [UInt32]) {
    items += list
    ends.append(UInt32(items.count))
  }
}

/// The length of a letter that may be an initial at the beginning of a word; 0 where it is of a script
/// whose characters are no initials.
func firstLetter(_ word: UnsafeBufferPointer<UInt8>) -> Int {
  guard let byte = word.first else { return 0 }
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : 0
}

/// The length of the first character, in bytes.
private func firstCharacter(_ word: UnsafeBufferPointer<UInt8>) -> Int {
  guard let byte = word.first else { return 0 }
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
}

private func isOneLetter(_ word: [UInt8]) -> Bool {
  word.withUnsafeBufferPointer { $0.count == firstLetter($0) }
}

/// Whether a text holds ä, ö or ü, in one character or two.
private func containsUmlaut(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  text.indices.dropLast().contains { index in
    switch (text[index], text[index + 1]) {
    case (0xC3, 0x84), (0xC3, 0x96), (0xC3, 0x9C), (0xC3, 0xA4), (0xC3, 0xB6), (0xC3, 0xBC): true
    case (0xCC, 0x88): true
    default: false
    }
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
