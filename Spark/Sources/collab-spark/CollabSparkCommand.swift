import ArgumentParser
import CollabCore
import SparkConnect

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@main
struct CollabSparkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "collab-spark",
    abstract: "Compute on an Apache Spark cluster, through Spark Connect.",
    discussion: """
      A corpus is a folder of Parquet tables on storage that all machines of the cluster see. \
      'import' writes it, the other commands compute on it.

      Examples:

        collab export field.bib --to csl-jsonl -o works.jsonl
        collab spark import /shared/works.jsonl --into /shared/field --remote sc://host:15002
        collab spark rank /shared/field --by pagerank,h-index --top 10 --remote sc://host:15002
      """,
    subcommands: [
      ImportCommand.self, StatsCommand.self, RankCommand.self, ComponentsCommand.self,
      ClustersCommand.self, ExtractCommand.self, EgoCommand.self,
    ])

  static func main() async {
    // A reader that went away and a file that grows too large are answers, not the end.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      exit(with: error)
    }
  }

  private static func exit(with error: any Error) -> Never {
    switch error {
    case let error as SparkError:
      Console.error(error.description)
      Console.exit(error.kind.exitCode)
    case let code as ExitCode: Console.exit(code.rawValue)
    case let error as OptionError: usage(error.description)
    case let error as UnknownName: usage(error.description)
    case let error as LocalServerError:
      Console.error(error.description)
      Console.exit(1)
    default:
      // Help and completions are no errors.
      if Self.exitCode(for: error) == .success { Self.exit(withError: error) }
      Console.message(Self.fullMessage(for: error))
      Console.exit(Self.exitCode(for: error).rawValue)
    }
  }

  private static func usage(_ message: String) -> Never {
    Console.error(message)
    Console.exit(64)
  }
}

extension SparkError.Kind {
  /// The codes are those of `collab`.
  fileprivate var exitCode: Int32 {
    switch self {
    case .address: 64
    case .file, .unreachable, .refused, .restarted, .malformed: 74
    case .interrupted: Interruption.exitCode
    case .statement: 1
    }
  }
}
