import CollabAlgorithms
import CollabCore
import CollabGraph
import Testing

@testable import CollabRender

@Suite struct LayoutTests {
  @Test(arguments: ["islands", "multilevel", "vos", "linlog", "stress"])
  func sameBitsForAnyNumberOfThreads(id: String) throws {
    let layout = try Layouts.all.entry(id), graph = TestGraphs.archipelago()
    let one = try layout.positions(of: graph, execution: .serial)
    for threads in [2, 7, 8] {
      #expect(try layout.positions(of: graph, execution: Execution(threads: threads)) == one)
    }
    #expect((one.x + one.y).allSatisfy { $0.isFinite })
  }

  @Test(arguments: Layouts.all.entries.map(\.id))
  func everyLayoutPlacesSmallGraphsApart(id: String) throws {
    let layout = try Layouts.all.entry(id)
    for graph in [
      Graph(uncheckedVertexCount: 0, edges: []), Graph(uncheckedVertexCount: 1, edges: []),
      TestGraphs.path(2),
      TestGraphs.path(3), TestGraphs.complete(4), Graph(uncheckedVertexCount: 3, edges: []),
    ] {
      let positions = try layout.positions(of: graph)
      #expect(positions.count == graph.vertexCount)
      let points = zip(positions.x, positions.y).map { Point($0, $1) }
      #expect(points.allSatisfy { $0.x.isFinite && $0.y.isFinite })
      #expect(Set(points).count == points.count)
    }
  }

  /// A path drawn well is a line: distances in the plane follow those along it.
  @Test func pathsComeOutStraight() throws {
    let graph = TestGraphs.path(55)
    for id in ["multilevel", "stress"] {
      let quality = try LayoutQuality(
        of: Layouts.all.entry(id).positions(of: graph), graph: graph)
      #expect(quality.normalisedStress < 0.02, "\(id)")
      #expect(quality.crossings == 0, "\(id)")
    }
  }

  @Test func gridsComeOutFlat() throws {
    let graph = TestGraphs.grid(9)
    let quality = try LayoutQuality(of: Layout.multilevel.positions(of: graph), graph: graph)
    #expect(quality.crossings == 0)
    #expect(quality.normalisedStress < 0.05)
  }

  @Test(arguments: [Layout.islands, .multilevel].map(\.id))
  func componentsDoNotMeet(id: String) throws {
    let layout = try Layouts.all.entry(id)
    let graph = TestGraphs.archipelago()
    let positions = try layout.positions(of: graph)
    let parts = components(
      of: LayoutInput(
        graph: graph, communities: nil, initial: nil, settings: [:], seed: 1, execution: .serial))
    var owner: [Int: Int] = [:]
    for (index, part) in parts.enumerated() { for v in part.vertices { owner[v] = index } }
    for a in 0..<graph.vertexCount {
      for b in 0..<a where owner[a] != owner[b] {
        let dx = positions.x[a] - positions.x[b], dy = positions.y[a] - positions.y[b]
        #expect(dx * dx + dy * dy > 0.9, "\(a) and \(b)")
      }
    }
  }

  /// Beneath a grid of 81: a path of five, then triples and pairs as tables, then single ones.
  @Test func smallComponentsStandInRows() throws {
    var edges = TestGraphs.grid(9).edges, n = 81
    for size in [5, 3, 3, 3, 2, 2, 2, 2] {
      for v in (n + 1)..<(n + size) { edges.append(Edge(UInt32(v - 1), UInt32(v))) }
      n += size
    }
    let positions = try Layout.islands.positions(
      of: Graph(uncheckedVertexCount: n + 2, edges: edges))
    let floor = (0..<81).map { positions.y[$0] }.min() ?? 0
    #expect((81..<86).allSatisfy { positions.y[$0] < floor })
    let triples = [86, 89, 92], pairs = [95, 97, 99, 101]
    for (starts, size, above) in [(triples, 3, 85), (pairs, 2, 94)] {
      let middles = starts.map { start in
        let members = start..<(start + size)
        return Point(
          members.reduce(0) { $0 + positions.x[$1] } / Double(size),
          members.reduce(0) { $0 + positions.y[$1] } / Double(size))
      }
      let step = middles[1].x - middles[0].x
      for (a, b) in zip(middles, middles.dropFirst()) {
        #expect(abs(a.y - b.y) < 0.01)
        #expect(abs(b.x - a.x - step) < 0.2)
      }
      #expect(step > 1.8 && middles[0].y < positions.y[above])
    }
    #expect(positions.y[103] < positions.y[101] && positions.y[104] < positions.y[101])
  }

  @Test(arguments: [Layout.islands, .multilevel].map(\.id))
  func earlierPicturesKeepTheirShape(id: String) throws {
    let layout = try Layouts.all.entry(id)
    let old = TestGraphs.archipelago(), n = old.vertexCount
    let before = try layout.positions(of: old)
    // Three new authors, of whom one joins two old ones.
    let new = Graph(
      uncheckedVertexCount: n + 3,
      edges: old.edges + [
        Edge(UInt32(n), 3), Edge(UInt32(n), 5), Edge(UInt32(n + 1), UInt32(n + 2)),
      ])
    let unknown = [Double](repeating: .nan, count: 3)
    let after = try layout.positions(
      of: new, initial: Positions(uncheckedX: before.x + unknown, y: before.y + unknown))
    let width = (before.x.max() ?? 0) - (before.x.min() ?? 0)
    var moved = 0.0
    for v in 0..<n {
      let dx = after.x[v] - before.x[v], dy = after.y[v] - before.y[v]
      moved = max(moved, (dx * dx + dy * dy).squareRoot())
    }
    #expect(moved < width / 10)
    #expect((after.x + after.y).allSatisfy { $0.isFinite })
  }

  @Test func attractionMustExceedRepulsion() {
    #expect(throws: OptionError.self) {
      try Layout.multilevel(attraction: 1, repulsion: 1).positions(of: TestGraphs.path(3))
    }
    #expect(throws: OptionError.self) {
      try Layout.multilevel.with(["gravity": 1]).positions(of: TestGraphs.path(3))
    }
  }

  /// Nothing can stop one of Graphviz's engines, so it is not asked for what would take it hours.
  @Test(arguments: ["dot", "neato", "fdp", "sfdp", "circo", "twopi", "osage", "patchwork"])
  func enginesAreNotAskedForTooMuch(id: String) throws {
    let layout = try Layouts.all.entry(id), graph = TestGraphs.path(600_000)
    let error = #expect(throws: OptionError.self) { try layout.positions(of: graph) }
    let message = try #require(error).description
    #expect(message.contains("'\(id)'") && message.contains("'multilevel'"))
    #expect(message.contains("1,199,999"))
  }

  @Test(arguments: [Layout.islands, .multilevel].map(\.id))
  func layoutsStopWhenAsked(id: String) throws {
    let layout = try Layouts.all.entry(id)
    #expect(throws: Cancellation.self) {
      try layout.positions(
        of: TestGraphs.grid(10), execution: Execution(threads: 2, isCancelled: { true }))
    }
  }

  @Test func overlapsGoAway() {
    var random = SplitMix64(seed: 5)
    var positions = Positions(
      uncheckedX: (0..<120).map { _ in random.unit() * 100 },
      y: (0..<120).map { _ in random.unit() * 100 })
    positions.x[7] = positions.x[8]
    positions.y[7] = positions.y[8]
    var radii = (0..<120).map { Double(1 + $0 % 5) }
    removeOverlaps(&positions, radii: &radii, gap: 0.5)
    for a in 0..<120 {
      for b in 0..<a {
        let dx = positions.x[a] - positions.x[b], dy = positions.y[a] - positions.y[b]
        #expect((dx * dx + dy * dy).squareRoot() >= radii[a] + radii[b])
      }
    }
  }

  /// The tree's sum against the sum over all pairs.
  @Test func farPointsCountAsOne() {
    var random = SplitMix64(seed: 3)
    let n = 150
    var points = Points(count: n)
    for v in 0..<n {
      points.x[v] = Float(random.unit())
      points.y[v] = Float(random.unit())
    }
    let masses = (0..<n).map { Float(1 + $0 % 3) }
    var tree = BarnesHut(masses: masses)
    tree.sort(&points)
    #expect(tree.order.sorted() == Array(0..<UInt32(n)))
    // Points that have moved since they were sorted: boxes follow them.
    for v in 0..<n { points.x[v] += Float(random.unit()) * 0.1 }
    tree.fit(points)
    let list = BarnesHut.Interactions(for: tree)
    for leaf in 0..<tree.leafCount {
      tree.collect(leaf, theta: 0.7, into: list)
      for p in (leaf * BarnesHut.leafSize)..<min((leaf + 1) * BarnesHut.leafSize, n) {
        var exact = SIMD3<Double>()
        for u in 0..<n where u != Int(tree.order[p]) {
          let dx = Double(tree.x[p] - points.x[u]), dy = Double(tree.y[p] - points.y[u])
          exact += Double(masses[u]) / (dx * dx + dy * dy) * SIMD3(dx, dy, 1)
        }
        let sum = list.push(tree.x[p], tree.y[p]) { $0 == 0 ? 0 : 1 / $0 }
        #expect(abs(Double(sum.z) - exact.z) < 0.05 * exact.z)
        let dx = Double(sum.x) - exact.x, dy = Double(sum.y) - exact.y
        #expect((dx * dx + dy * dy).squareRoot() < 0.05 * exact.z)
      }
      let all = list.push(0, 0) { _ in 1 }
      #expect(abs(all.z - masses.reduce(0, +)) < 0.01)
    }
  }

  @Test func pointsOnOneSpotPart() throws {
    let input = LayoutInput(
      graph: TestGraphs.complete(40), communities: nil, initial: nil, settings: [:], seed: 1,
      execution: .serial)
    var points = Points(count: 40)
    try ForceRelaxation(field: ForceField(attraction: 4, repulsion: 0), rounds: 30, firstStep: 1)
      .run(&points, on: components(of: input)[0].level, execution: .serial)
    #expect(Set(zip(points.x, points.y).map { Point(Double($0), Double($1)) }).count == 40)
  }

  @Test(arguments: [0, 1e-300, 1e300, Double.greatestFiniteMagnitude, .infinity, .nan])
  func oddWeightsLeavePointsFinite(weight: Double) throws {
    let edges = TestGraphs.grid(9).edges
    for heavy in [edges.count, 3, 0] {
      let graph = Graph(
        uncheckedVertexCount: 81,
        edges: edges.enumerated().map { index, edge in
          Edge(edge.a, edge.b, weight: index >= heavy ? 1 : weight)
        })
      for id in ["islands", "multilevel", "vos", "linlog", "stress"] {
        let positions = try Layouts.all.entry(id).positions(of: graph)
        #expect((positions.x + positions.y).allSatisfy { $0.isFinite }, "\(id)")
      }
    }
  }
}
