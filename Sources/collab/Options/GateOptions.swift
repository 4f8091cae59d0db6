import ArgumentParser
import CollabBibliography
import CollabCore
import CollabReport
import Foundation

/// Conditions under which a job should stop.
struct GateOptions: ParsableArguments {
  @Option(
    name: .customLong("fail"),
    help: .init(
      "Exit with code 2 if a figure meets a condition, as in 'works < 100'; repeatable.",
      valueName: "condition"))
  var conditions: [String] = []

  @Option(
    name: .customLong("gates"),
    help: .init(
      "A file of lines 'fail: CONDITION' and 'allow: CONDITION until DATE: REASON', or a configuration in YAML; repeatable.",
      valueName: "file"),
    completion: .file())
  var files: [String] = []

  @Option(
    help: .init(
      "The day by which allowances end, as 2027-01-31 (default: that of SOURCE_DATE_EPOCH).",
      valueName: "day"))
  var date: DayOption?

  @Option(
    help: .init("Write the gates as JUnit XML.", valueName: "file"),
    completion: .file(extensions: ["xml"]))
  var junit: String?

  @Option(
    help: .init("Write a badge of the gates as SVG.", valueName: "file"),
    completion: .file(extensions: ["svg"]))
  var badge: String?

  @Flag(
    help:
      "Write annotations for GitHub to standard error, and append a summary of at most 64 KiB to the file that GITHUB_STEP_SUMMARY names."
  )
  var github = false

  func validate() throws {
    guard conditions.isEmpty, files.isEmpty else { return }
    let given = [
      ("--date", date != nil), ("--junit", junit != nil), ("--badge", badge != nil),
      ("--github", github),
    ].filter(\.1).map(\.0)
    if let first = given.first { throw ValidationError("\(first) needs --fail or --gates.") }
  }

  /// Refuses outputs that are files of a report that is read, or of gates.
  ///
  /// - Throws: ``Failure``.
  func refuse(outputs: [String] = [], ofReports folders: [String]) throws {
    for output in outputs + [junit, badge].compactMap({ $0 }) {
      if let folder = folders.first(where: { ArtifactFolder.holds(output, folder: $0) }) {
        throw Failure.usage(
          "'\(output)' is a file of the report '\(folder)'; write to another file")
      }
      if let target = FileStatus(output)?.identity,
        files.contains(where: { FileStatus($0)?.identity == target })
      {
        throw Failure.usage("'\(output)' is a file of gates; write to another file")
      }
    }
  }

  /// The gates that were asked for; `nil` for none.
  ///
  /// - Parameters:
  ///   - figures: the figures that the command knows.
  ///   - others: those of another command, whose gates a file may hold as well.
  ///   - command: the name of that command.
  /// - Throws: ``Failure``, ``UnknownName``, ``OptionError`` and ``FileError``.
  func parsed(
    for figures: [GateFigure], others: [GateFigure] = [], of command: String = ""
  ) throws -> JudgedGates? {
    guard !conditions.isEmpty || !files.isEmpty else { return nil }
    var gates = Gates(figures: figures, others: others)
    for file in files {
      if [".yaml", ".yml"].contains(where: file.lowercased().hasSuffix) {
        let configuration = try ConfigurationFile(
          file, options: CommandOption.options(of: ReportCommand.self))
        for (line, place) in configuration.gates { try gates.add(line: line, place: place) }
      } else {
        try gates.add(file: FileInput.text(of: file), name: file.lastPathComponent)
      }
    }
    for condition in conditions { try gates.add(condition) }
    for file in [junit, badge].compactMap({ $0 }) { try FileOutput.check(file) }
    if gates.gates.isEmpty, gates.leftOut.isEmpty {
      throw Failure.usage("\(files.map { "'\($0)'" }.joined(separator: ", ")) has no gate")
    }
    // What cannot be judged is said before any work.
    let day = date?.day ?? Console.statedDate
    _ = try gates.results(of: [:], on: day)
    if !gates.leftOut.isEmpty {
      Console.tell(
        "\(counted(gates.leftOut.count, "gate")) left for '\(command)': "
          + gates.leftOut.map(\.description).joined(separator: ", "))
    }
    return JudgedGates(gates: gates, day: day, options: self)
  }
}

/// Gates with the day by which their allowances end.
struct JudgedGates {
  let gates: Gates
  let day: CalendarDate?
  let options: GateOptions

  /// Checks the gates and writes what was asked for.
  ///
  /// - Parameters:
  ///   - values: the figures that are known.
  ///   - printsTable: whether the gates are printed; else only those that failed are reported.
  ///   - summary: what a job's summary says besides, for a number of rows of a kind.
  /// - Returns: whether a gate failed.
  func judge(
    _ values: [String: Double], printsTable: Bool, summary: ((Int) -> Document)? = nil
  ) throws -> Bool {
    let report = GateReport(try gates.results(of: values, on: day))
    if printsTable { TableOptions.print(report.table, as: .table) }
    if let junit = options.junit { try Console.write(Array(report.junit.utf8), to: junit) }
    if let badge = options.badge { try Console.write(Array(report.badge.utf8), to: badge) }
    if options.github {
      // GitHub reads both streams, and results stay clean.
      Console.show(report.githubAnnotations)
      if let file = ProcessInfo.processInfo.environment["GITHUB_STEP_SUMMARY"], !file.isEmpty {
        try FileOutput.append(Array(report.summary(details: summary).utf8), to: file)
      }
    }
    for result in report.results where result.isFailure && !options.github {
      Console.writeError("gate '\(result.gate)' failed: \(result.message)")
    }
    for result in report.results {
      if case .allowed = result.outcome { Console.tell("gate '\(result.gate)': \(result.message)") }
    }
    return report.hasFailed
  }
}

/// A day, as 2027-01-31.
struct DayOption: ExpressibleByArgument {
  let day: CalendarDate

  init?(argument: String) {
    guard let day = CalendarDate(argument) else { return nil }
    self.day = day
  }
}
