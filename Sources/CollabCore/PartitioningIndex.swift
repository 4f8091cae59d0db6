extension RandomAccessCollection {
  /// How many elements stand before the first that meets a condition that all later ones meet.
  ///
  /// - Complexity: O(log *n*).
  @inlinable package func partitioningIndex(_ condition: (Element) -> Bool) -> Int {
    var low = 0, high = count
    while low < high {
      let middle = (low + high) / 2
      if condition(self[index(startIndex, offsetBy: middle)]) {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }
}
