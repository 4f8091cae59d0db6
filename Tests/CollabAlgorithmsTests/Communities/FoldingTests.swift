import CollabCore
import CollabGraph
import CollabTestSupport
import Testing

@testable import CollabAlgorithms

@Suite struct FoldingTests {
  /// Groups of vertices that Leiden takes for one from the start, as labels.
  private static func groups(
    _ graph: Graph, _ objective: CommunityObjective, _ resolution: Double
  ) -> [UInt32] {
    let (moves, penalty) = MoveGraph.make(graph, objective: objective, resolution: resolution)
    return moves.foldable(penalty: penalty).group
  }

  /// Every partition of small graphs is tried, at several resolutions, with equal and unequal
  /// weights: one that keeps each group together is as good as the best.
  @Test(arguments: [1.0, 2])
  func someBestPartitionKeepsGroupsTogether(resolution: Double) throws {
    let partitions = (0...6).map(allPartitions)
    var folded = 0
    for plain in (1...6).flatMap(TestGraphs.classes) where plain.edgeCount > 0 {
      let weighted = Graph(
        uncheckedVertexCount: plain.vertexCount,
        edges: plain.edges.map { Edge($0.a, $0.b, weight: Double(1 + ($0.a + $0.b) % 2)) })
      for graph in plain.vertexCount < 6 ? [plain, weighted] : [plain] {
        let groups = Self.groups(graph, .modularity, resolution)
        if Set(groups).count < graph.vertexCount { folded += 1 }
        var best = -Double.infinity, bestTogether = -Double.infinity
        for partition in partitions[graph.vertexCount] {
          let quality = try PartitionQuality(of: partition, in: graph, resolution: resolution)
            .modularity
          best = max(best, quality)
          var label: [UInt32: UInt32] = [:]
          let isTogether = zip(groups, partition.community).allSatisfy { group, community in
            if let known = label[group] { return known == community }
            label[group] = community
            return true
          }
          if isTogether { bestTogether = max(bestTogether, quality) }
        }
        #expect(bestTogether > best - 1e-12, "\(graph.edges)")
      }
    }
    #expect(folded > 50)
  }

  /// Authors of one work and no other, one of whom has a coauthor with no other.
  @Test func twinsAndWhoHangsFromOneOnlyFold() {
    let graph = Graph(
      uncheckedVertexCount: 7,
      edges: [
        Edge(0, 1), Edge(0, 2), Edge(1, 2), Edge(2, 3), Edge(3, 4), Edge(3, 5),
        Edge(4, 5, weight: 2),
        Edge(3, 6),
      ])
    #expect(Self.groups(graph, .modularity, 1) == [0, 0, 1, 2, 3, 3, 2])
    // With a constant penalty of 5 no tie holds.
    #expect(Self.groups(graph, .constantPotts, 5) == [0, 1, 2, 3, 4, 5, 6])
  }
}
