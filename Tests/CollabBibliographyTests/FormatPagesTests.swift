import CollabCore
import CollabTestSupport
import Foundation
import Testing

@testable import CollabBibliography

/// Every format has its page, and every page tells of every message that its reader has.
@Suite struct FormatPagesTests {
  private static let sources = SharedData.checkout.appendingPathComponent(
    "Sources/CollabBibliography")

  @Test(arguments: Readers.all.entries.map(\.id)) func aPageForEveryFormat(id: String) throws {
    let page = try String(
      contentsOf: Self.sources.appendingPathComponent("CollabBibliography.docc/Formats/\(id).md"),
      encoding: .utf8)
    let parts = [
      "Specification", "Dialects", "Which field goes where", "What is dropped", "Diagnostics",
    ]
    for part in parts { #expect(page.contains("\n## \(part)\n"), "\(part)") }
    #expect(page.contains("`--from \(id)`"))
    for message in try Self.messages() where message.hasPrefix(id + ".") {
      #expect(page.contains("`\(message)`"), "\(message)")
    }
  }

  /// The ids of messages that the code spells out.
  private static func messages() throws -> Set<String> {
    let files = FileManager.default.enumerator(
      at: sources.appendingPathComponent("Readers"), includingPropertiesForKeys: nil)
    var found: Set<String> = []
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: #/"([a-z-]+\.[a-z0-9-]+)"/#) { found.insert(String(match.1)) }
    }
    return found
  }
}
