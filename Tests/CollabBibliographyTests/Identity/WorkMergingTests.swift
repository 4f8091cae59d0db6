import CollabCore
import Testing

@testable import CollabBibliography

@Suite struct WorkMergingTests {
  private let long = "On the collaboration of many authors"

  private func reasons(_ sources: [[Record]]) throws -> [[String]] {
    try bibliography(sources).works.map(\.mergeReasons)
  }

  /// Exports differ in what they put around a number, and put words where there is none.
  @Test func identifiersHaveOneForm() {
    for (scheme, text, value) in [
      (.wos, "WOS:000238878800002", "000238878800002"), (.wos, "ISI:A1", "A1"), (.wos, "a1", "A1"),
      (.orcid, "https://orcid.org/0000-0002-1825-009x", "0000-0002-1825-009X"),
      (.orcid, "NONE", nil), (.pmid, "Scopus", nil), (.doi, "doi:10.1/X", "10.1/x"),
    ] as [(Identifier.Scheme, String, String?)] {
      #expect(Identifier(scheme, text)?.value == value, "\(text)")
    }
    let odd = ["local:a|b;c%7C\"{\\}", "dblp:Wei Wang 0001"].compactMap {
      Identifier(description: $0)
    }
    #expect(Identifier.list(odd) == "local:a%7Cb%3Bc%257C%22%7B%5C%7D|dblp:Wei Wang 0001")
    #expect(Identifier.list(from: Identifier.list(odd) + "|nothing|") == odd)
  }

  @Test func identifiersMergeAndEmptyOnesDoNot() throws {
    let doi = Identifier(.doi, "https://doi.org/10.1/X"), same = Identifier(.doi, "10.1/x")
    #expect(Identifier(.doi, "") == nil)
    #expect(
      try reasons([
        [record("A", ["Ada Aho"], ids: [doi]), record("Other title", ["Ada Aho"], ids: [same])]
      ]) == [["doi"]])
    #expect(
      try reasons([
        [
          record("A", ["Ada Aho"], ids: [Identifier(.doi, "")]),
          record("B", ["Ada Aho"], ids: [Identifier(.doi, " ")]),
        ]
      ]) == [[], []])
    // A book's number stands on all its chapters.
    let isbn = Identifier(.isbn, "978-3")
    #expect(
      try reasons([[record("A", ["Ada Aho"], ids: [isbn]), record("B", ["Bo Berg"], ids: [isbn])]])
        == [[], []])
  }

  @Test func anIdentifierOnTwoPlainlyDifferentWorksIsToldAndNotBelieved() throws {
    let doi = Identifier(.doi, "10.1/x")
    let found = try bibliography([
      [record("A", ["Ada Aho"], ids: [doi]), record("B", ["Bo Berg"], ids: [doi])]
    ])
    #expect(found.works.count == 2)
    #expect(found.diagnostics.map(\.id) == ["merge.identifier-shared"])
  }

  @Test func titlesMergeWhateverCaseAndPunctuation() throws {
    #expect(
      try reasons([
        [record(long, ["Ada Aho", "Bo Berg"], year: 2001)],
        [record("On the Collaboration of Many-Authors.", ["B. Berg", "…"], year: 2002)],
      ]) == [["title"]])
  }

  @Test func oneTitleStaysTwoWorksWhereYearsAuthorsOrNumbersContradict() throws {
    for pair in [
      [record(long, ["Ada Aho"], year: 2001), record(long, ["Ada Aho"], year: 2005)],
      [record(long, ["Ada Aho"]), record(long, ["Bo Berg"])],
      [record(long, ["Ada Aho"], owner: "Ada Aho"), record(long, [], owner: "Bo Berg")],
      [
        record(long, ["Ada Aho"], ids: [Identifier(.acl, "P1")]),
        record(long, ["Ada Aho"], ids: [Identifier(.acl, "P2")]),
      ],
      [record("Introduction", ["Ada Aho"]), record("Introduction", ["Bo Berg"])],
      [record("Editorial", ["Ada Aho"], year: 2001), record("Editorial", ["Ada Aho"], year: 2002)],
      [record("Editorial", []), record("Editorial", [])],
    ] {
      #expect(try bibliography(pair.map { [$0] }).works.count == 2)
      #expect(try bibliography([pair]).works.count == 2)
    }
    // Within one source, two editorials of a year by one author are two; a paper is one.
    let twice = { (title: String) in
      [record(title, ["Ada Aho"], year: 2001), record(title, ["Ada Aho"], year: 2001)]
    }
    #expect(try bibliography([twice("Editorial")]).works.count == 2)
    #expect(try bibliography([twice("Random forests")]).works.count == 1)
  }

  @Test func aPreprintIsTheWorkThatItBecame() throws {
    #expect(
      try reasons([
        [record(long, ["Ada Aho"], year: 2001, ids: [Identifier(.doi, "10.48550/arxiv.1")])],
        [record(long, ["Ada Aho"], year: 2002, ids: [Identifier(.doi, "10.1/x")])],
      ]) == [["title"]])
  }

  @Test func abstractsMergeWhereATitleIsMissing() throws {
    let abstract = "We show that authors who write together often go on to write together again."
    let hyphenated = abstract.replacing("together", with: "to-gether")
    let found = try bibliography([
      [record(long, ["Ada Aho", "Bo Berg"], abstract: abstract)],
      [record(nil, [], owner: "Bo Berg", abstract: hyphenated)],
      [record(nil, [], owner: "Cai Chen", abstract: abstract)],
    ])
    #expect(found.works.map(\.mergeReasons) == [["abstract", "abstract"]])
    #expect(
      found.works[0].authors.map { found.people.label($0) } == ["Ada Aho", "Bo Berg", "Cai Chen"])
    #expect(found.works[0].unlistedAuthors.map { found.people.label($0) } == ["Cai Chen"])
    // Where both have titles, the titles decide.
    #expect(
      try bibliography([
        [record(long, ["Ada Aho"], abstract: abstract)],
        [record("Another paper about something else", ["Ada Aho"], abstract: abstract)],
      ]).works.count == 2)
  }

  @Test func ofBylinesOfOneLengthTheFirstIsKept() throws {
    // Some reference managers drop particles.
    let found = try bibliography([
      [record(long, ["de Bree, Remco", "Aho, Ada"])], [record(long, ["Bree, Remco", "Aho, Ada"])],
      [record(long, ["Bree, Remco", "Aho, A."])],
    ])
    #expect(found.works.count == 1)
    #expect(found.people.map(\.label) == ["Ada Aho", "Remco de Bree"])
  }

  @Test func aWholeBylineCompletesACutOne() throws {
    let found = try bibliography([
      [record(long, ["Ada Aho", "…"], owner: "Dora Dee")],
      [record(long, ["Aho, A.", "Bo Berg", "Dee, Dora"])],
    ])
    let work = try #require(found.works.first)
    #expect(work.authors.map { found.people.label($0) } == ["Ada Aho", "Bo Berg", "Dora Dee"])
    #expect(!work.isIncomplete)
    #expect(work.unlistedAuthors.isEmpty)
    let cut = try bibliography([[record(long, ["Ada Aho", "…"])]])
    #expect(cut.works[0].isIncomplete)
    #expect(cut.people.map(\.label) == ["Ada Aho"])
  }

  @Test func manyEqualTitlesStayFast() throws {
    // Quadratic comparison would take minutes here.
    let many = (0..<20_000).map {
      record("Introduction", ["Ada A\($0 % 5000)x"], year: 2001 + $0 / 5000)
    }
    #expect(try bibliography([many]).works.count == 20_000)
  }
}
