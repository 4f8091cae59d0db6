import Foundation
import Testing

/// What holds of a corpus file whatever happens to the imports: seen through what is exported.
@Suite struct ImportLawsTests {
  private func export(
    _ inputs: String, _ executable: Executable, to format: String = "bibtex"
  ) throws -> String {
    let outcome = try executable.shell("collab export \(inputs) --to \(format)")
    try #require(outcome.status == 0, "\(outcome.errors)")
    return outcome.output
  }

  @Test func neitherOrderNorRepetitionShows() throws {
    try Executable.run { executable in
      let made = try executable.shell(
        """
        collab generate --works 60 --seed 2 -o a.bib && collab generate --works 60 --seed 3 -o b.bib
        for file in a.bib b.bib lab.bib; do collab import $file --into one.sqlite; done
        for file in lab.bib b.bib a.bib b.bib; do collab import $file --into two.sqlite; done
        collab import b.bib lab.bib a.bib --into three.sqlite
        """)
      #expect(made.status == 0)
      for format in ["bibtex", "csl-json", "works-csv", "gexf"] {
        let direct = try export("lab.bib a.bib b.bib", executable, to: format)
        for corpus in ["one", "two", "three"] {
          #expect(try export("\(corpus).sqlite", executable, to: format) == direct)
        }
      }
      // One stored corpus beside what is in it already.
      #expect(
        try executable.shell(
          "cp one.sqlite before; collab import a.bib b.bib --into one.sqlite; cmp before one.sqlite"
        ).status == 0)
    }
  }

  /// Killed at any moment, an import leaves the corpus as it was, and the next one goes through.
  @Test func aKilledImportLeavesNoTrace() throws {
    try Executable.run { executable in
      let made = try executable.shell(
        """
        collab generate --works 20 --seed 2 -o a.bib && collab generate --works 600 --seed 3 -o b.bib
        collab import a.bib --into lab.sqlite && cp lab.sqlite base.sqlite
        """)
      #expect(made.status == 0)
      let before = try export("a.bib", executable), after = try export("a.bib b.bib", executable)
      for file in ["lab.sqlite", "fresh.sqlite"] {
        for tenths in [1, 3, 5, 8] {
          // The shell's own sleep takes fractions everywhere that this runs.
          _ = try executable.shell(
            "collab import b.bib --into \(file) & sleep \(Double(tenths) / 10); kill -9 $!; wait")
          guard file == "lab.sqlite" else { continue }
          let now = try export(file, executable)
          #expect(now == before || now == after)
          if now == after { _ = try executable.shell("cp base.sqlite lab.sqlite") }
        }
        #expect(try executable.shell("collab import a.bib b.bib --into \(file)").status == 0)
        #expect(try export(file, executable) == after)
      }
    }
  }

  /// Who reads while another imports sees the old corpus or the new one.
  @Test func readersSeeOldOrNew() throws {
    try Executable.run { executable in
      let made = try executable.shell(
        """
        collab generate --works 20 --seed 2 -o a.bib && collab generate --works 500 --seed 3 -o b.bib
        collab import a.bib --into lab.sqlite
        """)
      #expect(made.status == 0)
      let before = try export("a.bib", executable), after = try export("a.bib b.bib", executable)
      let outcome = try executable.shell(
        """
        collab import b.bib --into lab.sqlite > imported & n=0
        while kill -0 $! 2> gone; do
          n=$((n + 1)); collab export lab.sqlite --to bibtex > seen.$n || echo failed
        done; wait $!; echo $n
        """)
      #expect(!outcome.output.contains("failed"), "\(outcome.errors)")
      let count = try #require(Int(outcome.output.split(separator: "\n").last ?? ""))
      for number in 1...max(1, count) {
        let seen = try String(
          contentsOf: executable.folder.appendingPathComponent("seen.\(number)"), encoding: .utf8)
        #expect(seen == before || seen == after)
      }
      #expect(try export("lab.sqlite", executable) == after)
    }
  }
}
