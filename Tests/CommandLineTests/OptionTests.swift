import CollabTestSupport
import Foundation
import Testing

/// An option that would do nothing is refused where the result would be another than asked for, and
/// warned of where it only does no good.
@Suite struct OptionTests {
  @Test(arguments: [
    "draw lab.bib -o out.svg --page a9", "draw lab.bib -o out.svg --page 0x5",
    "draw lab.bib -o out.svg --page 1x1mm", "draw lab.bib -o out.svg --page 500x",
    "draw lab.bib -o out.svg --page 1e9x500", "draw lab.bib -o out.png --dpi 0",
    "draw lab.bib -o - -o png:-", "draw lab.bib -o - --layout-report", "draw lab.bib -o gif:-",
    "draw lab.bib -o out.svg --radius 2", "draw lab.bib -o out.svg --radius 1",
    "report lab.bib -o out --radius 2", "draw lab.bib -o out.svg --pinned",
    "draw lab.bib -o out.svg --ego hopper --isolated",
    "draw lab.bib -o out.svg --ego hopper --largest-component",
    "draw lab.bib -o out.svg --largest-component --isolated",
    "draw lab.bib -o out.svg --path byron vaughan --isolated",
    "draw lab.bib -o out.svg --vertices clusters --size-by degree",
    "draw lab.bib -o out.svg --color-by none --set resolution=2",
    "draw lab.bib -o out.svg --path hopper hopper",
    "draw lab.bib -o out.svg --positions map.json --layout sfdp",
    "draw field.csv -o out.svg --vertices clusters --color-by field",
    "rank lab.bib --by papers,papers", "rank lab.bib --set damping=0.1 --set damping=0.2",
    "rank lab.bib --by betweenness --delta 0.1",
    "rank lab.bib --by betweenness --epsilon 0.1 --set epsilon=0.2",
    "stats lab.bib --duplicates --structure", "stats lab.bib --sources --years 2019..",
    "stats lab.bib --duplicates --groups", "clusters lab.bib --profile --runs 3",
    "export lab.bib --to bibtex --years 2019..", "export lab.bib --to csl-json --by degree",
    "export lab.bib --to works-csv --method louvain", "path hopper hopper lab.bib",
    "import lab.bib --into out.sqlite --matching as-given",
    "import lab.bib --into out.sqlite --identity exact",
    "people lab.bib --mentions --suspect", "people lab.bib --suspect --identity folded",
    "people lab.bib --why hopper byron vaughan",
    "rank lab.bib --identity exact --matching standard",
    "rank lab.bib --from ris --column title=T",
  ])
  func isRefused(command: String) throws {
    try Executable.run { executable in
      _ = try executable.shell(
        """
        collab draw lab.bib -o map.json
        printf 'Title,Authors,Field\\nOn ties,Ada Aho; Bo Berg,math\\n' > field.csv
        """)
      let outcome = try executable.shell("collab " + command)
      #expect(outcome.status == 64, "\(outcome.errors)")
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors.hasPrefix("Error: "))
      let left = try FileManager.default.contentsOfDirectory(atPath: executable.folder.path)
      #expect(!left.contains { $0.hasPrefix("out") })
    }
  }

  /// Where a file is to be written, `-` is not taken for its name.
  @Test(arguments: ["export lab.bib --to ris -o -", "generate --works 10 -o -"])
  func aDashIsNoFile(_ command: String) throws {
    try Executable.run { executable in
      let outcome = try executable.shell("collab " + command)
      #expect(outcome.status == 74 && outcome.errors.contains("'./-'"), "\(outcome)")
      let left = try FileManager.default.contentsOfDirectory(atPath: executable.folder.path)
      #expect(!left.contains("-"))
    }
  }

  @Test(arguments: [
    ("rank lab.bib --by papers --weighting full", "--weighting has no effect"),
    ("stats lab.bib --weighting full", "--weighting has no effect"),
    ("path byron vaughan lab.bib --weighting full", "--weighting has no effect"),
    ("author hopper lab.bib --top 3 --format json", "--top has no effect"),
    ("author hopper lab.bib --top 3 --format csv", "--top has no effect"),
    ("rank lab.bib --column authors=Who", "--column and --author-separator have no effect"),
    ("rank lab.bib --author-separator /", "--column and --author-separator have no effect"),
    ("rank lab.sqlite --from bibtex", "--from has no effect"),
    ("rank lab.bib --matching as-given", "--matching is now --identity exact"),
    ("rank lab.bib --matching standard", "--matching is now --identity folded"),
    ("rank ties.edges --from edge-list --years 2019..", "--years without effect"),
    ("rank ties.edges --from edge-list --weighting full", "--weighting without effect"),
    (
      "draw lab.bib -o out.html --theme dark --labels 3",
      "--theme, --labels without effect on 'out.html'"
    ),
    ("draw lab.bib -o out.html --backbone disparity", "--backbone without effect on 'out.html'"),
    ("rank ties.edges --from edge-list --min-papers 2", "--min-papers without effect"),
    (
      "export ties.edges lab.bib --to csl-jsonl -o works.jsonl",
      "left out: 2 people on no byline"
    ),
    ("draw lab.bib -o out.svg --dpi 300", "--dpi has no effect"),
    ("draw lab.bib -o out.html --page a4", "--page without effect on 'out.html'"),
    ("draw lab.bib -o out.svg --color-by none --method louvain", "--method has no effect"),
    (
      "draw lab.bib -o out.svg --ego hopper --highlight vaughan",
      "'Dorothy Vaughan' is to be marked and is not drawn"
    ),
    (
      "draw lab.bib -o out.svg --positions other.json",
      "'other.json' has no place of any author here"
    ),
  ])
  func isWarnedOf(command: String, warning: String) throws {
    try Executable.run { executable in
      let made = try executable.shell(
        """
        collab import lab.bib --into lab.sqlite > imported; echo 'a b 1' > ties.edges
        echo '{"nodes": [{"label": "X", "x": 1, "y": 2}]}' > other.json
        """)
      #expect(made.status == 0)
      let outcome = try executable.shell("collab " + command)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.errors.contains("warning: " + warning), "\(outcome.errors)")
      let quiet = try executable.shell("collab " + command + " --quiet")
      #expect(quiet.errors.isEmpty)
      #expect((quiet.status, quiet.output) == (0, outcome.output))
    }
  }

  /// A4 is 841.89 by 595.28 points, 8 by 5 inches 576 by 360.
  @Test(arguments: [("a4", "841.89", "595.28"), ("8x5in", "576.00", "360.00")])
  func pagesHaveTheirSize(page: String, width: String, height: String) throws {
    try Executable.run { executable in
      let outcome = try executable.shell("collab draw lab.bib -o - --page \(page)")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("viewBox=\"0.00 0.00 \(width) \(height)\""))
      // 6 points at least.
      let sizes = outcome.output.split(separator: "font-size=\"").dropFirst()
        .compactMap { Double($0.prefix { $0 != "\"" }) }
      #expect(sizes.count > 6 && (sizes.min() ?? 0) >= 6)
    }
  }

  @Test func picturesGoToStandardOutput() throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        """
        collab draw lab.bib -o - -o file.svg > out.svg && cmp out.svg file.svg &&
        collab draw lab.bib -o png:- --dpi 36 | head -c 4 | tail -c 3 &&
        collab draw lab.bib -o json:- | head -c 1
        """)
      #expect((outcome.status, outcome.output) == (0, "PNG{"), "\(outcome.errors)")
    }
  }

  /// A work of four people makes six of seven ties: whoever maps, ranks or clusters is told once.
  @Test(arguments: ["draw -o out.svg", "rank", "clusters"])
  func oneWorkThatMakesMostTiesIsReported(command: String) throws {
    try Executable.run { executable in
      _ = try executable.shell(
        "printf '@misc{a, title={On it}, author={Ann A and Ben B and Cy C and Di D}}"
          + "@misc{b, author={Ann A and Ed E}}' > one.bib")
      let outcome = try executable.shell("collab \(command) one.bib")
      #expect(
        outcome.errors.contains(
          "one.bib:1: warning: 86\u{202F}% of all ties rest on one work, “On it”; "
            + "--max-authors 3 leaves it out [network.one-work]"), "\(outcome.errors)")
      #expect(outcome.errors.split(separator: "rest on one work").count == 2)
      #expect(
        try !executable.shell("collab \(command) one.bib --max-authors 3").errors.contains(
          "rest on"))
    }
  }

  /// A quiet run hides no error, nor what ends a strict run.
  @Test func quietRunsShowWhatEndsThem() throws {
    try Executable.run { executable in
      _ = try executable.shell("printf '@misc{a, author={Aho, A.}, year={20x1}}' > year.bib")
      let loud = try executable.shell("collab rank year.bib")
      #expect(loud.status == 0 && loud.errors.contains(": warning: "), "\(loud)")
      #expect(try executable.shell("collab rank -q year.bib").errors.isEmpty)
      let strict = try executable.shell("collab rank -q year.bib --strict")
      #expect(strict.status == 1 && strict.errors.contains(": warning: "), "\(strict)")
      let broken = try executable.shell("collab rank -q broken.bib")
      #expect(broken.status == 1 && broken.errors.contains(": error: "), "\(broken)")
      #expect(try executable.shell("collab rank -q nosuch.bib").errors.hasPrefix("Error: "))
    }
  }

  /// Each file is named on standard error once it is written.
  @Test func whatWasWrittenIsSaid() throws {
    try Executable.run { executable in
      for command in [
        "draw lab.bib -o out.svg", "draw lab.bib -o out.html", "draw lab.bib -o out.gexf",
        "export lab.bib -o out.graphml", "export lab.bib --to bibtex -o out.bib",
        "report lab.bib -o out", "generate --works 10 -o out.bib",
        "stats lab.bib --diagnostics out.json", "stats lab.bib --timings out.json",
      ] {
        let file = try #require(command.split(separator: " ").last)
        let outcome = try executable.shell("rm -rf out*; collab \(command)")
        #expect(outcome.errors.hasSuffix("wrote '\(file)'\n"), "\(outcome)")
      }
    }
  }

  @Test(arguments: [
    "rank lab.bib --weighting full", "stats lab.bib --structure --weighting full",
    "draw lab.bib -o out.svg --ego hopper --radius 2 --theme dark --labels 2",
    "draw lab.bib -o out.html --color-by cluster",
    "rank lab.bib --by betweenness --epsilon 0.1 --delta 0.1",
    "author hopper lab.bib --top 3", "rank list.csv --column authors=Who",
    "export lab.bib --to gexf --years 2019.. --by degree",
  ])
  func whatHasAnEffectIsNotWarnedOf(command: String) throws {
    try Executable.run { executable in
      _ = try executable.shell("printf 'Who;Title\\nAho, A.;On ties\\n' > list.csv")
      let outcome = try executable.shell("collab " + command)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(!outcome.errors.contains("warning: "), "\(outcome.errors)")
    }
  }
}
