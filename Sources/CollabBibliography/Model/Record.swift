/// One entry of an input as its reader understood it, before anything is merged.
///
/// What a source does not say is `nil` or an empty list, never an empty text and never zero.
public struct Record: Sendable, Equatable {
  /// The line at which the entry begins, from 1.
  public var line: Int
  /// The entry's own name in its file, for example a BibTeX key.
  public var key: String?
  /// The identifiers that the entry states, normalised by ``Identifier``.
  public var identifiers: [Identifier] = []
  /// The title in plain text, without markup.
  public var title: String?
  /// The abstract in plain text. Kept as text only where the title is missing; otherwise only
  /// ``abstractFingerprint`` remains of it.
  public var abstract: String?
  /// Stands for the abstract in the search for entries of one work; the sink works it out.
  public var abstractFingerprint: UInt64?
  /// When it appeared, as precisely as is known.
  public var date: PartialDate?
  /// Where it appeared: journal, proceedings, book, repository.
  public var venue: String?
  /// The kind of work in CSL's words, for example `article-journal`.
  public var type: String?
  /// The field or category that the source names, for example `CV`.
  public var field: String?
  /// The authors in order. Editors are not authors.
  public var byline: [Contributor] = []
  /// Whether the source says that the byline goes on (`et al.`, `and others`, `…`), or shows none
  /// although there is one.
  public var bylineIsCut = false
  /// The person on whose page the entry stands: an author also when the byline leaves them out.
  public var owner: Contributor?
  /// The keywords of the authors and of indexes, each once.
  public var keywords: [String] = []
  /// Affiliations that the source gives for the work as a whole.
  public var affiliations: [String] = []
  /// How often the source says that the work is cited.
  public var citations: Int?
  /// A page of the work; only http and https.
  public var url: String?
  /// What the source states but cannot be; the sink tells of it and forgets it.
  var impossible: [ImpossibleValue] = []
  /// What was guessed, taken off or left open in the byline; the sink tells of it and forgets it.
  var findings: [BylineField.Finding] = []
  /// Whether the last name on the byline may be the first half of one.
  var half = NameHalf()

  /// Creates an entry that says nothing yet.
  public init(line: Int) { self.line = line }
}

/// A name on a byline, as one source gives it. A name is not yet a person.
public struct Contributor: Sendable, Hashable {
  /// The name.
  public var name: PersonName
  /// Identifiers of the person that the source states (ORCID, OpenAlex, DBLP homonym and so on).
  public var identifiers: [Identifier] = []
  /// The affiliations given beside the name.
  public var affiliations: [String] = []
  /// The countries of the affiliations as ISO 3166-1 codes of two letters, each once, where the
  /// source states them; they are never guessed from an address.
  public var countries: [String] = []

  /// Creates a contributor.
  public init(
    _ name: PersonName, identifiers: [Identifier] = [], affiliations: [String] = [],
    countries: [String] = []
  ) {
    self.name = name
    self.identifiers = identifiers
    self.affiliations = affiliations
    self.countries = countries
  }
}

/// A date as precise as it is known.
public struct PartialDate: Sendable, Hashable, Comparable {
  /// The year.
  public var year: Int
  /// The month, 1 to 12.
  public var month: Int?
  /// The day of the month, 1 to 31.
  public var day: Int?

  /// Creates a date.
  public init(_ year: Int, _ month: Int? = nil, _ day: Int? = nil) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Earlier dates first; an unknown month or day before all known ones.
  public static func < (a: PartialDate, b: PartialDate) -> Bool {
    (a.year, a.month ?? 0, a.day ?? 0) < (b.year, b.month ?? 0, b.day ?? 0)
  }
}

/// A figure that a page states of a person: kept as reported by that page, beside and never
/// instead of what is computed.
public struct ReportedFigure: Sendable, Hashable {
  /// The person on whose page it stands.
  public var person: PersonName
  /// What it measures: `h-index`, `papers`, `citations`, or the page's own word.
  public var figure: String
  /// Its value.
  public var value: Double
  /// The unit as shown, for example `%`, or empty.
  public var unit: String
  /// The line on which it stands, from 1.
  public var line: Int

  /// Creates a figure.
  public init(person: PersonName, figure: String, value: Double, unit: String = "", line: Int) {
    self.person = person
    self.figure = figure
    self.value = value
    self.unit = unit
    self.line = line
  }
}

/// A tie between two people that an input states without a work, as an edge list does.
public struct StatedTie: Sendable, Hashable {
  /// One end, by the label of the input.
  public var a: String
  /// The other end.
  public var b: String
  /// The weight; 1 where the input gives none.
  public var weight: Double
  /// The line, from 1.
  public var line: Int

  /// Creates a tie.
  public init(_ a: String, _ b: String, weight: Double = 1, line: Int) {
    self.a = a
    self.b = b
    self.weight = weight
    self.line = line
  }
}
