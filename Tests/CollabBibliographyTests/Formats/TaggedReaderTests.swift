import CollabCore
import CollabTestSupport
import Foundation
import Testing

@testable import CollabBibliography

@Suite struct TaggedReaderTests {
  /// Whatever the pieces and the threads, a large input reads as it does whole.
  @Test(arguments: ["ris", "wos", "medline"])
  func piecesReadAsTheWhole(format: String) throws {
    let folder = SharedData.fixture(format)
    var bytes: [UInt8] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
      let file = try Data(contentsOf: folder.appendingPathComponent(name))
      bytes += DecodedContent.all(in: [UInt8](file), name: name).flatMap(\.bytes)
    }
    bytes += bytes
    let reader = try Readers.all.entry(format)
    var whole = RecordSink(file: "in")
    reader.read(Input(name: "in", bytes: bytes), into: &whole)
    #expect(whole.records.count >= 4)
    for pieceSize in [1, 50, 300, 2000] {
      for threads in [1, 3] {
        var input = Input(name: "in", bytes: bytes, execution: Execution(threads: threads))
        input.pieceSize = pieceSize
        var parts = RecordSink(file: "in")
        reader.read(input, into: &parts)
        #expect(Array(parts.records) == Array(whole.records))
        #expect(parts.diagnostics == whole.diagnostics)
      }
    }
  }

  /// Marks of cut and anonymous bylines, and names that only look like them.
  @Test func marksThatAreNoNames() {
    for (text, isCut, names) in [
      ("Smith, J. et al.", true, ["Smith"]), ("SMITH, J. ET AL", true, ["SMITH"]),
      ("Smith, J. and Others", true, ["Smith"]), ("Et Al.", true, []), ("others", true, []),
      ("u. a.", true, []), ("Shah, U. A.", false, ["Shah"]), ("[Anonymous]", false, []),
      ("anon.", false, []), ("No authors listed", false, []),
      ("Anon, A.", false, ["Anon"]), ("Noether, E.", false, ["Noether"]), ("AND", false, []),
      ("Andal", false, ["Andal"]), ("Etal, B.", false, ["Etal"]), ("Al, Et", false, ["Al"]),
    ] as [(String, Bool, [String])] {
      var record = Record(line: 1)
      record.appendAuthor(text, as: NameText.inverted)
      #expect(record.bylineIsCut == isCut, "\(text)")
      #expect(record.byline.map(\.name.family) == names, "\(text)")
    }
  }

  @Test func risDialects() throws {
    let result = try ReaderResult("ris", "dialects.ris")
    #expect(
      result.records == [
        "4 - | 1868-7-3 article-journal | On the spectra of gases | Annals of Light | Anders J._Ångström; Na_van den_Berg; John_Doe_Jr. | doi:10.1000/abc.1 | -",
        "20 - | 2001 paper-conference | Two & three | Proceedings of Things | J A_Smith; Grid Working Group* | pmid:123456 | -",
        "29 - | - book | A book | - | Hana_Solo; Ben_Duo | doi:10.1000/xyz | cited 44",
        "35 - | - article-journal | Not closed | - | A._Last | - | cut",
      ])
    #expect(
      result.diagnostics == [
        "29:1:record.year", "29:1:ris.unclosed-record", "35:1:ris.unclosed-record",
      ])
    #expect(result.sink.records[0].url == "http://example.org/1")
  }

  /// A title before TY and one behind it are two works.
  @Test func risRecordsWithoutTypeOrEnd() throws {
    let result = try ReaderResult("ris", "outside.ris")
    #expect(
      result.records == [
        "1 - | - - | Lost | - | N._Nobody | - | -",
        "3 - | - article-journal | Kept | - | One_Some | - | -",
      ])
    #expect(result.diagnostics == ["1:1:ris.no-type", "1:1:ris.unclosed-record"])
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
        "3 WOS:000238878800002 | 2006-7-15 article-journal | Defining failure after therapy | JOURNAL OF THINGS | Mack_Roach_III@Univ A, City, USA + Univ B, Town, UK; Gerald_Hanks<orcid:0000-0002-1825-0097>@Univ B, Town, UK; RTOG Panel* | wos:000238878800002 doi:10.1000/wos.1 | cited 37",
        "23 WOS:000000000000001 | 2007 paper-conference | Nobody wrote this | PROCEEDINGS | - | wos:000000000000001 | -",
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
