extension StringProtocol {
  /// The text without white space at its ends.
  package var trimmed: String {
    if utf8.withContiguousStorageIfAvailable(isTrimmed) ?? false { return String(self) }
    let text = String(self), bytes = text.utf8
    var start = bytes.startIndex, end = bytes.endIndex
    while start < end, isBlank(bytes[start]) { start = bytes.index(after: start) }
    while start < end, isBlank(bytes[bytes.index(before: end)]) { end = bytes.index(before: end) }
    let isWhole = start == bytes.startIndex && end == bytes.endIndex
    var slice = text[start..<end]
    // Only what is not ASCII may still be white space: a hard space for example.
    guard let first = slice.utf8.first, let last = slice.utf8.last, first >= 0x80 || last >= 0x80
    else { return isWhole ? text : String(slice) }
    while let first = slice.first, first.isWhitespace { slice.removeFirst() }
    while let last = slice.last, last.isWhitespace { slice.removeLast() }
    return String(slice)
  }
}

/// Whether a text begins and ends in visible ASCII.
func isTrimmed(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  guard let first = text.first, let last = text.last else { return false }
  return first > 0x20 && first < 0x7F && last > 0x20 && last < 0x7F
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }
