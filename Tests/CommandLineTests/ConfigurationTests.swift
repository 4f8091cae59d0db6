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

  /// An option that takes several values leaves the inputs of the command line alone.
  @Test func severalValuesAndInputs() throws {
    try Executable.run { executable in
      try write("output: out\npath: [Ada Byron, Emmy Noether]\n", executable)
      for command in ["lab.bib --config collab.yaml", "--config collab.yaml -q -- lab.bib"] {
        let options = try options("collab report \(command)", executable)
        #expect(options["path"] as? [String] == ["Ada Byron", "Emmy Noether"])
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

  /// Inputs that are named elsewhere are written by their paths from the configuration's folder, and a report
  /// finds them there. `link` leads to `real/inner`.
  @Test(arguments: [
    ("lab.bib", "c.yaml", "lab.bib"), ("./lab.bib", "./c.yaml", "lab.bib"),
    ("lab.bib", "sub/c.yaml", "../lab.bib"), ("lab.bib", "sub/deep/c.yaml", "../../lab.bib"),
    ("sub/own.bib", "sub/c.yaml", "own.bib"), ("sub/../lab.bib", "sub/c.yaml", "../lab.bib"),
    ("sub/own.bib", "other/c.yaml", "../sub/own.bib"), ("sub", "other/c.yaml", "../sub"),
    ("sub/", "other/c.yaml", "../sub"), ("lab.bib", "link/c.yaml", "../../lab.bib"),
    ("link/../own.bib", "c.yaml", "link/../own.bib"),
    ("link/../own.bib", "sub/c.yaml", "../real/own.bib"),
    ("alias.bib", "sub/c.yaml", "../alias.bib"), ("lab.bib", "$PWD/sub/c.yaml", "../lab.bib"),
  ])
  func pathsOfNamedInputs(input: String, output: String, path: String) throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        """
        mkdir -p sub/deep other real/inner && ln -s real/inner link && ln -s lab.bib alias.bib
        cp lab.bib sub/own.bib && cp lab.bib real/own.bib
        collab init \(input) -o "\(output)" -q && grep -A1 '^inputs:' "\(output)" | tail -1 &&
        collab report --config "\(output)" -q && ls "$(dirname "\(output)")/report/report.md" > ls
        """)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(
        outcome.output.hasPrefix("  - \"\(path)\" #") || outcome.output.hasPrefix("  - \(path) #"))
    }
  }

  /// A path from the root stays as it is.
  @Test func pathsFromTheRoot() throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        "mkdir sub && collab init \"$PWD/lab.bib\" -o sub/c.yaml -q && grep -c \"$PWD/lab.bib\" sub/c.yaml"
      )
      #expect(outcome.output == "1\n", "\(outcome.errors)")
    }
  }

  /// Configurations, in JSON because the types of its values are beyond doubt, and whether they are valid.
  private static let shapes: [(text: String, isValid: Bool)] = [
    ("null", true), ("{}", true), ("[]", false), ("\"top\"", false), ("3", false),
    (#"{"inputs": null}"#, true), (#"{"inputs": []}"#, true), (#"{"inputs": "a.bib"}"#, true),
    (#"{"inputs": ["a.bib", 2015]}"#, true), (#"{"inputs": 2015}"#, true),
    (#"{"inputs": true}"#, false), (#"{"inputs": [null]}"#, false),
    (#"{"inputs": [["a.bib"]]}"#, false), (#"{"inputs": {"a": "b"}}"#, false),
    (#"{"groups": true}"#, true), (#"{"groups": false}"#, true), (#"{"groups": null}"#, true),
    (#"{"groups": "true"}"#, false), (#"{"groups": 1}"#, false), (#"{"groups": [true]}"#, false),
    (#"{"top": 3}"#, true), (#"{"top": "3"}"#, true), (#"{"top": null}"#, true),
    (#"{"top": [3]}"#, false), (#"{"top": []}"#, false), (#"{"top": true}"#, false),
    (#"{"top": {"a": 1}}"#, false), (#"{"title": "true"}"#, true), (#"{"title": true}"#, false),
    (#"{"title": "null"}"#, true), (#"{"theme": "dark"}"#, true), (#"{"theme": null}"#, true),
    (#"{"theme": "blue"}"#, false), (#"{"theme": ["dark"]}"#, false),
    (#"{"by": "papers"}"#, true), (#"{"by": ["papers", "degree"]}"#, true), (#"{"by": []}"#, true),
    (#"{"by": null}"#, true), (#"{"by": {"papers": 1}}"#, false), (#"{"by": [true]}"#, false),
    (#"{"set": {"damping": 0.5}}"#, true), (#"{"set": {}}"#, true),
    (#"{"set": "damping=0.5"}"#, true), (#"{"set": ["damping=0.5"]}"#, true),
    (#"{"set": {"damping": null}}"#, false), (#"{"set": {"damping": [1]}}"#, false),
    (#"{"column": {"authors": "Who"}}"#, true), (#"{"column": {"authors": true}}"#, false),
    (#"{"highlight": "Ann"}"#, true), (#"{"highlight": ["Ann", "Bo"]}"#, true),
    (#"{"highlight": []}"#, true), (#"{"highlight": {"Ann": "Bo"}}"#, false),
    (#"{"highlight": [null]}"#, false), (#"{"names": []}"#, true), (#"{"names": null}"#, true),
    (#"{"names": ["r.txt"]}"#, true), (#"{"names": {"a": "b"}}"#, false),
    (#"{"path": ["Ann", "Bo"]}"#, true), (#"{"path": []}"#, true), (#"{"path": null}"#, true),
    (#"{"max-author": 1}"#, false), (#"{"config": "x"}"#, false), (#"{"gate": null}"#, false),
    (#"{"gates": null}"#, true), (#"{"gates": {}}"#, true), (#"{"gates": []}"#, false),
    (#"{"gates": "works < 1"}"#, false), (#"{"gates": {"fial": []}}"#, false),
    (#"{"gates": {"fail": "works < 1"}}"#, true), (#"{"gates": {"fail": null}}"#, true),
    (#"{"gates": {"fail": []}}"#, true), (#"{"gates": {"fail": ["works < 1"]}}"#, true),
    (#"{"gates": {"fail": [["works < 1"]]}}"#, false), (#"{"gates": {"fail": [null]}}"#, false),
    (#"{"gates": {"fail": {"works": 1}}}"#, false), (#"{"gates": {"fail": true}}"#, false),
    (#"{"gates": {"allow": null}}"#, true), (#"{"gates": {"allow": []}}"#, true),
    (#"{"gates": {"allow": "works < 1"}}"#, false), (#"{"gates": {"allow": [null]}}"#, false),
    (#"{"gates": {"allow": {"condition": "a < 1", "until": "2030-12-31", "reason": "r"}}}"#, true),
    (
      #"{"gates": {"allow": [{"condition": "a < 1", "until": "2030-12-31", "reason": "r"}]}}"#, true
    ),
    (#"{"gates": {"allow": [{"condition": "a < 1", "until": "2030-12-31", "reason": 5}]}}"#, true),
    (
      #"{"gates": {"allow": [{"condition": "a < 1", "until": "2030-13-31", "reason": "r"}]}}"#,
      false
    ),
    (#"{"gates": {"allow": [{"condition": "a < 1", "until": 2030, "reason": "r"}]}}"#, false),
    (#"{"gates": {"allow": [{"condition": "a < 1", "until": null, "reason": "r"}]}}"#, false),
    (#"{"gates": {"allow": [{"condition": "a < 1"}]}}"#, false),
    (
      #"{"gates": {"allow": [{"condition": "a", "until": "2030-12-31", "reason": "r", "x": 1}]}}"#,
      false
    ),
  ]

  private func writeShapes(_ executable: Executable) throws {
    for (number, shape) in Self.shapes.enumerated() {
      try write(shape.text + "\n", to: "shape-\(number).yaml", executable)
    }
  }

  /// A file that cannot be read, 74, comes after a wrong configuration, 64.
  @Test func theParserTakesValidShapesOnly() throws {
    try Executable.run { executable in
      try writeShapes(executable)
      let outcome = try executable.shell(
        """
        for number in $(seq 0 \(Self.shapes.count - 1)); do
          collab report none.bib -o out --config shape-$number.yaml -q; echo $?
        done
        """)
      let codes = outcome.output.split(separator: "\n")
      try #require(codes.count == Self.shapes.count)
      for (shape, code) in zip(Self.shapes, codes) {
        #expect(code == (shape.isValid ? "74" : "64"), "\(shape.text)")
      }
    }
  }

  /// The interpreter that has jsonschema and PyYAML; `nil` where none has.
  private static let python = SharedData.interpreter(with: "jsonschema, yaml")

  /// The schema that `init` writes takes the same shapes, and what `init` writes; jsonschema of PyPI is the
  /// judge.
  @Test(.enabled(if: python != nil)) func theSchemaSaysTheSame() throws {
    try Executable.run { executable in
      let script = """
        import json, jsonschema, yaml
        schema = json.load(open("collab.schema.json"))
        jsonschema.Draft202012Validator.check_schema(schema)
        check = jsonschema.Draft202012Validator(schema)
        check.validate(yaml.safe_load(open("collab.yaml")))
        for number in range(\(Self.shapes.count)):
            print(check.is_valid(json.load(open(f"shape-{number}.yaml"))))
        """
      try writeShapes(executable)
      try write(script, to: "check.py", executable)
      let outcome = try executable.shell(
        "collab init lab.bib -q && '\(Self.python ?? "")' check.py")
      #expect(outcome.status == 0, "\(outcome.errors)")
      let verdicts = outcome.output.split(separator: "\n")
      try #require(verdicts.count == Self.shapes.count)
      for (shape, verdict) in zip(Self.shapes, verdicts) {
        #expect(verdict == (shape.isValid ? "True" : "False"), "\(shape.text)")
      }
    }
  }
}
