extension String {
  /// The number of columns that the text takes in a terminal: two for East Asian wide characters
  /// and emoji, none for combining marks and controls.
  package var columns: Int {
    // Most cells are plain ASCII, which needs no look into Unicode's tables.
    if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return utf8.count }
    var total = 0
    for character in self {
      guard let first = character.unicodeScalars.first else { continue }
      if first.properties.generalCategory.takesNoColumn { continue }
      let isEmoji =
        first.properties.isEmojiPresentation
        || (first.properties.isEmoji && character.unicodeScalars.contains("\u{FE0F}"))
      total += isEmoji || first.isWide ? 2 : 1
    }
    return total
  }

  /// The text, cut with an ellipsis to at most `limit` columns.
  package func cut(to limit: Int) -> String {
    guard columns > limit else { return self }
    var kept = ""
    var used = 1
    for character in self {
      used += String(character).columns
      if used > limit { break }
      kept.append(character)
    }
    return kept + "…"
  }
}

extension Unicode.GeneralCategory {
  fileprivate var takesNoColumn: Bool {
    switch self {
    case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator:
      true
    default: false
    }
  }
}

extension Unicode.Scalar {
  /// Whether the scalar is East Asian wide or fullwidth (Unicode Standard Annex 11), by block.
  fileprivate var isWide: Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x17000...0x18CFF, 0x1B000...0x1B2FF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
