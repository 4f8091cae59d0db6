import Foundation
import Testing

/// Odd use and damaged folders: nothing of the user's is lost, and nothing wrong is an answer.
@Suite struct HostileUseTests {
  /// Files of a report that is read, of gates and of rulings are no outputs.
  @Test func whatIsReadIsNotOverwritten() throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        """
        collab report lab.bib -o a -q; collab report lab.bib -o b -q; cp -r b kept
        echo 'fail: works < 0' > gates.txt; echo 'same: Ann Hill = A. Hill' > rulings.txt
        ln -s b/works.csv link.csv
        collab compare a b -o b/index.html; echo $?
        collab compare a b -o link.csv; echo $?
        collab compare a b --fail 'works < 0' --badge b/graph.svg; echo $?
        collab verify b --fail 'works < 0' --junit b/manifest.json; echo $?
        collab verify b --gates gates.txt --junit gates.txt; echo $?
        collab stats lab.bib --names rulings.txt --diagnostics rulings.txt; echo $?
        diff -r b kept; cat gates.txt rulings.txt
        """)
      #expect(
        outcome.output == "64\n64\n64\n64\n64\n64\nfail: works < 0\nsame: Ann Hill = A. Hill\n",
        "\(outcome)")
      #expect(outcome.errors.contains("'b/index.html' is a file of the report 'b'"))
    }
  }

  @Test func optionsWithoutEffectAreReported() throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        """
        collab report lab.bib -o a -q; echo 'top: 3' > c.yaml
        collab compare a a -o x.html --format json; echo $?
        collab verify a --rerun lab.bib -- --config c.yaml; echo $?
        collab verify a --rerun lab.bib -- --output other; echo $?
        collab verify a --rerun lab.bib -- lab.bib; echo $?
        """)
      #expect(outcome.output == "0\n64\n64\n64\n", "\(outcome)")
      #expect(outcome.errors.contains("warning: --format has no effect with --output"))
      #expect(outcome.errors.contains("--config has no effect behind --"))
    }
  }

  /// A report of 100 pages, new and over an older one, with 32 files open at most.
  @Test func manyPagesNeedFewOpenFiles() throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        """
        collab generate --works 300 -o many.bib -q
        (ulimit -n 32; collab report many.bib -o a --pages 100 -q); echo $?
        (ulimit -n 32; collab report many.bib -o a --pages 90 --seed 2 -q); echo $?
        collab verify a -q; echo $?; ls a | grep -c author-; find . -name '.collab-*'
        """)
      #expect(outcome.output == "0\n0\n0\n90\n", "\(outcome)")
    }
  }

  /// A folder whose tables are not as they were written is no base for an answer.
  @Test(arguments: [
    "rm b/works.csv", "sed -i s/,community,/,group,/ b/authors.csv",
    "sed -i '2s/,[0-9.]*,/,9,/' b/edges.csv", "ln -sf /dev/zero b/figures.json",
  ])
  func damagedFoldersAreErrors(damage: String) throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        """
        collab report lab.bib -o a -q; cp -r a b; \(damage)
        collab compare a b; echo $?
        collab clusters lab.bib --clusters-from b; echo $?
        """)
      #expect(outcome.output == "74\n74\n", "\(outcome)")
      #expect(outcome.errors.contains("is missing or was changed since it was written"))
    }
  }

  @Test func aManifestThatListsFilesElsewhereIsAFault() throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        """
        collab report lab.bib -o a -q
        sed -i 's|{"name": "report.md"|{"name": "../lab.bib", "bytes": 1, "sha256": "0"}, &|' a/manifest.json
        collab verify a --format csv 2>/dev/null; echo $?
        """)
      #expect(outcome.output == "file,fault\n../lab.bib,foreign\n2\n", "\(outcome)")
    }
  }

  /// A pipe in a folder is left alone by `init`; one that is named is read.
  @Test func pipes() throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        """
        mkdir in; cp lab.bib in; mkfifo in/pipe.bib
        (cd in; timeout 20 collab init -q); echo $?; grep -c 'lab.bib' in/collab.yaml
        mkfifo gates; (echo 'fail: works < 0' > gates &)
        collab report lab.bib -o a -q; timeout 20 collab verify a -q --gates gates >/dev/null; echo $?
        collab rank lab.bib --people /dev/zero; echo $?
        collab import lab.bib --into ''; echo $?
        """)
      #expect(outcome.output == "0\n1\n0\n74\n74\n", "\(outcome)")
      #expect(outcome.errors.contains("'/dev/zero': it is neither a file nor a pipe"))
    }
  }

  /// A pipe gives its content once, and the manifest states its digest after it was used.
  @Test func whatAPipeGaveIsRecorded() throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        """
        echo 'rename: Ann Hill | Ann Lake' > rules; mkfifo pipe; (cat rules > pipe &)
        collab report lab.bib -o a -q --names rules; echo $?
        timeout 20 collab report lab.bib -o b -q --names pipe; echo $?
        for f in a b; do grep namesSHA256 $f/manifest.json > $f.digest; done; cmp a.digest b.digest; echo $?
        """)
      #expect(outcome.output == "0\n0\n0\n", "\(outcome)")
    }
  }

  /// Aliases repeat a text of half a megabyte, and lists are longer than a parser of options takes.
  @Test func configurationsThatGrow() throws {
    try Executable.run { executable in
      let folder = executable.folder
      let text = String(repeating: "x", count: 500_000)
      let aliases = Array(repeating: "*t", count: 9000).joined(separator: ",")
      try Data("title: &t \(text)\nhighlight: [\(aliases)]\n".utf8)
        .write(to: folder.appendingPathComponent("alias.yaml"))
      try Data("inputs: [\(Array(repeating: "f", count: 20_000).joined(separator: ","))]\n".utf8)
        .write(to: folder.appendingPathComponent("many.yaml"))
      let outcome = try executable.shell(
        """
        for file in alias many; do collab report --config $file.yaml -o a; echo $?; done
        """)
      #expect(outcome.output == "64\n64\n", "\(outcome)")
      #expect(outcome.errors.contains("alias.yaml:2: 'highlight' has more than"))
    }
  }
}
