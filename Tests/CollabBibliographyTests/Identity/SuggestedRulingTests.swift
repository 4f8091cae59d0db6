import CollabCore
import Testing

@testable import CollabBibliography

/// Open questions, written as comments into a file of rulings.
@Suite struct SuggestedRulingTests {
  private static let records = IdentityResolverTests.field

  private func bibliography(
    _ rulings: String, _ records: [Record] = records
  ) throws -> Bibliography {
    let content = records.reduce(into: RecordSink(file: "a")) { $0.append($1) }
    return try Bibliography(
      merging: [
        ReadSource(
          source: Source(name: "a", format: "test", sha256: "", entryCount: records.count),
          content: content)
      ], rulings: rulings.isEmpty ? Rulings() : Rulings(rulings, file: "r"), detail: .doubtful)
  }

  private func place(_ place: OpenQuestion.Place, _ bibliography: Bibliography) -> String {
    "\(bibliography.works[place.work].entries[0].key ?? "")#\(place.reference?.split(separator: "#").last ?? "")"
  }

  private func people(_ bibliography: Bibliography) -> [String: Int] {
    var people: [String: Int] = [:]
    bibliography.forEachBylinePlace { place in
      if let person = place.person { people["\(place.entry.key ?? "")#\(place.position)"] = person }
    }
    return people
  }

  /// Every question's rulings give what they say, alone and all together, and answer it.
  @Test func anAnswerIsFollowedAndNotAskedAgain() throws {
    let before = try bibliography("")
    let (questions, inexpressible) = try before.openQuestions()
    #expect(questions.count > 3 && inexpressible == 0)
    #expect(questions.map(\.consequence) == questions.map(\.consequence).sorted(by: >))
    let apart = try bibliography(questions.map(\.different).joined(separator: "\n"))
    #expect(!apart.diagnostics.contains { $0.severity > .note })
    let people = people(apart)
    for question in questions {
      let sides = question.sides.map { Set($0.places.map { people[place($0, before)] }) }
      #expect(sides[0].isDisjoint(with: sides[1]), "\(question.different)")
    }
    let asked = Set(try apart.openQuestions().questions.map(\.different))
    #expect(asked.isDisjoint(with: questions.map(\.different)))
    let question = questions[0]
    let joined = self.people(try bibliography(question.same))
    let all = question.sides.flatMap { $0.places.map { joined[place($0, before)] } }
    #expect(Set(all).count == 1, "\(question.same)")
  }

  @Test func aFileIsKeptToTheLetter() throws {
    let own = "# mine, with a tab\there \r\nsame: A | B  \n\n\n#same: C | D\nno end of line"
    let bibliography = try bibliography("")
    let questions = try bibliography.openQuestions().questions
    let once = SuggestedRulings.text(adding: questions, to: own, of: bibliography)
    #expect(once.hasPrefix(own + "\n"))
    #expect(once.hasSuffix(questions[questions.count - 1].different + "\n\n"))
    // As they were written they are replaced, not added to.
    #expect(SuggestedRulings.text(adding: questions, to: once, of: bibliography) == once)
    #expect(SuggestedRulings.text(adding: [], to: once, of: bibliography) == own + "\n")
    // Whatever somebody changes stays, and is not asked again beside it.
    let answered = once.replacing("#" + questions[0].same + "\n", with: questions[0].same + "\n")
      .replacing("#" + questions[1].different, with: "# let us ask her\n#" + questions[1].different)
    let again = SuggestedRulings.text(adding: questions, to: answered, of: bibliography)
    #expect(again.contains("\n" + questions[0].same + "\n#" + questions[0].different + "\n"))
    #expect(again.contains("# let us ask her\n"))
    #expect(again.split(separator: "\n").count { $0.hasSuffix(questions[0].different) } == 1)
    #expect(again.split(separator: "\n").count { $0.hasSuffix(questions[1].different) } == 1)
    #expect(SuggestedRulings.count(in: again) == 2)
    #expect(SuggestedRulings.text(adding: questions, to: again, of: bibliography) == again)
  }

  @Test func evidenceStandsBesideTheQuestion() throws {
    let records = [
      RulingTests.work("a", "Lakes of one kind", ["Xiaohai Zhai", "Bo Berg"], doi: "10.1/a,b"),
      RulingTests.work("b", "Lakes of another", ["Xiaohua Zhai", "Bo Berg"]),
      RulingTests.work("b", "Lakes of a third", ["Xiaohua Zhai"]),
    ]
    let bibliography = try bibliography("", records)
    let text = SuggestedRulings.text(
      adding: try bibliography.openQuestions().questions, to: "", of: bibliography)
    let lines = text.split(separator: "\n").drop { !$0.hasPrefix("#? ") }
    #expect(lines.first?.hasPrefix("#? Xiaohua Zhai and Xiaohai Zhai: two people now [") == true)
    #expect(
      lines.dropFirst().map(String.init) == [
        "#  Xiaohua Zhai, 2 works: “Lakes of another”, “Lakes of a third”",
        "#  Xiaohai Zhai, 1 work: “Lakes of one kind”",
        "#  coauthors in common: Bo Berg",
        "#  reasons: the names are the same but for one letter; coauthors in common",
        "#same: Xiaohai Zhai | Xiaohua Zhai", "#different: Xiaohai Zhai | Xiaohua Zhai",
      ])
    // Of two works of one key the title tells them apart.
    let reference = try #require(bibliography.openQuestions().questions.first?.sides[0].places)
    #expect(reference.map(\.reference) == ["title:Lakes of another#1", "title:Lakes of a third#1"])
    #expect(
      try bibliography.openQuestions().questions.first?.sides[1].places[0].reference
        == "doi:10.1/a%2Cb#1")
    let parted = try self.bibliography("different: Xiaohai Zhai | Xiaohua Zhai", records)
    #expect(try parted.openQuestions().questions.isEmpty)
  }
}
