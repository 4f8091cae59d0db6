import CollabTestSupport
import Foundation
import Testing
import Yams

/// The shell steps of the action for GitHub and of the job for GitLab, run one after another in an empty
/// folder as the services run them, with the built executable on the path.
@Suite struct ServiceJobTests {
  private static func yaml(_ file: String) throws -> Node {
    let text = try String(
      contentsOf: SharedData.checkout.appendingPathComponent(file), encoding: .utf8)
    return try #require(try Yams.compose(yaml: text))
  }

  private static func text(_ name: String, _ executable: Executable) throws -> String {
    try String(contentsOf: executable.folder.appendingPathComponent(name), encoding: .utf8)
  }

  private static let configuration = """
    inputs: nowhere.bib
    output: nowhere
    top: 3
    gates:
      fail: [works < 1, errors > 0, lost-works > 5]

    """

  /// Runs a job three times: at first, with a work more, and with a gate that fails.
  private func runThrice(_ executable: Executable, _ job: String) throws {
    func write(_ text: String, _ name: String) throws {
      try Data(text.utf8).write(to: executable.folder.appendingPathComponent(name))
    }
    try write(job, "job.sh")
    try write(Self.configuration, "collab.yaml")
    let first = try executable.shell("bash job.sh")
    #expect(first.status == 0, "\(first.output)\(first.errors)")
    let found = try executable.shell(
      "ls .collab/report/index.html .collab/comparison; diff -r .collab/report .collab/last")
    #expect(found.output == ".collab/report/index.html\n\n.collab/comparison:\n", "\(found.errors)")

    let work = "@misc{new, title={Later Work}, author={Ada Byron and Zoe Quinn}, year=2022}\n"
    try write(try Self.text("lab.bib", executable) + work, "lab.bib")
    let second = try executable.shell("bash job.sh")
    #expect(second.status == 0, "\(second.output)\(second.errors)")
    let news = try Self.text(".collab/comparison/comparison.md", executable)
    #expect(news.contains("# What changed") && news.contains("Later Work"), "\(news)")
    let same = try executable.shell("ls .collab/comparison; diff -r .collab/report .collab/last")
    #expect(same.output == "comparison.md\nindex.html\n")
    #expect(try Self.text(".collab/report/works.csv", executable).contains("Later Work"))

    try write(Self.configuration.replacing("works < 1", with: "works < 100"), "collab.yaml")
    let third = try executable.shell("cp -R .collab/last before; bash job.sh")
    #expect(third.status == 2, "\(third.output)\(third.errors)")
    // The report that failed is not the last one of the next run.
    #expect(try executable.shell("diff -r before .collab/last").status == 0)
    #expect(try executable.shell("ls .collab/comparison/index.html").status == 0)
  }

  @Test func theActionForGitHub() throws {
    let action = try Self.yaml("action.yml")
    let steps = try #require(action["runs"]?["steps"]?.sequence)
    #expect(action["runs"]?["using"]?.string == "composite")
    var inputs = ["inputs": "lab.bib\n\n"]
    for (name, input) in try #require(action["inputs"]?.mapping) {
      if let standard = input["default"]?.string { inputs[name.string ?? ""] = standard }
    }
    var job = """
      export GITHUB_ACTION_PATH='\(SharedData.checkout.path)' GITHUB_OUTPUT="$PWD/output"
      export GITHUB_PATH="$PWD/path" GITHUB_STEP_SUMMARY="$PWD/summary.md"
      rm -f summary.md

      """
    var paths: [String] = []
    for (number, step) in steps.enumerated() {
      guard let script = step["run"]?.string else {
        let uses = try #require(step["uses"]?.string)
        #expect(["actions/cache@v4", "actions/upload-artifact@v4"].contains(uses))
        let listed = step["with"]?["path"]?.string ?? ""
        paths += listed.split(separator: "\n").map(String.init)
        continue
      }
      #expect(step["shell"]?.string == "bash" && !script.contains("${{"))
      var settings = ""
      for (name, value) in step["env"]?.mapping ?? [:] {
        var text = value.string ?? ""
        for (input, value) in inputs {
          text = text.replacing("${{ inputs.\(input) }}", with: value)
        }
        #expect(!text.contains("${{") && !text.contains("'"))
        settings += "\(name.string ?? "")='\(text)' "
      }
      job += """
        cat > step-\(number).sh <<'END-OF-STEP'
        \(script)
        END-OF-STEP
        \(settings)bash --noprofile --norc -eo pipefail step-\(number).sh || exit $?

        """
    }
    try Executable.run { executable in
      try runThrice(executable, job)
      for path in paths {
        #expect(try executable.shell("ls -d \(path)").status == 0, "\(path)")
      }
      #expect(try Self.text("output", executable).hasPrefix("key="))
      #expect(try Self.text("path", executable).hasSuffix("/.collab/bin\n"))
      let summary = try Self.text("summary.md", executable)
      #expect(summary.hasPrefix("# Gates") && summary.contains("# What changed"))
      // Of the first run the report itself is the summary, without what stands in files beside it.
      _ = try executable.shell("rm -rf .collab; bash job.sh")
      let first = try Self.text("summary.md", executable)
      #expect(first.hasPrefix("# Collaboration report\n") && !first.contains("!["))
      #expect(!first.contains("](authors.csv)"))
    }
  }

  /// What both services do, they do by the same lines in the same order: neither takes a file from the
  /// other's checkout, so that a change of one has to be made in the other.
  @Test func bothServicesRunTheSameLines() throws {
    func lines(_ scripts: [String]) -> [String] {
      scripts.flatMap { $0.split(separator: "\n") }.map { $0.trimmingCharacters(in: .whitespaces) }
        .filter { line in
          [
            "collab report", "collab compare", "collab verify", "-o ", "rm ", "mkdir .", "cp -R",
            "if [ -e",
          ]
          .contains { line.hasPrefix($0) }
        }
    }
    let action = try #require(try Self.yaml("action.yml")["runs"]?["steps"]?.sequence)
    let job = try #require(try Self.yaml("ci/collab.gitlab-ci.yml")[".collab"]?["script"]?.sequence)
    let ours = lines(action.compactMap { $0["run"]?.string })
    #expect(ours == lines(job.compactMap(\.string)) && ours.count == 12, "\(ours)")
  }

  /// GitHub's matcher finds the parts of the tool's own messages, and of nothing else that it writes.
  @Test func theProblemMatcher() throws {
    let file = SharedData.checkout.appendingPathComponent("ci/problem-matcher.json")
    let json = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
    let matchers = try #require(json?["problemMatcher"] as? [[String: Any]])
    let pattern = try #require((matchers[0]["pattern"] as? [[String: Any]])?.first)
    let expression = try NSRegularExpression(pattern: try #require(pattern["regexp"] as? String))
    func parts(_ line: String) -> [String: String]? {
      guard
        let match = expression.firstMatch(
          in: line, range: NSRange(line.startIndex..., in: line))
      else { return nil }
      return pattern.compactMapValues { $0 as? Int }.compactMapValues { group in
        Range(match.range(at: group), in: line).map { String(line[$0]) }
      }
    }
    try Executable.run { executable in
      let text =
        "@article{a, title = {One}, author = {Ann Hill}, year = 2001}\n@article{b, title = {\n"
      try Data(text.utf8).write(to: executable.folder.appendingPathComponent("cut.bib"))
      let outcome = try executable.shell("collab stats cut.bib --strict")
      let found = outcome.errors.split(separator: "\n").compactMap { parts(String($0)) }
      #expect(!found.isEmpty && found.allSatisfy { $0["file"] == "cut.bib" && $0["line"] == "2" })
      #expect(
        found.allSatisfy { ["warning", "error"].contains($0["severity"]) }, "\(outcome.errors)")
      #expect(found.allSatisfy { $0["code"]?.hasPrefix("bibtex.") == true }, "\(outcome.errors)")
      let fine = try executable.shell("collab report lab.bib -o out")
      #expect(fine.errors.split(separator: "\n").allSatisfy { parts(String($0)) == nil })
    }
  }

  @Test func theJobForGitLab() throws {
    let job = try #require(try Self.yaml("ci/collab.gitlab-ci.yml")[".collab"])
    var script = "set -eo pipefail\n"
    for (name, value) in try #require(job["variables"]?.mapping) {
      let text = name.string == "COLLAB_INPUTS" ? "lab.bib" : value.string ?? ""
      script += "\(name.string ?? "")='\(text)'\n"
    }
    for part in ["before_script", "script"] {
      for line in try #require(job[part]?.sequence) {
        script += try #require(line.string) + "\n"
      }
    }
    try Executable.run { executable in
      try runThrice(executable, script)
      #expect(try Self.text(".collab/gates.xml", executable).contains("works &lt; 100"))
      let caches = try #require(job["cache"]?.sequence).flatMap {
        $0["paths"]?.sequence.map(Array.init) ?? []
      }
      let kept = try #require(job["artifacts"]?["paths"]?.sequence)
      for path in caches + kept {
        #expect(try executable.shell("ls -d \(path.string ?? "?")").status == 0)
      }
    }
  }
}
