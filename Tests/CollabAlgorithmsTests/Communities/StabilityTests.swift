import CollabAlgorithms
import CollabCore
import CollabGraph
import CollabTestSupport
import Testing

@Suite struct StabilityTests {
  @Test func equalPartitionsAgreeWhollyWhateverTheirLabels() throws {
    let a = Partition(labels: [3, 3, 1, 1, 2]), b = Partition(labels: [0, 0, 9, 9, 4])
    let comparison = try PartitionComparison(a, b)
    #expect(comparison.adjustedRand == 1 && comparison.adjustedMutualInformation == 1)
    #expect(comparison.normalisedMutualInformation == 1 && comparison.variationOfInformation == 0)
  }

  /// One community against single authors shares nothing: no chance-corrected agreement.
  @Test func oneAgainstAll() throws {
    let one = Partition(labels: [0, 0, 0, 0]), all = Partition(labels: [0, 1, 2, 3])
    let comparison = try PartitionComparison(one, all)
    #expect(comparison.adjustedRand == 0 && comparison.adjustedMutualInformation == 0)
    #expect(comparison.normalisedMutualInformation == 0)
  }

  /// Three random partitions of six authors: neither one of them nor moving any single author
  /// disagrees less with them than the consensus.
  @Test func consensusCannotBeBetteredByOneAuthor() throws {
    var random = SplitMix64(seed: 8)
    for _ in 0..<200 {
      let given = (0..<3).map { _ in
        Partition(labels: (0..<6).map { _ in UInt32(random.below(3)) })
      }
      func disagreement(_ partition: Partition) -> Int {
        var sum = 0
        for other in given {
          for i in 0..<6 {
            for j in 0..<i {
              let together = partition.community[i] == partition.community[j]
              if together != (other.community[i] == other.community[j]) { sum += 1 }
            }
          }
        }
        return sum
      }
      let consensus = try PartitionStability.consensus(of: given)
      let least = disagreement(consensus)
      #expect(given.allSatisfy { least <= disagreement($0) })
      for v in 0..<6 {
        for c in 0...UInt32(consensus.count) {
          var labels = consensus.community
          labels[v] = c
          #expect(disagreement(Partition(labels: labels)) >= least)
        }
      }
    }
  }

  @Test func clearGroupsAreStableForAnyThreads() throws {
    let graph = plantedGroups(8, size: 25, inside: 8, between: 1, seed: 3)
    let leiden = try CommunityMethods.all.entry("leiden")
    let results = try [1, 2, 7].map {
      try PartitionStability(of: leiden, in: graph, runs: 5, execution: Execution(threads: $0))
    }
    #expect(results[0] == results[1] && results[0] == results[2])
    let planted = Partition(labels: (0..<200).map { UInt32($0 / 25) })
    #expect(results[0].consensus == planted)
    #expect(results[0].membership.allSatisfy { $0 == 1 })
    #expect(results[0].comparisons.count == 10)
    #expect(results[0].comparisons.allSatisfy { $0.adjustedRand == 1 })
  }

  /// A vertex with equal ties to two cliques is now here, now there; the others stay.
  @Test func aTornAuthorIsSeen() throws {
    var edges: [Edge] = []
    for group in [0, 6] as [UInt32] {
      for a in 0..<6 as Range<UInt32> {
        for b in 0..<a { edges.append(Edge(group + a, group + b)) }
      }
    }
    edges += [Edge(12, 0), Edge(12, 1), Edge(12, 6), Edge(12, 7)]
    let graph = Graph(uncheckedVertexCount: 13, edges: edges)
    let stability = try PartitionStability(
      of: CommunityMethods.all.entry("leiden"), in: graph, runs: 20)
    #expect(stability.membership[..<12].allSatisfy { $0 == 1 })
    #expect(stability.membership[12] >= 0.5 && stability.membership[12] < 1)
  }

  /// Cliques of five in six groups of five, tied in groups: at low resolutions the groups, at
  /// high ones the cliques, and the profile shows a plateau of each.
  @Test func profileShowsBothLevels() throws {
    var edges: [Edge] = []
    for clique in 0..<30 as Range<UInt32> {
      for a in 0..<5 as Range<UInt32> {
        for b in 0..<a { edges.append(Edge(clique * 5 + a, clique * 5 + b)) }
      }
      for other in 0..<clique where other / 5 == clique / 5 {
        edges.append(Edge(clique * 5 + other % 5, other * 5 + clique % 5))
      }
    }
    let graph = Graph(uncheckedVertexCount: 150, edges: edges)
    let profile = try ResolutionProfile(
      of: CommunityMethods.all.entry("leiden"), in: graph, from: 0.2...20, count: 21)
    let counts = profile.plateaus.map { profile.steps[$0.lowerBound].partition.count }
    #expect(counts.contains(6) && counts.contains(30))
    #expect(profile.plateaus == profile.plateaus.sorted { $0.count > $1.count })
    #expect(profile.steps[0].agreement.isNaN)
    #expect(throws: OptionError.self) {
      try ResolutionProfile(of: CommunityMethods.all.entry("label-propagation"), in: graph)
    }
  }
}
