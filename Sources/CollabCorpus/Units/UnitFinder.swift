import CollabBibliography

/// Finds the institutions or countries of each work.
struct UnitFinder {
  /// What one list of affiliations says.
  private struct Places {
    /// Numbers of ``names``.
    var institutions: [Int] = []
    var countries: [String] = []
    var isEmpty = true
  }

  private let bibliography: Bibliography
  private(set) var findings: UnitFindings
  private var known: [UInt32: Places] = [:]
  private var names: [InstitutionName] = []
  private var numbers: [InstitutionName: Int] = [:]
  private var counts: [Int] = []

  init(_ bibliography: Bibliography, unit: VertexUnit) {
    self.bibliography = bibliography
    findings = UnitFindings(unit)
  }

  /// The bibliography with the units in the place of people.
  ///
  /// - Complexity: O(authorships + letters of distinct affiliations).
  mutating func find() -> Bibliography {
    let works = bibliography.works
    var institutions: [[Int]] = [], countries: [[String]] = []
    for work in works.indices {
      var found: [Int] = [], codes: [String] = []
      for places in places(ofWork: work) {
        for name in places.institutions {
          counts[name] += 1
          if !found.contains(name) { found.append(name) }
        }
        for code in places.countries where !codes.contains(code) { codes.append(code) }
      }
      institutions.append(found)
      countries.append(codes)
      if !codes.isEmpty { findings.worksWithCountry += 1 }
      if codes.count > 1 { findings.internationalWorks += 1 }
    }
    let (things, bylines) =
      findings.unit == .countries
      ? Self.countries(countries) : joined(institutions)
    findings.worksWithUnits = bylines.count { !$0.isEmpty }
    findings.worksWithoutUnits = bylines.count - findings.worksWithUnits
    return bibliography.replacingPeople(with: things, bylines: bylines)
  }

  /// What stands beside each author of a work, else what the work gives for all of them.
  private mutating func places(ofWork work: Int) -> [Places] {
    let authors = bibliography.works.authors(ofWork: work)
    let terms = bibliography.works.affiliationTerms(ofWork: work)
    var result: [Places] = []
    for (place, author) in authors.enumerated() where !bibliography.people.isGroup(Int(author)) {
      findings.authorships += 1
      guard !terms.isEmpty else { continue }
      let places = places(behind: terms[terms.startIndex + place])
      if places.isEmpty { continue }
      findings.authorshipsWithAffiliation += 1
      if !places.countries.isEmpty { findings.authorshipsWithCountry += 1 }
      result.append(places)
    }
    if result.isEmpty {
      let common = places(behind: bibliography.works.commonAffiliationTerm(ofWork: work))
      if !common.isEmpty {
        findings.worksWithCommonAffiliations += 1
        result = [common]
      }
    }
    return result
  }

  private mutating func places(behind term: UInt32) -> Places {
    if term == 0 { return Places() }
    if let places = known[term] { return places }
    var places = Places()
    let texts = bibliography.works.affiliations(term).flatMap(Self.addresses)
    places.countries = bibliography.works.countries(term)
    let stated = texts.count == 1 && places.countries.count == 1 ? places.countries[0] : nil
    let isStated = !places.countries.isEmpty
    for text in texts {
      if let name = InstitutionName(text, stated: stated) {
        places.institutions.append(number(of: name))
      }
      if !isStated, let code = AddressCountry.code(in: text), !places.countries.contains(code) {
        places.countries.append(code)
      }
    }
    places.isEmpty = places.institutions.isEmpty && places.countries.isEmpty
    known[term] = places
    return places
  }

  /// The addresses in a text, which `;` tells apart; a country alone is of the one before.
  private static func addresses(in text: String) -> [String] {
    var result: [String] = []
    for part in text.split(separator: ";").map(\.trimmed) where !part.isEmpty {
      if AddressCountry.isCountry(part.droppingEndPunctuation), let last = result.last {
        result[result.count - 1] = last + ", " + part
      } else {
        result.append(part)
      }
    }
    return result
  }

  private mutating func number(of name: InstitutionName) -> Int {
    if let number = numbers[name] { return number }
    numbers[name] = names.count
    names.append(name)
    counts.append(0)
    return names.count - 1
  }

  private typealias Things = (
    things: [(names: [String], mark: String?)], bylines: [[UInt32]]
  )

  private static func countries(_ works: [[String]]) -> Things {
    let codes = Set(works.joined()).sorted {
      let (a, b) = (Countries.name(of: $0), Countries.name(of: $1))
      return (Folding.key(a), a, $0) < (Folding.key(b), b, $1)
    }
    let numbers = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, UInt32($0)) })
    return (
      codes.map { ([Countries.name(of: $0)], nil) },
      works.map { $0.compactMap { numbers[$0] } }
    )
  }

  /// Institutions of one key are one, unless their countries differ or the user rules otherwise.
  private mutating func joined(_ works: [[Int]]) -> Things {
    struct ID: Hashable {
      let key: String, country: String?
    }
    var known: [String: Set<String>] = [:]
    for name in names {
      if let code = name.country { known[name.key, default: []].insert(code) }
    }
    var numbers: [ID: Int] = [:]
    let ids = names.enumerated().map { number, name in
      let codes = known[name.key, default: []]
      let id = ID(key: name.key, country: codes.count > 1 ? name.country : codes.first)
      if let first = numbers[id] { return first }
      numbers[id] = number
      return number
    }
    var ruled = RuledInstitutions(names, ids: ids, bibliography.institutionRulings)
    let institutionOf = ruled.institutions(), renamed = ruled.shown()
    findings.ofRulings = ruled.diagnostics
    var spellings: [Int: [String: Int]] = [:], countries: [Int: Set<String>] = [:]
    for (number, institution) in institutionOf.enumerated() {
      countries[institution, default: []].formUnion([names[number].country].compactMap(\.self))
      if counts[number] == 0 { continue }
      spellings[institution, default: [:]][names[number].spelling, default: 0] += counts[number]
    }
    let found = spellings.map { institution, counts in
      let list = counts.map { (text: $0.key, count: $0.value) }
        .sorted { (-$0.count, $0.text) < (-$1.count, $1.text) }
      let codes = countries[institution, default: []]
      return (
        institution: institution, spellings: list, shown: renamed[institution] ?? list[0].text,
        country: codes.count == 1 ? codes.first : nil
      )
    }.sorted { a, b in
      (Folding.key(a.shown), a.shown, a.country ?? "", a.spellings[0].text)
        < (Folding.key(b.shown), b.shown, b.country ?? "", b.spellings[0].text)
    }
    findings.spellings = found.map(\.spellings)
    let bearers = found.reduce(into: [String: Int]()) { $0[$1.shown, default: 0] += 1 }
    let places = Dictionary(
      uniqueKeysWithValues: found.enumerated().map { ($1.institution, UInt32($0)) })
    var taken: [String: Int] = [:]
    return (
      found.map { institution in
        let isShared = bearers[institution.shown, default: 0] > 1
        var mark = isShared ? institution.country.map { Countries.name(of: $0) } : nil
        // Those that rulings tell apart may be shown alike.
        let label = [institution.shown, mark ?? ""].joined(separator: "\u{0}")
        taken[label, default: 0] += 1
        if let number = taken[label], number > 1 {
          mark = [mark, String(number)].compactMap(\.self).joined(separator: " ")
        }
        let texts = institution.spellings.map(\.text)
        return ([institution.shown] + texts.filter { $0 != institution.shown }, mark)
      },
      works.map { work in
        work.reduce(into: [UInt32]()) { byline, name in
          if let place = places[institutionOf[name]], !byline.contains(place) {
            byline.append(place)
          }
        }
      }
    )
  }
}
