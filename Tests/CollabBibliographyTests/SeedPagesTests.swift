import CollabCore
import CollabTestSupport
import Foundation
import Testing

@testable import CollabBibliography

/// The counts that the five pages must come to, on the project's own pages and, where they are
/// there, on the real ones.
@Suite struct SeedPagesTests {
  static let folders: [URL] = [
    SharedData.checkout.appendingPathComponent("seeds"), SharedData.url("seeds"),
  ].compactMap { $0 }.filter { FileManager.default.fileExists(atPath: $0.path) }

  @Test(arguments: folders) func counts(_ folder: URL) throws {
    let bibliography = try Bibliography.load([folder.path], execution: .serial)
    #expect(bibliography.sources.map(\.entryCount) == [16, 18, 8, 10, 10])
    #expect(
      bibliography.sources.map(\.format) == [
        "profile-page", "profile-page", "author-listing", "byline-listing", "abstract-listing",
      ])
    let statistics = Statistics(bibliography)
    #expect(statistics.entries == 62)
    #expect(statistics.works == 41)
    #expect(statistics.untitledWorks == 9)
    let gemma = try #require(bibliography.works.first { $0.title == "Gemma 3 Technical Report" })
    // 216 entries, of which 212 differ, and the owner of a page that no byline shows.
    #expect(gemma.authors.count == 213)
    #expect(gemma.repeatedAuthors.count == 4)
    #expect(gemma.unlistedAuthors.map { bibliography.people.label($0) } == ["Dima"])
  }
}
