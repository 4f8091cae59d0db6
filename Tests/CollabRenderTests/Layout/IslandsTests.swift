import CollabAlgorithms
import CollabCore
import CollabGraph
import CollabTestSupport
import Foundation
import Testing

@testable import CollabRender

@Suite struct IslandsTests {
  /// Enough vertices for several levels, for both exponents and for evening.
  @Test func sameBitsForAnyNumberOfThreadsOnLargeGraphs() throws {
    let (graph, communities) = Self.planted(groups: 60, size: 25)
    let one = try Layout.islands.positions(
      of: graph, communities: communities, execution: .serial)
    for threads in [2, 8] {
      let other = try Layout.islands.positions(
        of: graph, communities: communities, execution: Execution(threads: threads))
      #expect(other == one)
    }
    #expect((one.x + one.y).allSatisfy { $0.isFinite })
  }

  /// Random groups with few ties between them come out as islands: nearly all of the ten nearest
  /// are of the same group, also where the layout is not told of the groups.
  @Test func groupsAreIslands() throws {
    let (graph, communities) = Self.planted(groups: 60, size: 25)
    for told in [communities, nil] {
      let positions = try Layout.islands.positions(of: graph, communities: told)
      #expect(Self.purity(positions, communities) > 0.9)
    }
  }

  /// The karate club and its two factions (Zachary 1977). Measured are a preservation of 0.53, for
  /// `multilevel` 0.36, a stress of 0.15 and a purity of 0.91.
  @Test func karateClub() throws {
    let graph = try Self.karate()
    // The split after the fission, as igraph and networkx give it ("club": "Mr. Hi").
    let first: Set = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 16, 17, 19, 21]
    let factions = Partition(labels: (0..<34).map { first.contains($0) ? 0 : 1 })
    let islands = try Layout.islands.positions(of: graph)
    let multilevel = try Layout.multilevel.positions(of: graph)
    let quality = try LayoutQuality(of: islands, graph: graph)
    let other = try LayoutQuality(of: multilevel, graph: graph)
    #expect(quality.neighbourhoodPreservation > other.neighbourhoodPreservation + 0.08)
    #expect(quality.normalisedStress < 0.2)
    #expect(Self.purity(islands, factions) > 0.85)
  }

  /// Newman's network scientists, the whole graph: measured are 0.89 and 0.14, for `multilevel`
  /// 0.77 and 0.09.
  @Test(.enabled(if: SharedData.url("data/graphs/netscience.gml") != nil))
  func networkScience() throws {
    let graph = try #require(try TestGraphs.networkScience()).graph
    let quality = try LayoutQuality(of: Layout.islands.positions(of: graph), graph: graph)
    #expect(quality.neighbourhoodPreservation > 0.8)
    #expect(quality.normalisedStress < 0.17)
  }

  /// One paper of many authors beside smaller ones, and a pair far outside: the large group fills
  /// a good part of the picture, it does not shrink to a dot.
  @Test func denseGroupsFillTheirSpace() throws {
    var edges: [Edge] = []
    for range in [0..<120, 120..<160, 160..<180] {
      for b in range { for a in range.lowerBound..<b { edges.append(Edge(UInt32(a), UInt32(b))) } }
    }
    edges += [
      Edge(0, 120), Edge(1, 121), Edge(130, 160), Edge(2, 161), Edge(179, 180), Edge(180, 181),
    ]
    let positions = try Layout.islands.positions(
      of: Graph(uncheckedVertexCount: 182, edges: edges))
    func width(_ range: Range<Int>) -> Double {
      let x = positions.x[range], y = positions.y[range]
      return max(x.max()! - x.min()!, y.max()! - y.min()!)
    }
    #expect(width(0..<120) > 0.25 * width(0..<182))
  }

  /// Against the C library's, to within what a `Double` holds.
  @Test func logarithms() {
    for number in [1e-6, 0.1, 0.5, 0.7071, 1, 1.4142, 1.4143, 2, 2.718281828459045, 10, 1e12] {
      #expect(abs(steadyLogarithm(number) - log(number)) < 1e-14 * max(1, abs(log(number))))
    }
  }

  /// New authors whose ties have no weight still get a place.
  @Test func newVerticesWithoutWeight() throws {
    let graph = Graph(
      uncheckedVertexCount: 4, edges: [Edge(0, 1), Edge(1, 2), Edge(2, 3, weight: 0)])
    let old = Positions(uncheckedX: [0, 1, 2, .nan], y: [0, 0, 0, .nan])
    for id in ["islands", "multilevel"] {
      let positions = try Layouts.all.entry(id).positions(of: graph, initial: old)
      #expect((positions.x + positions.y).allSatisfy { $0.isFinite }, "\(id)")
    }
  }

  /// What was placed far beyond any page starts anew.
  @Test func placesBeyondAnyPageAreNotKept() throws {
    let graph = TestGraphs.path(5)
    let old = Positions(uncheckedX: [0, 1e300, 2, .infinity, 4], y: [0, 0, -1e300, 0, 0])
    let positions = try Layout.islands.positions(of: graph, initial: old)
    #expect((positions.x + positions.y).allSatisfy { abs($0) < 1e6 })
  }

  /// Groups in a ring: in each every vertex has six random ties, and three go to the next group.
  private static func planted(groups: Int, size: Int) -> (Graph, Partition) {
    var random = SplitMix64(seed: 11)
    var pairs: Set<[UInt32]> = []
    func join(_ a: Int, _ b: Int) {
      if a != b { pairs.insert([UInt32(min(a, b)), UInt32(max(a, b))]) }
    }
    for group in 0..<groups {
      let first = group * size, next = (group + 1) % groups * size
      for v in first..<(first + size) {
        for _ in 0..<3 { join(v, first + random.below(size)) }
      }
      for v in (first + 1)..<(first + size) { join(v, v - 1) }
      for _ in 0..<3 { join(first + random.below(size), next + random.below(size)) }
    }
    let edges = pairs.sorted { $0.lexicographicallyPrecedes($1) }.map { Edge($0[0], $0[1]) }
    return (
      Graph(uncheckedVertexCount: groups * size, edges: edges),
      Partition(labels: (0..<(groups * size)).map { UInt32($0 / size) })
    )
  }

  private static func karate() throws -> Graph {
    let url = SharedData.fixture("graphs/zachary.txt")
    let numbers = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.map { $0.split(separator: " ").compactMap { UInt32($0) } }
    return Graph(
      uncheckedVertexCount: 34,
      edges: numbers.map { Edge($0[0] - 1, $0[1] - 1, weight: Double($0[2])) })
  }

  /// The share of each vertex's ten nearest that are of the same community.
  private static func purity(_ positions: Positions, _ communities: Partition) -> Double {
    let grid = PointGrid(positions)
    var same = 0
    for v in 0..<positions.count {
      for u in grid.nearest(to: v, count: 10)
      where communities.community[u] == communities.community[v] {
        same += 1
      }
    }
    return Double(same) / Double(10 * positions.count)
  }
}
