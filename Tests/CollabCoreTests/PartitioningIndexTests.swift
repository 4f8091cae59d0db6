import Testing

@testable import CollabCore

@Suite struct PartitioningIndexTests {
  /// Every place in arrays of every length up to nine, and in slices that do not begin at 0.
  @Test func everyPlaceIsFound() {
    for count in 0...9 {
      let numbers = Array(0..<count)
      for place in 0...count {
        #expect(numbers.partitioningIndex { $0 >= place } == place)
        #expect(([7, 7] + numbers)[2...].partitioningIndex { $0 >= place } == place)
      }
    }
  }
}
