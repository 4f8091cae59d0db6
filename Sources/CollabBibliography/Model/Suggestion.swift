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
