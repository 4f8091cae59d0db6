/// Takes a text apart into words, in lower case, by its bytes.
struct TopicText {
  /// A word, by its number in the table, and whether something other than a space follows.
  struct Token {
    var word: Int
    var isLast: Bool
    /// Whether all its letters are capitals, and there are two or more.
    var isCapital: Bool
  }

  /// The words of the text read last.
  private(set) var tokens: [Token] = []
  private var word: [UInt8] = []
  private var letters = 0, capitals = 0

  /// Reads a text; what it had before is forgotten.
  ///
  /// Words are of letters and digits, with hyphens and apostrophes inside. Words without a letter
  /// are left out, and part what stands beside them.
  ///
  /// - Complexity: O(bytes).
  mutating func read(_ text: String, into table: inout WordTable) {
    tokens.removeAll(keepingCapacity: true)
    var text = text
    text.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        switch byte {
        case 0x61...0x7a:
          word.append(byte)
          letters += 1
        case 0x41...0x5a:
          word.append(byte | 0x20)
          letters += 1
          capitals += 1
        case 0x30...0x39, 0x2d, 0x27: word.append(byte)
        case 0x20, 0x09, 0x0a, 0x0d: finish(isLast: false, &table)
        case 0x80...:
          let length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
          let end = min(index + length, bytes.count)
          append(UnsafeBufferPointer(rebasing: bytes[index..<end]), &table)
          index = end
          continue
        default: finish(isLast: true, &table)
        }
        index += 1
      }
      finish(isLast: true, &table)
    }
  }

  /// Appends a character outside of ASCII to the word, or ends the word with it.
  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, _ table: inout WordTable) {
    guard let scalar = String(decoding: bytes, as: UTF8.self).unicodeScalars.first else { return }
    let properties = scalar.properties
    if properties.isAlphabetic {
      let lower = properties.lowercaseMapping
      letters += 1
      if lower.unicodeScalars.first != scalar { capitals += 1 }
      word += lower.utf8
    } else if scalar == "\u{2019}" || properties.numericType != nil
      || properties.isGraphemeExtend || properties.isDefaultIgnorableCodePoint
    {
      word += bytes
    } else {
      finish(isLast: !properties.isWhitespace, &table)
    }
  }

  private mutating func finish(isLast: Bool, _ table: inout WordTable) {
    defer {
      word.removeAll(keepingCapacity: true)
      (letters, capitals) = (0, 0)
    }
    var start = 0, end = word.count
    while start < end, let length = joiner(at: start) { start += length }
    while end > start, let length = joiner(before: end) { end -= length }
    guard letters > 0, start < end else {
      if isLast || !word.isEmpty, !tokens.isEmpty { tokens[tokens.count - 1].isLast = true }
      return
    }
    tokens.append(
      Token(
        word: table.number(of: word[start..<end]), isLast: isLast,
        isCapital: capitals > 1 && capitals == letters))
  }

  /// The length of a hyphen or apostrophe that begins at a place.
  private func joiner(at start: Int) -> Int? {
    if word[start] == 0x2d || word[start] == 0x27 { return 1 }
    return word[start] == 0xe2 && word[start...].starts(with: Self.apostrophe) ? 3 : nil
  }

  /// The length of a hyphen or apostrophe that ends before a place.
  private func joiner(before end: Int) -> Int? {
    if word[end - 1] == 0x2d || word[end - 1] == 0x27 { return 1 }
    return word[end - 1] == 0x99 && word[..<end].ends(with: Self.apostrophe) ? 3 : nil
  }

  private static let apostrophe: [UInt8] = [0xe2, 0x80, 0x99]
}

extension ArraySlice<UInt8> {
  func ends(with suffix: [UInt8]) -> Bool {
    count >= suffix.count && self[(endIndex - suffix.count)...].elementsEqual(suffix)
  }

  /// The number of characters, marks on letters not counted.
  var characterCount: Int {
    if allSatisfy({ $0 < 0x80 }) { return count }
    return String(decoding: self, as: UTF8.self).count
  }
}
