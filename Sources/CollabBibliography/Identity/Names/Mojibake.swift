/// Names whose UTF-8 some program took for Windows-1252 and wrote as UTF-8 again: `MÃ¶ller` for `Möller`.
enum Mojibake {
  /// The text with such letters as they were; `nil` where there are none.
  ///
  /// - Complexity: O(bytes).
  static func repaired(_ text: String) -> String? {
    // `Ã` to `Å` begin Latin letters, `Î` to `Ñ` Greek and Cyrillic ones.
    guard text.utf8.contains(0xC3) else { return nil }
    var result = "", run: [UInt8] = [], spelled = "", isRepaired = false
    func end() {
      if let letters = letters(run) {
        result += letters
        isRepaired = true
      } else {
        result += spelled
      }
      run = []
      spelled = ""
    }
    for scalar in text.unicodeScalars {
      if let byte = byte(scalar) {
        run.append(byte)
        spelled.unicodeScalars.append(scalar)
      } else {
        end()
        result.unicodeScalars.append(scalar)
      }
    }
    end()
    return isRepaired ? result : nil
  }

  /// The letters that bytes are in UTF-8; `nil` where they are none.
  private static func letters(_ run: [UInt8]) -> String? {
    guard run.count > 1, let text = String(validating: run, as: UTF8.self),
      text.unicodeScalars.allSatisfy({ $0.value > 0xBF && $0.properties.isAlphabetic })
    else { return nil }
    return text
  }

  /// The byte from 0x80 that a character is in Windows-1252, or that ISO 8859-1 gives to control
  /// characters.
  private static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
    if (0x80...0xFF).contains(scalar.value) { return UInt8(scalar.value) }
    return windows1252[scalar]
  }

  /// What stands at 0x80 to 0x9F of Windows-1252, five places of which are empty.
  private static let windows1252: [Unicode.Scalar: UInt8] = {
    let rows: [(UInt8, String)] = [
      (0x80, "€"), (0x82, "‚ƒ„…†‡ˆ‰Š‹Œ"), (0x8E, "Ž"), (0x91, "‘’“”•–—˜™š›œ"), (0x9E, "žŸ"),
    ]
    var bytes: [Unicode.Scalar: UInt8] = [:]
    for (first, row) in rows {
      for (offset, scalar) in row.unicodeScalars.enumerated() {
        bytes[scalar] = first + UInt8(offset)
      }
    }
    return bytes
  }()
}
