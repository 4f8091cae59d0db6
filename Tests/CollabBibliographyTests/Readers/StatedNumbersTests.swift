import CollabCore
import Testing

@testable import CollabBibliography

/// Numbers that cannot be are told of and absent, in every format that states them.
@Suite struct StatedNumbersTests {
  /// An entry of each format, with `CITED` and `YEAR` where the numbers stand.
  static let entries: [String: String] = [
    "csl-json": """
    [{"type": "book", "title": "T", "issued": {"date-parts": [[YEAR]]}, "custom": {"citations": CITED}}]
    """,
    "openalex": """
    {"id": "https://openalex.org/W1", "title": "T", "publication_year": YEAR, "cited_by_count": CITED, "authorships": []}
    """,
    "crossref": """
    {"DOI": "10.1000/x", "title": ["T"], "issued": {"date-parts": [[YEAR]]}, "is-referenced-by-count": CITED}
    """,
    "semantic-scholar": """
    [{"paperId": "a", "title": "T", "year": YEAR, "citationCount": CITED, "authors": []}]
    """,
    "json-list": """
    [{"title": "T", "authors": ["Ann Able"], "year": YEAR, "citations": CITED}]
    """,
    "csv": "title,authors,year,citations\nT,Ann Able,YEAR,CITED\n",
    "bibtex": "@book{a, title = {T}, author = {Ann Able}, year = {YEAR}, citations = {CITED}}\n",
    "wos": "FN Clarivate\nVR 1.0\nPT J\nAU Able, A\nTI T\nPY YEAR\nTC CITED\nER\n\nEF\n",
    "wos-tab": "PT\tAU\tTI\tPY\tTC\tUT\nJ\tAble, A\tT\tYEAR\tCITED\tWOS:1\n",
  ]

  private func read(_ format: String, _ cited: String, _ year: String) throws -> ReaderResult {
    let entry = try #require(Self.entries[format])
    return try ReaderResult(
      Array(entry.replacing("CITED", with: cited).replacing("YEAR", with: year).utf8),
      format: format)
  }

  @Test(arguments: entries.keys.sorted()) func whatCanBeIsKept(format: String) throws {
    for (cited, year) in [("0", "1000"), ("12", "2999"), ("10000000", "2020")] {
      let result = try read(format, cited, year)
      let record = try #require(result.sink.records.first)
      #expect(record.citations == Int(cited) && record.date?.year == Int(year), "\(cited)")
      #expect(result.diagnostics.isEmpty, "\(result.diagnostics)")
    }
  }

  @Test(arguments: entries.keys.sorted()) func whatCannotBeIsToldOf(format: String) throws {
    for number in ["-5", "-9223372036854775808", "99999999", "18446744073709551615", "12.5"] {
      let result = try read(format, number, number)
      let record = try #require(result.sink.records.first, "\(number)")
      #expect(record.title == "T")
      #expect(record.citations == nil && record.date == nil, "\(number)")
      let ids = result.sink.diagnostics.map(\.id).sorted()
      #expect(ids == ["record.citations", "record.year"], "\(number)")
      #expect(result.sink.diagnostics.allSatisfy { $0.line != nil && $0.column != nil })
    }
  }

  /// Formats without counts, and years of their own spelling.
  @Test(arguments: [
    ("ris", "TY  - BOOK\nTI  - T\nPY  - 99999///\nER  - \n"),
    ("endnote-tagged", "%0 Book\n%T T\n%D 0\n\n"),
    ("medline", "PMID- 1\nTI  - T\nDP  - 0\n\n"),
    (
      "endnote-xml",
      "<xml><records><record><titles><title>T</title></titles><dates><year>-1</year></dates>"
        + "</record></records></xml>"
    ),
  ]) func yearsThatCannotBe(format: String, text: String) throws {
    let result = try ReaderResult(Array(text.utf8), format: format)
    #expect(result.sink.records.map(\.title) == ["T"] && result.sink.records[0].date == nil)
    #expect(result.sink.diagnostics.map(\.id) == ["record.year"])
  }

  /// IEEE VIS lists the papers that a paper cites under this name.
  @Test(arguments: ["liu_infovis_13,heer_vast_11", "many", "n/a"])
  func wordsAreNoCounts(words: String) throws {
    let text = "title,authors,year,citations\nT,Ann Able,2000,\"\(words)\"\n"
    let result = try ReaderResult(Array(text.utf8), format: "csv")
    #expect(result.diagnostics.isEmpty && result.sink.records[0].citations == nil)
  }

  /// Words say that there is no year yet, and no number.
  @Test func wordsAreNoYears() throws {
    for word in ["in press", "n.d.", "forthcoming", ""] {
      let text = "title,authors,year,citations\nT,Ann Able,\(word),\n"
      let result = try ReaderResult(Array(text.utf8), format: "csv")
      #expect(result.diagnostics.isEmpty && result.sink.records[0].date == nil)
    }
  }
}
