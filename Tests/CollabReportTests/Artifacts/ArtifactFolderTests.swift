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

  /// A manifest from anywhere removes nothing but what this tool wrote.
  @Test func aManifestRemovesNothingOfOthers() throws {
    let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    try withFolder { folder in
      let target = folder.appendingPathComponent("demo")
      let sub = target.appendingPathComponent("sub.csv")
      try manager.createDirectory(at: sub, withIntermediateDirectories: true)
      for name in [
        "precious", "demo/thesis.tex", "demo/old.csv", "demo/edited.csv", "demo/sub.csv/x",
      ] {
        try Data((name == "demo/edited.csv" ? "mine" : "abc").utf8)
          .write(to: folder.appendingPathComponent(name))
      }
      try manager.createSymbolicLink(
        atPath: target.path + "/link.csv", withDestinationPath: "../precious")
      let names = [
        "", ".", "..", "../precious", "sub.csv", "sub.csv/x", "thesis.tex", "link.csv",
        "edited.csv",
        folder.path + "/precious", "a\u{0}.csv", "old.csv",
      ]
      let files = names.map { ["name": $0, "sha256": digest] }
      try JSONSerialization.data(withJSONObject: ["tool": "collab", "files": files])
        .write(to: target.appendingPathComponent("manifest.json"))
      try artifacts("a.csv").write(to: target.path)
      #expect(try self.names(in: folder) == ["demo", "precious"])
      // Of all these only `old.csv` is what a run could have written.
      #expect(
        try self.names(in: target)
          == ["a.csv", "edited.csv", "link.csv", "manifest.json", "sub.csv", "thesis.tex"])
      #expect(try self.names(in: sub) == ["x"])
    }
  }

  @Test func whatWasChangedIsNotReplaced() throws {
    try withFolder { folder in
      let target = folder.appendingPathComponent("demo")
      try artifacts("a.csv", "b.csv").write(to: target.path)
      try Data("mine".utf8).write(to: target.appendingPathComponent("b.csv"))
      let error = FileError(
        "cannot write '\(target.path)': its file 'b.csv' was changed since it was written; "
          + "move it away, or name another folder")
      #expect(throws: error) { try artifacts("a.csv", "b.csv").write(to: target.path) }
      #expect(try Data(contentsOf: target.appendingPathComponent("b.csv")) == Data("mine".utf8))
      for name in ["a.csv", "b.csv"] {
        try manager.removeItem(at: target.appendingPathComponent(name))
      }
      try manager.createSymbolicLink(
        atPath: target.path + "/a.csv", withDestinationPath: "elsewhere")
      #expect(throws: FileError.self) { try artifacts("a.csv").write(to: target.path) }
    }
  }

  /// A run that was killed between two renames: the next one takes the files of both for its own,
  /// and comparing says that it is no whole report.
  @Test func aMixedFolderIsFinishedByTheNextRun() throws {
    try withFolder { folder in
      let target = folder.appendingPathComponent("demo")
      try artifacts("a.csv", "b.csv", content: "old").write(to: target.path)
      let new = artifacts("a.csv", "b.csv", content: "new")
      try Data("new".utf8).write(to: target.appendingPathComponent("a.csv"))
      #expect(throws: FileError.self) { try new.write(to: target.path) }
      try Data(new.manifest.text.utf8)
        .write(to: target.appendingPathComponent(".collab-manifest-1.json"))
      try Data().write(to: target.appendingPathComponent(".collab-2.part"))
      #expect(throws: FileError.self) { try ArtifactComparison(old: target.path, new: target.path) }
      try artifacts("a.csv", "b.csv", content: "newer").write(to: target.path)
      #expect(try names(in: target) == ["a.csv", "b.csv", "manifest.json"])
      let text = try String(contentsOf: target.appendingPathComponent("a.csv"), encoding: .utf8)
      #expect(text == "newer")
    }
  }

  @Test func aLinkToAFolderStays() throws {
    try withFolder { folder in
      for _ in 1...2 {
        try? manager.createSymbolicLink(
          atPath: folder.path + "/link", withDestinationPath: "real/deep")
        try artifacts("a.csv").write(to: folder.path + "/link")
        #expect(try names(in: folder) == ["link", "real"])
        #expect(
          try names(in: folder.appendingPathComponent("real/deep")) == ["a.csv", "manifest.json"])
      }
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
