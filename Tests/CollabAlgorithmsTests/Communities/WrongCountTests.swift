import CollabAlgorithms
import CollabCore
import CollabGraph
import Testing

/// What is of another number of authors, or of none, is an error that says so.
@Suite struct WrongCountTests {
  private let graph = Graph(uncheckedVertexCount: 3, edges: [Edge(0, 1), Edge(1, 2)])
  private let short = Partition(labels: [0, 1])

  @Test func partitions() throws {
    let error = OptionError("the partition must be of 3 authors, not of 2")
    #expect(throws: error) { try PartitionQuality(of: short, in: graph) }
    #expect(throws: error) { try CommunityRoles(of: short, in: graph) }
    #expect(throws: error) { try PartitionComparison(Partition(labels: [0, 1, 1]), short) }
    #expect(throws: error) {
      try PartitionStability.consensus(of: [Partition(labels: [0, 1, 1]), short])
    }
    #expect(throws: OptionError.self) { try PartitionStability.consensus(of: []) }
  }

  @Test(arguments: [0, -1, 1001, Int.max]) func runs(count: Int) throws {
    #expect(throws: OptionError.self) {
      try PartitionStability(of: .leiden, in: graph, runs: count)
    }
  }

  @Test(arguments: [0, 1, -1, Int.max]) func resolutions(count: Int) throws {
    #expect(throws: OptionError.self) {
      try ResolutionProfile(of: .leiden, in: graph, count: count)
    }
    #expect(throws: OptionError.self) {
      try ResolutionProfile(of: .leiden, in: graph, from: -1...1)
    }
  }

  @Test func threads() {
    #expect(Execution(threads: Int.max).threads == 1024)
    #expect(Execution(threads: -1).threads == 1)
  }
}
