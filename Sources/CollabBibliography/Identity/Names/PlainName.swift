/// Words of a name that need no taking apart, as nearly all names are: capitalised, in Latin
/// letters, told apart by single blanks, without a word of ``Byline/ruled`` and without a suffix at
/// the end. What is not plain goes through ``NameParser``'s rules, which give the same for what is.
struct PlainWords {
  /// The number of words.
  private(set) var count = 1
  /// Where the last word begins.
  private(set) var last = 0

  /// Looks at valid UTF-8; `nil` where the words are not plain.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    var isStart = true
    var previous: UInt8 = 0
    // Where the part between blanks and hyphens begins.
    var part = 0
    var index = 0
    while index < text.count {
      let byte = text[index]
      if isStart {
        if byte == 0xC3, index + 1 < text.count {
          // `À` to `Þ`, without the sign of multiplication.
          guard text[index + 1] < 0x9F, text[index + 1] != 0x97 else { return nil }
        } else if !byte.isUpper {
          return nil
        }
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
        let isPlain =
          byte.isLetter || (byte == 0x2E || byte == 0x27) && previous != byte
          || byte >= 0x80 && byte < 0xC0 || byte >= 0xC3 && byte < 0xCA
        guard isPlain else { return nil }
      }
      previous = byte
      index += 1
    }
    if isStart || PlainWords.isRuled(text, part..<text.count) { return nil }
    if PlainWords.isSuffix(text, last..<text.count) { return nil }
  }

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

  /// ``Byline/ruled`` by length and first letter.
  private static let ruled: [[[UInt8]]] = {
    var lists = [[[UInt8]]](repeating: [], count: 32 * 32)
    for word in Byline.ruled.sorted() {
      let bytes = Array(word.utf8)
      if bytes.count < 32 { lists[bytes.count << 5 | Int(bytes[0] & 31)].append(bytes) }
    }
    return lists
  }()

  /// Whether a word needs rules.
  private static func isRuled(_ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> Bool {
    guard word.count >= 2, word.count < 32 else { return false }
    if text[word.upperBound - 1] == 0x2E, isRuled(text, word.dropLast()) { return true }
    return ruled[word.count << 5 | Int(text[word.lowerBound] & 31)].contains { ruled in
      ruled.indices.allSatisfy { ruled[$0] == text[word.lowerBound + $0] | 0x20 }
    }
  }
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
    guard PlainWords(family) != nil, let words = PlainWords(given),
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
