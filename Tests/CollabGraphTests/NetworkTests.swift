import CollabCore
import CollabTestSupport
import Testing

@testable import CollabGraph

@Suite struct NetworkTests {
  /// Works that share authors bound far more pairs than there are.
  @Test(arguments: UInt64(1)...3) func edgesAreCountedWithoutTheGraph(seed: UInt64) throws {
    let network = TestGraphs.papers(authors: 60, works: 300, seed: seed)
    let edges = try network.graph().edgeCount
    #expect(network.edgeBound > edges)
    #expect(try network.edgeCount(upTo: 10_000, .serial) == edges)
    #expect(try network.edgeCount(upTo: edges, .serial) == edges)
    #expect(try network.edgeCount(upTo: edges / 2, .serial) > edges / 2)
  }
}
