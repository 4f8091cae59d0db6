import Foundation
import Testing

@testable import CollabReport

/// Each fault of a folder is found and named, and a whole folder has none.
@Suite struct FolderVerificationTests {
  private func verify(
    after change: (URL) throws -> Void
  ) throws -> (intact: Int, findings: [String]) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("collab-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    try ArtifactFolder(
      files: [.init("a.csv", "abc"), .init("b.csv", "x\ny\n")], inputs: [], options: []
    ).write(to: folder.path)
    try change(folder)
    let verification = try FolderVerification(of: folder.path)
    return (
      verification.intact, verification.findings.map { "\($0.name) \($0.fault.rawValue)" }
    )
  }

  @Test func aWholeFolderHasNoFault() throws {
    let result = try verify { _ in }
    #expect(result.intact == 2 && result.findings.isEmpty)
  }

  @Test func everyFaultIsNamed() throws {
    let result = try verify { folder in
      try Data("abd".utf8).write(to: folder.appendingPathComponent("a.csv"))
      try FileManager.default.removeItem(at: folder.appendingPathComponent("b.csv"))
      try Data("mine".utf8).write(to: folder.appendingPathComponent("notes.txt"))
    }
    #expect(result.intact == 0)
    #expect(result.findings == ["a.csv changed", "b.csv missing", "notes.txt unlisted"])
  }

  @Test func aLostLineIsAChange() throws {
    let result = try verify {
      try Data("x\n".utf8).write(to: $0.appendingPathComponent("b.csv"))
    }
    #expect(result.intact == 1 && result.findings == ["b.csv changed"])
  }

  /// A manifest is data: what it lists outside of its folder is not looked at.
  @Test func aManifestCannotNameOtherFolders() throws {
    let result = try verify {
      let text = """
        {"tool": "collab", "files": [{"name": "../a.csv", "sha256": "00"}, {"name": "/etc/hostname", "sha256": "00"}]}
        """
      try Data(text.utf8).write(to: $0.appendingPathComponent("manifest.json"))
    }
    #expect(result.intact == 0)
    #expect(
      result.findings == [
        "../a.csv foreign", "/etc/hostname foreign", "a.csv unlisted", "b.csv unlisted",
      ])
  }

  @Test func aFolderWithoutManifestIsAnError() throws {
    #expect(throws: FileError.self) {
      try verify {
        try FileManager.default.removeItem(at: $0.appendingPathComponent("manifest.json"))
      }
    }
    #expect(throws: FileError.self) { try FolderVerification(of: "/nowhere/at/all") }
  }
}
