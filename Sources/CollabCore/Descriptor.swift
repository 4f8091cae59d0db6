/// What is known of a catalog's entry before it runs: help, completion, tables, manifests and
/// `collab catalog` are made of it.
public struct Descriptor: Sendable, Hashable {
  /// The stable name, in kebab case, by which options and files name the entry.
  public let id: String
  /// The name in running text.
  public let title: String
  /// One line for help and tables.
  public let summary: String
  /// What can be set, with types, ranges and defaults.
  public let parameters: [Parameter]
  /// The paper, specification or manual; empty where there is none.
  public let reference: String

  /// Creates a descriptor.
  ///
  /// - Parameters:
  ///   - id: the stable name, in kebab case.
  ///   - title: the name in running text; `nil` takes the id with spaces for hyphens.
  ///   - summary: one line for help and tables.
  ///   - parameters: what can be set.
  ///   - reference: the paper, specification or manual.
  public init(
    id: String, title: String? = nil, summary: String, parameters: [Parameter] = [],
    reference: String = ""
  ) {
    self.id = id
    self.title = title ?? String(id.map { $0 == "-" ? " " : $0 })
    self.summary = summary
    self.parameters = parameters
    self.reference = reference
  }
}

/// Something that users name on the command line and in options.
public protocol CatalogEntry: Sendable, CustomStringConvertible {
  /// What is known of it before it runs.
  var descriptor: Descriptor { get }
}

extension CatalogEntry {
  /// The stable name, in kebab case.
  public var id: String { descriptor.id }
  /// The name in running text.
  public var title: String { descriptor.title }
  /// One line for help and tables.
  public var summary: String { descriptor.summary }
  /// What can be set, with types, ranges and defaults.
  public var parameters: [Parameter] { descriptor.parameters }
  /// The paper, specification or manual; empty where there is none.
  public var reference: String { descriptor.reference }
  /// The name and the summary.
  public var description: String { "\(title): \(summary)" }
}

/// A catalog's entry that computes with settings of its own.
public protocol ConfigurableEntry: CatalogEntry {
  /// The settings that differ from their defaults. They are checked when the entry computes.
  var settings: Settings { get set }
}

extension ConfigurableEntry {
  /// The same entry with other settings; those not named stay as they are.
  public func with(_ settings: Settings) -> Self {
    var entry = self
    entry.settings = entry.settings.merging(settings)
    return entry
  }

  /// The same entry with the values that are given.
  package func with(_ values: KeyValuePairs<Parameter, Double?>) -> Self {
    var settings = Settings()
    for (parameter, value) in values { if let value { settings[parameter.name] = value } }
    return with(settings)
  }

  /// The settings, once they are found to suit.
  ///
  /// - Throws: ``OptionError`` for a setting that the entry does not have, or out of its range.
  package func checkedSettings() throws(OptionError) -> Settings {
    try settings.check(against: parameters, of: "'\(id)'")
    return settings
  }
}
