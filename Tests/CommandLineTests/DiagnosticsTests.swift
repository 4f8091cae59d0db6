import CollabBibliography
import CollabCore
import CollabTestSupport
import Foundation
import Testing

/// What becomes of messages about the input, the same for every format: a reader that is added to
/// the list is tested by itself, on its own fixtures.
@Suite struct DiagnosticsTests {
  /// Files in a folder of which there is nothing to say but that they hold nothing.
  @Test func notesOfWholeFilesAreOneLine() throws {
    try Executable.run { executable in
      let folder = executable.folder.appendingPathComponent("papers")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data("@misc{a, title = {On Ties}, author = {Aho, Ada}}\n".utf8)
        .write(to: folder.appendingPathComponent("a.bib"))
      for number in 1...130 {
        try Data("nothing of any format, \(number) times\n".utf8)
          .write(to: folder.appendingPathComponent("read\(number).me"))
        try Data("% \(number)\n".utf8).write(to: folder.appendingPathComponent("b\(number).bib"))
      }
      let outcome = try executable.shell("collab stats papers --diagnostics all.json")
      #expect(outcome.status == 0)
      let lines = outcome.errors.split(separator: "\n").filter { $0.contains("[input.") }
      #expect(
        lines == [
          "read1.me: note: the format is not recognised; the file is left out [input.unrecognised]",
          "read10.me: note: the format is not recognised; the file is left out [input.unrecognised]",
          "read100.me: note: the format is not recognised; the file is left out [input.unrecognised]",
          "127 more [input.unrecognised]; --diagnostics FILE writes them all",
          "b1.bib: warning: the file holds nothing of the format 'bibtex' [input.no-entries]",
          "b10.bib: warning: the file holds nothing of the format 'bibtex' [input.no-entries]",
          "b100.bib: warning: the file holds nothing of the format 'bibtex' [input.no-entries]",
          "127 more [input.no-entries]; --diagnostics FILE writes them all",
        ])
      let all = try #require(
        try JSONSerialization.jsonObject(
          with: Data(contentsOf: executable.folder.appendingPathComponent("all.json")))
          as? [[String: Any]])
      for kind in ["input.unrecognised", "input.no-entries"] {
        #expect(all.count { $0["id"] as? String == kind } == 130)
      }
    }
  }

  /// The shortest damaged fixture of a format about which its reader warns.
  private static func badInput(of reader: Reader) throws -> (bytes: [UInt8], ids: [String])? {
    let folder = SharedData.fixture(reader.id)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    var best: (bytes: [UInt8], ids: [String])?
    for name in names where !name.hasPrefix(".") {
      let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      let candidates =
        (1..<16).map { Array(bytes.prefix(bytes.count * $0 / 15)) }
        + lines.indices.prefix(40).map { Array(lines[..<$0].joined(separator: [0x0A])) }
        + lines.indices.prefix(40).map { Array(lines[$0...].joined(separator: [0x0A])) }
      for bytes in candidates where !bytes.isEmpty && bytes.count < best?.bytes.count ?? .max {
        let ids = warnings(in: bytes, reader)
        if !ids.isEmpty { best = (bytes, ids) }
      }
    }
    return best
  }

  private static func warnings(in bytes: [UInt8], _ reader: Reader) -> [String] {
    var options = LoadOptions()
    options.reader = reader
    return Bibliography.read(bytes, name: "in", options: options).sources
      .flatMap(\.content.diagnostics)
      .filter { $0.severity > .note && $0.id != "input.no-entries" }.map(\.id)
  }

  @Test(arguments: Readers.all.entries.map(\.id))
  func strictAndLimitsHoldForEveryFormat(id: String) throws {
    let reader = try Readers.all.entry(id)
    let bad = try #require(
      try Self.badInput(of: reader), "no damage of the fixtures of \(id) is warned of")
    try Executable.run { executable in
      let folder = executable.folder.appendingPathComponent("bad")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for copy in 0..<11 {
        // Two inputs of one name and content would count once.
        try Data(bad.bytes).write(to: folder.appendingPathComponent("c\(copy)"))
      }
      let outcome = try executable.shell(
        "collab stats --from \(id) bad --strict --diagnostics all.json")
      #expect(outcome.status == 1)
      #expect(outcome.output.isEmpty, "a result in spite of --strict")
      let all = try #require(
        try JSONSerialization.jsonObject(
          with: Data(contentsOf: executable.folder.appendingPathComponent("all.json")))
          as? [[String: Any]])
      for kind in Set(bad.ids) {
        let count = all.count { $0["id"] as? String == kind }
        #expect(count == 11 * bad.ids.count { $0 == kind })
        let ofKind = all.filter { $0["id"] as? String == kind }
        for (severity, messages) in Dictionary(
          grouping: ofKind, by: { $0["severity"] as? String ?? "" })
        {
          let shown = outcome.errors.split(separator: "\n").count {
            $0.hasSuffix("[\(kind)]") && $0.contains(" \(severity): ")
          }
          #expect(shown == 3)
          let rest = "\(messages.count - 3) more [\(kind)]; --diagnostics FILE writes them all"
          #expect(outcome.errors.contains(rest))
        }
      }
    }
  }
}
