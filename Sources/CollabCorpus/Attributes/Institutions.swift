import CollabBibliography

/// The institution in an affiliation as papers print it.
package enum Institutions {
  /// The part of an address that names the institution: of "Dept. of Physics, University of
  /// Aberdeen, AB24 3UE, UK" the university. The first part where none sounds like one.
  ///
  /// - Complexity: O(length).
  package static func name(in affiliation: String) -> String {
    let parts = affiliation.split { $0 == "," || $0 == ";" || $0.isNewline }
      .map(\.trimmed).filter { !$0.isEmpty }
    // "Google, Inc., Mountain View": the legal form is no name.
    let names = parts.filter { !isLegalForm($0) }
    return names.isEmpty ? parts.first ?? affiliation : name(among: names)
  }

  private static func name(among parts: [String]) -> String {
    guard let first = parts.first else { return "" }
    let ranks = parts.map(rank)
    guard let best = ranks.min(), best < Self.signs.count, let place = ranks.firstIndex(of: best)
    else { return first }
    let found = parts[place]
    // "University of California, Berkeley" and "Institute of Physics, Polish Academy of Sciences" are
    // one name.
    if systems.contains(found.lowercased()) || isGeneric(found), parts.indices.contains(place + 1),
      parts[place + 1].allSatisfy({ $0.isLetter || $0.isWhitespace || $0 == "-" })
    {
      return found + ", " + parts[place + 1]
    }
    return found
  }

  /// Whether a part is but a legal form: `Inc.`, `Co., Ltd.`.
  private static func isLegalForm(_ part: String) -> Bool {
    let words = part.split { $0.isWhitespace || $0 == "." }
    return !words.isEmpty && words.allSatisfy { legalForms.contains($0.lowercased()) }
  }

  /// Whether many institutions are called like a part: `Institute of Physics`, `Medical University`.
  private static func isGeneric(_ part: String) -> Bool {
    let words = part.lowercased().split { !$0.isLetter }.map(String.init)
    guard let first = words.first else { return false }
    return words.allSatisfy(genericWords.contains)
      || words.count < 5 && words.dropFirst().first.map { ["of", "for"].contains($0) } == true
        && [
          "institute", "school", "college", "faculty", "department", "dept", "division",
          "center", "centre", "laboratory", "ministry",
        ].contains(first)
  }

  /// Words that tell no institution from another.
  private static let genericWords: Set<String> = [
    "university", "universität", "université", "universidad", "hospital", "hospitals", "medical",
    "center", "centre", "technical", "technische", "national", "state", "institute", "clinic",
    "school", "of", "and", "the", "technology", "college", "general", "research", "academy",
    "science", "sciences", "laboratory", "laboratories", "institut", "medicine", "health",
  ]

  /// Legal forms of companies, folded, that may end a name.
  static let legalForms: Set<String> = [
    "inc", "incorporated", "ltd", "limited", "llc", "llp", "gmbh", "mbh", "corp", "corporation",
    "co", "company", "plc", "ag", "kg", "kgaa", "sa", "sas", "sarl", "se", "bv", "nv", "ab", "as",
    "oy", "oyj", "aps", "spa", "srl", "pty", "pte", "kk", "ev",
  ]

  /// Whether a name says what kind of institution it is: a university, a laboratory, a company.
  static func namesKind(_ name: String) -> Bool { rank(name) < signs.count }

  /// How surely a part of an address names an institution, 0 the most.
  private static func rank(_ part: String) -> Int {
    let words = part.lowercased().split { !$0.isLetter }
    return signs.firstIndex { signs in
      signs.contains { sign in
        words.contains { sign.last == "-" ? $0.hasPrefix(sign.dropLast()) : $0 == sign }
      }
    } ?? signs.count
  }

  /// Words that stand in names of institutions, in several languages, or how they begin: those
  /// that are one in themselves, those that may be a part of one, companies and other places.
  private static let signs: [[String]] = [
    [
      "univ-", "uniw-", "üniv-", "egyetem-", "hochschul-", "politec-", "polytec-", "politéc-",
      "école", "yliopisto", "ülikool", "sveučilište", "mit", "eth", "epfl", "kaist", "caltech",
      "cnrs",
    ],
    [
      "academ-", "akadem-", "accadem-", "college", "colegio", "hospital-", "hôpital", "klinik-",
      "clinic-", "museum", "institut-", "istitut-", "instytut-", "ústav", "council", "agency",
      "ministry", "observator-",
    ],
    [
      "research", "laborator-", "labs", "corporation", "corp", "inc", "ltd", "llc", "gmbh",
      "company", "foundation", "centre", "center", "centro", "zentrum", "survey", "technologies",
    ],
  ]

  /// Names that several institutions share, told apart by the place that follows.
  private static let systems: Set<String> = [
    "university of california", "university of texas", "the university of texas",
    "university of illinois", "university of wisconsin", "university of north carolina",
    "university of maryland", "university of massachusetts", "university of colorado",
    "university of tennessee", "university of nebraska", "university of hawaii",
    "university of alabama", "university of minnesota", "university of michigan",
    "state university of new york", "city university of new york", "california state university",
    "indian institute of technology", "indian institutes of technology",
    "national institute of technology", "indian institute of information technology",
    "indian institute of science education and research",
  ]
}
