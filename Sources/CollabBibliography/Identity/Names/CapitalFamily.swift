/// Family names in capitals: `She-Sheng XUE`, `XUE She-Sheng`, `Jean DUPONT`; and `Weinan E`.
enum CapitalFamily {
  /// The name whose family name its capitals tell; `nil` where they may be initials.
  static func name(_ words: [String]) -> PersonName? {
    guard words.count > 1, let first = words.first, let last = words.last,
      !NameParser.isCollective(words.joined(separator: " "))
    else { return nil }
    let front = words.dropLast(), back = words.dropFirst()
    if last == "E", front.count == 1, isPinyin(first), syllables(first) > 1 {
      return NameParser.inverted(last, given: first)
    }
    if isFamily(last, beside: front) {
      return NameParser.inverted(last, given: front.joined(separator: " "))
    }
    if isFamily(first, beside: back) {
      return NameParser.inverted(first, given: back.joined(separator: " "))
    }
    return nil
  }

  private static func isFamily(_ word: String, beside given: some Collection<String>) -> Bool {
    let letters = word.filter(\.isLetter)
    guard letters.count > 1, word.allSatisfy({ $0.isLetter || "-'’".contains($0) }),
      letters.allSatisfy(\.isUppercase),
      given.contains(where: { $0.contains(where: \.isLowercase) }),
      given.allSatisfy({ $0.first?.isUppercase == true })
    else { return false }
    // More letters than anybody has initials.
    if letters.count > 4 { return true }
    return isPinyin(word) && syllables(word) == 1 && given.allSatisfy(isPinyin)
      && (letters.count > 2 || given.contains { $0.contains("-") })
  }

  static func isPinyin(_ word: String) -> Bool { syllables(word) > 0 }

  /// The number of syllables of pinyin that a word consists of; 0 where it does not.
  static func syllables(_ word: String) -> Int {
    let letters = word.lowercased().filter { $0 != "-" && $0 != "\u{2019}" && $0 != "'" }
    guard letters.utf8.allSatisfy({ $0.isLetter }), letters.utf8.count < 16 else { return 0 }
    let bytes = Array(letters.utf8)
    // The least number of syllables up to each letter.
    var least = [Int?](repeating: nil, count: bytes.count + 1)
    least[0] = 0
    for start in bytes.indices {
      guard let count = least[start] else { continue }
      for length in 1...6 where start + length <= bytes.count {
        let syllable = String(decoding: bytes[start..<start + length], as: UTF8.self)
        guard isSyllable(syllable) else { continue }
        least[start + length] = min(least[start + length] ?? .max, count + 1)
      }
    }
    return least[bytes.count] ?? 0
  }

  private static func isSyllable(_ text: String) -> Bool {
    if ["a", "o", "e", "ai", "ei", "ao", "ou", "an", "en", "ang", "er"].contains(text) {
      return true
    }
    for initial in initials where text.hasPrefix(initial) {
      return finals.contains(text.dropFirst(initial.count))
    }
    return false
  }

  /// Those of two letters first.
  private static let initials = [
    "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r",
    "z",
    "c", "s", "y", "w",
  ]
  private static let finals: Set<Substring> = [
    "a", "o", "e", "i", "u", "v", "ai", "ei", "ao", "ou", "an", "en", "ang", "eng", "ong", "ia",
    "ie",
    "iao", "iu", "ian", "in", "iang", "ing", "iong", "ua", "uo", "uai", "ui", "uan", "un", "uang",
    "ue", "ve",
  ]
}
