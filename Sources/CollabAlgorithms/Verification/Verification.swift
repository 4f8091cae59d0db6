import CollabCore
import CollabGraph

/// What a check of a measure's scores on a user's own network found.
public enum Verification: Sendable, Equatable, CustomStringConvertible {
  /// The scores have the property that defines them.
  case holds(property: String)
  /// They do not; what is wrong, with the first vertex where one is to blame.
  case fails(property: String, problem: String)
  /// Nothing was checked, and why.
  case unchecked(reason: String)

  /// What was found, in one line.
  public var description: String {
    switch self {
    case .holds(let property): "verified: \(property)"
    case .fails(let property, let problem): "wrong: \(property), but \(problem)"
    case .unchecked(let reason): "not verified: \(reason)"
    }
  }
}

extension Measure {
  /// A check of a measure's scores by plain code that shares nothing with the kernel.
  struct Verifier: Sendable {
    /// What must hold, in one sentence without a full stop.
    let property: String
    /// Returns what is wrong, or nothing.
    let problem: @Sendable (Scores, MeasureInput) throws -> String?
  }

  /// The same measure with a check of its scores.
  func verified(by verifier: Verifier) -> Measure {
    var measure = self
    measure.verifier = verifier
    return measure
  }

  /// Checks scores by the property that defines them.
  ///
  /// The checks are plain and slow beside the kernels: where a property speaks of distances or of
  /// what is around a vertex, some forty vertices are checked, and says so; betweenness takes a
  /// search from every vertex.
  ///
  /// - Parameters:
  ///   - scores: what ``scores(of:seed:execution:)-(Network,_,_)`` gave for the network.
  ///   - network: the authors, their works and ties.
  ///   - execution: progress and cancellation.
  /// - Throws: ``/CollabCore/OptionError``, ``/CollabGraph/TooManyPairs``,
  ///   ``/CollabCore/Cancellation``.
  public func verification(
    of scores: Scores, for network: Network, execution: Execution = Execution()
  ) throws -> Verification {
    let settings = try checkedSettings()
    guard scores.values.count == network.vertexCount else {
      return .fails(
        property: "there is one score an author",
        problem: "there are \(scores.values.count) for \(network.vertexCount)")
    }
    guard let verifier else { return .unchecked(reason: "'\(id)' has no verifier") }
    guard scores.converged else { return .unchecked(reason: "the scores did not converge") }
    let input = MeasureInput(network: network, settings: settings, seed: 1, execution: execution)
    do {
      if let problem = try verifier.problem(scores, input) {
        return .fails(property: verifier.property, problem: problem)
      }
    } catch let reason as Unverifiable {
      return .unchecked(reason: reason.description)
    }
    return .holds(property: verifier.property)
  }
}

/// Why settings leave nothing to check.
struct Unverifiable: Error {
  let description: String
}

extension Scores {
  /// The first vertex whose score is another than it should be, in words; `nil` where none is.
  ///
  /// - Parameter isExact: whether no rounding is allowed.
  func difference(
    from expected: (Int) throws -> Double, at vertices: some Sequence<Int>, isExact: Bool = false
  ) rethrows -> String? {
    for v in vertices {
      let found = values[v], right = try expected(v)
      let isRight =
        found.isNaN || right.isNaN
        ? found.isNaN == right.isNaN
        : isExact ? found == right : abs(found - right) <= 1e-9 * max(1, abs(right))
      if !isRight { return "vertex \(v) has \(found), not \(right)" }
    }
    return nil
  }
}

extension Graph {
  /// Some forty vertices, evenly spread over all.
  var sample: StrideTo<Int> {
    stride(from: 0, to: vertexCount, by: max(1, vertexCount / 40))
  }

  /// The distances from a vertex, by correcting labels until none is too long; infinite out of
  /// reach.
  ///
  /// - Parameter length: the length of a tie of a weight.
  func plainDistances(from source: Int, length: (Double) -> Double) -> [Double] {
    var distance = [Double](repeating: .infinity, count: vertexCount)
    var isWaiting = [Bool](repeating: false, count: vertexCount)
    var queue = [source], head = 0
    distance[source] = 0
    while head < queue.count {
      let v = queue[head]
      head += 1
      isWaiting[v] = false
      for arc in arcs(v) {
        let w = Int(targets[arc]), way = distance[v] + length(weights[arc])
        guard way < distance[w] else { continue }
        distance[w] = way
        if !isWaiting[w] {
          isWaiting[w] = true
          queue.append(w)
        }
      }
    }
    return distance
  }

  /// The mean number of ties of the shortest paths to each vertex; 0 out of reach. Lengths that
  /// differ by less than one part in 10¹² are equal.
  ///
  /// - Parameter length: the length of a tie of a weight.
  func plainSteps(from source: Int, length: (Double) -> Double) -> [Double] {
    let distance = plainDistances(from: source, length: length)
    let order = distance.indices.filter { distance[$0].isFinite }
      .sorted { distance[$0] < distance[$1] }
    var paths = [Double](repeating: 0, count: vertexCount), steps = paths
    paths[source] = 1
    for v in order {
      if v != source { steps[v] /= paths[v] }
      for arc in arcs(v) {
        let w = Int(targets[arc]), way = distance[v] + length(weights[arc])
        guard distance[v] < distance[w], way - distance[w] <= 1e-12 * way else { continue }
        paths[w] += paths[v]
        steps[w] += paths[v] * (steps[v] + 1)
      }
    }
    return steps
  }

  /// The product of the matrix of weights and a vector.
  func plainProduct(_ x: [Double]) -> [Double] {
    (0..<vertexCount).map { v in
      arcs(v).reduce(0.0) { $0 + weights[$1] * x[Int(targets[$1])] }
    }
  }
}
