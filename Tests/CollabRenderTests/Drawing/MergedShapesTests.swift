import CollabCore
import CollabGraph
import Foundation
import Testing

@testable import CollabRender

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct MergedShapesTests {
  /// A page with authors in a row, 10 points apart and 20 above its lower edge.
  private static func row(_ count: Int, edges: [Diagram.Edge]) -> Diagram {
    let none = Positions(uncheckedX: [], y: [])
    return Diagram(
      width: 10 * Double(count), height: 40,
      vertices: (0..<count).map { v in
        Diagram.Vertex(
          author: v, name: "\(v)", point: Point(10 * Double(v), 20.25), radius: v < 2 ? 2.5 : 1.08,
          fill: Color(v < 2 ? 0xff0000 : 0x00ff), stroke: Color(0), tooltip: "", link: nil,
          label: nil)
      },
      edges: edges, shapes: [], outline: 1, theme: .light, title: "", caption: [], facts: [],
      graph: Graph(uncheckedVertexCount: 0, edges: []), positions: none, pagePositions: none)
  }

  private static func edge(_ a: Int, _ b: Int, _ color: UInt32, width: Double = 1) -> Diagram.Edge {
    Diagram.Edge(a: a, b: b, weight: 1, width: width, color: Color(color).opacity(0.2))
  }

  /// By hand: tenths of points, downwards; equally wide lines by colour, else in their order.
  @Test func linesOfOnePenShareAPath() {
    var bent = Self.edge(0, 2, 0x112233, width: 0.55)
    bent.way = [Point(0, 20.25), Point(10, -5), Point(20, 20.25)]
    let diagram = Self.row(
      4, edges: [Self.edge(0, 1, 0xff), Self.edge(1, 2, 0xaa), Self.edge(2, 3, 0xff), bent])
    var text = ByteText()
    MergedShapes.appendEdges(of: diagram, to: &text)
    #expect(
      String(decoding: text.bytes, as: UTF8.self) == """
        <g class="ties" fill="none" transform="scale(.1)">
        <path stroke="#0000aa" stroke-opacity="0.2" stroke-width="10" d="M100-203 200-203"/>
        <path stroke="#0000ff" stroke-opacity="0.2" stroke-width="10" d="M0-203 100-203M200-203 300-203"/>
        <path stroke="#112233" stroke-opacity="0.2" stroke-width="5.5" d="M0-203 100 50 200-203"/>
        </g>

        """)
  }

  /// By hand: diameters in tenths, radii rounded down to half a tenth.
  @Test func discsOfOneColourAndSizeShareAPath() {
    var text = ByteText()
    MergedShapes.appendDiscs(Self.row(4, edges: []).vertices, to: &text)
    #expect(
      String(decoding: text.bytes, as: UTF8.self) == """
        <g class="authors" fill="none" stroke-linecap="round" transform="scale(.1)">
        <path stroke="#0000ff" stroke-width="21" d="M200-203h0M300-203h0"/>
        <path stroke="#ff0000" stroke-width="50" d="M0-203h0M100-203h0"/>
        </g>

        """)
  }

  /// The lines of one author do not share a path as long as there are others.
  @Test func linesAreDealtOut() throws {
    let diagram = Self.row(402, edges: (1..<402).map { Self.edge(0, $0, 0xff) })
    var text = ByteText()
    MergedShapes.appendEdges(of: diagram, to: &text)
    let paths = String(decoding: text.bytes, as: UTF8.self).components(separatedBy: "<path")
      .dropFirst().map { $0.components(separatedBy: "M").count - 1 }
    #expect(paths == [134, 134, 133])
  }

  /// A map above both bounds: few elements, every author still in it, and all of it XML.
  @Test func aLargeMapHasFewElements() throws {
    let n = Diagram.separateDiscs + 1
    var diagram = Self.row(n, edges: (1..<n).map { Self.edge($0 - 1, $0, 0xff) })
    diagram.vertices[n - 1].label = Diagram.Label(
      text: "<Last>", size: 8, point: Point(50, 10), width: 40, height: 10, color: Color(0))
    let svg = try diagram.rendered(as: .svg)
    let document = try XMLDocument(data: Data(svg))
    let nodes = try document.nodes(forXPath: "//*[local-name()='g'][@class='node']")
    #expect(nodes.count == 1)
    #expect(try PictureQuality(svg: svg).vertexCount == n)
    let elements = try document.nodes(forXPath: "//*[local-name()='path']").count
    // By hand: 20,000 lines in paths of 200; 19,998 small dots in paths of 5,000, and 2 large.
    #expect(elements == 100 + 4 + 1)
    let lines = String(decoding: svg, as: UTF8.self).components(separatedBy: "\n")
    let order = ["<g class=\"ties\"", "<g class=\"authors\"", "<g id=\"node1\""].map { start in
      lines.firstIndex { $0.hasPrefix(start) }
    }
    #expect(order.compactMap { $0 } == order.compactMap { $0 }.sorted())
    #expect(!order.contains(nil))
  }
}
