import CollabCore

/// Two people who may be one, or another likely match that is not certain enough to act on.
public struct Suggestion: Sendable, Hashable {
  /// The people that it speaks of, by index.
  public var people: [Int]
  /// The stable name of the kind, for example `one-letter-apart`.
  public var id: String
  /// One sentence: why.
  public var reason: String

  /// Creates a suggestion.
  public init(people: [Int], id: String, reason: String) {
    self.people = people
    self.id = id
    self.reason = reason
  }
}

/// The suggestions of a bibliography, looked for when they are first asked for.
final class SuggestionSearch: Sendable {
  /// Those that came up while people were told apart.
  private let known: [Suggestion]
  private let cached: Locked<[Suggestion]?>

  /// - Parameter found: all of them, where no search is needed.
  init(known: [Suggestion] = [], found: [Suggestion]? = nil) {
    self.known = known
    cached = Locked(found)
  }

  func suggestions(
    of bibliography: Bibliography, execution: Execution
  ) throws(Cancellation) -> [Suggestion] {
    try cached.withLock { cached throws(Cancellation) in
      if let cached { return cached }
      var finder = SuggestionFinder(bibliography, execution: execution)
      let found = try finder.find()
      let all = bibliography.notRuledOut(known + found).sorted {
        if $0.id != $1.id { return $0.id < $1.id }
        if $0.people != $1.people { return $0.people.lexicographicallyPrecedes($1.people) }
        return $0.reason < $1.reason
      }
      let distinct = all.indices.filter { $0 == 0 || all[$0] != all[$0 - 1] }.map { all[$0] }
      cached = distinct
      return distinct
    }
  }
}
