import CollabCore
import CollabGraph

extension Measure {
  /// The share of time that a random walker along ties, who now and then starts afresh, spends
  /// with each author.
  public static let pageRank = Measure(
    id: "pagerank", title: "PageRank",
    summary: "share of a random walk along the ties, with restarts",
    weights: .strength,
    parameters: [PageRank.damping, PageRank.tolerance, Parameter.iterations],
    reference: "Brin and Page, The anatomy of a large-scale hypertextual Web search engine, "
      + "Computer Networks 30:107 (1998), doi:10.1016/S0169-7552(98)00110-X"
  ) { input in
    let n = Double(input.network.vertexCount)
    let damping = input[PageRank.damping]
    let ties = try TieOperator(input.network, input.execution)
    let strengths = try ties.strengths(input.execution)
    // An isolated author restarts at every step; solving their equations by hand leaves a system
    // over the others with one constant on its right-hand side.
    let isolated = Double(strengths.count { $0 <= 0 })
    let start = (1 - damping) / (n - damping * isolated)
    let perStrength = strengths.map { $0 > 0 ? 1 / $0 : 0 }
    return try chebyshev(
      ties, scale: perStrength, attenuation: damping, radius: damping, constant: start,
      tolerance: input[PageRank.tolerance], input)
  }.verified(by: .pageRank { ($0[PageRank.damping], $0[PageRank.tolerance]) })

  /// PageRank with other settings than the defaults.
  ///
  /// - Parameters:
  ///   - damping: the probability of following a tie, 0 to 0.9999.
  ///   - tolerance: the L1 residual at which the iteration ends.
  ///   - iterations: the maximum number of iterations.
  public static func pageRank(
    damping: Double? = nil, tolerance: Double? = nil, iterations: Int? = nil
  ) -> Measure {
    pageRank.with([
      PageRank.damping: damping, PageRank.tolerance: tolerance,
      Parameter.iterations: iterations.map(Double.init),
    ])
  }
}

enum PageRank {
  static let damping = Parameter(
    "damping", "probability of following a tie", default: 0.85, in: 0...0.9999)
  static let tolerance = Parameter(
    "tolerance", "maximum L1 residual", default: 1e-12, in: 1e-15...1)
}

/// Solves `x = attenuation · A · (scale ∘ x) + constant` for a matrix whose eigenvalues are real.
///
/// Chebyshev semi-iteration takes the square root of the power method's number of steps and, unlike
/// conjugate gradients, needs no inner products: Golub and Varga, *Chebyshev semi-iterative
/// methods*, Numerische Mathematik 3:147 (1961), doi:10.1007/BF01386013.
///
/// - Parameters:
///   - radius: a bound of the absolute eigenvalues of `attenuation · A · diag(scale)`, below 1.
///   - tolerance: the greatest L1 norm of the residual relative to the solution's.
///   - input: gives the number of iterations.
func chebyshev(
  _ ties: TieOperator, scale: [Double], attenuation: Double, radius: Double, constant: Double,
  tolerance: Double, _ input: MeasureInput
) throws -> Scores {
  let n = scale.count
  let limit = input[whole: .iterations]
  let execution = input.execution
  var current = scale.map { $0 > 0 ? constant / (1 - radius) : constant }
  var previous = current
  var product = [Double](repeating: 0, count: n)
  var scaled = product
  var omega = 2.0
  var iteration = 0
  while true {
    try execution.forEachChunk(of: &scaled) { range, scaled in
      current.withUnsafeBufferPointer { current in
        scale.withUnsafeBufferPointer { scale in
          for v in range { scaled[v] = scale[v] * current[v] }
        }
      }
    }
    try ties.multiply(scaled, into: &product, execution)
    iteration += 1
    // The first step is a plain one; the recurrence of the weights starts from 2.
    omega = iteration == 1 ? 1 : 1 / (1 - radius * radius * (iteration == 2 ? 0.5 : omega / 4))
    let weight = omega
    let sums = try execution.forEachChunk(of: &previous) { range, previous in
      var change = 0.0, total = 0.0
      current.withUnsafeBufferPointer { current in
        product.withUnsafeBufferPointer { product in
          for v in range {
            let next = attenuation * product[v] + constant
            change += abs(next - current[v])
            total += abs(next)
            previous[v] += weight * (next - previous[v])
          }
        }
      }
      return (change, total)
    }
    let change = sums.reduce(0) { $0 + $1.0 }
    let total = sums.reduce(0) { $0 + $1.1 }
    let residual = total > 0 ? change / total : 0
    if residual <= tolerance || iteration == limit {
      return Scores(
        current, iterations: iteration, residual: residual, converged: residual <= tolerance)
    }
    swap(&current, &previous)
  }
}
