import Testing

@testable import CollabBibliography

@Suite struct TaggedReaderTests {
  @Test func risDialects() throws {
    let result = try ReaderResult("ris", "dialects.ris")
    #expect(
      result.records == [
        "4 - | 1868-7-3 article-journal | On the spectra of gases | Annals of Light | Anders J._Ångström; Na_van den_Berg; John_Doe_Jr. | doi:10.1000/abc.1 | -",
        "20 - | 2001 paper-conference | Two & three | Proceedings of Things | J A_Smith; Grid Working Group* | pmid:123456 | -",
        "29 - | - book | A book | - | Hana_Solo; Ben_Duo | doi:10.1000/xyz | cited 44",
        "35 - | - article-journal | Not closed | - | A._Last | - | cut",
      ])
    #expect(result.diagnostics == ["29:1:ris.unclosed-record", "35:1:ris.unclosed-record"])
    #expect(result.sink.records[0].url == "http://example.org/1")
  }

  @Test func risFieldsOutsideOfRecordsAreTold() throws {
    let result = try ReaderResult("ris", "outside.ris")
    #expect(result.records == ["3 - | - article-journal | Kept | - | One_Some | - | -"])
    #expect(result.diagnostics == ["1:1:ris.outside-record"])
  }

  @Test func medline() throws {
    let result = try ReaderResult("medline", "two.nbib")
    #expect(
      result.records == [
        "1 101 | 2020-2-3 article-journal | A long title that goes on in a second line. | Journal of medicine | María_García-López<orcid:0000-0002-1825-0097>@Institute A, City.; Liam_O'Brien_Jr; ABC Study Group* | pmid:101 pmcid:PMC42 doi:10.1000/med.1 | -",
        "20 102 | 1999 review | Only short names. | - | K_Lee; P_van_Dam | pmid:102 | -",
      ])
    #expect(result.diagnostics.isEmpty)
  }

  @Test func webOfScience() throws {
    let result = try ReaderResult("wos", "records.isi")
    #expect(
      result.records == [
        "3 WOS:000238878800002 | 2006-7-15 article-journal | Defining failure after therapy | JOURNAL OF THINGS | Mack_Roach_III@Univ A, City, USA + Univ B, Town, UK; Gerald_Hanks<orcid:0000-0002-1825-0097>@Univ B, Town, UK; RTOG Panel* | wos:WOS:000238878800002 doi:10.1000/wos.1 | cited 37",
        "23 WOS:000000000000001 | 2007 paper-conference | Nobody wrote this | PROCEEDINGS | - | wos:WOS:000000000000001 | -",
        "31 - | 2008 article-journal | Lists that differ | X | A_One; B_Two; C_Three | - | -",
      ])
    #expect(result.diagnostics == ["31:1:wos.names-differ", "31:1:wos.unclosed-record"])
  }

  @Test func endnoteTagged() throws {
    let records = try ReaderResult("endnote-tagged", "records.enw")
    #expect(
      records.records == [
        "1 - | 2016-3-3 article-journal | Git in the team | Journal of Tools | René_Preißel; World Health Organization* | doi:10.1000/enw.1 | -",
        "13 - | 1999 thesis | Alone | - | Hana_Solo | - | -",
      ])
    let refer = try ReaderResult("endnote-tagged", "refer.ref")
    #expect(
      refer.records == [
        "1 - | 1975 - | A System for Typesetting Mathematics | CACM | B. W._Kernighan; L. L._Cherry | - | -",
        "7 - | 1978 - | Some Applications of Inverted Indexes | - | M. E._Lesk | - | -",
      ])
    #expect(records.diagnostics.isEmpty && refer.diagnostics.isEmpty)
  }
}
