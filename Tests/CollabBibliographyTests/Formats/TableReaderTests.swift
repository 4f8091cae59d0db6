import CollabCore
import Testing

@testable import CollabBibliography

@Suite struct TableReaderTests {
  /// A row that is a cell short has the name of the database where its number should be.
  @Test func aWordIsNoNumber() throws {
    let text = "Authors,Title,Year,Source,EID\nAble A.,T,2001,Final,Scopus\n"
    let result = try ReaderResult(Array(text.utf8), format: "scopus")
    #expect(result.sink.records.map(\.title) == ["T"])
    #expect(result.sink.records[0].identifiers.isEmpty && result.sink.records[0].key == "Scopus")
  }

  /// Rows that are looked up by the place that passing them over gave are those read in turn.
  @Test func rowsByPlaceAreRowsInTurn() {
    var random = SplitMix64(seed: 3)
    let pieces = [
      "a", "bc", ",", ",", "\"", "\"", "\"\"", "\n", "\n", "\r\n", "\r", " ", "=\"0\"", "é",
    ]
    for _ in 0..<3000 {
      let text = (0..<random.below(24)).map { _ in pieces[random.below(pieces.count)] }.joined()
      let rows = DelimitedRows(Array(text.utf8), separator: 0x2C)
      var passed = rows, inTurn = rows
      while let place = passed.skip() {
        let row = inTurn.next(), again = rows.row(at: place)
        #expect(row?.line == again?.line && row?.cells == again?.cells, "\(text.debugDescription)")
      }
      #expect(inTurn.next() == nil)
      #expect(passed.unclosedQuotes == inTurn.unclosedQuotes)
    }
  }

  @Test func columnsOfOneNameAreToldOf() throws {
    let table = "title,note,note,Title,authors\n,a,b,Second title,Ada Aho\n"
    let result = try ReaderResult(Array(table.utf8), format: "csv")
    #expect(result.records == ["2 - | - - | Second title | - | Ada_Aho | - | -"])
    #expect(result.diagnostics == ["1:1:csv.repeated-column"])
  }

  @Test func quotesAreTextInWebOfScience() throws {
    let result = try ReaderResult("wos-tab", "literal-quotes.txt")
    #expect(
      result.records == [
        "2 WOS:1 | 2025 article-journal | The \"quoted title | J THINGS | Zhiqing_Luo; Weiming_Li | wos:1 doi:10.1000/tab.1 | cited 3",
        "3 WOS:2 | 2024 article-journal | Second \" one | J THINGS | A_Solo; Big Team* | wos:2 | cited 0",
      ])
    #expect(result.diagnostics == ["4:1:wos-tab.empty-row"])
  }

  @Test func threeGenerationsOfScopus() throws {
    let first = try ReaderResult("scopus", "generation-2012.csv")
    #expect(
      first.records == [
        "2 2-s2.0-1 | 2005 article-journal | Scalable, \"fast\" dynamics | J Comp Chem | J.C._Phillips; R._Braun; L._Kalé | doi:10.1000/sc.1 scopus:2-s2.0-1 | cited 13169, at Univ A; Univ B",
        "3 2-s2.0-2 | 2006 review | One author | J Comp Chem | A._Solo | scopus:2-s2.0-2 | -",
      ])
    let second = try ReaderResult("scopus", "generation-2020.csv")
    #expect(
      second.records == [
        "2 2-s2.0-3 | 2005 paper-conference | Title over two lines | J | J.C._Phillips<scopus:57202138757>; B._van_Dam<scopus:7402220509> | doi:10.1000/sc.2 scopus:2-s2.0-3 | cited 7",
        "4 2-s2.0-4 | 2006 article-journal | Nobody | J | - | scopus:2-s2.0-4 | cited 0",
      ])
    let third = try ReaderResult("scopus", "generation-2023.csv")
    #expect(
      third.records == [
        "2 2-s2.0-5 | 2024 article-journal | Sizes | Nature | Lauren N._Wilson<scopus:58975547800>; Jacob D._Gardner<scopus:57190394669> | doi:10.1000/sc.3 scopus:2-s2.0-5 | cited 2"
      ])
  }

  @Test func vendors() throws {
    let ieee = try ReaderResult("ieee", "export.csv")
    #expect(
      ieee.records == [
        "2 - | 2020 paper-conference | Exploring GPUs | 2020 Workshops | A._Hayashi; S. Raj_Paul; V._de la_Cruz | doi:10.1000/ie.1 | cited 3",
        "3 - | - - | Short row | - | B._Able | - | -",
      ])
    #expect(ieee.diagnostics == ["3:1:ieee.ragged-row"])
    #expect(
      try ReaderResult("lens", "works.csv").records == [
        "2 000-1 | 2012-7-3 article-journal | Venous sampling | Imaging | Björn A._Blomberg; Remco_de_Bree | doi:10.1000/le.1 pmid:22752 | cited 12",
        "3 000-2 | 2013 article | No names | - | - | - | -",
      ])
    #expect(
      try ReaderResult("dimensions", "export.csv").records == [
        "3 pub.1 | 2021-3-2 article-journal | Maps of things | Things | Jane A._Smith; Piet_van_Dam | doi:10.1000/di.1 pmid:77 | cited 5"
      ])
  }

  @Test func columnsByName() throws {
    #expect(
      try ReaderResult("csv", "comma-names.csv").records == [
        "2 - | 2020 - | First | - | DK_Griffin; DM_Larkin; RE_O'Connor | doi:10.1000/cs.1 | -",
        "3 - | 2021 - | Second | - | E_Peñalver | - | -",
        "4 - | 2022 - | Third line | - | PC_Sereno | doi:10.1000/cs.2 | cut",
      ])
    let tabs = try ReaderResult("csv", "semicolon.tsv")
    #expect(
      tabs.records == [
        "2 - | 2001 - | Alpha | - | Kristina_Curry Rogers; Na_Li; Ricardo_Martínez | - | cited 3",
        "3 - | 2002 - | Beta | - | Hana_Solo | - | cited 0",
        "4 - | 2003 - | Gamma \"stray\" quote | - | Ben_King | - | -",
        "5 - | 2004 - | \"never closed | - | Al_Lost | - | cited 1",
        "6 - | 2005 - | Delta | - | Bo_Last | - | cited 2",
      ])
    #expect(tabs.diagnostics == ["5:1:csv.unclosed-quote"])
    let ragged = try ReaderResult("csv", "ragged.csv")
    #expect(ragged.records.count == 3)
    #expect(ragged.diagnostics == ["2:1:csv.ragged-row", "3:1:csv.ragged-row"])
  }

  /// What parts the names of a column, by example.
  @Test(arguments: [
    (["Wilson L.N., Gardner J.D."], ["Wilson L.N.", "Gardner J.D."]),
    (["Smith, J., Gardner, J.D."], ["Smith, J.", "Gardner, J.D."]),
    (["Yang, Z. and Jiang, B."], ["Yang, Z.", "Jiang, B."]),
    (["Ann Able, Ben Best and Cy Cole"], ["Ann Able", "Ben Best", "Cy Cole"]),
    (["Curry Rogers, Kristina", "A, B; C, D"], ["Curry Rogers, Kristina"]),
    (["Solo, Hana"], ["Solo, Hana"]),
    (["Ann Able|Ben Best"], ["Ann Able", "Ben Best"]),
    (["Na Li"], ["Na Li"]),
  ])
  func authorLists(cells: [String], names: [String]) {
    #expect(AuthorList(cells: cells).names(in: cells[0]) == names)
  }

  /// Lists of plain inverted names go a short way, which gives the same.
  @Test func plainListsAreReadAsByRules() {
    var random = SplitMix64(seed: 5)
    let pieces = [
      "Hill", "Wood", "Ann", "Bob", "A.", "B.", "A.B.", "Émile", "Van", "de", "Jr.", "Team", "and",
      "et al.", "Hill, Ann", "Wood, Bob", "Hill, A.", "(12345)", "(7000000000)", "(1234)", "…", "|",
    ]
    let marks = ["; ", "; ", "; ", ";", ", ", " ", ".", " (70001); "]
    for _ in 0..<20_000 {
      var cell = ""
      for _ in 0...random.below(7) {
        cell += pieces[random.below(pieces.count)] + marks[random.below(marks.count)]
      }
      for list in [AuthorList(cells: [cell]), AuthorList(cells: ["Hill, Ann|Wood, Bob"])] {
        #expect(list.names(in: cell) == list.namesByRules(in: cell), "\(cell)")
      }
    }
  }

  @Test func rowsOfDelimitedText() {
    let text = "a,\"b\nc\",\"d \"\"e\"\"\"\r\n =\"01\" ,x\"y,\n\"p \"q\" r\",s,"
    let rows = Array(DelimitedRows(Array(text.utf8), separator: 0x2C))
    #expect(rows.map(\.line) == [1, 3, 4])
    #expect(
      rows.map(\.cells) == [
        ["a", "b\nc", "d \"e\""], ["01", "x\"y", ""], ["p \"q\" r", "s", ""],
      ])
  }
}
