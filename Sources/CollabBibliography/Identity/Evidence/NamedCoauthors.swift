import Foundation

/// Who wrote with whom, by whole names: how much a coauthor in common tells.
struct NamedCoauthors: Sendable {
  /// The names that stand on a byline with each name, ascending, itself included.
  private var neighbours: [UInt32] = []
  private var offsets: [Int] = []
  /// How much a name in common tells: little for names of many coauthors or many people.
  private(set) var weights: [Double] = []
  /// The token of each place: names that differ in accents and gaps only share one.
  private(set) var tokenOf: [UInt32] = []

  subscript(token: UInt32) -> ArraySlice<UInt32> {
    neighbours[offsets[Int(token)]..<offsets[Int(token) + 1]]
  }

  /// Collects the coauthors of all names.
  ///
  /// - Complexity: O(Σ *n*² log *d*) for bylines of *n* names and names of *d* coauthors.
  init(_ mentions: IdentityMentions, _ frequency: NameFrequency) {
    var numbers: [UInt32: UInt32] = [:], expected: [Double] = []
    var tokenOfName = [UInt32](repeating: 0, count: mentions.names.count)
    for name in 0..<mentions.names.count {
      let token = numbers[mentions.names.whole[name], default: UInt32(expected.count)]
      if Int(token) == expected.count {
        numbers[mentions.names.whole[name]] = token
        expected.append(frequency.whole[name])
      } else {
        expected[Int(token)] = max(expected[Int(token)], frequency.whole[name])
      }
      tokenOfName[name] = token
    }
    tokenOf = mentions.nameOf.map {
      $0 == IdentityMentions.noName ? .max : tokenOfName[Int($0)]
    }
    var pairs: [UInt64] = []
    for work in 0..<mentions.workCount {
      let places = mentions.places(of: work)
      guard places.count <= IdentityMentions.maximumByline else { continue }
      for a in places where tokenOf[a] != .max {
        for b in places where tokenOf[b] != .max {
          pairs.append(UInt64(tokenOf[a]) << 32 | UInt64(tokenOf[b]))
        }
      }
    }
    pairs.sort()
    offsets = [Int](repeating: 0, count: expected.count + 1)
    var last: UInt64?
    for pair in pairs where pair != last {
      neighbours.append(UInt32(truncatingIfNeeded: pair))
      offsets[Int(pair >> 32) + 1] += 1
      last = pair
    }
    for token in 0..<expected.count { offsets[token + 1] += offsets[token] }
    let present = offsets.indices.dropLast().count { offsets[$0 + 1] > offsets[$0] }
    let whole = log(Double(max(present, 1) + 1))
    weights = expected.indices.map { token in
      let degree = max(1, offsets[token + 1] - offsets[token])
      return max(0.15, log(Double(present + 1) / Double(degree)) / whole) / (1 + expected[token])
    }
  }
}
