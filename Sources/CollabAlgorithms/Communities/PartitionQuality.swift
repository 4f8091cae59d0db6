import CollabCore
import CollabGraph

/// How good a partition of a graph is, by several standards.
///
/// Weights count as strengths.
public struct PartitionQuality: Sendable, Equatable {
  /// Weighted modularity at ``resolution``; `nan` in a graph without edges.
  ///
  /// Newman, *Analysis of weighted networks*, Phys. Rev. E 70:056131 (2004); resolution as in
  /// Reichardt and Bornholdt, Phys. Rev. E 74:016110 (2006).
  public let modularity: Double
  /// The resolution of ``modularity``.
  public let resolution: Double
  /// The share of the weight that lies inside communities; `nan` in a graph without edges.
  public let coverage: Double
  /// The greatest conductance of a community that has one; `nan` where none has.
  public let conductance: Double
  /// The figures of each community.
  public let communities: [Community]

  /// The figures of one community.
  public struct Community: Sendable, Equatable {
    /// The number of authors.
    public let size: Int
    /// The weight of the edges inside, each once.
    public let innerWeight: Double
    /// The weight of the edges that leave.
    public let outerWeight: Double
    /// The leaving weight over the lesser of the strengths inside and outside; `nan` where that
    /// is 0. Kannan, Vempala, Vetta, J. ACM 51:497 (2004), doi:10.1145/990308.990313.
    public let conductance: Double
  }

  /// Measures a partition.
  ///
  /// - Throws: ``/CollabCore/OptionError`` for a partition of another number of authors.
  /// - Complexity: O(*n* + *m*) time, O(*n*) space.
  public init(
    of partition: Partition, in graph: Graph, resolution: Double = 1
  ) throws(OptionError) {
    try partition.check(count: graph.vertexCount)
    var size = [Int](repeating: 0, count: partition.count)
    var inner = [Double](repeating: 0, count: partition.count)
    var outer = inner
    for v in 0..<graph.vertexCount {
      let c = Int(partition.community[v])
      size[c] += 1
      for arc in graph.arcs(v) {
        if partition.community[Int(graph.targets[arc])] == c {
          inner[c] += graph.weights[arc]
        } else {
          outer[c] += graph.weights[arc]
        }
      }
    }
    let total = zip(inner, outer).reduce(0) { $0 + $1.0 + $1.1 }
    var modularity = 0.0, covered = 0.0
    var communities: [Community] = []
    for c in 0..<partition.count {
      let strength = inner[c] + outer[c]
      modularity += inner[c] / total - resolution * (strength / total) * (strength / total)
      covered += inner[c]
      let least = min(strength, total - strength)
      communities.append(
        Community(
          size: size[c], innerWeight: inner[c] / 2, outerWeight: outer[c],
          conductance: least > 0 ? outer[c] / least : .nan))
    }
    self.modularity = total > 0 ? modularity : .nan
    self.resolution = resolution
    self.coverage = covered / total
    self.conductance = communities.map(\.conductance).filter { !$0.isNaN }.max() ?? .nan
    self.communities = communities
  }

  /// The quality in the constant Potts model: Σ over communities of the inner weight − γ·pairs.
  ///
  /// Traag, Van Dooren, Nesterov, Phys. Rev. E 84:016114 (2011), doi:10.1103/PhysRevE.84.016114.
  public func constantPotts(resolution: Double) -> Double {
    communities.reduce(0) { sum, community in
      let pairs = Double(community.size) * Double(community.size - 1) / 2
      return sum + community.innerWeight - resolution * pairs
    }
  }
}
