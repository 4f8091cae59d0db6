import CollabCore
import CollabTestSupport
import Foundation
import Testing

@testable import CollabBibliography

/// The real files, counted by parsers that are not ours.
@Suite struct IndependentCountTests {
  private struct Counts: Decodable {
    struct File: Decodable {
      let format: String
      let records: Int
      let authors: Int
      let tool: String
    }
    let files: [String: File]
    let distinct: [String: Int]
    let refused: [String: String]
    let uncounted: [String]
  }

  /// Authorships of BibTeX files in which pybtex and this reader take a field for different numbers
  /// of names, counted by hand in the files: `A & B`, `A; B`, `A | B` and `B Balakrisnan, S Patil` are
  /// two names, `author` alone and `N. N.` are nobody, and `PhD and FAAN` are no people.
  static let differing: [String: Int] = [
    "formats/NIME/nime2008_installations.bib": 15, "formats/NIME/nime2008_music.bib": 27,
    "formats/NIME/nime2016_music.bib": 63,
    "formats/better-bibtex/Customise name-separator and list-separator #1927.bibtex": 2,
    Self.jabref("exporter/MsBibImportExportRoundTripTest7.bib"): 2,
    Self.jabref("importer/fileformat/BiblioscapeImporterTestComments.bib"): 2,
    Self.jabref("importer/fileformat/BiblioscapeImporterTestJournalArticle.bib"): 2,
    Self.jabref("importer/fileformat/OvidImporterTestBib5.bib"): 1,
    // Two chapters have the author of the book that they name.
    Self.jabref("auxparser/origin.bib"): 5, Self.jabref("texparser/origin.bib"): 5,
    "formats/jabref/jablib/src/test/resources/testbib/bug1283.bib": 1,
    "formats/jabref/jablib/src/test/resources/testbib/special-fields.bib": 0,
    "formats/jabref/jablib/src/test/resources/testbib/testjabref.bib": 433,
    "formats/jabref/jablib/src/test/resources/testbib/testjabref_210as292.bib": 18,
    "formats/jabref/jablib/src/test/resources/testbib/testjabref_292.bib": 18,
    "formats/jabref/jablib/src/test/resources/testbib/unknownMetaData.bib": 0,
  ]

  private static func jabref(_ path: String) -> String {
    "formats/jabref/jablib/src/test/resources/org/jabref/logic/" + path
  }

  private func counts() throws -> Counts { try SharedData.expected("readers") }

  /// Entries and authorships of every file that another parser reads.
  @Test(.enabled(if: SharedData.has("data"))) func everyFileCountsAsElsewhere() throws {
    let data = try #require(SharedData.url("data"))
    for (path, counts) in try counts().files.sorted(by: { $0.key < $1.key })
    where path != "acl-anthology/xml" {
      let url = data.appendingPathComponent(path)
      guard FileManager.default.fileExists(atPath: url.path) else { continue }
      let (sources, _) = try Bibliography.read([url.path], execution: .serial)
      let records = sources.flatMap(\.content.records)
      #expect(Set(sources.map(\.source.format)) == [counts.format], "\(path)")
      #expect(records.count == counts.records, "\(path): \(counts.tool)")
      // pybtex does not give versions of software the authors of the software.
      if !path.hasSuffix("biblatex-software.bib") {
        let authors = records.reduce(0) { $0 + $1.byline.count }
        #expect(authors == Self.differing[path] ?? counts.authors, "\(path): \(counts.tool)")
      }
    }
  }

  private struct FixtureCounts: Decodable {
    struct File: Decodable {
      let records: Int
      let authors: Int
    }
    struct Ties: Decodable {
      let vertices: Int
      let ties: Int
    }
    let files: [String: File]
    let answers: [String: File]
    let graphs: [String: Ties]
    let pages: [String: [String: Page]]
    struct Page: Decodable {
      let format: String
      let records: Int
      let authors: Int
    }
  }

  @Test func ownPagesCountAsElsewhere() throws {
    try pages("own", SharedData.checkout.appendingPathComponent("seeds"))
  }

  @Test(.enabled(if: SharedData.has("seeds"))) func realPagesCountAsElsewhere() throws {
    try pages("real", try #require(SharedData.url("seeds")))
  }

  private func pages(_ kind: String, _ folder: URL) throws {
    let counts: FixtureCounts = try SharedData.expected("fixtures")
    let pages = try #require(counts.pages[kind])
    #expect(pages.count == 5)
    for (name, page) in pages {
      let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
      let (sources, _) = Bibliography.read(bytes, name: name)
      #expect(sources.map(\.source.format) == [page.format], "\(kind) \(name)")
      let records = sources.flatMap(\.content.records)
      #expect(records.count == page.records, "\(kind) \(name)")
      #expect(records.reduce(0) { $0 + $1.byline.count } == page.authors, "\(kind) \(name)")
    }
  }

  private func expect(
    _ bytes: [UInt8], _ path: String, _ format: String, _ file: FixtureCounts.File
  ) {
    let (sources, _) = Bibliography.read(bytes, name: path)
    #expect(sources.map(\.source.format) == [format], "\(path)")
    let records = sources.flatMap(\.content.records)
    #expect(records.count == file.records, "\(path)")
    #expect(records.reduce(0) { $0 + $1.byline.count } == file.authors, "\(path)")
  }

  private struct Answer: Decodable { let body: String }

  /// Fixtures of formats that the real data lack.
  @Test func fixturesCountAsElsewhere() throws {
    let counts: FixtureCounts = try SharedData.expected("fixtures")
    for (path, file) in counts.files.sorted(by: { $0.key < $1.key }) {
      let bytes = [UInt8](try Data(contentsOf: SharedData.fixture(path)))
      expect(bytes, path, String(path.prefix { $0 != "/" }), file)
    }
    for (path, ties) in counts.graphs {
      let found = try Bibliography.load(
        ["map.txt", "network.txt"].map { SharedData.fixture(path + $0).path })
      #expect(found.people.count == ties.vertices && found.ties.count == ties.ties, "\(path)")
    }
  }

  /// arXiv's answers within recorded requests.
  @Test(.enabled(if: SharedData.has("data/formats/arxiv"))) func answersCountAsElsewhere() throws {
    let counts: FixtureCounts = try SharedData.expected("fixtures")
    let data = try #require(SharedData.url("data/formats/arxiv"))
    for (path, file) in counts.answers.sorted(by: { $0.key < $1.key }) {
      let name = URL(fileURLWithPath: path).lastPathComponent
      guard let answer = try? Data(contentsOf: data.appendingPathComponent(name)) else { continue }
      let body = try JSONDecoder().decode(Answer.self, from: answer).body
      expect(Array(body.utf8), path, "arxiv-atom", file)
    }
  }

  /// Works that several authors' bundles list are one by their number at OpenAlex; what is merged
  /// beyond that bears another number and the same title.
  @Test(.enabled(if: SharedData.has("data/openalex"))) func worksOfOneNumberAreOne() throws {
    let folder = try #require(SharedData.url("data/openalex"))
    let found = try Bibliography.load([folder.path])
    let reasons = found.works.flatMap(\.mergeReasons)
    #expect(
      found.entryCount - reasons.count { $0 == "openalex" } == (try counts().distinct["openalex"]))
    #expect(Set(reasons) == ["openalex", "title"])
  }

  /// Of what no other parser counts, something is read or something is said.
  @Test(.enabled(if: SharedData.has("data"))) func noFileIsPassedOverInSilence() throws {
    let data = try #require(SharedData.url("data"))
    let counts = try counts()
    for path in counts.refused.keys.sorted() + counts.uncounted {
      let url = data.appendingPathComponent(path)
      guard FileManager.default.fileExists(atPath: url.path) else { continue }
      let (sources, diagnostics) = try Bibliography.read([url.path], execution: .serial)
      #expect(
        !diagnostics.isEmpty
          || sources.contains { !$0.content.records.isEmpty || !$0.content.diagnostics.isEmpty },
        "\(path)")
    }
  }

  private struct Expected: Decodable {
    struct Figures: Decodable {
      let works: Int
      let authors: Int?
      let groups: Int?
      let authorships: Int?
      let edges: Int?
      let worksWithoutAuthors: Int?
    }
    let figures: [String: Figures]
  }

  /// Works, people and pairs by `Fixtures/expected/people.py`, with the rules of merging and of names
  /// written down again from their words: the whole ACL Anthology, DBLP, BibTeX, and the RIS that many
  /// tools made of the same works.
  @Test(
    .enabled(if: SharedData.has("data")),
    arguments: [
      ("acl-anthology/xml", [""]),
      ("formats/dblp-xml", ["dblp1.xml", "dblp2.xml", "dblp3.xml", "dblp4.xml"]),
      ("formats/topp", [""]), ("formats/asreview-cff/Datasets/RIS", ["*"]),
    ])
  func worksPeopleAndPairsCountAsElsewhere(data: String, files: [String]) throws {
    let folder = try #require(SharedData.url("data/" + data))
    let file = try Data(contentsOf: SharedData.fixture("expected/people.json"))
    let figures = try JSONDecoder().decode(Expected.self, from: file).figures
    let expected = try #require(figures[data])
    // One of the RIS files holds MEDLINE's tags, which rispy does not read.
    let names =
      files == ["*"]
      ? try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .filter { $0.hasSuffix(".ris") && !$0.contains("pubmed") } : files
    var options = LoadOptions()
    options.names = .standard
    let found = try Bibliography.load(
      names.map { folder.appendingPathComponent($0).path }, options: options)
    let isGroup = found.people.indices.map { found.people.isGroup($0) }
    var pairs: Set<UInt64> = []
    var authorships = 0, withoutAuthors = 0
    for work in found.works.indices {
      let byline = found.works.authors(ofWork: work)
      if byline.isEmpty { withoutAuthors += 1 }
      let people = byline.filter { !isGroup[Int($0)] }
      authorships += people.count
      for a in people { for b in people where a < b { pairs.insert(UInt64(a) << 32 | UInt64(b)) } }
    }
    #expect(found.works.count == expected.works)
    for (count, expected) in [
      (isGroup.count { !$0 }, expected.authors), (isGroup.count { $0 }, expected.groups),
      (authorships, expected.authorships), (pairs.count, expected.edges),
      (withoutAuthors, expected.worksWithoutAuthors),
    ] where expected != nil { #expect(count == expected) }
  }
}
