/// Whether a text is one name or several.
enum BylineSplit: Equatable {
  case one
  /// Several names; whether that is a guess.
  case several([String], isGuess: Bool)
  /// It may be several, but how they are told apart is not plain.
  case open

  /// Looks at a text without `;`.
  init(_ text: String) {
    if BylineSplit.isLone(text) {
      self = .one
      return
    }
    let commas = text.utf8.count { $0 == 0x2C }
    let hasJoiner = BylineSplit.joiners.contains { text.contains($0) }
    let isEastAsian = text.utf8.contains { $0 >= 0xE3 }
    guard commas > 0 || hasJoiner || isEastAsian else {
      self = .one
      return
    }
    if isEastAsian, let names = BylineSplit.eastAsian(text) {
      self = .several(names, isGuess: false)
    } else if hasJoiner, !NameParser.isCollective(text) {
      self = BylineSplit.joined(text)
    } else {
      self = commas > 0 ? BylineSplit.listed(text) : .one
    }
  }

  /// Whether a text is one name whatever its words are, as nearly all are: it has no comma, or one with
  /// a word by itself on a side, and nothing that may join names or is East Asian.
  ///
  /// - Complexity: O(bytes).
  static func isLone(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var comma: Int?
      for (index, byte) in bytes.enumerated() {
        if byte == 0x2C {
          if comma != nil { return false }
          comma = index
        } else if byte == 0x20, index + 1 < bytes.count, mayBeginJoiner(bytes[index + 1]) {
          return false
        } else if byte == 0x26 || byte >= 0xE3 {
          return false
        }
      }
      guard let comma else { return true }
      return isOneWord(bytes[..<comma]) || isOneWord(bytes[(comma + 1)...])
    }
  }

  /// Whether one of the ``joiners`` may begin with a letter behind a blank.
  private static func mayBeginJoiner(_ letter: UInt8) -> Bool {
    switch letter {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "u"), UInt8(ascii: "w"),
      UInt8(ascii: "y"):
      true
    default: false
    }
  }

  private static func isOneWord(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard let first = bytes.firstIndex(where: { $0 > 0x20 }),
      let last = bytes.lastIndex(where: { $0 > 0x20 })
    else { return true }
    return bytes[first...last].allSatisfy { $0 > 0x20 }
  }

  private static let joiners = [" and ", " & ", "&", "＆", " und ", " et ", " with ", " y "]

  /// Names joined by a word or sign; `y` is a part of Spanish names.
  private static func joined(_ text: String) -> BylineSplit {
    var text = text
    // `vom und zum Stein` is one name.
    for joiner in joiners where text.contains(joiner) && !text.contains("\(joiner)zu") {
      text = text.replacing(joiner, with: joiner == " y " ? " y " : "\u{1F}")
    }
    let sides = text.split(separator: "\u{1F}").map { $0.trimmed.trimmingEnd(of: ", ") }
      .filter { !$0.isEmpty }
    if sides.count < 2 { return text.contains(" y ") && isOpenSpanish(text) ? .open : .one }
    var names: [String] = []
    for side in sides {
      let list = side.utf8.contains(0x2C) ? listed(side) : .one
      if case .several(let parts, _) = list {
        names += parts
      } else if case .one = list, isFullName(side) || Byline.isMore(side) {
        names.append(side)
      } else {
        return .open
      }
    }
    return .several(names, isGuess: false)
  }

  private static func isOpenSpanish(_ text: String) -> Bool {
    let sides = text.replacing(" y ", with: "\u{1F}").split(separator: "\u{1F}")
    return sides.count > 1 && !text.utf8.contains(0x2C)
      && sides.allSatisfy { $0.split(separator: " ").count > 1 }
  }

  /// Names parted by commas: `A Hill, B Wood`, `Hill A, Wood BR`, `Hill, A., Wood, B.`.
  static func listed(_ text: String) -> BylineSplit {
    let parts = nameParts(text)
    if parts.count == 2 {
      if isPersonBesideGroup(parts[0], parts[1]) { return .several(parts, isGuess: true) }
      let isList =
        parts.allSatisfy(endsInInitials)
        || parts.allSatisfy(isFullName) && (holdsInitial(parts[0]) && endsInWord(parts[1]))
      return isList ? .several(parts, isGuess: true) : .one
    }
    guard parts.count > 2 else { return .one }
    // Web of Science writes `Ngo, Mao, V` for Mao V. Ngo.
    if parts.count == 3, NameText.isInitials(parts[2]) { return .one }
    if let pairs = pairs(parts) { return .several(pairs, isGuess: true) }
    if parts.allSatisfy({ isFullName($0) || NameParser.isCollective($0) || Byline.isMore($0) }) {
      return .several(parts, isGuess: true)
    }
    return .open
  }

  /// `Ann Hill, Lake Study Group`.
  private static func isPersonBesideGroup(_ name: String, _ group: String) -> Bool {
    isFullName(name) && name.allSatisfy { $0.isLetter || " .-'’".contains($0) }
      && group.contains(" ") && NameParser.isCollective(group)
      && !NameParser.isCollective(name) && !NameAside.isAffiliation(group)
  }

  /// The parts between commas, without titles, each suffix with its name.
  static func nameParts(_ text: String) -> [String] {
    var parts: [String] = []
    for part in text.split(separator: ",").map(\.trimmed) where !part.isEmpty {
      let isTitle =
        Byline.isMembership(part) || Byline.isSociety(part) || Byline.isRole(part)
        || Byline.Degree(part) == .certain
      if isTitle, !parts.isEmpty { continue }
      if NameParser.isSuffix(part) || isCompanySuffix(part), let last = parts.popLast() {
        parts.append(last + ", " + part)
      } else {
        parts.append(part)
      }
    }
    // `Hill, Ann, Jr.` and `Hill, Jr., Ann` are one name.
    if parts.count == 2 {
      let bare = parts.map { $0.prefix { $0 != "," } }
      if bare.contains(where: { !$0.contains(" ") }) { return [parts.joined(separator: ", ")] }
    }
    return parts
  }

  /// `Inc.` and the like behind the name of a company.
  static func isCompanySuffix(_ text: some StringProtocol) -> Bool {
    ["inc", "inc.", "ltd", "ltd.", "llc", "gmbh", "corp", "corp.", "plc"]
      .contains(text.trimmed.lowercased())
  }

  /// Names of which every second part is initials.
  static func pairs(_ parts: [String]) -> [String]? {
    guard parts.count % 2 == 0, parts.count > 2 else { return nil }
    let hasInitials = stride(from: 1, to: parts.count, by: 2).allSatisfy { place in
      parts[place].split(separator: " ").allSatisfy { NameText.isInitials(String($0)) }
    }
    guard hasInitials else { return nil }
    return stride(from: 0, to: parts.count, by: 2).map { parts[$0] + ", " + parts[$0 + 1] }
  }

  /// `Last, First`, or at least two words that begin as names do.
  static func isFullName(_ text: String) -> Bool {
    let parts = text.split(separator: ",").map(\.trimmed)
    if parts.count == 2, !NameParser.isSuffix(parts[1]), !isCompanySuffix(parts[1]) {
      return !NameParser.isCollective(text)
    }
    let words = (parts.first ?? "").split(separator: " ")
    guard words.count > 1, words.count < 7 else { return false }
    return words.allSatisfy { word in
      guard let first = word.first else { return false }
      return first.isUppercase || first.isLetter && !first.isLowercase
        || NameParser.isParticle(word) || "'’".contains(first)
        || word.contains(where: \.isUppercase)
    } && words.contains { $0.first?.isLowercase != true }
  }

  /// `Hill A`, `Wood BR`, `de la Cruz M.A.`.
  private static func endsInInitials(_ text: String) -> Bool {
    let words = text.split(separator: " ").map(String.init)
    guard words.count > 1, let last = words.last, let first = words.first else { return false }
    return NameText.isInitials(last) && !NameText.isInitials(first) && !NameParser.isSuffix(last)
  }

  /// Whether initials stand before the family name: `B Balakrisnan`, `Ann B. Hill`; the family name
  /// `Toloza O Costa` holds none.
  private static func holdsInitial(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    return words.dropLast().enumerated().contains { place, word in
      (place == 0 || word.hasSuffix(".")) && NameText.isInitials(String(word))
    }
  }

  private static func endsInWord(_ text: String) -> Bool {
    text.split(separator: " ").last.map { !NameText.isInitials(String($0)) } ?? false
  }
}
