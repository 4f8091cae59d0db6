import CollabCore
import CollabReport
import Yams

/// A file that holds options, inputs and gates: what `collab report --config` reads.
struct ConfigurationFile {
  /// An option of the file, as arguments.
  struct Entry {
    let name: String
    let arguments: [String]
  }

  /// The keys that are no options.
  static let otherKeys = ["inputs", "gates"]
  /// The maximum size in bytes.
  private static let maximumSize = 1 << 20
  /// The maximum number of values of a key; the parser of options takes quadratic time.
  private static let maximumCount = 10_000

  /// The options, in the order of the file.
  private(set) var entries: [Entry] = []
  /// The inputs.
  private(set) var inputs: [String] = []
  /// The lines of a file of gates, each with its place.
  private(set) var gates: [(line: String, place: String)] = []

  private let name: String
  private let folder: String
  private let options: [CommandOption]

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: the file; paths in it start from its folder.
  ///   - options: the options that it may hold.
  /// - Throws: ``FileError``; ``OptionError`` with name and line for what is wrong in it.
  init(_ path: String, options: [CommandOption]) throws {
    name = path.lastPathComponent
    folder = path.folderPrefix
    self.options = options.filter { $0.name != "config" }
    let bytes = try FileInput.bytes(of: path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw OptionError("\(name): it is not in UTF-8")
    }
    guard bytes.count <= Self.maximumSize, !Self.isNestedDeeply(text) else {
      throw OptionError("\(name): it is too large, or nested too deeply, for a configuration")
    }
    guard let root = try node(of: text), !isNull(root) else { return }
    guard case .mapping(let mapping) = root else {
      throw OptionError("\(place(of: root)): a configuration has keys and values, as in 'top: 10'")
    }
    for (key, value) in mapping { try read(key, value) }
  }

  /// Whether the parser, which calls itself for every level, would go too deep.
  private static func isNestedDeeply(_ text: String) -> Bool {
    text.utf8.count { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") } > 1000
      || text.utf8.split(separator: UInt8(ascii: "\n")).contains { line in
        line.prefix { " -?\t".utf8.contains($0) }.count > 100
      }
  }

  private func node(of text: String) throws -> Node? {
    do {
      return try Yams.compose(yaml: text)
    } catch let error as YamlError {
      switch error {
      case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
        .composer(_, let problem, let mark, _):
        throw OptionError("\(name):\(mark.line): \(problem)")
      case .duplicatedKeysInMapping(let keys, let context):
        throw OptionError(
          "\(name):\(context.mark.line): the key \(keys.map { "'\($0)'" }.joined(separator: ", ")) "
            + "is there twice")
      default: throw OptionError("\(name): it is not valid YAML")
      }
    }
  }

  private func place(of node: Node) -> String {
    name + (node.mark.map { ":\($0.line)" } ?? "")
  }

  private mutating func read(_ key: Node, _ value: Node) throws {
    guard let word = key.scalar?.string else {
      throw OptionError("\(place(of: key)): a key is a word, as in 'top: 10'")
    }
    if word == "inputs" {
      inputs = try texts(of: value, for: word).map { self.path($0) }
    } else if word == "gates" {
      try readGates(value)
    } else if let option = options.first(where: { $0.name == word }) {
      if let arguments = try arguments(of: option, value) {
        entries.append(Entry(name: word, arguments: arguments))
      }
    } else {
      let error = UnknownName(
        kind: "key", name: word, among: Self.otherKeys + options.map(\.name))
      throw OptionError("\(place(of: key)): \(error)")
    }
  }

  /// A path of the file, from where the command runs.
  private func path(_ text: String) -> String {
    text.hasPrefix("/") || text == "-" ? text : folder + text
  }

  /// The arguments of an option; `nil` where the value is null or false.
  private func arguments(of option: CommandOption, _ value: Node) throws -> [String]? {
    let flag = "--" + option.name
    if isNull(value) { return nil }
    if option.isFlag {
      guard let isOn = boolean(value) else {
        throw OptionError("\(place(of: value)): '\(option.name)' is true or false")
      }
      return isOn ? [flag] : nil
    }
    if case .mapping(let members) = value, option.takesMembers {
      try check(members.compactMap { $0.value.scalar?.string }, of: value, for: option.name)
      return try members.map { key, value in
        guard let name = key.scalar?.string, let text = self.text(value) else {
          throw OptionError("\(place(of: key)): '\(option.name)' has names with one value each")
        }
        return "\(flag)=\(name)=\(text)"
      }
    }
    let texts = try texts(of: value, for: option.name).map { option.takesPath ? path($0) : $0 }
    if texts.isEmpty, option.takesList { return nil }
    if option.takesSeveral { return [flag] + texts }
    if option.isRepeating { return texts.map { "\(flag)=\($0)" } }
    guard case .sequence = value else { return texts.map { "\(flag)=\($0)" } }
    guard option.takesList else {
      throw OptionError("\(place(of: value)): '\(option.name)' has one value")
    }
    return ["\(flag)=\(texts.joined(separator: ","))"]
  }

  // Nulls and booleans are those of YAML 1.2, as editors that follow the schema read them.

  private func isNull(_ node: Node) -> Bool {
    guard let scalar = node.scalar, scalar.style == .plain else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  private func boolean(_ node: Node) -> Bool? {
    guard let scalar = node.scalar, scalar.style == .plain else { return nil }
    return switch scalar.string {
    case "true", "True", "TRUE": true
    case "false", "False", "FALSE": false
    default: nil
    }
  }

  /// A text or a number.
  private func text(_ node: Node) -> String? {
    isNull(node) || boolean(node) != nil ? nil : node.scalar?.string
  }

  /// A text, or a list of texts; none for null.
  private func texts(of node: Node, for key: String) throws -> [String] {
    if isNull(node) { return [] }
    if case .mapping = node {
      throw OptionError("\(place(of: node)): '\(key)' is a value or a list of values")
    }
    let elements = node.sequence.map(Array.init) ?? [node]
    try check(elements.compactMap { $0.scalar?.string }, of: node, for: key)
    return try elements.map { element in
      guard let text = text(element) else {
        throw OptionError(
          "\(place(of: element)): '\(key)' holds texts and numbers only; true, false and null are "
            + "texts in quotation marks")
      }
      return text
    }
  }

  /// Refuses values that are too many or, because aliases repeat them, too large together.
  private func check(_ texts: [String], of node: Node, for key: String) throws {
    let size = texts.reduce(0) { $0 + $1.utf8.count }
    guard texts.count <= Self.maximumCount, size <= Self.maximumSize else {
      throw OptionError(
        "\(place(of: node)): '\(key)' has more than \(Self.maximumCount) values or "
          + "\(Self.maximumSize) bytes; name a folder, or a file of names, instead")
    }
  }

  private mutating func readGates(_ node: Node) throws {
    if isNull(node) { return }
    guard case .mapping(let mapping) = node else {
      throw OptionError("\(place(of: node)): 'gates' has the keys fail and allow")
    }
    for (key, value) in mapping {
      let elements = isNull(value) ? [] : value.sequence.map(Array.init) ?? [value]
      switch key.scalar?.string {
      case "fail":
        for (element, text) in zip(elements, try texts(of: value, for: "fail")) {
          gates.append(("fail: " + text, place(of: element)))
        }
      case "allow":
        try check(
          elements.flatMap { ($0.mapping ?? [:]).compactMap { $1.scalar?.string } }, of: value,
          for: "allow")
        for element in elements {
          gates.append(("allow: " + (try allowance(element)), place(of: element)))
        }
      case let other:
        let error = UnknownName(kind: "key", name: other ?? "", among: ["fail", "allow"])
        throw OptionError("\(place(of: key)): \(error)")
      }
    }
  }

  /// An allowance as it stands in a file of gates.
  private func allowance(_ node: Node) throws -> String {
    let keys = ["condition", "until", "reason"]
    var parts: [String: String] = [:]
    for (key, value) in node.mapping ?? [:] {
      guard let word = key.scalar?.string, keys.contains(word) else {
        let error = UnknownName(kind: "key", name: key.scalar?.string ?? "", among: keys)
        throw OptionError("\(place(of: key)): \(error)")
      }
      parts[word] = text(value)?.replacing("\n", with: " ")
    }
    guard let condition = parts["condition"], let until = parts["until"],
      let reason = parts["reason"]
    else {
      throw OptionError("\(place(of: node)): an allowance has \(keys.joined(separator: ", "))")
    }
    guard CalendarDate(until) != nil else {
      throw OptionError("\(place(of: node)): 'until' is a day such as 2030-12-31, not '\(until)'")
    }
    return "\(condition) until \(until): \(reason)"
  }
}
