public import Foundation

/// A value that a measure, a community method, a backbone or a layout lets its user set.
public struct Parameter: Sendable, Hashable, CustomStringConvertible {
  /// Which values a parameter takes.
  public enum Kind: String, Sendable {
    /// Any number of the range.
    case number
    /// The whole numbers of the range.
    case whole
    /// 0 for no and 1 for yes.
    case flag
  }

  /// The name, as in `--set damping=0.9`.
  public let name: String
  /// One line, with the unit.
  public let summary: String
  /// Which values it takes.
  public let kind: Kind
  /// The value where none is set.
  public let defaultValue: Double
  /// The values that are allowed.
  public let range: ClosedRange<Double>

  /// Creates a parameter.
  public init(
    _ name: String, _ summary: String, kind: Kind = .number, default defaultValue: Double,
    in range: ClosedRange<Double>
  ) {
    self.name = name
    self.summary = summary
    self.kind = kind
    self.defaultValue = defaultValue
    self.range = range
  }

  /// The name, what it is, its default and its range.
  public var description: String {
    "\(name): \(summary) (default \(ByteText.form(of: defaultValue)), \(domain))"
  }

  /// Which values it takes, in words.
  public var domain: String {
    let bounds =
      "\(ByteText.form(of: range.lowerBound)) to \(ByteText.form(of: range.upperBound))"
    return switch kind {
    case .number: bounds
    case .whole: "a whole number, \(bounds)"
    case .flag: "0 or 1"
    }
  }

  /// - Throws: ``OptionError`` where the value is none that the parameter takes.
  func check(_ value: Double, of owner: String) throws(OptionError) {
    guard range.contains(value) else {
      throw OptionError(
        "'\(name)' of \(owner) must lie from \(range.lowerBound) to \(range.upperBound), "
          + "not \(value)")
    }
    guard kind == .number || value == value.rounded() else {
      throw OptionError("'\(name)' of \(owner) must be a whole number, not \(value)")
    }
  }
}

/// Values of parameters, by name.
///
/// ```swift
/// let settings: Settings = ["damping": 0.5]
/// let same = try Settings(parsing: ["damping=0.5"])
/// ```
public struct Settings: Sendable, Equatable, ExpressibleByDictionaryLiteral {
  /// The values, by the name of their parameter.
  public private(set) var values: [String: Double] = [:]

  /// No settings: all defaults.
  public init() {}

  /// Settings by name; of two values for one name the last counts.
  public init(dictionaryLiteral elements: (String, Double)...) {
    for (name, value) in elements { values[name] = value }
  }

  /// Reads `name=value`, where the value is a number, `true` or `false`.
  ///
  /// - Throws: ``OptionError`` for a text of another form, and for a name with two values.
  public init(parsing assignments: [String]) throws(OptionError) {
    for assignment in assignments {
      let parts = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let words = ["true": 1.0, "false": 0]
      guard parts.count == 2, !parts[0].isEmpty,
        let value = words[String(parts[1])] ?? Double(decimal: parts[1])
      else { throw OptionError("a setting has the form name=number, not '\(assignment)'") }
      if values.updateValue(value, forKey: String(parts[0])) != nil {
        throw OptionError("'\(parts[0])' is set twice")
      }
    }
  }

  /// The names that have values, in alphabetical order.
  public var names: [String] { values.keys.sorted() }

  /// Whether nothing is set.
  public var isEmpty: Bool { values.isEmpty }

  /// The value of a name; `nil` where it is not set.
  public subscript(name: String) -> Double? {
    get { values[name] }
    set { values[name] = newValue }
  }

  /// The value of a parameter; its default where it is not set.
  public subscript(parameter: Parameter) -> Double {
    values[parameter.name] ?? parameter.defaultValue
  }

  /// These settings and others, which win where both have a name.
  public func merging(_ others: Settings) -> Settings {
    var merged = self
    merged.values.merge(others.values) { $1 }
    return merged
  }

  /// Those of these settings that are for some parameters.
  public func taken(by parameters: [Parameter]) -> Settings {
    var taken = Settings()
    for parameter in parameters { taken[parameter.name] = values[parameter.name] }
    return taken
  }

  /// Checks that every setting is one of some parameters and within its range.
  ///
  /// - Parameters:
  ///   - parameters: all that can be set.
  ///   - owner: whose they are, for messages; `nil` for several owners, which check the ranges of
  ///     their own.
  /// - Throws: ``OptionError``, which lists what can be set.
  public func check(
    against parameters: [Parameter], of owner: String? = nil
  ) throws(OptionError) {
    for (name, value) in values.sorted(by: { $0.key < $1.key }) {
      guard let parameter = parameters.first(where: { $0.name == name }) else {
        throw OptionError(unknown: name, of: owner, parameters)
      }
      if let owner { try parameter.check(value, of: owner) }
    }
  }
}

/// What a kernel gets beside what it works on.
public protocol KernelInput: Sendable {
  /// The settings that differ from their defaults.
  var settings: Settings { get }
}

extension KernelInput {
  /// The value of a parameter.
  public subscript(parameter: Parameter) -> Double { settings[parameter] }

  /// The value of a parameter that takes whole numbers.
  public subscript(whole parameter: Parameter) -> Int {
    Int(exactly: settings[parameter].rounded()) ?? (settings[parameter] < 0 ? .min : .max)
  }

  /// The value of a parameter that is yes or no.
  public subscript(flag parameter: Parameter) -> Bool { settings[parameter] == 1 }
}

/// An error whose description is one line for the user.
public protocol DescribedError: LocalizedError, CustomStringConvertible {}

extension DescribedError {
  /// The description.
  public var errorDescription: String? { description }
  /// Nothing: the description says why.
  public var failureReason: String? { nil }
  /// Nothing: the description says what would be right.
  public var recoverySuggestion: String? { nil }
  /// Nothing.
  public var helpAnchor: String? { nil }
}

/// An option that does not suit.
public struct OptionError: DescribedError, Sendable, Equatable {
  /// What is wrong and what would be right, in one line.
  public let description: String

  /// Creates the error.
  public init(_ description: String) { self.description = description }

  fileprivate init(unknown name: String, of owner: String?, _ parameters: [Parameter]) {
    var names: [String] = []
    for parameter in parameters where !names.contains(parameter.name) {
      names.append(parameter.name)
    }
    let subject = owner.map { "\($0) has no" } ?? "nothing that is asked for has a"
    let known =
      names.isEmpty ? "nothing can be set" : "what can be set: \(names.joined(separator: ", "))"
    let hint =
      nearestName(to: name, among: names).map { nearest in
        "; did you mean '\(nearest)'? \(known.prefix(1).uppercased())\(known.dropFirst())"
      } ?? "; " + known
    self.init("\(subject) setting '\(name)'\(hint)")
  }
}

extension Double {
  /// The number that a user writes: in decimal digits, and finite.
  package init?(decimal text: some StringProtocol) {
    guard text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }), let value = Double(text),
      value.isFinite
    else { return nil }
    self = value
  }
}
