import CollabCore
import CollabTestSupport
import Foundation
import Testing

@testable import CollabBibliography

private let graphReaders = [
  "edge-list", "edge-table", "vertex-table", "adjacency-matrix", "adjacency-list", "lgl",
  "matrixmarket", "metis", "gml", "pajek", "graphml", "gexf", "vosviewer", "vosviewer-json",
  "json-graph",
]

private let fixtures: [String] = graphReaders.flatMap { id in
  let names = try? FileManager.default.contentsOfDirectory(
    atPath: SharedData.fixture(id).path)
  return (names ?? []).sorted().map { id + "/" + $0 }
}

@Suite struct GraphReadersTests {
  @Test(arguments: (ExpectedGraphs.all?.fixtures.keys.sorted()) ?? [])
  func fixturesReadAsOtherProgramsReadThem(_ path: String) throws {
    let expected = try #require(ExpectedGraphs.all?.fixtures[path])
    let reading = try GraphReading(fixture: path)
    #expect(reading.isolated == expected.isolated.sorted())
    let ties = expected.ties.map { GraphReading.Tie(ends: $0.ends.sorted(), weight: $0.weight) }
      .sorted { $0.ends.lexicographicallyPrecedes($1.ends) }
    #expect(reading.ties == ties)
  }

  @Test(
    .enabled(if: SharedData.has("data/graphs")),
    arguments: (ExpectedGraphs.all?.shared.keys.sorted()) ?? [])
  func realNetworksCountAsOtherProgramsCountThem(_ path: String) throws {
    let expected = try #require(ExpectedGraphs.all?.shared[path])
    let url = try #require(SharedData.url("data/" + path))
    let bytes = try Array(Data(contentsOf: url))
    let id = try #require(
      [
        "mtx": "matrixmarket", "graph": "metis", "gml": "gml", "txt": "edge-list",
        "csv": "edge-list",
      ][url.pathExtension])
    let reading = try GraphReading(bytes, as: id)
    #expect(reading.vertices.count == expected.vertices)
    #expect(reading.ties.count == expected.ties)
    #expect(reading.isolated.count == expected.isolated)
    #expect(abs(reading.strength - expected.strength) < 1e-6)
    #expect(reading.degrees == expected.degrees)
    #expect(
      reading.diagnostics.allSatisfy {
        $0.hasSuffix("[edge-list.loop]")
          || $0.hasSuffix("each counts once [edge-list.both-directions]")
      })
  }

  /// The page of each format names every kind of message that its fixtures bring about.
  @Test(arguments: graphReaders) func messagesAreDocumented(_ id: String) throws {
    let page = try String(
      contentsOf: SharedData.checkout.appendingPathComponent(
        "Sources/CollabBibliography/CollabBibliography.docc/Formats/\(id).md"),
      encoding: .utf8)
    for path in fixtures where path.hasPrefix(id + "/") {
      for diagnostic in try GraphReading(fixture: path).diagnostics {
        let kind = diagnostic.split(separator: "[").last.map { "`" + $0.dropLast() + "`" } ?? "-"
        #expect(page.contains(kind), "\(kind)")
      }
    }
  }

  /// The matrix counts vertices from 1, the edge list from 0 and cannot hold the isolated ones.
  @Test(.enabled(if: SharedData.has("data/graphs"))) func netscienceIsOneNetworkInThreeFormats()
    throws
  {
    let files = ["mtx", "csv", "gml"].compactMap { SharedData.url("data/graphs/netscience." + $0) }
    try #require(files.count == 3)
    let bytes = try files.map { try Array(Data(contentsOf: $0)) }
    let matrix = try GraphReading(bytes[0], as: "matrixmarket")
    let list = try GraphReading(bytes[1], as: "edge-list")
    let gml = try GraphReading(bytes[2], as: "gml")
    let shifted = list.ties.map { tie in
      GraphReading.Tie(
        ends: tie.ends.map { String((Int($0) ?? -9) + 1) }.sorted(), weight: tie.weight)
    }.sorted { $0.ends.lexicographicallyPrecedes($1.ends) }
    #expect(shifted == matrix.ties)
    #expect(matrix.vertices.count - list.vertices.count == 128)
    // The GML has the vertices in another order.
    #expect(gml.isolated.count == 128)
    #expect(gml.degrees == matrix.degrees)
    #expect(gml.ties.map(\.weight).sorted() == matrix.ties.map(\.weight).sorted())
    #expect(Set(gml.vertices).count == 1589)
  }

  @Test(arguments: fixtures) func fixturesAreRecognised(_ path: String) throws {
    let bytes = try Array(Data(contentsOf: SharedData.fixture(path)))
    // A network file of VOSviewer is an edge list.
    let id =
      path.contains("network") && path.hasPrefix("vos")
      ? "edge-list" : String(path.prefix { $0 != "/" })
    // Without the help of a file name, unless the content is broken.
    let isNamed = ["broken", ".adjlist", ".ncol"].contains(where: path.contains)
    let suffix = isNamed ? String(path.split(separator: ".").last ?? "") : ""
    // Names that tabs part may be anything, and so may a broken matrix.
    if ["edge-list/weighted.tsv", "adjacency-matrix/broken.csv", "lgl/broken.lgl"].contains(path) {
      return
    }
    let sources = Bibliography.read(bytes, name: "in." + suffix).sources
    #expect(sources.map(\.source.format) == [id])
  }

  /// Three edges may look like a matrix of two vertices, named 2 and 3.
  @Test(arguments: ["1 2 3\n2 4 1\n3 4 1\n", "1\t2\t3\n2\t4\t1\n3\t4\t1\n"])
  func threeEdgesAreNoMatrix(_ text: String) throws {
    let sources = Bibliography.read(Array(text.utf8), name: "net.txt").sources
    #expect(sources.map(\.source.format) == ["edge-list"])
    #expect(sources.flatMap(\.content.ties).map(\.weight).sorted() == [1, 1, 3])
  }
}
