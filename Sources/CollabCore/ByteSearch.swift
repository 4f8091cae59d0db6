import Foundation

extension UnsafeRawBufferPointer {
  /// Where a byte first stands at or after `start`; `nil` where it does not.
  ///
  /// - Complexity: O(distance), many bytes at a time.
  public func firstIndex(of byte: UInt8, from start: Int) -> Int? {
    guard start < count, let base = baseAddress,
      let found = memchr(base + start, Int32(byte), count - start)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }

  /// Where a word first stands at or after `start`; `nil` where it does not. An empty word stands
  /// everywhere.
  ///
  /// - Complexity: O(distance · length of the word) at worst.
  public func firstIndex(of word: UnsafeRawBufferPointer, from start: Int = 0) -> Int? {
    guard let first = word.first else { return start <= count ? start : nil }
    var start = start
    while let place = firstIndex(of: first, from: start) {
      if holds(word, at: place) { return place }
      start = place + 1
    }
    return nil
  }

  /// Where a word of the program first stands at or after `start`; `nil` where it does not.
  public func firstIndex(of word: StaticString, from start: Int = 0) -> Int? {
    firstIndex(of: UnsafeRawBufferPointer(word), from: start)
  }

  /// Whether a word stands at an offset.
  public func holds(_ word: StaticString, at place: Int) -> Bool {
    holds(UnsafeRawBufferPointer(word), at: place)
  }

  /// The number of line feeds in a range.
  ///
  /// - Complexity: O(length of the range), eight bytes at a time.
  public func lineFeedCount(in range: Range<Int>) -> Int {
    let lineFeeds: UInt64 = 0x0A0A_0A0A_0A0A_0A0A, low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let evenBytes: UInt64 = 0x00FF_00FF_00FF_00FF
    var total = 0
    var index = range.lowerBound
    while index + 8 <= range.upperBound {
      // Eight counters of a byte each, added up before one of them can overflow.
      var counters: UInt64 = 0
      let stop = index + Swift.min((range.upperBound - index) & ~7, 8 * 255)
      while index < stop {
        // The high bit of each byte that is left set marks a zero, that is a line feed.
        let word = loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ lineFeeds
        counters &+= ~((word & low) &+ low | word | low) >> 7
        index += 8
      }
      let pairs = (counters & evenBytes) &+ (counters >> 8 & evenBytes)
      total += Int((pairs &* 0x0001_0001_0001_0001) >> 48)
    }
    while index < range.upperBound {
      total += self[index] == 0x0A ? 1 : 0
      index += 1
    }
    return total
  }

  private func holds(_ word: UnsafeRawBufferPointer, at place: Int) -> Bool {
    guard let base = baseAddress, let start = word.baseAddress, place >= 0,
      place <= count - word.count
    else { return word.isEmpty }
    return memcmp(base + place, start, word.count) == 0
  }
}

extension UnsafeRawBufferPointer {
  /// The bytes of a word of the program.
  private init(_ word: StaticString) {
    self.init(start: word.utf8Start, count: word.utf8CodeUnitCount)
  }
}

extension [UInt8] {
  /// The bytes with a line feed for every carriage return that ends a line by itself. Before a line
  /// feed carriage returns stay, so that every byte keeps its place.
  ///
  /// - Complexity: O(bytes); without such an end, the bytes are not copied.
  public var withLineFeeds: [UInt8] {
    guard var at = bareReturn(from: 0) else { return self }
    var result = self
    while true {
      result[at] = 0x0A
      guard let next = bareReturn(from: at + 1) else { return result }
      at = next
    }
  }

  /// The first carriage return at or behind an index that no line feed follows, nor carriage
  /// returns and a line feed.
  private func bareReturn(from start: Int) -> Int? {
    withUnsafeBytes { bytes in
      guard var index = bytes.firstIndex(of: 0x0D, from: start) else { return nil }
      let returns: UInt64 = 0x0D0D_0D0D_0D0D_0D0D
      while index < bytes.count {
        // Eight bytes without a carriage return.
        if index + 8 <= bytes.count {
          let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ returns
          if (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 == 0 {
            index += 8
            continue
          }
        }
        if bytes[index] == 0x0D {
          let first = index
          while index < bytes.count, bytes[index] == 0x0D { index += 1 }
          if index == bytes.count || bytes[index] != 0x0A { return first }
        }
        index += 1
      }
      return nil
    }
  }

  /// The number of line feeds in a range.
  ///
  /// - Complexity: O(length of the range), eight bytes at a time.
  public func lineFeedCount(in range: Range<Int>) -> Int {
    withUnsafeBytes { $0.lineFeedCount(in: range) }
  }

  /// The line and column, from 1, of an offset.
  ///
  /// - Complexity: O(offset); meant for diagnostics, not for every record.
  public func place(ofByte offset: Int) -> (line: Int, column: Int) {
    let end = Swift.min(offset, count)
    let start = self[..<end].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return (1 + lineFeedCount(in: 0..<end), offset - start + 1)
  }
}
