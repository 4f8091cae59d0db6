import Foundation
import Testing

@testable import CollabReport

@Suite struct FileOutputTests {
  let manager = FileManager.default

  func withFolder(_ body: (String) throws -> Void) throws {
    let folder = manager.temporaryDirectory.appendingPathComponent("collab-\(UUID())")
    try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? manager.removeItem(at: folder) }
    try body(folder.path)
  }

  func text(_ path: String) -> String? {
    manager.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  func mode(_ path: String) throws -> Int {
    try #require(manager.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  @Test func linksAreFollowedAndStay() throws {
    try withFolder { folder in
      try manager.createDirectory(atPath: folder + "/b", withIntermediateDirectories: true)
      let links = ["one": "b/two", "b/two": "../b/three", "loop": "loop"]
      for (name, target) in links {
        try manager.createSymbolicLink(
          atPath: folder + "/" + name, withDestinationPath: target)
      }
      for content in ["first", "second"] {
        try FileOutput.write(Array(content.utf8), to: folder + "/one")
        #expect(text(folder + "/b/three") == content)
        #expect(try manager.destinationOfSymbolicLink(atPath: folder + "/one") == "b/two")
        #expect(
          try manager.contentsOfDirectory(atPath: folder + "/b").sorted() == ["three", "two"])
      }
      #expect(throws: FileError.self) { try FileOutput.write([], to: folder + "/loop") }
    }
  }

  @Test(arguments: [0o600, 0o640, 0o755]) func modesAreKept(mode: Int) throws {
    try withFolder { folder in
      let path = folder + "/a.csv"
      #expect(manager.createFile(atPath: path, contents: Data("old".utf8)))
      try manager.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
      try FileOutput.write(Array("new".utf8), to: path)
      #expect(try self.mode(path) == mode)
      #expect(text(path) == "new")
    }
  }

  @Test func newFilesFollowTheMask() throws {
    try withFolder { folder in
      let mask = umask(0)
      umask(mask)
      try FileOutput.write([], to: folder + "/a")
      #expect(try mode(folder + "/a") == 0o666 & ~Int(mask))
    }
  }

  /// What a dead run left goes; what another run is writing stays.
  @Test func leftoversOfDeadRunsGo() throws {
    try withFolder { folder in
      for name in [".collab-dead.part", ".collab-live.part", ".collab-other", "mine.part"] {
        #expect(manager.createFile(atPath: folder + "/" + name, contents: Data()))
      }
      try manager.createDirectory(
        atPath: folder + "/.collab-report.part", withIntermediateDirectories: true)
      try manager.createDirectory(
        atPath: folder + "/.collab-foreign.part", withIntermediateDirectories: true)
      for name in [
        ".collab-report.part/report.md", ".collab-report.part/author-ann-hill.html",
        ".collab-foreign.part/thesis.tex",
      ] {
        #expect(manager.createFile(atPath: folder + "/" + name, contents: Data()))
      }
      let live = open(folder + "/.collab-live.part", O_RDONLY)
      #expect(flock(live, LOCK_EX) == 0)
      defer { close(live) }
      try FileOutput.write([], to: folder + "/a")
      #expect(
        try manager.contentsOfDirectory(atPath: folder).sorted()
          == [".collab-foreign.part", ".collab-live.part", ".collab-other", "a", "mine.part"])
    }
  }

  @Test func pipesAreWrittenTo() throws {
    try withFolder { folder in
      let pipe = folder + "/pipe"
      #expect(mkfifo(pipe, 0o600) == 0)
      let reader = open(pipe, O_RDONLY | O_NONBLOCK)
      defer { close(reader) }
      try FileOutput.write(Array("abc".utf8), to: pipe)
      var bytes = [UInt8](repeating: 0, count: 8)
      #expect(read(reader, &bytes, 8) == 3)
      #expect(bytes.starts(with: "abc".utf8))
    }
  }
}
