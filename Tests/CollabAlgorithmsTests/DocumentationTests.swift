import CollabAlgorithms
import CollabCore
import CollabTestSupport
import Foundation
import Testing

@Suite struct DocumentationTests {
  private static let pages = SharedData.checkout
    .appendingPathComponent("Sources/CollabAlgorithms/CollabAlgorithms.docc")
  private static let lists = [
    ("Measures", Measures.all.entries.map(\.id)),
    ("NetworkMeasures", NetworkMeasures.all.entries.map(\.id)),
    ("Communities", CommunityMethods.all.entries.map(\.id)),
    ("Backbones", Backbones.all.entries.map(\.id)),
  ]

  /// Every entry of these lists has a page named after it, which says what a user must know before
  /// comparing figures, and there are no other pages.
  @Test func everyEntryHasAPage() throws {
    for (folder, ids) in Self.lists {
      let folder = Self.pages.appendingPathComponent(folder)
      for id in ids {
        let page = folder.appendingPathComponent(id + ".md")
        let text = try #require(try? String(contentsOf: page, encoding: .utf8), "\(page.path)")
        #expect(text.hasPrefix("# \(id)\n"))
        for word in ["eight", "solated", "omponent"] { #expect(text.contains(word), "\(id)") }
        for words in [["Cost", "Complexity"], ["Paper", "Reference"]] {
          #expect(words.contains { text.contains($0) }, "\(words) of \(id)")
        }
        #expect(text.contains("ther tools"), "\(id)")
      }
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(files.sorted() == ids.map { $0 + ".md" }.sorted())
    }
  }

  /// The page where readers arrive leads to every other one, once.
  @Test func theFirstPageLeadsToAll() throws {
    let first = Self.pages.appendingPathComponent("CollabAlgorithms.md")
    let lines = try String(contentsOf: first, encoding: .utf8).split(separator: "\n")
    let links = lines.filter { $0.hasPrefix("- <doc:") }
    let articles = try FileManager.default.contentsOfDirectory(atPath: Self.pages.path)
      .filter { $0.hasSuffix(".md") && $0 != "CollabAlgorithms.md" }.map { $0.dropLast(3) }
    let pages = Self.lists.flatMap(\.1).map { $0[...] } + articles
    #expect(links.sorted() == pages.map { "- <doc:\($0)>" }.sorted())
  }
}
