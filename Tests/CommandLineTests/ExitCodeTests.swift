import CollabTestSupport
import Foundation
import Testing

/// The table of exit codes, and that commands keep to it.
@Suite struct ExitCodeTests {
  private static let codes = [0, 1, 2, 64, 74, 130]

  /// Help and README list the same codes in the same words.
  @Test func helpAndReadmeHaveTheTable() throws {
    let readme = try String(
      contentsOf: SharedData.checkout.appendingPathComponent("README.md"), encoding: .utf8)
    try Executable.run { executable in
      let help = try executable.shell("collab --help").output
      for code in Self.codes {
        let line = try #require(
          help.split(separator: "\n").first { $0.hasPrefix("  \(code): ") }, "\(code)")
        let meaning = line.dropFirst("  \(code): ".count)
        #expect(readme.contains("| \(code) | \(meaning) |"))
      }
    }
  }

  @Test(arguments: [
    ("collab rank lab.bib", 0), ("collab rank broken.bib", 1), ("collab rank none.txt", 1),
    (
      "collab report lab.bib -o a && collab report lab.bib -o b --max-authors 2; collab compare a b",
      0
    ),
    (
      "collab report lab.bib -o a && collab report lab.bib -o b --max-authors 2; collab compare a b --check",
      2
    ),
    ("collab report lab.bib -o a; collab compare a a --check", 0),
    ("collab rank lab.bib --by nosuch", 64), ("collab nosuch", 64), ("collab rank nosuch.bib", 74),
    ("collab draw lab.bib -o nosuch/a.svg", 74),
  ])
  func areKeptTo(command: String, code: Int32) throws {
    try Executable.run { executable in
      let outcome = try executable.shell("echo nothing > none.txt; " + command)
      #expect(outcome.status == code, "\(outcome.errors)")
    }
  }

  /// A reader that has seen enough changes no exit code.
  @Test func aClosedPipeHidesNoError() throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        "(collab rank broken.bib; echo $? > code) | true; cat code")
      #expect(outcome.output == "1\n")
    }
  }

  private static let hasPython = FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")

  /// Python that interrupts a report some seconds after it watches for the signal, and gives its exit code.
  private static let interrupting = """
    import signal, subprocess, time
    def watches(process):
        try:
            lines = open(f"/proc/{process.pid}/status").readlines()
            return any(int(l.split()[1], 16) & 2 for l in lines if l.startswith("SigCgt"))
        except FileNotFoundError:
            return True
    def interrupted(file, after):
        run = subprocess.Popen(["collab", "report", file, "-o", "out"],
                               preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
        while run.poll() is None and not watches(run): time.sleep(0.01)
        time.sleep(after); run.send_signal(signal.SIGINT)
        return run.wait(timeout=50)
    """

  /// Interrupted while it waits for input, and while it works, a run leaves no file.
  @Test(.enabled(if: hasPython)) func anInterruptionLeavesNothing() throws {
    try Executable.run { executable in
      let waiting = try executable.shell(
        """
        mkfifo pipe; sleep 60 > pipe & held=$!
        python3 - <<'END'
        \(Self.interrupting)
        print(interrupted("pipe", after=0.2))
        END
        kill $held
        """)
      #expect(waiting.output == "130\n", "\(waiting.errors)")
      let working = try executable.shell(
        """
        collab generate --works 60000 -o made.bib
        python3 - <<'END'
        \(Self.interrupting)
        for wait in [0.1, 0.5, 1.5]: print(interrupted("made.bib", after=wait))
        END
        """)
      #expect(working.output == "130\n130\n130\n", "\(working.errors)")
      let left = try FileManager.default.contentsOfDirectory(atPath: executable.folder.path)
      #expect(!left.contains { $0.hasPrefix("out") || $0.hasPrefix(".out.") })
    }
  }
}
