import CollabCore

/// What was found of the institutions or countries of a bibliography.
public struct UnitFindings: Sendable {
  /// How often a spelling of an institution stands on bylines.
  public typealias Spelling = (text: String, count: Int)

  /// What the vertices stand for.
  public let unit: VertexUnit
  /// Places of people on bylines.
  public internal(set) var authorships = 0
  /// Those with an affiliation or a country beside them.
  public internal(set) var authorshipsWithAffiliation = 0
  /// Those of which the country is known.
  public internal(set) var authorshipsWithCountry = 0
  /// Works that give their affiliations without saying whose they are.
  public internal(set) var worksWithCommonAffiliations = 0
  /// Works of at least one unit.
  public internal(set) var worksWithUnits = 0
  /// Works of none, which have no part in the network.
  public internal(set) var worksWithoutUnits = 0
  /// Works of which at least one country is known.
  public internal(set) var worksWithCountry = 0
  /// Works of two countries or more.
  public internal(set) var internationalWorks = 0
  /// The spellings of each institution, by its index in
  /// ``/CollabBibliography/Bibliography/people``, the most frequent first; empty for countries.
  public internal(set) var spellings: [[Spelling]] = []

  /// What is to be said of the user's rulings.
  var ofRulings: [Diagnostic] = []

  init(_ unit: VertexUnit) { self.unit = unit }

  /// Spellings that were taken for an institution besides the one shown.
  public var joinedSpellings: Int { spellings.reduce(0) { $0 + max(0, $1.count - 1) } }

  /// The share of works of two countries or more among those with a known country; `nil` where
  /// there are none.
  public var internationalShare: Double? {
    worksWithCountry == 0 ? nil : Double(internationalWorks) / Double(worksWithCountry)
  }

  /// What a spelling differs in from the one shown: white space, case, punctuation, accents,
  /// country, legal form, small words or abbreviation; `ruling` where a ruling alone
  /// joins them.
  public static func difference(of spelling: String, from shown: String) -> String {
    InstitutionName.difference(spelling, shown)
  }

  /// How much of the works the network covers, where that is not all.
  var messages: [Diagnostic] {
    var messages = ofRulings
    if let coverage { messages.append(Diagnostic("units.coverage", .note, coverage)) }
    let unknown = authorshipsWithAffiliation - authorshipsWithCountry
    if unit == .countries, unknown > 0 {
      messages.append(
        Diagnostic(
          "units.country-unknown", .note,
          "\(counted(unknown, "authorship")) with an affiliation of which the country is not "
            + "certain: not counted"))
    }
    return messages
  }

  /// How much of authorships and works the network covers; `nil` where that is all, or nothing.
  package var coverage: String? {
    guard worksWithUnits > 0, worksWithoutUnits > 0 || authorshipsWithAffiliation < authorships
    else { return nil }
    let common =
      worksWithCommonAffiliations == 0
      ? ""
      : "; \(counted(worksWithCommonAffiliations, "work")) gave affiliations without saying whose"
    let works = worksWithUnits + worksWithoutUnits
    return "\(authorshipsWithAffiliation.grouped) of \(counted(authorships, "authorship"))"
      + share(authorshipsWithAffiliation, of: authorships) + " have an affiliation\(common); "
      + "\(worksWithUnits.grouped) of \(counted(works, "work"))" + share(worksWithUnits, of: works)
      + " have \(unit == .countries ? "a known country" : "an institution"), the others are left out"
  }

  private func share(_ part: Int, of whole: Int) -> String {
    whole == 0 ? "" : " (\(percent(part, of: whole)))"
  }
}
