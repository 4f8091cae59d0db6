import CollabCore
import Testing

@Suite struct RadixSortTests {
  /// As the standard library sorts, for few and many keys, with equal ones and with keys that differ
  /// in some bits only.
  @Test(arguments: [0, 1, 2, 511, 512, 5000], [1, 3, 0xffff, 0xffff_0000_0000_00ff, UInt64.max])
  func sortsAsTheStandardLibrary(count: Int, mask: UInt64) {
    var random = SplitMix64(seed: UInt64(count))
    let keys = (0..<count).map { _ in random.next() & mask }
    var sorted = keys
    sorted.radixSort()
    #expect(sorted == keys.sorted())
  }

  /// Bits below the first that counts stay in the order that they had.
  @Test(arguments: [100, 3000]) func equalKeysKeepTheirOrder(count: Int) {
    var random = SplitMix64(seed: 7)
    let keys = (0..<count).map { UInt64(random.below(20)) << 32 | UInt64($0) }
    var sorted = keys.reversed() + []
    sorted.radixSort(from: 32)
    #expect(sorted == keys.sorted { ($0 >> 32, $1) < ($1 >> 32, $0) })
  }
}
