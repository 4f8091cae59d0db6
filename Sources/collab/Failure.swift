import ArgumentParser
import CollabAlgorithms
import CollabBibliography
import CollabCore
import CollabGraph
import CollabRender
import CollabReport

/// What ends a command, told in one line.
struct Failure: Error {
  /// The exit codes that scripts may rely upon, after sysexits.h.
  enum Kind: Int32 {
    case inputHadErrors = 1
    case usage = 64
    case inputOutput = 74
  }

  let kind: Kind
  /// The line; `nil` where everything has been said.
  let message: String?

  static func usage(_ message: String) -> Failure { Failure(kind: .usage, message: message) }
  static func inputOutput(_ message: String) -> Failure {
    Failure(kind: .inputOutput, message: message)
  }
  static let inputHadErrors = Failure(kind: .inputHadErrors, message: nil)
}

extension Console {
  /// Tells of an error and ends the program.
  static func exit(with error: any Error) -> Never {
    switch error {
    case let failure as Failure:
      if let message = failure.message { tell("Error: " + message) }
      exit(failure.kind.rawValue)
    case let error as UnknownName: exit(with: Failure.usage(error.description))
    case let error as ColumnError: exit(with: Failure.usage(error.description))
    case let error as TooManyPairs:
      exit(
        with: Failure.usage(
          error.description + "; leave out works of many authors with --max-authors"))
    case let error as OptionError: exit(with: Failure.usage(error.description))
    case let error as InputError: exit(with: Failure.inputOutput(error.description))
    case let error as FileError: exit(with: Failure.inputOutput(error.description))
    case let error as GraphvizError: exit(with: Failure.inputOutput(error.description))
    case is Cancellation: exit(130)
    default:
      let message = Collab.fullMessage(for: error)
      let code = Collab.exitCode(for: error)
      if code.isSuccess { print(message) } else { tell(message) }
      exit(code.rawValue)
    }
  }
}
