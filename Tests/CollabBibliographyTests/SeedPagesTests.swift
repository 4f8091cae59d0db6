import CollabCore
import CollabTestSupport
import Foundation
import Testing

@testable import CollabBibliography

/// The counts that the five pages must come to, on the project's own pages and on the real ones.
@Suite struct SeedPagesTests {
  @Test func ownPages() throws {
    try count(SharedData.checkout.appendingPathComponent("seeds"))
  }

  @Test(.enabled(if: SharedData.has("seeds"))) func realPages() throws {
    try count(try #require(SharedData.url("seeds")))
  }

  private func count(_ folder: URL) throws {
    let bibliography = try Bibliography.load([folder.path], execution: .serial)
    #expect(bibliography.sources.map(\.entryCount) == [16, 18, 8, 10, 10])
    #expect(
      bibliography.sources.map(\.format) == [
        "profile-page", "profile-page", "author-listing", "byline-listing", "abstract-listing",
      ])
    let statistics = try Statistics(bibliography)
    #expect(statistics.entries == 62)
    #expect(statistics.works == 41)
    #expect(statistics.untitledWorks == 9)
    let gemma = try #require(bibliography.works.first { $0.title == "Gemma 3 Technical Report" })
    // 216 entries, of which 212 differ and two are halves of one name, and the owner of a page that no
    // byline shows.
    #expect(gemma.authors.count == 212)
    #expect(gemma.repeatedAuthors.count == 4)
    #expect(gemma.unlistedAuthors.map { bibliography.people.label($0) } == ["Dima"])
    #expect(statistics.authors == 303)
    #expect(statistics.groups == 1)
    #expect(bibliography.people.filter(\.isGroup).map(\.label) == ["Gemma Team"])
    #expect(
      bibliography.people.filter { $0.spellings.count > 1 }.map(\.label)
        == ["Olivier Hénaff", "Andreas Steiner"])
    #expect(bibliography.people.contains { $0.label == "André Susano Pinto" })
    #expect(
      try bibliography.suggestions().map {
        [$0.id] + $0.people.map { bibliography.people.label($0) }
      }
        == [
          ["mononym", "Dima", "Dmitry Lepikhin", "Dimitris Paparas"],
          ["one-letter-apart", "Xiaohai Zhai", "Xiaohua Zhai"],
          ["second-family-name", "Carlos Riquelme", "Carlos Riquelme Ruiz"],
        ])
    #expect(
      bibliography.reported.filter { $0.figure.figure == "h-index" }.map(\.figure.value)
        == [117, 117])
    #expect(
      bibliography.diagnostics.map(\.id) == [
        "page.h-index-exceeds-papers", "page.h-index-exceeds-papers", "record.name-cleaned",
        "record.name-cleaned",
      ])
    // What no page states is not known.
    #expect(statistics.worksWithoutCitations == 41)
  }

  @Test func orderOfOwnPagesDoesNotMatter() throws {
    try readInManyOrders(SharedData.checkout.appendingPathComponent("seeds"))
  }

  @Test(.enabled(if: SharedData.has("seeds"))) func orderOfRealPagesDoesNotMatter() throws {
    try readInManyOrders(try #require(SharedData.url("seeds")))
  }

  private func readInManyOrders(_ folder: URL) throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      .map { folder.appendingPathComponent($0).path }
    let one = try Bibliography.load(files, execution: .serial)
    let two = try Bibliography.load(files.reversed(), execution: Execution(threads: 3))
    #expect(one.sources == two.sources)
    #expect(one.people.map(\.label) == two.people.map(\.label))
    #expect(one.works.map(\.label) == two.works.map(\.label))
    #expect(one.works.map(\.authors) == two.works.map(\.authors))
    #expect(one.works.map(\.mergeReasons) == two.works.map(\.mergeReasons))
    #expect(try one.suggestions() == two.suggestions())
    #expect(one.diagnostics == two.diagnostics)
  }

  /// Marks of other programs with a number behind them are no figures of a person.
  @Test func taggedTextIsNoProfile() {
    let text = "--AU-- Sa, M.; Aho, A.\n--TI-- A title\n--YP-- 1996\n--VL-- 61\n--IS-- 7\n"
    #expect(recognised(Array(text.utf8)) == nil)
  }
}
