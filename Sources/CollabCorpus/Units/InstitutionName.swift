import CollabBibliography

/// The name of an institution as one affiliation spells it, reduced to what must agree for two
/// spellings to be one institution's.
struct InstitutionName: Hashable {
  /// The name as spelled.
  let spelling: String
  /// Letters and digits without case, accents, punctuation, legal form and country at the end, with
  /// usual abbreviations written out.
  let key: String
  /// The code of the country that the affiliation names; `nil` where none is certain.
  let country: String?

  /// Reads an affiliation; `nil` where it names no institution.
  ///
  /// - Parameters:
  ///   - affiliation: the affiliation as printed.
  ///   - stated: the country that the source states of it.
  init?(_ affiliation: String, stated: String? = nil) {
    let name = Institutions.name(in: affiliation).split(whereSeparator: \.isWhitespace).joined(
      separator: " "
    )
    .droppingEndPunctuation
    guard name.contains(where: \.isLetter), !name.contains("@"), !AddressCountry.isCountry(name),
      !Self.placeholders.contains(Folding.key(name))
    else { return nil }
    let (stem, suffix) = Self.withoutCountry(name)
    spelling = name
    country =
      stated ?? AddressCountry.code(in: affiliation) ?? suffix ?? Self.code(behind: affiliation)
    key = Self.key(of: stem)
  }

  /// The folded words of a name, abbreviations written out, without a legal form at the end.
  static func key(of name: String) -> String {
    var words = Self.words(of: name).map { abbreviations[$0] ?? $0 }
    while words.count > 1, let last = words.last, Institutions.legalForms.contains(last) {
      words.removeLast()
    }
    if words.count > 1, words[0] == "the" { words.removeFirst() }
    // "Univ Oxford" is the University of Oxford.
    return words.indices.filter {
      $0 == 0 || words[$0] != "of" || words[$0 - 1] != "university" || $0 == words.count - 1
    }.map { words[$0] }.joined()
  }

  /// What two spellings of one institution differ in.
  static func difference(_ a: String, _ b: String) -> String {
    let stems = (withoutCountry(a).stem, withoutCountry(b).stem)
    let forms: [(word: String, (String) -> String)] = [
      ("white space", { $0.filter { !$0.isWhitespace } }), ("case", { $0.lowercased() }),
      ("punctuation", { $0.lowercased().filter { $0.isLetter || $0.isNumber } }),
      ("accents", Folding.key),
    ]
    if let found = forms.first(where: { $0.1(a) == $0.1(b) }) { return found.word }
    if Folding.key(stems.0) == Folding.key(stems.1) { return "country" }
    let long = (words(of: stems.0), words(of: stems.1))
    func without(_ left: Set<String>) -> Bool {
      long.0.filter { !left.contains($0) } == long.1.filter { !left.contains($0) }
    }
    if long.0.joined() == long.1.joined() { return "punctuation" }
    if without(Institutions.legalForms) { return "legal form" }
    if key(of: stems.0) != key(of: stems.1) { return "ruling" }
    return without(["the", "of"]) ? "small words" : "abbreviation"
  }

  /// A name without the country at its end, and the country: `Google (United States)`, `Imec NL`.
  static func withoutCountry(_ name: String) -> (stem: String, country: String?) {
    if name.hasSuffix(")"), let open = name.lastIndex(of: "("), open != name.startIndex {
      let inside = String(name[name.index(after: open)...].dropLast())
      if let code = code(named: inside) {
        return (String(name[..<open]).droppingEndPunctuation, code)
      }
    }
    let words = name.split(whereSeparator: \.isWhitespace)
    guard words.count > 1, let last = words.last.map(String.init), let code = code(named: last),
      // "University of Iceland" and "Universidad de Chile" do not end in a suffix.
      let before = words.dropLast().last, !linking.contains(before.lowercased()),
      !Institutions.namesKind(name)
    else { return (name, nil) }
    return (words.dropLast().joined(separator: " ").droppingEndPunctuation, code)
  }

  /// The code behind the name in `IMEC, NL`, where it may be one of a state or province elsewhere.
  private static func code(behind affiliation: String) -> String? {
    let parts = affiliation.split(separator: ",").map { $0.trimmed.droppingEndPunctuation }
    return parts.count == 2 ? code(named: parts[1]) : nil
  }

  private static func code(named text: String) -> String? {
    text.isCode && !AddressCountry.states.contains(text) ? text : AddressCountry.code(of: text)
  }

  private static func words(of name: String) -> [String] {
    name.replacing("&", with: " and ").split { $0.isWhitespace || "-–/,()".contains($0) }
      .map { Folding.key(String($0)) }.filter { !$0.isEmpty }
  }

  private static let linking: Set<String> = [
    "of", "in", "for", "de", "do", "da", "del", "di", "du", "and", "the", "van", "der", "von", "la",
    "south", "north", "new", "und", "et", "y",
  ]

  private static let placeholders: Set<String> = [
    "na", "none", "null", "unknown", "notavailable", "notapplicable", "noaffiliation",
    "independent",
    "independentresearcher", "independentscholar", "unaffiliated",
  ]

  private static let abbreviations: [String: String] = [
    "univ": "university", "inst": "institute", "natl": "national", "nat": "national",
    "acad": "academy", "lab": "laboratory", "labs": "laboratories", "hosp": "hospital",
    "coll": "college", "technol": "technology", "dept": "department", "ctr": "center",
    "centre": "center", "int": "international", "intl": "international", "med": "medical",
    "sch": "school",
  ]
}
