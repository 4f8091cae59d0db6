import CollabTestSupport
import Foundation
import Testing

/// Whatever gives nothing is a failure that says so, unless `--allow-empty` is given.
@Suite struct EmptinessTests {
  private static let commands = [
    "stats", "stats --structure", "stats --duplicates", "stats --sources", "rank", "clusters",
    "draw -o out.svg", "draw -o out.html", "report -o out", "export --to gexf",
    "export --to bibtex",
    "author Ada", "path Ada Bo", "import --into out.sqlite",
  ]

  @Test(arguments: commands) func inputsWithoutAnyEntryFail(command: String) throws {
    try Executable.run { executable in
      let inputs = executable.folder.appendingPathComponent("inputs")
      try FileManager.default.createDirectory(at: inputs, withIntermediateDirectories: true)
      for (name, text) in [
        ("nothing.txt", "nothing of any format\n"), ("comment.bib", "% no entry\n"),
        ("empty.bib", ""),
      ] {
        try Data(text.utf8).write(to: inputs.appendingPathComponent(name))
        let outcome = try executable.shell("collab \(command) inputs/\(name)")
        #expect(outcome.status == 1)
        let lines = outcome.errors.split(separator: "\n").filter { $0.hasPrefix("Error: ") }
        #expect(lines.count == 1)
        #expect(lines.first?.contains("nothing was read from '\(name)'") == true)
        #expect(lines.first?.contains("--from") == true)
        #expect(lines.first?.contains("--column") == true)
      }
      let folder = try executable.shell("collab \(command) inputs")
      #expect(folder.status == 1)
      #expect(
        folder.errors.contains(
          "nothing was read from 'comment.bib' (read as bibtex), 'empty.bib' (read as bibtex), "
            + "'nothing.txt'"))
      let wrong = try executable.shell("collab \(command) lab.bib --from ris")
      #expect(wrong.status == 1)
      #expect(wrong.errors.contains("leave out --from"))
      let left = try FileManager.default.contentsOfDirectory(atPath: executable.folder.path)
      #expect(!left.contains { $0.hasPrefix("out") })
    }
  }

  @Test(arguments: commands.filter { !$0.hasPrefix("author") && !$0.hasPrefix("path") })
  func emptyInputsCanBeAccepted(command: String) throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        "echo '% nothing' > comment.bib; collab \(command) comment.bib --allow-empty")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.errors.contains("warning: nothing was read from 'comment.bib'"))
    }
  }

  @Test(arguments: ["rank", "stats", "report -o out", "draw -o out.svg", "clusters"])
  func optionsThatLeaveNobodyFail(command: String) throws {
    try Executable.run { executable in
      let years = try executable.shell("collab \(command) lab.bib --years 1800..1810")
      #expect(years.status == 1)
      #expect(
        years.errors.contains(
          "the network has no vertices: --years 1800..1810 leaves out 5 of 5 works, and the known "
            + "years are 2018..2021"))
      let large = try executable.shell(
        "sed /alone/d lab.bib > pairs.bib; collab \(command) pairs.bib --max-authors 1")
      #expect(large.status == 1)
      #expect(large.errors.contains("--max-authors 1 leaves out 4 of 4 works"))
    }
  }

  @Test(arguments: ["--color-by", "--size-by"]) func whatNobodyKnowsFails(option: String) throws {
    try Executable.run { executable in
      let ids =
        option == "--size-by"
        ? ["citations"]
        : ["country", "affiliation", "field", "first-year", "mean-year", "citations"]
      _ = try executable.shell(
        "echo '@misc{a, title={On Ties}, author={A Aho and B Berg}}' > a.bib")
      for command in ["draw -o out.svg", "report -o out"] {
        for id in ids {
          let outcome = try executable.shell("collab \(command) a.bib \(option) \(id)")
          #expect(outcome.status == 1)
          #expect(outcome.errors.contains("\(option) \(id): no value is known for any author"))
          let accepted = try executable.shell(
            "collab \(command) a.bib \(option) \(id) --allow-empty")
          #expect(accepted.status == 0)
        }
      }
    }
  }

  @Test func comparedFoldersWithoutAuthorsFail() throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        """
        echo '% nothing' > a.bib; collab report a.bib -o one --allow-empty
        collab compare one one --allow-empty && collab compare one one
        """)
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("neither 'one' nor 'one' lists an author"))
    }
  }

  @Test func aNetworkOfNobodyFails() throws {
    try Executable.run { executable in
      for command in ["draw -o out.svg", "report -o out", "rank", "export --to gexf"] {
        let outcome = try executable.shell("collab \(command) lab.bib --min-ties 9")
        #expect(outcome.status == 1)
        #expect(
          outcome.errors.contains(
            "the network has no vertices: 6 of 6 authors left out by --min-ties 9"),
          "\(outcome.errors)")
      }
    }
  }
}
