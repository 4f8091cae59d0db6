import ArgumentParser
import CollabCore
import CollabReport

@main
struct Collab: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "collab",
    abstract: "Who works with whom: coauthor diagrams, rankings and cluster reports.",
    discussion: """
      INPUT is a file, a folder, or - for standard input; several mix in one run. The format of \
      each is recognised by its content ('collab formats' lists them).

      Exit codes:


      """
        + ExitCode.allCases.map { "  \($0.rawValue): \($0.meaning)" }.joined(separator: "\n"),
    version: Version.text,
    subcommands: [
      StatsCommand.self, RankCommand.self, ClustersCommand.self, DrawCommand.self,
      ExportCommand.self, ReportCommand.self, AuthorCommand.self, PathCommand.self,
      PeopleCommand.self,
      CompareCommand.self,
      ImportCommand.self, GenerateCommand.self, FormatsCommand.self, MeasuresCommand.self,
    ])

  static func main() {
    Console.prepare()
    do {
      try refuseUnknownCommand()
      var command = try parseAsRoot()
      try command.run()
    } catch {
      Console.exit(with: error)
    }
  }

  /// The parser would only speak of unexpected arguments.
  private static func refuseUnknownCommand() throws {
    guard let first = CommandLine.arguments.dropFirst().first, !first.hasPrefix("-") else { return }
    let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    guard !names.contains(first) else { return }
    throw UnknownName(kind: "command", name: first, nearest: nearestName(to: first, among: names))
  }
}
