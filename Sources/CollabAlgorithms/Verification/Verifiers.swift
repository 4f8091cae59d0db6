import CollabCore
import CollabGraph
import Foundation

// The properties that define scores, checked by plain code apart from the kernels.

extension Network {
  /// The ties that are not to be found by the works.
  fileprivate var tiesBesideWorks: [Edge] { chosenGraph?.edges ?? ties }

  /// The works of an author that make ties.
  fileprivate func worksThatTie(_ author: Int) -> ArraySlice<UInt32> {
    leavesTiesOut ? [] : incidence.works(ofAuthor: author)
  }
}

extension Measure.Verifier {
  static let degree = Self(property: "the score is the number of different coauthors") {
    scores, input in
    let network = input.network
    var coauthors = [Set<UInt32>](repeating: [], count: network.vertexCount)
    for tie in network.tiesBesideWorks {
      coauthors[Int(tie.a)].insert(tie.b)
      coauthors[Int(tie.b)].insert(tie.a)
    }
    return scores.difference(
      from: { v in
        for work in network.worksThatTie(v) {
          coauthors[v].formUnion(network.incidence.authors(ofWork: Int(work)))
        }
        defer { coauthors[v] = [] }
        return Double(coauthors[v].subtracting([UInt32(v)]).count)
      }, at: 0..<network.vertexCount, isExact: true)
  }

  static let strength = Self(property: "the score is the sum of what each work and tie adds") {
    scores, input in
    let network = input.network
    var given = [Double](repeating: 0, count: network.vertexCount)
    for tie in network.tiesBesideWorks {
      given[Int(tie.a)] += tie.weight
      given[Int(tie.b)] += tie.weight
    }
    return scores.difference(
      from: { v in
        network.worksThatTie(v).reduce(given[v]) { sum, work in
          let others = network.incidence.authors(ofWork: Int(work)).count - 1
          let authors = network.incidence.bylineLength(Int(work))
          return sum + network.weighting.pairWeight(authors: authors) * Double(others)
        }
      }, at: 0..<network.vertexCount)
  }

  /// - Parameter settings: gives the damping and the tolerance.
  static func pageRank(
    _ settings: @escaping @Sendable (MeasureInput) -> (damping: Double, tolerance: Double)
  ) -> Self {
    Self(property: "one more step of the walk changes the scores within the tolerance") {
      scores, input in
      let graph = try input.graph
      let (damping, tolerance) = settings(input)
      let n = Double(graph.vertexCount)
      let idle = (0..<graph.vertexCount).reduce(0.0) {
        graph.strength($1) > 0 ? $0 : $0 + scores.values[$1]
      }
      let shares = (0..<graph.vertexCount).map {
        graph.strength($0) > 0 ? scores.values[$0] / graph.strength($0) : 0
      }
      let arrived = graph.plainProduct(shares)
      let change = arrived.indices.reduce(0.0) { sum, v in
        sum + abs((1 - damping) / n + damping * (arrived[v] + idle / n) - scores.values[v])
      }
      return change <= 2 * tolerance + 1e-11 ? nil : "it changes them by \(change)"
    }
  }

  /// - Parameter tolerance: the relative residual that is allowed.
  static func eigenvector(_ tolerance: @escaping @Sendable (MeasureInput) -> Double) -> Self {
    Self(property: "the scores are an eigenvector of the weights to the tolerance") {
      scores, input in
      let x = scores.values, y = try input.graph.plainProduct(x)
      let norm = zip(x, x).reduce(0) { $0 + $1.0 * $1.1 }
      guard norm > 0 else { return x.isEmpty ? nil : "all are 0" }
      let value = zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } / norm
      let residual = zip(x, y).reduce(0) { $0 + ($1.1 - value * $1.0) * ($1.1 - value * $1.0) }
        .squareRoot()
      let allowed = (2 * tolerance(input) + 1e-11) * abs(value) * norm.squareRoot()
      return residual <= allowed && x.allSatisfy { $0 >= 0 } ? nil : "the residual is \(residual)"
    }
  }

  static let katz = Self(
    property: "a score is the same base and a share of the scores around, for everybody"
  ) { scores, input in
    // x = a·Ax + c for some a and c: both from the two vertices whose neighbours differ most.
    let x = scores.values, y = try input.graph.plainProduct(x)
    guard let low = y.indices.min(by: { y[$0] < y[$1] }),
      let high = y.indices.max(by: { y[$0] < y[$1] })
    else { return nil }
    let share = y[high] > y[low] ? (x[high] - x[low]) / (y[high] - y[low]) : 0
    let base = x[low] - share * y[low]
    let largest = x.max() ?? 0
    guard base > 0 || largest == 0, share >= 0 else { return "the base is \(base)" }
    for v in x.indices where abs(x[v] - share * y[v] - base) > 1e-7 * largest {
      return "vertex \(v) has \(x[v]), not \(share * y[v] + base)"
    }
    return nil
  }

  /// - Parameters:
  ///   - alpha: a tie of weight *w* is *w*^−alpha long.
  ///   - score: what distances to others in reach, and the number of all others, make.
  static func distances(
    _ property: String, alpha: @escaping @Sendable (MeasureInput) -> Double,
    score: @escaping @Sendable (MeasureInput, _ reached: [Double], _ others: Int) -> Double
  ) -> Self {
    Self(property: property + ", for some forty authors by plain searches") { scores, input in
      let graph = try input.graph, exponent = alpha(input)
      return try scores.difference(
        from: { v in
          try input.execution.checkpoint()
          let found = graph.plainDistances(from: v) { exponent == 0 ? 1 : pow($0, -exponent) }
          let reached = found.indices.filter { $0 != v && found[$0].isFinite }.map { found[$0] }
          return score(input, reached, graph.vertexCount - 1)
        }, at: graph.sample)
    }
  }

  /// - Parameters:
  ///   - reason: says why settings leave nothing to check.
  ///   - alpha: a tie of weight *w* is *w*^−alpha long.
  ///   - isNormalized: whether scores are divided by the number of pairs of others.
  static func betweenness(
    _ reason: @escaping @Sendable (MeasureInput) -> String?,
    alpha: @escaping @Sendable (MeasureInput) -> Double,
    isNormalized: @escaping @Sendable (MeasureInput) -> Bool
  ) -> Self {
    Self(property: "the scores add up to the inner vertices of all shortest paths") {
      scores, input in
      if let reason = reason(input) { throw Unverifiable(description: reason) }
      let graph = try input.graph, exponent = alpha(input)
      let inner = try (0..<graph.vertexCount).reduce(0.0) { sum, v in
        try input.execution.checkpoint()
        // Where ties are equally long, all shortest paths to an author have as many steps.
        let steps =
          exponent == 0
          ? graph.plainDistances(from: v) { _ in 1 }.map { $0.isFinite ? $0 : 0 }
          : graph.plainSteps(from: v) { pow($0, -exponent) }
        return sum + steps.reduce(0) { $1 > 1 ? $0 + ($1 - 1) / 2 : $0 }
      }
      guard inner.isFinite else { throw Unverifiable(description: "there are too many paths") }
      let others = Double(max(graph.vertexCount, 3) - 1)
      let unit = isNormalized(input) ? others * (others - 1) / 2 : 1
      let sum = scores.values.reduce(0, +) * unit
      guard scores.values.allSatisfy({ $0 >= 0 }) else { return "some are negative" }
      return abs(sum - inner) <= 1e-9 * max(1, inner) ? nil : "they add up to \(sum), not \(inner)"
    }
  }

  static let coreNumber = Self(
    property: "each score is the last k at which peeling by degree leaves the author"
  ) { scores, input in
    let graph = try input.graph
    var degree = (0..<graph.vertexCount).map(graph.degree)
    var core = [Int](repeating: -1, count: graph.vertexCount)
    var left = Array(0..<graph.vertexCount)
    var k = 0
    while !left.isEmpty {
      var falling = left.filter { degree[$0] <= k }
      while let v = falling.popLast() {
        guard core[v] < 0 else { continue }
        core[v] = k
        for arc in graph.arcs(v) {
          let w = Int(graph.targets[arc])
          degree[w] -= 1
          if core[w] < 0, degree[w] <= k { falling.append(w) }
        }
      }
      left.removeAll { core[$0] >= 0 }
      k += 1
    }
    return scores.difference(
      from: { Double(core[$0]) }, at: 0..<graph.vertexCount, isExact: true)
  }

  /// - Parameter isShare: whether the pairs are divided by all pairs.
  static func triangles(isShare: Bool) -> Self {
    Self(
      property:
        "the pairs of coauthors who are coauthors are as many as stated, for some forty authors"
    ) { scores, input in
      let graph = try input.graph
      return scores.difference(
        from: { v in
          let around = Set(graph.targets[graph.arcs(v)])
          let closed = around.reduce(0) { sum, w in
            sum + graph.targets[graph.arcs(Int(w))].count(where: around.contains)
          }
          let pairs = Double(around.count) * Double(around.count - 1) / 2
          return isShare
            ? (around.count < 2 ? .nan : Double(closed) / 2 / pairs) : Double(closed) / 2
        }, at: graph.sample)
    }
  }
}
