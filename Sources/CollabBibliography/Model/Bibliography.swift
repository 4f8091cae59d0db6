import CollabCore

/// Everything that was read, merged into works and people: what graphs, pictures and reports are
/// made from. Immutable; every order in it is canonical, whatever the order of the inputs.
public struct Bibliography: Sendable {
  /// The inputs, by name and then by content.
  public internal(set) var sources: [Source] = []
  /// The number of entries that were read, before merging.
  public internal(set) var entryCount = 0
  /// The works.
  public internal(set) var works: [Work] = []
  /// The people and groups, by sort name; a person's index here is their vertex number.
  public internal(set) var people: [Person] = []
  /// Ties that inputs state without works, by people's indices, `a < b`, merged.
  public internal(set) var ties: [(a: Int, b: Int, weight: Double)] = []
  /// Figures that pages state of people, by person.
  public internal(set) var reported: [(person: Int, source: Int, figure: ReportedFigure)] = []
  /// People who may be one person, and other likely but unproven matches, with the reason.
  public internal(set) var suggestions: [Suggestion] = []
  /// What could not be used, what was guessed, what contradicts; in canonical order.
  public internal(set) var diagnostics: [Diagnostic] = []

  /// Creates an empty bibliography.
  public init() {}
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

  /// Creates a source.
  public init(name: String, format: String, sha256: String, entryCount: Int) {
    self.name = name
    self.format = format
    self.sha256 = sha256
    self.entryCount = entryCount
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

/// A work, merged from all entries that speak of it.
public struct Work: Sendable {
  /// The entries that it was merged from, in canonical order.
  public var entries: [Provenance]
  /// Why the second and each later entry was taken for the same work: `doi`, `title`, `abstract`.
  public var mergeReasons: [String]
  /// The identifiers, sorted.
  public var identifiers: [Identifier]
  /// The title; `nil` for an untitled work.
  public var title: String?
  /// The abstract, where the title is missing.
  public var abstract: String?
  /// When it appeared.
  public var date: PartialDate?
  /// Where it appeared.
  public var venue: String?
  /// The kind of work in CSL's words.
  public var type: String?
  /// The field or category.
  public var field: String?
  /// The people and groups of the byline, in order, each once: indices into
  /// ``Bibliography/people``.
  public var authors: [Int]
  /// The affiliations given beside each author, aligned with ``authors``; empty where none are.
  public var authorAffiliations: [[String]]
  /// Authors whose name stands more than once on the byline.
  public var repeatedAuthors: [Int]
  /// Whether authors are missing because every source cuts the byline or shows none.
  public var isIncomplete: Bool
  /// Affiliations of the work as a whole.
  public var affiliations: [String]
  /// The greatest number of citations that a source states, and the index of that source.
  public var citations: (count: Int, source: Int)?
  /// A page of the work.
  public var url: String?

  /// What to call the work in a list: its title, or the beginning of its abstract.
  public var label: String {
    if let title { return title }
    guard let abstract else { return "(untitled)" }
    let words = abstract.split(separator: " ").prefix(9).joined(separator: " ")
    return "[" + words + " …]"
  }
}

/// A person or a group, after names were resolved.
public struct Person: Sendable, Hashable {
  /// The name to show: the fullest spelling, with its accents.
  public var name: PersonName
  /// Every spelling that was taken for this person, sorted, the shown one included.
  public var spellings: [String]
  /// Identifiers of the person, sorted.
  public var identifiers: [Identifier]

  /// The name to show, made unique where two people share it.
  public var label: String
  /// Whether it is a collective.
  public var isGroup: Bool { name.isGroup }

  /// Creates a person.
  public init(name: PersonName, spellings: [String], identifiers: [Identifier], label: String) {
    self.name = name
    self.spellings = spellings
    self.identifiers = identifiers
    self.label = label
  }
}

/// Two people who may be one, or another likely match that is not certain enough to act on.
public struct Suggestion: Sendable, Hashable {
  /// The people that it speaks of, by index.
  public var people: [Int]
  /// The stable name of the kind, for example `one-letter-apart`.
  public var id: String
  /// One sentence: why.
  public var reason: String

  /// Creates a suggestion.
  public init(people: [Int], id: String, reason: String) {
    self.people = people
    self.id = id
    self.reason = reason
  }
}
