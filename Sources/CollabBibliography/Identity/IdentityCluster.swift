import Foundation

/// Some places that are taken for one person's, with what speaks for it.
struct IdentityCluster {
  var places: [UInt32]
  /// The distinct names and how many places bear each, ascending.
  var names: [(name: UInt32, count: Int)]
  /// The mentions that sources identify, ascending.
  var identified: [UInt32]
  /// The works, ascending.
  var works: [UInt32]
  /// The names of coauthors, ascending.
  var coauthors: [UInt32] = []
  var venues = TermCounts()
  var words = TermCounts()
  var affiliations = TermCounts()
  /// The first and the last year; `nil` where none is known.
  var years: ClosedRange<Int32>?
}

/// Terms and how often each occurs, with weights for the cosine of two of them.
struct TermCounts {
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

/// What speaks for or against two clusters being one person, as numbers that a model weighs.
struct Evidence {
  /// What each number is, in words, for the reasons that are shown.
  static let names = [
    "a coauthor in common", "coauthors in common", "coauthors there could be in common",
    "coauthors who work together", "some coauthors who work together", "venues", "title words",
    "some title words", "years apart", "many years apart", "affiliations", "known affiliations",
    "share of the coauthors", "works",
  ]
  static let count = 14
  /// The numbers whose weight must not be negative: agreement never speaks against.
  static let agreements: Set<Int> = [0, 1, 3, 4, 5, 6, 7, 10, 12]
  /// The numbers whose weight must not be positive: a gap never speaks for.
  static let gaps: Set<Int> = [8, 9]

  var values = SIMD16<Double>()
  var sharesCoauthor = false
}

/// Compares clusters.
struct IdentityEvidence: Sendable {
  let mentions: IdentityMentions
  let coauthors: NamedCoauthors
  private let venueWeights: [Double]

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

  /// The cluster of some places.
  func cluster(_ places: [UInt32]) -> IdentityCluster {
    let places = places.sorted()
    var names: [(name: UInt32, count: Int)] = []
    for name in places.map({ mentions.nameOf[Int($0)] }).sorted() {
      if names.last?.name == name {
        names[names.count - 1].count += 1
      } else {
        names.append((name, 1))
      }
    }
    var works: [UInt32] = [], identified: [UInt32] = []
    var others: [UInt32] = [], venues: [UInt32] = [], words: [UInt32] = [], homes: [UInt32] = []
    var first = Int32.max, last = Int32.min
    for place in places {
      let work = mentions.workOf[Int(place)]
      works.append(work)
      if mentions.identified[Int(place)] != 0 { identified.append(mentions.identified[Int(place)]) }
      let byline = mentions.places(of: Int(work))
      if byline.count <= IdentityMentions.maximumByline {
        for other in byline where other != Int(place) && coauthors.tokenOf[other] != .max {
          others.append(coauthors.tokenOf[other])
        }
      }
      if mentions.venues[Int(work)] > 0 { venues.append(mentions.venues[Int(work)]) }
      words += mentions.words[Int(work)]
      homes += mentions.affiliations[Int(place)]
      let year = mentions.years[Int(work)]
      if year != IdentityMentions.unknownYear {
        first = min(first, year)
        last = max(last, year)
      }
    }
    return IdentityCluster(
      places: places, names: names, identified: distinct(identified), works: distinct(works),
      coauthors: distinct(others),
      venues: TermCounts(venues.sorted()) { venueWeights[Int($0)] },
      words: TermCounts(words.sorted()) { mentions.words.weights[Int($0)] },
      affiliations: TermCounts(homes.sorted()) { mentions.affiliations.weights[Int($0)] },
      years: first <= last ? first...last : nil)
  }

  /// Two clusters as one.
  func union(_ a: IdentityCluster, _ b: IdentityCluster) -> IdentityCluster {
    var names = a.names
    for (name, count) in b.names {
      if let place = names.firstIndex(where: { $0.name >= name }) {
        if names[place].name == name {
          names[place].count += count
        } else {
          names.insert((name, count), at: place)
        }
      } else {
        names.append((name, count))
      }
    }
    var years = a.years ?? b.years
    if let mine = a.years, let other = b.years {
      years = min(mine.lowerBound, other.lowerBound)...max(mine.upperBound, other.upperBound)
    }
    return IdentityCluster(
      places: a.places + b.places, names: names, identified: merged(a.identified, b.identified),
      works: merged(a.works, b.works),
      coauthors: merged(a.coauthors, b.coauthors),
      venues: TermCounts(a.venues, b.venues) { venueWeights[Int($0)] },
      words: TermCounts(a.words, b.words) { mentions.words.weights[Int($0)] },
      affiliations: TermCounts(a.affiliations, b.affiliations) {
        mentions.affiliations.weights[Int($0)]
      },
      years: years)
  }

  /// What two clusters share.
  func compare(_ a: IdentityCluster, _ b: IdentityCluster) -> Evidence {
    var evidence = Evidence()
    let (few, many) = a.coauthors.count <= b.coauthors.count ? (a, b) : (b, a)
    var shared = 0.0, apart = 0, together = 0
    var place = 0
    for coauthor in few.coauthors {
      while place < many.coauthors.count, many.coauthors[place] < coauthor { place += 1 }
      if place < many.coauthors.count, many.coauthors[place] == coauthor {
        shared += coauthors.weights[Int(coauthor)]
        evidence.sharesCoauthor = true
      } else {
        apart += 1
        let circle = coauthors[coauthor]
        if circle.count < 400, intersect(circle, many.coauthors) { together += 1 }
      }
    }
    evidence.values[0] = evidence.sharesCoauthor ? 1 : 0
    evidence.values[1] = log(shared + 0.1)
    evidence.values[2] = log1p(Double(few.coauthors.count))
    if !few.coauthors.isEmpty, !many.coauthors.isEmpty {
      evidence.values[3] = apart > 0 ? Double(together) / Double(apart) : 0
      evidence.values[4] = together > 0 ? 1 : 0
      if evidence.sharesCoauthor {
        evidence.values[12] =
          shared / (Double(few.coauthors.count) * Double(many.coauthors.count)).squareRoot()
      }
    }
    evidence.values[5] = a.venues.cosine(b.venues)
    evidence.values[6] = a.words.cosine(b.words)
    evidence.values[7] = evidence.values[6].squareRoot()
    if let mine = a.years, let other = b.years {
      let gap = Double(
        max(0, mine.lowerBound - other.upperBound, other.lowerBound - mine.upperBound))
      evidence.values[8] = log1p(gap)
      evidence.values[9] = min(gap, 30) / 10
    }
    if !a.affiliations.isEmpty, !b.affiliations.isEmpty {
      evidence.values[10] = a.affiliations.cosine(b.affiliations)
      evidence.values[11] = 1
    }
    evidence.values[13] = log(Double(a.places.count) * Double(b.places.count))
    return evidence
  }

  private func distinct(_ items: [UInt32]) -> [UInt32] {
    var result = items.sorted(), end = 0
    for item in result where end == 0 || result[end - 1] != item {
      result[end] = item
      end += 1
    }
    result.removeSubrange(end...)
    return result
  }

  private func merged(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
    var result: [UInt32] = [], i = 0, j = 0
    result.reserveCapacity(a.count + b.count)
    while i < a.count || j < b.count {
      if j == b.count || i < a.count && a[i] < b[j] {
        result.append(a[i])
        i += 1
      } else {
        if i < a.count, a[i] == b[j] { i += 1 }
        result.append(b[j])
        j += 1
      }
    }
    return result
  }

  /// Whether two ascending lists share an item.
  private func intersect(_ a: ArraySlice<UInt32>, _ b: [UInt32]) -> Bool {
    var i = a.startIndex, j = 0
    while i < a.endIndex, j < b.count {
      if a[i] < b[j] { i += 1 } else if a[i] > b[j] { j += 1 } else { return true }
    }
    return false
  }
}

/// Whether two ascending lists share an item.
func shareItem(_ a: [UInt32], _ b: [UInt32]) -> Bool {
  var i = 0, j = 0
  while i < a.count, j < b.count {
    if a[i] < b[j] { i += 1 } else if a[i] > b[j] { j += 1 } else { return true }
  }
  return false
}
