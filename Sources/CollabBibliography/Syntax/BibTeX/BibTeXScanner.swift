import CollabCore

/// Takes a stretch of a BibTeX file apart into entries and fields, as spans of its bytes.
///
/// The grammar is that of BibTeX 0.99d and biber, read leniently: an entry that does not close is
/// reported at its opening brace, and reading goes on at the next line that begins an entry.
///
/// - Complexity: O(bytes), whatever the input.
struct BibTeXScanner {
  /// A field's value: a span of the input, or bytes that were put together from several pieces.
  struct Value {
    var range: Range<Int>
    var owned: [UInt8]?

    /// Calls a function with the bytes.
    func withBytes<Result>(
      in bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
      guard let owned else { return body(UnsafeBufferPointer(rebasing: bytes[range])) }
      return owned.withUnsafeBufferPointer(body)
    }
  }

  /// An entry. Its fields are those of ``BibTeXField`` only.
  struct Entry {
    /// The offset of its `@`.
    var start: Int
    var type: Range<Int>
    var key: Range<Int>
    var fields: [(field: BibTeXField, value: Value)] = []
  }

  /// Something to tell of, by offset.
  struct Finding {
    var id: String
    var severity: Diagnostic.Severity
    var message: String
    var offset: Int
  }

  /// What reading on depends on, besides the bytes.
  struct State {
    var position = 0
    /// Up to where a block was followed without finding its end: blocks inside of it are not
    /// followed again, which would take quadratic time.
    var openUntil = 0
    /// How many bytes macros have added.
    var expanded = 0
  }

  let bytes: UnsafeBufferPointer<UInt8>
  let macros: BibTeXMacros
  private(set) var state: State
  private(set) var findings: [Finding] = []
  private var entry = Entry(start: 0, type: 0..<0, key: 0..<0)

  init(_ bytes: UnsafeBufferPointer<UInt8>, macros: BibTeXMacros, from state: State = State()) {
    self.bytes = bytes
    self.macros = macros
    self.state = state
  }

  private(set) var position: Int {
    get { state.position }
    set { state.position = newValue }
  }

  /// The next entry that begins before `limit`; `nil` where there is none. Afterwards the position
  /// is behind the entry, or behind the limit.
  mutating func next(before limit: Int) -> Entry? {
    while let (at, head) = nextHead(from: position, before: limit) {
      position = head.open + 1
      if bytes.equals(head.type, "comment") {
        // What its braces hold is left out, entries too; where they do not close, or where there
        // is none, only the word itself is, as in BibTeX.
        if bytes[head.open] == UInt8(ascii: "{") {
          _ = skipBlock(from: head.open, stopsAtEntry: false)
        }
      } else if bytes.equals(head.type, "preamble") || bytes.equals(head.type, "string") {
        // Macros were collected beforehand.
        if !skipBlock(from: head.open, stopsAtEntry: true) { reportOpen(head.open) }
      } else if readEntry(at: at, head) {
        return entry
      }
    }
    position = max(position, limit)
    return nil
  }

  // MARK: Heads

  /// What is longer is text.
  private static let longestHead = 1024

  struct Head {
    var type: Range<Int>
    /// The offset of the brace or parenthesis.
    var open: Int
  }

  /// The first head at or behind an offset, wherever on its line it stands.
  func nextHead(from start: Int, before limit: Int) -> (at: Int, head: Head)? {
    let bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes).prefix(limit))
    var index = start
    while let at = bytes.firstIndex(of: UInt8(ascii: "@"), from: index) {
      if let head = head(at: at), !isAddress(at, head) { return (at, head) }
      index = at + 1
    }
    return nil
  }

  /// The head of an entry at an `@`: letters, and an opening brace or parenthesis.
  func head(at: Int) -> Head? {
    let end = min(bytes.count, at + Self.longestHead)
    var index = at + 1
    while index < end, isBlank(bytes[index]) { index += 1 }
    let start = index
    while index < end, bytes[index].isLetter { index += 1 }
    let type = start..<index
    while index < end, isBlank(bytes[index]) { index += 1 }
    guard !type.isEmpty, index < end,
      bytes[index] == UInt8(ascii: "{") || bytes[index] == UInt8(ascii: "(")
    else { return nil }
    return Head(type: type, open: index)
  }

  /// Whether an `@` is part of a word such as `ann@home`.
  private func isAddress(_ at: Int, _ head: Head) -> Bool {
    guard at > 0, bytes[at - 1].isLetter || bytes[at - 1].isDigit else { return false }
    return !BibTeXTypes.isKnown(bytes.text(head.type))
  }

  /// Whether an entry with a key begins at an `@` that only blanks precede on its line.
  private func beginsEntry(_ at: Int) -> Bool {
    var before = at - 1
    while before >= 0, bytes[before] == 0x20 || bytes[before] == 0x09 { before -= 1 }
    guard before < 0 || bytes[before] == 0x0A, let head = head(at: at) else { return false }
    if bytes.equals(head.type, "string") || bytes.equals(head.type, "comment")
      || bytes.equals(head.type, "preamble")
    {
      return true
    }
    var index = head.open + 1
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: ","): return true
      case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\""), UInt8(ascii: "="), 0x0A, 0x0D:
        return false
      default: index += 1
      }
    }
    return false
  }

  // MARK: Entries

  private mutating func readEntry(at: Int, _ head: Head) -> Bool {
    let close = bytes[head.open] == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: ")")
    entry.start = at
    entry.type = head.type
    entry.fields.removeAll(keepingCapacity: true)
    readKey(close: close)
    while true {
      skipBlanks(andCommas: true)
      guard position < bytes.count else {
        reportOpen(head.open)
        return false
      }
      if bytes[position] == close {
        position += 1
        return true
      }
      if bytes[position] == UInt8(ascii: "@"), beginsEntry(position) {
        reportOpen(head.open)
        return false
      }
      guard readField(open: head.open, close: close) else { return false }
    }
  }

  private mutating func readKey(close: UInt8) {
    skipBlanks(andCommas: false)
    let start = position
    var index = start
    while index < bytes.count, bytes[index] != UInt8(ascii: ","), bytes[index] != close {
      if bytes[index] == UInt8(ascii: "=") || bytes[index] == UInt8(ascii: "@")
        || bytes[index] == 0x0A
      {
        break
      }
      index += 1
    }
    if index < bytes.count, bytes[index] == UInt8(ascii: "=") || bytes[index] == UInt8(ascii: "@") {
      // What stands there is a field already, or another entry.
      entry.key = start..<start
      return
    }
    var end = index
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    entry.key = start..<end
    position = index
  }

  /// Reads a field; `false` where the entry is given up.
  private mutating func readField(open: Int, close: UInt8) -> Bool {
    let start = position
    while position < bytes.count, isNameByte(bytes[position]), bytes[position] != close {
      position += 1
    }
    let name = start..<position
    skipBlanks(andCommas: false)
    guard !name.isEmpty, position < bytes.count, bytes[position] == UInt8(ascii: "=") else {
      return giveUp(
        open: open, "bibtex.expected-field",
        "expected a field name and '=', or the end of the entry", at: start)
    }
    position += 1
    guard let value = readValue(open: open, close: close) else { return false }
    if let field = BibTeXField(bytes, name) {
      if let first = entry.fields.first(where: { $0.field == field }) {
        findings.append(repeated(name, field, value, first: first.value))
      } else {
        entry.fields.append((field, value))
      }
    }
    skipBlanks(andCommas: false)
    if position < bytes.count, bytes[position] != UInt8(ascii: ","), bytes[position] != close,
      bytes[position] != UInt8(ascii: "@"), isNameByte(bytes[position])
    {
      findings.append(
        Finding(
          id: "bibtex.missing-comma", severity: .warning, message: "expected ',' before this field",
          offset: position))
    }
    return true
  }

  private mutating func giveUp(open: Int, _ id: String, _ message: String, at offset: Int) -> Bool {
    if offset >= bytes.count {
      reportOpen(open)
    } else {
      findings.append(Finding(id: id, severity: .error, message: message, offset: offset))
    }
    position = nextEntry(from: max(offset, open + 1))
    return false
  }

  private mutating func reportOpen(_ open: Int) {
    findings.append(
      Finding(
        id: "bibtex.unterminated-entry", severity: .error, message: "entry is not closed",
        offset: open))
  }

  /// The offset of the next line that begins an entry.
  private func nextEntry(from start: Int) -> Int {
    var index = start
    while let at = find(UInt8(ascii: "@"), from: index) {
      if beginsEntry(at) { return at }
      index = at + 1
    }
    return bytes.count
  }

  private func repeated(
    _ name: Range<Int>, _ field: BibTeXField, _ value: Value, first: Value
  ) -> Finding {
    let (kept, left) = (text(first), text(value))
    let isLoss = (field == .author || field == .title) && kept != left
    return Finding(
      id: "bibtex.repeated-field", severity: isLoss ? .warning : .note,
      message: "the field '\(bytes.text(name))' is given twice; the first counts"
        + (isLoss ? ": '\(kept.prefix(80))', and not '\(left.prefix(80))'" : ""),
      offset: name.lowerBound)
  }

  private func text(_ value: Value) -> String {
    value.withBytes(in: bytes) { TeXText.plain($0) }
  }

  // MARK: Values

  private mutating func readValue(open: Int, close: UInt8) -> Value? {
    var result: Value?, joined: [UInt8]?
    while true {
      skipBlanks(andCommas: false)
      guard position < bytes.count else {
        reportOpen(open)
        return nil
      }
      let piece: Value
      switch bytes[position] {
      case UInt8(ascii: "{"), UInt8(ascii: "\""):
        let start = position
        guard let end = delimitedEnd(from: position) else {
          reportOpen(open)
          position = nextEntry(from: start)
          return nil
        }
        piece = Value(range: start + 1..<end)
        position = end + 1
      default:
        let start = position
        while position < bytes.count, isNameByte(bytes[position]), bytes[position] != close {
          position += 1
        }
        let word = start..<position
        if word.isEmpty {
          _ = giveUp(open: open, "bibtex.expected-value", "expected the field's value", at: start)
          return nil
        }
        piece = bare(word)
      }
      if let first = result {
        if joined == nil { joined = first.withBytes(in: bytes) { Array($0) } }
        piece.withBytes(in: bytes) { joined?.append(contentsOf: $0) }
      } else {
        result = piece
      }
      skipBlanks(andCommas: false)
      guard position < bytes.count, bytes[position] == UInt8(ascii: "#") else {
        return joined.map { Value(range: 0..<0, owned: $0) } ?? result
      }
      position += 1
    }
  }

  /// A number, or the value of a macro.
  private mutating func bare(_ word: Range<Int>) -> Value {
    if bytes[word].allSatisfy({ $0.isDigit }) { return Value(range: word) }
    if let value = macros.value(bytes, word, at: word.lowerBound) {
      state.expanded += value.count
      if state.expanded <= macros.greatestExpansion {
        return Value(range: 0..<0, owned: value)
      }
      return literally(
        word, "bibtex.macros-too-large", .error, "would expand the macros beyond the limit")
    }
    return literally(
      word, "bibtex.undefined-macro", .warning, "is neither quoted nor defined by @string")
  }

  /// A word that is taken as it stands, and why.
  private mutating func literally(
    _ word: Range<Int>, _ id: String, _ severity: Diagnostic.Severity, _ why: String
  ) -> Value {
    findings.append(
      Finding(
        id: id, severity: severity,
        message: "'\(bytes.text(word))' \(why); taken as it stands", offset: word.lowerBound))
    return Value(range: word)
  }

  /// The offset of the brace or quote that closes the one at `start`; `nil` where none does before
  /// the next line that begins an entry.
  private func delimitedEnd(from start: Int) -> Int? {
    let isQuoted = bytes[start] == UInt8(ascii: "\"")
    var depth = 0, index = start + 1
    while index < bytes.count {
      // Letters and digits are most of a value.
      let byte = bytes[index]
      if byte < 0x7B && byte > 0x40 || byte < 0x40 && byte > 0x22 {
        index += 1
        continue
      }
      switch byte {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        if depth == 0 { return isQuoted ? nil : index }
        depth -= 1
      case UInt8(ascii: "\""):
        // `M\"uller` inside of quotes is wrong, but what is meant is clear.
        let isAccent =
          bytes[index - 1] == UInt8(ascii: "\\") && index + 1 < bytes.count
          && (bytes[index + 1].isLetter || bytes[index + 1] == UInt8(ascii: "{"))
        if isQuoted && depth == 0 && !isAccent { return index }
      case UInt8(ascii: "@"):
        if beginsEntry(index) { return nil }
      default: break
      }
      index += 1
    }
    return nil
  }

  // MARK: Blocks

  /// Skips a block with balanced braces; `false`, and nothing skipped, where it does not close.
  private mutating func skipBlock(from open: Int, stopsAtEntry: Bool) -> Bool {
    guard open >= state.openUntil else { return false }
    let isBrace = bytes[open] == UInt8(ascii: "{")
    var depth = 0, index = open
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: ")") where !isBrace && depth == 0: depth = -1
      case UInt8(ascii: "@") where stopsAtEntry && beginsEntry(index):
        state.openUntil = index
        return false
      default: break
      }
      index += 1
      if depth < 0 || isBrace && depth == 0 {
        position = index
        return true
      }
    }
    state.openUntil = index
    return false
  }

  // MARK: Bytes

  private mutating func skipBlanks(andCommas commas: Bool) {
    while position < bytes.count {
      let byte = bytes[position]
      if isBlank(byte) || (commas && byte == UInt8(ascii: ",")) {
        position += 1
      } else if byte == UInt8(ascii: "%") {
        // A comment up to the end of the line, as biber reads it.
        while position < bytes.count, bytes[position] != 0x0A { position += 1 }
      } else {
        return
      }
    }
  }

  /// The next place of a byte.
  func find(_ byte: UInt8, from start: Int) -> Int? {
    UnsafeRawBufferPointer(bytes).firstIndex(of: byte, from: start)
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }

  private func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, UInt8(ascii: ","), UInt8(ascii: "="), UInt8(ascii: "{"), UInt8(ascii: "}"),
      UInt8(ascii: "\""), UInt8(ascii: "#"), UInt8(ascii: "%"), UInt8(ascii: "@"):
      return false
    default: return true
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether a span is an ASCII word in any case; `word` is in lower case.
  func equals(_ range: Range<Int>, _ word: StaticString) -> Bool {
    guard range.count == word.utf8CodeUnitCount else { return false }
    for offset in 0..<range.count {
      let byte = self[range.lowerBound + offset]
      let lower = byte.lowered
      if lower != word.utf8Start[offset] { return false }
    }
    return true
  }

  func text(_ range: Range<Int>) -> String { String(decoding: self[range], as: UTF8.self) }
}
