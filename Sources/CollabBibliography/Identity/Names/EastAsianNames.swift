/// Lists of names in Chinese characters, kana and hangul.
extension BylineSplit {
  /// The names of a list; `nil` where the text is one name, such as `孙, 育丙` and `山田, 太郎`.
  static func eastAsian(_ text: String) -> [String]? {
    let hasOwnComma = text.contains("，")
    let parts = text.split { $0 == "," || $0 == "，" }.map(\.trimmed).filter { !$0.isEmpty }
    guard parts.count > 1, parts.allSatisfy(isWide) else { return nil }
    let isList =
      parts.count > 2 && (hasOwnComma || parts.allSatisfy { $0.count > 1 })
      || parts.allSatisfy(EastAsianName.isChinese) || parts.allSatisfy(EastAsianName.isKorean)
      || hasOwnComma && parts.allSatisfy { $0.count > 2 }
    return isList ? parts : nil
  }

  /// Whether a text has no letter of an alphabet; marks of full width, as in `孙茂松（清华大学）`, may
  /// stand in it.
  private static func isWide(_ part: String) -> Bool {
    part.unicodeScalars.allSatisfy { $0.value >= 0x2E80 || $0 == " " || $0 == "·" }
  }
}
