import CollabCore
import Foundation

/// Turns TeX into plain text: accents and symbols become characters, braces, styles and unknown
/// commands go, their arguments stay.
///
/// Unicode, *The Unicode Standard*, combining diacritical marks; the commands are those of LaTeX2e,
/// textcomp, fontenc T1 and T4, and the mathematics that titles hold.
enum TeXText {
  /// The plain text of a value.
  ///
  /// - Complexity: O(bytes).
  static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    if !bytes.contains(where: isMarked) {
      return String(decoding: bytes, as: UTF8.self).collapsed
    }
    var decoder = TeXDecoder(bytes)
    return decoder.decode()
  }

  /// The names of commands that are left out although they may stand for something.
  ///
  /// - Complexity: O(bytes).
  static func unknownCommands(in bytes: UnsafeBufferPointer<UInt8>) -> [String] {
    guard UnsafeRawBufferPointer(bytes).firstIndex(of: 0x5C, from: 0) != nil else { return [] }
    var result: [String] = []
    var index = 0
    while index + 1 < bytes.count {
      guard bytes[index] == 0x5C else {
        index += 1
        continue
      }
      let start = index + 1
      index = start
      while index < bytes.count, bytes[index].isLetter { index += 1 }
      if start == index {
        // `\\` is no command that begins at its second half.
        index += 1
        continue
      }
      let name = bytes.text(start..<index)
      if !TeXSymbols.isKnown(name), !result.contains(name) { result.append(name) }
    }
    return result
  }
}

/// Whether a byte may mean something else than itself: a backslash, a brace, one of `$~-'"`, a
/// backtick, a line end or a tab.
@inline(__always)
private func isMarked(_ byte: UInt8) -> Bool {
  if byte > 0x60 { return byte >= 0x7B && byte <= 0x7E && byte != 0x7C }
  switch byte {
  case 0x09, 0x0A, 0x0D, 0x22, 0x24, 0x27, 0x2D, 0x5C, 0x60: return true
  default: return false
  }
}

private struct TeXDecoder {
  let bytes: UnsafeBufferPointer<UInt8>
  var index = 0
  var output: [UInt8] = []
  var hasMarks = false
  /// Accents that wait for their letter, the outer one first.
  var accents: [Unicode.Scalar] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    output.reserveCapacity(bytes.count)
  }

  mutating func decode() -> String {
    while index < bytes.count {
      if accents.isEmpty { copyPlain() }
      if index < bytes.count { step() }
    }
    let text = String(decoding: output, as: UTF8.self)
    return (hasMarks ? text.precomposedStringWithCanonicalMapping : text).collapsed
  }

  /// Copies what stands for itself.
  private mutating func copyPlain() {
    let start = index
    while index < bytes.count, !isMarked(bytes[index]) { index += 1 }
    if start < index {
      output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
    }
  }

  private mutating func step() {
    let byte = bytes[index]
    switch byte {
    case UInt8(ascii: "\\"): command()
    case UInt8(ascii: "{"), UInt8(ascii: "}"):
      if byte == UInt8(ascii: "}") { accents.removeAll() }
      index += 1
    case UInt8(ascii: "$"): index += 1
    case UInt8(ascii: "~"): ligature(length: 1, " ")
    case UInt8(ascii: "-") where next("---"): ligature(length: 3, "—")
    case UInt8(ascii: "-") where next("--"): ligature(length: 2, "–")
    case UInt8(ascii: "`") where next("``"): ligature(length: 2, "“")
    case UInt8(ascii: "'") where next("''"): ligature(length: 2, "”")
    default: letter()
    }
  }

  private mutating func ligature(length: Int, _ text: StaticString) {
    index += length
    write(text)
  }

  private func next(_ text: StaticString) -> Bool {
    guard index + text.utf8CodeUnitCount <= bytes.count else { return false }
    for offset in 0..<text.utf8CodeUnitCount where bytes[index + offset] != text.utf8Start[offset] {
      return false
    }
    return true
  }

  private mutating func write(_ text: StaticString) {
    for offset in 0..<text.utf8CodeUnitCount { output.append(text.utf8Start[offset]) }
  }

  /// Copies one character and sets a waiting accent on it.
  private mutating func letter() {
    let byte = bytes[index]
    // Blanks between an accent and its letter do not count.
    if !accents.isEmpty && byte <= 0x20 {
      index += 1
      return
    }
    repeat {
      output.append(bytes[index])
      index += 1
    } while index < bytes.count && bytes[index] & 0xC0 == 0x80
    setAccent()
  }

  private mutating func setAccent() {
    for mark in accents.reversed() { output += Array(String(mark).utf8) }
    hasMarks = hasMarks || !accents.isEmpty
    accents.removeAll()
  }

  private mutating func command() {
    index += 1
    guard index < bytes.count else { return }
    let first = bytes[index]
    guard first.isLetter else {
      index += 1
      if let mark = TeXSymbols.accents[String(UnicodeScalar(first))] {
        accents.append(mark)
      } else if first >= 0x80 || "\\ ,;:!/-@|>*".utf8.contains(first) {
        // Line breaks and spaces; `\-`, `\/` and `\@` say nothing about the text.
        if "\\ ,;:|>".utf8.contains(first) { output.append(0x20) }
        if first >= 0x80 { index -= 1 }
      } else if first != UInt8(ascii: "(") && first != UInt8(ascii: ")")
        && first != UInt8(ascii: "[") && first != UInt8(ascii: "]")
      {
        output.append(first)
      }
      return
    }
    let start = index
    while index < bytes.count, bytes[index].isLetter { index += 1 }
    let name = String(decoding: bytes[start..<index], as: UTF8.self)
    if let mark = TeXSymbols.accents[name] {
      skipBlanks()
      accents.append(mark)
      return
    }
    if TeXSymbols.isDropped(name) {
      skipBlanks()
      skipArgument()
      return
    }
    guard let symbol = TeXSymbols.symbols[name] else {
      skipBlanks()
      return
    }
    // `\i` under an accent keeps its dot: the accent takes its place.
    let isDotless = !accents.isEmpty && (name == "i" || name == "j")
    output += isDotless ? Array(name.utf8) : Array(symbol.utf8)
    setAccent()
    skipBlanks()
    // An empty group only ends the command's name.
    if index + 1 < bytes.count, bytes[index] == UInt8(ascii: "{"),
      bytes[index + 1] == UInt8(ascii: "}")
    {
      index += 2
    }
  }

  private mutating func skipBlanks() {
    while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
  }

  private mutating func skipArgument() {
    guard index < bytes.count, bytes[index] == UInt8(ascii: "{") else { return }
    var depth = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "{") { depth += 1 }
      if bytes[index] == UInt8(ascii: "}") { depth -= 1 }
      index += 1
      if depth == 0 { return }
    }
  }
}
