import CollabCore
import Foundation
import Testing

@testable import CollabReport

@Suite struct ArtifactFolderTests {
  let manager = FileManager.default

  /// Runs a body with a fresh folder that is removed afterwards.
  func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = manager.temporaryDirectory.appendingPathComponent("collab-\(UUID())")
    try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? manager.removeItem(at: folder) }
    try body(folder)
  }

  func artifacts(_ names: String..., content: String = "abc") -> ArtifactFolder {
    ArtifactFolder(
      files: names.map { .init($0, content) },
      inputs: [.init(name: "refs.bib", format: "bibtex", entries: 2, sha256: "0f")],
      options: [.init("seed", 1)])
  }

  func names(in folder: URL) throws -> [String] {
    try manager.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func manifestListsDigests() {
    let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(
      artifacts("a.csv", "b.csv").manifest.text == """
        {
          "tool": "collab",
          "version": "\(Version.text)",
          "options": {"seed": 1},
          "inputs": [{"name": "refs.bib", "format": "bibtex", "entries": 2, "sha256": "0f"}],
          "files": [
            {"name": "a.csv", "bytes": 3, "sha256": "\(digest)"},
            {"name": "b.csv", "bytes": 3, "sha256": "\(digest)"}
          ]
        }

        """)
  }

  @Test func newFolderWithItsParents() throws {
    try withFolder { folder in
      let target = folder.appendingPathComponent("out/demo")
      try artifacts("a.csv", "b.csv").write(to: target.path)
      #expect(try names(in: target) == ["a.csv", "b.csv", "manifest.json"])
      #expect(try names(in: target.deletingLastPathComponent()) == ["demo"])
    }
  }

  @Test func foreignFilesStayAndStaleOnesGo() throws {
    try withFolder { folder in
      let target = folder.appendingPathComponent("demo")
      try artifacts("a.csv", "b.csv").write(to: target.path)
      try Data("mine".utf8).write(to: target.appendingPathComponent("notes.txt"))
      try artifacts("a.csv", "c.csv", content: "new").write(to: target.path)
      #expect(try names(in: target) == ["a.csv", "c.csv", "manifest.json", "notes.txt"])
      let written = try String(
        contentsOf: target.appendingPathComponent("a.csv"), encoding: .utf8)
      #expect(written == "new")
      #expect(try names(in: folder) == ["demo"])
    }
  }

  @Test func aForeignFileIsNotReplaced() throws {
    try withFolder { folder in
      try Data("mine".utf8).write(to: folder.appendingPathComponent("a.csv"))
      #expect(throws: FileError.self) { try artifacts("a.csv").write(to: folder.path) }
      #expect(try names(in: folder) == ["a.csv"])
    }
  }

  @Test func aManifestCannotNameFilesElsewhere() throws {
    try withFolder { folder in
      let target = folder.appendingPathComponent("demo")
      try manager.createDirectory(at: target, withIntermediateDirectories: true)
      try Data("mine".utf8).write(to: folder.appendingPathComponent("precious"))
      try Data(#"{"tool": "collab", "files": [{"name": "../precious"}]}"#.utf8)
        .write(to: target.appendingPathComponent("manifest.json"))
      try artifacts("a.csv").write(to: target.path)
      #expect(try names(in: folder) == ["demo", "precious"])
    }
  }

  @Test func oneLineForWhatCannotBeWritten() throws {
    try withFolder { folder in
      let file = folder.appendingPathComponent("file")
      try Data().write(to: file)
      #expect(throws: FileError("cannot write '\(file.path)': it is a file, not a folder")) {
        try artifacts("a.csv").write(to: file.path)
      }
      let inside = file.appendingPathComponent("x").path
      #expect(throws: FileError.self) { try artifacts("a.csv").write(to: inside) }
      #expect(throws: FileError("cannot write '\(folder.path)': it is a folder")) {
        try FileOutput.write([], to: folder.path)
      }
      #expect(try names(in: folder) == ["file"])
    }
  }
}
