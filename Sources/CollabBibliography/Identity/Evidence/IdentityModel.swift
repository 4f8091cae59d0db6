/// What evidence weighs, so that it can be kept with a corpus and used again.
public struct IdentityModel: Sendable, Equatable {
  /// The weight of each piece of evidence, in log-odds.
  public var weights: [Double]
  /// The log-odds of two groups of works about which nothing is known.
  public var bias: Double
  /// What it adds to the log-odds that two groups share no coauthor.
  public var apart: Double
  /// Into how many groups without a common coauthor the works of one person fall on average.
  public var groupsPerPerson: Double
  /// Whether the weights were learnt from the corpus; if not, they are built in.
  public var isLearnt: Bool
  /// The number of works from which it was made.
  public var workCount: Int
  /// What is not looked at, for measuring what it gives; nothing in a model that was kept.
  package private(set) var without: Set<IdentitySignal> = []

  /// Creates a model.
  public init(
    weights: [Double], bias: Double, apart: Double, groupsPerPerson: Double, isLearnt: Bool,
    workCount: Int
  ) {
    self.weights = weights
    self.bias = bias
    self.apart = apart
    self.groupsPerPerson = groupsPerPerson
    self.isLearnt = isLearnt
    self.workCount = workCount
  }

  /// A model that is learnt from each corpus without some signals.
  package init(without: Set<IdentitySignal>) {
    self.init(weights: [], bias: 0, apart: 0, groupsPerPerson: 1, isLearnt: false, workCount: 0)
    self.without = without
  }

  /// Whether a corpus of some works is weighed by this model: not where it could not learn, nor where
  /// the corpus has grown or shrunk by more than a tenth since.
  public func isOf(_ works: Int) -> Bool {
    isLearnt && weights.count == Evidence.count && abs(works - workCount) <= workCount / 10
  }
}
