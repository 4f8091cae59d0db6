import CollabTestSupport
import Foundation
import Testing

/// What a terminal gets can be printed; files and pipes get the data as it is.
@Suite struct TerminalTests {
  /// Runs a command on a pseudo terminal and prints what it writes there.
  private static let onTerminal = """
    import os, pty, sys
    pid, terminal = pty.fork()
    if pid == 0: os.execvp(sys.argv[1], sys.argv[1:])
    seen = b""
    while True:
        try: part = os.read(terminal, 65536)
        except OSError: break
        if not part: break
        seen += part
    os.waitpid(pid, 0)
    sys.stdout.buffer.write(seen.replace(b"\\r\\n", b"\\n"))
    """

  private static let hasPython = FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")

  @Test(
    .enabled(if: hasPython),
    arguments: [
      "rank --by papers", "rank --by papers --format csv", "rank --by papers --format markdown",
      "rank --by papers --format json", "export --to bibtex", "stats --duplicates",
      "clusters --format csv",
    ])
  func noNameSteersATerminal(command: String) throws {
    try Executable.run { executable in
      try Data(Self.onTerminal.utf8).write(
        to: executable.folder.appendingPathComponent("terminal.py"))
      let hostile =
        "@misc{k, title={On \u{1B}]0;x\u{7} and \u{9B}31m \u{202E}ties}, "
        + "author={Aho, A\u{1B}[31mda and Berg, B\u{202E}o}}\n"
      let file = executable.folder.appendingPathComponent("in\u{1B}[2J.bib")
      try Data(hostile.utf8).write(to: file)
      try Data(hostile.utf8).write(to: executable.folder.appendingPathComponent("in.bib"))
      let seen = try executable.shell(
        "NO_COLOR=1 /usr/bin/python3 terminal.py collab \(command) in*.bib")
      #expect(!seen.output.isEmpty, "\(seen.errors)")
      let steering: Set<Unicode.Scalar> = ["\u{1B}", "\u{9B}", "\u{202E}", "\u{7}"]
      #expect(!seen.output.unicodeScalars.contains(where: steering.contains), "\(seen.output)")
      let piped = try executable.shell("collab export in.bib --to bibtex")
      #expect(piped.output.unicodeScalars.contains("\u{202E}"))
    }
  }

  @Test func namesOfFilesInMessagesArePrintable() throws {
    try Executable.run { executable in
      let outcome = try executable.shell("collab rank \"$(printf 'no\\033[2J\\302\\233such')\"")
      #expect(outcome.status == 74)
      #expect(outcome.errors == "Error: no\\u{1B}[2J\\u{9B}such: no such file or folder\n")
    }
  }
}
