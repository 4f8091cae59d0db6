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

  /// The data of the page for search engines.
  private func dataset(_ executable: Executable) throws -> [String: Any] {
    let page = try String(
      contentsOf: executable.folder.appendingPathComponent("out/index.html"), encoding: .utf8)
    let start = try #require(page.firstRange(of: "<script type=\"application/ld+json\">"))
    let text = page[start.upperBound...]
    let end = try #require(text.firstRange(of: "</script>"))
    return try #require(
      try JSONSerialization.jsonObject(with: Data(text[..<end.lowerBound].utf8)) as? [String: Any])
  }

  private static let title = "</script><!--<script>injected = 1</script> & \"Ties\""

  /// A page is a `Dataset` of schema.org: what it says is what the files say.
  @Test func thePageIsADataset() throws {
    try Executable.run { executable in
      let command =
        "sed 's/, citations = {[0-9]*}//' lab.bib > plain.bib; collab report plain.bib -o out --by papers,citations,degree --title '\(Self.title)'"
      #expect(try executable.shell(command).status == 0)
      let dataset = try dataset(executable)
      #expect(dataset["@context"] as? String == "https://schema.org/")
      #expect(dataset["@type"] as? String == "Dataset")
      #expect(dataset["name"] as? String == Self.title)
      let package = try object("out/datapackage.json", executable)
      #expect(dataset["description"] as? String == package["description"] as? String)
      #expect(dataset["datePublished"] as? String == "2021")
      #expect(dataset["temporalCoverage"] as? String == "2018/2021")
      // Nothing is known of citations.
      let variables = try #require(dataset["variableMeasured"] as? [[String: String]])
      #expect(variables.map { $0["name"] } == ["papers", "degree"])
      #expect(variables[1]["@type"] == "PropertyValue")
      let tables = try #require(dataset["distribution"] as? [[String: String]])
      var digests: [String: String] = [:]
      for table in tables {
        let name = try #require(table["contentUrl"])
        #expect(table["@type"] == "DataDownload" && table["encodingFormat"] == "text/csv")
        digests[name] = table["sha256"]
      }
      let sums = try executable.shell("cd out && sha256sum *.csv").output.split(separator: "\n")
      #expect(sums.map { String($0.prefix(64)) } == digests.sorted { $0.key < $1.key }.map(\.value))
      let inputs = try #require(dataset["isBasedOn"] as? [[String: String]])
      #expect(inputs.map { $0["name"] } == ["plain.bib"])
      #expect(
        try executable.shell("sha256sum plain.bib").output.hasPrefix(inputs[0]["sha256"] ?? "-"))
      let stated = "export SOURCE_DATE_EPOCH=1795737600; \(command) && collab verify out"
      #expect(try executable.shell(stated).status == 0)
      #expect(try self.dataset(executable)["datePublished"] as? String == "2026-11-27")
    }
  }

  /// In a real browser the data is there, nothing of it runs, and the page's policy has nothing to stop.
  @Test(.enabled(if: SharedData.hasBrowser)) func theBrowserFindsTheDataset() throws {
    try Executable.run { executable in
      let command = "collab report seeds -o out -q --pages 0 --title '\(Self.title)'"
      #expect(try executable.shell(command).status == 0)
      let (status, output) = try SharedData.python(
        "explorer/dataset.py", executable.folder.appendingPathComponent("out/index.html"))
      #expect(status == 0, "\(output)")
    }
  }

  /// Contrast, headings, labels, ids, requests and width of the page, in light and dark,
  /// on a screen and on a telephone.
  @Test(.enabled(if: SharedData.hasBrowser)) func theBrowserFindsNoFault() throws {
    try Executable.run { executable in
      #expect(try executable.shell("collab report seeds -o out -q --pages 0").status == 0)
      let (status, output) = try SharedData.python(
        "explorer/report.py", executable.folder.appendingPathComponent("out/index.html"))
      #expect(status == 0, "\(output)")
    }
  }
}
