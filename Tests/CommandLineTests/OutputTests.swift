import Foundation
import Testing

/// What becomes of outputs when a run cannot go to its end.
@Suite struct OutputTests {
  /// A size limit of the shell, whose signal would end the process.
  @Test func aFileThatGrowsTooLargeLeavesTheOldOne() throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        """
        echo old > net.graphml; chmod 600 net.graphml; ln -s net.graphml link.graphml
        (ulimit -f 1; collab export seeds -q -o link.graphml); echo $?; cat net.graphml; ls -A | grep -c part
        collab export seeds -o link.graphml; stat -c %a net.graphml; readlink link.graphml
        """)
      #expect(outcome.output == "74\nold\n0\n600\nnet.graphml\n", "\(outcome)")
      #expect(outcome.errors.contains("Error: cannot write 'link.graphml': file too large"))
    }
  }

  /// Killed at many moments, a run leaves the old or the new file, and with signals that can be
  /// caught nothing beside it.
  @Test(arguments: ["TERM", "HUP", "ABRT", "KILL"]) func killedRuns(signal: String) throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        """
        collab report lab.bib -o old >/dev/null; collab report lab.bib -o new --top 3 >/dev/null
        cp -r old out
        for delay in 0.02 0.05 0.1 0.15 0.2 0.25 0.3 0.4; do
          timeout -s \(signal) $delay collab report lab.bib -o out --top 3 >/dev/null 2>&1
          for file in $(ls old); do
            cmp -s out/$file old/$file || cmp -s out/$file new/$file || echo torn: $file
          done
        done
        [ \(signal) = KILL ] || find . -name '.collab-*.part'
        collab report lab.bib -o out --top 3 && diff -r out new && find . -name '.collab-*'
        """)
      #expect(outcome.output.isEmpty, "\(outcome)")
    }
  }

  /// Swift ends a process without memory by this signal, and watchdogs send it.
  @Test func anEndForWantOfMemoryIsTold() throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        """
        mkfifo pipe; sleep 60 > pipe & held=$!
        timeout --preserve-status -s ABRT 4 collab export pipe -o net.graphml; echo $?; kill $held
        ls -A | grep -c -e graphml -e part
        """)
      #expect(outcome.output == "134\n0\n", "\(outcome)")
      #expect(outcome.errors.contains("Error: the run was ended: the system gives no more memory"))
    }
  }

  @Test func aHostileManifestRemovesNothing() throws {
    try Executable.run { executable in
      for name in ["", "sub", ".", "..", "../lab.bib"] {
        let outcome = try executable.shell(
          """
          rm -rf out; mkdir -p out/sub; echo mine > out/sub/notes; echo mine > out/notes
          echo '{"tool": "collab", "files": [{"name": "\(name)"}, {"name": "\(name)", "sha256": ""}]}' > out/manifest.json
          collab report lab.bib -o out; cat out/notes out/sub/notes; ls lab.bib
          """)
        #expect(outcome.output.hasSuffix("mine\nmine\nlab.bib\n"), "\(name): \(outcome)")
      }
    }
  }
}
