import Foundation

/// What speaks for or against two clusters being one person, as numbers that a model weighs.
struct Evidence {
  static let count = 14
  /// The numbers whose weight must not be negative: agreement never speaks against.
  static let agreements: Set<Int> = [0, 1, 3, 4, 5, 6, 7, 10, 12]
  /// The numbers whose weight must not be positive: a gap never speaks for.
  static let gaps: Set<Int> = [8, 9]

  var values = SIMD16<Double>()
  var sharesCoauthor = false
}

/// Compares clusters.
final class IdentityEvidence: Sendable {
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
      places: places, names: names, main: main(names), identified: distinct(identified),
      works: distinct(works),
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
      places: a.places + b.places, names: names, main: main(names),
      identified: merged(a.identified, b.identified), works: merged(a.works, b.works),
      coauthors: merged(a.coauthors, b.coauthors),
      venues: TermCounts(a.venues, b.venues) { venueWeights[Int($0)] },
      words: TermCounts(a.words, b.words) { mentions.words.weights[Int($0)] },
      affiliations: TermCounts(a.affiliations, b.affiliations) {
        mentions.affiliations.weights[Int($0)]
      },
      years: years)
  }

  private func main(_ names: [(name: UInt32, count: Int)]) -> UInt32 {
    names.max {
      let (a, b) = (mentions.names.fullWords[Int($0.name)], mentions.names.fullWords[Int($1.name)])
      return (min(a, 1), $0.count, $1.name) < (min(b, 1), $1.count, $0.name)
    }?.name ?? 0
  }

  /// What two clusters share; ``ratio(_:_:_:above:)`` may know the cosines already.
  func compare(
    _ a: IdentityCluster, _ b: IdentityCluster, cosines: (venues: Double, words: Double)? = nil
  ) -> Evidence {
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
        if circle.count < 400, shareItem(circle, many.coauthors[...]) { together += 1 }
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
    let (venues, words) = cosines ?? self.cosines(a, b)
    evidence.values[5] = venues
    evidence.values[6] = words
    evidence.values[7] = evidence.values[6].squareRoot()
    if let gap = gap(a, b) {
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

  /// The log-likelihood ratio of two clusters being one person's; `nil` where it does not lie above
  /// a floor. What costs little is looked at first.
  func ratio(
    _ a: IdentityCluster, _ b: IdentityCluster, _ model: EvidenceModel, above floor: Double
  ) -> Double? {
    let weights = model.weights
    var known: (venues: Double, words: Double)?
    if !shareItem(a.coauthors, b.coauthors) {
      let few = Double(min(a.coauthors.count, b.coauthors.count))
      var bound = model.bias + model.apart + weights[1] * log(0.1) + weights[2] * log1p(few)
      bound += max(0, weights[3]) + max(0, weights[4])
      bound += weights[13] * log(Double(a.places.count) * Double(b.places.count))
      if let gap = gap(a, b) {
        bound += weights[8] * log1p(gap) + weights[9] * min(gap, 30) / 10
      }
      if !a.affiliations.isEmpty, !b.affiliations.isEmpty {
        bound += max(0, weights[10]) + weights[11]
      }
      if bound + max(0, weights[5]) + max(0, weights[6]) + max(0, weights[7]) <= floor {
        return nil
      }
      let cosines = cosines(a, b)
      bound += weights[5] * cosines.venues
      bound += weights[6] * cosines.words + weights[7] * cosines.words.squareRoot()
      if bound <= floor { return nil }
      known = cosines
    }
    let ratio = model.ratio(compare(a, b, cosines: known))
    return ratio > floor ? ratio : nil
  }

  private func cosines(
    _ a: IdentityCluster, _ b: IdentityCluster
  ) -> (venues: Double, words: Double) {
    (a.venues.cosine(b.venues), a.words.cosine(b.words))
  }

  /// The years between the works of two clusters; `nil` where those of one are not known.
  private func gap(_ a: IdentityCluster, _ b: IdentityCluster) -> Double? {
    guard let mine = a.years, let other = b.years else { return nil }
    return Double(
      max(0, mine.lowerBound &- other.upperBound, other.lowerBound &- mine.upperBound))
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
func shareItem(_ a: [UInt32], _ b: [UInt32]) -> Bool { shareItem(a[...], b[...]) }

/// Whether two ascending lists share an item.
func shareItem(_ a: ArraySlice<UInt32>, _ b: ArraySlice<UInt32>) -> Bool {
  var i = a.startIndex, j = b.startIndex
  while i < a.endIndex, j < b.endIndex {
    if a[i] < b[j] { i += 1 } else if a[i] > b[j] { j += 1 } else { return true }
  }
  return false
}

/// How many items two ascending lists share.
func countShared(_ a: [UInt32], _ b: [UInt32]) -> Int {
  var i = 0, j = 0, count = 0
  while i < a.count, j < b.count {
    if a[i] < b[j] {
      i += 1
    } else if a[i] > b[j] {
      j += 1
    } else {
      count += 1
      i += 1
      j += 1
    }
  }
  return count
}
