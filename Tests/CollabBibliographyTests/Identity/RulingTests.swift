import CollabCore
import Testing

@testable import CollabBibliography

@Suite struct RulingTests {
  /// Four works of `Wei Wang`, two of them without an identifier.
  static let lakes = [
    work("a1", "On ties of one kind", ["Wei Wang", "Ada Aho", "Snow Survey"], doi: "10.1/a"),
    work("a2", "On ties of another kind", ["Wei Wang", "Bo Berg"], doi: "10.1/b"),
    work("a3", "Lakes of the north", ["Wei Wang", "Cy Crane"], doi: "10.1/c"),
    work("a4", "Rivers of the south", ["Wei Wang", "A. Aho", "Nemo Ohlson"]),
  ]

  static func work(
    _ key: String, _ title: String, _ authors: [String], doi: String? = nil
  ) -> Record {
    var record = record(title, authors, ids: [doi.flatMap { Identifier(.doi, $0) }])
    record.key = key
    return record
  }

  /// Who stands where: by person the places, `key#position`, in the order of the first.
  static func people(
    _ rulings: String, _ records: [Record] = lakes, _ policy: NamePolicy = .resolve
  ) throws -> [String] {
    let found = try bibliography([records], names: policy, rules: rulings)
    var places: [Int: [String]] = [:]
    found.forEachBylinePlace { place in
      guard let person = place.person, let key = place.entry.key else { return }
      places[person, default: []].append("\(key)#\(place.position)")
    }
    return places.values.map { $0.sorted().joined(separator: " ") }.sorted()
  }

  private func messages(_ rulings: String, _ policy: NamePolicy = .resolve) throws -> [String] {
    try bibliography([Self.lakes], names: policy, rules: rulings).diagnostics.map {
      "\($0.line ?? 0) \($0.id) \($0.message)"
    }
  }

  private static let modes = NamePolicy.allCases

  @Test(arguments: modes) func oneSpellingIsDividedByListsOfWorks(_ policy: NamePolicy) throws {
    let wangs = { (rulings: String) in
      try Self.people(rulings, Self.lakes, policy).filter { $0.contains("#1") }
    }
    #expect(
      try wangs("different: Wei Wang @ doi:10.1/a, 10.1/b | https://doi.org/10.1/c")
        == ["a1#1 a2#1", "a3#1", "a4#1"])
    #expect(try wangs("different: Wang, Wei @ a3 | *") == ["a1#1 a2#1 a4#1", "a3#1"])
    #expect(
      try wangs("different: Wei Wang @ a1, title:Rivers of the South | a2, key:a3")
        == ["a1#1 a4#1", "a2#1 a3#1"])
    #expect(
      try wangs("different: doi:10.1/a#1, a4#1 | a2#1, a3#1") == ["a1#1 a4#1", "a2#1 a3#1"])
  }

  @Test(arguments: modes) func singlePlacesAreJoined(_ policy: NamePolicy) throws {
    #expect(try Self.people("same: Ada Aho | a4#2", Self.lakes, policy).contains("a1#2 a4#2"))
    #expect(
      try Self.people("same: doi:10.1/b#2 | a3#2 | Snow Survey", Self.lakes, policy)
        .contains("a1#3 a2#2 a3#2"))
  }

  @Test(arguments: modes) func groupsNobodyAndNamesToShow(_ policy: NamePolicy) throws {
    let found = try bibliography(
      [Self.lakes], names: policy,
      rules: """
        group: Snow Survey
        drop: Ohlson, Nemo
        drop: a2#2
        rename: Wei Wang @ 10.1/c | Wei Wang (Leiden)
        different: Wei Wang @ 10.1/c | *
        """)
    #expect(
      found.people.map(\.label).filter { !$0.hasSuffix("Aho") } == [
        "Cy Crane", "Snow Survey", "Wei Wang", "Wei Wang (Leiden)",
      ])
    #expect(found.people.first { $0.label == "Snow Survey" }?.isGroup == true)
    #expect(found.works.map { $0.authors.count }.sorted() == [1, 2, 2, 3])
    #expect(found.diagnostics.isEmpty)
  }

  /// A list holds for those who bear an identifier, too.
  @Test func identifiersAreSides() throws {
    let records = [
      Self.work("a", "First of two", ["Li Li|orcid:0000-0002-1825-0097"]),
      Self.work("b", "Second of two", ["Lily Li"]),
      Self.work("c", "Third of two", ["Li Li|orcid:0000-0001-5109-3700"]),
    ]
    for side in ["orcid:0000-0002-1825-0097", "0000-0002-1825-0097"] {
      #expect(try Self.people("same: \(side) | Lily Li", records) == ["a#1 b#1", "c#1"])
    }
    #expect(
      try Self.people("same: 0000-0002-1825-0097 | 0000-0001-5109-3700", records)
        == ["a#1 c#1", "b#1"])
  }

  @Test func contradictionsNameBothLines() throws {
    #expect(
      try messages(
        "different: Wei Wang @ a1 | a2\nsame: Wei Wang @ a1 | Wei Wang @ a3\nsame: a3#1 | a2#1")
        == [
          "3 names.contradicting-rule this contradicts different: at names.txt:1; this ruling is left out",
          "1 names.unlisted-works 1 place of 'Wei Wang' that no side lists counts as another person's; '| *' is a side for it",
        ])
    #expect(
      try messages("rename: Bo Berg | B. Berg\nrename: a2#2 | Bo Erik Berg")
        == [
          "2 names.contradicting-rule this contradicts rename: at names.txt:1; this ruling is left out"
        ])
    #expect(
      try messages("drop: Bo Berg\nsame: Bo Berg | Cy Crane")
        == [
          "2 names.contradicting-rule this contradicts drop: at names.txt:1; this ruling is left out"
        ])
    #expect(
      try messages("different: Wei Wang @ a1, a2 | a2")
        == [
          "1 names.contradicting-rule 'Wei Wang @ a1, a2' and 'Wei Wang @ a2' have a place in common; this ruling is left out"
        ])
    #expect(
      try messages("different: Wei Wang | Wang, Wei").first?.hasPrefix(
        "1 names.contradicting-rule two sides are 'Wei Wang': to tell people of one name apart")
        == true)
  }

  @Test func whatMatchesNothingIsReported() throws {
    #expect(
      try messages(
        """
        same: Bo Berg | Nobody Here
        different: Wei Wang @ doi:10.9/x, a1 | a2 | *
        drop: doi:10.1/a#4
        group: orcid:0000-0002-1825-0097
        rename: Cy Crane @ a2 | C. Crane
        """)
        == [
          "2 names.unused-rule no work is doi:10.9/x",
          "3 names.unused-rule no author stands at doi:10.1/a#4",
          "5 names.unused-rule 'Cy Crane' is not on the byline of a2",
          "1 names.unused-rule no work has the name 'Nobody Here'",
          "4 names.unused-rule no person has the identifier orcid:0000-0002-1825-0097",
        ])
  }

  @Test func brokenLinesAreErrors() throws {
    let lines = [
      "same: Bo Berg", "same:", "rename: Bo Berg", "rename: Bo Berg | ",
      "diferent: Bo Berg | Cy Crane",
      "Bo Berg", "A = B = C", "group: *", "same: Bo Berg#x | Cy Crane",
      "different: Wei Wang @ | a2",
      "drop: a1#0", "= Bo Berg", "same: | Bo Berg",
    ]
    let found = Rulings(lines.joined(separator: "\n"), file: "r")
    #expect(found.isEmpty)
    #expect(found.diagnostics.map(\.id) == lines.map { _ in "names.broken-rule" })
    #expect(found.diagnostics.map(\.line) == Array(1...lines.count))
  }

  /// Rulings beside a line that is too long are kept, and lines keep their numbers.
  @Test func aLineThatIsTooLong() {
    let zeros = [UInt8](repeating: 0, count: (1 << 20) + 1)
    let found = Rulings(
      Array("same: Ann Hill | A. Hill\n".utf8) + zeros + Array("\nno ruling\n".utf8), file: "r.txt")
    #expect(found.rulings.map(\.line) == [1])
    #expect(
      found.diagnostics.map { "\($0.line ?? 0): \($0.message.prefix(30))" }
        == ["3: expected 'Name = Name', 'Name ", "2: the line has 1,048,577 bytes; "])
  }

  @Test func commentsAndPlacesAreToldApart() throws {
    let found = Rulings(
      "# one\nA B = C D# slip\n same: a1#2 # two\t\r\nSAME: doi:10.1/a#1|b#2#x\n#3\nsame: x#1|y#2\n",
      file: "r")
    #expect(found.rulings.map(\.line) == [2, 4, 6])
    #expect(found.diagnostics.map(\.line) == [3])
  }

  /// A comma, a bar or a percent sign inside an identifier.
  @Test func identifiersOfOddLetters() throws {
    let records = [
      Self.work("a", "First of them", ["Li Li"], doi: "10.1/x,y"),
      Self.work("b", "Second of them", ["Li Li"], doi: "10.1/x|y"),
      Self.work("c", "Third of them", ["Li Li"], doi: "10.1/x%2Cy"),
      Self.work("d", "Fourth of them", ["Li Li"], doi: "10.1/x#1"),
    ]
    #expect(
      try Self.people(
        "different: Li Li @ doi:10.1/x,y, doi:10.1/x%7Cy | doi:10.1/x%232 | *", records)
        == ["a#1 b#1", "c#1 d#1"])
    #expect(
      try Self.people("different: Li Li @ doi:10.1/x%2Cy | doi:10.1/x%231 | *", records)
        == ["a#1 b#1", "c#1", "d#1"])
  }

  @Test func whatChangesNothingIsCounted() throws {
    let read = ReadSource(
      source: Source(name: "a", format: "test", sha256: "", entryCount: 4),
      content: Self.lakes.reduce(into: RecordSink(file: "a")) { $0.append($1) })
    let rulings = Rulings(
      "different: Bo Berg | Cy Crane\nsame: Wei Wang @ a1 | Wei Wang @ a2\nsame: Ada Aho | a4#2\n"
        + "different: Wei Wang @ a1 | a2",
      file: "r")
    for policy in NamePolicy.allCases where policy != .initials {
      let found = try Bibliography(
        merging: [read], names: policy, rulings: rulings, comparesRulings: true)
      #expect(
        found.diagnostics.filter { $0.id == "names.redundant-rule" }.map(\.message)
          == [
            policy.usesEvidence
              ? "3 of 4 rulings say what would be decided without them: r:1, r:2, r:3"
              : "2 of 4 rulings say what would be decided without them: r:1, r:2"
          ])
    }
  }

  /// Of two entries of one work each numbers its own places, and what is ruled holds for both.
  @Test(arguments: modes) func worksOfSeveralEntries(_ policy: NamePolicy) throws {
    let sources = [
      [Self.work("a", "On lakes and rivers", ["Ann Hill", "Bo Berg"], doi: "10.1/a")],
      [Self.work("b", "On lakes and rivers", ["A. Hill", "Bo Berg", "Cy Crane"], doi: "10.1/a")],
      [
        Self.work("c", "Hills of the north", ["Bo Berg"]), Self.work("d", "Fens", ["Anne Hillary"]),
      ],
    ]
    func people(_ rulings: String) throws -> [String: Int] {
      let found = try bibliography(sources, names: policy, rules: rulings)
      #expect(found.diagnostics.filter { $0.id.hasPrefix("names.") }.isEmpty)
      var people: [String: Int] = [:]
      found.forEachBylinePlace { place in
        people["\(place.entry.key ?? "")#\(place.position)"] = place.person
      }
      return people
    }
    let parted = try people("different: Bo Berg @ a | c")
    #expect(parted["a#2"] == parted["b#2"] && parted["a#2"] != parted["c#1"])
    let joined = try people("same: doi:10.1/a#1 | d#1\nsame: b#3 | c#1")
    #expect(joined["a#1"] == joined["b#1"] && joined["a#1"] == joined["d#1"])
    #expect(joined["b#3"] == joined["c#1"])
    let dropped = try people("drop: b#1")
    #expect(dropped["a#1"] == nil && dropped["b#2"] != nil)
  }

  /// Two places of one name on one byline are two people, one or nobody.
  @Test(arguments: modes) func oneNameTwiceOnAByline(_ policy: NamePolicy) throws {
    let records = [
      Self.work("a", "On lakes", ["Qi Zhang", "Bo Berg", "Qi Zhang"]),
      Self.work("b", "On fens", ["Qi Zhang"]),
    ]
    #expect(
      try Self.people("different: a#1 | a#3\nsame: a#3 | b#1", records, policy)
        == ["a#1", "a#2", "a#3 b#1"])
    #expect(try Self.people("same: a#1 | a#3 | b#1", records, policy) == ["a#1 a#3 b#1", "a#2"])
    #expect(try Self.people("drop: a#1", records, policy).joined().contains("a#1") == false)
  }

  /// A vertex of a graph file is called by its label.
  @Test func labelsAreNames() throws {
    var content = RecordSink(file: "g")
    content.append(StatedTie("Ann Hill", "Bob Wood", line: 1))
    content.append(StatedTie("A Hill", "Cy Crane", line: 2))
    let read = ReadSource(
      source: Source(name: "g", format: "test", sha256: "", entryCount: 0, tieCount: 2),
      content: content)
    let found = try Bibliography(
      merging: [read], rulings: Rulings("same: Ann Hill | A Hill\ndrop: Bob Wood", file: "r"))
    #expect(found.diagnostics.isEmpty)
    #expect(found.people.count == 2 && found.ties.count == 1)
  }
}
