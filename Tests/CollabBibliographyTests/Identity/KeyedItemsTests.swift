import CollabCore
import Testing

@testable import CollabBibliography

@Suite struct KeyedItemsTests {
  /// Against a dictionary: keys that repeat often, seldom, never, and small ones beside each other.
  @Test(arguments: [0, 1, 2, 7, 100, 5000]) func givesThoseThatShareAKey(count: Int) {
    var random = SplitMix64(seed: UInt64(count))
    for range in [2, 50, 5000, 1 << 40] {
      var items = KeyedItems(), holders: [UInt64: [UInt32]] = [:]
      for item in 0..<UInt32(count) {
        let key = UInt64(random.below(range))
        items.append(key, item)
        holders[key, default: []].append(item)
      }
      let expected = holders.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }
      let groups = items.groups()
      #expect(groups.map(\.key) == expected.map(\.key))
      #expect(groups.map(\.items) == expected.map(\.value))
    }
  }
}
