import Foundation

/// The places of bylines on which people stand, with what speaks for who they are: plain numbers.
struct IdentityMentions: Sendable {
  /// The distinct names.
  var names = IdentityNames()
  /// The name of each place; ``noName`` for groups and labels.
  var nameOf: [UInt32] = []
  /// The mention at each place where its source identifies the person; 0 elsewhere.
  var identified: [UInt32] = []
  /// Where each work's places begin; one more entry than works.
  var offsets: [Int] = [0]
  /// The work of each place.
  var workOf: [UInt32] = []
  /// The year of each work; ``unknownYear`` where no source says.
  var years: [Int32] = []
  /// The venue of each work, by number from 1; 0 where no source says.
  var venues: [UInt32] = []
  /// The words of each work's title, each once, ascending.
  var words = TermLists()
  /// The words of the affiliations at each place, each once, ascending.
  var affiliations = TermLists()

  static let noName = UInt32.max
  static let unknownYear = Int32.min
  /// Works with more authors say nothing of who works with whom.
  static let maximumByline = 60

  var workCount: Int { offsets.count - 1 }
  func places(of work: Int) -> Range<Int> { offsets[work]..<offsets[work + 1] }
}

/// Lists of term numbers, one behind the other, with how telling each term is.
struct TermLists: Sendable {
  private var items: [UInt32] = []
  private var ends: [Int] = [0]
  /// The inverse document frequency of each term: the logarithm of lists over lists with it.
  private(set) var weights: [Double] = []

  subscript(list: Int) -> ArraySlice<UInt32> { items[ends[list]..<ends[list + 1]] }

  mutating func append(_ list: [UInt32]) {
    items += list
    ends.append(items.count)
  }

  /// Weighs the terms by the lists so far; empty lists do not count.
  mutating func weigh() {
    var counts = [Int](repeating: 0, count: Int(items.max().map { $0 + 1 } ?? 0)), filled = 0
    for list in 0..<ends.count - 1 where ends[list + 1] > ends[list] { filled += 1 }
    for item in items { counts[Int(item)] += 1 }
    weights = counts.map { log(Double(filled + 1) / Double(max($0, 1))) }
  }
}

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
