extension TextMetrics {
  /// The characters of some texts that no font at hand can show, in order of their code points.
  ///
  /// What no font has is drawn as a box with the character's number. All boxes of numbers of one
  /// length are equally wide, and at two sizes of letters no real glyph is likely to be just as
  /// wide as the box of a character that can have no glyph.
  ///
  /// - Throws: ``GraphvizError``.
  static func missingGlyphs(in texts: [String]) throws -> [Unicode.Scalar] {
    var scalars = Set<Unicode.Scalar>()
    for text in texts {
      for scalar in text.unicodeScalars where scalar.value > 0x24f && isDrawn(scalar) {
        scalars.insert(scalar)
      }
    }
    // Beyond some thousand characters, the rarest writing systems of a large map go unchecked.
    let candidates = scalars.sorted().prefix(4000)
    guard !candidates.isEmpty else { return [] }
    let boxes = ["\u{378}", "\u{1fffd}", "\u{10fffd}"]
    let lines = boxes + candidates.map { String($0) }
    let large = try sizes(of: lines.map { ($0, 97) }), small = try sizes(of: lines.map { ($0, 31) })
    return candidates.enumerated().filter { index, scalar in
      let box = scalar.value <= 0xffff ? 0 : scalar.value <= 0xfffff ? 1 : 2
      return abs(large[index + 3].width - large[box].width) < 0.01
        && abs(small[index + 3].width - small[box].width) < 0.01
    }.map(\.element)
  }

  /// Whether a character stands for itself: marks, joiners and selectors change others.
  private static func isDrawn(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark, .format, .control, .spaceSeparator: false
    default: !scalar.properties.isEmojiModifier && !scalar.properties.isVariationSelector
    }
  }
}
