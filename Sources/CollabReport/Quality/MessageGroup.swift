public import CollabCore

/// The messages of one kind: how many there are, and the first few.
public struct MessageGroup: Sendable, Equatable {
  /// The kind.
  public let id: String
  /// How bad they are; messages of one id that differ in it make two groups.
  public let severity: Diagnostic.Severity
  /// How many there are.
  public private(set) var count = 0
  /// The first of them, at most ``shown``.
  public private(set) var examples: [Diagnostic] = []

  /// How many messages of a kind are shown.
  public static let shown = 3

  /// How many are not among the examples.
  public var rest: Int { count - examples.count }

  /// The groups of some messages, in the order of their first ones.
  public static func groups(of diagnostics: [Diagnostic]) -> [MessageGroup] {
    struct Kind: Hashable {
      var id: String
      var severity: Diagnostic.Severity
    }
    var groups: [MessageGroup] = []
    var places: [Kind: Int] = [:]
    for diagnostic in diagnostics {
      let kind = Kind(id: diagnostic.id, severity: diagnostic.severity)
      let place = places[kind] ?? groups.count
      if place == groups.count {
        places[kind] = place
        groups.append(MessageGroup(id: diagnostic.id, severity: diagnostic.severity))
      }
      groups[place].count += 1
      if groups[place].count <= shown { groups[place].examples.append(diagnostic) }
    }
    return groups
  }

  private init(id: String, severity: Diagnostic.Severity) {
    self.id = id
    self.severity = severity
  }
}
