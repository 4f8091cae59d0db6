import CollabTestSupport
import Foundation
import Testing

/// The folder of artifacts of the seed pages, from the built executable.
@Suite struct ReportFolderTests {
  static let names = [
    "authors.csv", "clusters.csv", "datapackage.json", "edges.csv", "explorer.html",
    "figures.json", "graph.dot", "graph.json", "graph.svg", "in-toto.json", "index.html",
    "manifest.json", "report.md", "ro-crate-metadata.json", "works.csv", "years.csv",
  ]

  @Test func threadsAndOrderOfInputsLeaveNoTrace() throws {
    try Executable.run { executable in
      let first = try executable.shell("collab report seeds/*.txt -o one --threads 1")
      #expect(first.status == 0)
      let reversed = "$(ls -r seeds/*.txt)"
      #expect(try executable.shell("collab report \(reversed) -o two --threads 7").status == 0)
      #expect(try executable.shell("collab report seeds -o three").status == 0)
      let one = try executable.files(in: "one")
      #expect(one.keys.filter { !$0.hasPrefix("author-") }.sorted() == Self.names)
      #expect(one.keys.count { $0.hasPrefix("author-") } == 25)
      #expect(try executable.files(in: "two") == one)
      #expect(try executable.files(in: "three") == one)
    }
  }

  @Test func manifestHoldsTheDigestOfEveryFile() throws {
    try Executable.run { executable in
      #expect(try executable.shell("collab report lab.bib -o out --top 3 --pages 2").status == 0)
      let manifest = try #require(
        try JSONSerialization.jsonObject(with: try executable.files(in: "out")["manifest.json"]!)
          as? [String: Any])
      let files = try #require(manifest["files"] as? [[String: Any]])
      let listed = try files.map { file in
        "\(try #require(file["sha256"] as? String))  \(try #require(file["name"] as? String))"
      }
      #expect(listed.count == Self.names.count - 1 + 2)
      let page = try String(
        contentsOf: executable.folder.appendingPathComponent("out/index.html"), encoding: .utf8)
      #expect(page.contains("<a href=\"author-grace-hopper.html\">Grace Hopper</a>"))
      // coreutils is the judge of the digests.
      let sums = try executable.shell("cd out && sha256sum *.*")
      for line in listed { #expect(sums.output.contains(line + "\n")) }
      let options = try #require(manifest["options"] as? [String: Any])
      #expect(options["top"] as? Int == 3)
      #expect(options["seed"] as? Int == 1)
    }
  }

  private static let hasPython = FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")

  /// The policy of each page lets through what is on it, which another tool digests, and no more.
  @Test(.enabled(if: hasPython)) func pagesHaveAPolicyThatTheyKeep() throws {
    try Executable.run { executable in
      let script = """
        import base64, hashlib, re, sys
        page = open(sys.argv[1], encoding="utf-8", newline="").read()
        policy = re.search('<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)[1]
        assert policy.startswith("default-src 'none'; "), policy
        assert policy.endswith("base-uri 'none'; form-action 'none'"), policy
        assert page.index("Content-Security-Policy") < page.index("<style")
        for tag in ["style", "script"]:
            stated = re.findall(tag + "-src '(sha256-[^']*)'", policy)
            found = re.findall("<%s>(.*?)</%s>" % (tag, tag), page, re.S)
            digest = lambda text: base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert stated == ["sha256-" + digest(text) for text in found], tag
        markup = re.sub(r"<(style|script|template)\\b.*?</\\1>", "", page, flags=re.S)
        assert not re.search(r"<[^>]*\\s(style|on[a-z]+|src)\\s*=", markup)
        """
      try Data(script.utf8).write(to: executable.folder.appendingPathComponent("policy.py"))
      let outcome = try executable.shell(
        """
        collab report seeds -o out && collab draw seeds -o map.html &&
        /usr/bin/python3 policy.py out/index.html && /usr/bin/python3 policy.py map.html &&
        for page in out/author-*.html; do /usr/bin/python3 policy.py $page || exit 1; done
        """)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
  }

  @Test func aSecondRunReplacesItsOwnFilesOnly() throws {
    try Executable.run { executable in
      let command = "collab report lab.bib -o out"
      #expect(try executable.shell(command).status == 0)
      let before = try executable.files(in: "out")
      #expect(try executable.shell("echo mine > out/notes.txt && \(command)").status == 0)
      var after = try executable.files(in: "out")
      #expect(after.removeValue(forKey: "notes.txt") == Data("mine\n".utf8))
      #expect(after == before)
      #expect(try executable.shell("ls -A . out | grep -c '^[.]collab-'").output == "0\n")
    }
  }

  @Test func noPathAndNoMarkupOfTheInputGetsIn() throws {
    try Executable.run { executable in
      let hostile = """
        @misc{x, title={<script>alert(1)</script> "=cmd|'/c calc'!A0"},
          author={A. \\"<b>Quote\\" and {=HYPERLINK("http://x")} and B. O'Neil and 山田 太郎}}
        """
      try Data(hostile.utf8).write(to: executable.folder.appendingPathComponent("hostile.bib"))
      let path = executable.folder.appendingPathComponent("hostile.bib").path
      _ = try executable.shell("collab report \(path) -o out --groups")
      for (name, data) in try executable.files(in: "out") {
        let text = String(decoding: data, as: UTF8.self)
        #expect(!text.contains(executable.folder.path), "\(name) holds a path of the machine")
        if name.hasSuffix(".html") || name.hasSuffix(".svg") || name.hasSuffix(".md") {
          #expect(!text.contains("<script>alert"), "\(name) holds markup of the input")
        }
        if name.hasSuffix(".csv") {
          #expect(!text.contains(",=") && !text.contains("\n="), "\(name) holds a formula")
        }
      }
    }
  }
}
