/// The lines of an input: `\n`, `\r\n`, or `\r` alone where the input has no `\n` at all.
struct Lines: Sequence, IteratorProtocol {
  /// A line without its end.
  struct Line {
    /// The number, from 1.
    var number: Int
    /// The byte at which it begins.
    var start: Int
    /// Its bytes.
    var bytes: ArraySlice<UInt8>

    /// Its text.
    var text: String { String(decoding: bytes, as: UTF8.self) }
    /// Whether it holds nothing but white space.
    var isBlank: Bool { bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } }
  }

  private let bytes: [UInt8]
  private let end: UInt8
  private var position = 0
  private var number = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    self.end = bytes.contains(0x0A) ? 0x0A : 0x0D
  }

  mutating func next() -> Line? {
    guard position < bytes.count else { return nil }
    let start = position
    var stop = bytes[start...].firstIndex(of: end) ?? bytes.count
    position = stop + 1
    number += 1
    if end == 0x0A, stop > start, bytes[stop - 1] == 0x0D { stop -= 1 }
    return Line(number: number, start: start, bytes: bytes[start..<stop])
  }
}

extension InputHead {
  /// The first lines that are not blank; none where the input is no text in lines.
  func filledLines(_ count: Int) -> [ArraySlice<UInt8>] {
    guard isLines else { return [] }
    var lines: [ArraySlice<UInt8>] = []
    for line in Lines(bytes) {
      if lines.count == count { break }
      if !line.isBlank { lines.append(line.bytes) }
    }
    return lines
  }
}
