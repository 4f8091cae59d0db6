/// Who would be one person if spellings decided by another policy: the same places of bylines, put
/// together otherwise.
public struct PolicyComparison: Sendable {
  /// The policy.
  public let policy: NamePolicy
  /// The number of people and groups on bylines under the policy.
  public let count: Int
  /// The people who have other places on bylines under the policy, by index.
  public let altered: Set<Int>

  /// The policies by spelling, in the order from which the fewest spellings are joined.
  static let policies: [NamePolicy] = [.asGiven, .standard, .initials]

  /// Compares who stands at each place of the bylines.
  ///
  /// - Parameters:
  ///   - resolver: the spellings put together by another policy.
  ///   - mentions: the mention at each place.
  ///   - people: the person at each place.
  /// - Complexity: O(places).
  init(
    _ resolver: consuming PeopleResolver, mentions: some Sequence<UInt32>, people: [UInt32]
  ) {
    var personOf: [Int: UInt32] = [:], setOf: [UInt32: Int] = [:], altered: Set<Int> = []
    for (mention, person) in zip(mentions, people) {
      let set = resolver.sets.find(Int(mention))
      if let other = personOf[set] {
        if other != person { altered.formUnion([Int(other), Int(person)]) }
      } else {
        personOf[set] = person
      }
      if let other = setOf[person] {
        if other != set { altered.insert(Int(person)) }
      } else {
        setOf[person] = set
      }
    }
    policy = resolver.policy
    count = personOf.count
    self.altered = altered
  }
}
