/// A name in braces as a whole. BibTeX takes such a text for one that is not to be taken apart, such
/// as that of a group; some programs put the names of people there, too.
struct BibTeXBracedName {
  enum Kind {
    case nothing
    /// Names joined by `and`.
    case several([Contributor])
    case person(PersonName)
    /// A group, or a person where others beside it stand in braces, too.
    case unclear
    /// What is not taken apart.
    case whole(PersonName)
  }

  let text: String
  let kind: Kind

  /// Takes the inside of the braces.
  init(_ inside: UnsafeBufferPointer<UInt8>) {
    text = TeXText.plain(inside).trimmed
    kind = Self.several(inside).map { .several($0) } ?? Self.kind(text)
  }

  private static func several(_ inside: UnsafeBufferPointer<UInt8>) -> [Contributor]? {
    let names = BibTeXNames(inside, readsBraces: false).authors.map { author in
      NameParser.name(author.name.display).map { Contributor($0, identifiers: author.identifiers) }
    }
    let people = names.compactMap { $0 }.filter {
      !$0.name.isGroup && !$0.name.given.isEmpty && likeness($0.name.display) != .none
    }
    return people.count > 1 && people.count == names.count ? people : nil
  }

  private static func kind(_ text: String) -> Kind {
    let likeness = likeness(text)
    if likeness == .certain, let name = NameParser.name(text) { return .person(name) }
    if likeness == .possible { return .unclear }
    return NameText.undivided(text).map { .whole($0) } ?? .nothing
  }

  /// Whether a text may be a person's whole name.
  static func isLikePerson(_ text: String) -> Bool { likeness(text) != .none }

  private enum Likeness { case none, possible, certain }

  /// How surely a text is a person's name: two to four words with capitals, certain where one
  /// before the last is an initial, or where a comma stands behind the family name.
  private static func likeness(_ text: String) -> Likeness {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let words = text.split { $0 == " " || $0 == "," }
    guard parts.count <= 2, (2...4).contains(words.count), !NameParser.isCollective(text),
      words.allSatisfy({ isWordOfName($0) }), !isState(words[...1].joined()),
      !words.contains(where: { bodies.contains($0.lowercased()) })
    else { return .none }
    let isInitial = words.map {
      NameText.isInitials(String($0)) && ($0.count == 1 || $0.contains("."))
    }
    if parts.count == 2 {
      return parts[0].split(separator: " ").count < 3 && !parts[1].trimmed.hasSuffix(".")
        || isInitial.contains(true) ? .certain : .none
    }
    return isInitial.dropLast().contains(true) ? .certain : .possible
  }

  /// Words that are no names of people.
  private static let bodies: Set<String> = NameParser.collectives.union([
    "authority", "bank", "board", "college", "company", "developers", "fund", "institution", "labs",
    "museum", "national", "news", "office", "press", "school", "service", "services", "the",
    "times", "union", "united",
  ])

  private static func isWordOfName(_ word: Substring) -> Bool {
    guard let first = word.first(where: \.isLetter),
      word.allSatisfy({ $0.isLetter || "-.'’‐".contains($0) })
    else { return false }
    if first.isLowercase { return NameParser.isParticle(word) }
    // Three capitals and more are an abbreviation.
    return word.count { $0.isUppercase } < 3 || word.contains { $0 == "." || $0 == "-" }
  }

  /// `U.S. Army`, `U. N. Women`
  private static func isState(_ start: String) -> Bool {
    ["U.S.", "U.K.", "U.N.", "E.U.", "US", "UK", "UN", "EU"].contains { mark in
      start.hasPrefix(mark) && !(start.dropFirst(mark.count).first?.isLowercase ?? false)
    }
  }
}
