import Foundation

/// How much each piece of evidence weighs, trained on the corpus itself.
///
/// Places of a certain name, one of which hardly two people can be expected, are one person's;
/// places of two contradicting names of a family are two people's. A ridge logistic regression over
/// fragments of both gives the weights (Levin et al., *Citation-based bootstrapping for large-scale
/// author disambiguation*, JASIST 63:1030 (2012), doi:10.1002/asi.22621).
struct EvidenceModel: Sendable {
  /// The weight of each number of ``Evidence``.
  private(set) var weights = SIMD16<Double>()
  private(set) var bias = 0.0
  /// What it adds that two fragments share no coauthor: fragments of one person that do share one
  /// have been joined before.
  private(set) var apart = 0.0
  /// Into how many groups without a common coauthor the works of one person fall on average.
  private(set) var groupsPerPerson = 1.5
  /// Whether the corpus was large enough to learn from; else the weights are built in.
  private(set) var isLearnt = false
  /// What is not looked at.
  private(set) var without: Set<IdentitySignal> = []

  /// The log-likelihood ratio of two clusters being one person's.
  func ratio(_ evidence: Evidence) -> Double {
    bias + (weights * evidence.values).sum() + (evidence.sharesCoauthor ? 0 : apart)
  }
}

extension EvidenceModel {
  private static let wanted = 4000
  private static let minimum = 200
  /// The share of samples made of groups of works without a common coauthor.
  private static let groupShare = 0.6
  /// Names whose places fall into more groups are several people's.
  private static let maximumGroups = 3
  /// Names of which fewer other people are to be expected are certain.
  private static let certain = 0.02

  /// Trains on a corpus.
  ///
  /// - Complexity: O(*n* log *n*) for *n* places, and a bounded number of samples.
  init(
    _ evidence: IdentityEvidence, _ frequency: NameFrequency,
    without: Set<IdentitySignal> = []
  ) {
    self.init()
    self.without = without
    var sampler = EvidenceSampler(evidence, frequency)
    let named = sampler.certainNames(below: Self.certain, atLeast: Self.minimum)
    sampler.positives(
      of: named, wanted: Self.wanted, groupShare: Self.groupShare,
      maximumGroups: Self.maximumGroups)
    sampler.negatives(groupShare: Self.groupShare)
    groupsPerPerson = sampler.groupsPerPerson(
      of: named.prefix(3000), maximum: Self.maximumGroups)
    if !without.contains(.coauthors) {
      apart = log(max(groupsPerPerson - 1, 0.02) / groupsPerPerson)
    }
    isLearnt =
      sampler.positiveCount >= Self.minimum && sampler.negativeCount >= Self.minimum
    if !isLearnt || without.contains(.training) {
      weights = SIMD16(Self.builtInWeights)
      bias = Self.builtInBias
      return
    }
    fit(sampler.samples)
  }

  /// The weights learnt on the ACL Anthology, for corpora that are too small to learn from.
  private static let builtInWeights: [Double] = [
    0, 0.59, -1.02, 0.32, 1.35, 1.17, 5.2, 1.56, 0, -0.95, 1, 0, 3.12, 0, 0, 0,
  ]
  private static let builtInBias = 2.08

  /// Fits weights to samples by Newton's method; weights of the wrong sign are set to 0.
  private mutating func fit(_ samples: [(values: SIMD16<Double>, isSame: Bool)]) {
    var excluded = without.reduce(into: Set<Int>()) { $0.formUnion($1.numbers) }
    while true {
      let wrong = fit(samples, without: excluded)
      if wrong.isEmpty { return }
      excluded.formUnion(wrong)
    }
  }

  /// - Returns: the weights that came out with the wrong sign.
  private mutating func fit(
    _ samples: [(values: SIMD16<Double>, isSame: Bool)], without excluded: Set<Int>
  ) -> Set<Int> {
    let count = Double(samples.count)
    let mean = samples.reduce(SIMD16<Double>()) { $0 + $1.values } / count
    let variance =
      samples.reduce(SIMD16<Double>()) { $0 + ($1.values - mean) * ($1.values - mean) } / count
    let columns = (0..<Evidence.count).filter { variance[$0] > 1e-9 && !excluded.contains($0) }
    let n = columns.count + 1
    var rows: [Double] = []
    rows.reserveCapacity(samples.count * n)
    for sample in samples {
      for column in columns {
        rows.append((sample.values[column] - mean[column]) / variance[column].squareRoot())
      }
      rows.append(1)
    }
    var w = [Double](repeating: 0, count: n)
    for _ in 0..<30 {
      var gradient = w, hessian = [Double](repeating: 0, count: n * n)
      gradient[n - 1] *= 1e-6
      for i in 0..<n { hessian[i * n + i] = i == n - 1 ? 1e-6 : 1 }
      for (number, sample) in samples.enumerated() {
        let row = number * n
        var sum = 0.0
        for i in 0..<n { sum += rows[row + i] * w[i] }
        let p = 1 / (1 + exp(-min(max(sum, -30), 30)))
        let error = p - (sample.isSame ? 1 : 0), spread = p * (1 - p)
        for i in 0..<n {
          gradient[i] += rows[row + i] * error
          for j in 0...i { hessian[i * n + j] += rows[row + i] * rows[row + j] * spread }
        }
      }
      for i in 0..<n { for j in 0..<i { hessian[j * n + i] = hessian[i * n + j] } }
      let step = solve(hessian, gradient)
      for i in 0..<n { w[i] -= step[i] }
      if step.allSatisfy({ abs($0) < 1e-6 }) { break }
    }
    weights = SIMD16<Double>()
    bias = w[n - 1]
    var wrong: Set<Int> = []
    for (place, column) in columns.enumerated() {
      weights[column] = w[place] / variance[column].squareRoot()
      bias -= weights[column] * mean[column]
      if Evidence.agreements.contains(column) && weights[column] < 0
        || Evidence.gaps.contains(column) && weights[column] > 0
      {
        wrong.insert(column)
      }
    }
    // The prior speaks for how often two fragments are one person's, not the samples drawn.
    let same = Double(samples.count { $0.isSame })
    bias -= log((same + 1) / (count - same + 1))
    return wrong
  }

  /// Solves a symmetric positive definite system by Gaussian elimination.
  private func solve(_ matrix: [Double], _ right: [Double]) -> [Double] {
    var a = matrix, b = right
    let n = b.count
    for i in 0..<n {
      for k in (i + 1)..<max(n, i + 1) where a[i * n + i] != 0 {
        let factor = a[k * n + i] / a[i * n + i]
        if factor == 0 { continue }
        for j in i..<n { a[k * n + j] -= factor * a[i * n + j] }
        b[k] -= factor * b[i]
      }
    }
    for i in (0..<n).reversed() {
      for j in (i + 1)..<max(n, i + 1) { b[i] -= a[i * n + j] * b[j] }
      b[i] = a[i * n + i] == 0 ? 0 : b[i] / a[i * n + i]
    }
    return b
  }
}

extension EvidenceModel {
  /// A model that was kept.
  init(_ model: IdentityModel) {
    self.init()
    for (index, weight) in model.weights.prefix(Evidence.count).enumerated() {
      weights[index] = weight
    }
    bias = model.bias
    apart = model.apart
    groupsPerPerson = model.groupsPerPerson
    isLearnt = model.isLearnt
  }

  /// The model as it is kept with a corpus.
  func kept(_ workCount: Int) -> IdentityModel {
    IdentityModel(
      weights: (0..<Evidence.count).map { weights[$0] }, bias: bias, apart: apart,
      groupsPerPerson: groupsPerPerson, isLearnt: isLearnt, workCount: workCount)
  }
}
