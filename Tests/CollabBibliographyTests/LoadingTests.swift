import CollabCore
import CollabTestSupport
import Foundation
import Testing

@testable import CollabBibliography

@Suite struct LoadingTests {
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("collab-loading-\(UInt64.random(in: 0...UInt64.max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test func foldersAreReadWithAllBelowThemAndWithoutHiddenFiles() throws {
    try withFolder { folder in
      let inner = folder.appendingPathComponent("b/c")
      try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
      let entry = "@misc{k, title={A title of four words}, author={Aho, Ada}}"
      try entry.write(to: inner.appendingPathComponent("z.bib"), atomically: true, encoding: .utf8)
      try entry.replacing("Ada", with: "Bo")
        .write(to: folder.appendingPathComponent("a.bib"), atomically: true, encoding: .utf8)
      try entry.write(
        to: folder.appendingPathComponent(".hidden.bib"), atomically: true, encoding: .utf8)
      try "nothing that any reader knows".write(
        to: folder.appendingPathComponent("notes.md"), atomically: true, encoding: .utf8)
      let found = try Bibliography.load([folder.path], execution: .serial)
      #expect(found.sources.map(\.name) == ["a.bib", "b/c/z.bib"])
      #expect(
        found.diagnostics.map(\.description) == [
          "notes.md: note: the format is not recognised; the file is left out [input.unrecognised]"
        ])
      #expect(found.sources[0].sha256.count == 64)
      let twice = try Bibliography.load(
        [folder.path + "/a.bib", folder.path + "/a.bib"], execution: .serial)
      #expect(twice.entryCount == 1)
      #expect(twice.diagnostics.map(\.id) == ["input.repeated"])
      let named = try Bibliography.load([folder.path + "/notes.md"], execution: .serial)
      #expect(named.diagnostics.map(\.severity) == [.error])
    }
  }

  /// Where names of files are bytes, some are no text; their files are told of.
  @Test func namesOutsideOfUTF8AreToldOf() throws {
    try withFolder { folder in
      let name = Array(folder.path.utf8CString.dropLast()) + [0x2F, -1, 0x2E, 0x62, 0]
      let descriptor = open(name, O_CREAT | O_WRONLY, 0o600)
      // Some systems take no such name.
      guard descriptor >= 0 else { return }
      close(descriptor)
      let found = try Bibliography.load([folder.path], execution: .serial)
      #expect(
        found.diagnostics.map(\.message) == [
          "the name is too long, or not in UTF-8; it is left out"
        ])
    }
  }

  /// Links that lead back up, to a folder beside and nowhere, and a pipe that nobody writes to.
  @Test func everyFolderIsOpenedOnceAndOnlyFilesAreRead() throws {
    try withFolder { folder in
      let manager = FileManager.default
      let real = folder.appendingPathComponent("real")
      try manager.createDirectory(at: real, withIntermediateDirectories: true)
      try "@misc{k, title={A title of four words}, author={Aho, Ada}}"
        .write(to: real.appendingPathComponent("a.bib"), atomically: true, encoding: .utf8)
      let links = ["real/up": "..", "also": "real", "nowhere": "missing"]
      for (name, target) in links {
        try manager.createSymbolicLink(
          atPath: folder.path + "/" + name, withDestinationPath: target)
      }
      #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
      let found = try Bibliography.load([folder.path], execution: .serial)
      #expect(found.sources.map(\.name) == ["real/a.bib"])
      #expect(
        found.diagnostics.map(\.description) == [
          "also: note: the link leads to a folder that is read already [input.no-file]",
          "nowhere: note: the link leads nowhere; it is left out [input.no-file]",
          "pipe: note: no regular file; it is left out [input.no-file]",
          "real/up: note: the link leads to a folder that is read already [input.no-file]",
        ])
    }
  }

  @Test func filesLieAtAnyDepth() throws {
    try withFolder { folder in
      let deep = folder.path + String(repeating: "/d", count: 100)
      try FileManager.default.createDirectory(atPath: deep, withIntermediateDirectories: true)
      try "@misc{k, title={A title of four words}, author={Aho, Ada}}"
        .write(toFile: deep + "/a.bib", atomically: true, encoding: .utf8)
      #expect(try Bibliography.load([folder.path], execution: .serial).entryCount == 1)
    }
  }

  /// Whatever is read as a format that it is not, or is empty, something is said of it.
  @Test(arguments: Readers.all.entries.map(\.id)) func nothingIsReadInSilence(id: String) throws {
    var options = LoadOptions()
    options.reader = try Readers.all.entry(id)
    for text in ["", " \n\r\n\t\n", "\u{FEFF}"] {
      let read = Bibliography.read(Array(text.utf8), name: "in", options: options)
      for source in read.sources where source.content.records.isEmpty {
        #expect(!source.content.diagnostics.isEmpty, "\(id): \(text.debugDescription)")
      }
    }
  }

  @Test func devicesAreRefused() {
    let problem = "neither a file, a pipe nor a folder"
    #expect(throws: InputError(input: "/dev/zero", problem: problem)) {
      try Bibliography.load(["/dev/zero"])
    }
  }

  @Test func aMissingInputIsOneLine() {
    #expect(throws: InputError(input: "no/such.bib", problem: "no such file or folder")) {
      try Bibliography.load(["no/such.bib"])
    }
  }

  @Test func edgeListsOfOldMacsHaveLines() throws {
    let result = try ReaderResult(Array("# two\r1 2\r2 3 x\r3 1\r".utf8), format: "edge-list")
    #expect(result.sink.ties.map { $0.a + $0.b } == ["12", "13"])
    #expect(result.diagnostics == ["3:1:edge-list.broken-line"])
  }

  @Test func edgeListsCountAnEdgeOnce() throws {
    let snap = try Bibliography.load(
      [SharedData.fixture("edge-list/triangle.txt").path], execution: .serial)
    #expect(snap.people.map(\.label) == ["1", "2", "3", "4"])
    #expect(snap.ties.map { [$0.a, $0.b] } == [[0, 1], [0, 2], [1, 2]])
    #expect(snap.ties.map(\.weight) == [1, 1, 1])
    #expect(snap.diagnostics.map(\.id) == ["edge-list.both-directions", "edge-list.loop"])
    var options = LoadOptions()
    options.reader = .edgeList
    let weighted = try Bibliography.load(
      [SharedData.fixture("edge-list/weighted.tsv").path], options: options, execution: .serial)
    #expect(weighted.people.map(\.label) == ["Ada Aho", "Bo Berg", "Cai Chen"])
    #expect(weighted.ties.map(\.weight) == [5, 0.5])
    #expect(
      weighted.diagnostics.map(\.description) == [
        "weighted.tsv:6:1: error: expected two vertices and perhaps a weight"
          + " [edge-list.broken-line]",
        "weighted.tsv: note: 1 of 2 pairs are stated in both directions: the two are added up"
          + " [edge-list.both-directions]",
      ])
  }

  /// Lines add up, those without a weight as 1 each, in whatever order: 5 + 1 + 2 + 3 + 1.
  @Test(arguments: ["1 2 5\n1 2\n2 1 2\n2 1 3\n1 2\n", "1 2\n2 1 3\n1 2\n2 1 2\n1 2 5\n"])
  func edgeListsMayLackSomeWeights(text: String) throws {
    let result = try ReaderResult(Array(text.utf8), format: "edge-list")
    #expect(result.sink.ties.map(\.weight) == [12])
    #expect(result.diagnostics == ["edge-list.both-directions"])
  }

  /// Vertices and edges without loops, as SNAP states them for ca-GrQc and ca-HepTh.
  @Test(
    .enabled(if: SharedData.has("data/graphs")),
    arguments: [("ca-GrQc", 5242, 14484), ("ca-HepTh", 9877, 25973)])
  func realEdgeLists(_ name: String, _ vertices: Int, _ edges: Int) throws {
    let url = try #require(SharedData.url("data/graphs/\(name).txt"))
    let found = try Bibliography.load([url.path], execution: .serial)
    #expect(found.sources.map(\.format) == ["edge-list"])
    #expect(found.people.count == vertices)
    #expect(found.ties.count == edges)
  }
}
