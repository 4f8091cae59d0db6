/// Takes names apart: family name, given names, particle and suffix; people and collectives.
public enum NameParser {
  /// A name in either order: `Last, First`, `von Last, Jr, First` or `First von Last`.
  ///
  /// - Returns: `nil` where the text holds no letter or digit, or only a mark that the byline
  ///   goes on; see ``isCut(_:)``.
  public static func name(_ text: String) -> PersonName? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { collapsed($0) }
    guard let last = parts.first, hasLetter(text), !isCut(text) else { return nil }
    switch parts.count {
    case 1: return natural(last)
    case 2 where isSuffix(parts[1], behind: last):
      guard var name = natural(last) else { return nil }
      name.suffix = parts[1]
      return name
    case 2: return inverted(last, given: parts[1])
    default:
      let given = parts[2...].joined(separator: " ")
      if isSuffix(parts[1]) { return inverted(last, given: given, suffix: parts[1]) }
      return inverted(last, given: parts[1...].joined(separator: " "))
    }
  }

  /// A name whose family name and given names are known apart; `null` and blanks count as missing.
  public static func inverted(
    _ family: some StringProtocol, given: some StringProtocol, suffix: String = ""
  ) -> PersonName? {
    if suffix.isEmpty,
      let plain = withPlainBytes(
        family,
        { family in
          withPlainBytes(given) { PersonName(plainFamily: family, given: $0) }
        })
    {
      return plain
    }
    return invertedByRules(family, given: given, suffix: suffix)
  }

  /// ``inverted(_:given:suffix:)`` without its short way for plain names.
  static func invertedByRules(
    _ family: some StringProtocol, given: some StringProtocol, suffix: String = ""
  ) -> PersonName? {
    let family = known(collapsed(family)), given = known(collapsed(given))
    guard hasLetter(family) || hasLetter(given) else { return nil }
    // `Zhang (张), Yue (岳)`, `Zhang, Yue (张岳)`.
    let parts = (NativeName.apart(family), NativeName.apart(given))
    if parts.0 != nil || parts.1 != nil {
      var name = inverted(parts.0?.latin ?? family, given: parts.1?.latin ?? given, suffix: suffix)
      name?.native = (parts.0?.native ?? "") + (parts.1?.native ?? "")
      return name
    }
    // Where a family name is compulsory, people with one name alone put a stop there.
    if !hasLetter(family) { return PersonName(family: given, suffix: suffix) }
    if given.isEmpty {
      return isCollective(family) ? .group(family) : PersonName(family: family, suffix: suffix)
    }
    // `Alliance, Global Lake`; initials and one given name make it a person.
    if given.contains(" "), given.contains(where: \.isLowercase),
      let last = family.split(separator: " ").last, collectives.contains(last.lowercased())
    {
      return .group(given + " " + family)
    }
    let words = family.split(separator: " ")
    let particles = words.dropLast().prefix { isParticle($0) }.count
    var givenWords = given.split(separator: " ")
    // `Helm, John van der` keeps its particle behind the given names.
    var trailing: [Substring] = []
    while givenWords.count > 1, particles == 0, let word = givenWords.last,
      isTrailingParticle(word)
    {
      trailing.insert(word, at: 0)
      givenWords.removeLast()
    }
    return PersonName(
      given: givenWords.joined(separator: " "),
      family: words.dropFirst(particles).joined(separator: " "),
      particle: (trailing + words.prefix(particles)).joined(separator: " "), suffix: suffix)
  }

  /// A name in reading order.
  public static func natural(_ text: some StringProtocol) -> PersonName? {
    withPlainBytes(text, { PersonName(plain: $0) }) ?? naturalByRules(text)
  }

  /// ``natural(_:)`` without its short way for plain names.
  static func naturalByRules(_ text: some StringProtocol) -> PersonName? {
    let text = known(collapsed(text))
    guard hasLetter(text) else { return nil }
    if let name = inTwoScripts(text) { return name }
    // `Johnson & Johnson` is nobody's name.
    if isCollective(text) || text.contains(" & ") { return .group(text) }
    var words = text.split(separator: " ")
    var suffix = ""
    if words.count > 2, let last = words.last, isSuffix(last) {
      suffix = String(last)
      words.removeLast()
    }
    if EastAsianName.isWritten(text) { return EastAsianName.inReadingOrder(words) }
    guard words.count > 1 else { return PersonName(family: text) }
    var family = words.count - 1
    var start = family
    for index in 1..<family where isParticle(words[index]) {
      start = index
      break
    }
    // Behind the first particle, every further particle belongs to it; the rest is the family name.
    if start < family {
      family = start
      while family < words.count - 1, isParticle(words[family]) { family += 1 }
    }
    return PersonName(
      given: words[..<start].joined(separator: " "),
      family: words[family...].joined(separator: " "),
      particle: words[start..<family].joined(separator: " "), suffix: suffix)
  }

  /// A name in reading order that stands in Latin letters and in another script; `nil` for others.
  static func inTwoScripts(_ text: String) -> PersonName? {
    guard let (latin, native) = NativeName.apart(text) else { return nil }
    var name = natural(latin)
    if NativeName.isFamilyFirst(latin, native), let gap = latin.firstIndex(of: " ") {
      name = inverted(latin[..<gap], given: latin[gap...])
    }
    name?.native = native
    return name
  }

  /// Whether a piece of a byline only says that it goes on: `et al.`, `others`, `…`.
  public static func isCut(_ text: some StringProtocol) -> Bool { Byline.isMore(text) }

  /// Whether a text names a collective: it ends in `Team`, `Collaboration`, `Inc.` and the like, such
  /// a word is followed by `of`, `for`, `on` or `in`, or it begins with `University` or `Institute`.
  /// One word alone is one where it is a country, an address of the web or such as `Workshops`.
  public static func isCollective(_ text: some StringProtocol) -> Bool {
    var text = Substring(text)
    // `World Health Organization (WHO)`.
    if text.utf8.last == UInt8(ascii: ")"), let open = text.utf8.lastIndex(of: UInt8(ascii: "(")) {
      text = text[..<open]
      while text.utf8.last == UInt8(ascii: " ") { text.removeLast() }
    }
    let words = text.lowercased().utf8
      .split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ",") }
      .map { Substring($0) }
    guard words.count > 1 else { return words.first.map(isLoneCollective) ?? false }
    if seats.contains(String(words[0])) { return true }
    for (index, word) in words.enumerated()
    where collectives.contains(word.last == "." ? String(word.dropLast()) : String(word)) {
      if index == words.count - 1 { return true }
      if ["of", "for", "on", "in"].contains(words[index + 1]) { return true }
    }
    return countries.contains(words.joined(separator: " "))
  }

  private static func isLoneCollective(_ word: Substring) -> Bool {
    let word = String(word)
    return loneCollectives.contains(word) || countries.contains(word)
      || [".com", ".org", ".net", ".edu"].contains { word.hasSuffix($0) }
  }

  /// Whether a word may stand between given and family name: it is a known particle in lower case.
  static func isParticle(_ word: Substring) -> Bool { particles.contains(word) }

  private static let particles: Set<Substring> = [
    "von", "van", "de", "der", "den", "del", "della", "di", "da", "das", "dos", "do", "du", "des",
    "la", "le", "las", "los", "ten", "ter", "te", "zu", "zur", "zum", "vom", "af", "av", "el",
    "al", "bin", "ibn", "ben", "'t", "’t", "op", "degli", "dei", "dalla", "y",
    "d'", "d’",
  ]

  /// Particles that some exports leave behind the given names. `Lan, Charline Le` is one of them.
  private static func isTrailingParticle(_ word: Substring) -> Bool {
    ["von", "van", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "ter", "zu"]
      .contains(word) || ["Le", "Van", "De"].contains(word)
  }

  /// Whether a word stands behind a name: `Jr.`, `III`.
  static func isSuffix(_ word: some StringProtocol) -> Bool {
    switch word.trimmed.lowercased() {
    case "jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "2nd", "3rd": return true
    default: return false
    }
  }

  /// Whether the one part behind a comma is a suffix: behind a family name alone, as in `Petrov, II`,
  /// capitals are initials.
  static func isSuffix(_ part: String, behind last: String) -> Bool {
    guard isSuffix(part) else { return false }
    return !["II", "III", "IV"].contains(part.trimmed) || natural(last)?.given.isEmpty == false
  }

  private static func withPlainBytes(
    _ text: some StringProtocol, _ body: (UnsafeBufferPointer<UInt8>) -> PersonName?
  ) -> PersonName? {
    text.utf8.withContiguousStorageIfAvailable(body) ?? nil
  }

  private static func known(_ text: String) -> String { text == "null" ? "" : text }

  private static func hasLetter(_ text: String) -> Bool {
    text.unicodeScalars.contains {
      $0.isASCII
        ? ($0.value | 0x20) &- 0x61 < 26 || $0.value &- 0x30 < 10
        : $0.properties.isAlphabetic
    }
  }

  /// The text with every run of white space, hard spaces included, as one space.
  private static func collapsed(_ text: some StringProtocol) -> String {
    text.utf8.allSatisfy { $0 < 0x80 }
      ? text.collapsed : text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
