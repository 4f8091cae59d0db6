import CollabCore
import CollabGraph
import Foundation

/// What a method finds at each of a row of resolutions, and where it finds the same for long.
public struct ResolutionProfile: Sendable, Equatable {
  /// What was found at one resolution.
  public struct Step: Sendable, Equatable {
    /// The resolution.
    public let resolution: Double
    /// The communities.
    public let partition: Partition
    /// The modularity at resolution 1.
    public let modularity: Double
    /// The adjusted Rand index with the step before; `nan` for the first.
    public let agreement: Double
  }

  /// The steps, by rising resolution.
  public let steps: [Step]
  /// The longest stretches of at least two steps that each agree with the one before, longest
  /// first; equal ones by lower resolution.
  public let plateaus: [ClosedRange<Int>]

  /// Runs a method at resolutions that rise by equal factors.
  ///
  /// - Parameters:
  ///   - method: a method with a parameter `resolution`.
  ///   - graph: the coauthor graph.
  ///   - range: the least and the greatest resolution, above 0. `nil` takes 0.1 to 10; for a
  ///     method whose standard resolution is the network's density, from that to its greatest
  ///     weight.
  ///   - count: the number of resolutions, from 2 to 10,000.
  ///   - threshold: the adjusted Rand index from which two steps agree.
  ///   - seed: the seed of each run.
  ///   - execution: threads, progress and cancellation.
  /// - Throws: ``/CollabCore/OptionError`` where the method has no resolution, or a range or number
  ///   of steps that cannot be; ``/CollabCore/Cancellation``.
  public init(
    of method: CommunityMethod, in graph: Graph, from range: ClosedRange<Double>? = nil,
    count: Int = 25, threshold: Double = 0.95, seed: UInt64 = 1,
    execution: Execution = Execution()
  ) throws {
    let range = range ?? Self.usualRange(of: method, in: graph)
    guard (2...10_000).contains(count) else {
      throw OptionError("the number of resolutions must lie from 2 to 10000, not \(count)")
    }
    guard range.lowerBound > 0, range.upperBound.isFinite else {
      throw OptionError("resolutions must be above 0 and finite, not \(range)")
    }
    let resolutions = (0..<count).map {
      range.lowerBound * pow(range.upperBound / range.lowerBound, Double($0) / Double(count - 1))
    }
    let inner = Execution(threads: 1, isCancelled: execution.isCancelled)
    let partitions = try execution.map(resolutions, phase: "resolutions") { resolution in
      Result {
        try method.with(["resolution": resolution])
          .partition(of: graph, seed: seed, execution: inner).partition
      }
    }.map { try $0.get() }
    steps = try execution.map(Array(resolutions.indices)) { index in
      Result {
        try Step(
          resolution: resolutions[index], partition: partitions[index],
          modularity: PartitionQuality(of: partitions[index], in: graph).modularity,
          agreement: index == 0
            ? .nan : PartitionComparison.adjustedRand(partitions[index - 1], partitions[index]))
      }
    }.map { try $0.get() }
    plateaus = Self.plateaus(agreements: steps.map(\.agreement), threshold: threshold)
  }

  private static func usualRange(
    of method: CommunityMethod, in graph: Graph
  ) -> ClosedRange<Double> {
    let density = graph.density
    guard density > 0,
      method.parameters.contains(where: { $0.name == "resolution" && $0.defaultValue == 0 })
    else { return 0.1...10 }
    return density...max(density, graph.weights.max() ?? 0)
  }

  /// See ``plateaus``.
  static func plateaus(agreements: [Double], threshold: Double) -> [ClosedRange<Int>] {
    var result: [ClosedRange<Int>] = []
    var start = 0
    for index in 1...agreements.count {
      if index < agreements.count, agreements[index] >= threshold { continue }
      if index - start >= 2 { result.append(start...(index - 1)) }
      start = index
    }
    return result.sorted { ($1.count, $0.lowerBound) < ($0.count, $1.lowerBound) }
  }
}
