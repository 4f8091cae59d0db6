/// What two spellings of a name are compared by: hashes of its folded letters, so that names are
/// matched without keeping the letters.
struct NameKey: Sendable {
  /// Of all letters in reading order.
  var whole: UInt64 = 0
  /// Of particle and family name.
  var family: UInt64 = 0
  /// Of the first given name.
  var firstGiven: UInt64 = 0
  /// Where words begin among the letters, one bit a letter, as far as 64 letters.
  var wordStarts: UInt64 = 0
  /// Where the family name begins among the letters.
  var familyStart: UInt8 = 0
  /// The first letter of the given names; 0 where there are none.
  var initial: UInt8 = 0
  /// How the given names are spelled.
  var given = Given.none
  var isGroup = false
  /// Whether it is the label of a vertex, which is no name to take apart.
  var isLabel = false
  /// Whether the source states identifiers of the person.
  var isIdentified = false
  /// Whether the name stands in a script of its own, alone or beside the one in Latin letters.
  var script = Script.one

  /// Which scripts a name is written in.
  enum Script: UInt8, Sendable {
    case one, eastAsian, latinAndNative
  }

  /// How the given names are spelled.
  enum Given: UInt8, Sendable {
    /// There are none: a mononym or a collective.
    case none
    /// All of them are initials.
    case initials
    /// The first is an initial, a later one is not.
    case initialFirst
    /// One name in full.
    case one
    /// The first in full, and more.
    case several
  }

  /// Whether two spellings differ in nothing but accents, case, hyphens, spaces and apostrophes.
  ///
  /// The family name of one must begin at a word of the other: `Garcia Lopez, Maria` is
  /// `Maria Garcia Lopez`, but `Yan Gao` is not `Yang Ao`.
  func isSameSpelling(_ other: NameKey) -> Bool {
    whole == other.whole && isGroup == other.isGroup
      && (familyStart == other.familyStart || starts(other.familyStart)
        || other.starts(familyStart))
      && (given == .none) == (other.given == .none)
  }

  /// Whether two names on bylines of one work may be one person's: equal, or of one family name
  /// with given names that do not contradict each other.
  func mayBe(_ other: NameKey) -> Bool {
    if isSameSpelling(other) { return true }
    guard family == other.family, isGroup == other.isGroup else { return false }
    if given == .none || other.given == .none { return true }
    guard initial == other.initial else { return false }
    return firstGiven == other.firstGiven || beginsWithInitial || other.beginsWithInitial
  }

  /// Whether given and family name are exchanged, `Hill Ann` for `Ann Hill`.
  func isInverted(_ other: NameKey) -> Bool {
    given == .one && other.given == .one && !isGroup && !other.isGroup && !isLabel
      && !other.isLabel && family == other.firstGiven && firstGiven == other.family
      && family != firstGiven
  }

  /// Whether the first given name is only an initial.
  var beginsWithInitial: Bool { given == .initials || given == .initialFirst }

  private func starts(_ position: UInt8) -> Bool {
    position < 64 && wordStarts & (1 << UInt64(position)) != 0
  }
}

extension NameKey {
  /// The key of a mention, from the term that stands for it.
  ///
  /// - Parameter letters: a buffer that is reused from name to name.
  init(term: UnsafeBufferPointer<UInt8>, letters: inout [UInt8]) {
    // Given names, family name, particle, suffix and kind; behind a fifth gap stand identifiers.
    var gaps = SIMD8<Int>(), count = 0
    for index in term.indices where term[index] == 0x1F && count < 5 {
      gaps[count] = index
      count += 1
    }
    guard count >= 4 else { return }
    isIdentified = count == 5
    if !isIdentified { gaps[4] = term.count }
    let bytes = { (part: Int) in
      UnsafeBufferPointer(rebasing: term[(part == 0 ? 0 : gaps[part - 1] + 1)..<gaps[part]])
    }
    let kind = bytes(4)
    if kind.count == 1, kind[0] == UInt8(ascii: "l") {
      // The label of a vertex: compared as it stands.
      whole = textHash(bytes(1)) ^ 0x6c61_6265_6c00_0000
      family = whole
      isLabel = true
      return
    }
    isGroup = kind.first == UInt8(ascii: "g")
    if kind.first == UInt8(ascii: "n") { script = .latinAndNative }
    if !isGroup, let letters = EastAsianName.letters(family: bytes(1), given: bytes(0)) {
      // The family name ends where one source leaves a gap and another none.
      whole = letters.withUnsafeBufferPointer { textHash($0) }
      (family, firstGiven, wordStarts) = (whole, whole, 1)
      if letters.count > EastAsianName.firstLength(letters) { given = .one }
      script = .eastAsian
      return
    }
    letters.removeAll(keepingCapacity: true)
    var words = 0, secondWord = 0
    var starts: UInt64 = 0
    func mark(_ position: Int, _ starts: inout UInt64) {
      if position < 64 { starts |= 1 << UInt64(position) }
    }
    Folding.fold(bytes(0), into: &letters) { position in
      words += 1
      if words == 2 { secondWord = position }
      mark(position, &starts)
    }
    let givenEnd = letters.count
    if words == 1 { secondWord = givenEnd }
    familyStart = UInt8(clamping: givenEnd)
    Folding.fold(bytes(2), into: &letters) { mark($0, &starts) }
    Folding.fold(bytes(1), into: &letters) { mark($0, &starts) }
    let familyEnd = letters.count
    Folding.fold(bytes(3), into: &letters) { mark($0, &starts) }
    wordStarts = starts
    letters.withUnsafeBufferPointer { letters in
      let hash = { (range: Range<Int>) in textHash(UnsafeBufferPointer(rebasing: letters[range])) }
      whole = hash(0..<letters.count)
      family = hash(givenEnd..<familyEnd)
      firstGiven = hash(0..<secondWord)
      initial = givenEnd > 0 ? letters[0] : 0
    }
    given = NameKey.given(bytes(0), familyIsCapitals: NameKey.isCapitals(bytes(1)))
    if givenEnd == 0 { given = .none }
  }

  private static func isCapitals(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    !name.contains { $0 &- 0x61 < 26 } && name.contains { $0 &- 0x41 < 26 }
  }

  /// Classifies given names. `J`, `J.`, `J.-P.` are initials, and so is `JA` beside a family name
  /// that is not all capitals.
  private static func given(
    _ text: UnsafeBufferPointer<UInt8>, familyIsCapitals: Bool
  ) -> Given {
    var words = 0, full = 0, firstIsFull = false
    var letters = 0, capitals = 0
    func endWord() {
      if letters > 0 {
        words += 1
        let isInitial =
          letters == 1 || (capitals == letters && letters <= 3 && !familyIsCapitals)
        if !isInitial {
          full += 1
          if words == 1 { firstIsFull = true }
        }
      }
      (letters, capitals) = (0, 0)
    }
    for byte in text {
      if byte == 0x20 || byte == 0x2E || byte == 0x2D {
        endWord()
      } else if byte &- 0x41 < 26 {
        letters += 1
        capitals += 1
      } else if byte >= 0xC0 || byte &- 0x61 < 26 {
        // One character of a script beyond U+07FF, such as Han, is a name and no initial.
        letters += byte >= 0xE0 ? 2 : 1
      }
    }
    endWord()
    if words == 0 { return .none }
    if full == 0 { return .initials }
    if !firstIsFull { return .initialFirst }
    return words == 1 ? .one : .several
  }
}
