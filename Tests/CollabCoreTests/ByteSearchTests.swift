import CollabCore
import Testing

@Suite struct ByteSearchTests {
  @Test func wordsAreFoundWhereTheyStand() {
    func places(of word: String, in text: String) -> [Int?] {
      (0...text.utf8.count + 1).map { start in
        Array(text.utf8).withUnsafeBytes { text in
          Array(word.utf8).withUnsafeBytes { text.firstIndex(of: $0, from: start) }
        }
      }
    }
    #expect(places(of: "aab", in: "aaaab") == [2, 2, 2, nil, nil, nil, nil])
    #expect(places(of: "ab", in: "abcab") == [0, 3, 3, 3, nil, nil, nil])
    #expect(places(of: "b", in: "aba") == [1, 1, nil, nil, nil])
    #expect(places(of: "abcd", in: "abc") == [nil, nil, nil, nil, nil])
    #expect(places(of: "", in: "ab") == [0, 1, 2, nil])
    #expect(places(of: "a", in: "") == [nil, nil])
  }

  @Test func aWordIsHeldAtItsPlaceOnly() {
    Array("--->".utf8).withUnsafeBytes { text in
      #expect(
        (-1...4).map { text.holds("-->", at: $0) } == [false, false, true, false, false, false])
      #expect(text.firstIndex(of: "-->") == 1)
      #expect(text.firstIndex(of: 0x2D, from: 1) == 1)
      #expect(text.firstIndex(of: 0x2D, from: 3) == nil)
    }
  }

  @Test func lineFeedsAreCountedInAnyRange() {
    // Neighbours of 0x0A, and bytes that differ from it in the high bit only.
    let bytes: [UInt8] = [
      10, 11, 9, 138, 10, 10, 0, 255, 10, 13, 10, 1, 128, 74, 10, 26, 10, 10, 8,
    ]
    let ends = [0, 4, 5, 8, 10, 14, 16, 17]
    for start in 0...bytes.count {
      for end in start...bytes.count {
        #expect(
          bytes.lineFeedCount(in: start..<end) == ends.filter { $0 >= start && $0 < end }.count)
      }
    }
  }

  /// Counters of one byte each must not overflow.
  @Test(arguments: [2_039, 2_040, 2_041, 2_048, 4_087, 10_000])
  func manyLineFeedsAreCounted(count: Int) {
    #expect([UInt8](repeating: 0x0A, count: count).lineFeedCount(in: 0..<count) == count)
  }
}
