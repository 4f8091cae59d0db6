import ArgumentParser
import CollabCore
import CollabReport

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check that a folder of 'collab report' is as it was written.",
    discussion: """
      Every file is compared with the SHA-256 in manifest.json. A file that was changed, is missing \
      or is not listed there is reported, and the exit code is 2.

      Examples:

        collab verify report
      """)

  @Argument(help: "The folder.", completion: .directory)
  var folder: String

  @OptionGroup(title: "Output") var output: TableOptions
  @OptionGroup(title: "Run") var quiet: QuietOption

  func run() throws {
    let verification = try FolderVerification(of: folder)
    if !verification.findings.isEmpty || output.format != .table {
      output.print(verification.table)
    }
    Console.tell(
      "\(counted(verification.intact, "file")) as written, "
        + counted(verification.findings.count, "fault"))
    if !verification.findings.isEmpty { throw Failure(code: .found, message: nil) }
  }
}
