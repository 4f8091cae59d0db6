import CollabTestSupport
import Foundation
import Testing

/// Runs the commands of recorded sessions and compares all that they print, verbatim.
///
/// A transcript holds lines that begin with `$ ` and a shell command, each followed by what it
/// prints: standard output, then standard error with `! ` before each line, then the exit code
/// where it is not 0. A new case is a new `$ ` line; `RECORD_TRANSCRIPTS=1` writes what follows.
@Suite struct TranscriptTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Transcripts")

  private static let tutorials = SharedData.checkout.appendingPathComponent(
    "Sources/CollabReport/CollabReport.docc")

  /// The line of a command with what it prints; lines of standard error begin with a mark.
  private static func replay(
    _ line: String, _ executable: Executable, errors mark: String
  ) throws -> String {
    let outcome = try executable.shell(String(line.dropFirst(2)))
    var replayed = line + "\n" + outcome.output
    if !outcome.output.isEmpty, !outcome.output.hasSuffix("\n") { replayed += "\n" }
    for line in outcome.errors.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      replayed += mark + line + "\n"
    }
    if outcome.status != 0 { replayed += "[exit code \(outcome.status)]\n" }
    return replayed
  }

  /// The `console` blocks of a tutorial, which are sessions, each beginning with a command.
  @Test(
    arguments: try FileManager.default.contentsOfDirectory(atPath: tutorials.path)
      .filter { $0.hasPrefix("Tutorial") }.sorted())
  func tutorialsShowWhatTheCommandsPrint(name: String) throws {
    let file = Self.tutorials.appendingPathComponent(name)
    let recorded = try String(contentsOf: file, encoding: .utf8)
    try Executable.run { executable in
      var replayed = "", isSession = false
      for line in recorded.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
        if line.hasPrefix("```") { isSession = line == "```console" }
        if !isSession || line == "```console" {
          replayed += line + "\n"
        } else if line.hasPrefix("$ ") {
          replayed += try Self.replay(String(line), executable, errors: "")
        }
      }
      if ProcessInfo.processInfo.environment["RECORD_TRANSCRIPTS"] != nil {
        try Data(replayed.utf8).write(to: file)
      } else {
        #expect(replayed == recorded)
      }
    }
  }

  @Test(arguments: try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted())
  func matches(name: String) throws {
    let file = Self.folder.appendingPathComponent(name)
    let recorded = try String(contentsOf: file, encoding: .utf8)
    try Executable.run { executable in
      var replayed = ""
      for line in recorded.split(separator: "\n") where line.hasPrefix("$ ") {
        replayed += try Self.replay(String(line), executable, errors: "! ") + "\n"
      }
      if ProcessInfo.processInfo.environment["RECORD_TRANSCRIPTS"] != nil {
        try Data(replayed.utf8).write(to: file)
      } else {
        #expect(replayed == recorded)
      }
    }
  }
}
