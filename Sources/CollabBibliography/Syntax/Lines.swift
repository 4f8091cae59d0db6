import CollabCore

/// The lines of an input, which end in `\n` or `\r\n`; see ``Input/bytes``.
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
    var isBlank: Bool { bytes.allSatisfy(\.isBlank) }
  }

  private let bytes: [UInt8]
  /// Behind the last line.
  private let limit: Int
  private var position: Int
  /// Of the line before the next.
  private var number: Int

  /// All lines of an input.
  init(_ bytes: [UInt8]) {
    self.init(bytes, in: 0..<bytes.count, from: 1)
  }

  /// The lines of a part of an input that begins with the line of a number.
  private init(_ bytes: [UInt8], in range: Range<Int>, from number: Int) {
    self.bytes = bytes
    limit = range.upperBound
    position = range.lowerBound
    self.number = number - 1
  }

  mutating func next() -> Line? {
    guard position < limit else { return nil }
    let start = position
    var stop = Swift.min(
      limit, bytes.withUnsafeBytes { $0.firstIndex(of: 0x0A, from: start) } ?? limit)
    position = stop + 1
    number += 1
    if stop > start, bytes[stop - 1] == 0x0D { stop -= 1 }
    return Line(number: number, start: start, bytes: bytes[start..<stop])
  }

  /// The lines of a large input in parts of about `Input.pieceSize`, each but the first beginning
  /// with a line of a kind.
  static func pieces(
    of input: Input, beginningWith isFirst: (ArraySlice<UInt8>) -> Bool
  ) -> [Lines] {
    let bytes = input.bytes
    guard bytes.count > 2 * input.pieceSize else { return [Lines(bytes)] }
    var pieces: [Lines] = []
    var start = 0, number = 1
    while start < bytes.count {
      var stop = Swift.min(bytes.count, start + input.pieceSize)
      while stop < bytes.count {
        let feed = bytes.withUnsafeBytes { $0.firstIndex(of: 0x0A, from: stop) } ?? bytes.count
        stop = Swift.min(bytes.count, feed + 1)
        var next = Lines(bytes, in: stop..<bytes.count, from: 1)
        if let line = next.next(), isFirst(line.bytes) { break }
      }
      pieces.append(Lines(bytes, in: start..<stop, from: number))
      number += bytes.lineFeedCount(in: start..<stop)
      start = stop
    }
    return pieces
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

/// Turns offsets that mostly grow into lines and columns.
struct LineCounter {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var offset = 0
  private var line = 1
  private var lineStart = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The line and column, from 1, of an offset.
  ///
  /// - Complexity: O(distance to the last offset); O(offset) where offsets go back.
  mutating func place(of target: Int) -> (line: Int, column: Int) {
    let target = min(target, bytes.count)
    if target < lineStart { (offset, line, lineStart) = (0, 1, 0) }
    if offset < target {
      let feeds = UnsafeRawBufferPointer(bytes).lineFeedCount(in: offset..<target)
      if feeds > 0 {
        line += feeds
        lineStart = (bytes[offset..<target].lastIndex(of: 0x0A) ?? offset) + 1
      }
      offset = target
    }
    return (line, target - lineStart + 1)
  }
}
