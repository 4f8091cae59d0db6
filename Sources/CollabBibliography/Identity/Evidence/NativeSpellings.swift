import CollabCore

/// What a name in its own script tells: two people of one romanised name who are written differently
/// in Chinese characters are two.
struct NativeSpellings: Sendable {
  /// The number of the native name of each mention that has one.
  private(set) var numbers: [UInt32: UInt32] = [:]
  /// For each mention in its own script alone, the one whose Latin letters it is compared by.
  private(set) var latin: [UInt32: UInt32] = [:]
  /// The mention that stands for all of one native name, by its number.
  private var first: [UInt32] = []

  /// Knows of none.
  init() {}

  /// Looks at all mentions; nothing is kept where no source gives a name in two scripts.
  ///
  /// - Complexity: O(mentions).
  init(_ resolver: PeopleResolver) {
    var keys: [[UInt8]: UInt32] = [:]
    // Of each native name the whole Latin names that it stands beside, and the mention of one.
    var beside: [(wholes: Set<UInt64>, mention: (hash: UInt64, UInt32))] = []
    let mentions = resolver.store.mentions
    for mention in resolver.used where resolver.names[mention].script == .latinAndNative {
      guard let name = mentions.contributor(mention)?.name else { continue }
      let hash = mentions.withBytes(mention) { textHash($0) }
      let number = keys[NativeName.key(name.native)] ?? UInt32(beside.count)
      if Int(number) == beside.count {
        keys[NativeName.key(name.native)] = number
        beside.append(([], (hash, mention)))
      }
      numbers[mention] = number
      beside[Int(number)].wholes.insert(resolver.names[mention].whole)
      if (hash, mention) < beside[Int(number)].mention {
        beside[Int(number)].mention = (hash, mention)
      }
    }
    if beside.isEmpty { return }
    first = beside.map(\.mention.1)
    for mention in resolver.used where resolver.names[mention].script == .eastAsian {
      guard let name = mentions.contributor(mention)?.name,
        let number = keys[NativeName.key(name.family + name.given)]
      else { continue }
      numbers[mention] = number
      if beside[Int(number)].wholes.count == 1 { latin[mention] = first[Int(number)] }
    }
  }

  /// The mention that stands for the native name of another.
  func representative(_ mention: UInt32) -> UInt32? { numbers[mention].map { first[Int($0)] } }

  /// Whether the sources write two groups of mentions alike in their own script.
  func areEqual(_ a: some Sequence<UInt32>, _ b: some Sequence<UInt32>) -> Bool {
    if numbers.isEmpty { return false }
    return a.contains { mine in
      numbers[mine].map { number in b.contains { numbers[$0] == number } } ?? false
    }
  }

  /// How many times fewer people share a name in two scripts than in Latin letters: chosen, not
  /// measured.
  static let rarity = 10.0
}
