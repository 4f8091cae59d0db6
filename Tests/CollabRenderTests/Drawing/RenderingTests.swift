import CGraphviz
import CollabAlgorithms
import CollabCore
import CollabGraph
import CollabTestSupport
import Foundation
import Testing

@testable import CollabRender

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct RenderingTests {
  /// 495,000 authors with 1.9 million ties would be a file of 64 MB, which browsers take a minute to
  /// show. What to draw instead is said, and bitmaps and DOT files are written.
  @Test func vectorPicturesThatNoProgramShowsAreRefused() throws {
    for format in [Diagram.Format.svg, .pdf] {
      #expect {
        try format.check(discs: 495_000, ties: 1_900_000)
      } throws: { error in
        let text = "\(error)"
        return [
          "495,000 discs", "1,900,000 ties", "--vertices clusters", "--top", "--density", ".html",
        ]
        .allSatisfy(text.contains)
      }
      #expect(throws: OptionError.self) { try format.check(discs: 1_000_001, ties: 1_000_000) }
      #expect(throws: Never.self) { try format.check(discs: 1_000_000, ties: 1_000_000) }
    }
    for format in [Diagram.Format.png, .dot] {
      #expect(throws: Never.self) { try format.check(discs: 495_000, ties: 1_900_000) }
    }
  }

  /// Names that mean something in DOT, XML or xdot.
  static let names = [
    "plain", "\"quoted\"", "back\\slash", "\\N", "\\", "a\\\"b", "<b>bold</b>", "a & b", "&amp;",
    "山田太郎", "Ольга", "محمد", "👩‍🔬", "two\nlines", "]]>", "--", "{", "'", "-->", "%s",
  ]

  static func diagram() throws -> Diagram {
    let n = names.count
    let graph = Graph(
      uncheckedVertexCount: n, edges: (1..<n).map { Edge(0, UInt32($0), weight: Double($0)) })
    var options = DiagramOptions()
    options.title = "A &amp; <b> \\N \"map\""
    return try Diagram(DiagramSource(names: names, graph: graph), options)
  }

  @Test func svgIsXMLWithEveryName() throws {
    let svg = try Self.diagram().rendered(as: .svg)
    let document = try XMLDocument(data: Data(svg))
    let titles = try document.nodes(
      forXPath: "//*[local-name()='g'][@class='node']//*[local-name()='title']"
    )
    .compactMap(\.stringValue)
    for name in Self.names { #expect(titles.contains(name.onOneLine), "\(name)") }
  }

  /// Graphviz's own parser finds the names again; a backslash stands doubled in the file.
  @Test func dotReadsBack() throws {
    let dot = try Self.diagram().rendered(as: .dot)
    let names = try GraphvizContext.run { _ in
      guard let graph = agmemread(String(decoding: dot, as: UTF8.self)) else {
        throw GraphvizError("not DOT")
      }
      defer { agclose(graph) }
      var names: [String] = [], node = agfstnode(graph)
      while let current = node {
        names.append(String(cString: agnameof(current)))
        // The texts of the page are nodes, too.
        if names.last?.hasPrefix("text ") == true { names.removeLast() }
        node = agnxtnode(graph, current)
      }
      #expect(agnedges(graph) == Int32(Self.names.count - 1))
      return names
    }
    let wanted = Self.names.map { $0.onOneLine.replacingOccurrences(of: "\\", with: "\\\\") }
    // A leading percent sign marks names that Graphviz makes up; a space goes before ours.
    #expect(Set(names) == Set(wanted.map { $0.hasPrefix("%") ? " " + $0 : $0 }))
    #expect(names.count == wanted.count)
  }

  /// The file draws the picture: the same names and words are written in it.
  @Test func dotDrawsTheSame() throws {
    let diagram = try Self.diagram()
    let dot = String(decoding: try diagram.rendered(as: .dot), as: UTF8.self)
    let drawn = try GraphvizContext.run { context in
      guard let graph = agmemread(dot) else { throw GraphvizError("not DOT") }
      defer { agclose(graph) }
      let picture = GraphvizGraph(pointer: graph)
      return try context.withLayout("nop2", of: picture) {
        try context.render(picture, as: "svg:svg:core")
      }
    }
    func texts(_ svg: [UInt8]) throws -> [String] {
      try XMLDocument(data: Data(svg)).nodes(forXPath: "//*[local-name()='text']")
        .compactMap(\.stringValue)
        // Beneath the authors a backslash stands doubled in the file, and Graphviz leaves it so.
        .map { $0.replacingOccurrences(of: "\\\\", with: "\\").replacing("\u{2060}", with: "") }
        .sorted()
    }
    #expect(try texts(drawn) == texts(diagram.rendered(as: .svg)))
  }

  /// Graphviz 2.43 crashes on texts in what lies beneath.
  @Test func dotHasNoTextBeneath() throws {
    let dot = String(decoding: try Self.diagram().rendered(as: .dot), as: UTF8.self)
    let beneath = try #require(dot.split(separator: "_background=\"").dropFirst().first)
      .prefix { $0 != "\"" }
    #expect(beneath.contains(" P 4 "))
    #expect(!beneath.contains(" T ") && !beneath.contains(" F "))
  }

  /// Every engine of the installed Graphviz draws the file.
  @Test(
    .enabled(if: Graphviz.dot != nil),
    arguments: ["dot", "neato", "fdp", "sfdp", "twopi", "circo", "canon"])
  func everyEngineDrawsDOT(_ engine: String) throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("collab-engine-\(UUID().uuidString).dot")
    try Data(Self.diagram().rendered(as: .dot)).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let dot = try #require(Graphviz.dot)
    let outcome = try Program.run(
      [dot.path] + (engine == "canon" ? ["-Tcanon"] : ["-K" + engine, "-Tsvg"])
        + ["-o", "/dev/null", file.path])
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  /// Of many edges the strongest are kept, and those that hold authors together.
  @Test func dotLeavesOutTheWeakestOfManyEdges() throws {
    // 50 authors and their 1,225 pairs, of which 0–1 has another tie; one hangs on by a weak tie.
    let clique = (0..<50).flatMap { a in (a + 1..<50).map { Edge(UInt32(a), UInt32($0), weight: 1) }
    }
    let edges = clique + [Edge(0, 1, weight: 5), Edge(49, 50, weight: 0.1)]
    let graph = Graph(uncheckedVertexCount: 51, edges: edges)
    let source = DiagramSource(names: (0..<51).map { "a\($0)" }, graph: graph)
    let dot = String(
      decoding: try Diagram(source, DiagramOptions()).rendered(as: .dot), as: UTF8.self)
    #expect(dot.split(separator: " -- ").count - 1 == 500)
    #expect(dot.contains("comment=\"726 of 1226 ties are left out of DOT, the weakest\""))
    #expect(dot.contains("a49 -- a50") && dot.contains("a0 -- a1\t"))
  }

  /// Graphviz 2.43 reads only so many characters in a row; what lies beneath the authors is longer.
  @Test func dotWithMuchBeneathReadsBack() throws {
    var diagram = try Self.diagram()
    let way = (0..<5000).map { Point(Double($0), Double($0 % 7)) }
    diagram.shapes.append(.line(way, color: diagram.theme.ink, width: 1))
    let dot = String(decoding: try diagram.rendered(as: .dot), as: UTF8.self)
    let beneath = try GraphvizContext.run { _ in
      guard let graph = agmemread(dot) else { throw GraphvizError("not DOT") }
      defer { agclose(graph) }
      return "_background".withCString { name in
        String(cString: agget(graph, UnsafeMutablePointer(mutating: name)))
      }
    }
    // Each point of the line and of the sheet, and the counts before them.
    #expect(beneath.contains("L 5000 0 0 1 1 2 2 "))
    #expect(beneath.contains(" 4999 1 "))
  }

  /// The names as written in the picture: every text is a name, or words of the page's own.
  @Test func svgWritesEveryName() throws {
    let diagram = try Self.diagram()
    let document = try XMLDocument(data: Data(diagram.rendered(as: .svg)))
    let texts = try document.nodes(forXPath: "//*[local-name()='text']").compactMap(\.stringValue)
      .map { $0.replacing("\u{2060}", with: "") }
    let written = diagram.vertices.compactMap(\.label?.text)
    #expect(written.count == Self.names.count)
    for name in written + [diagram.title] { #expect(texts.contains(name), "\(name)") }
    #expect(try document.nodes(forXPath: "/*/*[local-name()='desc']").count == 1)
    let title = try document.nodes(forXPath: "/*/*[local-name()='title']").first?.stringValue
    #expect(title == diagram.title)
  }

  @Test func onlySafeLinks() throws {
    let links = [
      "https://example.org/?a=1&b=<2>", "mailto:a@example.org", "javascript:alert(1)",
      "https://example.org/a b", "data:text/html,x",
    ]
    let source = DiagramSource(
      names: ["a", "b", "c", "d", "e"], graph: TestGraphs.path(5), links: links)
    let svg = try Diagram(source, DiagramOptions()).rendered(as: .svg)
    let document = try XMLDocument(data: Data(svg))
    let found = try document.nodes(forXPath: "//@*[local-name()='href']").compactMap(\.stringValue)
    #expect(Set(found) == Set(links.prefix(2)))
  }

  @Test func unshowableCharactersAreReported() throws {
    // U+0378 is assigned to nothing; every font has the others, or a fallback of it.
    #expect(try TextMetrics.missingGlyphs(in: ["Ж", "é", "\u{378}"]) == ["\u{378}"])
  }

  /// Texts are measured as they are: five letters are wider than one.
  @Test func entitiesInNamesAreLetters() throws {
    let sizes = try TextMetrics.sizes(of: [("&amp;", 14), ("&", 14), ("amp;", 14)])
    #expect(abs(sizes[0].width - sizes[1].width - sizes[2].width) < 2)
  }

  @Test func complaintsOfGraphvizAreErrors() {
    #expect(throws: GraphvizError.self) {
      try GraphvizContext.run { context in
        try context.withGraph { graph in try context.withLayout("no-such-engine", of: graph) {} }
      }
    }
  }

  /// The page is the picture, without a white rim around a dark one.
  @Test func pagesHaveNoRim() throws {
    let diagram = try Self.diagram()
    let text = String(decoding: try diagram.rendered(as: .pdf), as: UTF8.self)
    let box = try #require(text.firstMatch(of: /MediaBox \[ 0 0 ([0-9.]+) ([0-9.]+) \]/)).output
    #expect(abs(try #require(Double(box.1)) - diagram.width) < 1.5)
    #expect(abs(try #require(Double(box.2)) - diagram.height) < 1.5)
  }

  @Test func formatsBeginAsTheyShould() throws {
    let diagram = try Self.diagram()
    #expect(try diagram.rendered(as: .dot).starts(with: "graph ".utf8))
    #expect(try diagram.rendered(as: .png).starts(with: [0x89, 0x50, 0x4e, 0x47]))
    #expect(try diagram.rendered(as: .pdf).starts(with: "%PDF-".utf8))
  }
}

/// The programs of Graphviz.
private enum Graphviz {
  /// The program that lays out and draws; `nil` where none is installed.
  static let dot: URL? = ["/usr/bin/dot", "/usr/local/bin/dot", "/opt/homebrew/bin/dot"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }.map { URL(fileURLWithPath: $0) }
}
