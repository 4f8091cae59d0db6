import CollabAlgorithms
import CollabCore
import CollabGraph
import CollabTestSupport
import Testing

@Suite struct ComponentsTests {
  /// The least vertex in reach of each vertex, by a search from every vertex.
  private static func leastInReach(_ graph: Graph) -> [UInt32] {
    Naive.allPaths(graph).distance.map { row in
      UInt32(row.indices.first { row[$0].isFinite } ?? 0)
    }
  }

  @Test func smallGraphsFallApartAsSearchesFind() throws {
    for graph in (0...6).flatMap(TestGraphs.classes) {
      let expected = Partition(labels: Self.leastInReach(graph))
      #expect(connectedComponents(of: graph) == expected, "\(graph.edges)")
    }
  }

  /// More vertices than one chunk holds, so that several threads join the same trees.
  @Test(arguments: [1, 2, 7]) func threadsChangeNothing(threads: Int) throws {
    var random = SplitMix64(seed: 4)
    let n = 40_000
    let edges = (0..<n).map { _ in Edge(UInt32(random.below(n)), UInt32(random.below(n))) }
    let graph = Graph(uncheckedVertexCount: n, edges: edges)
    let found = try connectedComponents(of: graph, execution: Execution(threads: threads))
    #expect(found == connectedComponents(of: graph))
    #expect(edges.allSatisfy { found.community[Int($0.a)] == found.community[Int($0.b)] })
    var isReached = [Bool](repeating: false, count: n), trees = 0
    for root in 0..<n where !isReached[root] {
      trees += 1
      var stack = [root]
      isReached[root] = true
      while let v = stack.popLast() {
        for arc in graph.arcs(v) where !isReached[Int(graph.targets[arc])] {
          isReached[Int(graph.targets[arc])] = true
          stack.append(Int(graph.targets[arc]))
        }
      }
    }
    #expect(found.count == trees)
  }

  @Test func largestComesFirstAndEqualOnesByTheirLeastVertex() {
    let graph = Graph(
      uncheckedVertexCount: 8, edges: [Edge(6, 1), Edge(2, 7), Edge(3, 4), Edge(4, 5)])
    #expect(connectedComponents(of: graph).community == [3, 1, 2, 0, 0, 0, 1, 2])
    let labels: [UInt32] = [4_000_000_000, 7, 7, 12, 4_000_000_000]
    #expect(Partition(labels: labels).community == [0, 1, 1, 2, 0])
  }
}
