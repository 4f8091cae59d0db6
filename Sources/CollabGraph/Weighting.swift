/// How much one shared work adds to the tie between two of its authors.
public enum Weighting: String, Sendable, CaseIterable, Codable {
  /// 1: the tie counts shared works.
  case full
  /// 1/(n−1): an author's strength is the number of their works with others.
  ///
  /// Newman, *Scientific collaboration networks II*, Phys. Rev. E 64:016132 (2001),
  /// doi:10.1103/PhysRevE.64.016132; the same as the fractional counting of Perianes-Rodriguez,
  /// Waltman and van Eck, J. Informetrics 10:1178 (2016), doi:10.1016/j.joi.2016.10.006.
  case fractional
  /// 2/(n(n−1)): all ties of a work add up to 1.
  ///
  /// Leydesdorff and Park, J. Informetrics 11:169 (2017), arXiv:1611.06943.
  case strict

  /// The weight that a work with `n` distinct authors adds to each pair of them; 0 below two.
  @inlinable public func pairWeight(authors n: Int) -> Double {
    guard n >= 2 else { return 0 }
    switch self {
    case .full: return 1
    case .fractional: return 1 / Double(n - 1)
    case .strict: return 2 / (Double(n) * Double(n - 1))
    }
  }
}
