import ArgumentParser
import CollabCore
import CollabReport
import Foundation

@main
struct Collab: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "collab",
    abstract: "Who works with whom: coauthor diagrams, rankings and cluster reports.",
    discussion: """
      INPUT is a file, a folder, or - for standard input; several mix in one run. The format of \
      each is recognised by its content ('collab formats' lists them).

      'collab COMMAND -h' shows the most used options, 'collab help COMMAND' all.

      Exit codes:


      """
        + ExitCode.allCases.map { "  \($0.rawValue): \($0.meaning)" }.joined(separator: "\n"),
    version: Version.text,
    subcommands: [
      StatsCommand.self, RankCommand.self, ClustersCommand.self, DrawCommand.self,
      ExportCommand.self, ReportCommand.self, InitCommand.self, AuthorCommand.self,
      PathCommand.self, PeopleCommand.self, ExplainCommand.self,
      CompareCommand.self, VerifyCommand.self,
      ImportCommand.self, GenerateCommand.self, CatalogCommand.self, FormatsCommand.self,
      MeasuresCommand.self, DoctorCommand.self, SparkCommand.self,
    ])

  static func main() {
    Console.prepare()
    do {
      var arguments = Array(CommandLine.arguments.dropFirst())
      if arguments.first == "spark" {
        try SparkCommand.replaceProgram(with: Array(arguments.dropFirst()))
      }
      let options = arguments.prefix { $0 != "--" }
      for place in options.indices where options[place] == "-V" { arguments[place] = "--version" }
      try refuseOtherEncodings()
      try refuseUnknownCommand(arguments)
      if options.contains("-h") { return Console.print(ShortHelp.text(for: options.first)) }
      var command = try parseAsRoot(ConfigurationFile.expand(arguments))
      try command.run()
    } catch {
      Console.exit(with: error)
    }
  }

  /// Arguments are texts in UTF-8; what is not would come out as the name of another file.
  private static func refuseOtherEncodings() throws {
    for argument in UnsafeBufferPointer(
      start: CommandLine.unsafeArgv, count: Int(CommandLine.argc)
    ).dropFirst() {
      guard let argument, String(validatingCString: argument) == nil else { continue }
      throw Failure.usage("'\(String(cString: argument))' is not in UTF-8")
    }
  }

  /// The parser would only speak of unexpected arguments, and show the help of all for an unknown
  /// command's.
  private static func refuseUnknownCommand(_ arguments: [String]) throws {
    guard let first = arguments.first, first == "-" || !first.hasPrefix("-") else { return }
    let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    let isHelp = first == "help"
    let asked = isHelp ? arguments.dropFirst().first ?? first : first
    if isHelp, let more = arguments.dropFirst(2).first(where: { !$0.hasPrefix("-") }) {
      throw Failure.usage("help is of one command, and '\(more)' is one too many")
    }
    guard !names.contains(asked), asked == "-" || !asked.hasPrefix("-") else { return }
    if !isHelp, asked == "-" || FileManager.default.fileExists(atPath: asked) {
      throw Failure.usage(
        "'\(asked)' is an input, and the command is missing, as in "
          + "'collab report \(asked) -o report' or 'collab rank \(asked)'")
    }
    throw UnknownName(kind: "command", name: asked, among: names)
  }
}
