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

/// The people of a bibliography, kept as numbers of their spellings; each is written out when it
/// is asked for.
public struct People: RandomAccessCollection, Sendable {
  var store = RecordStore()
  /// Where each person's mentions begin; one more entry than people.
  var offsets: [UInt32] = [0]
  /// The mentions of each person, the one to show first.
  var mentions: [UInt32] = []
  /// Whether each is a collective.
  var areGroups: [Bool] = []
  /// What tells people of one name apart, by person.
  var marks: [Int: String] = [:]

  /// Where the first person stands.
  public var startIndex: Int { 0 }
  /// Behind the last person.
  public var endIndex: Int { offsets.count - 1 }

  /// A person.
  ///
  /// - Complexity: O(*s*) for *s* spellings.
  public subscript(person: Int) -> Person {
    let contributors = mentions[Int(offsets[person])..<Int(offsets[person + 1])]
      .compactMap { store.contributor($0) }
    let name = contributors.first?.name ?? PersonName(family: "")
    return Person(
      name: name, spellings: Set(contributors.map(\.name.displayWithNative)).sorted(),
      identifiers: Set(contributors.flatMap(\.identifiers)).sorted(), label: label(person))
  }

  /// How the mentions of a person are written, some of them several times.
  package func displays(ofPerson person: Int) -> [String] {
    mentions(of: person).compactMap { store.contributor($0)?.name.display }
  }

  /// The identifiers of a person, some of them several times.
  package func identifiers(ofPerson person: Int) -> [Identifier] {
    mentions(of: person).flatMap { store.contributor($0)?.identifiers ?? [] }
  }

  /// The name to show of a person, unique among all.
  public func label(_ person: Int) -> String {
    let name = store.contributor(mentions[Int(offsets[person])])?.name.display ?? ""
    return marks[person].map { "\(name) (\($0))" } ?? name
  }

  /// Whether a person is a collective.
  public func isGroup(_ person: Int) -> Bool { areGroups[person] }
}
