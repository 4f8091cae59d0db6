import CollabBibliography
import CollabReport

@testable import CollabDigest

extension Target {
  /// The bytes as `manifest.json` of a folder with a report's files and a user's; behind FS, a second
  /// manifest as a run leaves it that was killed. A report is written there, and the folder is read.
  static let manifest = Target(id: "manifest", summary: "the manifest of a report's folder") {
    bytes in
    let parts = parts(of: bytes, atMost: 2)
    let old: [String: String] = [
      "report.md": "old report", "edges.csv": "old edges", "notes.txt": "mine", "mine.md": "mine",
    ]
    try Scratch.with { scratch in
      let folder = scratch.path("out")
      try scratch.makeFolder("out/sub")
      for (name, text) in old { try scratch.write(text.utf8, to: "out/" + name) }
      try scratch.write("mine".utf8, to: "out/sub/report.md")
      try scratch.write(parts[0], to: "out/manifest.json")
      if parts.count > 1 { try scratch.write(parts[1], to: "out/.collab-manifest-1.json") }
      _ = try Bibliography.read([folder], execution: .serial)
      let before = scratch.contents(of: "out")
      let report = ArtifactFolder(
        files: [.init("report.md", "new report"), .init("graph.svg", "<svg/>")], inputs: [],
        options: [])
      do {
        try report.write(to: folder)
      } catch is FileError {
        expect(scratch.contents(of: "out") == before, "a refused report changed the folder")
        return
      }
      let after = scratch.contents(of: "out")
      expect(after["report.md"] == Array("new report".utf8), "the report is not there")
      for (name, content) in before where after[name] != content {
        // Only what a manifest lists with its digest may be replaced or go.
        let digest = SHA256.hexadecimal(of: content)
        let isStated = parts.contains { $0.contains(Array(digest.utf8)) }
        let isManifest = name == "manifest.json" || name == ".collab-manifest-1.json"
        expect(isManifest || isStated, "'\(name)' was changed, and no manifest lists it")
      }
      expect(scratch.read("out/sub/report.md") == Array("mine".utf8), "a folder was touched")
      try report.write(to: folder)
      expect(scratch.contents(of: "out") == after, "the next run differs")
    }
  }
}
