/// Writes records into a store from bytes, without making texts and names on the way.
///
/// Each function takes what it can tell at once to be plain, and answers `nil` or `false` for the
/// rest, which goes through ``Record``'s ordinary functions; both ways give the same.
struct RecordWriter {
  private var scratch: [UInt8] = []

  /// The mention of a name in reading order, with identifiers that are written out already.
  mutating func naturalName(
    _ text: UnsafeBufferPointer<UInt8>, identifiers: [UnsafeBufferPointer<UInt8>],
    schemes: [StaticString], in store: inout RecordStore
  ) -> UInt32? {
    guard let family = PlainWords(text)?.last else { return nil }
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
      for byte in value { scratch.append(byte.lowered) }
    } else {
      scratch.append(contentsOf: value)
    }
    scratch.withUnsafeBufferPointer { store.append(identifier: $0) }
  }

  private mutating func append(_ text: StaticString) {
    scratch.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    scratch.append(0x3A)
  }
}

/// Whether a text says something and has no white space to collapse.
func isPlainText(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  isStated(text) && isCollapsed(text)
}
