import CollabCore
import Testing

@testable import CollabBibliography

@Suite struct PeopleResolutionTests {
  private func labels(
    _ bylines: [[String]], names: NamePolicy = .standard, rules: String = ""
  ) throws -> [String] {
    let records = bylines.enumerated().map { record("Work number \($0) of this test", $1) }
    return try bibliography([records], names: names, rules: rules).people.map(\.label)
  }

  @Test func accentsAndOrderMergeUnlessAsGiven() throws {
    let bylines = [["Henaff, Olivier"], ["Olivier Hénaff"], ["HÉNAFF, OLIVIER"]]
    #expect(try labels(bylines) == ["Olivier Hénaff"])
    #expect(
      try labels(bylines, names: .asGiven)
        == ["OLIVIER HÉNAFF", "Olivier Henaff", "Olivier Hénaff"].sorted())
  }

  @Test func aMiddleNameMergesOnlyWithACoauthorAndWithoutDoubt() throws {
    #expect(
      try labels([
        ["Andreas Steiner", "Bo Berg"], ["Andreas Peter Steiner", "Bo Berg"], ["Andreas Steiner"],
      ])
        == ["Bo Berg", "Andreas Steiner"])
    // No coauthor in common.
    #expect(try labels([["Andreas Steiner"], ["Andreas Peter Steiner"]]).count == 2)
    // Two candidates.
    #expect(
      try labels([
        ["Andreas Steiner", "Bo Berg"], ["Andreas Peter Steiner", "Bo Berg"],
        ["Andreas Karl Steiner", "Bo Berg"],
      ]).count == 4)
    // Both on one byline.
    #expect(
      try labels([
        ["Andreas Steiner", "Andreas Peter Steiner"], ["Andreas Steiner", "Bo Berg"],
        ["Andreas Peter Steiner", "Bo Berg"],
      ]).count == 3)
    // An initial, and a second syllable that is no middle name.
    #expect(try labels([["A. Steiner", "Bo Berg"], ["A. Peter Steiner", "Bo Berg"]]).count == 3)
    #expect(try labels([["Min Kim", "Bo Berg"], ["Min Ji Kim", "Bo Berg"]]).count == 3)
    // Identifiers that differ.
    #expect(
      try labels([
        ["Andreas Steiner|orcid:0000-0001", "Bo Berg"],
        ["Andreas Peter Steiner|orcid:0000-0002", "Bo Berg"],
      ]).count == 3)
  }

  @Test func identifiersSplitAndJoin() throws {
    #expect(
      try labels([["Wei Wang|dblp:Wei Wang 0001"], ["Wei Wang|dblp:Wei Wang 0002"], ["Wei Wang"]])
        == ["Wei Wang", "Wei Wang (0001)", "Wei Wang (0002)"])
    #expect(
      try labels([["Ada Aho|orcid:0000-0001"], ["Aho, A. B.|orcid:0000-0001"]]) == ["Ada Aho"])
    #expect(try labels([["Ada Aho|orcid:0000-0001"], ["Ada Aho"]]) == ["Ada Aho"])
    // One identifier on two names that have nothing in common is a mistake of the source.
    #expect(try labels([["Ada Aho|orcid:0000-0001"], ["Bo Berg|orcid:0000-0001"]]).count == 2)
  }

  @Test func groupsAndPeopleOfOneNameStayApart() throws {
    #expect(try labels([["Gemma Team", "Team, Gemma"]]) == ["Gemma Team", "Gemma Team (2)"])
  }

  @Test func aUsersRulesGoFirst() throws {
    #expect(
      try labels(
        [["Xiaohai Zhai"], ["Xiaohua Zhai"]], rules: "Zhai, Xiaohai = Xiaohua Zhai # slip")
        == ["Xiaohua Zhai"])
    #expect(
      try labels(
        [["Andreas Steiner", "Bo Berg"], ["Andreas Peter Steiner", "Bo Berg"]],
        rules: "Andreas Steiner != Andreas Peter Steiner"
      ).count == 3)
    #expect(
      try labels([["Henaff, O."], ["Hénaff, O."]], rules: "O. Henaff != O. Hénaff").count == 2)
    let found = try bibliography(
      [[record("A", ["Ada Aho"])]], rules: "Ada Aho = Nobody Here\nnonsense\n\n# comment")
    #expect(
      found.diagnostics.map(\.description) == [
        "names.txt:2:1: error: expected 'Name = Name', 'Name != Name', or same:, different:, group:, "
          + "drop:, rename: [names.broken-rule]",
        "names.txt:1:1: warning: no work has the name 'Nobody Here' [names.unused-rule]",
      ])
  }

  @Test func rulesThatCannotBeFollowedAreReported() throws {
    func messages(_ bylines: [[String]], _ rules: String) throws -> [String] {
      try bibliography(bylines.enumerated().map { [record("\($0)", $1)] }, rules: rules)
        .diagnostics.map { "\($0.id) \($0.severity) \($0.line ?? 0)" }
    }
    #expect(
      try messages([["Wei Zhang"]], "Wei Zhang != Zhang, Wei\nWei Zhang = Wei Zhang")
        == ["names.contradicting-rule error 1", "names.unused-rule note 2"])
    // By way of a third name, wherever the line stands.
    let names = [["Ada Aho"], ["Adam Aho"], ["A. Aho"]]
    #expect(
      try messages(names, "A. Aho != Ada Aho\nA. Aho = Adam Aho\nAdam Aho = Ada Aho")
        == ["names.contradicting-rule error 3"])
    #expect(try messages(names, "A. Aho != Ada Aho\nA. Aho = Adam Aho") == [])
    #expect(try messages(names, "# nothing\n\n") == ["names.no-rule warning 0"])
  }

  /// A rule goes before an identifier that two names share.
  @Test func aRulePartsNamesOfOneIdentifier() throws {
    let bylines = [["Ada Aho|orcid:0000-0001"], ["Adam Aho|orcid:0000-0001"]]
    #expect(try labels(bylines).count == 1)
    #expect(try labels(bylines, rules: "Ada Aho != Adam Aho").count == 2)
  }

  @Test func suggestsWhatIsNotCertain() throws {
    let found = try bibliography([
      [
        record("First of all these works", ["Bo Berg", "J. Smith"]),
        record("Second of all these works", ["Bo Berg", "Jane Smith"]),
        record("Third of all these works", ["Bo Berg", "Chen Xi"]),
        record("Fourth of all these works", ["Bo Berg", "Xi Chen"]),
        record("Fifth of all these works", ["Someone Else", "Jane Smyth"]),
        record("Sixth of all these works", ["Bo Berg", "Jane Smithe"]),
      ]
    ])
    #expect(
      try found.suggestions().map { [$0.id] + $0.people.map { found.people.label($0) } } == [
        ["initials", "J. Smith", "Jane Smith"], ["one-letter-apart", "Jane Smith", "Jane Smithe"],
        ["reversed", "Xi Chen", "Chen Xi"],
      ])
  }

  /// What a search found before it was cancelled is not kept for the whole.
  @Test func aCancelledSearchForSuggestionsKeepsNothing() throws {
    let found = try bibliography([
      [
        record("First of all these works", ["Bo Berg", "J. Smith"]),
        record("Second of all these works", ["Bo Berg", "Jane Smith"]),
      ]
    ])
    #expect(throws: Cancellation.self) {
      try found.suggestions(execution: Execution(threads: 1, isCancelled: { true }))
    }
    #expect(try found.suggestions().map(\.id) == ["initials"])
  }
}
