import Foundation

/// One name in two scripts: `Maosong Sun (孙茂松)`, `Sun Maosong 孙茂松`, `孙茂松(Maosong Sun)`, `Anna
/// Ivanova (Анна Иванова)`.
enum NativeName {
  /// The name in Latin letters and the same in another script; `nil` where a text is in one script, or
  /// its parts are no name in two.
  static func apart(_ text: some StringProtocol) -> (latin: String, native: String)? {
    // Greek is the first script behind Latin and its accents.
    guard text.utf8.contains(where: { $0 >= 0xCD }) else { return nil }
    let text = String(text)
    return inBrackets(text) ?? inWords(text)
  }

  private static func inBrackets(_ text: String) -> (latin: String, native: String)? {
    guard let last = text.last,
      let (open, close) = brackets.first(where: { $0.close == last }),
      let start = text.lastIndex(of: open), close == last
    else { return nil }
    let head = text[..<start].trimmed, inside = text[start...].dropFirst().dropLast().trimmed
    if isLatin(head), isNative(inside) { return (head, inside) }
    // One word in brackets behind a name may be a town.
    if isNative(head), isLatin(inside), inside.contains(" ") { return (inside, head) }
    return nil
  }

  /// Chinese characters, kana and hangul need no brackets.
  private static func inWords(_ text: String) -> (latin: String, native: String)? {
    let words = text.split { $0 == " " || $0 == "/" || $0 == "|" }
    let isEastAsian = words.map { EastAsianName.isWritten($0) }
    guard let first = isEastAsian.first, let last = isEastAsian.last, first != last,
      let turn = isEastAsian.firstIndex(of: last), isEastAsian[turn...].allSatisfy({ $0 == last })
    else { return nil }
    let head = words[..<turn].joined(separator: " "), tail = words[turn...].joined(separator: " ")
    let (latin, native) = last ? (head, tail) : (tail, head)
    // One character alone may be a part of the name.
    guard native.count > 1, isLatin(latin), last || latin.contains(" ") else { return nil }
    return (latin, native)
  }

  private static let brackets: [(open: Character, close: Character)] = [
    ("(", ")"), ("[", "]"), ("（", "）"), ("【", "】"), ("〔", "〕"),
  ]

  private static func isLatin(_ text: String) -> Bool {
    text.unicodeScalars.contains { isLetter($0) }
      && text.unicodeScalars.allSatisfy { !isLetter($0) || isLatin($0) }
  }

  private static func isNative(_ text: String) -> Bool {
    text.unicodeScalars.contains { isLetter($0) }
      && text.unicodeScalars.allSatisfy {
        isLetter($0)
          ? !isLatin($0)
          : " ·-.'’".unicodeScalars.contains($0) || $0.properties.generalCategory == .nonspacingMark
      }
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic && scalar.properties.generalCategory != .nonspacingMark
  }

  private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x250 || (0x1E00...0x1EFF).contains(scalar.value)
  }

  /// A name in Latin letters without a comma whose first word is how the first Chinese character is
  /// read has the family name first: `Sun Maosong` beside `孙茂松`.
  static func isFamilyFirst(_ latin: String, _ native: String) -> Bool {
    let words = latin.split(separator: " ")
    guard words.count > 1, let character = native.first, EastAsianName.isWritten(native),
      let reading = String(character).applyingTransform(
        StringTransform("Han-Latin"), reverse: false)
    else { return false }
    let key = Folding.key(reading)
    return Folding.key(String(words[0])) == key
      && Folding.key(String(words[words.count - 1])) != key
  }

  /// What two spellings in one script are compared by.
  static func key(_ native: String) -> [UInt8] {
    EastAsianName.isWritten(native) ? EastAsianName.letters(of: native) : Folding.letters(native)
  }
}
