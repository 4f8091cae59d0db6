import CollabCore

/// Everything that was read, merged into works and people: what graphs, pictures and reports are
/// made from. Immutable; every order in it is canonical, whatever the order of the inputs.
public struct Bibliography: Sendable {
  /// The inputs, by name and then by content.
  public internal(set) var sources: [Source] = []
  /// The number of entries that were read, before merging.
  public internal(set) var entryCount = 0
  /// The works.
  public internal(set) var works = Works()
  /// The people and groups, by sort name; a person's index here is their vertex number.
  public internal(set) var people = People()
  /// Ties that inputs state without works, by people's indices, `a < b`, merged.
  public internal(set) var ties: [(a: Int, b: Int, weight: Double)] = []
  /// Figures that pages state of people, by person.
  public internal(set) var reported: [(person: Int, source: Int, figure: ReportedFigure)] = []
  /// What could not be used, what was guessed, what contradicts; in canonical order.
  public internal(set) var diagnostics: [Diagnostic] = []

  /// Why places of bylines were taken for one person's; `nil` where spellings alone decided.
  public internal(set) var identity: IdentityFindings?
  /// Whom other policies would take for one person; empty where that was not asked.
  public internal(set) var policies: [PolicyComparison] = []

  var suggestionSearch = SuggestionSearch()
  /// Who stands at each place of the bylines, where somebody asks.
  var places = PlacesOfBylines()
  /// The rulings, with the mentions that they speak of.
  var rulings = BoundRulings()
  /// What the user said of institutions, in the order of the files.
  package var institutionRulings: [InstitutionRuling] = []

  /// Creates an empty bibliography.
  public init() {}

  /// People who may be one person, and other likely but unproven matches, with the reason: by
  /// kind and then by people. They are looked for at the first call and kept.
  ///
  /// - Throws: ``/CollabCore/Cancellation`` when asked to stop; nothing is kept then.
  /// - Complexity: O(*l* log *l*) at the first call, for names of *l* letters altogether.
  public func suggestions(execution: Execution = .serial) throws(Cancellation) -> [Suggestion] {
    try suggestionSearch.suggestions(of: self, execution: execution)
  }
}

/// An input file.
public struct Source: Sendable, Hashable {
  /// The name under which the user knows it, without the machine's folders.
  public var name: String
  /// The id of the reader that read it.
  public var format: String
  /// The SHA-256 of its bytes as stored, in lower-case hexadecimal.
  public var sha256: String
  /// The number of entries in it.
  public var entryCount: Int
  /// The number of ties that it states without works.
  public var tieCount: Int

  /// Creates a source.
  public init(name: String, format: String, sha256: String, entryCount: Int, tieCount: Int = 0) {
    self.name = name
    self.format = format
    self.sha256 = sha256
    self.entryCount = entryCount
    self.tieCount = tieCount
  }
}

/// Where an entry of a work stands.
public struct Provenance: Sendable, Hashable {
  /// The index of the source.
  public var source: Int
  /// The line, from 1.
  public var line: Int
  /// The entry's own name in its file.
  public var key: String?

  /// Creates a provenance.
  public init(source: Int, line: Int, key: String? = nil) {
    self.source = source
    self.line = line
    self.key = key
  }
}
