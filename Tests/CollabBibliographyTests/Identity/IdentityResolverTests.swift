import CollabCore
import Foundation
import Testing

@testable import CollabBibliography

@Suite struct IdentityResolverTests {
  /// A made-up field: groups of people who write together, each group with a venue and words of its
  /// own, and `Wei Wang` in four of them.
  static let field: [Record] = {
    var random = SplitMix64(seed: 7), records: [Record] = []
    let syllables = ["ba", "do", "fe", "gi", "ku", "la", "mo", "ne", "pi", "ra", "so", "tu"]
    func word(_ count: Int) -> String {
      (0..<count).map { _ in syllables[random.below(syllables.count)] }.joined()
    }
    for group in 0..<60 {
      let members = (0..<8).map { _ in "\(word(3).capitalized) \(word(4).capitalized)" }
      let topics = (0..<12).map { _ in word(3) }
      for paper in 0..<24 {
        var authors = (0..<3).map { _ in members[random.below(members.count)] }
        authors = authors.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        if group < 4, paper % 3 == 0 { authors.append("Wei Wang") }
        // What makes the name a frequent one: each bearer of a family has other given names.
        if group >= 4, group < 40 {
          authors.append(
            paper % 2 == 0 ? "Wei \(families[group % 12])" : "\(given[paper % 9]) Wang")
        }
        let title = (0..<5).map { _ in topics[random.below(topics.count)] }.joined(separator: " ")
        var record = record("\(title) \(records.count)", authors, year: 2000 + paper % 12)
        record.venue = "Journal of \(topics[0])"
        record.key = "g\(group)p\(paper)"
        records.append(record)
      }
    }
    return records
  }()
  private static let families = [
    "Li", "Zhang", "Liu", "Chen", "Yang", "Zhao", "Huang", "Zhou", "Wu", "Xu", "Sun", "Hu",
  ]
  private static let given = ["Min", "Jun", "Lei", "Tao", "Bo", "Ying", "Hui", "Fang", "Ping"]

  /// For each entry's place the first place of the same person.
  private func answer(_ bibliography: Bibliography) -> [String: String] {
    var first: [Int: String] = [:], places: [(String, Int)] = []
    bibliography.forEachBylinePlace { place in
      guard let person = place.person else { return }
      let name = "\(place.entry.key ?? "")#\(place.position)"
      places.append((name, person))
      first[person] = min(first[person] ?? name, name)
    }
    return Dictionary(
      places.map { ($0.0, first[$0.1] ?? "") }, uniquingKeysWith: { first, _ in first })
  }

  /// A name alone and a name in full that share an identifier are one person, whichever is first.
  @Test func aPersonMayBeginWithANameAlone() throws {
    var records = (0..<8).map { index in
      record(
        "Study \(index) of lakes",
        ["\(index % 2 == 0 ? "Smith" : "John Smith")|orcid:0000-0002-1825-0097"], year: 2001 + index
      )
    }
    records.append(record("Rivers", ["John Smith"], year: 2010))
    let resolved = try bibliography([records], names: .resolve)
    var people: [String?: Set<Int?>] = [:]
    resolved.forEachBylinePlace { place in people[place.name, default: []].insert(place.person) }
    #expect(people["Smith"]?.count == 1)
    #expect(people["John Smith"] == people["Smith"])
  }

  @Test func homonymsArePartedWhereTheCorpusTeaches() throws {
    let resolved = try bibliography([Self.field], names: .resolve)
    #expect(resolved.identity?.isLearnt == true)
    let answer = answer(resolved)
    var groupsOf: [String: Set<Substring>] = [:], mentions = 0
    resolved.forEachBylinePlace { place in
      guard place.name == "Wei Wang", let key = place.entry.key,
        let person = answer["\(key)#\(place.position)"]
      else { return }
      mentions += 1
      groupsOf[person, default: []].insert(key.prefix { $0 != "p" })
    }
    #expect(mentions == 32)
    // Nobody of two groups, and no group in many pieces.
    #expect(groupsOf.values.allSatisfy { $0.count == 1 })
    #expect(groupsOf.count >= 4 && groupsOf.count <= 8)
    // Without evidence one spelling is one person.
    let merged = try bibliography([Self.field], names: .mergeOnly)
    #expect(merged.people.filter { $0.name.display == "Wei Wang" }.count == 1)
  }

  /// `Bill` is short for `William`, although their initials differ; `Carl` is not.
  @Test(arguments: [("Bill", 1), ("Carl", 2)])
  func shortFormsWithAnotherInitialAreCompared(given: String, people: Int) throws {
    var records = Self.field
    for index in records.indices where records[index].key?.hasPrefix("g50p") == true {
      let name = PersonName(given: index % 2 == 0 ? "William" : given, family: "Byrnewood")
      records[index].byline.append(Contributor(name))
    }
    let resolved = try bibliography([records], names: .resolve)
    #expect(resolved.people.count { $0.name.family == "Byrnewood" } == people)
  }

  @Test func orderFilesAndThreadsDoNotMatter() throws {
    let expected = answer(try bibliography([Self.field], names: .resolve))
    #expect(answer(try bibliography([Self.field], names: .resolve)) == expected)
    var shuffled = Self.field, random = SplitMix64(seed: 3)
    shuffled.shuffle(using: &random)
    #expect(answer(try bibliography([shuffled], names: .resolve)) == expected)
    let parts = [Array(shuffled[..<500]), Array(shuffled[500...])]
    #expect(answer(try bibliography(parts, names: .resolve)) == expected)
    let sources = parts.enumerated().map { index, records in
      var content = RecordSink(file: "z\(9 - index)")
      for record in records { content.append(record) }
      return ReadSource(
        source: Source(
          name: "z\(9 - index)", format: "test", sha256: "", entryCount: records.count),
        content: content)
    }
    #expect(
      answer(try Bibliography(merging: sources, names: .resolve, execution: Execution(threads: 3)))
        == expected)
  }

  /// What is switched off weighs nothing, and what is not weighs other than before at most.
  @Test(arguments: IdentitySignal.allCases)
  func eachSignalCanBeLeftOut(signal: IdentitySignal) throws {
    let source = ReadSource(
      source: Source(name: "a", format: "test", sha256: "", entryCount: Self.field.count),
      content: Self.field.reduce(into: RecordSink(file: "a")) { $0.append($1) })
    let found = try #require(
      try Bibliography(merging: [source], model: IdentityModel(without: [signal])).identity)
    #expect(found.isLearnt)
    for number in signal.numbers { #expect(found.learnt.weights[number] == 0) }
    #expect((found.learnt.apart == 0) == (signal == .coauthors))
    let whole = try #require(try Bibliography(merging: [source]).identity).learnt
    let isWeighed = !signal.numbers.isEmpty || signal == .frequency || signal == .training
    #expect(isWeighed || found.learnt == whole)
  }

  @Test func twoPeopleOfOneBylineStayTwo() throws {
    let resolved = try bibliography([Self.field], names: .resolve)
    for work in resolved.works.indices {
      #expect(resolved.works.repeatedAuthors(ofWork: work).isEmpty)
    }
  }

  @Test func rulingsComeFirst() throws {
    let name = Self.field[30].byline[0].name
    let short = "\(name.given.prefix(1)). \(name.family)"
    var records = Self.field
    records[31].byline[0].name = try #require(NameParser.name(short))
    func people(_ rules: String) throws -> Set<String> {
      let resolved = try bibliography([records], names: .resolve, rules: rules)
      return Set(resolved.people.filter { $0.name.family == name.family }.map(\.name.display))
    }
    #expect(try people("\(short) != \(name.display)").contains(short))
    #expect(try people("\(short) = \(name.display)") == [name.display])
  }

  @Test func everyUnionHasItsReasons() throws {
    let records = [
      record("On ties of one kind", ["Ada Aho", "Bo Berg"], year: 2001),
      record("On ties of another", ["A. Aho", "Bo Berg"], year: 2004),
    ]
    let joined = try bibliography([records], names: .resolve)
    let ada = try #require(joined.people.firstIndex { $0.name.family == "Aho" })
    let link = try #require(joined.identity?.weakestLink(of: ada))
    #expect(Set([link.names.0, link.names.1]) == ["Ada Aho", "A. Aho"])
    #expect(link.areJoined && link.commonCoauthors == 1 && link.sizes == (1, 1))
    #expect(link.reasons.contains { $0.contains("an initial of the other's name") })
    #expect(joined.identity?.confidence(of: ada) ?? 1 < 1)
    let berg = try #require(joined.people.firstIndex { $0.name.family == "Berg" })
    #expect(joined.identity?.confidence(of: berg) == 1)
    #expect(joined.identity?.weakestLink(of: berg) == nil)
  }

  @Test func whatIsInDoubtLiesNearTheLine() throws {
    let read = ReadSource(
      source: Source(name: "a", format: "test", sha256: "", entryCount: Self.field.count),
      content: Self.field.reduce(into: RecordSink(file: "a")) { $0.append($1) })
    let resolved = try Bibliography(merging: [read], names: .resolve, detail: .about(["Wei Wang"]))
    let identity = try #require(resolved.identity)
    for link in identity.doubtful() {
      #expect(abs(link.logOdds - IdentityFindings.threshold) < IdentityFindings.doubt)
      #expect(link.areJoined == (link.logOdds > IdentityFindings.threshold))
    }
    // Any two homonyms are told apart by something.
    let homonyms = resolved.people.indices.filter { resolved.people[$0].name.display == "Wei Wang" }
    #expect(homonyms.count > 3)
    let link = try #require(identity.link(between: homonyms[0], homonyms[1]))
    #expect(!link.areJoined && link.reasons.contains { $0.hasSuffix("no coauthor in common") })
  }

  private func labels(_ bylines: [[String]], _ policy: NamePolicy = .resolve) throws -> [String] {
    let records = bylines.enumerated().map { record("Work number \($0) of this test", $1) }
    return try bibliography([records], names: policy).people.map(\.label)
  }

  @Test func fewReferencesAreJoinedWithCareOnly() throws {
    #expect(
      try labels([["Ada Aho", "Bo Berg"], ["A. Aho", "Bo Berg"]]) == ["Ada Aho", "Bo Berg"])
    #expect(
      try labels([["Andreas Steiner", "Bo Berg"], ["Andreas Peter Steiner", "Bo Berg"]]).count == 2)
    // One spelling is one person, and so are spellings that differ in accents.
    #expect(try labels([["Wei Wang"], ["Wei Wang", "Bo Berg"], ["WANG, Wei"]]).count == 2)
    // No coauthor in common, a second candidate, both on a byline, a slip, a syllable more.
    #expect(try labels([["Ada Aho", "Bo Berg"], ["A. Aho", "Cy Crane"]]).count == 4)
    #expect(
      try labels([["Ada Aho", "Bo Berg"], ["A. Aho", "Bo Berg"], ["Ann Aho"]]).count == 4)
    #expect(
      try labels([
        ["Ada Aho", "A. Aho", "Bo Berg"], ["Ada Aho", "Bo Berg"], ["A. Aho", "Bo Berg"],
      ])
      .count == 3)
    #expect(try labels([["Martin Aho", "Bo Berg"], ["Marten Aho", "Bo Berg"]]).count == 3)
    #expect(try labels([["Min Kim", "Bo Berg"], ["Min Ji Kim", "Bo Berg"]]).count == 3)
    // Where the family name begins is told by the other spellings.
    #expect(
      try labels([["Garcia Lopez, Maria", "Bo Berg"], ["Maria Garcia Lopez", "Cy Crane"]]).count
        == 3)
  }

  /// A team that signs in full on one work and with initials on another is one team.
  @Test func coauthorsInCommonMayDifferInInitials() throws {
    let team = [
      ["Matthew Rockloff", "Matthew Browne", "Nerilee Hing"],
      ["M. Browne", "M. Rockloff", "N. Hing"],
    ]
    #expect(try labels(team) == ["Matthew Browne", "Nerilee Hing", "Matthew Rockloff"])
    let found = try bibliography(
      [team.enumerated().map { record("Work number \($0) of this test", $1) }], names: .resolve)
    let links = try #require(found.identity).links(of: 0)
    #expect(links.first?.reasons.contains { $0.hasSuffix("but for their initials") } == true)
    // The coauthors contradict each other, are one frequent name, or somebody else comes into question.
    #expect(try labels([["Ada Aho", "Bo Berg"], ["A. Aho", "Ben Berg"]]).count == 4)
    #expect(try labels([["Ada Aho", "Wei Wang"], ["A. Aho", "W. Wang"]]).count == 4)
    #expect(try labels(team + [["Mary Browne"]]).contains("M. Browne"))
  }

  @Test func identifiersDecideBeforeNames() throws {
    #expect(
      try labels([["Wei Wang|orcid:0000-0001"], ["Wei Wang|orcid:0000-0002"], ["Wei Wang"]]).count
        == 3)
    #expect(
      try labels([["Wei Wang|dblp:Wei Wang 0001"], ["Wei Wang|dblp:Wei Wang 0002"], ["Wei Wang"]])
        == ["Wei Wang", "Wei Wang (0001)", "Wei Wang (0002)"])
    #expect(try labels([["Ada Aho|orcid:0000-0001"], ["Ada Aho"]]) == ["Ada Aho"])
  }

  @Test func initialsJoinAllOfAnInitialAndIdsNobody() throws {
    let bylines = [["John Smith"], ["J. Smith"], ["Jane Smith"], ["Kim Smith"]]
    #expect(try labels(bylines, .initials) == ["Jane Smith", "Kim Smith"])
    #expect(
      try labels([["Ada Aho|orcid:0000-0001"], ["Ada Aho"], ["Ada Aho"]], .identifiers).count == 2)
  }

  @Test func worksThatWereFoundByANameAreNoted() throws {
    func notes(groups: Int) throws -> [String] {
      let records = (0..<30).map { index in
        let group = index % groups
        return record(
          "Work number \(index)", ["Wei Wang", "Ada Aho\(group)x", "Bo Berg\(group)y"])
      }
      return try bibliography([records], names: .resolve).diagnostics.filter {
        $0.id == "merge.name-query"
      }
      .map(\.message)
    }
    let found = try notes(groups: 6)
    #expect(
      found.count == 1
        && found[0].hasPrefix("'Wei Wang' stands on 30 of 30 works, in 6 groups without a common"))
    #expect(try notes(groups: 5).isEmpty)
    #expect(
      try bibliography([Self.field], names: .resolve).diagnostics.allSatisfy {
        $0.id != "merge.name-query"
      })
  }

  @Test func aRepeatedEntryKeepsNobodyApart() throws {
    func people(joint: Int) throws -> Int {
      var records = Self.field
      let bylines =
        (0..<4).map { _ in ["Quentin Zebulon", "Ada Aho", "Cy Crane"] }
        + (0..<4).map { _ in ["Q. Zebulon", "Ada Aho", "Cy Crane"] }
        + (0..<joint).map { _ in ["Quentin Zebulon", "Q. Zebulon", "Ada Aho"] }
      for (index, byline) in bylines.enumerated() {
        records.append(record("Lakes and rivers number \(index)", byline, year: 2005))
      }
      let resolved = try bibliography([records], names: .resolve)
      var largest: [Int: Int] = [:]
      resolved.forEachBylinePlace { place in
        if place.name.hasSuffix("Zebulon"), let person = place.person {
          largest[person, default: 0] += 1
        }
      }
      return largest.values.max() ?? 0
    }
    // Once is a slip: one place stays alone. Twice are two people.
    #expect(try people(joint: 1) == 9)
    #expect(try people(joint: 2) < 8)
  }
}
