/// Writes records into a store from bytes, without making texts and names on the way.
///
/// Each function takes what it can tell at once to be plain, and answers `nil` or `false` for the
/// rest, which goes through ``Record``'s ordinary functions; both ways give the same.
struct RecordWriter {
  private var scratch: [UInt8] = []
  private static let collectiveEnds = CollectiveEnds()

  /// The mention of a name in reading order, with identifiers that are written out already.
  mutating func naturalName(
    _ text: UnsafeBufferPointer<UInt8>, identifiers: [UnsafeBufferPointer<UInt8>],
    schemes: [StaticString], in store: inout RecordStore
  ) -> UInt32? {
    guard let family = plainFamily(text) else { return nil }
    scratch.removeAll(keepingCapacity: true)
    if family > 0 { scratch.append(contentsOf: text[..<(family - 1)]) }
    scratch.append(0x1F)
    scratch.append(contentsOf: text[family...])
    // No particle, no suffix, no collective.
    for _ in 0..<3 { scratch.append(0x1F) }
    for (scheme, value) in zip(schemes, identifiers) {
      scratch.append(0x1F)
      append(scheme)
      scratch.append(contentsOf: value)
    }
    return scratch.withUnsafeBufferPointer { store.intern(mentionTerm: $0) }
  }

  /// Gives the record an identifier whose value is in normal form, or becomes so in lower case.
  mutating func identify(
    _ scheme: StaticString, _ value: UnsafeBufferPointer<UInt8>, lowercase: Bool = false,
    in store: inout RecordStore
  ) {
    scratch.removeAll(keepingCapacity: true)
    append(scheme)
    if lowercase {
      for byte in value { scratch.append(byte.isUpper ? byte | 0x20 : byte) }
    } else {
      scratch.append(contentsOf: value)
    }
    let term = scratch.withUnsafeBufferPointer { store.intern(term: $0) }
    store.appendIdentifier(term)
  }

  private mutating func append(_ text: StaticString) {
    scratch.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    scratch.append(0x3A)
  }

  /// Where the family name begins in a name of capitalised words without particle, suffix or sign
  /// of a collective.
  private func plainFamily(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    var family = 0, words = 1
    var isStart = true
    for index in 0..<text.count {
      let byte = text[index]
      if isStart {
        guard byte.isUpper || byte >= 0xC3 && byte < 0xE0 else { return nil }
        isStart = false
      } else if byte == 0x20 {
        isStart = true
        words += 1
        family = index + 1
      } else {
        let isPlain =
          byte.isLetter || byte == 0x2E || byte == 0x2D || byte == 0x27
          || byte >= 0x80 && byte < 0xC0 || byte >= 0xC3 && byte < 0xE0
        guard isPlain else { return nil }
      }
    }
    if isStart { return nil }
    if words > 1 {
      if text.count - family <= 3 { return nil }
      if RecordWriter.collectiveEnds.mayEnd(text) { return nil }
    }
    return family
  }
}

/// Tells cheaply that a text does not end in a word for a collective.
private struct CollectiveEnds {
  /// By the length of a word, a bit for each first letter.
  private var letters = [UInt32](repeating: 0, count: 32)

  init() {
    for word in NameParser.collectives where word.utf8.count < 32 {
      letters[word.utf8.count] |= 1 << UInt32((word.utf8.first ?? 0) & 31)
    }
  }

  func mayEnd(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var start = text.count
    while start > 0, text[start - 1] != 0x20, text[start - 1] != 0x2D { start -= 1 }
    let length = text.count - start
    return length > 0 && length < 32 && letters[length] & (1 << UInt32(text[start] & 31)) != 0
  }
}

/// Whether a text says something and has no white space to collapse.
func isPlainText(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  guard let first = text.first, let last = text.last, first > 0x20, first < 0x7F, last > 0x20,
    last < 0x7F
  else { return false }
  // Short texts such as `N/A` may say that nothing is known.
  if text.count <= 12,
    first | 0x20 == 0x6E || first | 0x20 == 0x75 || first == 0x2D || first == 0x5B
  {
    return false
  }
  var previous: UInt8 = 0
  for byte in text {
    if byte < 0x20 || byte == 0x20 && previous == 0x20 { return false }
    previous = byte
  }
  return true
}
