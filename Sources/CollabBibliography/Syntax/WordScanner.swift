/// Walks over the words of a line-oriented text format and knows where it stands.
///
/// Lines end in `\n` or `\r\n`; see ``Input/bytes``.
struct WordScanner {
  /// A run of bytes without white space.
  struct Word {
    let range: Range<Int>
    let line: Int
    let column: Int
  }

  let bytes: [UInt8]
  private(set) var position = 0
  private(set) var line = 1
  private var lineStart = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position >= bytes.count }
  var column: Int { position - lineStart + 1 }

  /// The next byte of this line that is not white space; `nil` at its end.
  mutating func peek() -> UInt8? {
    while position < bytes.count, bytes[position] != 0x0A {
      if !Self.isBlank(bytes[position]) { return bytes[position] }
      position += 1
    }
    return nil
  }

  /// The next word of this line; `nil` at its end.
  mutating func word() -> Word? {
    guard peek() != nil else { return nil }
    let start = position, column = self.column
    while position < bytes.count, bytes[position] != 0x0A, !Self.isBlank(bytes[position]) {
      position += 1
    }
    return Word(range: start..<position, line: line, column: column)
  }

  /// What stands between the quotation mark here and the one that closes it; `nil`, without a
  /// step, where none does.
  ///
  /// The closing one is the first that white space or the end of the line follows.
  mutating func quoted() -> Word? {
    guard peek() == 0x22 else { return nil }
    let column = self.column
    var end = position + 1
    while end < bytes.count, bytes[end] != 0x0A {
      let next = end + 1
      if bytes[end] == 0x22,
        next == bytes.count || bytes[next] == 0x0A || Self.isBlank(bytes[next])
      {
        let start = position + 1
        position = next
        return Word(range: start..<end, line: line, column: column)
      }
      end += 1
    }
    return nil
  }

  /// The text that is left on this line.
  var restOfLine: String {
    let end = bytes[position...].firstIndex(of: 0x0A) ?? bytes.count
    return String(decoding: bytes[position..<end], as: UTF8.self)
  }

  /// All words that are left on this line.
  mutating func words() -> [Word] {
    var words: [Word] = []
    while let word = word() { words.append(word) }
    return words
  }

  /// Goes to the beginning of the next line, or to the end of the input.
  mutating func nextLine() {
    while position < bytes.count, bytes[position] != 0x0A { position += 1 }
    guard position < bytes.count else { return }
    position += 1
    line += 1
    lineStart = position
  }

  /// Goes to the next line, this one included, that holds a word and does not begin with the
  /// byte of a comment; `false` where there is none.
  mutating func findLine(skippingComments mark: UInt8) -> Bool {
    while !isAtEnd {
      if let first = peek(), first != mark { return true }
      nextLine()
    }
    return false
  }

  func text(_ word: Word) -> String { String(decoding: bytes[word.range], as: UTF8.self) }

  /// The word as a whole number; `nil` where it is none or too large.
  func integer(_ word: Word) -> Int? { Int(text(word)) }

  /// The word as a number, also one that is not finite; `nil` where it is none.
  func number(_ word: Word) -> Double? { Double(text(word)) }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte) && byte != 0x0A
  }
}
