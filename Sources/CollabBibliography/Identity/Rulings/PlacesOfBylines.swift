import CollabCore

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
    offsets.workOfPlace(place)
  }
}

extension [UInt32] {
  /// The work of a place, where this holds the first place of each work and the end of the last.
  func workOfPlace(_ place: Int) -> Int { partitioningIndex { Int($0) > place } - 1 }
}
