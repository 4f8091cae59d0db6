import ArgumentParser
import CollabCore
import CollabReport

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Say what changed between two folders that 'collab report' wrote.",
    discussion: "With --check, a difference is exit code 1, for jobs that should stop at one.")

  @Argument(help: "The earlier folder.", completion: .directory)
  var old: String

  @Argument(help: "The later folder.", completion: .directory)
  var new: String

  @Option(
    help: .init("How many changes of a kind to list; JSON and CSV have them all.", valueName: "n"))
  var top = 20

  @Flag(help: "Exit with code 1 where anything changed.")
  var check = false

  @OptionGroup var output: TableOptions

  func run() throws {
    let comparison = try ArtifactComparison(old: old, new: new)
    switch output.format {
    case .table: Console.print(comparison.document(top: top).plain, terminator: "")
    case .markdown: Console.print(comparison.document(top: top).markdown, terminator: "")
    case .json: Console.print(comparison.json.text())
    case .csv: output.print(comparison.table)
    }
    if check && !comparison.isEmpty { throw Failure(kind: .inputHadErrors, message: nil) }
  }
}
