import CollabCore
import CollabGraph
import Foundation

extension Measure {
  /// Being tied to those who score high: the leading eigenvector of the tie weights.
  public static let eigenvector = Measure(
    id: "eigenvector", summary: "ties to authors with high scores",
    weights: .strength, parameters: [.tolerance, .iterations],
    reference: "Bonacich, Factoring and weighting approaches to status scores and clique "
      + "identification, J. Mathematical Sociology 2:113 (1972), doi:10.1080/0022250X.1972.9989806"
  ) { input in
    let pair = try leadingEigenvector(of: input.network, input)
    return Scores(
      pair.vector, iterations: pair.products, residual: pair.residual,
      converged: pair.residual <= input[.tolerance])
  }.verified(by: .eigenvector { $0[.tolerance] })

  /// Eigenvector centrality with other settings than the defaults.
  ///
  /// - Parameters:
  ///   - tolerance: the relative residual at which the iteration ends.
  ///   - iterations: the maximum number of iterations.
  public static func eigenvector(tolerance: Double? = nil, iterations: Int? = nil) -> Measure {
    eigenvector.with([.tolerance: tolerance, .iterations: iterations.map(Double.init)])
  }

  /// The number of walks that end at an author, longer ones counting less and less.
  public static let katz = Measure(
    id: "katz", summary: "number of walks to the author, longer ones counting less",
    weights: .strength,
    parameters: [.attenuation, .tolerance, .iterations],
    reference: "Katz, A new status index derived from sociometric analysis, Psychometrika 18:39 "
      + "(1953), doi:10.1007/BF02289026"
  ) { input in
    let pair = try leadingEigenvector(of: input.network, input)
    let n = input.network.vertexCount
    var scores = try chebyshev(
      TieOperator(input.network, input.execution), scale: [Double](repeating: 1, count: n),
      attenuation: pair.value > 0 ? input[.attenuation] / pair.value : 0,
      radius: input[.attenuation], constant: 1, tolerance: input[.tolerance], input)
    let norm = scores.values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    for v in scores.values.indices { scores.values[v] /= norm }
    return scores
  }.verified(by: .katz)

  /// Katz centrality with other settings than the defaults.
  ///
  /// - Parameters:
  ///   - attenuation: what a further step counts, as a share of the maximum that converges.
  ///   - tolerance: the relative residual at which the iteration ends.
  ///   - iterations: the maximum number of iterations.
  public static func katz(
    attenuation: Double? = nil, tolerance: Double? = nil, iterations: Int? = nil
  ) -> Measure {
    katz.with([
      .attenuation: attenuation, .tolerance: tolerance, .iterations: iterations.map(Double.init),
    ])
  }
}

extension Parameter {
  /// When an iteration ends by its precision.
  fileprivate static let tolerance = Parameter(
    "tolerance", "maximum relative residual", default: 1e-10, in: 1e-14...1)
  /// When an iteration ends at the latest.
  static let iterations = Parameter(
    "iterations", "maximum number of iterations", kind: .whole, default: 10_000, in: 1...1e9)
  fileprivate static let attenuation = Parameter(
    "attenuation", "what a further step counts, as a share of the maximum that converges",
    default: 0.85, in: 0...0.9999)
}

/// The greatest eigenvalue of the tie weights with an eigenvector of unit length.
///
/// Where several components share the eigenvalue, the eigenvectors are many; this is the one
/// nearest to the vector of equal entries, which treats equal components alike. Components with a
/// lesser eigenvalue get exactly 0.
///
/// The method is Lanczos', restarted: Golub and Van Loan, *Matrix Computations*, 4th ed. (2013),
/// chapter 10. It does not mind bipartite components, on which the power method swings. The basis
/// is not made orthogonal anew: what it loses, it loses towards the vector that is sought, and as
/// that vector is found (Paige, Linear Algebra Appl. 34:235, 1980). The residual that is returned
/// is that of the vector itself, not an estimate.
///
/// - Parameters:
///   - network: the network.
///   - input: gives `tolerance`, the greatest ‖Ax − λx‖₂ relative to λ, and `iterations`.
func leadingEigenvector(
  of network: Network, _ input: MeasureInput
) throws(Cancellation) -> (value: Double, vector: [Double], residual: Double, products: Int) {
  let n = network.vertexCount
  guard n > 0 else { return (0, [], 0, 0) }
  let ties = try TieOperator(network, input.execution)
  // Waking threads for each product of a small matrix takes longer than the product.
  let execution =
    ties.graph.targets.count < 1 << 18
    ? Execution(
      threads: 1, onProgress: input.execution.onProgress, isCancelled: input.execution.isCancelled)
    : input.execution
  let components = try connectedComponents(of: network, execution: execution)
  let bounds = try collatzBounds(ties, components, execution)
  let best = bounds.map(\.lower).max() ?? 0
  let slack = 1 - 1e-9
  var vector = components.community.map { bounds[Int($0)].upper >= best * slack ? 1.0 : 0 }
  normalize(&vector)
  let size = min(n, 32)
  var value = 0.0, residual = Double.infinity, products = 0
  var image = [Double](repeating: 0, count: n)
  while true {
    // An orthonormal basis of what powers of the matrix make of the vector, and the tridiagonal
    // matrix that stands for the whole one there.
    var basis = [vector], diagonal: [Double] = [], beside: [Double] = []
    var weights = [1.0]
    while true {
      try ties.multiply(basis[basis.count - 1], into: &image, execution)
      products += 1
      diagonal.append(try dot(image, basis[basis.count - 1], execution))
      if basis.count == 1 {
        value = diagonal[0]
        residual = value > 0 ? difference(image, vector, times: value) / value : 0
        if residual <= input[.tolerance] { break }
      }
      subtract(diagonal[diagonal.count - 1], times: basis[basis.count - 1], from: &image)
      if basis.count > 1 {
        subtract(beside[beside.count - 1], times: basis[basis.count - 2], from: &image)
      }
      let length = try dot(image, image, execution).squareRoot()
      let isLast = diagonal.count == size || length <= 1e-14 * value
      if isLast || diagonal.count % 4 == 0 {
        weights = leadingTridiagonalVector(diagonal, beside)
        // What the vector leaves of the next direction is its residual, but for rounding.
        if isLast || length * abs(weights[weights.count - 1]) <= input[.tolerance] / 2 * value {
          break
        }
      }
      beside.append(length)
      basis.append(image.map { $0 / length })
    }
    if residual <= input[.tolerance] || products >= input[whole: .iterations] { break }
    vector = [Double](repeating: 0, count: n)
    for (weight, direction) in zip(weights, basis) {
      subtract(-weight, times: direction, from: &vector)
    }
    // The leading eigenvector of non-negative weights has no negative entries.
    for v in 0..<n { vector[v] = abs(vector[v]) }
    normalize(&vector)
  }
  keepLeadingComponents(&vector, components, ties, image: &image, value: value)
  normalize(&vector)
  return (value, vector, residual, products)
}

/// Takes a multiple of one vector from another.
private func subtract(_ factor: Double, times direction: [Double], from vector: inout [Double]) {
  direction.withUnsafeBufferPointer { direction in
    vector.withUnsafeMutableBufferPointer { vector in
      for v in 0..<direction.count { vector[v] -= factor * direction[v] }
    }
  }
}

/// The length of what an image differs from a multiple of its vector.
private func difference(_ image: [Double], _ vector: [Double], times value: Double) -> Double {
  var square = 0.0
  for v in image.indices {
    let difference = image[v] - value * vector[v]
    square += difference * difference
  }
  return square.squareRoot()
}

/// Bounds of the greatest eigenvalue of each component: the least and greatest ratio of a
/// positive vector's image to the vector (Collatz 1942).
private func collatzBounds(
  _ ties: TieOperator, _ components: Partition, _ execution: Execution
) throws(Cancellation) -> [(lower: Double, upper: Double)] {
  var bounds = [(lower: Double, upper: Double)](
    repeating: (.infinity, 0), count: components.count)
  let strengths = try ties.strengths(execution)
  var image = strengths
  try ties.multiply(strengths, into: &image, execution)
  for (v, component) in components.community.enumerated() {
    let ratio = strengths[v] > 0 ? image[v] / strengths[v] : 0
    let bound = bounds[Int(component)]
    bounds[Int(component)] = (min(bound.lower, ratio), max(bound.upper, ratio))
  }
  return bounds
}

/// Sets to 0 the components whose own greatest eigenvalue is less than that of all.
private func keepLeadingComponents(
  _ vector: inout [Double], _ components: Partition, _ ties: TieOperator, image: inout [Double],
  value: Double
) {
  var squares = [Double](repeating: 0, count: components.count)
  var energies = squares
  for (v, component) in components.community.enumerated() {
    squares[Int(component)] += vector[v] * vector[v]
    energies[Int(component)] += vector[v] * image[v]
  }
  for (v, component) in components.community.enumerated() {
    let c = Int(component)
    if squares[c] == 0 || energies[c] < value * (1 - 1e-9) * squares[c] { vector[v] = 0 }
  }
}

/// The inner product, added in fixed chunks.
private func dot(
  _ a: [Double], _ b: [Double], _ execution: Execution
) throws(Cancellation) -> Double {
  try execution.mapChunks(of: a.count, size: 4096, scratch: {}) { _, range in
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        // Two sums, so that an addition need not wait for the one before.
        var (even, odd) = (0.0, 0.0)
        var v = range.lowerBound
        while v + 1 < range.upperBound {
          even += a[v] * b[v]
          odd += a[v + 1] * b[v + 1]
          v += 2
        }
        if v < range.upperBound { even += a[v] * b[v] }
        return even + odd
      }
    }
  }.reduce(0, +)
}

private func normalize(_ vector: inout [Double]) {
  let norm = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
  if norm > 0 { for v in vector.indices { vector[v] /= norm } }
}

/// The eigenvector of the greatest eigenvalue of a small symmetric tridiagonal matrix, by
/// bisection on the signs of its pivots and inverse iteration.
private func leadingTridiagonalVector(_ diagonal: [Double], _ beside: [Double]) -> [Double] {
  let n = diagonal.count
  func reach(_ i: Int) -> Double {
    (i > 0 ? beside[i - 1] : 0) + (i + 1 < n ? beside[i] : 0)
  }
  var low = -Double.infinity, high = -Double.infinity
  for i in 0..<n {
    low = max(low, diagonal[i])
    high = max(high, diagonal[i] + reach(i))
  }
  // Above the greatest eigenvalue, all pivots of the shifted matrix are negative.
  func isAbove(_ shift: Double) -> Bool {
    var pivot = diagonal[0] - shift
    for i in 1..<max(1, n) {
      if pivot >= 0 { return false }
      pivot = diagonal[i] - shift - beside[i - 1] * beside[i - 1] / pivot
    }
    return pivot < 0
  }
  for _ in 0..<200 {
    let middle = (low + high) / 2
    if middle <= low || middle >= high { break }
    if isAbove(middle) { high = middle } else { low = middle }
  }
  // Just above the eigenvalue the shifted matrix is definite: elimination needs no pivoting.
  let shift = high + 1e-14 * abs(high)
  var x = [Double](repeating: 1, count: n)
  for _ in 0..<3 {
    var pivots = [diagonal[0] - shift]
    for i in 1..<max(1, n) {
      let factor = beside[i - 1] / pivots[i - 1]
      pivots.append(diagonal[i] - shift - factor * beside[i - 1])
      x[i] -= factor * x[i - 1]
    }
    x[n - 1] /= pivots[n - 1]
    for i in stride(from: n - 2, through: 0, by: -1) {
      x[i] = (x[i] - beside[i] * x[i + 1]) / pivots[i]
    }
    normalize(&x)
  }
  return x
}
