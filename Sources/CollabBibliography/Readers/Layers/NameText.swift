/// Reads names in the orders in which databases write them, beyond what ``NameParser`` knows.
enum NameText {
  /// `Roach, Mack, III`; `Curry Rogers, Kristina`; without a comma see ``unmarked(_:)``.
  static func inverted(_ text: String) -> PersonName? { plain(text) ?? invertedByRules(text) }

  /// ``inverted(_:)`` without its short way for plain names.
  static func invertedByRules(_ text: String) -> PersonName? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(\.collapsed)
    guard let family = parts.first, parts.count > 1 else { return unmarked(text) }
    // EndNote's mark of a collective: a comma with nothing behind it.
    if parts.count == 2, parts[1].isEmpty, family.contains(" ") { return .group(family) }
    let rest = parts.dropFirst().filter { !$0.isEmpty && $0 != "null" }
    var suffix = rest.first(where: isSuffix) ?? ""
    var given = rest.filter { !isSuffix($0) }.joined(separator: " ")
    // PubMed writes `O'Brien, Liam Jr`.
    if suffix.isEmpty, let last = given.split(separator: " ").last.map(String.init),
      given != last, isSuffix(last)
    {
      suffix = last
      given = given.dropLast(last.count).trimmed
    }
    return NameParser.inverted(family, given: given, suffix: suffix)
  }

  /// `Roach, Mack` and `Mack Roach` where nothing in them needs a rule; see ``PlainWords``.
  private static func plain(_ text: String) -> PersonName? {
    var text = text
    return text.withUTF8 { bytes -> PersonName? in
      if let comma = bytes.firstIndex(of: 0x2C) {
        guard comma + 2 < bytes.count, bytes[comma + 1] == 0x20 else { return nil }
        return PersonName(
          plainFamily: UnsafeBufferPointer(rebasing: bytes[..<comma]),
          given: UnsafeBufferPointer(rebasing: bytes[(comma + 2)...]))
      }
      // Without a small letter it may be initials.
      guard let words = PlainWords(bytes),
        bytes[words.last...].contains(where: { $0 >= 0x61 && $0 < 0x7B })
      else { return nil }
      return PersonName(plain: bytes)
    }
  }

  /// A name without a comma: `Wilson L.N.` and `Griffin DK` put the family first, all else is
  /// taken in reading order.
  static func unmarked(_ text: String) -> PersonName? {
    let words = text.collapsed.split(separator: " ").map(String.init)
    guard let last = words.last else { return nil }
    guard words.count > 1, !isInitials(words[0]) else { return natural(text) }
    var end = words.count
    var suffix = ""
    if isSuffix(last), words.count > 2, isInitials(words[words.count - 2]) {
      suffix = last
      end -= 1
    }
    var cut = end
    while cut > 1, isInitials(words[cut - 1]) { cut -= 1 }
    guard cut < end else { return natural(text) }
    return NameParser.inverted(
      words[..<cut].joined(separator: " "), given: words[cut..<end].joined(separator: " "),
      suffix: suffix)
  }

  /// A name in reading order: `Björn A. Blomberg`, `Ludwig van Beethoven`.
  static func natural(_ text: String) -> PersonName? { NameParser.natural(text) }

  /// A name whose parts a format keeps apart. "Na" is a name here and no mark of a missing one.
  static func parts(given: String, family: String, suffix: String = "") -> PersonName? {
    NameParser.inverted(family, given: given, suffix: suffix)
  }

  /// A name that its source keeps whole: a collective where it says so, is long or all capitals,
  /// else a person of whom no given names are known.
  static func undivided(_ text: String) -> PersonName? {
    let text = text.trimmed
    guard let name = NameParser.natural(text) else { return nil }
    let words = text.split(separator: " ").count
    let isGroup = name.isGroup || words > 2 || text.allSatisfy { $0.isUppercase || $0 == " " }
    return isGroup ? .group(text) : PersonName(family: text)
  }

  /// Whether a word is initials: `L.N.`, `DK`, `J.-P.`, `C`; at most four capitals.
  static func isInitials(_ word: String) -> Bool {
    var capitals = 0
    for character in word {
      if character.isUppercase {
        capitals += 1
      } else if character != "." && character != "-" && character != "‐" {
        return false
      }
    }
    return (1...4).contains(capitals)
  }

  private static func isSuffix(_ word: String) -> Bool {
    ["jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "2nd", "3rd"].contains(word.lowercased())
  }
}

extension Record {
  /// Takes one name of the byline; a mark that the byline goes on is kept as that.
  mutating func appendAuthor(
    _ text: String, as read: (String) -> PersonName?, identifiers: [Identifier] = [],
    affiliations: [String] = []
  ) {
    var text = text.collapsed.withTeXAccents
    for mark: StaticString in [" et al.", " et al", " and others"] where text.ends(in: mark) {
      text = String(text.dropLast(mark.utf8CodeUnitCount))
      bylineIsCut = true
    }
    if NameParser.isCut(text) {
      bylineIsCut = true
    } else if text.utf8.count != 3 || text.lowercased() != "and", text.stated != nil,
      !isAnonymous(text),
      let name = read(text)
    {
      byline.append(Contributor(name, identifiers: identifiers, affiliations: affiliations))
    }
  }

  private func isAnonymous(_ text: String) -> Bool {
    let letters = text.utf8.lazy.filter { $0 != 0x5B && $0 != 0x5D && $0 != 0x2E }.prefix(2)
    // `an` or `no`, as hardly any name begins.
    guard
      letters.elementsEqual("an".utf8, by: { $0 | 0x20 == $1 })
        || letters.elementsEqual("no".utf8, by: { $0 | 0x20 == $1 })
    else { return false }
    switch text.lowercased().filter({ !"[].".contains($0) }) {
    case "anonymous", "anon", "no authors listed", "no author name available": return true
    default: return false
    }
  }

  /// Takes an identifier that says something.
  mutating func identify(_ scheme: Identifier.Scheme, _ text: String?) {
    guard var text = text?.stated else { return }
    if scheme == .pmid {
      text = String(text.drop { !$0.isNumber })
      if text.allSatisfy({ $0 == "0" }) { return }
    }
    if let identifier = Identifier(scheme, text),
      !identifiers.contains(identifier)
    {
      identifiers.append(identifier)
    }
  }

  /// Takes the DOI that a text holds: the first word with `10.` and a slash, without what other
  /// fields were run together with it.
  mutating func identifyDOI(_ text: String?) {
    guard let text, text.holds("10.") else { return }
    let word = text.split(whereSeparator: { $0.isWhitespace || $0 == ";" }).first {
      $0.contains("10.") && $0.contains("/")
    }
    identify(.doi, word.map(String.init))
  }

  /// Takes the first address of the web.
  mutating func link(_ text: String?) {
    if url == nil, let text = text?.trimmed,
      text.hasPrefix("http://") || text.hasPrefix("https://")
    {
      let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
      url = isPlain ? text : String(text.prefix { !$0.isWhitespace })
    }
  }
}
