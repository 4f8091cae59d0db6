extension Array where Element == UInt64 {
  /// Sorts by the bits from `lowest` on; equal ones keep their order.
  ///
  /// Few keys, and keys that agree in a digit, cost less: the first are sorted by comparison, for the
  /// second a pass is left out.
  ///
  /// - Complexity: O(*n*) time and space.
  public mutating func radixSort(from lowest: Int = 0) {
    if count < 512 {
      // The standard library's sort is stable.
      sort { $0 >> UInt64(lowest) < $1 >> UInt64(lowest) }
      return
    }
    var other = self
    for shift in stride(from: UInt64(lowest), to: 64, by: 11) {
      var starts = [Int](repeating: 0, count: 2049)
      for key in self { starts[Int(key >> shift & 2047) + 1] += 1 }
      if starts.contains(count) { continue }
      for digit in 0..<2048 { starts[digit + 1] += starts[digit] }
      starts.withUnsafeMutableBufferPointer { starts in
        other.withUnsafeMutableBufferPointer { other in
          for key in self {
            let digit = Int(key >> shift & 2047)
            other[starts[digit]] = key
            starts[digit] += 1
          }
        }
      }
      swap(&self, &other)
    }
  }
}
