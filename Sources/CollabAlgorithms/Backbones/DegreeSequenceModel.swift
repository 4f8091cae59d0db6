import CollabCore
import CollabGraph
import Foundation

extension Backbone {
  /// Ties of more shared works than authors as productive, on works with as many authors, would
  /// share by chance: the stochastic degree sequence model.
  ///
  /// An author stands on a work with a probability that reproduces in the mean how many works each
  /// author has and how many authors each work has. The number of works that two authors share is
  /// then a sum of independent chances, whose upper tail is added up exactly.
  public static let sdsm = Backbone(
    id: "sdsm", summary: "ties of more shared works than productivity explains",
    parameters: [.probability],
    reference: "Neal, Social Networks 39:84 (2014), doi:10.1016/j.socnet.2014.06.001; "
      + "probabilities as in Saracco et al., Sci. Rep. 5:10595 (2015), doi:10.1038/srep10595"
  ) { input in
    let incidence = input.network.incidence
    guard incidence.workCount > 0 else {
      throw OptionError("'sdsm' needs works; the input states ties without works")
    }
    let model = DegreeSequenceModel(incidence)
    let edges = try input.graph.edges
    let chunks = try input.execution.mapChunks(
      of: edges.count, size: 1024, phase: "sdsm", scratch: {}
    ) { _, range in
      range.map { index in
        let (a, b) = (Int(edges[index].a), Int(edges[index].b))
        let shared = incidence.sharedWorks(a, b)
        return shared > 0
          && model.chance(
            ofSharing: shared, incidence.paperCount(a), incidence.paperCount(b))
            < input[.probability]
      }
    }
    return Array(chunks.joined())
  }

  /// The stochastic degree sequence model with another probability than 0.05.
  public static func sdsm(alpha: Double) -> Backbone { sdsm.with([.probability: alpha]) }
}

extension Incidence {
  /// The number of works that two authors share, by walking both lists.
  func sharedWorks(_ a: Int, _ b: Int) -> Int {
    var (i, j) = (authorOffsets[a], authorOffsets[b])
    var count = 0
    while i < authorOffsets[a + 1], j < authorOffsets[b + 1] {
      let (x, y) = (authorWorks[i], authorWorks[j])
      if x == y { count += 1 }
      if x <= y { i += 1 }
      if y <= x { j += 1 }
    }
    return count
  }
}

/// The bipartite configuration model: author and work stand together with probability
/// x·y / (1 + x·y), where all authors of as many works share an x, and all works of as many
/// authors a y.
struct DegreeSequenceModel {
  /// The different numbers of authors of works, how many works have each, and their y.
  private(set) var sizes: [(authors: Int, works: Int)] = []
  private var y: [Double] = []
  /// The x of authors by their number of works.
  private var x: [Int: Double] = [:]

  init(_ incidence: Incidence) {
    let bylines = (0..<incidence.workCount).map(incidence.rowLength).filter { $0 > 0 }
    let papers = (0..<incidence.authorCount).map(incidence.paperCount).filter { $0 > 0 }
    sizes = Self.tally(bylines).map { (authors: $0.value, works: $0.count) }
    let productivity = Self.tally(papers)
    let total = max(1, bylines.reduce(0, +))
    y = sizes.map { Double($0.authors) / Double(total).squareRoot() }
    var x = productivity.map { Double($0.value) / Double(total).squareRoot() }
    // Each equation is solved for its own unknown in turn; the sums then hold in the mean.
    for _ in 0..<1000 {
      var change = 0.0
      for (d, author) in productivity.enumerated() {
        let sum = sizes.indices.reduce(0) {
          $0 + Double(sizes[$1].works) * y[$1] / (1 + x[d] * y[$1])
        }
        let next = Double(author.value) / sum
        change = max(change, abs(next - x[d]) / next)
        x[d] = next
      }
      for (s, size) in sizes.enumerated() {
        let sum = productivity.indices.reduce(0) {
          $0 + Double(productivity[$1].count) * x[$1] / (1 + x[$1] * y[s])
        }
        let next = Double(size.authors) / sum
        change = max(change, abs(next - y[s]) / next)
        y[s] = next
      }
      if change < 1e-12 { break }
    }
    self.x = Dictionary(uniqueKeysWithValues: zip(productivity.map(\.value), x))
  }

  /// The probability that an author of so many works stands on a work of a size, by its index.
  func probability(papers: Int, size: Int) -> Double {
    let product = x[papers, default: 0] * y[size]
    // An author of all works, or a work of all authors, has no finite solution.
    return product.isFinite ? product / (1 + product) : 1
  }

  /// The probability that authors of `a` and `b` works share `count` works or more.
  func chance(ofSharing count: Int, _ a: Int, _ b: Int) -> Double {
    // below[k] is the probability of sharing exactly k of the works so far.
    var below = [Double](repeating: 0, count: count)
    below[0] = 1
    for (s, size) in sizes.enumerated() {
      let p = probability(papers: a, size: s) * probability(papers: b, size: s)
      guard p > 0 else { continue }
      guard p < 1 else { return 1 }
      // Binomial probabilities of 0, 1, … of the works of this size.
      var binomial = [exp(Double(size.works) * log1p(-p))]
      for k in 1..<max(1, min(count, size.works + 1)) {
        binomial.append(binomial[k - 1] * Double(size.works - k + 1) / Double(k) * p / (1 - p))
      }
      below = below.indices.map { k in
        (0...k).reduce(0) { $1 < binomial.count ? $0 + binomial[$1] * below[k - $1] : $0 }
      }
    }
    return max(0, 1 - below.reduce(0, +))
  }

  /// The different values, rising, and how often each occurs.
  private static func tally(_ values: [Int]) -> [(value: Int, count: Int)] {
    var result: [(value: Int, count: Int)] = []
    for value in values.sorted() {
      if let last = result.last, last.value == value {
        result[result.count - 1].count += 1
      } else {
        result.append((value, 1))
      }
    }
    return result
  }
}
