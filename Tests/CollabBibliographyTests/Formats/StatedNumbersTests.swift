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

  /// An entry of each format with its year, `YEAR`, where no count of citations stands beside it.
  static let dated: [(format: String, text: String)] = [
    ("acl", acl(meta: "<year>YEAR</year>", paper: "")),
    ("acl", acl(meta: "", paper: "<year>YEAR</year>")),
    (
      "arxiv-atom",
      "<feed><entry><title>T</title><published>YEAR-01-02T00:00:00Z</published></entry></feed>"
    ),
    (
      "arxiv-atom",
      "<feed><entry><title>T</title><updated>YEAR-01-02T00:00:00Z</updated></entry></feed>"
    ),
    ("arxiv-json", #"{"title": "T", "versions": [{"created": "Mon, 2 Apr YEAR 19:18:42 GMT"}]}"#),
    ("arxiv-json", #"{"title": "T", "update_date": "YEAR-11-26"}"#),
    ("bibtex", "@book{a, title = {T}, date = {YEAR-01}}"),
    ("crossref", #"{"DOI": "10.1000/x", "title": ["T"], "issued": {"raw": "YEAR"}}"#),
    ("csl-json", #"[{"title": "T", "issued": {"raw": "YEAR-04-03"}}]"#),
    (
      "datacite",
      #"{"attributes": {"titles": [{"title": "T"}], "creators": [], "publicationYear": YEAR}}"#
    ),
    ("europe-pmc", #"{"resultList": {"result": [{"title": "T.", "pubYear": "YEAR"}]}}"#),
    ("refworks", "RT Book, Whole\nT1 T\nYR YEAR\n"),
    ("zotero-json", #"[{"itemType": "book", "title": "T", "creators": [], "date": "YEAR-01"}]"#),
    ("csl-json", #"[{"title": "T", "issued": {"literal": "YEAR"}}]"#),
    ("csl-json", #"[{"title": "T", "issued": {"date-parts": [["YEAR"]]}}]"#),
    ("csv", "title,authors,date\nT,Ann Able,YEAR-01-02\n"),
    ("dblp", #"{"result": {"hits": {"hit": [{"info": {"title": "T.", "year": "YEAR"}}]}}}"#),
    ("dblp", #"<dblp><book key="a"><title>T.</title><year>YEAR</year></book></dblp>"#),
    ("dimensions", "Publication ID,DOI,Title,Authors,PubYear\na,,T,\"Able, Ann\",YEAR\n"),
    ("endnote-tagged", "%0 Book\n%T T\n%D YEAR\n\n"),
    (
      "endnote-xml",
      "<xml><records><record><titles><title>T</title></titles><dates><year>YEAR</year></dates>"
        + "</record></records></xml>"
    ),
    ("ieee", "Document Title,Authors,Publication Title,Publication Year\nT,Ann Able,J,YEAR\n"),
    ("inspire", #"{"metadata": {"titles": [{"title": "T"}], "earliest_date": "YEAR-01"}}"#),
    ("json-list", #"[{"title": "T", "authors": ["Ann Able"], "date": YEAR}]"#),
    ("json-list", #"[{"title": "T", "authors": ["Ann Able"], "published": "YEAR-03"}]"#),
    ("lens", "Lens ID,Title,Author/s,Publication Year\na,T,Ann Able,YEAR\n"),
    ("lens", "Lens ID,Title,Author/s,Date Published\na,T,Ann Able,YEAR-01-02\n"),
    ("medline", "PMID- 1\nTI  - T\nDP  - YEAR Jan\n\n"),
    ("oai", oai("<arXiv><title>T</title><created>YEAR-01-02</created></arXiv>")),
    (
      "oai",
      oai("<arXivRaw><title>T</title><version><date>2 Apr YEAR</date></version></arXivRaw>")
    ),
    ("oai", oai("<dc><title>T</title><date>YEAR-01-02</date></dc>")),
    (
      "openalex",
      #"{"id": "https://openalex.org/W1", "title": "T", "publication_date": "YEAR-01-02"}"#
    ),
    (
      "orcid",
      #"{"put-code": 1, "title": {"title": {"value": "T"}}, "publication-date": {"year": {"value": "YEAR"}}}"#
    ),
    (
      "orcid",
      "<work><title><title>T</title></title><publication-date><year>YEAR</year></publication-date>"
        + "</work>"
    ),
    ("profile-page", "Ann Able\nh-index1\n1citations\nCVJul 10, YEAR\nT\nAnn Able\n"),
    (
      "pubmed-xml",
      pubmed("<Journal><JournalIssue><PubDate>DATE</PubDate></JournalIssue></Journal>")
    ),
    ("pubmed-xml", pubmed("<ArticleDate>DATE</ArticleDate>")),
    ("ris", "TY  - BOOK\nTI  - T\nPY  - YEAR///\nER  - \n"),
    ("ris", "TY  - BOOK\nTI  - T\nDA  - YEAR/01/02\nER  - \n"),
    ("scopus", "Authors,Title,Year,Source title,EID\n\"Able, A.\",T,YEAR,J,2-s2.0-1\n"),
    ("semantic-scholar", #"[{"paperId": "a", "title": "T", "publicationDate": "YEAR-01-02"}]"#),
    ("wos", "FN Clarivate\nVR 1.0\nPT J\nTI T\nEA JAN YEAR\nER\n\nEF\n"),
    (
      "zotero-rdf",
      #"<RDF><Article about="a"><itemType>book</itemType><title>T</title><date>YEAR-01-02</date></Article></RDF>"#
    ),
  ]

  private static func acl(meta: String, paper: String) -> String {
    #"<collection id="P18"><volume id="1"><meta><booktitle>B</booktitle>\#(meta)</meta>"#
      + #"<paper id="1"><title>T</title>\#(paper)</paper></volume></collection>"#
  }

  private static func oai(_ metadata: String) -> String {
    "<OAI-PMH><record><metadata>\(metadata)</metadata></record></OAI-PMH>"
  }

  private static func pubmed(_ date: String) -> String {
    "<PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>T</ArticleTitle>"
      + date.replacing("DATE", with: "<Year>YEAR</Year><Month>04</Month>")
      + "</Article></MedlineCitation></PubmedArticle>"
  }

  @Test(arguments: dated.indices) func yearsThatCannotBe(entry: Int) throws {
    let (format, text) = Self.dated[entry]
    let title = Optional("T")
    let read = { (year: String) in
      try ReaderResult(Array(text.replacing("YEAR", with: year).utf8), format: format)
    }
    let known = try read("1999")
    #expect(known.sink.records.map(\.title) == [title], "\(text)")
    #expect(known.sink.records.first?.date?.year == 1999 && known.diagnostics.isEmpty, "\(text)")
    for year in ["20021", "0", "3000"] {
      let result = try read(year)
      #expect(result.sink.records.map(\.title) == [title] && result.sink.records[0].date == nil)
      #expect(result.sink.diagnostics.map(\.id) == ["record.year"], "\(year) in \(text)")
      #expect(result.sink.diagnostics.allSatisfy { $0.line != nil && $0.column != nil })
    }
  }

  /// Every format of works but those that know no dates.
  @Test func noFormatIsLeftOut() {
    let without = [
      "abstract-listing", "adjacency-list", "adjacency-matrix", "author-listing", "byline-listing",
      "edge-list", "edge-table", "gexf", "gml", "graphml", "json-graph", "lgl", "matrixmarket",
      "metis", "pajek", "vertex-table", "vosviewer", "vosviewer-json",
    ]
    let tested = Set(Self.entries.keys).union(Self.dated.map(\.format))
    #expect(
      tested.sorted() == Readers.all.entries.map(\.id).filter { !without.contains($0) }.sorted())
  }

  @Test(arguments: [
    ("liu_infovis_13,heer_vast_11", 1), ("many", 1), ("12,13", 1), ("1,23", 1), ("12;13", 1),
    ("n/a", 0), ("1,234,567", 0), ("12.0", 0),
  ])
  func wordsAndListsAreNoCounts(words: String, messages: Int) throws {
    let text = "title,authors,year,citations\nT,Ann Able,2000,\"\(words)\"\n"
    let result = try ReaderResult(Array(text.utf8), format: "csv")
    #expect(result.diagnostics == [String](repeating: "2:1:record.citations", count: messages))
    let counts = ["1,234,567": 1_234_567, "12.0": 12]
    #expect(result.sink.records[0].citations == counts[words])
  }

  /// A column is judged as a whole: IEEE VIS lists the articles that an article cites.
  @Test(arguments: [
    (["1;2", "3;4", "5"], false), (["a", "b", "7", "8"], true), (["a", "b", "c", "8"], false),
    (["-1", "-2", "7", "8", "9"], true), (["200000", "300000", "400000"], false),
    (["200000", "300000", "7"], true), (["200000", "300000", "400000", "1", "2", "3"], true),
    (["", "", "n/a", "3"], true),
  ])
  func columnsOfCitationsAreJudgedAsAWhole(cells: [String], areCounts: Bool) throws {
    let rows = cells.map { "T,Ann Able,2000,\($0)\n" }.joined()
    let table = Array(("title,authors,year,citations\n" + rows).utf8)
    let result = try ReaderResult(table, format: "csv")
    let entries = cells.map { #"{"title": "T", "authors": "A B", "citations": "\#($0)"}"# }
    let list = try ReaderResult(
      Array("[\(entries.joined(separator: ","))]".utf8), format: "json-list")
    for (read, id) in [(result, "csv.no-counts"), (list, "json-list.no-counts")] {
      let counts = read.sink.records.map(\.citations)
      #expect(counts.contains { $0 != nil } == areCounts)
      #expect((read.sink.diagnostics.map(\.id) == [id]) == !areCounts)
    }
    // Who says that it holds counts is believed.
    var options = LoadOptions()
    options.take(try ColumnMapping(columns: [("citations", "citations")]))
    let (sources, _) = Bibliography.read(table, name: "list.csv", options: options)
    let stated = sources.flatMap { $0.content.records.compactMap(\.citations) }
    #expect(stated == cells.compactMap { Int($0) }.filter { $0 >= 0 })
  }

  /// Whatever holds a digit was meant to say when.
  @Test(arguments: ["199?", "19th century", "20O2"])
  func yearsThatAreNotReadAreToldOf(year: String) throws {
    let text = "title,authors,year,citations\nT,Ann Able,\(year),\n"
    let result = try ReaderResult(Array(text.utf8), format: "csv")
    #expect(result.diagnostics == ["2:1:record.year"] && result.sink.records[0].date == nil)
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
