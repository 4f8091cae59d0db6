import Foundation

/// What speaks for or against two clusters being one person, as numbers that a model weighs.
struct Evidence {
  static let count = 14
  /// The numbers whose weight must not be negative: agreement never speaks against.
  static let agreements: Set<Int> = [0, 1, 3, 4, 5, 6, 7, 10, 12]
  /// The numbers whose weight must not be positive: a gap never speaks for.
  static let gaps: Set<Int> = [8, 9]

  var values = SIMD16<Double>()
  var commonCoauthors = 0
  var sharesCoauthor: Bool { commonCoauthors > 0 }
}

/// What clusters are made of and compared by.
final class IdentityEvidence: Sendable {
  let mentions: IdentityMentions
  let coauthors: NamedCoauthors
  let venueWeights: [Double]

  init(_ mentions: IdentityMentions, _ frequency: NameFrequency) {
    self.mentions = mentions
    coauthors = NamedCoauthors(mentions, frequency)
    var counts: [Int] = []
    for venue in mentions.venues {
      while counts.count <= Int(venue) { counts.append(0) }
      counts[Int(venue)] += 1
    }
    let works = Double(mentions.workCount + 1)
    venueWeights = counts.map { log(works / Double(max($0, 1))) }
  }
}

/// Items, each once, ascending.
func distinct(_ items: [UInt32]) -> [UInt32] {
  var result = items.sorted(), end = 0
  for item in result where end == 0 || result[end - 1] != item {
    result[end] = item
    end += 1
  }
  result.removeSubrange(end...)
  return result
}

/// Whether two ascending lists share an item.
func shareItem(_ a: ArraySlice<UInt32>, _ b: ArraySlice<UInt32>) -> Bool {
  var i = a.startIndex, j = b.startIndex
  while i < a.endIndex, j < b.endIndex {
    if a[i] < b[j] { i += 1 } else if a[i] > b[j] { j += 1 } else { return true }
  }
  return false
}
