/// Who stands where, as evidence decided, so that it can be kept with a corpus and need not be decided
/// again.
///
/// It is used where the works, the names on their bylines, the policy and the ``IdentityModel`` are those of
/// then and there are no rulings; else everything is decided anew.
public struct KeptPeople: Sendable, Equatable {
  /// The form in which they are kept.
  public let bytes: [UInt8]

  /// Takes what was kept; nothing asks for people to be kept.
  public init(_ bytes: [UInt8] = []) { self.bytes = bytes }

  /// What is kept, by places in canonical order.
  struct Content: Sendable {
    /// For each place the one that stands for its person.
    var representatives: [UInt32] = []
    /// The log-odds of the weakest bridge between each person's works, where evidence put them together.
    var weakest: [(place: UInt32, score: Float)] = []
    var query: NameQuery?
  }

  init(_ content: Content, digest: UInt64) {
    var writer = ByteWriter()
    writer.append(fixed: digest)
    writer.append(UInt64(content.representatives.count))
    for (place, other) in content.representatives.enumerated() {
      let distance = place - Int(other)
      // As small as it is far, whichever comes first.
      writer.append(UInt64(bitPattern: Int64((distance << 1) ^ (distance >> 63))))
    }
    writer.append(UInt64(content.weakest.count))
    for (place, score) in content.weakest {
      writer.append(UInt64(place))
      writer.append(UInt64(score.bitPattern))
    }
    if let query = content.query {
      for number in [Int(query.place), query.works, query.allWorks, query.groups] {
        writer.append(UInt64(number))
      }
    }
    writer.append(fixed: writer.bytes.withUnsafeBufferPointer { textHash($0) })
    bytes = writer.bytes
  }

  /// What is kept; `nil` where it is of other works or damaged.
  ///
  /// - Parameters:
  ///   - digest: what stands for all that decides who is who.
  ///   - placeCount: how many places there are.
  func content(digest: UInt64, placeCount: Int) -> Content? {
    guard bytes.count > 16 else { return nil }
    var reader = ByteReader(bytes: bytes.dropLast(8)), end = ByteReader(bytes: bytes.suffix(8))
    guard reader.fixed() == digest,
      end.fixed()
        == bytes.withUnsafeBufferPointer({
          textHash(UnsafeBufferPointer(rebasing: $0.dropLast(8)))
        }),
      reader.number() == UInt64(placeCount)
    else { return nil }
    var content = Content()
    content.representatives.reserveCapacity(placeCount)
    for place in 0..<placeCount {
      guard let number = reader.number() else { return nil }
      let distance = Int64(bitPattern: (number >> 1) ^ (number & 1 == 0 ? 0 : .max))
      let (other, overflow) = Int64(place).subtractingReportingOverflow(distance)
      guard !overflow, other >= 0, other < placeCount else { return nil }
      content.representatives.append(UInt32(other))
    }
    guard let count = reader.number(), count <= placeCount else { return nil }
    for _ in 0..<count {
      guard let place = reader.number(), place < placeCount,
        let score = reader.number().flatMap({ UInt32(exactly: $0) })
      else { return nil }
      content.weakest.append((UInt32(place), Float(bitPattern: score)))
    }
    if reader.isAtEnd { return content }
    guard let place = reader.number(), place < placeCount, let works = reader.number(),
      let allWorks = reader.number(), let groups = reader.number(), reader.isAtEnd,
      max(works, allWorks, groups) < 1 << 48
    else { return nil }
    content.query = NameQuery(
      place: UInt32(place), works: Int(works), allWorks: Int(allWorks), groups: Int(groups))
    return content
  }
}

/// Writes numbers in as few bytes as they need: seven bits each, the lowest first.
private struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func append(fixed number: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }
}

/// Reads what ``ByteWriter`` wrote; `nil` where it is none.
private struct ByteReader {
  private var bytes: ArraySlice<UInt8>

  init(bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  var isAtEnd: Bool { bytes.isEmpty }

  mutating func number() -> UInt64? {
    var result: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard let byte = bytes.popFirst() else { return nil }
      let part = UInt64(byte & 0x7F)
      if (part << shift) >> shift != part { return nil }
      result |= part << shift
      if byte < 0x80 { return result }
    }
    return nil
  }

  mutating func fixed() -> UInt64? {
    var result: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      guard let byte = bytes.popFirst() else { return nil }
      result |= UInt64(byte) << shift
    }
    return result
  }
}
