import CollabTestSupport
import Foundation
import Testing

@Suite struct DocumentationTests {
  @Test func everyCommandOfTheReadmeRuns() throws {
    try Executable.run { executable in
      let script = SharedData.checkout.appendingPathComponent("scripts/check-docs.sh").path
      let outcome = try executable.shell("'\(script)' \"$(dirname \"$(command -v collab)\")\"")
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
  }

  private static let hasBash = FileManager.default.isExecutableFile(atPath: "/bin/bash")

  /// What `make docs` and users write for their shell is a script that the shell reads.
  @Test(.enabled(if: hasBash)) func completionsAreAScript() throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        """
        collab --generate-completion-script bash > completions && bash -n completions
        grep -c -- --epsilon completions
        """)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output != "0\n")
    }
  }
}
