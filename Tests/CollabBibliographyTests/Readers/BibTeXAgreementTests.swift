import CollabCore
import CollabTestSupport
import Foundation
import Testing

@testable import CollabBibliography

/// Entries and authors of real files agree with pybtex; `Fixtures/expected/bibtex.py` made the figures.
@Suite struct BibTeXAgreementTests {
  struct Expected: Decodable {
    struct Counts: Decodable, Equatable {
      var entries: Int
      var authors: Int
    }
    var counts: [String: Counts]
  }

  @Test func agreesWithPybtex() throws {
    guard let folder = SharedData.url("data/formats") else { return }
    let expected = try JSONDecoder().decode(
      Expected.self, from: Data(contentsOf: SharedData.fixture("expected/bibtex.json")))
    for (path, counts) in expected.counts.sorted(by: { $0.key < $1.key }) {
      let url = folder.appendingPathComponent(path)
      guard FileManager.default.fileExists(atPath: url.path) else { continue }
      let (sources, diagnostics) = try Bibliography.read([url.path], execution: .serial)
      let content = try #require(sources.first?.content, "\(path): \(diagnostics)")
      let found = Expected.Counts(
        entries: content.records.count, authors: content.records.map(\.byline.count).reduce(0, +))
      #expect(found.entries == counts.entries, "\(path)")
      // There pybtex does not give versions of software the authors of the software.
      if !path.hasSuffix("biblatex-software.bib") {
        #expect(found.authors == counts.authors, "\(path)")
      }
    }
  }
}
