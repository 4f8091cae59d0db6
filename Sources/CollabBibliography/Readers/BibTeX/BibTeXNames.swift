import CollabCore

/// Reads the names of an `author` field, as BibTeX does: names are joined by `and` outside of
/// braces, parts are told apart by commas and by words in lower case.
///
/// Patashnik, *BibTeXing* (1988), section 4; biblatex manual 3.20, section 3.7 for `family=…`.
struct BibTeXNames {
  /// The names, in order.
  private(set) var names: [PersonName] = []
  /// Whether the list says that it goes on.
  private(set) var isCut = false
  /// Names with more commas than a name has.
  private(set) var overlong: [String] = []

  private let readsPlainly: Bool

  /// Takes a field apart.
  ///
  /// - Parameter readsPlainly: whether plain names may go a short way, which gives the same.
  init(_ field: UnsafeBufferPointer<UInt8>, readsPlainly: Bool = true) {
    self.readsPlainly = readsPlainly
    var start = 0, depth = 0, index = 0
    while index < field.count {
      switch field[index] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "a"), UInt8(ascii: "A"):
        if depth == 0, index == 0 || field[index - 1] <= 0x20, index + 3 <= field.count,
          field[index + 1] | 0x20 == UInt8(ascii: "n"),
          field[index + 2] | 0x20 == UInt8(ascii: "d"),
          index + 3 == field.count || field[index + 3] <= 0x20
        {
          add(UnsafeBufferPointer(rebasing: field[start..<index]))
          index += 3
          start = index
          continue
        }
      default: break
      }
      index += 1
    }
    add(UnsafeBufferPointer(rebasing: field[Swift.min(start, field.count)...]))
  }

  private mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
    var low = 0, high = text.count
    while low < high, text[low] <= 0x20 { low += 1 }
    while low < high, text[high - 1] <= 0x20 { high -= 1 }
    guard low < high else { return }
    let text = UnsafeBufferPointer(rebasing: text[low..<high])
    if readsPlainly, let name = Self.plain(text) {
      names.append(name)
      return
    }
    addByRules(text)
  }

  /// `Last, First` and `First Last` where nothing in them needs a rule; see ``PlainWords``.
  private static func plain(_ text: UnsafeBufferPointer<UInt8>) -> PersonName? {
    guard let comma = text.firstIndex(of: UInt8(ascii: ",")) else {
      guard let words = PlainWords(text), words.count > 1, !mayEndList(text[words.last...])
      else { return nil }
      return PersonName(plain: text)
    }
    guard comma + 2 < text.count, text[comma + 1] == 0x20 else { return nil }
    let given = UnsafeBufferPointer(rebasing: text[(comma + 2)...])
    guard let words = PlainWords(given), !mayEndList(given[words.last...]) else { return nil }
    return PersonName(
      plainFamily: UnsafeBufferPointer(rebasing: text[..<comma]), given: given)
  }

  /// Whether a word may be the last of those by which ``NameParser/isCut(_:)`` knows that a list
  /// goes on, such as `Al.` or `Others`.
  private static func mayEndList(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    ["al", "al.", "alii", "others", "a.", "u.a."].contains { end in
      word.count == end.utf8.count && zip(word, end.utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 }
    }
  }

  private mutating func addByRules(_ text: UnsafeBufferPointer<UInt8>) {
    if text.equals(0..<text.count, "others") || text.equals(0..<text.count, "and others") {
      isCut = true
      return
    }
    if let literal = wholeGroup(text) {
      addLiteral(TeXText.plain(literal))
      return
    }
    if let name = extended(text) {
      names.append(name)
      return
    }
    let parts = split(text, at: UInt8(ascii: ","))
    guard let first = parts.first else { return }
    if parts.count == 1 {
      addNatural(first)
      return
    }
    var rest = parts.dropFirst().map { TeXText.plain($0).trimmed }
    if rest.count == 1, NameParser.isSuffix(rest[0]) {
      addNatural(first, suffix: rest[0])
      return
    }
    if let last = rest.last, NameParser.isCut(last) {
      isCut = true
      rest.removeLast()
    }
    if rest.count > 2 { overlong.append(TeXText.plain(text)) }
    let suffix = rest.count == 2 ? rest[0] : ""
    let given = rest.count == 2 ? rest[1] : rest.joined(separator: " ")
    addInverted(first, given: given, suffix: suffix)
  }

  /// A name in braces as a whole is taken as it stands.
  private mutating func addLiteral(_ text: String) {
    let text = text.trimmed
    if NameParser.isCut(text) {
      isCut = true
    } else if let name = NameText.undivided(text) {
      names.append(name)
    }
  }

  private mutating func addInverted(
    _ last: UnsafeBufferPointer<UInt8>, given: String, suffix: String
  ) {
    var words = words(last)
    // Words in lower case before the last one are its particle.
    var particle: [String] = []
    while words.count > 1, words[0].isLower { particle.append(words.removeFirst().text) }
    let family = words.map(\.text).joined(separator: " ").trimmed
    if family.isEmpty || given.isEmpty || given == "null" {
      let whole = family.isEmpty ? given : (particle + [family]).joined(separator: " ")
      if let name = NameParser.inverted(whole, given: "", suffix: suffix) { names.append(name) }
      return
    }
    names.append(
      PersonName(
        given: given.collapsed, family: family, particle: particle.joined(separator: " "),
        suffix: suffix))
  }

  private mutating func addNatural(_ text: UnsafeBufferPointer<UInt8>, suffix: String = "") {
    var words = words(text)
    if words.count >= 2,
      NameParser.isCut(words[words.count - 1].text)
        || NameParser.isCut(words.suffix(2).map(\.text).joined(separator: " "))
    {
      isCut = true
      words.removeLast(words[words.count - 1].text == "…" ? 1 : Swift.min(2, words.count))
    }
    guard let last = words.last else { return }
    let whole = words.map(\.text).joined(separator: " ").trimmed
    if words.count == 1 || NameParser.isCollective(whole) {
      if NameParser.isCut(whole) {
        isCut = true
      } else if let name = NameParser.natural(whole) {
        names.append(name)
      }
      return
    }
    var suffix = suffix
    var end = words.count - 1
    if end > 1, NameParser.isSuffix(last.text) {
      suffix = last.text
      end -= 1
    }
    // The particle is the words in lower case behind the first name.
    let start = words[1..<Swift.max(1, end)].firstIndex { $0.isLower } ?? end
    var family = start
    while family < end, words[family].isLower { family += 1 }
    let join = { (range: Range<Int>) in words[range].map(\.text).joined(separator: " ").trimmed }
    let name = PersonName(
      given: join(0..<start), family: join(family..<end + 1), particle: join(start..<family),
      suffix: suffix)
    if !name.family.isEmpty { names.append(name) }
  }

  /// `family=Gogh, given=Vincent, prefix=van`, in any order.
  private func extended(_ text: UnsafeBufferPointer<UInt8>) -> PersonName? {
    guard text.contains(UInt8(ascii: "=")) else { return nil }
    var name = PersonName(family: "")
    for part in split(text, at: UInt8(ascii: ",")) {
      guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { return nil }
      let key = String(decoding: part[..<equals], as: UTF8.self).trimmed.lowercased()
      let value = TeXText.plain(UnsafeBufferPointer(rebasing: part[(equals + 1)...]))
        .trimmed.trimmingQuotes
      switch key {
      case "family": name.family = value
      case "given": name.given = value
      case "prefix": name.particle = value
      case "suffix": name.suffix = value
      case "given-i", "family-i", "prefix-i", "suffix-i", "useprefix", "id", "nametype": break
      default: return nil
      }
    }
    return name.family.isEmpty ? nil : name
  }

  private struct Word {
    var text: String
    /// Whether its first letter outside of braces is a small one.
    var isLower: Bool
  }

  /// The words of a text, told apart by blanks and ties outside of braces.
  private func words(_ text: UnsafeBufferPointer<UInt8>) -> [Word] {
    var result: [Word] = []
    var start = 0, depth = 0
    for index in 0...text.count {
      if index < text.count {
        if text[index] == UInt8(ascii: "{") { depth += 1 }
        if text[index] == UInt8(ascii: "}") { depth -= 1 }
        let isGap = text[index] <= 0x20 || text[index] == UInt8(ascii: "~")
        // The blank behind an accent's command is part of the word: `\c c`.
        if depth > 0 || !isGap || endsInCommand(text, start..<index) { continue }
      }
      if index > start {
        let word = UnsafeBufferPointer(rebasing: text[start..<index])
        let plain = TeXText.plain(word).trimmed
        if !plain.isEmpty { result.append(Word(text: plain, isLower: isLower(word, plain))) }
      }
      start = index + 1
    }
    return result
  }

  private func endsInCommand(_ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> Bool {
    guard let slash = text[word].suffix(2).firstIndex(of: UInt8(ascii: "\\")) else { return false }
    return slash + 1 < word.upperBound && text[slash + 1].isLetter
  }

  private func isLower(_ word: UnsafeBufferPointer<UInt8>, _ plain: String) -> Bool {
    // A word in braces has no case, unless they belong to an accent.
    if word[0] == UInt8(ascii: "{"), word.count > 1, word[1] != UInt8(ascii: "\\") { return false }
    return plain.first { $0.isLetter }?.isLowercase ?? false
  }

  /// The inside of braces that span a whole text; `nil` where they do not.
  private func wholeGroup(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    guard text.count > 2, text[0] == UInt8(ascii: "{"), text[1] != UInt8(ascii: "\\"),
      text[text.count - 1] == UInt8(ascii: "}")
    else { return nil }
    var depth = 0
    for index in 0..<text.count - 1 {
      if text[index] == UInt8(ascii: "{") { depth += 1 }
      if text[index] == UInt8(ascii: "}") { depth -= 1 }
      if depth == 0 { return nil }
    }
    return UnsafeBufferPointer(rebasing: text[1..<text.count - 1])
  }

  private func split(
    _ text: UnsafeBufferPointer<UInt8>, at separator: UInt8
  ) -> [UnsafeBufferPointer<UInt8>] {
    var result: [UnsafeBufferPointer<UInt8>] = []
    var start = 0, depth = 0
    for index in 0..<text.count {
      if text[index] == UInt8(ascii: "{") { depth += 1 }
      if text[index] == UInt8(ascii: "}") { depth -= 1 }
      if depth == 0 && text[index] == separator {
        result.append(UnsafeBufferPointer(rebasing: text[start..<index]))
        start = index + 1
      }
    }
    result.append(UnsafeBufferPointer(rebasing: text[start...]))
    return result
  }
}

extension String {
  fileprivate var trimmingQuotes: String {
    count > 1 && hasPrefix("\"") && hasSuffix("\"") ? String(dropFirst().dropLast()) : self
  }
}
