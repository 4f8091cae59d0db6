import ArgumentParser
import CollabCore

/// What `-h` shows: usage, one line, and the options that are used most.
enum ShortHelp {
  /// The options shown, besides all arguments.
  private static let mostUsed: Set = [
    "--from", "--output", "--to", "--into", "--by", "--method", "--top",
    "--years", "--max-authors", "--format", "--vertices", "--layout", "--size-by", "--color-by",
    "--ego", "--path", "--tie", "--author", "--cluster", "--count", "--members", "--duplicates",
    "--structure", "--suspect", "--why", "--check",
    "--works", "--quiet",
  ]

  /// The short help of a command; that of the program where the name is no command's.
  static func text(for name: String?) -> String {
    guard let name,
      let command = Collab.configuration.subcommands.first(where: {
        $0.configuration.commandName == name
      })
    else {
      let whole = sections(of: Collab.helpMessage())
      return
        ([
          Collab.configuration.abstract, "", "Usage: collab <command> [<options>] <input> ...", "",
        ] + (whole["SUBCOMMANDS"] ?? []).filter { !$0.contains("'collab help") } + [
          "", "'collab <command> -h' shows a command's most used options; 'collab help' says more.",
        ]).joined(separator: "\n")
    }
    let help = Collab.helpMessage(for: command)
    let usage = help.split(separator: "\n").first { $0.hasPrefix("USAGE: ") } ?? ""
    return
      ([
        command.configuration.abstract, "", "Usage: " + usage.dropFirst("USAGE: ".count), "",
      ] + entries(of: help) + ["", "'collab help \(name)' shows all options."])
      .joined(separator: "\n")
  }

  /// The lines of arguments and the most used options.
  private static func entries(of help: String) -> [String] {
    var shown: [String] = []
    var isShown = false, isPastUsage = false
    for line in help.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("USAGE:") { isPastUsage = true }
      if !line.hasPrefix("  ") {
        isShown = false
      } else if isPastUsage, line.dropFirst(2).first != " " {
        let names = line.split(separator: " ").map { $0.filter { $0 != "," } }
        isShown =
          names.first?.hasPrefix("<") == true || names.prefix(2).contains(where: mostUsed.contains)
      }
      if isShown { shown.append(String(line)) }
    }
    return shown
  }

  /// The lines under each heading of a help text.
  private static func sections(of help: String) -> [String: [String]] {
    var sections: [String: [String]] = [:]
    var heading = ""
    for line in help.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasSuffix(":"), !line.hasPrefix(" ") {
        heading = String(line.dropLast())
      } else if !line.isEmpty {
        sections[heading, default: []].append(String(line))
      }
    }
    return sections
  }
}
