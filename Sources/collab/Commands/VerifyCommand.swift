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

      With --rerun the report is made again from these inputs with the options of manifest.json, and \
      every option, input and file that differs is reported. Files that options named then, such as \
      rulings, are named again behind --.

      With --fail or --gates, figures of the report are checked: \
      \(GateFigure.ofReports.map(\.id).joined(separator: ", ")). Gates of a file on figures of \
      comparisons are left for 'collab compare', which checks both.

      Examples:

        collab verify report
        collab verify report --rerun refs.bib -- --names rulings.txt
        collab verify report --fail 'works < 100' --fail 'incomplete-share > 5%'
      """)

  @Argument(help: "The folder.", completion: .directory)
  var folder: String

  @Option(
    parsing: .upToNextOption,
    help: .init("Make the report again from these inputs, and compare.", valueName: "input"),
    completion: .file())
  var rerun: [String] = []

  @Argument(
    parsing: .postTerminator,
    help: .init("Further options of 'collab report' for --rerun, behind --.", valueName: "option"))
  var further: [String] = []

  @OptionGroup(title: "Output") var output: TableOptions
  @OptionGroup(title: "Gates") var gates: GateOptions
  @OptionGroup(title: "Run") var quiet: QuietOption

  func validate() throws {
    if rerun.isEmpty, !further.isEmpty {
      throw ValidationError("options behind -- are for --rerun.")
    }
  }

  func run() throws {
    try self.gates.refuse(ofReports: [folder])
    let gates = try gates.parsed(
      for: GateFigure.ofReports, others: GateFigure.ofComparisons, of: "collab compare")
    let verification = try FolderVerification(of: folder)
    if !verification.findings.isEmpty || output.format != .table {
      output.print(verification.table)
    }
    Console.tell(
      "\(counted(verification.intact, "file")) as written, "
        + counted(verification.findings.count, "fault"))
    var isFound = !verification.findings.isEmpty
    if let gates {
      isFound =
        try gates.judge(
          GateFigure.values(inFolder: folder), printsTable: output.format == .table) || isFound
    }
    if !rerun.isEmpty { isFound = try differsWhenRunAgain() || isFound }
    if isFound { throw Failure(code: .found, message: nil) }
  }

  /// Makes the report again and prints what differs; whether anything does.
  private func differsWhenRunAgain() throws -> Bool {
    let old = try ManifestContents(folder: folder)
    let arguments =
      ["--output=" + folder] + ManifestArguments.arguments(for: old.options) + further
      + (quiet.quiet ? ["--quiet"] : []) + ["--"] + rerun
    let command: ReportCommand
    do {
      command = try ReportCommand.parse(arguments)
    } catch {
      throw Failure.usage(
        "cannot run again with the options of manifest.json: \(ReportCommand.message(for: error))")
    }
    if command.config != nil {
      throw Failure.usage(
        "--config has no effect behind --: the options are those of manifest.json; "
          + "name the files that they need, as in '-- --names rulings.txt'")
    }
    if command.output != folder {
      throw Failure.usage("--output has no effect behind --: --rerun writes no folder")
    }
    if command.input.inputs != rerun {
      throw Failure.usage("inputs are named behind --rerun, and options behind --")
    }
    var made: ArtifactFolder?
    var failure: (any Error)?
    do {
      try Run.perform(command.options) { made = try command.artifacts($0) }
    } catch {
      // A run whose input has errors is made nevertheless.
      guard made != nil, !(error is Cancellation) else { throw error }
      failure = error
    }
    guard let made, let new = ManifestContents(made.manifest) else { return true }
    let differences = old.differences(to: new)
    if !differences.isEmpty || output.format != .table { output.print(differences.table) }
    Console.tell("run again: \(counted(differences.count, "difference"))")
    if differences.isEmpty, let failure { throw failure }
    return !differences.isEmpty
  }
}
