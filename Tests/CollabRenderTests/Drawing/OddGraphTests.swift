import CollabAlgorithms
import CollabGraph
import Testing

@testable import CollabRender

/// Networks and names that pictures have failed on, here or elsewhere.
@Suite struct OddGraphTests {
  struct Odd: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var graph: Graph
    var names: [String]
    var change: @Sendable (inout DiagramOptions) -> Void = { _ in }

    init(
      _ name: String, _ graph: Graph, names: [String]? = nil,
      change: @escaping @Sendable (inout DiagramOptions) -> Void = { _ in }
    ) {
      testDescription = name
      self.graph = graph
      self.names = names ?? (0..<graph.vertexCount).map { "Author \($0)" }
      self.change = change
    }
  }

  static func star(_ leaves: Int) -> Graph {
    Graph(uncheckedVertexCount: leaves + 1, edges: (1...leaves).map { Edge(0, UInt32($0)) })
  }

  static func pairs(_ count: Int) -> Graph {
    Graph(
      uncheckedVertexCount: 2 * count,
      edges: (0..<count).map { Edge(UInt32(2 * $0), UInt32(2 * $0 + 1)) })
  }

  static func weighted(_ weights: [Double]) -> Graph {
    Graph(
      uncheckedVertexCount: weights.count + 1,
      edges: weights.enumerated().map { Edge(UInt32($0), UInt32($0 + 1), weight: $1) })
  }

  static let scripts = [
    "محمد بن موسى الخوارزمي", "שמואל יוסף עגנון", "山田 太郎", "김연아", "Софья Ковалевская",
    "Αριστοτέλης", "👩‍🔬 🧑🏽‍💻", "ก้าน แก้วสุพรรณ", "अमर्त्य सेन", "Nguyễn Ái Quốc",
  ]
  static let marks = [
    "<b>&amp;\"Bobby\" \\ Tables</b>", "line\nbreak\r\nand\ttab", "\\N\\G\\E", "{}|<p>|", "%s%n",
    "]]>", "<!--", "-->", "\"", "\\", "", " ", "\u{0}", "\u{202e}gnorw", "a\u{301}\u{301}\u{301}",
  ]

  static let all: [Odd] = [
    Odd("nobody", Graph(uncheckedVertexCount: 0, edges: [])),
    Odd("one author, asked for", Graph(uncheckedVertexCount: 1, edges: [])) {
      $0.showsIsolated = true
    },
    Odd("one author", Graph(uncheckedVertexCount: 1, edges: [])),
    Odd("one pair", pairs(1)),
    Odd("a star", star(300)),
    Odd("a star around its middle", star(300)) { $0.ego = 0 },
    Odd("a star from its tip", star(300)) { ($0.ego, $0.egoRadius) = (7, 2) },
    Odd("a clique", TestGraphs.complete(100)),
    Odd("pairs", pairs(50)),
    Odd("a density of pairs", pairs(50)) { $0.showsDensity = true },
    Odd("no ties at all", Graph(uncheckedVertexCount: 40, edges: [])) { $0.showsIsolated = true },
    Odd("weights beyond reason", weighted([0, 1e-300, 1e300, 1e308, 1e308, 1e-306, 1])),
    Odd("weights that are none", weighted([.nan, 1, .infinity, 2, -1, 0])),
    Odd("sizes beyond reason", pairs(4)) {
      $0.size = .init(
        title: "size", values: [.nan, .infinity, -.infinity, 0, -1, 1e308, 1e-300, 1])
    },
    Odd("colours beyond reason", pairs(3)) {
      $0.coloring = .values(.init(title: "value", values: [.nan, .infinity, -1e308, 1e308, 0, 1]))
    },
    Odd("no known colour", pairs(2)) {
      $0.coloring = .values(.init(title: "year", values: [.nan, .nan, .nan, .nan]))
    },
    Odd("all in one place", TestGraphs.path(60)) {
      $0.positions = Positions(
        uncheckedX: [Double](repeating: 3, count: 60), y: [Double](repeating: 3, count: 60))
    },
    Odd("places beyond reason", TestGraphs.path(6)) {
      $0.positions = Positions(
        uncheckedX: [1e308, -1e308, 0, .nan, .infinity, 1e-300], y: [0, 1e308, -1e308, 0, 0, 0])
    },
    Odd("an earlier picture beyond reason", TestGraphs.path(6)) {
      $0.previous = Positions(
        uncheckedX: [1e308, -1e308, 0, .nan, .infinity, 1e-300], y: [0, 1e308, -1e308, 0, 0, 0])
    },
    Odd(
      "long names", TestGraphs.path(12),
      names: (0..<12).map { "\($0) " + String(repeating: "Wolfeschlegelsteinhausen ", count: 12) }),
    Odd("scripts", TestGraphs.path(scripts.count), names: scripts),
    Odd("marks", TestGraphs.path(marks.count), names: marks),
    Odd("marks around one", star(marks.count - 1), names: marks) { options in
      options.ego = 0
      options.title = marks.joined()
      options.notes = marks
      options.coloring = .categories(title: marks[0], marks.map { $0 })
    },
    Odd("topics of marks", TestGraphs.archipelago()) { options in
      options.coloring = .communities(
        connectedComponents(of: TestGraphs.archipelago()), topics: marks + scripts)
    },
  ]

  @Test(arguments: all) func drawsWithoutOverlap(odd: Odd) throws {
    var options = DiagramOptions()
    odd.change(&options)
    let diagram = try Diagram(DiagramSource(names: odd.names, graph: odd.graph), options)
    #expect(diagram.width.isFinite && diagram.height.isFinite)
    #expect(diagram.vertices.allSatisfy { $0.point.x.isFinite && $0.point.y.isFinite })
    let quality = try PictureQuality(svg: diagram.rendered(as: .svg))
    #expect(quality.vertexCount == diagram.vertices.count)
    #expect(quality.overlappingTexts == 0)
    #expect(quality.cutTexts == 0)
    #expect(quality.overlappingVertices == 0)
    for format in [Diagram.Format.dot, .png, .pdf] {
      #expect(try diagram.rendered(as: format).count > 100)
    }
  }
}
