/// Which works become a network, and with which weights.
public struct NetworkSelection: Sendable, Equatable {
  /// How a shared work adds to a tie.
  public var weighting: Weighting
  /// Works with more authors are left out; `nil` keeps all.
  public var maximumAuthors: Int?
  /// Whether groups stand beside people.
  public var includesGroups: Bool
  /// Works of other years, and those of unknown year, are left out; `nil` keeps all.
  public var years: ClosedRange<Int>?

  /// Creates a selection; the standard one keeps everything but groups.
  public init(
    weighting: Weighting = .fractional, maximumAuthors: Int? = nil,
    includesGroups: Bool = false, years: ClosedRange<Int>? = nil
  ) {
    self.weighting = weighting
    self.maximumAuthors = maximumAuthors
    self.includesGroups = includesGroups
    self.years = years
  }
}
