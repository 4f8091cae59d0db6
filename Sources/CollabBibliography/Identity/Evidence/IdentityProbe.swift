import Foundation

/// Compares one cluster with others: its coauthors, words and venues are marked in arrays over all
/// of them, so that each comparison takes time that grows with the size of the other alone.
struct IdentityProbe {
  /// Another cluster whose names may be one person's with those of the probe.
  struct Candidate {
    var other: Int
    var relation: NameRelation
    var prior: Double
  }

  private let evidence: IdentityEvidence
  private let model: EvidenceModel
  /// The coauthors of the probe have the number of this turn.
  private var isCoauthor: [UInt32]
  private var isOther: [Bool] = []
  /// Who wrote with a coauthor of the probe, where this was worked out.
  private var isInCircle: [UInt32] = []
  private var turn: UInt32 = 0
  private var wordWeights: [Double]
  private var venueWeights: [Double]
  private var marked: (words: [UInt32], venues: [UInt32]) = ([], [])
  /// How many neighbours were looked through since the probe was set, and how many it has.
  private var lookedAt = 0
  private var neighbours = 0
  private var hasCircle = false
  private let logarithms: [Double]

  /// Coauthors who wrote with more people tell nothing of who works together.
  private static let maximumCircle = 400

  init(_ evidence: IdentityEvidence, _ model: EvidenceModel) {
    self.evidence = evidence
    self.model = model
    isCoauthor = [UInt32](repeating: 0, count: evidence.coauthors.count)
    wordWeights = [Double](repeating: 0, count: evidence.mentions.words.weights.count)
    venueWeights = [Double](repeating: 0, count: evidence.venueWeights.count)
    logarithms = (0..<4096).map { log(Double($0)) }
  }

  /// The natural logarithm of a whole number.
  private func logarithm(_ number: Int) -> Double {
    number < logarithms.count ? logarithms[number] : log(Double(number))
  }

  /// Compares with a cluster from now on.
  mutating func set(_ probe: ClusterTable.Cluster, in table: ClusterTable) {
    for word in marked.words { wordWeights[Int(word)] = 0 }
    for venue in marked.venues { venueWeights[Int(venue)] = 0 }
    marked.words.removeAll(keepingCapacity: true)
    marked.venues.removeAll(keepingCapacity: true)
    turn &+= 1
    lookedAt = 0
    neighbours = 0
    hasCircle = false
    for index in probe.coauthors.range {
      let coauthor = Int(table.numbers[index])
      isCoauthor[coauthor] = turn
      neighbours += evidence.coauthors.degree(coauthor)
    }
    for index in probe.words.span.range {
      wordWeights[Int(table.terms[index])] = table.weights[index]
      marked.words.append(table.terms[index])
    }
    for index in probe.venues.span.range {
      venueWeights[Int(table.terms[index])] = table.weights[index]
      marked.venues.append(table.terms[index])
    }
  }

  /// Keeps the candidates whose log-odds of being one person's with the probe lie above a
  /// threshold, with these log-odds as `prior`. What costs little is looked at first.
  mutating func filter(
    _ candidates: inout [Candidate], of probe: Int, in table: ClusterTable, above threshold: Double
  ) {
    let mine = table.clusters[probe], weights = model.weights
    set(mine, in: table)
    let nothingShared = model.bias + model.apart + weights[1] * log(0.1)
    let mostOfCircles = max(0, weights[3]) + max(0, weights[4])
    let mostOfTerms = max(0, weights[5]) + max(0, weights[6]) + max(0, weights[7])
    var kept = 0
    for index in candidates.indices {
      var candidate = candidates[index]
      let other = table.clusters[candidate.other]
      let floor = threshold - candidate.prior
      let shared = sharedCoauthors(other, in: table)
      var known: (venues: Double, words: Double)?
      if shared.count == 0 {
        let few = Int(min(mine.coauthors.count, other.coauthors.count))
        var bound = nothingShared + weights[2] * logarithm(few + 1) + mostOfCircles
        bound += weights[13] * logarithm(Int(mine.places.count) * Int(other.places.count))
        if let gap = Self.gap(mine, other) {
          bound += weights[8] * logarithm(gap + 1) + weights[9] * Double(min(gap, 30)) / 10
        }
        if mine.affiliations.span.count > 0, other.affiliations.span.count > 0 {
          bound += max(0, weights[10]) + weights[11]
        }
        if bound + mostOfTerms <= floor { continue }
        let cosines = self.cosines(mine, other, table)
        bound += weights[5] * cosines.venues
        bound += weights[6] * cosines.words + weights[7] * cosines.words.squareRoot()
        if bound <= floor { continue }
        known = cosines
      }
      let evidence = evidence(mine, other, table, shared, known ?? cosines(mine, other, table))
      let ratio = model.ratio(evidence)
      guard ratio > floor else { continue }
      candidate.prior += ratio
      candidates[kept] = candidate
      kept += 1
    }
    candidates.removeSubrange(kept...)
  }

  /// What a cluster shares with another.
  mutating func compare(_ other: Int, with probe: Int, in table: ClusterTable) -> Evidence {
    let mine = table.clusters[probe], other = table.clusters[other]
    set(mine, in: table)
    let shared = sharedCoauthors(other, in: table)
    return evidence(mine, other, table, shared, cosines(mine, other, table))
  }

  private func sharedCoauthors(
    _ other: ClusterTable.Cluster, in table: ClusterTable
  ) -> (count: Int, weight: Double) {
    var count = 0, weight = 0.0
    for index in other.coauthors.range {
      let coauthor = Int(table.numbers[index])
      if isCoauthor[coauthor] == turn {
        count += 1
        weight += evidence.coauthors.weights[coauthor]
      }
    }
    return (count, weight)
  }

  private func cosines(
    _ mine: ClusterTable.Cluster, _ other: ClusterTable.Cluster, _ table: ClusterTable
  ) -> (venues: Double, words: Double) {
    (
      cosine(mine.venues, other.venues, marked: venueWeights, table),
      cosine(mine.words, other.words, marked: wordWeights, table)
    )
  }

  /// The cosine of two clusters' terms, of which the first cluster's weights are marked.
  @inline(__always) private func cosine(
    _ mine: ClusterTable.Terms, _ other: ClusterTable.Terms, marked: [Double],
    _ table: ClusterTable
  ) -> Double {
    var sum = 0.0
    for index in other.span.range {
      let weight = marked[Int(table.terms[index])]
      if weight != 0 { sum += table.weights[index] * weight }
    }
    return sum == 0 ? 0 : sum / (mine.norm * other.norm).squareRoot()
  }

  private mutating func evidence(
    _ mine: ClusterTable.Cluster, _ other: ClusterTable.Cluster, _ table: ClusterTable,
    _ shared: (count: Int, weight: Double), _ cosines: (venues: Double, words: Double)
  ) -> Evidence {
    var evidence = Evidence()
    let few = Int(min(mine.coauthors.count, other.coauthors.count))
    let many = Int(max(mine.coauthors.count, other.coauthors.count))
    evidence.commonCoauthors = shared.count
    evidence.values[0] = shared.count > 0 ? 1 : 0
    evidence.values[1] = log(shared.weight + 0.1)
    evidence.values[2] = log1p(Double(few))
    if few > 0 {
      let apart = few - shared.count, together = apart > 0 ? together(mine, other, table) : 0
      evidence.values[3] = apart > 0 ? Double(together) / Double(apart) : 0
      evidence.values[4] = together > 0 ? 1 : 0
      if evidence.sharesCoauthor {
        evidence.values[12] = shared.weight / (Double(few) * Double(many)).squareRoot()
      }
    }
    evidence.values[5] = cosines.venues
    evidence.values[6] = cosines.words
    evidence.values[7] = cosines.words.squareRoot()
    if let gap = Self.gap(mine, other) {
      evidence.values[8] = log1p(Double(gap))
      evidence.values[9] = min(Double(gap), 30) / 10
    }
    if mine.affiliations.span.count > 0, other.affiliations.span.count > 0 {
      evidence.values[10] = table.affiliationCosine(mine, other)
      evidence.values[11] = 1
    }
    evidence.values[13] = log(Double(mine.places.count) * Double(other.places.count))
    return evidence
  }

  /// How many coauthors of the cluster with fewer, whom the other has not, wrote with one of its.
  private mutating func together(
    _ mine: ClusterTable.Cluster, _ other: ClusterTable.Cluster, _ table: ClusterTable
  ) -> Int {
    var count = 0
    if other.coauthors.count <= mine.coauthors.count {
      if !hasCircle, lookedAt > neighbours { markCircle(mine, table) }
      for index in other.coauthors.range {
        let coauthor = Int(table.numbers[index])
        if isCoauthor[coauthor] == turn || evidence.coauthors.degree(coauthor) >= Self.maximumCircle
        {
          continue
        }
        if hasCircle {
          if isInCircle[coauthor] == turn { count += 1 }
        } else {
          let (found, steps) = evidence.coauthors.first(of: coauthor) { isCoauthor[$0] == turn }
          lookedAt += steps
          if found { count += 1 }
        }
      }
      return count
    }
    if isOther.isEmpty { isOther = [Bool](repeating: false, count: isCoauthor.count) }
    for index in other.coauthors.range { isOther[Int(table.numbers[index])] = true }
    for index in mine.coauthors.range {
      let coauthor = Int(table.numbers[index])
      if isOther[coauthor] || evidence.coauthors.degree(coauthor) >= Self.maximumCircle { continue }
      if evidence.coauthors.first(of: coauthor, where: { isOther[$0] }).found { count += 1 }
    }
    for index in other.coauthors.range { isOther[Int(table.numbers[index])] = false }
    return count
  }

  private mutating func markCircle(_ mine: ClusterTable.Cluster, _ table: ClusterTable) {
    if isInCircle.isEmpty { isInCircle = [UInt32](repeating: 0, count: isCoauthor.count) }
    for index in mine.coauthors.range {
      for neighbour in evidence.coauthors[table.numbers[index]] {
        isInCircle[Int(neighbour)] = turn
      }
    }
    hasCircle = true
  }

  /// The years between the works of two clusters; `nil` where those of one are not known.
  private static func gap(_ a: ClusterTable.Cluster, _ b: ClusterTable.Cluster) -> Int? {
    guard a.firstYear <= a.lastYear, b.firstYear <= b.lastYear else { return nil }
    return Int(max(0, a.firstYear &- b.lastYear, b.firstYear &- a.lastYear))
  }
}
