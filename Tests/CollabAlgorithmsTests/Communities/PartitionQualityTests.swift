import CollabAlgorithms
import CollabGraph
import CollabTestSupport
import Testing

@Suite struct PartitionQualityTests {
  /// By hand: two triangles joined by an edge; 3 of 7 edges inside each, strengths 7 and 7.
  @Test func twoTriangles() throws {
    let graph = Graph(
      uncheckedVertexCount: 6,
      edges: [
        Edge(0, 1), Edge(1, 2), Edge(0, 2), Edge(3, 4), Edge(4, 5), Edge(3, 5), Edge(2, 3),
      ])
    let quality = try PartitionQuality(of: Partition(labels: [0, 0, 0, 1, 1, 1]), in: graph)
    #expect(abs(quality.modularity - (6.0 / 7 - 0.5)) < 1e-15)
    #expect(abs(quality.coverage - 6.0 / 7) < 1e-15)
    #expect(abs(quality.conductance - 1.0 / 7) < 1e-15)
    #expect(quality.communities[0].innerWeight == 3)
    #expect(quality.communities[0].outerWeight == 1)
    #expect(quality.constantPotts(resolution: 0.5) == 3)
    let whole = try PartitionQuality(of: Partition(labels: [0, 0, 0, 0, 0, 0]), in: graph)
    #expect(abs(whole.modularity) < 1e-15 && whole.coverage == 1 && whole.conductance.isNaN)
  }

  /// Two cliques of m with one edge between: m(m − 1) + 1 edges, half of all ends in each.
  @Test(arguments: [3, 6, 10])
  func barbells(m: Int) throws {
    let labels = (0..<2 * m).map { UInt32($0 / m) }
    let quality = try PartitionQuality(
      of: Partition(labels: labels), in: TestGraphs.barbell(m, between: 0))
    let edges = Double(m * (m - 1) + 1)
    #expect(abs(quality.modularity - ((edges - 1) / edges - 0.5)) < 1e-15)
    #expect(abs(quality.coverage - (edges - 1) / edges) < 1e-15)
    #expect(abs(quality.conductance - 1 / edges) < 1e-15)
  }

  @Test func withoutEdgesNothingIsKnown() throws {
    let quality = try PartitionQuality(
      of: Partition(labels: [0, 1]), in: Graph(uncheckedVertexCount: 2, edges: []))
    #expect(quality.modularity.isNaN && quality.coverage.isNaN && quality.conductance.isNaN)
  }

  @Test func partitionsAreNumberedBySizeThenFirstAuthor() {
    let partition = Partition(labels: [9, 4, 4, 7, 9, 2, 4])
    #expect(partition.community == [1, 0, 0, 2, 1, 3, 0])
    #expect(partition.count == 4)
    #expect(partition.members == [[1, 2, 6], [0, 4], [3], [5]])
  }
}
