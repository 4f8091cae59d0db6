import ArgumentParser
import CollabAlgorithms
import CollabBibliography
import CollabCore
import CollabGraph
import CollabRender
import CollabReport

/// What ends a command, told in one line.
struct Failure: Error {
  let code: ExitCode
  /// The line; `nil` where everything has been said.
  let message: String?

  static func usage(_ message: String) -> Failure { Failure(code: .usage, message: message) }
  static func inputOutput(_ message: String) -> Failure {
    Failure(code: .inputOutput, message: message)
  }
  static func nothing(_ message: String) -> Failure {
    Failure(code: .badInput, message: message)
  }
  static let inputHadErrors = Failure(code: .badInput, message: nil)
}

/// The exit codes that scripts may rely upon; 64 and 74 are those of sysexits.h.
enum ExitCode: Int32, CaseIterable {
  case done = 0
  case badInput = 1
  case found = 2
  case usage = 64
  case inputOutput = 74
  case interrupted = 130

  var meaning: String {
    switch self {
    case .done: "done"
    case .badInput: "the input had errors or gave nothing, or the system lacks a part"
    case .found: "a check found what it was asked to look for"
    case .usage: "usage error"
    case .inputOutput: "a file could not be read or written"
    case .interrupted: "interrupted; no file is incomplete"
    }
  }
}

extension Console {
  /// Tells of an error and ends the program.
  static func exit(with error: any Error) -> Never {
    switch error {
    case let failure as Failure:
      if let message = failure.message { writeError("Error: " + message) }
      exit(failure.code.rawValue)
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
    case is Cancellation: exit(ExitCode.interrupted.rawValue)
    default:
      let message = Collab.fullMessage(for: error).withoutFarGuess
      let code = Collab.exitCode(for: error)
      if code.isSuccess { print(message) } else { writeError(message) }
      exit(code.rawValue)
    }
  }
}

extension String {
  /// The parser's message without its guess at an option where most letters differ.
  fileprivate var withoutFarGuess: String {
    guard let guess = firstMatch(of: #/'-+([^']*)'(\. Did you mean '-+([^']*)'\?)/#),
      editDistance(String(guess.1), String(guess.3)) > guess.1.count / 3
    else { return self }
    return replacing(guess.2, with: ".")
  }
}
