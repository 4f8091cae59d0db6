import CollabCore
import Foundation

/// What identifiers and rulings are asked about of places that are taken for one person's.
struct IdentityCluster {
  /// The distinct names, ascending.
  let names: [UInt32]
  /// The mentions that sources identify, ascending.
  let identified: ArraySlice<UInt32>
}

/// Clusters of places with what speaks for who they are, in columns: their lists stand one behind
/// the other, so that merging and comparing allocates nothing. Lists of merged clusters are swept
/// out when they are half of all.
struct ClusterTable {
  struct Span {
    var start: UInt32 = 0
    var count: UInt32 = 0

    var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
  }

  /// Terms and how often each occurs, with weights for the cosine of two of them.
  struct Terms {
    var span = Span()
    var norm = 0.0
  }

  struct Cluster {
    var isAlive = true
    /// The name to go by: that of most places, among those given in full where there are any.
    var main: UInt32 = 0
    /// The distinct names, ascending; behind them how many places bear each.
    var names = Span()
    var places = Span()
    var works = Span()
    var identified = Span()
    /// The names of coauthors, ascending.
    var coauthors = Span()
    var venues = Terms()
    var words = Terms()
    var affiliations = Terms()
    /// The first and the last year; the first is later where none is known.
    var firstYear = Int32.max
    var lastYear = Int32.min
  }

  let evidence: IdentityEvidence
  /// The names of the block, ascending; clusters number them by their place here.
  let names: [UInt32]
  private(set) var clusters: [Cluster] = []
  private(set) var numbers: [UInt32] = []
  private(set) var terms: [UInt32] = []
  private(set) var weights: [Double] = []
  private var counts: [Int32] = []
  private var deadNumbers = 0
  private var scratch: [UInt32] = []

  init(_ evidence: IdentityEvidence, names: [UInt32] = []) {
    self.evidence = evidence
    self.names = names
  }

  /// Forgets all clusters.
  mutating func removeAll() {
    clusters.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
    terms.removeAll(keepingCapacity: true)
    weights.removeAll(keepingCapacity: true)
    counts.removeAll(keepingCapacity: true)
    deadNumbers = 0
  }

  func view(_ cluster: Int) -> IdentityCluster {
    let cluster = clusters[cluster]
    return IdentityCluster(
      names: cluster.names.range.map { names[Int(numbers[$0])] },
      identified: numbers[cluster.identified.range])
  }

  func shareWork(_ a: Int, _ b: Int) -> Bool {
    shareItem(numbers[clusters[a].works.range], numbers[clusters[b].works.range])
  }

  // MARK: Making

  /// Adds the cluster of one place.
  private mutating func add(_ place: UInt32) {
    var new = Cluster()
    let name = evidence.mentions.nameOf[Int(place)], work = evidence.mentions.workOf[Int(place)]
    new.main = UInt32(names.partitioningIndex { $0 >= name })
    new.names = Span(start: UInt32(numbers.count), count: 1)
    numbers.append(new.main)
    numbers.append(1)
    new.places = Span(start: UInt32(numbers.count), count: 1)
    numbers.append(place)
    new.works = Span(start: UInt32(numbers.count), count: 1)
    numbers.append(work)
    if evidence.mentions.identified[Int(place)] != 0 {
      new.identified = Span(start: UInt32(numbers.count), count: 1)
      numbers.append(evidence.mentions.identified[Int(place)])
    }
    let start = numbers.count
    evidence.coauthors.append(of: place, evidence.mentions, to: &numbers)
    numbers.sortShortTail(from: start)
    var end = start
    for index in start..<numbers.count where end == start || numbers[index] != numbers[end - 1] {
      numbers[end] = numbers[index]
      end += 1
    }
    numbers.removeSubrange(end...)
    new.coauthors = Span(start: UInt32(start), count: UInt32(end - start))
    let venue = evidence.mentions.venues[Int(work)]
    if venue > 0 { new.venues = appendOnce(CollectionOfOne(venue), evidence.venueWeights) }
    new.words = appendOnce(evidence.mentions.words[Int(work)], evidence.mentions.words.weights)
    new.affiliations = appendOnce(
      evidence.mentions.affiliations[Int(place)], evidence.mentions.affiliations.weights)
    let year = evidence.mentions.years[Int(work)]
    if year != IdentityMentions.unknownYear {
      new.firstYear = year
      new.lastYear = year
    }
    clusters.append(new)
  }

  private mutating func appendOnce(
    _ list: some Collection<UInt32>, _ frequency: [Double]
  ) -> Terms {
    let start = terms.count
    var norm = 0.0
    for term in list {
      let weight = frequency[Int(term)]
      terms.append(term)
      counts.append(1)
      weights.append(weight)
      norm += weight * weight
    }
    return Terms(
      span: Span(start: UInt32(start), count: UInt32(terms.count - start)), norm: norm)
  }

  /// Adds the cluster of some places.
  mutating func add(_ places: ArraySlice<UInt32>) {
    if places.count == 1, let place = places.first { return add(place) }
    let evidence = evidence, names = names
    var new = Cluster()
    new.places = append(places)
    takeEach(new.places) { place, list in
      let name = evidence.mentions.nameOf[Int(place)]
      list.append(UInt32(names.partitioningIndex { $0 >= name }))
    }
    scratch.sort()
    new.names = appendCounted()
    new.main = main(new.names)
    takeEach(new.places) { place, list in list.append(evidence.mentions.workOf[Int(place)]) }
    new.works = appendDistinct()
    takeEach(new.places) { place, list in
      let mention = evidence.mentions.identified[Int(place)]
      if mention != 0 { list.append(mention) }
    }
    new.identified = appendDistinct()
    takeEach(new.places) { place, list in
      evidence.coauthors.append(of: place, evidence.mentions, to: &list)
    }
    new.coauthors = appendDistinct()
    takeEach(new.places) { place, list in
      let venue = evidence.mentions.venues[Int(evidence.mentions.workOf[Int(place)])]
      if venue > 0 { list.append(venue) }
    }
    new.venues = appendTerms(evidence.venueWeights)
    takeEach(new.places) { place, list in
      list += evidence.mentions.words[Int(evidence.mentions.workOf[Int(place)])]
    }
    new.words = appendTerms(evidence.mentions.words.weights)
    takeEach(new.places) { place, list in list += evidence.mentions.affiliations[Int(place)] }
    new.affiliations = appendTerms(evidence.mentions.affiliations.weights)
    for index in new.places.range {
      let year = evidence.mentions.years[Int(evidence.mentions.workOf[Int(numbers[index])])]
      if year != IdentityMentions.unknownYear {
        new.firstYear = min(new.firstYear, year)
        new.lastYear = max(new.lastYear, year)
      }
    }
    clusters.append(new)
  }

  private mutating func takeEach(_ places: Span, _ body: (UInt32, inout [UInt32]) -> Void) {
    var list: [UInt32] = []
    swap(&list, &scratch)
    list.removeAll(keepingCapacity: true)
    for index in places.range { body(numbers[index], &list) }
    scratch = list
  }

  private mutating func append(_ places: ArraySlice<UInt32>) -> Span {
    let start = numbers.count
    numbers += places
    numbers[start...].sort()
    return Span(start: UInt32(start), count: UInt32(numbers.count - start))
  }

  private mutating func appendDistinct() -> Span {
    scratch.sort()
    let start = numbers.count
    for item in scratch where numbers.count == start || numbers[numbers.count - 1] != item {
      numbers.append(item)
    }
    return Span(start: UInt32(start), count: UInt32(numbers.count - start))
  }

  /// Appends the items, each once, and behind them how often each occurs.
  private mutating func appendCounted() -> Span {
    let span = appendDistinct()
    var next = 0
    for index in span.range {
      let first = next
      while next < scratch.count, scratch[next] == numbers[index] { next += 1 }
      numbers.append(UInt32(next - first))
    }
    return span
  }

  private mutating func appendTerms(_ frequency: [Double]) -> Terms {
    scratch.sort()
    let start = terms.count
    for item in scratch {
      if terms.count > start, terms[terms.count - 1] == item {
        counts[counts.count - 1] += 1
      } else {
        terms.append(item)
        counts.append(1)
      }
    }
    for index in start..<terms.count {
      weights.append(Self.scale(counts[index]) * frequency[Int(terms[index])])
    }
    return termsFrom(start)
  }

  private static func scale(_ count: Int32) -> Double { count == 1 ? 1 : 1 + log(Double(count)) }

  private func termsFrom(_ start: Int) -> Terms {
    var norm = 0.0
    for weight in weights[start...] { norm += weight * weight }
    return Terms(
      span: Span(start: UInt32(start), count: UInt32(terms.count - start)), norm: norm)
  }

  private func main(_ list: Span) -> UInt32 {
    if list.count < 2 || names.isEmpty { return list.count == 0 ? 0 : numbers[Int(list.start)] }
    let fullWords = evidence.mentions.names.fullWords
    var best = list.start, bestRank = (full: UInt8(0), count: UInt32(0))
    for index in list.start..<list.start + list.count {
      let name = names[Int(numbers[Int(index)])]
      let rank = (full: min(fullWords[Int(name)], 1), count: numbers[Int(index + list.count)])
      if rank > bestRank {
        best = index
        bestRank = rank
      }
    }
    return numbers[Int(best)]
  }

  // MARK: Merging

  /// Makes two clusters one, with the next number.
  mutating func merge(_ a: Int, _ b: Int) {
    let first = clusters[a], second = clusters[b]
    var new = Cluster()
    new.places = Span(
      start: UInt32(numbers.count), count: first.places.count + second.places.count)
    for index in first.places.range { numbers.append(numbers[index]) }
    for index in second.places.range { numbers.append(numbers[index]) }
    new.names = mergedNames(first.names, second.names)
    new.main = main(new.names)
    new.works = merged(first.works, second.works)
    new.identified = merged(first.identified, second.identified)
    new.coauthors = merged(first.coauthors, second.coauthors)
    new.venues = merged(first.venues, second.venues, evidence.venueWeights)
    new.words = merged(first.words, second.words, evidence.mentions.words.weights)
    new.affiliations = merged(
      first.affiliations, second.affiliations, evidence.mentions.affiliations.weights)
    new.firstYear = min(first.firstYear, second.firstYear)
    new.lastYear = max(first.lastYear, second.lastYear)
    clusters.append(new)
    for cluster in [first, second] { deadNumbers += size(cluster) }
    clusters[a].isAlive = false
    clusters[b].isAlive = false
    if deadNumbers > 1 << 16, deadNumbers > (numbers.count + terms.count) / 2 { sweep() }
  }

  private func size(_ cluster: Cluster) -> Int {
    let spans = [
      cluster.names, cluster.names, cluster.places, cluster.works, cluster.identified,
      cluster.coauthors, cluster.venues.span, cluster.words.span, cluster.affiliations.span,
    ]
    return spans.reduce(0) { $0 + Int($1.count) }
  }

  private mutating func merged(_ a: Span, _ b: Span) -> Span {
    let start = numbers.count
    var i = a.range, j = b.range
    while let x = i.first, let y = j.first {
      let (left, right) = (numbers[x], numbers[y])
      numbers.append(min(left, right))
      if left <= right { i = i.dropFirst() }
      if right <= left { j = j.dropFirst() }
    }
    for index in i { numbers.append(numbers[index]) }
    for index in j { numbers.append(numbers[index]) }
    return Span(start: UInt32(start), count: UInt32(numbers.count - start))
  }

  private mutating func mergedNames(_ a: Span, _ b: Span) -> Span {
    let span = merged(a, b)
    for index in span.range {
      var count: UInt32 = 0
      for list in [a, b] {
        for other in list.range where numbers[other] == numbers[index] {
          count += numbers[other + Int(list.count)]
        }
      }
      numbers.append(count)
    }
    return span
  }

  private mutating func merged(_ a: Terms, _ b: Terms, _ frequency: [Double]) -> Terms {
    let start = terms.count
    var i = a.span.range, j = b.span.range
    while let x = i.first, let y = j.first {
      if terms[x] < terms[y] {
        copyTerm(x)
        i = i.dropFirst()
      } else if terms[y] < terms[x] {
        copyTerm(y)
        j = j.dropFirst()
      } else {
        let count = counts[x] + counts[y]
        terms.append(terms[x])
        counts.append(count)
        weights.append(Self.scale(count) * frequency[Int(terms[x])])
        i = i.dropFirst()
        j = j.dropFirst()
      }
    }
    for index in i { copyTerm(index) }
    for index in j { copyTerm(index) }
    return termsFrom(start)
  }

  private mutating func copyTerm(_ index: Int) {
    terms.append(terms[index])
    counts.append(counts[index])
    weights.append(weights[index])
  }

  /// Leaves the lists of merged clusters out.
  private mutating func sweep() {
    let old = self
    numbers = []
    terms = []
    counts = []
    weights = []
    deadNumbers = 0
    func move(_ span: inout Span, times: UInt32 = 1) {
      let start = Int(span.start)
      span.start = UInt32(numbers.count)
      numbers += old.numbers[start..<start + Int(span.count * times)]
    }
    func move(_ list: inout Terms) {
      let range = list.span.range
      list.span.start = UInt32(terms.count)
      terms += old.terms[range]
      counts += old.counts[range]
      weights += old.weights[range]
    }
    for index in clusters.indices where clusters[index].isAlive {
      var cluster = clusters[index]
      move(&cluster.names, times: 2)
      move(&cluster.places)
      move(&cluster.works)
      move(&cluster.identified)
      move(&cluster.coauthors)
      move(&cluster.venues)
      move(&cluster.words)
      move(&cluster.affiliations)
      clusters[index] = cluster
    }
  }
}

extension ClusterTable {
  func affiliationCosine(_ a: Cluster, _ b: Cluster) -> Double {
    var i = a.affiliations.span.range, j = b.affiliations.span.range, sum = 0.0
    while let x = i.first, let y = j.first {
      if terms[x] == terms[y] { sum += weights[x] * weights[y] }
      if terms[x] <= terms[y] { i = i.dropFirst() }
      if terms[y] <= terms[x] { j = j.dropFirst() }
    }
    return sum == 0 ? 0 : sum / (a.affiliations.norm * b.affiliations.norm).squareRoot()
  }
}
