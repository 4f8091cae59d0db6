import CollabTestSupport
import Foundation
import Testing

/// `collab report --config` and `collab init`, by the built executable.
@Suite struct ConfigurationTests {
  private func options(_ command: String, _ executable: Executable) throws -> [String: Any] {
    let outcome = try executable.shell(command)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let manifest = try executable.files(in: "out")["manifest.json"] ?? Data()
    let object = try #require(try JSONSerialization.jsonObject(with: manifest) as? [String: Any])
    return try #require(object["options"] as? [String: Any])
  }

  private func write(_ text: String, to name: String = "collab.yaml", _ executable: Executable)
    throws
  {
    try Data(text.utf8).write(to: executable.folder.appendingPathComponent(name))
  }

  @Test func everyShapeOfValueIsUnderstood() throws {
    try Executable.run { executable in
      try write(
        """
        inputs: [lab.bib]
        output: out
        by: [papers, strength]
        set: {resolution: 0.5}
        top: 3
        title: "Our: map"
        groups: true
        isolated: false
        max-authors: ~
        highlight:
          - Grace Hopper
        years: 2000..2030
        gates:
          fail: [works < 1]
        """, executable)
      let options = try options("collab report --config collab.yaml -q", executable)
      #expect(options["by"] as? [String] == ["papers", "strength"])
      #expect((options["set"] as? [String: Double]) == ["resolution": 0.5])
      #expect(options["top"] as? Int == 3 && options["title"] as? String == "Our: map")
      #expect(options["groups"] as? Bool == true && options["isolated"] as? Bool == false)
      #expect(options["maxAuthors"] is NSNull && options["years"] as? String == "2000..2030")
      #expect(options["highlight"] as? [String] == ["Grace Hopper"])
    }
  }

  /// A configuration gives the bytes that the same command line gives.
  @Test func aConfigurationIsACommandLine() throws {
    try Executable.run { executable in
      try write("inputs: lab.bib\noutput: one\ntop: 3\nweighting: full\n", executable)
      let outcome = try executable.shell(
        """
        collab report --config collab.yaml && collab report lab.bib -o two --top 3 --weighting full &&
        diff -r one two
        """)
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    }
  }

  @Test func theCommandLineWins() throws {
    try Executable.run { executable in
      try write(
        "inputs: [nosuch.bib]\noutput: nosuch/out\ntop: 3\nhighlight: [Nobody At All]\ngroups: true\n",
        executable)
      for config in ["--config collab.yaml", "--config=collab.yaml"] {
        let options = try options(
          "collab report lab.bib -o out --top=5 \(config) --highlight 'Grace Hopper' -q", executable
        )
        #expect(options["top"] as? Int == 5 && options["groups"] as? Bool == true)
        #expect(options["highlight"] as? [String] == ["Grace Hopper"])
      }
    }
  }

  /// Paths of a configuration start from its folder.
  @Test func pathsStartFromTheFile() throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        """
        mkdir sub && mv lab.bib sub/ && echo 'Ada Byron = Grace Hopper' > sub/rulings.txt
        printf 'inputs: lab.bib\\noutput: out\\nnames: rulings.txt\\n' > sub/c.yaml
        collab report --config sub/c.yaml -q && ls sub/out/report.md
        """)
      #expect(outcome.output == "sub/out/report.md\n", "\(outcome.errors)")
    }
  }

  @Test(arguments: [
    ("top: 3\nmax-author: 5\n", "c.yaml:2: unknown key 'max-author'; did you mean 'max-authors'?"),
    ("top: 3\ntop: 4\n", "c.yaml:"), ("top: [1, 2]\n", "c.yaml:1: 'top' has one value"),
    ("groups: 1\n", "c.yaml:1: 'groups' is true or false"),
    ("- top\n", "c.yaml:1: a configuration"),
    ("top: {a: 1}\n", "c.yaml:1: 'top' is a value"), ("top: [\n", "c.yaml:"),
    ("gates: {fial: [x]}\n", "c.yaml:1: unknown key 'fial'; did you mean 'fail'?"),
    ("gates: {allow: [{condition: works < 1, reason: x}]}\n", "c.yaml:1: an allowance has"),
    ("config: other.yaml\n", "c.yaml:1: unknown key 'config'"),
    ("a: &a [*a]\n", "c.yaml:"), ("inputs: [[lab.bib]]\n", "c.yaml:1: 'inputs' holds texts"),
  ])
  func whatIsWrongIsNamedWithItsLine(text: String, message: String) throws {
    try Executable.run { executable in
      try write(text, to: "c.yaml", executable)
      let outcome = try executable.shell("collab report lab.bib -o out --config c.yaml")
      #expect(outcome.status == 64)
      #expect(outcome.errors.contains("Error: " + message), "\(outcome.errors)")
    }
  }

  /// A file made to exhaust the parser is refused.
  @Test func deepNestingIsRefused() throws {
    try Executable.run { executable in
      for text in [
        String(repeating: "[", count: 100_000), String(repeating: "- ", count: 100_000),
        String(repeating: "{a: ", count: 100_000),
        (0..<3000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
      ] {
        try write(text, to: "c.yaml", executable)
        #expect(try executable.shell("collab report lab.bib -o out --config c.yaml").status == 64)
      }
      #expect(try executable.shell("collab report lab.bib -o out --config none.yaml").status == 74)
      #expect(try executable.shell("collab report lab.bib -o out --config").status == 64)
    }
  }

  @Test func gatesOfAConfiguration() throws {
    try Executable.run { executable in
      try write(
        """
        inputs: lab.bib
        output: out
        gates:
          fail:
            - works > 1
          allow:
            - condition: works > 1
              until: 2026-12-31
              reason: being cleaned
        """, executable)
      let outcome = try executable.shell(
        """
        collab report --config collab.yaml -q; echo $?
        collab verify out --gates collab.yaml --date 2026-12-31 > /dev/null; echo $?
        collab verify out --gates collab.yaml --date 2027-01-01 > /dev/null; echo $?
        sed -i 's/works > 1/wrks > 1/' collab.yaml
        collab verify out --gates collab.yaml --date 2027-01-01; echo $?
        """)
      #expect(outcome.output == "0\n0\n2\n64\n", "\(outcome.errors)")
      #expect(outcome.errors.contains("collab.yaml:5: unknown figure 'wrks'"))
    }
  }

  @Test func aConfigurationFromWhatIsThere() throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        """
        mkdir w && cp lab.bib "w/my refs.bib" && echo nothing > w/notes.txt && cd w
        collab init -q; echo $?
        collab init -q; echo $?
        collab report --config collab.yaml -q; echo $?
        collab verify report --gates collab.yaml -q > /dev/null; echo $?
        collab init nosuch.bib -o other.yaml -q; echo $?
        """)
      #expect(outcome.output == "0\n74\n0\n0\n74\n", "\(outcome.errors)")
      let text = try String(
        contentsOf: executable.folder.appendingPathComponent("w/collab.yaml"), encoding: .utf8)
      #expect(text.contains("\n  - \"my refs.bib\" # bibtex, 5 entries\n"))
      #expect(!text.contains("notes.txt"))
    }
  }

  /// The interpreter that has jsonschema and PyYAML; `nil` where none has.
  private static let python = SharedData.interpreter(with: "jsonschema, yaml")

  /// The schema that `init` writes takes what `init` writes, and refuses what the tool refuses; jsonschema of
  /// PyPI is the judge.
  @Test(.enabled(if: python != nil)) func theSchemaSaysTheSame() throws {
    try Executable.run { executable in
      let script = """
        import json, jsonschema, yaml
        schema = json.load(open("collab.schema.json"))
        jsonschema.Draft202012Validator.check_schema(schema)
        check = jsonschema.Draft202012Validator(schema)
        check.validate(yaml.load(open("collab.yaml"), yaml.BaseLoader) | {"gates": {"fail": ["works < 1"]}})
        check.validate({"inputs": "a.bib", "top": 3, "groups": True, "by": ["papers"], "set": {"a": 1}})
        for wrong in [{"max-author": 1}, {"groups": 1}, {"top": [1]}, {"theme": "blue"}, {"config": "x"},
                      {"gates": {"fial": []}}, {"gates": {"allow": [{"condition": "works < 1"}]}}]:
            assert not check.is_valid(wrong), wrong
        """
      try write(script, to: "check.py", executable)
      let outcome = try executable.shell("collab init -q && '\(Self.python ?? "")' check.py")
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
  }
}
