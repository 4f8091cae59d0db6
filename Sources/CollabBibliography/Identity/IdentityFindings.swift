import Foundation

/// What the resolver found beside who is who: how sure it is, and of how much it could learn.
public struct IdentityFindings: Sendable {
  /// The log-odds of the weakest union of each person who was put together by evidence.
  private let weakest: [Int: Float]
  /// Whether the corpus was large enough to learn from: if not, equal names are one person's, and
  /// different ones only where they have a coauthor in common.
  public let isLearnt: Bool

  init(_ resolved: ResolvedPlaces, personAt: [UInt32]) {
    var weakest: [Int: Float] = [:]
    for union in resolved.resolver.unions {
      let person = Int(personAt[Int(resolved.places[Int(union.a)])])
      weakest[person] = min(weakest[person] ?? .infinity, union.score)
    }
    self.weakest = weakest
    isLearnt = resolved.resolver.model.isLearnt
  }

  /// The probability that the weakest bridge between a person's works holds; 1 where the name alone
  /// decided.
  public func confidence(of person: Int) -> Double {
    weakest[person].map { 1 / (1 + exp(-Double($0))) } ?? 1
  }
}
