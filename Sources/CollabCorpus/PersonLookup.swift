import CollabBibliography
import CollabCore

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
  /// The folded words of each person's spellings, the label first.
  private let spellings: [[[String]]]

  /// Prepares the names of a bibliography's people.
  ///
  /// - Complexity: O(*l*) time and space for *l* letters in all names.
  public init(_ people: People) {
    self.people = people
    spellings = people.indices.map { person in
      ([people.label(person)] + people[person].spellings).map(PersonLookup.words)
    }
  }

  /// The people of each full spelling, by its sorted words.
  var exactSpellings: [[String]: [Int]] {
    var result: [[String]: [Int]] = [:]
    for person in people.indices {
      for words in Set(spellings[person].map { $0.sorted() }) where !words.isEmpty {
        result[words, default: []].append(person)
      }
    }
    return result
  }

  /// The people of each identifier, by its value alone and with its scheme.
  var exactIdentifiers: [String: [Int]] {
    var result: [String: [Int]] = [:]
    for person in people.indices {
      for identifier in people[person].identifiers {
        result[identifier.value, default: []].append(person)
        result[identifier.description, default: []].append(person)
      }
    }
    return result
  }

  /// The people whom a name may mean.
  ///
  /// The first of these that anybody meets decides: the label as shown; an identifier, alone or in
  /// brackets behind a name; all words of a spelling, in any order; some words of a spelling;
  /// beginnings of them.
  ///
  /// - Complexity: O(*l*) for *l* letters in all names; much more where nobody is found and the
  ///   closest name is looked for.
  public func find(_ name: String) -> Answer {
    if let exact = people.indices.first(where: { people.label($0) == name }) {
      return .person(exact)
    }
    let identified = people(identifiedBy: name)
    if identified.count == 1 { return .person(identified[0]) }
    if identified.count > 1 { return .several(identified) }
    let sought = PersonLookup.words(of: name)
    guard !sought.isEmpty else { return .nobody(nearest: nil) }
    let matches: [(_ words: [String]) -> Bool] = [
      { $0.sorted() == sought.sorted() },
      { words in sought.allSatisfy(words.contains) },
      { words in sought.allSatisfy { part in words.contains { $0.hasPrefix(part) } } },
    ]
    for isMatch in matches {
      let found = people.indices.filter { spellings[$0].contains(where: isMatch) }
      if found.count == 1 { return .person(found[0]) }
      if found.count > 1 { return .several(found) }
    }
    // An edit distance for each of many names takes long; names that share no first letter with
    // the one sought are not what was meant.
    let initials = Set(sought.compactMap(\.first))
    let close = people.indices.filter { person in
      spellings[person].contains { words in words.contains { initials.contains($0[$0.startIndex]) }
      }
    }
    let folded = close.map { spellings[$0][0].joined(separator: " ") }
    let nearest = nearestName(to: sought.joined(separator: " "), among: folded)
    return .nobody(
      nearest: nearest.flatMap { folded.firstIndex(of: $0) }.map { people.label(close[$0]) })
  }

  /// Those who have an identifier: `orcid:0000-0002-1825-0097`, its value alone, the address of an
  /// ORCID, or `Wei Wang (dblp:Wei Wang 0001)`.
  private func people(identifiedBy text: String) -> [Int] {
    var text = Substring(text.trimmed)
    if text.last == ")", let open = text.firstIndex(of: "(") {
      text = text[text.index(after: open)...].dropLast()
    }
    guard text.contains(where: { $0 == ":" || $0.isNumber }) else { return [] }
    let orcid = Identifier(.orcid, String(text))
    return people.indices.filter { person in
      people[person].identifiers.contains {
        $0 == orcid || $0.description == text || $0.value == text
      }
    }
  }

  /// The words of a name, folded; without those that hold neither letter nor digit.
  package static func words(of name: String) -> [String] {
    name.split { $0.isWhitespace || $0 == "," }
      .map { Folding.key(String($0)) }
      .filter { !$0.isEmpty }
  }
}
