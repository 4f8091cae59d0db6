import CollabAlgorithms
import CollabCore
import CollabTestSupport
import Foundation
import Testing

@Suite struct DocumentationTests {
  /// Every entry of these lists has a page named after it.
  @Test func everyEntryHasAPage() {
    let authorIndices = Measures.all.entries.filter { $0.weights == .none }.map(\.id)
    let lists = [
      ("Measures", authorIndices),
      ("Communities", CommunityMethods.all.entries.map(\.id)),
      ("NetworkMeasures", NetworkMeasures.all.entries.map(\.id)),
      ("Backbones", Backbones.all.entries.map(\.id)),
    ]
    let pages = SharedData.checkout
      .appendingPathComponent("Sources/CollabAlgorithms/CollabAlgorithms.docc")
    for (folder, ids) in lists {
      for id in ids {
        let page = pages.appendingPathComponent("\(folder)/\(id).md")
        #expect(FileManager.default.fileExists(atPath: page.path), "\(folder)/\(id).md")
      }
    }
  }
}
