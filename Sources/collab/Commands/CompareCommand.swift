import ArgumentParser
import CollabCore
import CollabReport

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare two folders that 'collab report' wrote.",
    discussion: """
      Options that differ are listed first, then new and lost works, authors and ties, ties that \
      grew, ranks that moved more than their stability intervals, authors who moved to another \
      cluster, and data quality.

      With --check, a difference is exit code 2; with --fail, a condition that is met.

      Examples:

        collab compare last-week this-week --check
        collab compare last-week this-week -o news.html --fail 'lost-works > 0'
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

  @Option(
    name: .shortAndLong,
    help: .init(
      "Write to this file instead, as its ending says: html, md, txt, json or csv; repeatable.",
      valueName: "file"),
    completion: .file(extensions: Writer.allCases.map(\.rawValue)))
  var output: [String] = []

  @OptionGroup(title: "Output") var format: TableOptions
  @OptionGroup(title: "Gates") var gates: GateOptions
  @OptionGroup(title: "Run") var quiet: QuietOption

  /// What the ending of a file's name stands for.
  private enum Writer: String, CaseIterable {
    case html, md, txt, json, csv
  }

  func validate() throws {
    if let top, top < 0 { throw ValidationError("--top must not be negative.") }
    for file in output where writer(of: file) == nil {
      throw ValidationError(
        "'\(file)' must end in \(Writer.allCases.map { "." + $0.rawValue }.joined(separator: ", "))."
      )
    }
  }

  private func writer(of file: String) -> Writer? {
    file.lastPathComponent.split(separator: ".").last.flatMap {
      Writer(rawValue: $0.lowercased())
    }
  }

  func run() throws {
    format.warnOfTop(top)
    if !output.isEmpty, format.format != .table {
      Console.warn("--format has no effect with --output, where the ending says the format")
    }
    try self.gates.refuse(outputs: output, ofReports: [old, new])
    let gates = try gates.parsed(for: GateFigure.ofReports + GateFigure.ofComparisons)
    for file in output { try FileOutput.check(file) }
    let comparison = try ArtifactComparison(old: old, new: new)
    if comparison.common == 0, comparison.isEmpty, !allowEmpty {
      throw Failure.nothing(
        "neither '\(old)' nor '\(new)' lists an author; --allow-empty lets this pass")
    }
    let document = comparison.document(top: top ?? 20)
    func text(_ writer: Writer) -> String {
      switch writer {
      case .html: document.html
      case .md: document.markdown
      case .txt: document.plain
      case .json: comparison.json.text() + "\n"
      case .csv: comparison.table.csv
      }
    }
    for file in output {
      if let writer = writer(of: file) { try Console.write(Array(text(writer).utf8), to: file) }
    }
    if output.isEmpty {
      format.print(document, json: comparison.json, table: comparison.table)
    }
    let haveFailed = try gates?.judge(
      comparison.gateValues, printsTable: output.isEmpty && format.format == .table,
      summary: comparison.document)
    if haveFailed == true || check && !comparison.isEmpty {
      throw Failure(code: .found, message: nil)
    }
  }
}
