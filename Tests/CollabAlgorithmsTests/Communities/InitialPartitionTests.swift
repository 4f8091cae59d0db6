import CollabAlgorithms
import CollabCore
import CollabGraph
import CollabTestSupport
import Testing

/// Leiden from the communities of an earlier graph.
@Suite struct InitialPartitionTests {
  /// Many ties between groups, so that runs from different seeds disagree.
  private static let graph = plantedGroups(12, size: 30, inside: 2, between: 2, seed: 5)

  private func moved(from old: Partition, to new: Partition, count: Int) -> Int {
    // Communities are matched by most members, as far as both are free.
    var common: [[UInt32]: Int] = [:]
    for v in 0..<count { common[[old.community[v], new.community[v]], default: 0] += 1 }
    var match: [UInt32: UInt32] = [:], taken: Set<UInt32> = []
    for (pair, _) in common.sorted(by: {
      ($1.value, $0.key[0], $0.key[1]) < ($0.value, $1.key[0], $1.key[1])
    })
    where match[pair[0]] == nil && !taken.contains(pair[1]) {
      match[pair[0]] = pair[1]
      taken.insert(pair[1])
    }
    return (0..<count).count { match[old.community[$0]] != new.community[$0] }
  }

  /// Groups that are easy to see.
  private static let clear = plantedGroups(12, size: 30, inside: 3, between: 2, seed: 5)

  @Test(arguments: [CommunityMethod.leiden, .leidenCPM], [1, 2, 3] as [UInt64])
  func anUnchangedGraphKeepsItsCommunities(method: CommunityMethod, seed: UInt64) throws {
    let old = try method.partition(of: Self.clear, seed: seed).partition
    // Another seed would find other communities.
    let new = try method.partition(of: Self.clear, from: old, seed: seed + 10)
    #expect(moved(from: old, to: new.partition, count: Self.clear.vertexCount) <= 2)
    #expect(new.converged)
    let before = try PartitionQuality(of: old, in: Self.clear).modularity
    let after = try PartitionQuality(of: new.partition, in: Self.clear).modularity
    if method.id == "leiden" { #expect(after >= before - 1e-12) }
  }

  /// Two works more, one of three and one of two authors, one of them new: without the earlier
  /// communities dozens of authors move, with them the few around the works.
  @Test func fewEdgesMoveFewVertices() throws {
    let n = Self.graph.vertexCount
    let old = try CommunityMethod.leiden.partition(of: Self.graph).partition
    let changed = Graph(
      uncheckedVertexCount: n + 1,
      edges: Self.graph.edges + [
        Edge(3, 40), Edge(40, 80), Edge(3, 80), Edge(100, UInt32(n)),
      ])
    let initial = Partition(labels: old.community + [UInt32(old.count)])
    let near = try CommunityMethod.leiden.partition(of: changed, from: initial).partition
    let afresh = try CommunityMethod.leiden.partition(of: changed).partition
    #expect(moved(from: old, to: afresh, count: n) > 20)
    #expect(moved(from: old, to: near, count: n) <= 5)
    // The new author joins the only coauthor.
    #expect(near.community[n] == near.community[100])
    #expect(isConnected(near, in: changed))
  }

  /// From nonsense the search leads to communities as good as from nothing.
  @Test func aBadStartIsLeft() throws {
    let ring = ringOfCliques(8, size: 5)
    let crossed = Partition(labels: (0..<UInt32(40)).map { $0 % 5 })
    let outcome = try CommunityMethod.leiden.partition(of: ring, from: crossed)
    #expect(outcome.partition == Partition(labels: (0..<UInt32(40)).map { $0 / 5 }))
    let one = Partition(labels: [UInt32](repeating: 0, count: 40))
    #expect(
      try CommunityMethod.leiden.partition(of: ring, from: one).partition == outcome.partition)
  }

  /// A community whose parts no longer hang together is divided.
  @Test func everyCommunityIsConnected() throws {
    let apart = Graph(uncheckedVertexCount: 5, edges: [Edge(0, 1), Edge(2, 3)])
    let one = Partition(labels: [UInt32](repeating: 0, count: 5))
    #expect(try CommunityMethod.leiden.partition(of: apart, from: one).partition.count == 3)
  }

  @Test func threadsLeaveNoTrace() throws {
    let initial = Partition(labels: (0..<UInt32(Self.graph.vertexCount)).map { $0 / 20 })
    let outcomes = try [1, 3].map {
      try CommunityMethod.leiden.partition(
        of: Self.graph, from: initial, execution: Execution(threads: $0))
    }
    #expect(outcomes[0] == outcomes[1])
  }

  @Test func wrongStarts() {
    let ring = ringOfCliques(3, size: 3)
    #expect(throws: OptionError.self) {
      try CommunityMethod.leiden.partition(of: ring, from: Partition(labels: [0, 1]))
    }
    #expect(throws: OptionError.self) {
      try CommunityMethod.louvain.partition(
        of: ring, from: Partition(labels: [UInt32](repeating: 0, count: 9)))
    }
  }
}
