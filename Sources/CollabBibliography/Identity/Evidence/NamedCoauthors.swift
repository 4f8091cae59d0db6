import Foundation

/// Who wrote with whom, by whole names: how much a coauthor in common tells.
struct NamedCoauthors: Sendable {
  /// The names that stand on a byline with each name, ascending, itself included.
  private var neighbours: [UInt32] = []
  private var offsets = [0]
  /// How much a name in common tells: little for names of many coauthors or many people.
  private(set) var weights: [Double] = []
  /// The token of each place: names that differ in accents and gaps only share one.
  private(set) var tokenOf: [UInt32] = []
  /// A name of each token.
  private(set) var nameOf: [Int] = []

  subscript(token: UInt32) -> ArraySlice<UInt32> {
    neighbours[offsets[Int(token)]..<offsets[Int(token) + 1]]
  }

  /// The number of tokens.
  var count: Int { offsets.count - 1 }

  /// How many names stand on a byline with a name, itself included.
  func degree(_ token: Int) -> Int { offsets[token + 1] - offsets[token] }

  /// Whether a name stands on a byline with one that meets a condition, and how many were asked.
  @inline(__always) func first(
    of token: Int, where condition: (Int) -> Bool
  ) -> (found: Bool, steps: Int) {
    for index in offsets[token]..<offsets[token + 1] where condition(Int(neighbours[index])) {
      return (true, index + 1 - offsets[token])
    }
    return (false, degree(token))
  }

  /// Appends the names beside a place.
  func append(of place: UInt32, _ mentions: IdentityMentions, to list: inout [UInt32]) {
    let byline = mentions.places(of: Int(mentions.workOf[Int(place)]))
    if byline.count > IdentityMentions.maximumByline { return }
    for other in byline where other != Int(place) && tokenOf[other] != .max {
      list.append(tokenOf[other])
    }
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
        nameOf.append(name)
      } else {
        expected[Int(token)] = max(expected[Int(token)], frequency.whole[name])
      }
      tokenOfName[name] = token
    }
    tokenOf = mentions.nameOf.map {
      $0 == IdentityMentions.noName ? .max : tokenOfName[Int($0)]
    }
    let works = Self.works(mentions, tokenOf, count: expected.count)
    offsets.reserveCapacity(expected.count + 1)
    var isKnown = [UInt32](repeating: .max, count: expected.count)
    for token in 0..<UInt32(expected.count) {
      let start = neighbours.count
      for work in works.items[works.offsets[Int(token)]..<works.offsets[Int(token) + 1]] {
        for place in mentions.places(of: Int(work)) {
          let other = tokenOf[place]
          if other == .max || isKnown[Int(other)] == token { continue }
          isKnown[Int(other)] = token
          neighbours.append(other)
        }
      }
      neighbours[start...].sort()
      offsets.append(neighbours.count)
    }
    let present = offsets.indices.dropLast().count { offsets[$0 + 1] > offsets[$0] }
    let whole = log(Double(max(present, 1) + 1))
    weights = expected.indices.map { token in
      let degree = max(1, offsets[token + 1] - offsets[token])
      return max(0.15, log(Double(present + 1) / Double(degree)) / whole) / (1 + expected[token])
    }
  }

  /// The works on which each name stands, those of long bylines left out.
  private static func works(
    _ mentions: IdentityMentions, _ tokenOf: [UInt32], count: Int
  ) -> (offsets: [Int], items: [UInt32]) {
    var offsets = [Int](repeating: 0, count: count + 1)
    func forEach(_ body: (_ work: UInt32, _ token: Int) -> Void) {
      for work in 0..<mentions.workCount {
        let places = mentions.places(of: work)
        if places.count > IdentityMentions.maximumByline { continue }
        for place in places where tokenOf[place] != .max { body(UInt32(work), Int(tokenOf[place])) }
      }
    }
    forEach { _, token in offsets[token + 1] += 1 }
    for token in 0..<count { offsets[token + 1] += offsets[token] }
    var ends = offsets, items = [UInt32](repeating: 0, count: offsets[count])
    forEach { work, token in
      items[ends[token]] = work
      ends[token] += 1
    }
    return (offsets, items)
  }
}
