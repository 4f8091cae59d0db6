import CollabCore
import CollabTestSupport
import Foundation
import Testing

@testable import CollabBibliography

/// Plain names go a short way past the rules; both ways must give the same.
@Suite struct PlainNameTests {
  /// What a name may be made of, with all that the short way looks at.
  private static let pieces = [
    "A", "J.", "Jo", "Émile", "Ørsted", "Þór", "ßen", "×", "÷", "Łoś", "Šn", "šn", "Ľu", "Żak", "Ÿ",
    "ĸ", "ŉ", "Ŋ", "Ǆ", "Ɨ", "Ə", "李", "é",
    "e\u{301}", "van", "Van", "de", "De", "Le", "la", "der", "dos", "y", "e", "d'", "O'Brien",
    "O’Brien", "Jun’i", "L’", "X’’Y", "‘Y", "Z–A", "L''A", "Jr",
    "Jr.",
    "SR", "II", "Iii", "IV", "2nd", "Team", "team", "Teams", "Group", "Society", "of", "for", "IN",
    "Initiative", "Taskforce", "null", "Null", "N/A", "Na", "others", "Others", "Et", "Al.", "Alii",
    "U.", "A.", "And", "and", "et", "al.", "…", "0001", "-",
    "{\\'E}mile", "Tr{\\'e}n", "R{\\\"o}lann", "\\L{}o{\\'s}", "{\\relax Yu}", "{Hill Berg}",
    "{Hill", "Berg}",
    "--", ".", "'", "\u{A0}", "\u{2009}", "\t", "\u{1F}", "&", "X-Y", "Y-", "-Z",
  ]

  @Test func madeUpNames() {
    var random = SplitMix64(seed: 11)
    for _ in 0..<12_000 {
      var text = ""
      for _ in 0...random.below(5) {
        text += Self.pieces[random.below(Self.pieces.count)]
        text += ["", " ", " ", " ", "  ", "-", ", ", ","][random.below(8)]
      }
      check(text)
    }
  }

  @Test(.enabled(if: SharedData.has("data/formats"))) func namesOfRealData() throws {
    let formats = try #require(SharedData.url("data/formats"))
    var names: Set<String> = []
    for source in try Bibliography.read([formats.path]).sources {
      for record in source.content.records {
        for author in record.byline {
          let name = author.name
          names.formUnion([name.display, "\(name.family), \(name.given)"])
        }
      }
    }
    #expect(names.count > 10_000)
    // Every fourth, which is enough and leaves time for other tests.
    for (index, name) in names.sorted().enumerated() where index % 4 == 0 { check(name) }
  }

  /// A record of each format, with `@@` in the place of its one author.
  private static let inputs = [
    "a.bib": "@misc{a, title = {One}, author = {@@}}",
    "a.ris": "TY  - JOUR\nTI  - One\nAU  - @@\nER  - \n",
    "a.json": "[{\"title\": \"One\", \"authors\": [\"@@\"]}]",
    "a.enw": "%0 Book\n%T One\n%A @@\n",
    "a.csv": "title,authors\nOne,\"@@\"\nTwo,\"Hill, Ann; Wood, Bob\"\n",
  ]

  /// The first record's byline, and the ids of all messages.
  private func read(_ text: String, in file: String) throws -> (byline: [String], ids: [String]) {
    let input = try #require(Self.inputs[file]).replacing("@@", with: text)
    let sources = Bibliography.read(Array(input.utf8), name: file).sources
    let record = try #require(sources.first?.content.records.first, "\(file)")
    return (
      record.byline.map(\.name.display), sources.flatMap { $0.content.diagnostics.map(\.id) }
    )
  }

  /// Two names with initials that a comma parts are two people in every format.
  @Test(arguments: [
    ("J. Hill, B. Wood", ["J. Hill", "B. Wood"]),
    ("Ann B. Hill, Bob C. Wood", ["Ann B. Hill", "Bob C. Wood"]),
    ("JR Hill, Bo Wood", ["JR Hill", "Bo Wood"]),
    ("J.-P. Hill, Bo de Wood", ["J.-P. Hill", "Bo de Wood"]),
    ("Garcia Hill, Ann B.", ["Ann B. Garcia Hill"]), ("St. Hill, Bo", ["Bo St. Hill"]),
    ("Hill, B. Wood", ["B. Wood Hill"]), ("Toloza O Costa, Ann Bo", ["Ann Bo Toloza O Costa"]),
  ])
  func namesThatACommaParts(_ text: String, names: [String]) throws {
    for file in ["a.bib", "a.ris", "a.json", "a.enw"] {
      let (byline, notes) = try read(text, in: file)
      #expect(byline == names, "\(file)")
      #expect(notes == (names.count > 1 ? ["record.names-split"] : []), "\(file)")
    }
  }

  /// What programs write for nothing is no part of a name.
  @Test(arguments: [
    ("Dmitry, null", "Dmitry"), ("null Dmitry", "Dmitry"), ("Hill, None", "Hill"),
    ("Ann undefined Hill", "Ann Hill"), ("Hill, NaN", "Hill"),
    ("Dmitry, null, Lepikhin, null", "Dmitry Lepikhin"),
    ("Null, Jan", "Jan Null"), ("Nan Li", "Nan Li"), ("Hill, Nan", "Nan Hill"),
    ("Wood, NA", "NA Wood"),
  ])
  func fillersInNames(_ text: String, name: String) throws {
    for file in ["a.bib", "a.ris", "a.json", "a.csv"] {
      let (byline, notes) = try read(text, in: file)
      #expect(byline == [name], "\(file)")
      let isClean = !["null", "None", "NaN", "undefined"].contains { text.contains($0) }
      #expect(notes == (isClean ? [] : ["record.name-cleaned"]), "\(file)")
    }
  }

  @Test(arguments: [("null", "Hill"), ("Ann", "undefined"), ("None", "Wood")])
  func fillersAsParts(given: String, family: String) throws {
    let json =
      "[{\"title\": \"One\", \"author\": [{\"given\": \"\(given)\", \"family\": \"\(family)\"}]}]"
    let source = try #require(Bibliography.read(Array(json.utf8), name: "a.json").sources.first)
    let kept = family == "undefined" ? given : family
    #expect(source.content.records.first?.byline.map(\.name.display) == [kept])
    #expect(source.content.diagnostics.map(\.id) == ["record.name-cleaned"])
  }

  /// A name that was broken in two, as in the seeds; a collective is no half, nor is a name behind
  /// another one.
  @Test(arguments: [
    ("a.bib", " and "), ("a.json", "\", \""), ("a.ris", "\nAU  - "),
  ])
  func brokenHalves(file: String, joiner: String) throws {
    let names = [
      "Gemma Team, null", "Hill, Ann", "Dmitry, null", "Lepikhin, null", "Bo, null", "Wood, Cy",
      "Lake, null",
    ]
    let text = try #require(Self.inputs[file])
      .replacing("@@", with: names.joined(separator: joiner))
    let source = try #require(Bibliography.read(Array(text.utf8), name: file).sources.first)
    #expect(
      source.content.records.first?.byline.map(\.name.display)
        == ["Gemma Team", "Ann Hill", "Dmitry Lepikhin", "Bo", "Cy Wood", "Lake"])
    #expect(
      source.content.diagnostics.map(\.id) == .init(repeating: "record.name-cleaned", count: 4))
    #expect(
      source.content.diagnostics[1].message
        == "'Dmitry, null' and 'Lepikhin, null' are read as one name in two halves, 'Dmitry Lepikhin'"
    )
  }

  @Test func theCommandOfTeXThatJoinsNames() {
    let text = "Ann Hill\\and Bob Wood \\AND {Lake} and Hill, Cy"
    var field = text
    let names = field.withUTF8 { BibTeXNames($0) }
    #expect(names.names.map(\.display) == ["Ann Hill", "Bob Wood", "Lake", "Cy Hill"])
  }

  private func check(_ text: String) {
    #expect(NameParser.natural(text) == NameParser.naturalByRules(text), "natural: \(text)")
    #expect(NameText.inverted(text) == NameText.invertedByRules(text), "inverted: \(text)")
    var field = text
    field.withUTF8 {
      let short = BibTeXNames($0), long = BibTeXNames($0, readsPlainly: false)
      #expect(short.names == long.names && short.isCut == long.isCut, "BibTeX: \(text)")
      #expect(short.findings == long.findings, "BibTeX: \(text)")
    }
    if BylineField.isPlain(text) {
      let whole = BylineField(text)
      #expect(whole.names == [text] && !whole.isCut && whole.findings.isEmpty, "field: \(text)")
    }
    let parts = text.split(separator: ",", maxSplits: 1)
    guard let family = parts.first, let given = parts.last else { return }
    #expect(
      NameParser.inverted(family, given: given)
        == NameParser.invertedByRules(family, given: given), "\(family) and \(given)")
    checkBytes(text)
  }

  /// The way that makes no name at all on the way to a mention.
  private func checkBytes(_ text: String) {
    var writer = RecordWriter(), store = RecordStore(), text = text
    let mention = text.withUTF8 {
      writer.naturalName($0, identifiers: [], schemes: [], in: &store)
    }
    guard let mention else { return }
    let name = NameParser.naturalByRules(text)
    #expect(store.contributor(mention)?.name == name, "\(text)")
    #expect(name.map { store.intern(mention: Contributor($0)) } == mention, "\(text)")
  }
}
