import ArgumentParser
import Foundation

/// An option of a command, as its help describes it.
struct CommandOption: Decodable {
  /// What a name is preceded by.
  private struct Name: Decodable {
    let kind: String
    let name: String
  }

  private struct Completion: Decodable {
    struct Nothing: Decodable {}
    let file: Nothing?
    let directory: Nothing?
  }

  private let kind: String
  private let names: [Name]?
  private let completionKind: Completion?
  private let shouldDisplay: Bool
  /// What it does, in one sentence.
  let abstract: String?
  private let valueName: String?
  /// The values that it takes; `nil` for any.
  let allValues: [String]?
  /// Whether it may be given several times.
  let isRepeating: Bool
  /// `upToNextOption` where it takes several values at once.
  private let parsingStrategy: String

  /// The long name without dashes.
  var name: String { names?.first { $0.kind == "long" }?.name ?? "" }
  /// The names as they stand on a command line.
  var spellings: [String] {
    (names ?? []).map { ($0.kind == "long" ? "--" : "-") + $0.name }
  }
  /// Whether it takes no value.
  var isFlag: Bool { kind == "flag" }
  /// Whether its values are files or folders.
  var takesPath: Bool { completionKind?.file != nil || completionKind?.directory != nil }
  /// Whether one use takes several values.
  var takesSeveral: Bool { parsingStrategy == "upToNextOption" }
  /// Whether its values are names with a value each, as `name=value`.
  var takesMembers: Bool { isRepeating && valueName?.contains("=") == true }
  /// Whether a configuration may give it a list.
  var takesList: Bool { isRepeating || name == "by" }

  /// The options of a command that its help shows.
  static func options(of command: any ParsableCommand.Type) -> [CommandOption] {
    struct Dump: Decodable {
      struct Command: Decodable { let arguments: [CommandOption]? }
      let command: Command
    }
    let dump = try? JSONDecoder().decode(Dump.self, from: Data(command._dumpHelp().utf8))
    return (dump?.command.arguments ?? []).filter { option in
      option.kind != "positional" && option.shouldDisplay && !option.name.isEmpty
        && !["help", "version"].contains(option.name)
    }
  }
}
