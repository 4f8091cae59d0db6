/// The given words of names by number, each with what comparing it asks for again and again.
struct GivenWords: Sendable {
  struct Word {
    /// The number of the word without the second letters of transcribed umlauts.
    var plain: UInt32 = 0
    /// Whether it is one letter; one character of a script such as Han is a name.
    var isInitial = false
    var isASCII = true
    /// Whether it is, or has, a usual short form.
    var hasNickname = false
  }

  private var pool = TextPool()
  private var words = [Word()]

  subscript(word: UInt32) -> Word { words[Int(word)] }

  /// The number of a word; 0 for the empty one.
  mutating func intern(_ letters: [UInt8]) -> UInt32 {
    let number = letters.withUnsafeBufferPointer { pool.intern($0) }
    if Int(number) < words.count { return number }
    words.append(
      letters.withUnsafeBufferPointer {
        Word(
          isInitial: $0.count == firstLetter($0), isASCII: $0.allSatisfy { $0 < 0x80 },
          hasNickname: hasNickname($0))
      })
    let plain = umlautsPlain(letters)
    words[Int(number)].plain = plain == letters ? number : intern(plain)
    return number
  }

  /// How two given words relate.
  func match(_ a: UInt32, _ b: UInt32, _ eastAsian: Bool) -> NameRelation {
    if a == b { return .equal }
    let first = self[a], second = self[b]
    return pool.withBytes(a) { a in
      pool.withBytes(b) { b in
        if first.isInitial || second.isInitial {
          return a.starts(with: b) || b.starts(with: a) ? .initial : .conflict
        }
        // Of other scripts no short forms or slips are known.
        if !first.isASCII || !second.isASCII { return .conflict }
        let shorter = min(a.count, b.count)
        if eastAsian { return shorter >= 6 && isSlip(a, b) ? .misspelling : .conflict }
        if first.hasNickname, second.hasNickname, areNicknames(a, b) { return .nickname }
        if shorter >= 3, abs(a.count - b.count) >= 2,
          a.prefix(shorter).elementsEqual(b.prefix(shorter))
        {
          return .nickname
        }
        if first.plain == second.plain { return .equal }
        return shorter >= 4 && isSlip(a, b) ? .misspelling : .conflict
      }
    }
  }
}

/// Whether two words begin alike and are equal up to one insertion, deletion, substitution or swap of
/// neighbours.
private func isSlip(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
  a[0] == b[0] && isOneEditApart(a, b)
}

/// Whether two words are equal up to one insertion, deletion, substitution or swap of neighbours.
private func isOneEditApart(
  _ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>
) -> Bool {
  let (short, long) = a.count <= b.count ? (a, b) : (b, a)
  guard long.count - short.count <= 1 else { return false }
  var same = 0
  while same < short.count, short[same] == long[same] { same += 1 }
  let rest = short.dropFirst(same), other = long.dropFirst(same)
  if short.count < long.count { return rest.elementsEqual(other.dropFirst()) }
  if rest.dropFirst().elementsEqual(other.dropFirst()) { return true }
  return rest.count > 1 && rest[same] == other[same + 1] && rest[same + 1] == other[same]
    && rest.dropFirst(2).elementsEqual(other.dropFirst(2))
}
