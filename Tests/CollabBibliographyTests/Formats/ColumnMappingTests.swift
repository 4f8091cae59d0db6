import CollabCore
import Testing

@testable import CollabBibliography

@Suite struct ColumnMappingTests {
  /// What a table says by the columns of a user: records, and messages with their places.
  private func read(
    _ table: String, _ columns: [(String, String)], separator: String? = nil, from: String? = "csv",
    name: String = "list.csv"
  ) throws -> (records: [String], messages: [String]) {
    var options = LoadOptions()
    options.take(
      try ColumnMapping(
        columns: columns.map { (role: $0.0, header: $0.1) }, authorSeparator: separator))
    options.reader = try from.map { try options.readers.entry($0) }
    let (sources, _) = Bibliography.read(Array(table.utf8), name: name, options: options)
    return (
      sources.flatMap { $0.content.records.map(describe) },
      sources.flatMap { $0.content.diagnostics.map(\.description) }
    )
  }

  @Test func columnsThatNobodyKnows() throws {
    let table = "Nr,Wer,Was,Wann\n1,\"Aho, Ada; Berg, Bo\",On ties,1999\n2,Cai Chen,Alone,\n"
    let expected = [
      "2 1 | 1999 - | On ties | - | Ada_Aho; Bo_Berg | - | -",
      "3 2 | - - | Alone | - | Cai_Chen | - | -",
    ]
    let columns = [("authors", "Wer"), ("title", "was "), ("year", "WANN"), ("key", "Nr")]
    #expect(try read(table, columns).records == expected)
    #expect(try read(table, columns).messages == [])
    // Recognised by its columns where no format is named.
    #expect(try read(table, columns, from: nil, name: "list").records == expected)
  }

  @Test func severalColumnsOfAuthorsAreOneByline() throws {
    let table =
      "First;Second;Others;Paper\nAda Aho;Bo Berg;Cai Chen|Dee Dow;On ties\nEli Eck;;;Two\n"
    #expect(
      try read(
        table,
        [("authors", "First"), ("authors", "Second"), ("authors", "Others"), ("title", "Paper")]
      ).records == [
        "2 - | - - | On ties | - | Ada_Aho; Bo_Berg; Cai_Chen; Dee_Dow | - | -",
        "3 - | - - | Two | - | Eli_Eck | - | -",
      ])
    // The order is that in which they are named.
    #expect(
      try read(table, [("authors", "Second"), ("authors", "First"), ("title", "Paper")]).records[0]
        == "2 - | - - | On ties | - | Bo_Berg; Ada_Aho | - | -")
  }

  @Test func knownHeadersFillWhatIsNotNamed() throws {
    // `Title` is taken for the venue as the user says, `Authors` for nothing.
    #expect(
      try read(
        "Who,Authors,Title,Paper,Year\nAda Aho,Wrong One,J Ties,On ties,1999\n",
        [("authors", "Who"), ("venue", "Title"), ("title", "Paper")]
      ).records == ["2 - | 1999 - | On ties | J Ties | Ada_Aho | - | -"])
  }

  @Test(arguments: [
    ("and", "Ada Aho and Bo Berg"), ("/", "Ada Aho/ Bo Berg"), (" :: ", "Ada Aho :: Bo Berg"),
  ])
  func separators(separator: String, cell: String) throws {
    #expect(
      try read(
        "Who\tPaper\n\(cell)\tOn ties\n", [("authors", "Who"), ("title", "Paper")],
        separator: separator
      ).records == ["2 - | - - | On ties | - | Ada_Aho; Bo_Berg | - | -"])
  }

  /// More semicolons than commas: the columns tell what parts cells.
  @Test func whatPartsCellsIsWhatFindsTheColumns() throws {
    #expect(
      try read(
        "Who,Paper\nA Aho; B Berg; C Chen,One\nD Dow; E Eck; F Fox,Two\n",
        [("authors", "Who"), ("title", "Paper")]
      ).records == [
        "2 - | - - | One | - | A_Aho; B_Berg; C_Chen | - | -",
        "3 - | - - | Two | - | D_Dow; E_Eck; F_Fox | - | -",
      ])
  }

  @Test func aMissingColumnNamesThoseThereAre() throws {
    let missing = try read(
      "A table\nWho,Paper,Y\nAda,On ties,1999\n", [("authors", "Wo"), ("title", "Paper")])
    #expect(missing.records == [])
    #expect(
      missing.messages == [
        "list.csv:2:1: error: no column is named 'Wo'; the columns are 'Who', 'Paper', 'Y'"
          + " [csv.missing-column]"
      ])
    // The same where no format is named and the file says that it is a table.
    #expect(
      try read("Who,Paper\nAda,On ties\n", [("authors", "Wo"), ("title", "Nr")], from: nil).messages
        == [
          "list.csv:1:1: error: no column is named 'Wo', 'Nr'; the columns are 'Who', 'Paper'"
            + " [csv.missing-column]"
        ])
    #expect(
      try read("Who,Paper\nAda,On ties\n", [("title", "Paper")]).messages == [
        "list.csv:1:1: error: no column of authors is named; the columns are 'Who', 'Paper'"
          + " [csv.no-header]"
      ])
    #expect(
      try ReaderResult(Array("Who,Paper\nAda,On ties\n".utf8), format: "csv").sink.diagnostics
        .map(\.message) == [
          "no row names a column of authors and one of titles; the columns are 'Who', 'Paper';"
            + " --column authors=… and --column title=… say which they are"
        ])
  }

  @Test func mappingsThatCannotBeFollowed() {
    #expect(throws: ColumnError("the column 'who' is given two meanings")) {
      try ColumnMapping(columns: [("authors", "Who"), ("title", "who")])
    }
    #expect(throws: ColumnError("a column of title needs a header")) {
      try ColumnMapping(columns: [("title", " ")])
    }
    #expect(throws: ColumnError.self) { try ColumnMapping(columns: [("writer", "Who")]) }
    #expect(throws: ColumnError.self) { try ColumnMapping(columns: [], authorSeparator: "") }
  }

  @Test func otherFormatsAreReadAsEver() throws {
    #expect(
      try read(
        "@misc{k, title={T}, author={Aho, Ada}}", [("authors", "Who")], from: nil, name: "a.bib"
      )
      .records == ["1 k | - document | T | - | Ada_Aho | - | -"])
  }
}
