import CollabTestSupport
import Foundation
import Testing

/// What a report's folder says of itself, checked against the manifest and by the tools that read it.
@Suite struct FolderDescriptionTests {
  private func object(_ name: String, _ executable: Executable) throws -> [String: Any] {
    let file = executable.folder.appendingPathComponent(name)
    return try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
  }

  /// The digests of all files but some, by name, from the manifest.
  private func digests(_ executable: Executable, without: Set<String>) throws -> [String: String] {
    let files = try #require(
      try object("out/manifest.json", executable)["files"] as? [[String: Any]])
    var digests: [String: String] = [:]
    for file in files {
      let name = try #require(file["name"] as? String)
      if !without.contains(name) { digests[name] = file["sha256"] as? String }
    }
    return digests
  }

  @Test func everyFileIsDescribedWithItsDigest() throws {
    try Executable.run { executable in
      #expect(try executable.shell("collab report lab.bib -o out").status == 0)
      let graph = try #require(
        try object("out/ro-crate-metadata.json", executable)["@graph"] as? [[String: Any]])
      var crate: [String: String] = [:]
      for entity in graph where entity["@type"] as? String == "File" {
        let id = try #require(entity["@id"] as? String)
        if !id.hasPrefix("#") { crate[id] = entity["sha256"] as? String }
      }
      #expect(
        try crate
          == digests(executable, without: ["ro-crate-metadata.json", "in-toto.json"]))
      let statement = try object("out/in-toto.json", executable)
      var subjects: [String: String] = [:]
      for subject in try #require(statement["subject"] as? [[String: Any]]) {
        let digest = try #require(subject["digest"] as? [String: String])
        subjects[try #require(subject["name"] as? String)] = digest["sha256"]
      }
      #expect(try subjects == digests(executable, without: ["in-toto.json"]))
      let package = try object("out/datapackage.json", executable)
      let tables = try #require(package["resources"] as? [[String: Any]])
      #expect(
        tables.compactMap { $0["path"] as? String }.sorted()
          == ["authors.csv", "clusters.csv", "edges.csv", "works.csv", "years.csv"])
    }
  }

  /// The day is that of SOURCE_DATE_EPOCH, else the last year of the works, and never today.
  @Test func theDateIsStatedOrThatOfTheWorks() throws {
    try Executable.run { executable in
      func date() throws -> String? {
        let graph = try object("out/ro-crate-metadata.json", executable)["@graph"]
        let root = try #require(
          (graph as? [[String: Any]])?.first { $0["@id"] as? String == "./" })
        return root["datePublished"] as? String
      }
      #expect(try executable.shell("collab report lab.bib -o out").status == 0)
      #expect(try date() == "2021")
      let command = "SOURCE_DATE_EPOCH=1795737600 collab report lab.bib -o out"
      #expect(try executable.shell(command).status == 0)
      #expect(try date() == "2026-11-27")
      let again = try executable.shell("collab verify out --rerun lab.bib")
      #expect(again.status == 2 && again.output.contains("option  date"))
      let stated = try executable.shell(
        "SOURCE_DATE_EPOCH=1795737600 collab verify out --rerun lab.bib")
      #expect(stated.status == 0)
    }
  }

  /// The interpreter that has frictionless of PyPI; `nil` where none has.
  private static let python = SharedData.interpreter(with: "frictionless")

  /// Every cell has the type that the data package states; frictionless is the judge.
  @Test(.enabled(if: python != nil)) func frictionlessReadsTheTables() throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        """
        collab report seeds -o out -q && cd out &&
        '\(Self.python ?? "")' -m frictionless validate datapackage.json
        """)
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    }
  }
}
