import Foundation
import Testing

/// Gates, comparisons and runs again by the built executable: exit codes and files.
@Suite struct GateCommandTests {
  private static let setUp =
    "collab report lab.bib -o a -q && collab report lab.bib -o b --max-authors 2 -q; "

  private static func text(_ name: String, _ executable: Executable) throws -> String {
    try String(contentsOf: executable.folder.appendingPathComponent(name), encoding: .utf8)
  }

  @Test(arguments: [
    ("collab verify a --fail 'works < 1'", 0), ("collab verify a --fail 'works > 1'", 2),
    ("collab verify a --fail 'works > 1' --fail 'works < 1'", 2),
    ("collab verify a --fail 'wrks < 1'", 64), ("collab verify a --fail 'works is 1'", 64),
    ("collab verify a --fail 'new-works > 1'", 64), ("collab verify a --junit x.xml", 64),
    ("collab verify a --gates none.txt", 74),
    ("echo > gates; collab verify a --gates gates", 64),
    ("echo 'fail: works > 1' > gates; collab verify a --gates gates", 2),
    ("echo 'fail: new-works > 1' > gates; collab verify a --gates gates", 0),
    (
      "printf 'fail: works < 1\\nfail: lost-authors > 0\\n' > gates; collab verify a --gates gates "
        + "&& collab compare a b --gates gates", 2
    ),
    ("collab compare a b --fail 'lost-authors > 0'", 2),
    ("collab compare a b --fail 'new-authors > 0'", 0),
    ("collab compare a b --fail 'works < 1'", 0),
    ("collab compare a a --fail 'changed-options > 0'", 0),
    ("collab compare a b --fail 'changed-options > 0'", 2),
    ("collab compare a b -o x.pdf", 64), ("collab compare a b -o none/x.html", 74),
  ])
  func exitCodes(command: String, code: Int32) throws {
    try Executable.run { executable in
      let outcome = try executable.shell(Self.setUp + command)
      #expect(outcome.status == code, "\(outcome.output)\(outcome.errors)")
    }
  }

  @Test func anUnknownFigureListsTheValidOnes() throws {
    try Executable.run { executable in
      let outcome = try executable.shell(Self.setUp + "collab verify a --fail 'incomplete > 0'")
      #expect(outcome.errors.lowercased().contains("valid: works, authors, ties"))
    }
  }

  /// `verify` names the gates that it leaves, and checks the others.
  @Test func oneFileOfGatesServesBothCommands() throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        Self.setUp + """
          printf 'fail: works > 1\\nfail: lost-authors > 0\\nfail: new-ties > 9\\n' > gates
          collab verify a --gates gates
          """)
      #expect(outcome.status == 2)
      #expect(
        outcome.errors.contains(
          "2 gates left for 'collab compare': lost-authors > 0, new-ties > 9\n"),
        "\(outcome.errors)")
      #expect(outcome.output.contains("works > 1") && !outcome.output.contains("lost-authors"))
    }
  }

  /// The day comes from the option or from SOURCE_DATE_EPOCH, and never from the clock.
  @Test func allowancesEndByAStatedDay() throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        Self.setUp + """
          echo 'fail: works > 1' > gates
          echo 'allow: works > 1 until 2026-12-31: being cleaned' >> gates
          collab verify a --gates gates; echo $?
          collab verify a --gates gates --date 2026-12-31 > before; echo $?
          collab verify a --gates gates --date 2027-01-01 > after; echo $?
          SOURCE_DATE_EPOCH=1795737600 collab verify a --gates gates > epoch; echo $?
          collab verify a --gates gates --date tomorrow; echo $?
          """)
      #expect(outcome.output == "64\n0\n2\n0\n64\n", "\(outcome.errors)")
    }
  }

  @Test func filesForServices() throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        Self.setUp + """
          export GITHUB_STEP_SUMMARY=$PWD/summary.md; echo before > summary.md
          collab compare a b -o news.html -o news.md -o news.json --fail 'works < 1' \
            --fail 'lost-authors > 0' --junit gates.xml --badge gates.svg --github
          """)
      #expect(outcome.status == 2)
      #expect(outcome.output == "")
      #expect(outcome.errors.contains("::error title=gate%3A lost-authors > 0::lost-authors is 1"))
      func text(_ name: String) throws -> String { try Self.text(name, executable) }
      #expect(
        try text("gates.xml").contains(
          "<testsuite name=\"collab gates\" tests=\"2\" failures=\"1\""))
      #expect(try text("gates.svg").contains("1 of 2 gates failed"))
      #expect(try text("summary.md").hasPrefix("before\n# Gates\n"))
      #expect(try text("summary.md").contains("# What changed"))
      for name in ["news.html", "news.md", "news.json"] {
        #expect(try text(name).contains("lost author"), "\(name)")
        // Options that differ come before what they changed.
        let option = try #require(try text(name).firstRange(of: "maxAuthors"))
        if name != "news.json" {
          let news = try #require(try text(name).firstRange(of: "lost author"))
          #expect(option.lowerBound < news.lowerBound)
        }
      }
      #expect(try !text("news.html").contains("http://"))
      #expect(try !text("news.html").contains("src="))
      let data = Data(try text("news.json").utf8)
      let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      #expect((json["removed"] as? [String]) == ["Ada Byron"])
    }
  }

  @Test func aRunAgainNamesWhatDiffers() throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        Self.setUp + """
          collab verify b --rerun lab.bib; echo $?
          mkdir other; sed 's/Hopper/Hooper/' lab.bib > other/lab.bib
          collab verify b --rerun other/lab.bib > changed.txt; echo $?
          collab verify b --rerun lab.bib -- --seed 2 > seed.txt; echo $?
          collab verify b --rerun none.bib; echo $?
          collab verify b -- --seed 2; echo $?
          """)
      #expect(outcome.output == "0\n2\n2\n74\n64\n", "\(outcome.errors)")
      let changed = try Self.text("changed.txt", executable)
      #expect(changed.contains("input  lab.bib") && changed.contains("file   authors.csv"))
      let seed = try Self.text("seed.txt", executable)
      #expect(seed.contains("option  seed") && !seed.contains("input"))
    }
  }

  /// Every kind of option comes back from the manifest; files are named again.
  @Test func optionsComeBackFromTheManifest() throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        """
        echo 'Ada Byron = Grace Hopper' > rulings.txt
        collab report lab.bib -o first -q
        collab report lab.bib -o full --by strength,papers --method leiden --set resolution=0.5 \
          --top 3 --draw 4 --size-by papers --color-by mean-year --highlight "Grace Hopper" \
          --min-weight 0.25 --labels 2 --theme dark --title 'My map: a=b, c' --isolated \
          --weighting full --groups --years 2000..2030 --seed 18446744073709551615 \
          --identity folded --names rulings.txt --positions first/graph.json \
          --clusters-from first -q
        collab verify full --rerun lab.bib -- --names rulings.txt --positions first/graph.json \
          --clusters-from first; echo $?
        collab verify full --rerun lab.bib; echo $?
        collab verify first --rerun lab.bib; echo $?
        collab report lab.bib -o ego --ego "Grace Hopper" --radius 2 -q
        collab verify ego --rerun lab.bib; echo $?
        """)
      #expect(outcome.output.hasPrefix("0\n"), "\(outcome.output)\(outcome.errors)")
      #expect(outcome.output.hasSuffix("2\n0\n0\n"), "\(outcome.output)\(outcome.errors)")
      for name in ["namesSHA256", "positionsSHA256", "clustersFromSHA256"] {
        #expect(outcome.output.contains("option  \(name)"))
      }
    }
  }

  @Test func clustersFromAnEarlierReport() throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        """
        collab report lab.bib -o a -q
        collab clusters lab.bib --clusters-from a > /dev/null; echo $?
        collab clusters lab.bib --clusters-from a --method louvain; echo $?
        collab clusters lab.bib --clusters-from none; echo $?
        collab clusters lab.bib --clusters-from a --profile; echo $?
        """)
      #expect(outcome.output == "0\n64\n74\n64\n", "\(outcome.errors)")
      #expect(outcome.errors.contains("valid: leiden, leiden-cpm"))
    }
  }

  @Test func messagesAsSARIF() throws {
    try Executable.run { executable in
      _ = try executable.shell("collab rank broken.bib --diagnostics log.sarif")
      let data = Data(try Self.text("log.sarif", executable).utf8)
      let log = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      #expect(log["version"] as? String == "2.1.0")
      let runs = try #require(log["runs"] as? [[String: Any]])
      #expect((runs[0]["results"] as? [[String: Any]])?.isEmpty == false)
    }
  }
}
