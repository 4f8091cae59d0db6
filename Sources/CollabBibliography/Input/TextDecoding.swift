internal import CSimdjson
import CollabCore

/// Bytes as UTF-8, and how they were understood.
struct DecodedText: Sendable {
  /// The text in UTF-8, without a byte order mark.
  var bytes: [UInt8]
  /// What was guessed or left out.
  var notes: [Note] = []

  /// What is to be said of an input, without its name.
  struct Note: Sendable {
    var id: String
    var severity = Diagnostic.Severity.note
    var message: String
    var line: Int
    var column = 1
  }
}

/// Decodes the bytes of a file: UTF-8, UTF-16 and UTF-32, each with or without a mark, and
/// Windows-1252 (with Latin-1 inside it) where it is declared or where bytes are not UTF-8.
///
/// Only the bytes that are not UTF-8 are taken for Windows-1252, so that a file put together from
/// both comes out right.
///
/// - Complexity: O(bytes); plain UTF-8 is checked at memory speed and not copied.
func decodeText(_ bytes: [UInt8]) -> DecodedText {
  if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return utf32(bytes.dropFirst(4), big: false) }
  if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return utf32(bytes.dropFirst(4), big: true) }
  if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes.dropFirst(2), big: false) }
  if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes.dropFirst(2), big: true) }
  if let big = looksLikeUTF32(bytes) { return guessed(utf32(bytes[...], big: big), "UTF-32") }
  if let big = looksLikeUTF16(bytes) { return guessed(utf16(bytes[...], big: big), "UTF-16") }
  let isValid = bytes.withUnsafeBufferPointer { buffer in
    buffer.baseAddress.map { collab_utf8_is_valid($0, buffer.count) } ?? true
  }
  if isValid {
    return DecodedText(
      bytes: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes)
  }
  return windows1252(bytes)
}

private func guessed(_ text: DecodedText, _ encoding: String) -> DecodedText {
  var text = text
  text.notes.insert(
    DecodedText.Note(
      id: "input.encoding-guessed", message: "no encoding is declared; \(encoding) was taken",
      line: 1), at: 0)
  return text
}

/// Whether bytes without a mark are UTF-32, and whether the first byte of a unit is its highest:
/// every unit of the head is a character, which hardly any other text is.
private func looksLikeUTF32(_ bytes: [UInt8]) -> Bool? {
  let head = bytes.prefix(min(512, bytes.count & ~3))
  guard head.count >= 8 else { return nil }
  return [false, true].first { big in
    units32(head, big: big).allSatisfy { $0 != 0 && Unicode.Scalar($0) != nil }
  }
}

/// Whether bytes without a mark are UTF-16, and whether the first byte of a unit is its higher.
///
/// Only text of two bytes a unit holds zeros but no character zero. Of the two orders the one with
/// more letters of ASCII is right, and there are some in every file: the names of fields.
private func looksLikeUTF16(_ bytes: [UInt8]) -> Bool? {
  // A last byte that is no half of a unit tells nothing.
  let head = bytes.prefix(min(512, bytes.count & ~1))
  guard head.count >= 4, head.contains(0) else { return nil }
  let candidates = [false, true].compactMap { big -> (isBig: Bool, plain: Int)? in
    let units = units16(head, big: big)
    // The head may end within a pair of surrogates.
    let scalars = String(decoding: units, as: UTF16.self).unicodeScalars.dropLast()
    let isText = scalars.allSatisfy { $0 != "\u{FFFD}" && ($0.value >= 0x20 || $0.isLineOrTab) }
    guard isText else { return nil }
    return (big, units.count { $0 < 0x7F })
  }
  guard let best = candidates.max(by: { $0.plain < $1.plain }), best.plain * 10 >= head.count / 2
  else { return nil }
  return best.isBig
}

private func units16(_ bytes: ArraySlice<UInt8>, big: Bool) -> [UInt16] {
  stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map { index in
    let (a, b) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
    return big ? a << 8 | b : b << 8 | a
  }
}

private func units32(_ bytes: ArraySlice<UInt8>, big: Bool) -> [UInt32] {
  stride(from: bytes.startIndex, to: bytes.endIndex - 3, by: 4).map { index in
    let (a, b) = (UInt32(bytes[index]), UInt32(bytes[index + 1]))
    let (c, d) = (UInt32(bytes[index + 2]), UInt32(bytes[index + 3]))
    return big ? a << 24 | b << 16 | c << 8 | d : d << 24 | c << 16 | b << 8 | a
  }
}

private func utf16(_ bytes: ArraySlice<UInt8>, big: Bool) -> DecodedText {
  let text = String(decoding: units16(bytes, big: big), as: UTF16.self)
  return ofUnits(text, left: bytes.count % 2, "UTF-16")
}

private func utf32(_ bytes: ArraySlice<UInt8>, big: Bool) -> DecodedText {
  let text = String(decoding: units32(bytes, big: big), as: UTF32.self)
  return ofUnits(text, left: bytes.count % 4, "UTF-32")
}

/// A decoded text, and a warning where so many bytes at its end are a part of a unit only.
private func ofUnits(_ text: String, left: Int, _ encoding: String) -> DecodedText {
  var result = DecodedText(bytes: Array(text.utf8).withLineFeeds)
  guard left > 0 else { return result }
  let (line, column) = result.bytes.place(ofByte: result.bytes.count)
  result.notes.append(
    DecodedText.Note(
      id: "input.cut-character", severity: .warning,
      message: left == 1
        ? "the last byte is no whole unit of \(encoding); it is left out"
        : "the last \(left) bytes are no whole unit of \(encoding); they are left out",
      line: line, column: column))
  return result
}

/// UTF-8 where the bytes are it, Windows-1252 where they are not.
private func windows1252(_ bytes: [UInt8]) -> DecodedText {
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count + bytes.count / 8)
  var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  var firstGuess: Int?
  while index < bytes.count {
    let length = utf8Length(bytes, at: index)
    if length > 0 {
      result += bytes[index..<index + length]
      index += length
    } else {
      firstGuess = firstGuess ?? index
      let byte = bytes[index]
      let scalar = byte >= 0x80 && byte < 0xA0 ? windows1252Table[Int(byte) - 0x80] : UInt32(byte)
      result += Array(String(Unicode.Scalar(scalar).map(Character.init) ?? "\u{FFFD}").utf8)
      index += 1
    }
  }
  let head = String(decoding: bytes.prefix(1024), as: UTF8.self).lowercased()
  if ["windows-1252", "cp1252", "iso-8859-1", "iso8859-1", "iso8859_1", "latin-1", "latin1"]
    .contains(where: head.contains)
  {
    return DecodedText(bytes: result)
  }
  let line = 1 + bytes.withLineFeeds.lineFeedCount(in: 0..<(firstGuess ?? 0))
  return DecodedText(
    bytes: result,
    notes: [
      DecodedText.Note(
        id: "input.encoding-guessed",
        message: "bytes that are not UTF-8 were read as Windows-1252", line: line)
    ])
}

/// The length of the UTF-8 sequence that begins at an index; 0 where none does.
private func utf8Length(_ bytes: [UInt8], at index: Int) -> Int {
  let first = bytes[index]
  if first < 0x80 { return 1 }
  let length =
    first >= 0xC2 && first < 0xE0
    ? 2
    : first >= 0xE0 && first < 0xF0
      ? 3
      : first >= 0xF0 && first < 0xF5 ? 4 : 0
  guard length > 0, index + length <= bytes.count else { return 0 }
  for place in 1..<length where bytes[index + place] & 0xC0 != 0x80 { return 0 }
  let second = bytes[index + 1]
  if first == 0xE0 && second < 0xA0 || first == 0xED && second > 0x9F
    || first == 0xF0 && second < 0x90 || first == 0xF4 && second > 0x8F
  {
    return 0
  }
  return length
}

/// The characters of Windows-1252 from 0x80 to 0x9F (WHATWG Encoding, index windows-1252).
private let windows1252Table: [UInt32] = [
  0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039,
  0x152, 0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC,
  0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
]

extension Unicode.Scalar {
  /// Whether it is one of the control characters that stand in texts.
  fileprivate var isLineOrTab: Bool { (0x09...0x0D).contains(value) }
}
