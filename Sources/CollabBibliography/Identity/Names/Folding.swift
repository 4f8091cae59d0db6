import Foundation

/// Texts reduced to what must agree for two spellings to be the same: letters and digits, in
/// lower case, without accents.
package enum Folding {
  /// Appends the folded letters of UTF-8 bytes and calls `boundary` with the length so far at
  /// each gap between words; stops where there are `limit` letters.
  package static func fold(
    _ text: UnsafeBufferPointer<UInt8>, into letters: inout [UInt8], limit: Int = .max,
    boundary: (Int) -> Void = { _ in }
  ) {
    var index = 0
    var isInWord = false
    while index < text.count, letters.count < limit {
      let byte = text[index]
      if byte < 0x80 {
        var end = index
        while end < text.count, text[end].isLetter || text[end].isDigit { end += 1 }
        if end == index {
          isInWord = false
          index += 1
          continue
        }
        if !isInWord {
          boundary(letters.count)
          isInWord = true
        }
        let first = letters.count, count = min(end - index, limit - first)
        letters.append(contentsOf: UnsafeBufferPointer(rebasing: text[index..<index + count]))
        letters.withUnsafeMutableBufferPointer { letters in
          // The bit of lower case is set in digits, too.
          for place in first..<first + count { letters[place] |= 0x20 }
        }
        index = end
        continue
      }
      let (scalar, length) = decode(text, at: index)
      index += length
      if scalar >= 0x300 && scalar < 0x370 { continue }
      let before = letters.count
      append(scalar, to: &letters)
      if letters.count == before {
        isInWord = false
      } else if !isInWord {
        isInWord = true
        boundary(before)
      }
    }
  }

  /// The folded letters of a text.
  package static func letters(_ text: String) -> [UInt8] {
    var text = text, letters: [UInt8] = []
    text.withUTF8 { fold($0, into: &letters) }
    return letters
  }

  /// The folded letters of a text as a text.
  package static func key(_ text: String) -> String {
    String(decoding: letters(text), as: UTF8.self)
  }

  /// Stands for an abstract: a hash of its first 200 letters, so that spaces, hyphens and text
  /// added at the end do not matter; `nil` below 40 letters, where chance may agree.
  static func abstractFingerprint(_ abstract: String) -> UInt64? {
    var abstract = abstract, letters: [UInt8] = []
    letters.reserveCapacity(256)
    abstract.withUTF8 {
      fold(UnsafeBufferPointer(rebasing: $0.prefix(1600)), into: &letters, limit: 200)
    }
    guard letters.count >= 40 else { return nil }
    return letters.withUnsafeBufferPointer {
      textHash(UnsafeBufferPointer(rebasing: $0.prefix(200)))
    }
  }

  /// The scalar at an offset and its length in bytes; a broken sequence is one byte long.
  private static func decode(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (scalar: UInt32, length: Int) {
    let byte = text[index]
    let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
    guard byte >= 0xC2, byte < 0xF5, index + length <= text.count else { return (0xFFFD, 1) }
    var scalar = UInt32(byte) & (0xFF >> UInt32(length + 1))
    for offset in 1..<length {
      let next = text[index + offset]
      if next & 0xC0 != 0x80 { return (0xFFFD, 1) }
      scalar = scalar << 6 | UInt32(next & 0x3F)
    }
    return (scalar, length)
  }

  private static func append(_ value: UInt32, to letters: inout [UInt8]) {
    if value >= 0xC0 && value < 0x530 {
      letters += table[Int(value - 0xC0)]
    } else if value >= 0x1E00 && value < 0x2000 {
      letters += table[Int(value - 0x1E00) + 0x530 - 0xC0]
    } else if value >= 0xFF01 && value <= 0xFF5E {
      letters += letter(Unicode.Scalar(UInt8(value - 0xFEE0)))
    } else if let scalar = Unicode.Scalar(value) {
      letters += letter(scalar)
    }
  }

  private static let table: [[UInt8]] = [0xC0..<0x530, 0x1E00..<0x2000].flatMap { range in
    range.map { value -> [UInt8] in
      guard let scalar = Unicode.Scalar(UInt32(value)) else { return [] }
      let base = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars.first ?? scalar
      return special[base].map { Array($0.utf8) } ?? letter(base)
    }
  }

  private static func letter(_ scalar: Unicode.Scalar) -> [UInt8] {
    let properties = scalar.properties
    guard properties.isAlphabetic || properties.numericType != nil else { return [] }
    return Array(properties.lowercaseMapping.utf8)
  }

  /// Letters that are no base letter with an accent.
  private static let special: [Unicode.Scalar: String] = [
    "ß": "ss", "ẞ": "ss", "Æ": "ae", "æ": "ae", "Œ": "oe", "œ": "oe", "Ø": "o", "ø": "o",
    "Ł": "l", "ł": "l", "Đ": "d", "đ": "d", "Ð": "d", "ð": "d", "Þ": "th", "þ": "th",
    "ı": "i", "İ": "i", "Ħ": "h", "ħ": "h", "Ŧ": "t", "ŧ": "t", "Ŋ": "ng", "ŋ": "ng", "ĸ": "k",
    "ſ": "s", "ʻ": "", "ʼ": "", "ʹ": "", "ʿ": "", "ʾ": "", "Ə": "e", "ə": "e",
  ]
}
