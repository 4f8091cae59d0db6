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
  ///   O(*s*²·√*c*) for *s* different community sizes of at most *c* authors.
  public init(_ a: Partition, _ b: Partition) throws(OptionError) {
    try b.check(count: a.community.count)
    let n = a.community.count
    guard n > 0, a != b else {
      (adjustedRand, normalisedMutualInformation, adjustedMutualInformation) = (1, 1, 1)
      variationOfInformation = 0
      return
    }
    let (sizesA, sizesB) = (a.sizes, b.sizes)
    let total = Double(n)
    var together = 0.0, information = 0.0
    a.forEachOverlap(with: b) { inA, inB, count in
      let shared = Double(count)
      together += shared * (shared - 1) / 2
      information +=
        shared / total * log(total * shared / (Double(sizesA[inA]) * Double(sizesB[inB])))
    }
    func entropy(_ sizes: [Int]) -> Double {
      -sizes.reduce(0) { $0 + Double($1) / total * log(Double($1) / total) }
    }
    let (entropyA, entropyB) = (entropy(sizesA), entropy(sizesB))
    let meanEntropy = (entropyA + entropyB) / 2
    let expected = Self.expectedInformation(sizesA, sizesB, of: n)
    adjustedRand = Self.adjustedRand(together, sizesA, sizesB, of: n)
    normalisedMutualInformation = max(0, information) / meanEntropy
    // Where chance alone reaches the mean entropy, as for single authors against anything, the
    // quotient is rounding over rounding: no more alike than by chance.
    let room = meanEntropy - expected
    adjustedMutualInformation = room > 1e-12 ? (information - expected) / room : 0
    variationOfInformation = max(0, entropyA + entropyB - 2 * information)
  }

  /// ``adjustedRand`` alone.
  ///
  /// - Throws: ``/CollabCore/OptionError`` for partitions of different numbers of authors.
  /// - Complexity: O(*n* log *n*) time.
  public static func adjustedRand(_ a: Partition, _ b: Partition) throws(OptionError) -> Double {
    try b.check(count: a.community.count)
    guard !a.community.isEmpty, a != b else { return 1 }
    var together = 0.0
    a.forEachOverlap(with: b) { _, _, count in
      together += Double(count) * (Double(count) - 1) / 2
    }
    return adjustedRand(together, a.sizes, b.sizes, of: a.community.count)
  }

  /// - Parameter together: the pairs that both partitions put together.
  private static func adjustedRand(
    _ together: Double, _ a: [Int], _ b: [Int], of n: Int
  ) -> Double {
    func pairCount(_ sizes: [Int]) -> Double {
      sizes.reduce(0) { $0 + Double($1) * Double($1 - 1) / 2 }
    }
    let (pairsA, pairsB, total) = (pairCount(a), pairCount(b), Double(n))
    let expected = n > 1 ? pairsA * pairsB / (total * (total - 1) / 2) : 0
    return (together - expected) / ((pairsA + pairsB) / 2 - expected)
  }

  /// The mean mutual information of two random partitions with the given sizes, by the
  /// hypergeometric distribution of the shared authors of two communities.
  private static func expectedInformation(_ a: [Int], _ b: [Int], of n: Int) -> Double {
    var logarithm = [-Double.infinity], logFactorial = [0.0]
    logarithm.reserveCapacity(n + 1)
    logFactorial.reserveCapacity(n + 1)
    for k in 1...n {
      logarithm.append(log(Double(k)))
      logFactorial.append(logFactorial[k - 1] + logarithm[k])
    }
    let total = Double(n)
    var sum = 0.0
    for (sizeA, countA) in tally(a) {
      for (sizeB, countB) in tally(b) {
        let range = max(1, sizeA + sizeB - n)...min(sizeA, sizeB)
        let rest = n - sizeA - sizeB
        // From the most likely number both ways, as far as it changes the sum.
        let likely = Int(Double(sizeA + 1) * Double(sizeB + 1) / Double(n + 2))
        let mode = min(max(likely, range.lowerBound), range.upperBound)
        let top = exp(
          logFactorial[sizeA] + logFactorial[sizeB] + logFactorial[n - sizeA]
            + logFactorial[n - sizeB] - logFactorial[n] - logFactorial[mode]
            - logFactorial[sizeA - mode] - logFactorial[sizeB - mode] - logFactorial[rest + mode])
        let offset = logarithm[n] - logarithm[sizeA] - logarithm[sizeB]
        var term = 0.0
        func add(_ shared: Int, _ chance: Double) {
          term += Double(shared) / total * (logarithm[shared] + offset) * chance
        }
        add(mode, top)
        var shared = mode, chance = top
        while shared < range.upperBound, chance > 1e-20 * top {
          chance *= Double(sizeA - shared) * Double(sizeB - shared)
          chance /= Double(shared + 1) * Double(rest + shared + 1)
          shared += 1
          add(shared, chance)
        }
        (shared, chance) = (mode, top)
        while shared > range.lowerBound, chance > 1e-20 * top {
          chance *= Double(shared) * Double(rest + shared)
          chance /= Double(sizeA - shared + 1) * Double(sizeB - shared + 1)
          shared -= 1
          add(shared, chance)
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
  /// Visits each two communities, of this partition and of another, that have authors in common, with the
  /// number of these.
  ///
  /// - Complexity: O(*n* log *n*).
  func forEachOverlap(
    with other: Partition, _ body: (_ own: Int, _ other: Int, _ count: Int) -> Void
  ) {
    let cells = zip(community, other.community).map { UInt64($0) << 32 | UInt64($1) }.sorted()
    var start = 0
    while start < cells.count {
      var end = start
      while end < cells.count, cells[end] == cells[start] { end += 1 }
      body(Int(cells[start] >> 32), Int(cells[start] & 0xffff_ffff), end - start)
      start = end
    }
  }

  /// The number of authors of each community, falling.
  public var sizes: [Int] {
    var sizes = [Int](repeating: 0, count: count)
    for c in community { sizes[Int(c)] += 1 }
    return sizes
  }
}
