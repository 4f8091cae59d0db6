import CollabAlgorithms
import CollabCore
import CollabGraph
import Testing

@testable import CollabReport

@Suite struct RankingTests {
  @Test(arguments: [(10, true), (Ranking.largest, true), (Ranking.largest + 1, false)])
  func betweennessOfLargeNetworksWaitsUntilAskedFor(authors: Int, isUsual: Bool) throws {
    let network = Network(graph: Graph(uncheckedVertexCount: authors, edges: []))
    let usual = try Ranking(by: nil, of: network)
    #expect(usual.columns.contains { $0.measure.id == "betweenness" } == isUsual)
    #expect(usual.remarks.contains { $0.hasPrefix("betweenness: left out") } == !isUsual)

    let asked = try Ranking(by: [Measures.all.entry("betweenness")], of: network)
    #expect(asked.columns.count == 1)
    #expect(!asked.remarks.contains { $0.contains("left out") })
  }
}
