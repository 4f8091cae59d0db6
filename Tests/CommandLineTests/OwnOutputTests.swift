import Foundation
import Testing

/// What a command writes is neither one of its inputs nor read back by the next run.
@Suite struct OwnOutputTests {
  private static let entry = "@misc{a, title={T}, author={Ann Hill and Bob Wood}}\n"

  @Test(arguments: [
    "collab export a.bib --to bibtex -o a.bib", "collab export a.bib --to bibtex -o link.bib",
    "collab export link.bib --to bibtex -o ./a.bib",
    "collab export folder --to bibtex -o folder/b.bib",
    "collab draw a.bib net.graphml -o net.graphml", "collab stats a.bib --diagnostics a.bib",
    "collab stats a.bib --timings a.bib",
  ])
  func noInputIsOverwritten(command: String) throws {
    try Executable.run { executable in
      let network = """
        <graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="undirected">
        <node id="x"/><node id="y"/><edge source="x" target="y"/></graph></graphml>
        """
      _ = try executable.shell("mkdir folder; ln -s a.bib link.bib")
      for (name, text) in [
        ("a.bib", Self.entry), ("folder/b.bib", Self.entry), ("net.graphml", network),
      ] {
        try Data(text.utf8).write(to: executable.folder.appendingPathComponent(name))
      }
      let outcome = try executable.shell(command)
      #expect(outcome.status == 64)
      #expect(outcome.errors.contains("is one of the inputs"), "\(outcome.errors)")
      for name in ["a.bib", "folder/b.bib"] {
        let url = executable.folder.appendingPathComponent(name)
        #expect(try String(contentsOf: url, encoding: .utf8) == Self.entry)
      }
    }
  }

  @Test func aReportIsNotReadBack() throws {
    try Executable.run { executable in
      _ = try executable.shell("mkdir folder")
      try Data(Self.entry.utf8).write(to: executable.folder.appendingPathComponent("folder/b.bib"))
      let before = try executable.shell("collab stats folder --format json")
      #expect(try executable.shell("collab report folder -o folder/report").status == 0)
      let after = try executable.shell("collab stats folder --format json")
      #expect(after.output == before.output)
      #expect(after.errors.contains("[input.own-report]"), "\(after.errors)")
      let again = try executable.shell("collab report folder -o folder/report")
      #expect(again.status == 0)
    }
  }
}
