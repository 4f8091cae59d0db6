/// What is written at the ends of a name and is no part of it: marks and numbers of footnotes,
/// numbering, titles such as `Dr.`, quotes, `by` and `and`; letters that are broken are put right.
enum NameMarks {
  /// A text of one name, or of names parted by commas, without marks.
  static func removed(from stated: String) -> String {
    let whole = Mojibake.repaired(stated) ?? stated
    var text = trimmedEnds(withoutFillers(whole))
    if text.lowercased().hasSuffix(" and") { text = text.dropLast(4) }
    if text.lowercased().hasPrefix("and ") { text = text.dropFirst(4) }
    // `Bob Wood 1,*`; a comma at the end of the whole marks a group.
    if text.hasSuffix(","), text.endIndex < whole.trimmed.endIndex { text.removeLast() }
    var name = withoutQuotes(text.trimmed) ?? text.trimmed
    if name.hasPrefix("by ") || name.hasPrefix("By ") { name = name.dropFirst(3).trimmed }
    name = withoutNumbering(name)
    if name.utf8.contains(0x2E) {
      name = name.split(separator: " ").map(spaced).joined(separator: " ")
    }
    if name.utf8.contains(where: \.isDigit) { name = withoutFootnoteNumbers(name) }
    guard name.utf8.contains(0x2C) else { return withoutHonorifics(name) }
    let parts = name.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let bare = parts.map { withoutHonorifics(trimmedEnds($0).trimmed) }
    return bare == parts.map(\.trimmed) ? name : bare.joined(separator: ", ").trimmed
  }

  /// One part of a name whose parts a format keeps apart, without marks and separators at its ends.
  static func removed(fromPart part: String) -> String {
    var text = trimmedEnds(Mojibake.repaired(part) ?? part)
    while let last = text.last, ",; ".contains(last) { text.removeLast() }
    return withoutHonorifics(text.trimmed)
  }

  /// What programs write where they know nothing. `Null`, `Nan` and `none` are names or words.
  static func isFiller(_ word: some StringProtocol) -> Bool {
    ["null", "NULL", "None", "undefined", "nan", "NaN"].contains(String(word))
  }

  /// `Dmitry` of `Dmitry, null` and `null Dmitry`; `Dmitry Lepikhin` of the two halves
  /// `Dmitry, null, Lepikhin, null`. What is a filler as a whole stays.
  private static func withoutFillers(_ text: String) -> String {
    let separator: Character = text.utf8.contains(0x2C) ? "," : " "
    let parts = text.split(separator: separator).map(\.trimmed)
    let known = parts.filter { !isFiller($0) }
    guard !known.isEmpty, known.count < parts.count else { return text }
    let areHalves = parts.count == 4 && isFiller(parts[1]) && isFiller(parts[3])
    return known.joined(separator: separator == " " || areHalves && known.count == 2 ? " " : ", ")
  }

  /// `D.E. Knuth` of `D.E.Knuth`, where initials touch the word behind them.
  private static func spaced(_ word: Substring) -> Substring {
    guard let stop = word.lastIndex(of: "."), stop > word.startIndex else { return word }
    let rest = word[word.index(after: stop)...]
    guard rest.count > 1, rest.first?.isUppercase == true,
      rest.dropFirst().first?.isLowercase == true,
      NameText.isInitials(String(word[...stop]))
    else { return word }
    return word[...stop] + " " + rest
  }

  /// The text inside of quotes around it; `nil` where there are none.
  static func withoutQuotes(_ text: String) -> String? {
    guard text.count > 2, let first = text.first, let last = text.last,
      first == "\"" && last == "\"" || first == "“" && last == "”"
    else { return nil }
    return text.dropFirst().dropLast().trimmed
  }

  private static func trimmedEnds(_ whole: String) -> Substring {
    var text = whole[...]
    while let last = text.last,
      footnotes.contains(last) || last.isWhitespace || "&+".contains(last)
        || last == "." && text.hasSuffix("..")
    {
      text.removeLast()
    }
    // Of a row of stops behind a word the last goes, too; `A.` keeps its own.
    if text.endIndex < whole.endIndex, text.last == ".",
      text.dropLast().suffix(while: \.isLetter).count > 3
    {
      text.removeLast()
    }
    while let first = text.first,
      footnotes.contains(first) || first.isWhitespace || "&+,.".contains(first)
    {
      text.removeFirst()
    }
    return text
  }

  /// `1. Ann Hill`, `[2] Bob Wood`, `(3) Cat Lake`.
  private static func withoutNumbering(_ text: String) -> String {
    guard let first = text.utf8.first, first.isDigit || first == 0x28 || first == 0x5B else {
      return text
    }
    let inside = first.isDigit ? text[...] : text.dropFirst()
    let digits = inside.prefix { $0.isASCII && $0.isNumber }
    let rest = inside.dropFirst(digits.count)
    let close = rest.prefix { ".)]".contains($0) }
    guard (1...3).contains(digits.count), !close.isEmpty, close.count < 3,
      rest.dropFirst(close.count).contains(where: \.isLetter)
    else { return text }
    return rest.dropFirst(close.count).trimmed
  }

  /// `Ann Hill1`, `Hill1,2, Ann`, `Ann Hill [1]`, `Ann B. Hill 1`: numbers of one or two digits.
  /// The numbers of collectives stay, and those of names of which every word has one.
  private static func withoutFootnoteNumbers(_ text: String) -> String {
    let isCollective = text.lowercased().split { !$0.isLetter }
      .contains { NameParser.collectives.contains(String($0)) }
    if isCollective { return text }
    var parts: [Substring] = [], hasChanged = false
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      if !parts.isEmpty, isFootnote(part.trimmed) {
        hasChanged = true
        continue
      }
      var rest = part
      while let last = rest.last, last.isWhitespace || footnotes.contains(last) {
        rest.removeLast()
      }
      if let last = rest.last, last == "]" || last == ")",
        let open = rest.lastIndex(of: last == "]" ? "[" : "("),
        isFootnote(rest[rest.index(after: open)...].dropLast().trimmed)
      {
        rest = rest[..<open]
      } else {
        let digits = rest.reversed().prefix { $0.isASCII && $0.isNumber }.count
        let before = rest.dropLast(digits)
        guard (1...2).contains(digits), let last = before.last,
          last == " " ? isFullName(before) : endsInWord(before)
        else {
          parts.append(part)
          continue
        }
        rest = before
      }
      parts.append(rest)
      hasChanged = true
    }
    let plain = parts.joined(separator: ",").trimmed
    let words = text.split { $0 == " " || $0 == "," }.filter { $0.contains(where: \.isLetter) }
    let numbered = words.filter { $0.utf8.contains(where: \.isDigit) }.count
    let isName = words.count > 1 && numbered < words.count
    return hasChanged && isName && !plain.isEmpty ? plain : text
  }

  /// Whether marks of footnotes or a word end a text; `N` and `A` before a number are no words.
  private static func endsInWord(_ text: Substring) -> Bool {
    guard let last = text.last else { return false }
    let word = text.suffix(while: \.isLetter)
    return footnotes.contains(last) || word.count > 2 && word.contains(where: \.isLowercase)
  }

  /// Whether a text is more than one word, and none such as `Author` that is numbered itself.
  private static func isFullName(_ text: Substring) -> Bool {
    let words = text.lowercased().split(separator: " ")
    return words.count > 1
      && !words.contains { ["author", "coauthor", "person", "researcher", "name"].contains($0) }
  }

  /// Whether a text is the number of a footnote, or several: `1`, `2*`, `1 3`.
  private static func isFootnote(_ text: String) -> Bool {
    let numbers = text.split { $0 == " " || $0 == "," || footnotes.contains($0) }
    return !numbers.isEmpty
      && numbers.allSatisfy { $0.utf8.count < 3 && $0.utf8.allSatisfy(\.isDigit) }
  }

  /// `Prof. Dr. Ann Hill`. Without small letters they are initials.
  private static func withoutHonorifics(_ text: String) -> String {
    var words = text.split(separator: " ")[...]
    while words.count > 1, let first = words.first, first.contains(where: \.isLowercase),
      honorifics.contains(first.lowercased().filter { $0 != "." })
    {
      words.removeFirst()
    }
    return words.count == text.split(separator: " ").count ? text : words.joined(separator: " ")
  }

  /// Titles before a name in small letters, without points.
  static let honorifics: Set<String> = [
    "dr", "prof", "professor", "mr", "mrs", "ms", "dr-ing", "dipl-ing",
  ]

  static let footnotes: Set<Character> = [
    "†", "‡", "*", "∗", "⁎", "§", "¶", "#", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "⁰", "ᵃ",
    "ᵇ",
  ]
}

extension Substring {
  /// The longest end of which all characters are so.
  fileprivate func suffix(while isSo: (Character) -> Bool) -> Substring {
    self[(lastIndex { !isSo($0) }.map { index(after: $0) } ?? startIndex)...]
  }
}
