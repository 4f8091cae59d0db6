internal import CLibXML2
import CollabCore
import Foundation

extension StringProtocol {
  /// The text with runs of white space as one blank, and none at the ends.
  var collapsed: String {
    if utf8.withContiguousStorageIfAvailable(isCollapsed) ?? false { return String(self) }
    var result: [UInt8] = []
    result.reserveCapacity(utf8.count)
    var pending = false
    for byte in utf8 {
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        pending = !result.isEmpty
      } else {
        if pending { result.append(0x20) }
        pending = false
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self).trimmed
  }

  /// The letters and digits of the text, in lower case.
  var lettersAndDigits: String {
    guard utf8.allSatisfy({ $0 < 0x80 }) else {
      return lowercased().filter { $0.isLetter || $0.isNumber }
    }
    let kept = utf8.filter { $0.isLetter || $0.isDigit }.map(\.lowered)
    return String(decoding: kept, as: UTF8.self)
  }

  /// Whether a word in ASCII stands in the text, byte for byte: much faster than comparing
  /// characters.
  func holds(_ word: StaticString) -> Bool {
    utf8.withContiguousStorageIfAvailable {
      UnsafeRawBufferPointer($0).firstIndex(of: word) != nil
    } ?? contains(word.description)
  }

  /// Whether the text ends in a word in ASCII and small letters, in whatever case it is written.
  func ends(in word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard utf8.count >= count else { return false }
    return word.withUTF8Buffer { word in
      zip(utf8.suffix(count), word).allSatisfy { $0.lowered == $1 }
    }
  }

  /// Whether the text may hold HTML: a tag or a character reference.
  private var mayHoldMarkup: Bool {
    utf8.withContiguousStorageIfAvailable {
      let bytes = UnsafeRawBufferPointer($0)
      return bytes.firstIndex(of: 0x3C, from: 0) != nil
        || bytes.firstIndex(of: 0x26, from: 0) != nil
    } ?? true
  }

  /// The text, or `nil` where it only says that nothing is known.
  var stated: String? {
    if utf8.withContiguousStorageIfAvailable(isStated) ?? false { return String(self) }
    let text = trimmed
    guard let first = text.utf8.first else { return nil }
    if text.utf8.count <= 12, mayBeUnknown(first) {
      switch text.lowercased() {
      case "n/a", "na", "null", "none", "nan", "-", "--", "undefined", "[no author]":
        return nil
      default: break
      }
    }
    return text
  }

  /// The text without HTML or JATS markup: tags are dropped, character references resolved,
  /// white space collapsed. A `<` that opens no tag stays.
  var withoutMarkup: String {
    guard mayHoldMarkup else { return collapsed }
    let bytes = Array(utf8)
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x3C, let end = endOfTag(bytes, from: index) {
        index = end
      } else if bytes[index] == 0x26, let (text, end) = characterReference(bytes, from: index) {
        plain += Array(text.utf8)
        index = end
      } else {
        plain.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: plain, as: UTF8.self).collapsed
  }
}

extension String {
  /// The text with the characters for its references: `é` for `&eacute;` and `&#233;`.
  var withoutReferences: String {
    guard holds("&") else { return self }
    var bytes = Array(utf8)
    // The last one may have lost its end.
    if let last = bytes.lastIndex(of: 0x26), last + 1 < bytes.count, bytes[last + 1] == 0x23,
      !bytes[last...].contains(0x3B)
    {
      bytes.append(0x3B)
    }
    var plain: [UInt8] = [], index = 0
    while index < bytes.count {
      if bytes[index] == 0x26, let (text, end) = characterReference(bytes, from: index) {
        plain += Array(text.utf8)
        index = end
      } else {
        plain.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: plain, as: UTF8.self).precomposedStringWithCanonicalMapping
  }
}

/// Whether a short text that begins so may say that nothing is known.
func mayBeUnknown(_ first: UInt8) -> Bool {
  first | 0x20 == 0x6E || first | 0x20 == 0x75 || first == 0x2D || first == 0x5B
}

/// Whether a text begins and ends in visible ASCII and is too long, or begins otherwise, to say that
/// nothing is known.
func isStated(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  isTrimmed(text) && (text.count > 12 || !mayBeUnknown(text[0]))
}

/// Whether a text begins and ends in visible ASCII, and has no white space to collapse.
///
/// - Complexity: O(bytes), eight at a time.
func isCollapsed(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  guard isTrimmed(text) else { return false }
  let blanks: UInt64 = 0x2020_2020_2020_2020, high: UInt64 = 0x8080_8080_8080_8080
  // The high bit of each byte that is a blank.
  func blankBits(_ word: UInt64) -> UInt64 {
    let word = word ^ blanks
    return ~((word & ~high) &+ ~high | word) & high
  }
  let bytes = UnsafeRawBufferPointer(text)
  var index = 0
  while index + 9 <= bytes.count {
    let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    let next = bytes.loadUnaligned(fromByteOffset: index + 1, as: UInt64.self)
    if (word &- blanks) & ~word & high != 0 || blankBits(word) & blankBits(next) != 0 {
      return false
    }
    index += 8
  }
  while index < bytes.count {
    if bytes[index] < 0x20 || bytes[index] == 0x20 && bytes[index - 1] == 0x20 { return false }
    index += 1
  }
  return true
}

/// Behind the tag that opens at `start`, or `nil` where no tag does.
private func endOfTag(_ bytes: [UInt8], from start: Int) -> Int? {
  var index = start + 1
  if index < bytes.count, bytes[index] == 0x2F { index += 1 }
  guard index < bytes.count, bytes[index].isLetter else { return nil }
  let limit = min(bytes.count, start + 1000)
  while index < limit {
    if bytes[index] == 0x3E { return index + 1 }
    if bytes[index] == 0x3C { return nil }
    index += 1
  }
  return nil
}

/// The text of the character reference that begins with the `&` at `start`, and where it ends.
func characterReference(_ bytes: [UInt8], from start: Int) -> (text: String, end: Int)? {
  guard let semicolon = bytes[start..<min(bytes.count, start + 12)].firstIndex(of: 0x3B),
    semicolon > start + 1
  else { return nil }
  let name = String(decoding: bytes[start + 1..<semicolon], as: UTF8.self)
  if name.hasPrefix("#") {
    let digits = name.dropFirst()
    let code =
      digits.first == "x" || digits.first == "X"
      ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let code, code >= 0x20, let scalar = Unicode.Scalar(code) else { return nil }
    return (String(scalar), semicolon + 1)
  }
  return namedCharacter(name).map { ($0, semicolon + 1) }
}

/// The character of an HTML entity name, for example `eacute`.
func namedCharacter(_ name: String) -> String? {
  if name == "apos" { return "'" }
  guard let entity = htmlEntityLookup(name), let scalar = Unicode.Scalar(entity.pointee.value)
  else { return nil }
  return String(scalar)
}

extension UInt8 {
  var isLetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
  var isUpper: Bool { (0x41...0x5A).contains(self) }
  /// A letter of ASCII as a small one, any other byte as it is.
  var lowered: UInt8 { isUpper ? self | 0x20 : self }
  var isDigit: Bool { (0x30...0x39).contains(self) }
  /// White space within a line: a space, a tab or a carriage return.
  var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0D }
}
