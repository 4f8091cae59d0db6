import CollabCore

extension ConfigurationFile {
  /// A command line of `report` in which the options of its `--config` stand; what the command
  /// line has itself counts.
  ///
  /// - Parameter arguments: the command line, the command's name first.
  /// - Throws: as ``init(_:options:)``; ``Failure`` where two files are named.
  static func expand(_ arguments: [String]) throws -> [String] {
    guard arguments.first == "report",
      arguments.contains(where: { $0 == "--config" || $0.hasPrefix("--config=") })
    else { return arguments }
    let options = CommandOption.options(of: ReportCommand.self)
    var rest: [String] = [], inputs: [String] = [], files: [String] = [], given: Set<String> = []
    var index = 1
    while index < arguments.count {
      let argument = arguments[index]
      index += 1
      if argument == "--" {
        inputs += arguments[index...]
        break
      }
      let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
      guard argument.hasPrefix("-"), argument != "-",
        let option = options.first(where: { $0.spellings.contains(parts.first ?? "") })
      else {
        if argument.hasPrefix("-"), argument != "-" {
          rest.append(argument)
        } else {
          inputs.append(argument)
        }
        continue
      }
      given.insert(option.name)
      var words = [argument]
      if !option.isFlag, parts.count == 1 {
        repeat {
          if index < arguments.count { words.append(arguments[index]) }
          index += 1
        } while option.takesSeveral && index < arguments.count && !arguments[index].hasPrefix("-")
      }
      if option.name == "config" {
        // Without a value the parser says so.
        if words.count + parts.count == 2 { return arguments }
        files.append(parts.count > 1 ? parts[1] : words[1])
      } else {
        rest += words
      }
    }
    guard let file = files.first else { return arguments }
    if files.count > 1 { throw Failure.usage("--config is one file, and \(files.count) are named") }
    let configuration = try ConfigurationFile(file, options: options)
    let own = configuration.entries.filter { !given.contains($0.name) }.flatMap(\.arguments)
    if inputs.isEmpty { inputs = configuration.inputs }
    // An option that takes several values would take the inputs, too.
    return ["report"] + own + rest + (inputs.isEmpty ? [] : ["--"] + inputs)
  }
}
