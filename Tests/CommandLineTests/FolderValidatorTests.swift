import CollabReport
import CollabTestSupport
import Foundation
import Testing

/// What a report's folder says of itself, and how the tool is cited, judged by the tools of PyPI that
/// `scripts/validators.sh` installs.
@Suite struct FolderValidatorTests {
  private static let crate = SharedData.interpreter(with: "rocrate_validator")
  private static let statement = SharedData.interpreter(with: "in_toto_attestation")
  private static let tables = SharedData.interpreter(with: "frictionless")
  private static let citation = SharedData.interpreter(with: "cffconvert")

  private func judge(_ command: String, by python: String?, after change: String = "") throws
    -> Executable.Outcome
  {
    let fixtures = SharedData.fixture("folders").path
    var outcome: Executable.Outcome?
    try Executable.run { executable in
      outcome = try executable.shell(
        """
        collab report seeds lab.bib -o out -q --pages 2 && cd out || exit 9
        \(change)
        PYTHON='\(python ?? "")' FIXTURES='\(fixtures)'
        \(command)
        """)
    }
    return try #require(outcome)
  }

  /// A check passes on the folder, and fails after a change of it; gives what it says then.
  @discardableResult
  private func accepts(
    _ check: String, by python: String?, butNotAfter change: String
  ) throws -> String {
    let outcome = try judge(check, by: python)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    let damaged = try judge(check, by: python, after: change)
    #expect(damaged.status == 1)
    return damaged.output
  }

  /// RO-Crate 1.2 and the Process Run Crate, all that they require.
  @Test(.enabled(if: crate != nil)) func theFolderIsACrate() throws {
    let said = try accepts(
      "\"$PYTHON\" \"$FIXTURES/crate.py\" .", by: Self.crate,
      butNotAfter: "sed -i 's/SoftwareApplication/Dataset/' ro-crate-metadata.json")
    #expect(said.contains("process-run-crate"))
  }

  @Test(.enabled(if: statement != nil)) func theStatementFollowsItsSchema() throws {
    try accepts(
      "\"$PYTHON\" \"$FIXTURES/statement.py\" in-toto.json", by: Self.statement,
      butNotAfter: "sed -i 's/\"subject\"/\"subjects\"/' in-toto.json")
  }

  /// Every cell has the type that the data package states.
  @Test(.enabled(if: tables != nil)) func theTablesAreAPackage() throws {
    try accepts(
      "\"$PYTHON\" -m frictionless validate datapackage.json", by: Self.tables,
      butNotAfter: "sed -i '2s/,[0-9]*,/,many,/' years.csv")
  }

  private static let citationFile = SharedData.checkout.appendingPathComponent("CITATION.cff")

  @Test func theToolIsCitedInItsVersion() throws {
    let text = try String(contentsOf: Self.citationFile, encoding: .utf8)
    #expect(text.contains("\nversion: \(Version.text)\n"))
    #expect(text.contains("\nlicense: Apache-2.0\n"))
  }

  @Test(.enabled(if: citation != nil)) func theCitationIsValid() throws {
    let outcome = try judge(
      "\"$(dirname \"$PYTHON\")/cffconvert\" --validate -i '\(Self.citationFile.path)'",
      by: Self.citation)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }
}
