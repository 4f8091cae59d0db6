import CollabCore
import CollabTestSupport
import Testing

@testable import CollabGraph

@Suite struct NetworkTests {
  private static func network(_ bylines: [[UInt32]], ties: [Edge] = []) -> Network {
    let offsets = bylines.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    let authors = bylines.joined().map { Int($0) } + ties.map { Int(max($0.a, $0.b)) }
    return Network(
      unchecked: Incidence(
        uncheckedAuthorCount: (authors.max() ?? -1) + 1, workOffsets: offsets,
        workAuthors: Array(bylines.joined())),
      facts: WorkFacts(unknownFor: bylines.count), ties: ties)
  }

  /// Four authors make six ties; by hand.
  @Test func oneWorkThatMakesMostTies() {
    let four: [UInt32] = [0, 1, 2, 3]
    #expect(Self.network([four, [3, 4]]).dominantWork == DominantWork(work: 0, share: 6 / 7.0))
    // Repeated ties are not the work's own: five of six, then three of six.
    #expect(Self.network([[0, 1], four]).dominantWork == DominantWork(work: 1, share: 5 / 6.0))
    #expect(Self.network([[0, 1, 2], four]).dominantWork == nil)
    #expect(Self.network([four, four]).dominantWork == nil)
    // Five others: 6 of 11; a sixth makes it a half.
    let others: [[UInt32]] = [[3, 4], [3, 5], [3, 6], [4, 5], [4, 6]]
    #expect(Self.network([four] + others).dominantWork == DominantWork(work: 0, share: 6 / 11.0))
    #expect(Self.network([four] + others + [[5, 6]]).dominantWork == nil)
    // The same as stated ties, one of them twice and one of the work.
    let ties = [Edge(0, 1), Edge(3, 4), Edge(3, 4), Edge(3, 5)]
    #expect(Self.network([four], ties: ties).dominantWork == DominantWork(work: 0, share: 5 / 8.0))
    for alone in [[four], [[0, 1], [1]], [[0, 1]], []] {
      #expect(Self.network(alone).dominantWork == nil)
    }
  }

  @Test func authorsWhomNothingTellsApart() {
    let network = Self.network(
      [[0, 1, 2, 3, 4], [4, 5], [6, 7, 8]], ties: [Edge(3, 9), Edge(8, 9)])
    #expect(network.soleAuthors(atLeast: 3) == [SoleAuthors(work: 0, authors: [0, 1, 2])])
    #expect(
      network.soleAuthors(atLeast: 2) == [
        SoleAuthors(work: 0, authors: [0, 1, 2]), SoleAuthors(work: 2, authors: [6, 7]),
      ])
    #expect(network.soleAuthors(atLeast: 4).isEmpty)
  }

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
