/// Words of a name that need no taking apart, as nearly all names are: capitalised, in Latin
/// letters, told apart by single blanks, without a word of ``Byline/ruled`` and without a suffix at
/// the end. What is not plain goes through ``NameParser``'s rules, which give the same for what is.
struct PlainWords {
  /// The number of words.
  private(set) var count = 1
  /// Where the last word begins.
  private(set) var last = 0

  /// Looks at valid UTF-8; `nil` where the words are not plain.
  ///
  /// - Parameter particles: whether `van`, `de la` and the like may stand before other words.
  init?(_ text: UnsafeBufferPointer<UInt8>, particles: Bool = false) {
    var isStart = true
    var previous: UInt8 = 0
    // Where the part between blanks and hyphens begins.
    var part = 0
    var index = 0
    while index < text.count {
      let byte = text[index]
      if !isStart, byte.isLetter, previous != 0x2E {
        previous = byte
        index += 1
        continue
      }
      if isStart {
        if particles, let end = PlainWords.endOfParticle(text, from: index) {
          index = end + 1
          continue
        }
        guard byte.isUpper || PlainWords.isCapital(text, index) else { return nil }
        isStart = false
      } else if byte == 0x20 {
        if PlainWords.isRuled(text, part..<index) { return nil }
        isStart = true
        count += 1
        last = index + 1
        part = last
      } else if byte == 0x2D {
        if previous == byte || PlainWords.isRuled(text, part..<index) { return nil }
        part = index + 1
      } else {
        // `Translated.net` is an address.
        if previous == 0x2E, byte &- 0x61 < 26 { return nil }
        // `D.E.Knuth` lacks a blank.
        if previous == 0x2E, byte.isLetter, index + 1 < text.count, text[index + 1] &- 0x61 < 26 {
          return nil
        }
        let isPlain =
          byte.isLetter || (byte == 0x2E || byte == 0x27) && previous != byte
          || byte >= 0x80 && byte < 0xC0 || byte >= 0xC3 && byte < 0xCA
        if byte == 0xE2, previous != byte, text[index...].starts(with: PlainWords.apostrophe) {
          index += PlainWords.apostrophe.count
          previous = byte
          continue
        }
        guard isPlain else { return nil }
        // `WeiÃŸ` is what some program made of `Weiß`.
        if previous == 0xC3, (0x83...0x85).contains(byte), index + 1 < text.count,
          text[index + 1] == 0xC5 || text[index + 1] == 0xC6
        {
          return nil
        }
      }
      previous = byte
      index += 1
    }
    if isStart || PlainWords.isRuled(text, part..<text.count) { return nil }
    if PlainWords.isSuffix(text, last..<text.count) { return nil }
  }

  /// Whether plain words before a comma may be a whole name, as in `J. Hill, B. Wood` and `Hill A, Wood
  /// B`, where initials are among them, and in `Ann Hill, Lake University`, where a body follows.
  static func mayBeName(
    _ text: UnsafeBufferPointer<UInt8>, before rest: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard text.contains(0x20) else { return false }
    let holdsInitials = text.split(separator: 0x20).contains { word in
      word.count < 5 && word.allSatisfy { $0.isUpper || $0 >= 0x80 } || word.contains(0x2E)
    }
    if holdsInitials { return true }
    let rest = String(decoding: rest, as: UTF8.self)
    return NameAside.isAffiliation(rest) || rest.contains(" ") && NameParser.isCollective(rest)
  }

  /// `’`.
  private static let apostrophe: [UInt8] = [0xE2, 0x80, 0x99]

  /// Whether a capital of Latin-1 or Latin Extended-A stands at a place.
  private static func isCapital(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard (0xC3...0xC5).contains(text[index]), index + 1 < text.count else { return false }
    let letter = UInt16(text[index] & 0x1F) << 6 | UInt16(text[index + 1] & 0x3F)
    switch letter {
    case 0xC0...0xDE: return letter != 0xD7
    case 0x100...0x137, 0x14A...0x177: return letter % 2 == 0
    case 0x139...0x148, 0x179...0x17E: return letter % 2 == 1
    default: return letter == 0x178
    }
  }

  /// Where the blank behind a particle stands that begins at a place and is not the last word.
  private static func endOfParticle(
    _ text: UnsafeBufferPointer<UInt8>, from index: Int
  ) -> Int? {
    guard text[index] >= 0x61, text[index] < 0x7B,
      let end = text[index...].prefix(6).firstIndex(of: 0x20), end + 1 < text.count,
      plainParticles.contains(where: { $0.elementsEqual(text[index..<end]) })
    else { return nil }
    return end
  }

  /// Particles that join no two names, as `y` and `e` do.
  private static let plainParticles = [
    "van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "ter", "ten",
  ].map { Array($0.utf8) }

  /// `Jr.`, `III`: see ``NameParser/isSuffix(_:)``.
  private static func isSuffix(
    _ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>
  ) -> Bool {
    guard word.count >= 2, word.count <= 3 else { return false }
    let first = text[word.lowerBound] | 0x20, second = text[word.lowerBound + 1] | 0x20
    let third = word.count == 3 ? text[word.lowerBound + 2] | 0x20 : 0
    switch (first, second) {
    case (0x6A, 0x72), (0x73, 0x72): return third == 0 || third == 0x2E
    case (0x69, 0x69): return third == 0 || third == 0x69
    case (0x69, 0x76): return third == 0
    default: return false
    }
  }

  /// Whether a word needs rules.
  private static func isRuled(_ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> Bool {
    guard word.count >= 2, word.count < 32 else { return false }
    if text[word.upperBound - 1] == 0x2E, isRuled(text, word.dropLast()) { return true }
    let place = word.count << 5 | Int(text[word.lowerBound] & 31)
    let last = UInt32(text[word.upperBound - 1] & 31)
    guard ruledEnds[place] & (1 << last) != 0 else { return false }
    return ruled[place, default: []].contains { ruled in
      ruled.indices.allSatisfy { ruled[$0] == text[word.lowerBound + $0] | 0x20 }
    }
  }

  /// ``Byline/ruled`` by length and first letter.
  private static let ruled: [Int: [[UInt8]]] = {
    var words: [Int: [[UInt8]]] = [:]
    for word in Byline.ruled {
      let bytes = Array(word.utf8)
      if bytes.count < 32 {
        words[bytes.count << 5 | Int(bytes[0] & 31), default: []].append(bytes)
      }
    }
    return words
  }()

  /// A bit for each last letter of ``ruled``, by length and first letter.
  private static let ruledEnds: [UInt32] = {
    var bits = [UInt32](repeating: 0, count: 32 * 32)
    for (place, words) in ruled {
      for word in words { bits[place] |= 1 << UInt32(word[word.count - 1] & 31) }
    }
    return bits
  }()
}

extension PersonName {
  /// A plain name in reading order; `nil` where it is not plain.
  init?(plain text: UnsafeBufferPointer<UInt8>) {
    guard let words = PlainWords(text) else { return nil }
    self.init(text, words)
  }

  /// A plain name in reading order, from its words.
  init(_ text: UnsafeBufferPointer<UInt8>, _ words: PlainWords) {
    self.init(
      given: words.count == 1 ? "" : String(decoding: text[..<(words.last - 1)], as: UTF8.self),
      family: String(decoding: text[words.last...], as: UTF8.self))
  }

  /// A plain name in parts; `nil` where it is not plain.
  init?(plainFamily family: UnsafeBufferPointer<UInt8>, given: UnsafeBufferPointer<UInt8>) {
    guard PlainWords(family) != nil, !PlainWords.mayBeName(family, before: given),
      let words = PlainWords(given),
      words.count == 1 || !PersonName.isTrailingParticle(given[words.last...])
    else { return nil }
    self.init(
      given: String(decoding: given, as: UTF8.self), family: String(decoding: family, as: UTF8.self)
    )
  }

  /// A plain name in parts; `nil` where it is not plain.
  init?(plainFamily family: String, given: String) {
    var family = family, given = given
    let name = family.withUTF8 { family in
      given.withUTF8 { PersonName(plainFamily: family, given: $0) }
    }
    guard let name else { return nil }
    self = name
  }

  /// `Le`, `Van`, `De`, which may be a particle behind given names.
  private static func isTrailingParticle(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    word.count <= 3 && ["Le", "Van", "De"].contains { word.elementsEqual($0.utf8) }
  }
}
