import CollabCore
import Testing

@testable import CollabBibliography

@Suite struct KeywordTests {
  /// An entry of each format with the keywords `fish` and `Aged, 80 and over`, where the format can
  /// keep a comma in a keyword.
  static let entries: [(format: String, text: String)] = [
    ("bibtex", "@book{a, title={T}, author={A}, keywords={fish; Aged, 80 and over}}"),
    ("bibtex", "@book{a, title={T}, author_keywords={fish; FISH}, keywords={Aged, 80 and over;}}"),
    ("ris", "TY  - BOOK\nTI  - T\nKW  - fish\nKW  - Aged, 80 and over\nER  - \n"),
    ("ris", "TY  - BOOK\nTI  - T\nKW  - fish; Aged, 80 and over\nER  - \n"),
    ("ris", "TY  - BOOK\nTI  - T\nKW  - fish\nAged, 80 and over\nER  - \n"),
    ("medline", "PMID- 1\nTI  - T\nOT  - fish\nMH  - *Aged, 80 and over\n"),
    ("wos", "PT J\nAU A\nTI T\nDE fish\nID Aged, 80\n   and over;\nUT W\nER\n\nEF\n"),
    ("wos-tab", "AU\tTI\tSO\tDE\tID\nA, B\tT\tJ\tfish\tAged, 80 and over;\n"),
    ("endnote-tagged", "%0 Book\n%T T\n%K fish\nAged, 80 and over\n\n"),
    ("refworks", "RT Book, Whole\nT1 T\nK1 fish\nK1 Aged, 80 and over\n"),
    ("csv", "title,authors,year,keywords\nT,A B,2000,\"fish; Aged, 80 and over\"\n"),
    ("csv", "title,authors,Author Keywords,MeSH Terms\nT,A B,fish,\"Aged, 80 and over|\"\n"),
    (
      "scopus",
      "Authors,Title,Source title,EID,Author Keywords,Index Keywords\nA,T,J,1,fish,\"Aged, 80 and over;\"\n"
    ),
    (
      "ieee",
      "Document Title,Authors,Publication Title,IEEE Terms\nT,A B,J,\"fish;Aged, 80 and over\"\n"
    ),
    ("lens", "Lens ID,Title,Author/s,MeSH Terms\n1,T,A B,\"fish; Aged, 80 and over\"\n"),
    (
      "dimensions",
      "Publication ID,Title,Authors,PubYear,MeSH terms\n1,T,\"A, B\",2000,\"fish; Aged, 80 and over\"\n"
    ),
    (
      "endnote-xml",
      "<xml><records><record><titles><title>T</title></titles><keywords><keyword>fish</keyword><keyword>Aged, 80 and over</keyword></keywords></record></records></xml>"
    ),
    (
      "pubmed-xml",
      "<PubmedArticle><MedlineCitation><PMID>1</PMID><MeshHeadingList><MeshHeading><DescriptorName>Aged, 80 and over</DescriptorName><QualifierName>x</QualifierName></MeshHeading></MeshHeadingList><KeywordList><Keyword>fish</Keyword></KeywordList></MedlineCitation></PubmedArticle>"
    ),
    (
      "zotero-rdf",
      "<RDF><Article about=\"a\"><itemType>book</itemType><title>T</title><subject>fish</subject><subject><AutomaticTag><value>Aged, 80 and over</value></AutomaticTag></subject></Article></RDF>"
    ),
    (
      "oai",
      "<OAI-PMH><record><metadata><dc><title>T</title><subject>fish</subject><subject>Aged, 80 and over</subject></dc></metadata></record></OAI-PMH>"
    ),
    (
      "inspire",
      #"{"metadata": {"titles": [{"title": "T"}], "keywords": [{"value": "fish"}, {"value": "Aged, 80 and over", "schema": "s"}]}}"#
    ),
    (
      "openalex",
      #"{"id": "https://openalex.org/W1", "title": "T", "keywords": [{"id": "k", "display_name": "fish", "score": 0.5}, {"keyword": "Aged, 80 and over"}]}"#
    ),
    (
      "crossref", #"{"DOI": "10.1000/x", "title": ["T"], "subject": ["fish", "Aged, 80 and over"]}"#
    ),
    ("csl-json", #"[{"title": "T", "keyword": "fish; Aged, 80 and over"}]"#),
    ("json-list", #"[{"title": "T", "authors": [], "keywords": ["fish", "Aged, 80 and over"]}]"#),
    ("json-list", #"[{"title": "T", "authors": [], "keywords": "fish;Aged, 80 and over"}]"#),
    (
      "zotero-json",
      #"[{"itemType": "book", "title": "T", "creators": [], "tags": [{"tag": "fish"}, {"tag": "Aged, 80 and over", "type": 1}]}]"#
    ),
    (
      "europe-pmc",
      #"{"result": {"title": "T", "keywordList": {"keyword": ["fish"]}, "meshHeadingList": {"meshHeading": [{"descriptorName": "Aged, 80 and over"}]}}}"#
    ),
    (
      "datacite",
      #"{"attributes": {"titles": [{"title": "T"}], "creators": [], "subjects": [{"subject": "fish"}, {"subject": "Aged, 80 and over"}]}}"#
    ),
  ]

  @Test(arguments: entries.indices) func everyFormatKeepsKeywords(entry: Int) throws {
    let (format, text) = Self.entries[entry]
    let result = try ReaderResult(Array(text.utf8), format: format)
    #expect(result.sink.records.map(\.keywords) == [["fish", "Aged, 80 and over"]], "\(text)")
  }

  /// Without a `;` commas part keywords.
  @Test func commasPartKeywords() {
    #expect(Keywords.list(from: "a, b,c") == ["a", " b", "c"])
    #expect(Keywords.text(["a", "b c"]) == "a, b c")
    #expect(Keywords.text(["a, b", "c"]) == "a, b; c")
    #expect(Keywords.text(["a, b"]) == "a, b;")
    #expect(Keywords.text([]) == nil)
  }

  /// A work has those of all its entries, in canonical order, each in its first spelling.
  @Test func aWorkHasTheKeywordsOfAllEntries() throws {
    func source(_ name: String, _ keywords: String) -> ReadSource {
      let text = "@book{a, title={On the ties of fish}, author={Ann Hill}, keywords={\(keywords)}}"
      return Bibliography.read(Array(text.utf8), name: name).sources[0]
    }
    let sources = [source("b.bib", "lakes, Fish, NA"), source("a.bib", "fish, rivers, rivers")]
    for inputs in [sources, sources.reversed()] {
      let works = try Bibliography(merging: inputs).works
      #expect(works.map(\.keywords) == [["fish", "rivers", "lakes"]])
    }
  }

  /// Few and many are told apart in the same way: 17 are more than are compared one by one.
  @Test(arguments: [2, 12]) func eachIsKeptOnceInItsFirstSpelling(others: Int) {
    let others = (0..<others).map { "other \($0)" }
    let spellings = ["Fish", "fish", "Über", "über", "ÜBER", "F", "fis"]
    #expect(Keywords.distinct(spellings + others) == ["Fish", "Über", "F", "fis"] + others)
  }
}
