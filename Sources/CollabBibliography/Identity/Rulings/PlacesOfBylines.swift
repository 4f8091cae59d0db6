/// Who stands at each place of the bylines of all works, one behind the other.
struct PlacesOfBylines: Sendable {
  var mentions: [UInt32] = []
  var people: [UInt32] = []
  /// Where each work's places begin; one more entry than works.
  var offsets: [UInt32] = [0]

  /// The work of a place.
  ///
  /// - Complexity: O(log *w*) for *w* works.
  func work(of place: Int) -> Int {
    var low = 0, high = offsets.count - 1
    while low + 1 < high {
      let middle = (low + high) / 2
      if Int(offsets[middle]) <= place { low = middle } else { high = middle }
    }
    return low
  }
}
