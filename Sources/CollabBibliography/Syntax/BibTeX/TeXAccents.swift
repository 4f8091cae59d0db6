import Foundation

extension String {
  /// The text with letters in the place of TeX's accents and letters, `S\^{\i}rbu` and `{\o}`, as
  /// tables and lists hold them that were made from BibTeX. All else stays as it is, braces and
  /// mathematics among it; see ``TeXText`` for texts that are TeX as a whole.
  ///
  /// - Complexity: O(bytes).
  var withTeXAccents: String {
    guard holds("\\") else { return self }
    var text = self
    return text.withUTF8 { TeXAccents($0).decode() } ?? self
  }
}

private struct TeXAccents {
  let bytes: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The decoded text; `nil` where nothing is to be decoded.
  func decode() -> String? {
    var output: [UInt8] = []
    var index = 0, copied = 0
    while index < bytes.count {
      guard bytes[index] == 0x5C || bytes[index] == 0x7B, let (letter, end) = letter(at: index)
      else {
        // What follows a backslash that is none of ours is not looked at by itself: `\\"o`.
        index += bytes[index] == 0x5C ? 2 : 1
        continue
      }
      output += bytes[copied..<index]
      output += Array(letter.utf8)
      index = end
      copied = end
    }
    if copied == 0 { return nil }
    output += bytes[copied...]
    return String(decoding: output, as: UTF8.self).precomposedStringWithCanonicalMapping
  }

  /// The letter that a command stands for, in braces or not, and where it ends.
  private func letter(at index: Int) -> (String, end: Int)? {
    guard bytes[index] == 0x7B else { return command(at: index, depth: 0) }
    guard let (letter, end) = command(at: index + 1, depth: 0), byte(end) == 0x7D else {
      return nil
    }
    return (letter, end + 1)
  }

  private func command(at slash: Int, depth: Int) -> (String, end: Int)? {
    guard depth < 3, byte(slash) == 0x5C, let first = byte(slash + 1) else { return nil }
    var end = slash + 2
    if first.isLetter {
      while byte(end)?.isLetter == true { end += 1 }
    }
    let name = bytes.text(slash + 1..<end)
    if let mark = TeXSymbols.accents[name] {
      // `\"` before a blank is a quote.
      let start = first.isLetter ? skipBlanks(from: end) : end
      guard !isApostrophe(slash), let (base, end) = argument(at: start, depth: depth + 1) else {
        return nil
      }
      return (base + String(mark), end)
    }
    guard first.isLetter else { return first == UInt8(ascii: "&") ? ("&", end) : nil }
    guard let symbol = TeXSymbols.symbols[name], symbol.first?.isLetter == true,
      name.utf8.count < 3, symbol.unicodeScalars.allSatisfy({ $0.value > 0x7F && $0.value < 0x250 })
    else { return nil }
    // Under an accent the dot goes.
    let letter = depth > 0 && (name == "i" || name == "j") ? name : symbol
    if byte(end) == 0x7B, byte(end + 1) == 0x7D { return (letter, end + 2) }
    return (letter, skipBlanks(from: end))
  }

  /// The letter under an accent, in braces or not.
  private func argument(at start: Int, depth: Int) -> (String, end: Int)? {
    let isBraced = byte(start) == 0x7B
    let first = isBraced ? start + 1 : start
    guard let found = command(at: first, depth: depth) ?? plainLetter(at: first) else { return nil }
    if !isBraced { return found }
    return byte(found.end) == 0x7D ? (found.0, found.end + 1) : nil
  }

  private func plainLetter(at start: Int) -> (String, end: Int)? {
    guard let first = byte(start), first.isLetter || first >= 0xC3 else { return nil }
    var end = start + 1
    while let next = byte(end), next & 0xC0 == 0x80 { end += 1 }
    let text = bytes.text(start..<end)
    return text.first?.isLetter == true ? (text, end) : nil
  }

  /// Whether `\'` is an apostrophe as data bases escape it: `O\'Connor`, `it\'s`, `d\'Arc`.
  private func isApostrophe(_ slash: Int) -> Bool {
    guard byte(slash + 1) == UInt8(ascii: "'"), slash > 0, bytes[slash - 1].isLetter,
      let next = byte(slash + 2), next.isLetter
    else { return false }
    if next.isUpper { return true }
    let isWordStart = slash == 1 || !bytes[slash - 2].isLetter && bytes[slash - 2] < 0x80
    if isWordStart && !bytes[slash - 1].isUpper { return true }
    var end = slash + 2
    while byte(end)?.isLetter == true { end += 1 }
    return ["s", "t", "d", "m", "ll", "re", "ve"].contains(bytes.text(slash + 2..<end))
  }

  private func byte(_ index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

  private func skipBlanks(from start: Int) -> Int {
    var index = start
    while byte(index) == 0x20 { index += 1 }
    return index
  }
}
