import Foundation

/// Some places that are taken for one person's, with what speaks for it.
final class IdentityCluster: Sendable {
  let places: [UInt32]
  /// The distinct names and how many places bear each, ascending.
  let names: [(name: UInt32, count: Int)]
  /// The name to go by: that of most places, among those given in full where there are any.
  let main: UInt32
  /// The mentions that sources identify, ascending.
  let identified: [UInt32]
  /// The works, ascending.
  let works: [UInt32]
  /// The names of coauthors, ascending.
  let coauthors: [UInt32]
  let venues: TermCounts
  let words: TermCounts
  let affiliations: TermCounts
  /// The first and the last year; `nil` where none is known.
  let years: ClosedRange<Int32>?

  init(
    places: [UInt32], names: [(name: UInt32, count: Int)], main: UInt32, identified: [UInt32],
    works: [UInt32], coauthors: [UInt32], venues: TermCounts, words: TermCounts,
    affiliations: TermCounts, years: ClosedRange<Int32>?
  ) {
    self.places = places
    self.names = names
    self.main = main
    self.identified = identified
    self.works = works
    self.coauthors = coauthors
    self.venues = venues
    self.words = words
    self.affiliations = affiliations
    self.years = years
  }
}

/// Terms and how often each occurs, with weights for the cosine of two of them.
struct TermCounts: Sendable {
  private(set) var terms: [UInt32] = []
  private var counts: [Int32] = []
  private var weights: [Double] = []
  private var norm = 0.0

  var isEmpty: Bool { terms.isEmpty }

  init() {}

  /// Counts terms, given ascending with repeats.
  init(_ sorted: [UInt32], _ weigh: (UInt32) -> Double) {
    for term in sorted {
      if terms.last == term {
        counts[counts.count - 1] += 1
      } else {
        terms.append(term)
        counts.append(1)
      }
    }
    self.weigh(weigh)
  }

  /// The sum of two counts.
  init(_ a: TermCounts, _ b: TermCounts, _ weigh: (UInt32) -> Double) {
    if b.isEmpty {
      self = a
      return
    }
    if a.isEmpty {
      self = b
      return
    }
    var i = 0, j = 0
    terms.reserveCapacity(a.terms.count + b.terms.count)
    counts.reserveCapacity(a.terms.count + b.terms.count)
    while i < a.terms.count || j < b.terms.count {
      if j == b.terms.count || i < a.terms.count && a.terms[i] < b.terms[j] {
        terms.append(a.terms[i])
        counts.append(a.counts[i])
        i += 1
      } else if i == a.terms.count || b.terms[j] < a.terms[i] {
        terms.append(b.terms[j])
        counts.append(b.counts[j])
        j += 1
      } else {
        terms.append(a.terms[i])
        counts.append(a.counts[i] + b.counts[j])
        i += 1
        j += 1
      }
    }
    self.weigh(weigh)
  }

  private mutating func weigh(_ weigh: (UInt32) -> Double) {
    weights = terms.indices.map { place in
      let count = counts[place]
      return (count == 1 ? 1 : 1 + log(Double(count))) * weigh(terms[place])
    }
    norm = weights.reduce(0) { $0 + $1 * $1 }
  }

  /// The cosine of the weighted counts, 0 where nothing is shared.
  func cosine(_ other: TermCounts) -> Double {
    var i = 0, j = 0, sum = 0.0
    while i < terms.count, j < other.terms.count {
      if terms[i] < other.terms[j] {
        i += 1
      } else if terms[i] > other.terms[j] {
        j += 1
      } else {
        sum += weights[i] * other.weights[j]
        i += 1
        j += 1
      }
    }
    return sum == 0 ? 0 : sum / (norm * other.norm).squareRoot()
  }
}
