import CollabCore
import Testing

@testable import CollabBibliography

@Suite struct JSONReaderTests {
  /// Items without a date and a family name are items still, as those of `spark extract`.
  @Test(
    arguments: [
      (#"{"id": "a", "type": "document", "author": [{"literal": "Ann Hill"}]}"#, .likely),
      (#"{"id": "a", "type": "document", "author": [{"name": "ATLAS"}], "custom": {}}"#, .likely),
      (#"{"id": "a", "type": "document", "author": [{"name": "Ann Hill"}]}"#, .no),
    ] as [(String, Reader.Confidence)])
  func itemsAreToldByTheirMembers(_ text: String, _ confidence: Reader.Confidence) {
    #expect(
      Reader.cslJSON.confidence(InputHead(text: text, fileExtension: "jsonl")) == confidence)
  }

  @Test func openAlex() throws {
    let lines = try ReaderResult("openalex", "works.jsonl")
    #expect(
      lines.records == [
        "1 W1 | 2020-3-4 article-journal | Läufe über Graphen | J. Graphs | Anna_Müller<openalex:A1 orcid:0000-0002-1825-0097>@TU^SE + CH; Remco_de_Bree<openalex:A2>@Dept | openalex:W1 doi:10.1000/oa.1 pmid:77 | cited 5",
        "2 W2 | - dataset | - | - | - | openalex:W2 | cited 0, cut",
        "4 W4 | 1999 - | After | Old venue | Hana_Solo | openalex:W4 | -",
      ])
    #expect(lines.diagnostics == ["3:1:openalex.broken-entry"])
    let bundle = try ReaderResult("openalex", "bundle.json")
    #expect(
      bundle.records == [
        "4 W1 | - - | With owner | - | Anna_Müller<openalex:A1> | openalex:W1 | -",
        "7 W5 | - - | Cut byline | - | Other_One<openalex:A9> | openalex:W5 | cut, owner Anna_Müller<openalex:A1>",
      ])
    #expect(
      bundle.sink.reported.map { "\($0.figure) \($0.value)" } == [
        "papers 2.0", "citations 5.0", "h-index 1.0",
      ])
  }

  @Test func crossref() throws {
    let result = try ReaderResult("crossref", "answer.json")
    #expect(
      result.records == [
        "2 10.1000/CR.1 | 2017-9-15 article-journal | On things & more | Things | Na_Li<orcid:0000-0002-1825-0097>@Univ A; Big study group*; R._de_Bree_Jr. | doi:10.1000/cr.1 | cited 4",
        "3 10.1000/cr.2 | - dataset | - | - | - | doi:10.1000/cr.2 | -",
      ])
    #expect(result.diagnostics == ["4:1:crossref.no-work"])
  }

  @Test func cslJSON() throws {
    let result = try ReaderResult("csl-json", "items.json")
    #expect(
      result.records == [
        "2 liu2020 | 2020-5 article-journal | Spans | J | Yang_Liu; Hana_Solo; Climate Research Group*; Ann_van den_Berg | doi:10.1000/csl.1 | -",
        "7 7 | 2011-11-14 report | Preprint | - | Feng_Niu_Jr | arxiv:1106.5730 | -",
      ])
    #expect(result.diagnostics == ["11:3:csl-json.empty-item", "12:3:csl-json.unclosed"])
  }

  @Test func semanticScholar() throws {
    #expect(
      try ReaderResult("semantic-scholar", "papers.json").records == [
        "1 abc | 1950-10-1 article-journal | Machines | Mind | A._Turing<s2:22>; Na_Li | s2:abc doi:10.1000/s2.1 arxiv:2001.1 pmid:5 acl:P18-1 | cited 10059",
        "1 def | - - | Null world | - | - | s2:def | -",
      ])
  }

  @Test(arguments: [("[", "]"), ("{\"a\":", "}")])
  func nestingIsToldOfAsSuchAndNeighboursAreKept(open: String, close: String) throws {
    for depth in [63, 64, 65, 10_000] {
      let value =
        String(repeating: open, count: depth - 1) + "1" + String(repeating: close, count: depth - 1)
      let deep = "{\"type\": \"book\", \"title\": \"Deep\", \"x\": \(value)}"
      let plain = "{\"type\": \"book\", \"title\": \"Plain\"}"
      let result = try ReaderResult(Array("[\(deep), \(plain)]".utf8), format: "csl-json")
      let isTooDeep = depth > JSONParser.greatestDepth - 1
      #expect(result.sink.records.map(\.title) == (isTooDeep ? ["Plain"] : ["Deep", "Plain"]))
      #expect(result.diagnostics == (isTooDeep ? ["1:2:csl-json.broken-entry"] : []), "\(depth)")
      if let message = result.sink.diagnostics.first?.message { #expect(message.contains("deep")) }
    }
  }

  @Test func arxivSnapshot() throws {
    #expect(
      try ReaderResult("arxiv-json", "snapshot.jsonl").records == [
        "1 0704.0001 | 2007-4-2 article | Calculation of prompt diphotons | Phys.Rev.D76 | C._Balázs; P. M._Nadolsky_Jr@MSU | arxiv:0704.0001 doi:10.1000/aj.1 | field hep-ph",
        "2 0704.0002 | 2008-12-13 article | Group | arXiv | ATLAS Collaboration* | arxiv:0704.0002 | -",
      ])
  }

  @Test func conferenceLists() throws {
    let result = try ReaderResult("json-list", "conference.json")
    #expect(
      result.records == [
        "2 - | 2021 - | First | - | Ada_Lovelace; Alan_Turing | - | cut, field main",
        "3 - | 2022 - | Second | - | Na_Li@Univ A; John_von_Neumann@Univ B | - | -",
        "4 - | - - | Third | - | Grace_Hopper<orcid:0000-0002-1825-0097>@Navy; Kurt_Gödel | - | -",
        "7 - | - - | Fourth | - | Ann_Able; Ben_Best; Cy_Cole | - | -",
      ])
    #expect(result.diagnostics == ["5:1:json-list.empty-entry", "6:1:json-list.no-object"])
  }

  /// Of several members of one meaning the first in the order of the page counts that says something
  /// other than null; of several of one name the first.
  @Test func membersOfOneMeaning() throws {
    let result = try ReaderResult(
      Array(
        #"""
        [{"name": "No", "title": "T", "title": "No", "author": "No One", "authors": ["Na Li", null]},
         {"Title": "T", "title": null, "title": "No", "Author": "Ann Hill", "keyword": ["a;B", "b"]}]
        """#.utf8), format: "json-list")
    #expect(
      result.records == [
        "1 - | - - | T | - | Na_Li | - | -", "2 - | - - | T | - | Ann_Hill | - | -",
      ])
    #expect(result.sink.records.map(\.keywords) == [[], ["a", "B"]])
  }

  /// A byline in one text; what is not plain goes through the rules for lists.
  @Test(arguments: [
    ("Ann Hill;Bob Wood", ["Ann Hill", "Bob Wood"]),
    (
      " Ann Hill ; José Álvarez;; C. D. Lake-Berg; ",
      ["Ann Hill", "José Álvarez", "C. D. Lake-Berg"]
    ),
    ("Ann Hill; Bob D.", ["Ann Hill", "Bob D"]), ("Ann Hill; de Wood", ["Ann Hill", "de Wood"]),
    ("Hill, Ann; Wood, Bob", ["Hill, Ann", "Wood, Bob"]), ("Ann Hill;", ["Ann Hill;"]),
    ("Ann Hill; and Bob Wood", ["Ann Hill", "Bob Wood"]),
    ("Ann Hill, Bob Wood, Cy Lake", ["Ann Hill", "Bob Wood", "Cy Lake"]),
  ]) func bylinesInOneText(text: String, names: [String]) {
    #expect(AuthorList.names(of: text) == names)
  }

  /// Strings hide brackets and quotes; lines and columns are counted between entries.
  @Test func entriesAreCutBehindStringsAndCounted() throws {
    let entries = [
      #"{"title": "A \\", "authors": ["B \"}, {\" C"]}"#, #"{"title": "\\\\\"]", "authors": "X"}"#,
      #"{"title": "}{", "authors": "X"}"#, "7",
    ]
    let text = "[\(entries[0]), \(entries[1]),\n\n  \(entries[2]),\n \(entries[3])]"
    let result = try ReaderResult(Array(text.utf8), format: "json-list")
    #expect(result.sink.records.map(\.title) == [#"A \"#, #"\\"]"#, "}{"])
    #expect(result.sink.records.map(\.line) == [1, 1, 3])
    #expect(result.diagnostics == ["4:2:json-list.no-object"])
  }

  /// What is no work is told of, and its neighbours are kept.
  @Test(arguments: [
    ("arxiv-json", #"[{"id": "1"}, {"title": "T"}]"#),
    ("inspire", #"[{"metadata": {}}, {"metadata": {"titles": [{"title": "T"}]}}]"#),
    ("semantic-scholar", #"[{"paperId": "a"}, {"paperId": "b", "title": "T"}]"#),
    // An author of the API stands in the envelope of works.
    (
      "openalex",
      #"{"results": [{"id": "https://openalex.org/A5000180362", "display_name": "Ann Able"}, "#
        + #"{"id": "https://openalex.org/W1", "title": "T"}]}"#
    ),
    ("openalex", #"[{}, {"title": "T"}]"#),
    (
      "openalex",
      #"[{"id": "https://openalex.org/fields/17", "display_name": "F"}, {"id": "w1", "title": "T"}]"#
    ),
  ]) func whatIsNoWorkIsToldOf(format: String, text: String) throws {
    let result = try ReaderResult(Array(text.utf8), format: format)
    #expect(result.sink.records.map(\.title) == ["T"])
    #expect(result.sink.diagnostics.count == 1)
    #expect(result.sink.diagnostics.allSatisfy { $0.severity == .error && $0.column != nil })
  }

  /// An indented document goes on behind an entry that nothing closes.
  @Test func theNextSiblingIsFound() throws {
    let text = """
      [
        {"title": "One", "authors": ["A B"]},
        {"title": "Two", "authors": ["C D"],
        {"title": "Three", "authors": ["E F"]}
      ]
      """
    let result = try ReaderResult(Array(text.utf8), format: "json-list")
    #expect(result.sink.records.map(\.title) == ["One", "Three"])
    #expect(result.diagnostics == ["3:3:json-list.unclosed"])
  }

  @Test func threadsChangeNothing() throws {
    var text = ""
    for number in 0..<5_000 {
      text += "{\"title\": \"T\(number)\", \"authors\": [\"Ann A\(number % 91)\"]}\n"
    }
    let one = try ReaderResult(Array(text.utf8), format: "json-list")
    let two = try ReaderResult(Array(text.utf8), format: "json-list", threads: 2)
    #expect(one.records.count == 5_000)
    #expect(one.records == two.records)
  }
}
