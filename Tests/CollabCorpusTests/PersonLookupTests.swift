import CollabBibliography
import CollabCore
import CollabCorpus
import Testing

@Suite struct PersonLookupTests {
  @Test func peopleAreFoundByLabelAndIdentifier() throws {
    let ids = ["dblp:Wei Wang 0001", "dblp:Wei Wang 0002", "orcid:0000-0002-1825-0097"]
    let people = try Self.people(
      ids.enumerated().map { index, id in
        Contributor(
          PersonName(given: "Wei", family: index < 2 ? "Wang" : "Aho"),
          identifiers: [Identifier(description: id)].compactMap { $0 })
      })
    #expect(people.map(\.label) == ["Wei Aho", "Wei Wang (0001)", "Wei Wang (0002)"])
    let lookup = PersonLookup(people)
    for (name, person) in [
      ("Wei Wang (0002)", 2), ("dblp:Wei Wang 0002", 2), ("Wei Wang 0001", 1),
      ("Wei Wang (dblp:Wei Wang 0001)", 1), ("0000-0002-1825-0097", 0), ("wang 0002", 2),
      ("orcid:0000-0002-1825-0097", 0),
    ] {
      #expect(lookup.find(name) == .person(person), "\(name)")
    }
    #expect(lookup.find("Wei Wang") == .several([1, 2]))
  }

  /// Names of few words, so that many of them share some.
  private static func people(_ names: [String]) throws -> People {
    try people(names.compactMap(NameParser.name).map { Contributor($0) }, names: .asGiven)
  }

  /// The people of works of one author each.
  private static func people(
    _ authors: [Contributor], names: NamePolicy = .resolve
  ) throws -> People {
    var content = RecordSink(file: "a")
    for (index, author) in authors.enumerated() {
      var record = Record(line: index + 1)
      record.title = "Work number \(index) of this test"
      record.byline = [author]
      content.append(record)
    }
    return try Bibliography(
      merging: [
        ReadSource(
          source: Source(name: "a", format: "test", sha256: "", entryCount: authors.count),
          content: content)
      ], names: names
    ).people
  }

  /// The definition, person by person.
  private func naive(_ name: String, _ people: People) -> PersonLookup.Answer {
    if let exact = people.indices.first(where: { people.label($0) == name }) {
      return .person(exact)
    }
    let words = { (text: String) in text.lowercased().split(separator: " ").map(String.init) }
    let sought = words(name)
    let levels: [([String]) -> Bool] = [
      { $0.sorted() == sought.sorted() },
      { known in sought.allSatisfy(known.contains) },
      { known in sought.allSatisfy { part in known.contains { $0.hasPrefix(part) } } },
    ]
    for isMatch in levels {
      let found = people.indices.filter { isMatch(words(people.label($0))) }
      if !found.isEmpty { return found.count == 1 ? .person(found[0]) : .several(found) }
    }
    return .nobody(nearest: nil)
  }

  @Test func theIndexFindsWhatALookAtEveryPersonFinds() throws {
    let given = ["Ann", "Anna", "Bo", "Bob", "An", "Bo Ann", "Bo Bo"]
    let families = ["Oak", "Oakley", "Elm", "Bo", "Li", "Lind"]
    let names = given.flatMap { first in families.map { "\(first) \($0)" } }
    let people = try Self.people(names.filter { !$0.hasSuffix("Lind") || $0.hasPrefix("Anna") })
    let lookup = PersonLookup(people)
    let parts = ["ann", "an", "a", "bo", "b", "oak", "oakl", "elm", "li", "lind", "x", "Bo", "Ann"]
    var queries = parts
    for a in parts { for b in parts { queries += ["\(a) \(b)", "\(a) \(b) bo"] } }
    for query in names + queries {
      var found = lookup.find(query)
      if case .nobody = found { found = .nobody(nearest: nil) }
      #expect(found == naive(query, people), "\(query)")
    }
    #expect(lookup.find("Ann Oqk") == .nobody(nearest: "Ann Oak"))
    #expect(lookup.find("…") == .nobody(nearest: nil))
  }

  /// Three of one name whom identifiers tell apart, and a fourth whose bracket is no number.
  @Test func namesakesAreToldOf() throws {
    let people = try Self.people(
      ["Wang", "Wang", "Wang", "Wang (Lab)"].enumerated().map { index, family in
        Contributor(
          PersonName(given: "Wei", family: family),
          identifiers: [Identifier(.openalex, "A\(index)")].compactMap { $0 })
      })
    let lookup = PersonLookup(people)
    let first = try #require(people.indices.first { people.label($0) == "Wei Wang" })
    #expect(lookup.find("Wei Wang") == .person(first))
    #expect(
      lookup.namesakes(of: first, named: "Wei Wang").map(people.label)
        == ["Wei Wang (2)", "Wei Wang (3)"])
    #expect(lookup.namesakes(of: first, named: "openalex:A0") == [])
    let (found, messages) = PeopleList("Wei Wang", file: "lab.txt")
      .find(in: people, vertices: people.indices.map { $0 })
    #expect(found == [first])
    #expect(
      messages.map(\.message)
        == ["'Wei Wang' means one person, and not 'Wei Wang (2)', 'Wei Wang (3)'"])
  }

  @Test func theFirstLinesOfAListAreToldTheClosestName() throws {
    let people = try Self.people(["Ann Oak", "Bo Elm"])
    let lines = (0..<12).map { _ in "Ann Oqk" }
    let (found, messages) = PeopleList(lines.joined(separator: "\n"), file: "lab.txt")
      .find(in: people, vertices: [0, 1])
    #expect(found.isEmpty)
    #expect(messages.count == 12)
    #expect(messages.prefix(10).allSatisfy { $0.message.hasSuffix("did you mean 'Ann Oak'?") })
    #expect(messages.suffix(2).allSatisfy { $0.message == "no person is called 'Ann Oqk'" })
  }
}
