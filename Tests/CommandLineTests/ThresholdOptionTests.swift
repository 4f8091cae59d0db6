import Foundation
import Testing

/// Thresholds hold wherever a network is made, drawn or written. Of lab.bib, Hopper has three works
/// and three ties, Noether two and two, Byron one and two, Johnson two and two, Vaughan one and one.
@Suite struct ThresholdOptionTests {
  @Test(arguments: [
    ("rank lab.bib --by papers --format csv", "Hopper", "Byron"),
    ("author Hopper lab.bib", "Noether", "Byron"),
    ("clusters lab.bib --members --format csv", "Hopper", "Byron"),
    ("export lab.bib --to edge-list", "Hopper", "Byron"),
    ("draw lab.bib --isolated -o m.dot", "Hopper", "Byron"),
  ])
  func heldEverywhere(command: String, kept: String, leftOut: String) throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        "collab \(command) --min-papers 2; cat m.dot 2>/dev/null; true")
      #expect(outcome.output.contains(kept), "\(outcome)")
      #expect(!outcome.output.contains(leftOut), "\(outcome)")
      #expect(outcome.errors.contains("3 of 6 authors left out by --min-papers 2"), "\(outcome)")
    }
  }

  @Test func statisticsAndReportsSayWhatIsLeftOut() throws {
    try Executable.run { executable in
      _ = try executable.shell("printf 'Grace Hopper\\nNobody At All\\nEmmy Noether\\n' > lab.txt")
      let stats = try executable.shell("collab stats lab.bib --people lab.txt --min-weight 0.5")
      #expect(stats.output.contains("authors excluded by --people lab.txt"), "\(stats)")
      #expect(
        stats.errors.contains(
          "lab.txt:2: warning: no person is called 'Nobody At All'"), "\(stats.errors)")
      #expect(stats.errors.contains("4 of 6 authors left out by --people lab.txt"))
      #expect(stats.errors.contains("0 of 1 tie left out by --min-weight 0.5"))
      let report = try executable.shell(
        """
        collab report lab.bib -o out --people lab.txt --min-papers 2 && cat out/authors.csv
        grep -c 'left out by --min-papers 2' out/report.md; cat out/manifest.json
        """)
      #expect(report.output.contains("Hopper") && !report.output.contains("Byron"), "\(report)")
      #expect(report.output.contains("\n1\n"))
      #expect(report.output.contains("\"minPapers\": 2") && report.output.contains("peopleSHA256"))
    }
  }

  /// The drawn part of a network is what is written of it.
  @Test(arguments: ["gexf", "graphml", "gml", "edges", "mtx", "json", "cyjs"])
  func exportsHoldWhatIsDrawn(ending: String) throws {
    try Executable.run { executable in
      let drawn = try executable.shell("collab draw lab.bib --top 3 -o net.\(ending)")
      #expect(drawn.status == 0)
      #expect(
        drawn.errors.contains("'net.\(ending)' holds what is drawn: 3 of 6 authors"), "\(drawn)")
      let stats = try executable.shell("collab stats net.\(ending) --format json")
      #expect(stats.output.contains("\"vertices\": 3,"), "\(stats)")
    }
  }

  /// The threshold of a map of clusters is that of the ties between clusters.
  @Test func clustersKeepTheirAuthors() throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        "collab draw lab.bib --vertices clusters --min-weight 0.1 -o map.svg")
      #expect(outcome.status == 0 && !outcome.errors.contains("left out by"), "\(outcome)")
    }
  }

  @Test func aListThatNamesNobodyIsRefused() throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        "echo '# none' > none.txt; collab rank lab.bib --people none.txt")
      #expect(
        outcome.status == 64 && outcome.errors.contains("'none.txt' has no name or identifier"))
      let binary = try executable.shell(
        "printf 'A\\377' > bad.txt; collab rank lab.bib --people bad.txt")
      #expect(binary.status == 64 && binary.errors.contains("is not in UTF-8"))
    }
  }
}
