extension NameParser {
  /// Words at the end of a collective's name. No family name that people are known to bear is one
  /// of them, as `Press`, `Bank`, `Trust` and `Company` are.
  static let collectives: Set<String> = [
    "team", "teams", "collaboration", "collaborations", "consortium", "consortia", "group",
    "groups",
    "committee", "subcommittee", "initiative", "network", "association", "society", "alliance",
    "organization", "organisation", "institute", "university", "foundation", "project",
    "investigators", "taskforce", "commission", "council", "laboratory", "laboratories", "ministry",
    "department", "inc", "ltd", "gmbh", "llc", "corp", "corporation", "plc", "workshop",
    "workshops",
    "conference", "symposium", "unit", "center", "centre", "academy", "agency", "bureau",
    "federation", "partnership", "coalition", "hospital", "programme", "program", "trialists",
    "collaborators", "contributors", "editors", "authors", "research", "technologies",
    "international", "administration", "secretariat",
  ]
  /// Words that begin the name of a collective.
  static let seats: Set<String> = [
    "university", "université", "universität", "universidad", "universidade", "università",
    "universitat", "universiteit", "institute", "institut", "instituto", "istituto", "ministry",
    "department", "centre", "center",
  ]
  static let loneCollectives: Set<String> = [
    "workshop", "workshops", "consortium", "committee", "editors", "organizers", "organisers",
    "secretariat", "unesco", "unicef",
  ]
  /// Countries that are nobody's name.
  static let countries: Set<String> = [
    "canada", "germany", "f.r. germany", "japan", "russia", "usa", "u.s.a.", "united states",
    "united states of america", "united kingdom", "switzerland", "netherlands", "the netherlands",
    "sweden", "norway", "denmark", "finland", "spain", "portugal", "belgium", "czech republic",
    "south korea", "republic of korea", "people's republic of china", "p.r. china", "pr china",
    "russian federation", "european union", "south africa", "new zealand", "saudi arabia",
  ]
}
