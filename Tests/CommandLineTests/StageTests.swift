import Foundation
import Testing

/// The stages of a report: each is timed, shows its progress on a terminal, and ends when the user asks to
/// stop.
@Suite struct StageTests {
  private static let stages: Set = [
    "reading", "network", "picture figures", "statistics", "suggestions", "structure", "measures",
    "stability", "clusters", "topics", "profiles", "years", "resolutions", "intervals", "map",
    "map of the page",
    "explorer", "novelty", "author pages", "network files", "tables", "page", "writing",
  ]

  @Test func everyStageIsTimedOnce() throws {
    try Executable.run { executable in
      let outcome = try executable.shell("collab report lab.bib -o out --timings times.json -q")
      #expect(outcome.status == 0, "\(outcome.errors)")
      let data = try Data(
        contentsOf: executable.folder.appendingPathComponent("times.json"))
      let times = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      let phases = try #require(times["phases"] as? [[String: Any]])
      let names = phases.compactMap { $0["name"] as? String }
      #expect(names.count == Self.stages.count && Set(names) == Self.stages, "\(names)")
      #expect(names.first == "reading" && names.last == "writing")
      for phase in phases {
        #expect((phase["seconds"] as? Double ?? -1) >= 0, "\(phase)")
        #expect((phase["peakMemoryBytes"] as? Int ?? 0) > 0, "\(phase)")
      }
    }
  }

  private static let hasPython = FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")

  /// Stopped in the stage whose progress the terminal shows, a report ends with the code of an
  /// interruption, takes its line away, and leaves no file.
  @Test(.enabled(if: hasPython)) func aStageEndsWhereTheUserAsksToStop() throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        """
        collab generate --works 2000 -o made.bib -q
        /usr/bin/python3 - <<'END'
        import os, pty, re, signal
        pid, terminal = pty.fork()
        if pid == 0: os.execvp("collab", ["collab", "report", "made.bib", "-o", "out", "--pages", "400", "--threads", "1"])
        seen, sent = b"", False
        while True:
            try: part = os.read(terminal, 65536)
            except OSError: break
            if not part: break
            seen += part
            if not sent and re.search(rb"author pages \\d+ %", seen):
                os.kill(pid, signal.SIGINT)
                sent = True
        status = os.waitpid(pid, 0)[1]
        print(sent, os.waitstatus_to_exitcode(status), seen.endswith(b"\\r\\x1b[K"))
        END
        """)
      #expect(outcome.output == "True 130 True\n", "\(outcome)")
      let left = try FileManager.default.contentsOfDirectory(atPath: executable.folder.path)
      #expect(!left.contains { $0.hasPrefix("out") || $0.hasPrefix(".out.") }, "\(left)")
    }
  }
}
