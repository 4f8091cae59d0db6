public import CollabBibliography
import CollabCore
import Synchronization

/// Finds a person by what a user types: accents, case, word order and missing words aside.
public struct PersonLookup: Sendable {
  /// What a name leads to.
  public enum Answer: Sendable, Equatable {
    /// One person.
    case person(Int)
    /// Several people, by index.
    case several([Int])
    /// Nobody; the closest label, where one is close.
    case nobody(nearest: String?)
  }

  private let people: People
  private let spellings: WordIndex
  private let identifiers: IdentifierIndex

  /// Prepares the names of a bibliography's people.
  ///
  /// - Complexity: O(*l* log *l*) time and O(*l*) space for *l* letters in all names.
  public init(_ people: People) {
    self.people = people
    spellings = WordIndex(people)
    identifiers = IdentifierIndex(people)
  }

  /// The people whom a name may mean.
  ///
  /// The first of these that anybody meets decides: the label as shown; an identifier, alone or in
  /// brackets behind a name; all words of a spelling, in any order; some words of a spelling;
  /// beginnings of them.
  ///
  /// - Complexity: O(*s* log *w*) for *w* words and *s* spellings with the rarest of the name's words or
  ///   beginnings of it; O(*l*) for *l* letters in all names where nobody is found.
  public func find(_ name: String) -> Answer { find(name, suggests: true) }

  /// - Parameter suggests: whether the closest name is looked for where nobody is found.
  func find(_ name: String, suggests: Bool) -> Answer {
    let sought = PersonLookup.words(of: name)
    let known = spellings.withWords(sought)
    if let exact = known.map(\.person).first(where: { people.label($0) == name }) {
      return .person(exact)
    }
    let identified = self.people(identifiedBy: name)
    if !identified.isEmpty { return answer(identified) }
    guard !sought.isEmpty else { return .nobody(nearest: nil) }
    let whole = known.filter { spellings.areAll(sought, ofSpelling: $0.spelling) }
    if !whole.isEmpty { return answer(whole.map(\.person)) }
    if !known.isEmpty { return answer(known.map(\.person)) }
    let begun = spellings.withBeginnings(sought)
    if !begun.isEmpty { return answer(begun.map(\.person)) }
    return .nobody(nearest: suggests ? nearest(to: sought) : nil)
  }

  /// The others whom a name does not mean, as it is the label of one: `Wei Wang (2)` beside `Wei Wang`; ascending.
  ///
  /// - Complexity: that of ``find(_:)``.
  public func namesakes(of person: Int, named name: String) -> [Int] {
    guard people.label(person) == name else { return [] }
    let start = name + " ("
    let known = spellings.withWords(PersonLookup.words(of: name))
    return Set(known.map(\.person)).filter {
      let label = people.label($0)
      return label.hasPrefix(start) && label.last == ")"
        && label.dropFirst(start.count).dropLast().allSatisfy(\.isNumber)
    }.sorted()
  }

  /// - Parameter found: people, ascending, some of them several times; at least one.
  private func answer(_ found: [Int]) -> Answer {
    let distinct = zip(found, found.dropFirst()).filter { $0 != $1 }.map(\.1)
    return distinct.isEmpty ? .person(found[0]) : .several([found[0]] + distinct)
  }

  /// The closest label among those who share a first letter with a name: what shares none is not what was
  /// meant.
  private func nearest(to sought: [String]) -> String? {
    let initials = Set(sought.compactMap(\.unicodeScalars.first))
    let close = people.indices.filter { person in
      spellings.initials(ofPerson: person).contains { initials.contains($0) }
    }
    let folded = close.map { spellings.label($0) }
    let nearest = nearestName(to: sought.joined(separator: " "), among: folded)
    return nearest.flatMap { folded.firstIndex(of: $0) }.map { people.label(close[$0]) }
  }

  /// Those who have an identifier: `orcid:0000-0002-1825-0097`, its value alone, the address of an
  /// ORCID, or `Wei Wang (dblp:Wei Wang 0001)`; ascending.
  private func people(identifiedBy text: String) -> [Int] {
    var text = Substring(text.trimmed)
    if text.last == ")", let open = text.firstIndex(of: "(") {
      text = text[text.index(after: open)...].dropLast()
    }
    guard text.contains(where: { $0 == ":" || $0.isNumber }) else { return [] }
    let orcid = Identifier(.orcid, String(text))
    return Set([String(text), orcid?.description].compactMap { $0 }.flatMap(identifiers.people))
      .sorted()
  }

  /// Some people's labels for a message, and how many more there are.
  package static func list(_ found: [Int], of people: People) -> String {
    found.prefix(3).map { "'\(people.label($0))'" }.joined(separator: ", ")
      + (found.count > 3 ? " and \(found.count - 3) more" : "")
  }

  /// The words of a name, folded; without those that hold neither letter nor digit.
  package static func words(of name: String) -> [String] {
    name.split { $0.isWhitespace || $0 == "," }
      .map { Folding.key(String($0)) }
      .filter { !$0.isEmpty }
  }
}

/// The people of each identifier, by its value alone and with its scheme; made when first asked for.
private final class IdentifierIndex: Sendable {
  private let all: People
  private let known = Mutex<[String: [Int]]?>(nil)

  init(_ people: People) { all = people }

  func people(_ identifier: String) -> [Int] {
    known.withLock { known in
      if let known { return known[identifier, default: []] }
      var made: [String: [Int]] = [:]
      for person in all.indices {
        for identifier in all.identifiers(ofPerson: person) {
          made[identifier.value, default: []].append(person)
          made[identifier.description, default: []].append(person)
        }
      }
      known = made
      return made[identifier, default: []]
    }
  }
}
