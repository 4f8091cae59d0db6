import CollabCore
import Foundation

/// A power law fitted to the tail of whole numbers: from ``cutoff`` on, *x* has probability
/// ∝ *x*^−``exponent``.
///
/// The exponent is the one of greatest likelihood, the cutoff the one whose fit differs least from
/// the data.
///
/// Clauset, Shalizi, Newman, *Power-law distributions in empirical data*, SIAM Review 51:661
/// (2009), doi:10.1137/070710111.
public struct TailFit: Sendable, Equatable {
  /// The exponent α.
  public let exponent: Double
  /// The least number that belongs to the tail.
  public let cutoff: Int
  /// The greatest difference of the cumulative distributions of data and fit (Kolmogorov and
  /// Smirnov).
  public let distance: Double
  /// How many of the numbers belong to the tail.
  public let tailCount: Int

  /// Fits a tail.
  ///
  /// - Parameters:
  ///   - values: whole numbers; those below 1 are left out.
  ///   - leastTail: the least number of values that a tail may hold.
  /// - Returns: `nil` where there are not two different values in a large enough tail.
  /// - Complexity: O(*d*²) for *d* different values, after a sort.
  public init?(_ values: [Int], leastTail: Int = 10) {
    let sorted = values.filter { $0 >= 1 }.sorted()
    var distinct: [(value: Int, count: Int)] = []
    for value in sorted {
      if let last = distinct.last, last.value == value {
        distinct[distinct.count - 1].count += 1
      } else {
        distinct.append((value, 1))
      }
    }
    var best: TailFit?
    var count = sorted.count
    var logarithms = distinct.reduce(0) { $0 + Double($1.count) * log(Double($1.value)) }
    for start in distinct.indices.dropLast() {
      guard count >= leastTail else { break }
      let tail = distinct[start...]
      let cutoff = distinct[start].value
      let exponent = Self.likeliestExponent(meanLog: logarithms / Double(count), cutoff: cutoff)
      let distance = Self.distance(tail, count: count, exponent: exponent)
      if distance < best?.distance ?? .infinity {
        best = TailFit(exponent: exponent, cutoff: cutoff, distance: distance, tailCount: count)
      }
      count -= distinct[start].count
      logarithms -= Double(distinct[start].count) * log(Double(cutoff))
    }
    guard let best else { return nil }
    self = best
  }

  private init(exponent: Double, cutoff: Int, distance: Double, tailCount: Int) {
    self.exponent = exponent
    self.cutoff = cutoff
    self.distance = distance
    self.tailCount = tailCount
  }

  /// Maximises −α·mean(ln x) − ln ζ(α, cutoff), which has one maximum, by the golden section.
  private static func likeliestExponent(meanLog: Double, cutoff: Int) -> Double {
    func likelihood(_ alpha: Double) -> Double {
      -alpha * meanLog - log(hurwitzZeta(alpha, from: cutoff))
    }
    var (low, high) = (1.0001, 20.0)
    let ratio = (5.0.squareRoot() - 1) / 2
    var (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
    var (valueLeft, valueRight) = (likelihood(left), likelihood(right))
    while high - low > 1e-9 {
      if valueLeft < valueRight {
        (low, left, valueLeft) = (left, right, valueRight)
        right = low + ratio * (high - low)
        valueRight = likelihood(right)
      } else {
        (high, right, valueRight) = (right, left, valueLeft)
        left = high - ratio * (high - low)
        valueLeft = likelihood(left)
      }
    }
    return (low + high) / 2
  }

  private static func distance(
    _ tail: ArraySlice<(value: Int, count: Int)>, count: Int, exponent: Double
  ) -> Double {
    guard let cutoff = tail.first?.value else { return .infinity }
    let total = hurwitzZeta(exponent, from: cutoff)
    var below = 0, greatest = 0.0
    for (value, occurrences) in tail {
      // Between values the data stand still while the fit rises, so both sides count.
      let fitBelow = 1 - hurwitzZeta(exponent, from: value) / total
      let fitThrough = 1 - hurwitzZeta(exponent, from: value + 1) / total
      greatest = max(greatest, abs(Double(below) / Double(count) - fitBelow))
      below += occurrences
      greatest = max(greatest, abs(Double(below) / Double(count) - fitThrough))
    }
    return greatest
  }
}

/// Σ over k ≥ 0 of (q + k)^−s, by sixteen terms and the series of Euler and Maclaurin.
///
/// The relative error is below 1e-12 for 1 < s ≤ 20.
func hurwitzZeta(_ s: Double, from q: Int) -> Double {
  let terms = 16
  var sum = 0.0
  for k in 0..<terms { sum += pow(Double(q + k), -s) }
  let a = Double(q + terms)
  sum += pow(a, 1 - s) / (s - 1) + pow(a, -s) / 2
  var factor = s * pow(a, -s - 1)
  // B(2j) / (2j)!
  let coefficients = [1.0 / 12, -1.0 / 720, 1.0 / 30_240, -1.0 / 1_209_600, 1.0 / 47_900_160]
  for (j, coefficient) in coefficients.enumerated() {
    sum += coefficient * factor
    let k = Double(2 * j + 1)
    factor *= (s + k) * (s + k + 1) / (a * a)
  }
  return sum
}
