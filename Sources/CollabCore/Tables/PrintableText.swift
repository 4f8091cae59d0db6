extension String {
  /// The text as a terminal can show it: what would steer the terminal or turn the direction of
  /// the text around is written out, as in `\u{202E}`. Line ends and tabs stay.
  public var printable: String {
    guard unicodeScalars.contains(where: \.steersTerminals) else { return self }
    var shown = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if scalar.steersTerminals {
        let number = String(scalar.value, radix: 16, uppercase: true)
        shown.append(contentsOf: "\\u{\(number)}".unicodeScalars)
      } else {
        shown.append(scalar)
      }
    }
    return String(shown)
  }
}

extension Unicode.Scalar {
  fileprivate var steersTerminals: Bool {
    switch value {
    case 0x09, 0x0A: false
    case 0x00...0x1F, 0x7F...0x9F: true
    // Bidirectional marks, line and paragraph separators, and controls that Unicode gave up.
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x206F, 0xFFF9...0xFFFB: true
    default: false
    }
  }
}
