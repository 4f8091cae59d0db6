public import CollabCore
public import CollabGraph

/// How far ranks depend on which works happen to be there: the middle 90 % of the ranks that authors
/// have when works are drawn again.
///
/// In each replicate every team, which is a distinct set of authors with all of its works, gets a
/// weight from Poisson(1); works of one author are teams of their own. Weights for single works would
/// be too narrow where a team publishes in series. Authors without a work in a replicate score 0 and
/// rank last, ties are broken at random, and the interval is that of plain percentiles: Efron,
/// *Bootstrap methods*, Annals of Statistics 7:1 (1979), doi:10.1214/aos/1176344552; with Poisson
/// weights, Hanley and MacGibbon, Computer Methods and Programs in Biomedicine 83:57 (2006),
/// doi:10.1016/j.cmpb.2006.04.006.
public struct RankIntervals: Sendable, Equatable {
  /// The first and last rank of each author's interval, from 1; `nil` for authors of fewer than
  /// ``minimumWorks`` works.
  public let ranks: [ClosedRange<Int>?]
  /// The number of replicates.
  public let replicates: Int

  /// Authors of fewer works have no interval: most of them leave or enter by chance.
  public static let minimumWorks = 3
  /// The ids of the measures whose ranks have intervals.
  public static let measures = ["papers", "strength", "pagerank", "h-index"]

  /// Draws works again and ranks authors each time.
  ///
  /// - Parameters:
  ///   - measure: one of ``measures``, with its settings.
  ///   - network: authors and works; ties that are stated without works are not drawn again.
  ///   - replicates: how often works are drawn, 20 to 10,000.
  ///   - seed: the seed of the draws.
  ///   - execution: threads, progress and cancellation.
  /// - Throws: ``/CollabCore/OptionError`` for another measure, for a network with stated ties and for another
  ///   number of replicates; ``/CollabCore/Cancellation``.
  /// - Complexity: O(replicates · (authorships + authors · log authors)), for PageRank times some
  ///   fifty iterations; 4 bytes for each replicate and author with an interval.
  public init(
    of measure: Measure, in network: Network, replicates: Int = 200, seed: UInt64 = 1,
    execution: Execution = Execution()
  ) throws {
    guard Self.measures.contains(measure.id) else {
      throw OptionError(
        "ranks by \(measure.id) have no intervals; those by "
          + Self.measures.joined(separator: ", ") + " do")
    }
    guard network.ties.isEmpty else {
      throw OptionError("ranks have no intervals where ties are stated without works")
    }
    guard !network.leavesTiesOut || ["papers", "h-index"].contains(measure.id) else {
      throw OptionError(
        "ranks by \(measure.id) have no intervals where ties are left out by their weight")
    }
    guard (20...10_000).contains(replicates) else {
      throw OptionError("the number of replicates must be 20 to 10,000, not \(replicates.grouped)")
    }
    let model = ResampledNetwork(network, measure, seed: seed)
    let drawn = try execution.mapChunks(
      of: replicates, size: ResampledNetwork.Lanes.scalarCount, phase: "intervals",
      scratch: { model.scratch }
    ) { scratch, range in model.ranks(inReplicates: range, &scratch) }.flatMap { $0 }
    let low = (replicates + 19) / 20 - 1, high = (19 * replicates + 19) / 20 - 1
    var ranks = [ClosedRange<Int>?](repeating: nil, count: network.vertexCount)
    for (place, author) in model.ranked.enumerated() {
      let sorted = drawn.map { $0[place] }.sorted()
      ranks[author] = Int(sorted[low])...Int(sorted[high])
    }
    self.ranks = ranks
    self.replicates = replicates
  }
}

/// A network whose works can be drawn again, eight times at once: a walk over bylines takes most of its
/// time for finding authors, and finds them once for all.
struct ResampledNetwork: Sendable {
  let incidence: Incidence
  let kind: Kind
  let seed: UInt64
  /// The authors whose ranks are wanted.
  let ranked: [Int]
  /// The team of each work: what its weight is drawn by.
  private let teams: [UInt64]
  /// The weight of each work in a tie, times its number of authors less 1: what it adds to strength.
  private let strengths: [Float]
  /// The works of each author by falling citations, those without a count left out, and the counts.
  private let cited: (offsets: [Int], works: [UInt32], counts: [Float])

  enum Kind: Sendable { case papers, strength, pageRank(Double), hIndex }

  /// A number for each of several replicates.
  typealias Lanes = SIMD8<Float>

  struct Scratch {
    /// By work.
    var weights: [Lanes]
    /// By author.
    var scores: [Lanes]
    var keys: [UInt64]
  }

  init(_ network: Network, _ measure: Measure, seed: UInt64) {
    let incidence = network.incidence
    self.incidence = incidence
    self.seed = seed
    kind =
      switch measure.id {
      case "papers": .papers
      case "strength": .strength
      case "h-index": .hIndex
      default: .pageRank(measure.settings[PageRank.damping])
      }
    ranked = (0..<incidence.authorCount).filter {
      incidence.works(ofAuthor: $0).count >= RankIntervals.minimumWorks
    }
    teams = (0..<incidence.workCount).map { work in
      let byline = incidence.authors(ofWork: work)
      guard byline.count > 1 else { return UInt64(work) | 1 << 63 }
      return byline.reduce(0) { key, author in
        var hash = SplitMix64(seed: key ^ UInt64(author))
        return hash.next()
      }
    }
    strengths = (0..<incidence.workCount).map { work in
      let others = incidence.rowLength(work) - 1
      let weight = network.weighting.pairWeight(authors: incidence.bylineLength(work))
      return others > 0 ? Float(weight * Double(others)) : 0
    }
    var offsets = [0], works: [UInt32] = [], counts: [Float] = []
    if case .hIndex = kind {
      let citations = network.facts.citations
      for author in 0..<incidence.authorCount {
        let known = incidence.works(ofAuthor: author)
          .filter { citations[Int($0)] != WorkFacts.unknown }
          .sorted { (citations[Int($1)], $0) < (citations[Int($0)], $1) }
        works += known
        counts += known.map { Float(citations[Int($0)]) }
        offsets.append(works.count)
      }
    }
    cited = (offsets, works, counts)
  }

  var scratch: Scratch {
    Scratch(
      weights: .init(repeating: .zero, count: incidence.workCount),
      scores: .init(repeating: .zero, count: incidence.authorCount),
      keys: .init(repeating: 0, count: incidence.authorCount))
  }

  /// The ranks of ``ranked`` in each of at most eight draws of the works.
  func ranks(inReplicates numbers: Range<Int>, _ scratch: inout Scratch) -> [[UInt32]] {
    for work in 0..<incidence.workCount {
      var weights = Lanes.zero
      for (lane, number) in numbers.enumerated() {
        var random = SplitMix64(seed: seed ^ teams[work], stream: UInt64(number))
        weights[lane] = Float(Self.poisson(random.unit()))
      }
      scratch.weights[work] = weights
    }
    score(&scratch)
    return numbers.enumerated().map { lane, number in
      for author in 0..<incidence.authorCount {
        var random = SplitMix64(seed: seed &+ UInt64(author), stream: ~UInt64(number))
        // High scores first; numbers from 0 keep their order as bits.
        let bits = ~scratch.scores[author][lane].bitPattern
        scratch.keys[author] = UInt64(bits) << 32 | random.next() >> 32
      }
      var sorted = scratch.keys
      sorted.radixSort()
      return ranked.map { author in
        let key = scratch.keys[author]
        return UInt32(sorted.partitioningIndex { $0 >= key } + 1)
      }
    }
  }

  /// The number that a variable of Poisson(1) has at a share of its distribution.
  private static func poisson(_ share: Double) -> Int {
    var count = 0, term = 0.36787944117144233, below = term
    while share >= below, count < 20 {
      count += 1
      term /= Double(count)
      below += term
    }
    return count
  }

  /// The scores from the weights of works.
  func score(_ scratch: inout Scratch) {
    switch kind {
    case .papers: addWorks(&scratch) { weights, _ in weights }
    case .strength: addWorks(&scratch) { weights, strength in weights * strength }
    case .hIndex:
      for author in 0..<incidence.authorCount {
        var drawn = Lanes.zero, index = Lanes.zero
        for place in cited.offsets[author]..<cited.offsets[author + 1] {
          drawn += scratch.weights[Int(cited.works[place])]
          let count = Lanes(repeating: cited.counts[place])
          let reached = drawn.replacing(with: count, where: count .< drawn)
          index.replace(with: reached, where: reached .> index)
        }
        scratch.scores[author] = index
      }
    case .pageRank(let damping):
      addWorks(&scratch) { weights, strength in weights * strength }
      walk(Float(damping), &scratch)
    }
  }

  /// Gives each author the sum of something over the works.
  private func addWorks(_ scratch: inout Scratch, _ value: (Lanes, _ strength: Float) -> Lanes) {
    for author in 0..<incidence.authorCount {
      scratch.scores[author] = incidence.works(ofAuthor: author)
        .reduce(.zero) { $0 + value(scratch.weights[Int($1)], strengths[Int($1)]) }
    }
  }

  /// PageRank without a graph, from strengths: of a work's authors each passes on a share of what they
  /// have, and gets what the others pass on. Chebyshev semi-iteration, as in ``Measure/pageRank``: an
  /// error of some 10⁻⁴ of the sum is far below what another draw of the works changes.
  private func walk(_ damping: Float, _ scratch: inout Scratch) {
    let n = incidence.authorCount, weights = scratch.weights
    // 1 over the strength, and 0 where there is none.
    let inverses = scratch.scores.map { strength in
      (1 / strength).replacing(with: 0, where: strength .<= 0)
    }
    var present = Lanes.zero, idle = Lanes.zero
    var restarts = (0..<n).map { author in
      let works = incidence.works(ofAuthor: author)
        .reduce(Lanes.zero) { $0 + weights[Int($1)] }
      let isPresent = Lanes.zero.replacing(with: 1, where: works .> 0)
      present += isPresent
      idle += isPresent.replacing(with: 0, where: inverses[author] .> 0)
      return isPresent
    }
    // Authors without a tie restart at every step. Nobody is there in a lane without a replicate.
    let start = (1 - damping) / pointwiseMax(present - damping * idle, Lanes(repeating: 1e-6))
    for author in 0..<n { restarts[author] *= start }
    var earlier = restarts, sums = restarts, shares = restarts, factor: Float = 1
    scratch.scores = restarts
    for step in 1...100 {
      for author in 0..<n {
        sums[author] = .zero
        shares[author] = scratch.scores[author] * inverses[author]
      }
      passOn(shares, weights, into: &sums)
      factor = step == 1 ? 1 : 1 / (1 - damping * damping * (step == 2 ? 0.5 : factor / 4))
      var change = Lanes.zero
      for author in 0..<n {
        let score = scratch.scores[author]
        let next =
          earlier[author] + factor * (restarts[author] + damping * sums[author] - earlier[author])
        let step = next - score
        change += step.replacing(with: -step, where: step .< 0)
        earlier[author] = score
        scratch.scores[author] = next
      }
      if change.max() < 1e-4 { break }
    }
  }

  /// Gives each author of a work what the others pass on.
  private func passOn(_ shares: [Lanes], _ weights: [Lanes], into sums: inout [Lanes]) {
    shares.withUnsafeBufferPointer { shares in
      sums.withUnsafeMutableBufferPointer { sums in
        for work in weights.indices where strengths[work] > 0 {
          let byline = incidence.authors(ofWork: work)
          let each = weights[work] * (strengths[work] / Float(byline.count - 1))
          var sum = Lanes.zero
          for author in byline { sum += shares[Int(author)] }
          for author in byline { sums[Int(author)] += each * (sum - shares[Int(author)]) }
        }
      }
    }
  }
}
