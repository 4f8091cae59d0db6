import Testing

@testable import CollabReport

@Suite struct ClusterMatchingTests {
  /// One of three moves: the others' cluster is matched, whatever its number.
  @Test func mostAuthorsDecide() {
    let matching = ClusterMatching(old: [1, 1, 1, 2, 2], new: [5, 5, 9, 9, 9])
    #expect(
      matching.matches == [.init(old: 1, new: 5, common: 2), .init(old: 2, new: 9, common: 2)])
    #expect(matching.moved == [2])
  }

  /// Of a cluster that is divided the larger part stays; of two that are joined the larger one.
  @Test func divisionsAndUnions() {
    #expect(ClusterMatching(old: [1, 1, 1], new: [1, 1, 2]).moved == [2])
    #expect(ClusterMatching(old: [1, 1, 2], new: [3, 3, 3]).moved == [2])
    // Equal parts: the one with the lower number.
    #expect(ClusterMatching(old: [1, 1], new: [2, 1]).moved == [0])
  }

  @Test func nobodyMovesOfNobody() {
    let matching = ClusterMatching(old: [], new: [])
    #expect(matching.matches.isEmpty && matching.moved.isEmpty)
  }
}
