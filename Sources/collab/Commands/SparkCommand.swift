import ArgumentParser
import CollabReport
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

struct SparkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "spark",
    abstract: "Compute on an Apache Spark cluster what outgrows one machine.",
    discussion: """
      Hands all arguments to 'collab-spark', a program of its own: beside this one, or on PATH. \
      'swift build -c release --package-path Spark' builds it.

      Examples:

        collab spark --help
        collab spark rank /shared/field --by pagerank --remote sc://host:15002
      """)

  @Argument(
    parsing: .captureForPassthrough, help: .init("What is handed on.", valueName: "argument"))
  var arguments: [String] = []

  func run() throws { try Self.replaceProgram(with: arguments) }

  /// Goes on as `collab-spark`.
  ///
  /// - Throws: ``Failure`` where there is no such program.
  static func replaceProgram(with arguments: [String]) throws -> Never {
    guard let program = program() else {
      throw Failure(
        code: .badInput,
        message:
          "'collab-spark' is neither beside this program nor on PATH; 'swift build -c release --package-path Spark' builds it"
      )
    }
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    execv(program, &words)
    throw Failure.inputOutput("'\(program)': " + String(cString: strerror(errno)).lowercased())
  }

  private static func program() -> String? {
    let own = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let folders =
      [own].compactMap { $0 }
      + path.split(separator: ":").filter { $0.hasPrefix("/") }
      .map { URL(fileURLWithPath: String($0)) }
    return folders.map { $0.appendingPathComponent("collab-spark").path }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
