#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Texts in one run of bytes, by number from 1; 0 stands for no text.
///
/// A text costs its bytes and 8 more, and 11 to 21 more where it is interned.
package struct TextPool: Sendable {
  package private(set) var bytes: [UInt8] = []
  private var ends: [Int] = [0]
  /// Open addressing over the interned texts: half a hash above the number, 0 where free. The size
  /// is a power of two.
  private var slots: [UInt64] = []
  private var internedCount = 0

  package init() {}

  /// The greatest number in use.
  package var count: Int { ends.count - 1 }

  /// Where a text stands in ``bytes``.
  package func range(_ id: UInt32) -> Range<Int> { ends[Int(id) - 1]..<ends[Int(id)] }

  /// A text; `nil` for 0.
  func text(_ id: UInt32) -> String? {
    if id == 0 { return nil }
    return String(decoding: bytes[range(id)], as: UTF8.self)
  }

  /// Adds a text without looking whether it is there already; 0 for no text and for the empty one.
  mutating func add(_ text: String?) -> UInt32 {
    guard var text, !text.isEmpty else { return 0 }
    return text.withUTF8 { add($0) }
  }

  mutating func add(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    if text.isEmpty { return 0 }
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    return UInt32(count)
  }

  /// The number of a text, which is added where it is new; 0 for no text and for the empty one.
  mutating func intern(_ text: String?) -> UInt32 {
    guard var text, !text.isEmpty else { return 0 }
    return text.withUTF8 { intern($0) }
  }

  package mutating func intern(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    if text.isEmpty { return 0 }
    return intern(text, hash: textHash(text) >> 32)
  }

  /// - Parameter hash: the upper half of the text's hash.
  private mutating func intern(_ text: UnsafeBufferPointer<UInt8>, hash: UInt64) -> UInt32 {
    if (internedCount + 1) * 4 > slots.count * 3 { grow(to: max(64, slots.count * 2)) }
    let place = place(of: text, hash: hash)
    if place.id != 0 { return place.id }
    let id = add(text)
    slots[place.slot] = hash << 32 | UInt64(id)
    internedCount += 1
    return id
  }

  /// The number of an interned text; 0 where it is not there.
  package func number(of text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    slots.isEmpty ? 0 : place(of: text, hash: textHash(text) >> 32).id
  }

  /// Where a text stands among the slots, with its number, or where it would stand.
  private func place(of text: UnsafeBufferPointer<UInt8>, hash: UInt64) -> (slot: Int, id: UInt32) {
    slots.withUnsafeBufferPointer { slots in
      let mask = slots.count - 1
      var slot = Int(hash) & mask
      while slots[slot] != 0 {
        let id = UInt32(truncatingIfNeeded: slots[slot])
        // Equal hashes prove nothing: the texts decide.
        if slots[slot] >> 32 == hash, equals(id, text) { return (slot, id) }
        slot = (slot + 1) & mask
      }
      return (slot, 0)
    }
  }

  /// The texts of another pool, all of them interned there, interned here: the number here of each
  /// number there.
  mutating func intern(contentsOf other: TextPool) -> [UInt32] {
    // First the hashes, which the other's slots hold, and then the numbers in their place.
    var map = [UInt32](repeating: 0, count: other.count + 1)
    for entry in other.slots where entry != 0 {
      map[Int(UInt32(truncatingIfNeeded: entry))] = UInt32(entry >> 32)
    }
    // Growing once is cheaper than growing often; half of the texts are new, as a rule.
    var size = max(64, slots.count)
    while (internedCount + other.count / 2) * 4 > size * 3 { size *= 2 }
    if size > slots.count { grow(to: size) }
    other.bytes.withUnsafeBufferPointer { bytes in
      for id in map.indices.dropFirst() {
        let text = UnsafeBufferPointer(rebasing: bytes[other.range(UInt32(id))])
        map[id] = intern(text, hash: UInt64(map[id]))
      }
    }
    return map
  }

  /// Adds the texts of another pool behind those here; their numbers grow by ``count`` before.
  mutating func add(contentsOf other: TextPool) {
    let base = bytes.count
    bytes += other.bytes
    for end in other.ends.dropFirst() { ends.append(base + end) }
  }

  /// Calls a function with the bytes of a text.
  package func withBytes<Result>(
    _ id: UInt32, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    try bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[range(id)])) }
  }

  /// Whether two texts are the same bytes.
  func areEqual(_ a: UInt32, _ b: UInt32) -> Bool { withBytes(b) { equals(a, $0) } }

  private func equals(_ id: UInt32, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = range(id)
    guard range.count == text.count, let start = text.baseAddress else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      memcmp(bytes.baseAddress! + range.lowerBound, start, text.count) == 0
    }
  }

  private mutating func grow(to size: Int) {
    let old = slots
    slots = [UInt64](repeating: 0, count: size)
    slots.withUnsafeMutableBufferPointer { slots in
      for entry in old where entry != 0 {
        var slot = Int(entry >> 32) & (size - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
        slots[slot] = entry
      }
    }
  }
}

/// A 64-bit hash of bytes, the same in every run: eight bytes at a time, mixed as in wyhash.
func textHash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
  var hash = UInt64(text.count) &* 0x9e37_79b9_7f4a_7c15
  var index = 0
  while index + 8 <= text.count {
    let word = UnsafeRawPointer(text.baseAddress! + index).loadUnaligned(as: UInt64.self)
    hash = mixed(hash ^ word)
    index += 8
  }
  var tail: UInt64 = 0
  while index < text.count {
    tail = tail << 8 | UInt64(text[index])
    index += 1
  }
  return mixed(hash ^ tail)
}

private func mixed(_ value: UInt64) -> UInt64 {
  let product = (value ^ 0xa076_1d64_78bd_642f).multipliedFullWidth(by: 0xe703_7ed1_a0b4_28db)
  return product.high ^ product.low
}
