import CollabAlgorithms
import CollabGraph
import Foundation
import Testing

@testable import CollabRender

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct RenderingTests {
  /// Names that mean something in DOT, XML or xdot.
  static let names = [
    "plain", "\"quoted\"", "back\\slash", "\\N", "\\", "a\\\"b", "<b>bold</b>", "a & b", "&amp;",
    "山田太郎", "Ольга", "محمد", "👩‍🔬", "two\nlines", "]]>", "--", "{", "'", "-->", "%s",
  ]

  static func diagram() throws -> Diagram {
    let n = names.count
    let graph = Graph(
      vertexCount: n, edges: (1..<n).map { Edge(0, UInt32($0), weight: Double($0)) })
    return try Diagram(DiagramSource(names: names, graph: graph), DiagramOptions())
  }

  @Test func svgIsXMLWithEveryName() throws {
    let svg = try Self.diagram().rendered(as: .svg)
    let document = try XMLDocument(data: Data(svg))
    let titles = try document.nodes(forXPath: "//*[local-name()='g'][@class='node']//*[local-name()='title']")
      .compactMap(\.stringValue)
    for name in Self.names { #expect(titles.contains(name.onOneLine), "\(name)") }
  }

  @Test func formatsBeginAsTheyShould() throws {
    let diagram = try Self.diagram()
    #expect(try diagram.rendered(as: .dot).starts(with: "graph ".utf8))
    #expect(try diagram.rendered(as: .png).starts(with: [0x89, 0x50, 0x4e, 0x47]))
    #expect(try diagram.rendered(as: .pdf).starts(with: "%PDF-".utf8))
  }
}
