import CollabGraph
import Testing

@testable import CollabRender

@Suite struct EdgeBundlingTests {
  private let map = Box(low: Point(0, 0), high: Point(1000, 800))

  private func bent(_ ties: [(Point, Point)]) -> [[Point]] {
    EdgeBundling.paths(
      ties.map { EdgeBundling.Tie(from: $0.0, to: $0.1, weight: 1) }, across: map)
  }

  @Test func endsStay() {
    let ties = (0..<40).map { i in
      (Point(Double(i * 23 % 1000), 10), Point(Double(i * 71 % 1000), 790))
    }
    for (tie, way) in zip(ties, bent(ties)) {
      #expect(way.first == tie.0 && way.last == tie.1)
      #expect(way.allSatisfy { $0.x.isFinite && $0.y.isFinite })
    }
  }

  @Test func aLoneTieStaysStraight() {
    let way = bent([(Point(100, 400), Point(900, 400))])[0]
    #expect(way.allSatisfy { abs($0.y - 400) < 4 })
  }

  @Test func neighboursDrawTogetherAndStrangersDoNot() {
    let ways = bent([
      (Point(100, 300), Point(900, 300)), (Point(100, 330), Point(900, 330)),
      (Point(100, 700), Point(900, 700)),
    ])
    func middle(_ way: [Point]) -> Double { way[way.count / 2].y }
    #expect(middle(ways[1]) - middle(ways[0]) < 15)
    #expect(abs(middle(ways[2]) - 700) < 4)
  }

  @Test func tiesWithoutLengthDoNotTrap() {
    let ways = bent([(Point(5, 5), Point(5, 5)), (Point(0, 0), Point(1000, 800))])
    #expect(ways[0].allSatisfy { abs($0.x - 5) < 1 && abs($0.y - 5) < 1 })
  }

  /// Graphviz keeps ways only where every edge of the file has one.
  @Test func bentEdgesStandInDOT() throws {
    let graph = TestGraphs.complete(32)
    let diagram = try Diagram(
      DiagramSource(names: (0..<32).map { "A\($0)" }, graph: graph), DiagramOptions())
    #expect(diagram.edges.contains { !$0.way.isEmpty })
    #expect(diagram.caption.contains("Long ties are bundled."))
    // The explorer draws straight ties between the same places.
    #expect(!diagram.facts.contains("Long ties are bundled."))
    for vertex in diagram.vertices {
      #expect(diagram.pagePositions.x[vertex.author] == vertex.point.x)
      #expect(diagram.pagePositions.y[vertex.author] == vertex.point.y)
    }
    let dot = String(decoding: try diagram.rendered(as: .dot), as: UTF8.self)
    let edges = dot.split(separator: ";").filter { $0.contains("--") }
    #expect(edges.count == graph.edgeCount)
    #expect(edges.allSatisfy { $0.contains("pos=") })
    let quality = try PictureQuality(svg: diagram.rendered(as: .svg))
    #expect(quality.overlappingTexts == 0 && quality.cutTexts == 0)
  }
}
