import CollabCore
import Foundation

/// How alike two partitions of the same authors are.
///
/// Logarithms are natural.
public struct PartitionComparison: Sendable, Equatable {
  /// The Rand index corrected for chance: 1 for equal partitions, 0 in the mean for random ones.
  ///
  /// Hubert and Arabie, *Comparing partitions*, J. Classification 2:193 (1985),
  /// doi:10.1007/BF01908075.
  public let adjustedRand: Double
  /// The mutual information over the arithmetic mean of the entropies; 1 for equal partitions.
  ///
  /// Danon et al., J. Stat. Mech. P09008 (2005), doi:10.1088/1742-5468/2005/09/P09008.
  public let normalisedMutualInformation: Double
  /// The mutual information corrected for chance, normalised by the arithmetic mean.
  ///
  /// Vinh, Epps, Bailey, J. Mach. Learn. Res. 11:2837 (2010).
  public let adjustedMutualInformation: Double
  /// H(A) + H(B) − 2·I(A, B) in nats: a distance, 0 for equal partitions.
  ///
  /// Meilă, J. Multivariate Anal. 98:873 (2007), doi:10.1016/j.jmva.2006.11.013.
  public let variationOfInformation: Double

  /// Compares two partitions.
  ///
  /// - Throws: ``/CollabCore/OptionError`` for partitions of different numbers of authors.
  /// - Complexity: O(*n* log *n*) time for the table; the correction for chance takes
  ///   O(*s*²·*c*) for *s* different community sizes of at most *c* authors.
  public init(_ a: Partition, _ b: Partition) throws(OptionError) {
    try b.check(count: a.community.count)
    let n = a.community.count
    guard n > 0, a != b else {
      (adjustedRand, normalisedMutualInformation, adjustedMutualInformation) = (1, 1, 1)
      variationOfInformation = 0
      return
    }
    let (sizesA, sizesB) = (a.sizes, b.sizes)
    let pairs = zip(a.community, b.community).map { UInt64($0) << 32 | UInt64($1) }.sorted()
    let total = Double(n)
    var together = 0.0, information = 0.0
    var start = 0
    while start < n {
      var end = start
      while end < n, pairs[end] == pairs[start] { end += 1 }
      let shared = Double(end - start)
      let sizeA = Double(sizesA[Int(pairs[start] >> 32)])
      let sizeB = Double(sizesB[Int(pairs[start] & 0xffff_ffff)])
      together += shared * (shared - 1) / 2
      information += shared / total * log(total * shared / (sizeA * sizeB))
      start = end
    }
    func pairCount(_ sizes: [Int]) -> Double {
      sizes.reduce(0) { $0 + Double($1) * Double($1 - 1) / 2 }
    }
    func entropy(_ sizes: [Int]) -> Double {
      -sizes.reduce(0) { $0 + Double($1) / total * log(Double($1) / total) }
    }
    let (pairsA, pairsB) = (pairCount(sizesA), pairCount(sizesB))
    let expectedPairs = n > 1 ? pairsA * pairsB / (total * (total - 1) / 2) : 0
    let (entropyA, entropyB) = (entropy(sizesA), entropy(sizesB))
    let meanEntropy = (entropyA + entropyB) / 2
    let expected = Self.expectedInformation(sizesA, sizesB, of: n)
    adjustedRand = (together - expectedPairs) / ((pairsA + pairsB) / 2 - expectedPairs)
    normalisedMutualInformation = max(0, information) / meanEntropy
    // Where chance alone reaches the mean entropy, as for single authors against anything, the
    // quotient is rounding over rounding: no more alike than by chance.
    let room = meanEntropy - expected
    adjustedMutualInformation = room > 1e-12 ? (information - expected) / room : 0
    variationOfInformation = max(0, entropyA + entropyB - 2 * information)
  }

  /// The mean mutual information of two random partitions with the given sizes, by the
  /// hypergeometric distribution of the shared authors of two communities.
  private static func expectedInformation(_ a: [Int], _ b: [Int], of n: Int) -> Double {
    var logFactorial = [0.0]
    logFactorial.reserveCapacity(n + 1)
    for k in 1...n { logFactorial.append(logFactorial[k - 1] + log(Double(k))) }
    let total = Double(n)
    var sum = 0.0
    for (sizeA, countA) in tally(a) {
      for (sizeB, countB) in tally(b) {
        let fixed =
          logFactorial[sizeA] + logFactorial[sizeB] + logFactorial[n - sizeA]
          + logFactorial[n - sizeB] - logFactorial[n]
        let product = Double(sizeA) * Double(sizeB)
        var term = 0.0
        for shared in max(1, sizeA + sizeB - n)...min(sizeA, sizeB) {
          let chance = exp(
            fixed - logFactorial[shared] - logFactorial[sizeA - shared]
              - logFactorial[sizeB - shared] - logFactorial[n - sizeA - sizeB + shared])
          term += Double(shared) / total * log(total * Double(shared) / product) * chance
        }
        sum += Double(countA) * Double(countB) * term
      }
    }
    return sum
  }

  /// The different sizes, greatest first, and how often each occurs; `sizes` fall.
  private static func tally(_ sizes: [Int]) -> [(size: Int, count: Int)] {
    var result: [(size: Int, count: Int)] = []
    for size in sizes {
      if let last = result.last, last.size == size {
        result[result.count - 1].count += 1
      } else {
        result.append((size, 1))
      }
    }
    return result
  }
}

extension Partition {
  /// The number of authors of each community, falling.
  public var sizes: [Int] {
    var sizes = [Int](repeating: 0, count: count)
    for c in community { sizes[Int(c)] += 1 }
    return sizes
  }
}
