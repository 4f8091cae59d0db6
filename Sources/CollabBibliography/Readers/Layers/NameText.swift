/// Reads single names in the orders that formats use. Names of people only: who is a collective
/// the format must say.
enum NameText {
  /// `Roach, Mack, III`; `Curry Rogers, Kristina`; without a comma see ``unmarked(_:)``.
  static func inverted(_ text: String) -> PersonName? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(\.collapsed)
    guard let family = parts.first, parts.count > 1 else { return unmarked(text) }
    // EndNote's mark of a collective: a comma with nothing behind it.
    if parts.count == 2, parts[1].isEmpty, family.contains(" ") { return .group(family) }
    let rest = parts.dropFirst().filter { !$0.isEmpty && $0 != "null" }
    let suffix = rest.first(where: isSuffix) ?? ""
    let given = rest.filter { !isSuffix($0) }.joined(separator: " ")
    if family.isEmpty { return given.isEmpty ? nil : natural(given) }
    return splitParticle(PersonName(given: given, family: family, suffix: suffix))
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
    return splitParticle(
      PersonName(
        given: words[cut..<end].joined(separator: " "),
        family: words[..<cut].joined(separator: " "), suffix: suffix))
  }

  /// A name in reading order: `Björn A. Blomberg`, `Ludwig van Beethoven`.
  static func natural(_ text: String) -> PersonName? {
    var words = text.collapsed.split(separator: " ").map(String.init)
    var suffix = ""
    if words.count > 2, let last = words.last, isSuffix(last) { suffix = words.removeLast() }
    guard let family = words.last else { return nil }
    var start = words.count - 1
    while start > 1, isParticle(words[start - 1]) { start -= 1 }
    return PersonName(
      given: words[..<start].joined(separator: " "), family: family,
      particle: words[start..<(words.count - 1)].joined(separator: " "), suffix: suffix)
  }

  /// A name whose parts a format keeps apart.
  static func parts(given: String, family: String, suffix: String = "") -> PersonName? {
    let family = family.stated ?? "", given = given.stated ?? ""
    if family.isEmpty { return given.isEmpty ? nil : PersonName(family: given) }
    if given.isEmpty { return natural(family).map { _ in PersonName(family: family) } }
    return splitParticle(PersonName(given: given, family: family, suffix: suffix))
  }

  /// Whether a part of a byline only says that it goes on.
  static func isCut(_ text: String) -> Bool {
    let word = text.trimmed.lowercased()
    return ["et al", "et al.", "and others", "others", "...", "…", "and", "etc."].contains(word)
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

  private static func splitParticle(_ name: PersonName) -> PersonName {
    var words = name.family.split(separator: " ").map(String.init)
    var particle: [String] = []
    while words.count > 1, isParticle(words[0]) { particle.append(words.removeFirst()) }
    var name = name
    name.family = words.joined(separator: " ")
    name.particle = particle.joined(separator: " ")
    return name
  }

  private static func isParticle(_ word: String) -> Bool {
    guard let first = word.first else { return false }
    return first.isLowercase && word.utf8.count <= 5
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
    var text = text.collapsed
    for mark in [" et al.", " et al", " and others"] where text.lowercased().hasSuffix(mark) {
      text = String(text.dropLast(mark.count))
      bylineIsCut = true
    }
    if NameText.isCut(text) {
      if text.lowercased() != "and" { bylineIsCut = true }
    } else if text.stated != nil, !isAnonymous(text), let name = read(text) {
      byline.append(Contributor(name, identifiers: identifiers, affiliations: affiliations))
    }
  }

  private func isAnonymous(_ text: String) -> Bool {
    ["[anonymous]", "anonymous", "anon", "[no authors listed]", "[no authors listed].", "anonymous."]
      .contains(text.lowercased())
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
    guard let text else { return }
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
      url = String(text.prefix { !$0.isWhitespace })
    }
  }
}
