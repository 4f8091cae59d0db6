import CollabCore

/// Looks for start tags on which libxml2 would spend quadratic time.
enum XMLTags {
  static let mostAttributes = 1_000

  /// The first start tag with more attributes than records have.
  static func firstTooWide(in piece: [UInt8]) -> Int? {
    piece.withUnsafeBytes { bytes in
      var tag = bytes.firstIndex(of: 0x3C, from: 0)
      while let start = tag {
        // No attribute holds a `<`, and the shortest one has four bytes, as ` a=""`.
        let end = min(start + 4 * mostAttributes + 1, bytes.count)
        if let last = bytes[(start + 1)..<end].lastIndex(of: 0x3C) {
          tag = last
        } else if end < bytes.count, isTooWide(bytes, start) {
          return start
        } else {
          tag = bytes.firstIndex(of: 0x3C, from: end)
        }
      }
      return nil
    }
  }

  private static func isTooWide(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Bool {
    guard start + 1 < bytes.count, bytes[start + 1] != 0x21, bytes[start + 1] != 0x3F else {
      return false
    }
    var attributes = 0, quote: UInt8 = 0
    for byte in bytes[(start + 1)...] {
      if quote != 0 {
        if byte == quote {
          quote = 0
          attributes += 1
          if attributes > mostAttributes { return true }
        }
      } else if byte == 0x3E || byte == 0x3C {
        return false
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      }
    }
    return false
  }
}
