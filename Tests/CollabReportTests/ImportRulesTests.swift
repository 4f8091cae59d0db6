import CollabTestSupport
import Foundation
import Testing

/// Reads the import lines of the sources: each room may know only what ARCHITECTURE.md says.
@Suite struct ImportRulesTests {
  /// The rooms that each room may import.
  static let allowed: [String: Set<String>] = [
    "CollabCore": [], "CollabDigest": [], "CollabGraph": ["CollabCore"],
    "CollabAlgorithms": ["CollabCore", "CollabGraph"],
    "CollabBibliography": ["CollabCore", "CollabDigest"],
    "CollabStore": ["CollabCore", "CollabBibliography"],
    "CollabCorpus": numbers.union(["CollabBibliography"]),
    "CollabRender": numbers.union(["CollabDigest"]),
    "CollabReport": all.subtracting(["CollabReport"]),
    "CollabKit": all.subtracting(["CollabDigest"]),
    "CommandOptions": ["CollabCore", "CollabGraph"],
    "collab": all.union(["CollabStore"]),
  ]

  /// The rooms that know no bibliography.
  private static let numbers: Set<String> = ["CollabCore", "CollabGraph", "CollabAlgorithms"]
  private static let all = numbers.union([
    "CollabDigest", "CollabBibliography", "CollabCorpus", "CollabRender", "CollabReport",
  ])

  /// Modules that these rooms alone may import.
  static let fenced = [
    "CGraphviz": ["CollabRender"], "CLibXML2": ["CollabBibliography"],
    "CCompression": ["CollabBibliography", "CollabRender"], "COpenSSL": ["CollabDigest"],
    "CArchive": ["CollabBibliography"], "CSimdjson": ["CollabBibliography"],
    "GRDB": ["CollabStore"], "GRDBSQLite": ["CollabStore"],
    "ArgumentParser": ["collab", "CommandOptions"], "Yams": ["collab"], "Dispatch": ["CollabCore"],
  ]

  @Test(arguments: allowed.keys.sorted())
  func room(_ room: String) throws {
    let folder = SharedData.checkout.appendingPathComponent("Sources/\(room)")
    let files = try #require(
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    var count = 0
    for case let file as URL in files where file.pathExtension == "swift" {
      count += 1
      for module in try Self.imports(of: file) {
        if let owners = Self.fenced[module] {
          #expect(owners.contains(room), "\(file.lastPathComponent) imports \(module)")
        } else if module.hasPrefix("Collab") {
          #expect(
            Self.allowed[room, default: []].contains(module),
            "\(file.lastPathComponent) imports \(module)")
        }
      }
    }
    #expect(count > 0)
  }

  private static func imports(of file: URL) throws -> [String] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard let place = words.firstIndex(of: "import"), place < 2, place + 1 < words.count,
        place == 0
          || ["public", "internal", "package", "private", "fileprivate"].contains(words[0])
      else { return nil }
      return words[place + 1].split(separator: ".").first.map(String.init)
    }
  }
}
