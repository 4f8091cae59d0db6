import CollabCore
import CollabTestSupport
import Foundation
import Testing

@testable import CollabBibliography

/// Formats of references managers and registers that write JSON, and RefWorks.
@Suite struct ReferenceListTests {
  @Test func refworks() throws {
    let result = try ReaderResult("refworks", "export.txt")
    #expect(
      result.records == [
        "1 17 | 2011-3-4 article-journal | Fish and chips: a study in two parts | Journal of Lakes"
          + " | Ann B._Hill; Jan_van der_Berg_Jr; World Health Organization* | doi:10.1234/lakes.2011.45"
          + " | at University of the Lake; Harbour",
        "26 - | 2012 chapter | A chapter | A book of lakes | Ann B._Hill; Bob_Wood | - | -",
        "33 - | - thesis | Alone | - | Ann B._Hill | - | -",
      ])
    #expect(result.diagnostics == ["33:1:record.year"])
    #expect(result.sink.records[0].keywords == ["fish", "Aged, 80 and over"])
    let bytes = [UInt8](try Data(contentsOf: SharedData.fixture("refworks/export.txt")))
    #expect(recognised(bytes) == "refworks")
  }

  @Test func zotero() throws {
    let list = try ReaderResult("zotero-json", "better-bibtex.json")
    #expect(
      list.records == [
        "4 hillFirst2015 | 2015-3 article-journal | First study | Journal of Lakes"
          + " | Ann_Hill; Lake Research Group* | doi:10.1000/a | -",
        "6 woodChapter | 1999 chapter | A chapter | A book of lakes | Plato; Bob_van der_Wood"
          + " | isbn:978-0-00-000000-2 | -",
      ])
    #expect(list.diagnostics.isEmpty)
    let answer = try ReaderResult("zotero-json", "api.json")
    #expect(
      answer.records == [
        "2 AB12CD34 | 2020-5-3 article | A preprint | arXiv | Ann_Hill | arxiv:2005.00001 | -"
      ])
    #expect(answer.diagnostics == ["4:2:zotero-json.empty-item"])
  }

  @Test func europePMC() throws {
    let result = try ReaderResult("europe-pmc", "search.json")
    #expect(
      result.records == [
        "2 30000001 | 2015-2-3 article-journal | First study of lakes | Journal of Lakes"
          + " | Ann_Hill<orcid:0000-0002-1825-0097>@Lake House; BC_Wood; Lake Study Group*"
          + " | pmid:30000001 pmcid:PMC6000001 doi:10.1000/a | cited 4",
        "6 PPR1 | 2020 article | A preprint | - | A_Hill; BC_Wood | - | cited 0",
      ])
    #expect(result.diagnostics == ["7:2:europe-pmc.no-article"])
  }

  @Test func dataCite() throws {
    let result = try ReaderResult("datacite", "dois.json")
    #expect(
      result.records == [
        "2 10.5072/A | 2019-5-6 dataset | Depths of lakes | Lake Archive"
          + " | Ann_Hill<orcid:0000-0002-1825-0097>@Lake House; Lake Survey*; Bob_Wood@River House"
          + " | doi:10.5072/a | cited 3",
        "6 10.5072/b | 2020 software | A program | Lake Archive | Ann_Hill | doi:10.5072/b | -",
      ])
    #expect(result.diagnostics == ["7:2:datacite.no-work"])
  }

  @Test func answersOfDBLP() throws {
    let result = try ReaderResult("dblp", "search.json")
    #expect(
      result.records == [
        "2 journals/lakes/HillW15 | 2015 article-journal | First study of lakes & rivers | J. Lakes"
          + " | Ann_Hill<dblp:Ann Hill 0001>; Bob_Wood | dblp:journals/lakes/HillW15 doi:10.1000/a | -",
        "3 conf/lakes/Wood16 | 2016 paper-conference | Second | LAKES | Bob_Wood"
          + " | dblp:conf/lakes/Wood16 | -",
      ])
    #expect(result.diagnostics == ["4:2:dblp.no-work"])
  }

  @Test(arguments: [
    ("zotero-json", "better-bibtex.json"), ("zotero-json", "api.json"),
    ("europe-pmc", "search.json"), ("datacite", "dois.json"), ("dblp", "search.json"),
  ]) func answersAreRecognised(format: String, name: String) throws {
    let bytes = [UInt8](try Data(contentsOf: SharedData.fixture("\(format)/\(name)")))
    #expect(recognised(bytes) == format)
  }

  /// Old answers of Semantic Scholar, and authors with their papers.
  @Test func answersOfSemanticScholar() throws {
    let old =
      #"{"paperId": "a", "title": "T", "doi": "10.1000/A", "numCitedBy": 7, "authors": [{"authorId": "1", "name": "Ann Hill"}], "citations": [{"paperId": "b"}]}"#
    #expect(recognised(Array(old.utf8)) == "semantic-scholar")
    #expect(
      try ReaderResult(Array(old.utf8), format: "semantic-scholar").records == [
        "1 a | - - | T | - | Ann_Hill<s2:1> | s2:a doi:10.1000/a | cited 7"
      ])
    let people =
      #"{"data": [{"authorId": "1", "name": "Ann Hill", "papers": [{"paperId": "a", "title": "T", "authors": []}, {"paperId": "b", "title": "U", "authors": [{"authorId": "1", "name": "Ann Hill"}]}]}]}"#
    #expect(recognised(Array(people.utf8)) == "semantic-scholar")
    #expect(
      try ReaderResult(Array(people.utf8), format: "semantic-scholar").sink.records.map(\.title)
        == ["T", "U"])
  }
}
