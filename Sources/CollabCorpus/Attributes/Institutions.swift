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
    guard let first = parts.first else { return affiliation }
    let ranks = parts.map(rank)
    guard let best = ranks.min(), best < Self.signs.count, let place = ranks.firstIndex(of: best)
    else { return first }
    let found = parts[place]
    // "University of California, Berkeley" is one name.
    if systems.contains(found.lowercased()), parts.indices.contains(place + 1),
      parts[place + 1].allSatisfy({ $0.isLetter || $0.isWhitespace || $0 == "-" })
    {
      return found + ", " + parts[place + 1]
    }
    return found
  }

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
