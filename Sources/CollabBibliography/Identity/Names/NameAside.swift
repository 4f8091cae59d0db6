/// What stands in the field of a name and is no part of it: an affiliation, an address, a remark.
enum NameAside {
  /// The name without what is written beside it: `Ann Hill` of `Ann Hill (University of Lake)`, `Ann
  /// Hill <ann@lake.org>`, `Ann Hill, University of Lake` and `Ann Hill - Lake University`.
  ///
  /// - Complexity: O(bytes).
  static func removed(from text: String) -> String {
    guard text.utf8.contains(where: isMark) || text.holds(" at ") else { return text }
    var name = text
    // Every turn takes something off.
    for _ in 0..<8 {
      guard let rest = withoutBrackets(name) ?? withoutAddress(name) ?? withoutPlace(name) else {
        break
      }
      name = rest
    }
    return name
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x28, 0x5B, 0x3C, 0x40, 0x7C, 0x2F, 0x3A, 0x2C, 0x2D, 0xE2: true
    default: false
    }
  }

  /// Without brackets at the end or before a comma, where what they hold is no name.
  private static func withoutBrackets(_ text: String) -> String? {
    guard text.utf8.contains(where: { "([<".utf8.contains($0) }) else { return nil }
    for (open, close) in [("(", ")"), ("[", "]"), ("<", ">")] as [(Character, Character)] {
      guard let start = text.lastIndex(of: open) else { continue }
      let rest = text[start...].dropFirst()
      guard let end = rest.firstIndex(of: close) else { continue }
      let behind = text[end...].dropFirst().trimmed, head = text[..<start].trimmed
      guard behind.isEmpty || behind.hasPrefix(","), !head.isEmpty, !NameParser.isCollective(head),
        isAside(rest[..<end].trimmed)
      else { continue }
      return head + behind
    }
    return nil
  }

  /// Without words that are addresses of mail or of the web.
  private static func withoutAddress(_ text: String) -> String? {
    guard text.utf8.contains(0x40) || text.contains("://") else { return nil }
    let words = text.split(separator: " ")
    let known = words.filter { !isAddress($0) }
    guard !known.isEmpty, known.count < words.count else { return nil }
    let name = known.joined(separator: " ").trimmingEnd(of: ", :|-–—")
    return name.isEmpty ? nil : name
  }

  /// Without an affiliation behind a comma or a mark that parts it from a whole name.
  private static func withoutPlace(_ text: String) -> String? {
    for mark in marks where text.holds(mark) {
      guard let range = text.firstRange(of: mark.description) else { continue }
      let name = text[..<range.lowerBound].trimmed
      if isPerson(name), isAffiliation(text[range.upperBound...].trimmed) { return name }
    }
    guard text.utf8.contains(UInt8(ascii: ",")) else { return nil }
    let parts = text.split(separator: ",").map(\.trimmed)
    guard parts.count > 1,
      let place = parts.indices.dropFirst().first(where: { isAffiliation(parts[$0]) })
    else { return nil }
    let name = parts[..<place].joined(separator: ", ")
    // `Ann Hill, Lake University` and `Hill, Ann, Lake University`; towns and countries may follow.
    let isName =
      place == 1
      ? isPerson(name) : place == 2 && (!parts[0].contains(" ") || !parts[1].contains(" "))
    return isName && parts[place...].dropFirst().allSatisfy(isPlace) ? name : nil
  }

  /// Whether a text beside a name says where somebody works, how to reach them, or what they did.
  private static func isAside(_ text: String) -> Bool {
    if text.isEmpty || isAddress(text[...]) || isAffiliation(text) || isAcronym(text) {
      return true
    }
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    if words.contains(where: { remarks.contains($0) }) { return true }
    if words.allSatisfy({ pronouns.contains($0) }) { return true }
    // `1912–1954`, `b. 1950`.
    return words.contains { $0.utf8.count == 4 && $0.utf8.allSatisfy(\.isDigit) }
      && words.allSatisfy {
        $0.utf8.allSatisfy(\.isDigit) || ["b", "d", "born", "died"].contains($0)
      }
  }

  private static func isAddress(_ text: Substring) -> Bool {
    if text.contains("://") { return true }
    guard let at = text.firstIndex(of: "@") else { return false }
    return !text.contains(" ") && text[at...].contains(".")
  }

  /// Whether a text is `IBM`, `CERN`: nobody has so many initials without stops.
  private static func isAcronym(_ text: String) -> Bool {
    text.count { $0.isUppercase } > 2
      && text.allSatisfy { $0.isUppercase || "&- ".contains($0) || $0.isNumber }
  }

  /// Whether a text names a university, a company or the like, or a part of one.
  static func isAffiliation(_ text: String) -> Bool {
    let text = text.lowercased()
    return bodies.contains(text)
      || text.split { !$0.isLetter }.contains { word in
        // Most given names are shorter than the stems.
        seats.contains(String(word))
          || word.utf8.count > 5 && stems.contains { word.hasPrefix($0) }
      }
  }

  /// Whether a text behind an affiliation may belong to it: a town, a state, a country.
  private static func isPlace(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    return words.count == 1 || isAffiliation(text)
      || NameParser.countries.contains(text.lowercased())
      || words.contains { $0.utf8.contains(where: \.isDigit) }
      || words.last.map { $0.count == 2 && $0.allSatisfy(\.isUppercase) } == true
  }

  /// Whether a text is a person's whole name.
  private static func isPerson(_ text: String) -> Bool {
    BylineSplit.isFullName(text) && !NameParser.isCollective(text) && !isAffiliation(text)
  }

  /// What stands between a name and an affiliation.
  private static let marks: [StaticString] = [
    " - ", " – ", " — ", "|", " / ", ": ", " @ ", " at ",
  ]
  /// Beginnings of words that only names of bodies have, in many languages.
  private static let stems = [
    "univers", "institut", "istitut", "laborator", "facult", "hochschul", "politecnic",
    "polytechni", "politechni", "academi", "akadem",
  ]
  private static let seats: Set<String> = [
    "univ", "college", "school", "dept", "department", "département", "departamento",
    "dipartimento", "lab", "labs", "hospital", "inst", "école", "ecole", "eth", "mit", "inc", "ltd",
    "gmbh", "llc", "corp", "corporation", "research", "ministry", "academy", "centre", "center",
    "technologies",
  ]
  /// Names of bodies that have none of these words.
  private static let bodies: Set<String> = [
    "ibm", "cern", "nasa", "epfl", "eth zurich", "ucla", "ucsd", "ucl", "cmu", "cnrs", "inria",
    "csiro", "nist", "nih", "caltech", "google", "microsoft", "at&t", "facebook", "meta ai",
    "deepmind", "openai", "nvidia", "amazon", "siemens", "bosch",
  ]
  private static let remarks: Set<String> = [
    "deceased", "corresponding", "correspondence", "author", "editor", "editors", "ed", "eds",
    "translator", "trans", "presenter", "speaker", "chair", "contributor", "contributed", "equal",
    "equally", "student", "advisor", "supervisor", "hrsg", "orcid", "email", "mail", "retired",
    "illustrator", "compiler", "lead", "guest", "pi",
  ]
  private static let pronouns: Set<String> = [
    "he", "him", "his", "she", "her", "hers", "they", "them",
  ]
}
