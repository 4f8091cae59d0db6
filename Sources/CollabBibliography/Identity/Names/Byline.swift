/// What stands on bylines beside the names of people: marks that the byline goes on, and words for
/// nobody. Every format asks here.
enum Byline {
  /// Whether a text only says that the byline goes on: `et al.`, `al., et`, `and others`, `…`,
  /// `+12 more`.
  static func isMore(_ text: some StringProtocol) -> Bool {
    let text = text.trimmed
    guard (1...40).contains(text.utf8.count), text.allSatisfy(mayStandInMark) else { return false }
    let words = plainWords(text)
    if words.isEmpty {
      return text.contains { ellipses.contains($0) } || text.utf8.count { $0 == 0x2E } > 1
    }
    let phrase = words.joined(separator: " ")
    if moreIfSmall.contains(phrase) { return text == text.lowercased() }
    if more.contains(phrase) { return true }
    guard let first = words.first else { return false }
    let hasJoiner = words.count > 1 && joiners.contains(first)
    let rest = hasJoiner ? words.dropFirst() : words[...]
    if hasJoiner, more.contains(rest.joined(separator: " ")) || rest == ["more"] { return true }
    guard let count = rest.first,
      count.utf8.allSatisfy(\.isDigit)
        || counts.contains(count) && (hasJoiner || text.first?.isLowercase == true)
    else { return false }
    let noun = rest.dropFirst().joined(separator: " ")
    return noun.isEmpty ? text.utf8.contains(0x2B) && hasJoiner : moreNouns.contains(noun)
  }

  /// A text without the mark that the byline goes on at its end, however it touches the name:
  /// `C Lake…`, `Hill, A.,et al.`, `B Wood [and 12 others]`; `nil` where there is none.
  static func withoutMore(_ text: String) -> String? {
    var rest = text.trimmed, isCut = false
    for _ in 0..<8 {
      guard let shorter = droppingMore(rest) else { break }
      (rest, isCut) = (shorter, true)
    }
    return isCut ? rest : nil
  }

  /// The name behind the mark that authors before it are left out, as APA's style has it: `… Ray, D.`;
  /// `nil` where there is none.
  static func withoutMoreBefore(_ text: String) -> String? {
    guard let mark = ["…", "...", ". . ."].first(where: text.hasPrefix) else { return nil }
    let rest = text.dropFirst(mark.count).drop { " .&,".contains($0) }
    return rest.contains(where: \.isLetter) ? String(rest) : nil
  }

  private static func droppingMore(_ text: String) -> String? {
    guard let last = text.utf8.last else { return nil }
    if last >= 0x80 || last == 0x2E || last == 0x5D || last == 0x29 {
      for mark in ["[…]", "[...]", "(…)", "(...)", "…", "⋯"] where text.hasSuffix(mark) {
        return trimmedEnd(text.dropLast(mark.count))
      }
      let stops = text.utf8.reversed().prefix { $0 == 0x2E }.count
      if (3...4).contains(stops) { return trimmedEnd(text.dropLast(3)) }
      for mark in ["等人", "等", "ほか"] where text.hasSuffix(mark) && text.count > mark.count {
        return trimmedEnd(text.dropLast(mark.count))
      }
    }
    guard mayEndInMore(text) else { return nil }
    let starts = wordStarts(text)
    // The longest mark first: `and 12 others` before `12 others`.
    for count in (1...5).reversed() where count <= starts.count {
      let start = starts[starts.count - count]
      let mark = text[start...]
      if count == 1, mark.first?.isUppercase ?? true { continue }
      if isMore(mark) { return trimmedEnd(text[..<start]) }
    }
    return nil
  }

  /// Whether a look at all words is worth it.
  private static func mayEndInMore(_ text: String) -> Bool {
    func isGap(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x2C }
    let bytes = text.utf8
    guard let last = bytes.lastIndex(where: { !isGap($0) }) else { return false }
    let start = bytes[..<last].lastIndex(where: isGap).map { bytes.index(after: $0) }
    let word = Substring(bytes[(start ?? bytes.startIndex)...last]).lettersAndDigits
    return lastWords.contains(word) || word.utf8.allSatisfy(\.isDigit) && text.utf8.contains(0x2B)
  }

  /// Where words begin behind white space and commas.
  private static func wordStarts(_ text: String) -> [String.Index] {
    var starts: [String.Index] = [], isGap = true
    for index in text.indices {
      let character = text[index]
      let isSeparator = character.isWhitespace || character == "," || character == ";"
      if isGap, !isSeparator { starts.append(index) }
      isGap = isSeparator
    }
    return starts
  }

  private static func trimmedEnd(_ text: Substring) -> String {
    var text = text
    while let last = text.last, last.isWhitespace || ",;&+[(".contains(last) { text.removeLast() }
    if text.lowercased().hasSuffix(" and") { text = text.dropLast(4) }
    return text.trimmed
  }

  private static func mayStandInMark(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character.isWhitespace
      || "[](){}.,…⋯‥;:&＆+-".contains(character)
  }

  /// The words in small letters, with `and` for `&` and `+`.
  private static func plainWords(_ text: String) -> [String] {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return plainWords(ascii: text) }
    var plain = ""
    for character in text.lowercased() {
      if character.isLetter || character.isNumber {
        plain.append(character)
      } else {
        plain += character == "&" || character == "+" || character == "＆" ? " and " : " "
      }
    }
    return plain.split(separator: " ").map(String.init)
  }

  private static func plainWords(ascii text: String) -> [String] {
    var plain: [UInt8] = []
    plain.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      if byte.isLetter || byte.isDigit {
        plain.append(byte.lowered)
      } else if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "+") {
        plain += " and ".utf8
      } else {
        plain.append(0x20)
      }
    }
    return plain.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether a source says in the place of a name that nobody is named: `[Anonymous]`, `[s.n.]`.
  static func isUnnamed(_ text: some StringProtocol) -> Bool {
    guard text.utf8.count <= 40 else { return false }
    let words = plainWords(String(text))
    return words.isEmpty
      ? !text.isEmpty && !isMore(text) : unnamed.contains(words.joined(separator: " "))
  }

  /// Whether a text is no name of a person or group: `19 pages`, `Senior Member, IEEE`, `PhD`.
  static func isNoName(_ text: some StringProtocol) -> Bool {
    guard text.utf8.count <= 60 else { return false }
    let words = plainWords(String(text))
    if words.count == 2, words[0].utf8.allSatisfy(\.isDigit) || words[1].utf8.allSatisfy(\.isDigit)
    {
      return pages.contains(words[0]) || pages.contains(words[1])
    }
    return isMembership(text) || Degree(text) == .certain
  }

  /// Whether a text names nobody, in either way.
  static func isNobody(_ text: some StringProtocol) -> Bool { isUnnamed(text) || isNoName(text) }

  /// Whether a text says that somebody belongs to a society: `Member`, `Life Fellow, IEEE`.
  static func isMembership(_ text: some StringProtocol) -> Bool {
    var words = plainWords(String(text))[...]
    while let last = words.last, societies.contains(last) || last == "of" || last == "the" {
      words.removeLast()
    }
    guard let last = words.popLast(), last == "member" || last == "fellow" else { return false }
    return words.allSatisfy { memberships.contains($0) }
  }

  /// Whether a text is the abbreviation of a society behind a membership: `IEEE`.
  static func isSociety(_ text: some StringProtocol) -> Bool {
    societies.contains(text.trimmed.lowercased())
  }

  /// Whether a text says what somebody did: `Ed.`, `(Eds.)`.
  static func isRole(_ text: some StringProtocol) -> Bool {
    let words = plainWords(String(text))
    // Without a stop `Ed` is a given name.
    return words.count == 1 && ["eds", "editor", "hrsg", "comp"].contains(words[0])
      || words == ["ed"] && text.contains(".")
  }

  /// The people and the group of `Ann Hill on behalf of the Lake Study Group`, or of `for the Lake
  /// Team`, which names no people.
  static func behalf(_ text: String) -> (people: String, group: String)? {
    // Each of the marks holds two blanks.
    guard text.utf8.count(where: { $0 == 0x20 }) > 1 else { return nil }
    let lowered = text.lowercased()
    for mark in ["on behalf of ", "for the ", "and the ", "with the ", "in collaboration with "] {
      guard let range = lowered.firstRange(of: mark) else { continue }
      let isFirst = range.lowerBound == lowered.startIndex
      guard isFirst || lowered[..<range.lowerBound].last == " " || mark.hasPrefix("on") else {
        continue
      }
      let start = lowered.distance(from: lowered.startIndex, to: range.lowerBound)
      let end = lowered.distance(from: lowered.startIndex, to: range.upperBound)
      var group = text.dropFirst(end)
      if group.lowercased().hasPrefix("the ") { group = group.dropFirst(4) }
      let people = trimmedEnd(text.prefix(start))
      guard NameParser.isCollective(group), isFirst || !NameParser.isCollective(people),
        isFirst || people.contains(" ") || people.contains(",")
      else { continue }
      return (people, group.trimmed)
    }
    return nil
  }

  /// An academic degree behind a name.
  enum Degree {
    case none
    /// It may as well be initials: `MD`, `M.A.`.
    case possible
    case certain

    /// Of a text with one degree or several: `PhD`, `MD, MPH`, `M.D. Ph.D.`.
    init(_ text: some StringProtocol) {
      guard text.utf8.count <= 40 else {
        self = .none
        return
      }
      let words = text.split { $0 == " " || $0 == "," || $0 == "/" }
      var degrees: [Degree] = []
      for word in words {
        let letters = word.lowercased().filter { $0 != "." }
        if Byline.certain.contains(letters) {
          let isMixed = word.contains(where: \.isLowercase) && word.contains(where: \.isUppercase)
          degrees.append(isMixed || letters.count > 3 ? .certain : .possible)
        } else if Byline.possible.contains(letters), !word.contains(where: \.isLowercase) {
          degrees.append(.possible)
        } else {
          self = .none
          return
        }
      }
      let isCertain = degrees.contains(.certain) || degrees.count > 1
      self = degrees.isEmpty ? .none : isCertain ? .certain : .possible
    }
  }
}
