import ArgumentParser
import CollabCore
import CollabReport

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare two folders that 'collab report' wrote.",
    discussion: """
      With --check, a difference is exit code 2, for jobs that should stop at one.

      Examples:

        collab compare last-week this-week --check
      """)

  @Argument(help: "The earlier folder.", completion: .directory)
  var old: String

  @Argument(help: "The later folder.", completion: .directory)
  var new: String

  @Option(
    help: .init(
      "The number of changes of each kind to list (default: 20); JSON and CSV list all.",
      valueName: "n"))
  var top: Int?

  @Flag(help: "Exit with code 2 if anything changed.")
  var check = false

  @Flag(help: "Continue if neither folder lists an author.")
  var allowEmpty = false

  @OptionGroup(title: "Output") var output: TableOptions
  @OptionGroup(title: "Run") var quiet: QuietOption

  func validate() throws {
    if let top, top < 0 { throw ValidationError("--top must not be negative.") }
  }

  func run() throws {
    output.warnOfTop(top)
    let top = top ?? 20
    let comparison = try ArtifactComparison(old: old, new: new)
    if comparison.common == 0, comparison.isEmpty, !allowEmpty {
      throw Failure.nothing(
        "neither '\(old)' nor '\(new)' lists an author; --allow-empty lets this pass")
    }
    switch output.format {
    case .table: Console.print(comparison.document(top: top).plain, terminator: "")
    case .markdown: Console.print(comparison.document(top: top).markdown, terminator: "")
    case .json: Console.print(comparison.json.text())
    case .csv: output.print(comparison.table)
    }
    if check && !comparison.isEmpty { throw Failure(code: .found, message: nil) }
  }
}
