import CCompression
import CollabAlgorithms
import CollabBibliography
import CollabCore
import CollabCorpus
import CollabGraph
import CollabReport
import CollabTestSupport
import Foundation
import Testing

@testable import CollabRender

@Suite struct ExplorerTests {
  static let hostile = "</template><script>alert(1)</script>&lt;{{data}} \" '"

  /// Three people, two works; all that is text tries to be markup.
  static func page(
    x: [Double] = [0, 10, 5], doubts: [(vertex: Int, confidence: Double)] = []
  ) throws -> [UInt8] {
    var sink = RecordSink(file: "a")
    func add(_ line: Int, _ title: String, _ year: Int?, _ names: [String]) {
      var record = Record(line: line)
      record.title = title
      record.date = year.map { PartialDate($0) }
      record.byline = names.map { Contributor(PersonName(given: "A", family: $0)) }
      sink.append(record)
    }
    add(1, "First " + hostile, 1999, ["Aho", "Berg " + hostile])
    add(2, "Second", 2005, ["Aho", "Cruz", "Berg " + hostile])
    let bibliography = try Bibliography(
      merging: [
        ReadSource(
          source: Source(name: "a", format: "test", sha256: "", entryCount: 2), content: sink)
      ])
    let corpus = Corpus(bibliography)
    let graph = try ExportGraph(
      title: hostile, labels: corpus.labels, network: corpus.network,
      columns: [.init(id: "papers", isCount: true, values: [2, 2, 1])],
      partition: Partition(labels: [0, 0, 1]))
    var library = try ExplorerLibrary(corpus)
    for doubt in doubts { library.addDoubt(doubt.confidence, of: doubt.vertex) }
    return try Explorer.html(
      graph: graph, positions: Positions(uncheckedX: x, y: [0, 0, 8]),
      library: library, caption: hostile,
      clusterTitles: [hostile])
  }

  @Test func textIsNeverMarkup() throws {
    let page = String(decoding: try Self.page(), as: UTF8.self)
    #expect(page.components(separatedBy: "<script").count == 2)
    #expect(!page.contains("alert(1)</script>"))
    #expect(
      page.components(separatedBy: "<template").count
        == page.components(separatedBy: "</template>").count)
    #expect(page.hasSuffix("</html>\n"))
  }

  @Test func nothingIsFetched() throws {
    let page = String(decoding: try Self.page(), as: UTF8.self)
      // The one address is a name: that of the SVG language in the saved file, which refers to its own parts.
      .replacing("http://www.w3.org/2000/svg", with: "").replacing("url(#", with: "")
    #expect(page.contains("content=\"default-src 'none'; script-src 'sha256-"))
    for word in [
      "http:", "https:", "src=", "@import", "url(", "fetch(", "XMLHttpRequest", "innerHTML",
      "eval(",
    ] {
      #expect(!page.contains(word), "\(word)")
    }
  }

  @Test func repeats() throws {
    #expect(try Self.page() == Self.page())
  }

  /// The bytes of a part of a page, by zlib.
  private func array(_ name: String, of page: [UInt8]) throws -> [UInt8] {
    let parts = String(decoding: page, as: UTF8.self)
      .components(separatedBy: "data-name=\"\(name)\" data-kind=\"")
    let text = try #require(parts.dropFirst().first?.components(separatedBy: "</template>").first)
    let packed = try #require(
      Data(base64Encoded: text.components(separatedBy: "\">").dropFirst().joined()))
    var bytes = [UInt8](repeating: 0, count: 10_000), length = UInt(bytes.count)
    let status = packed.withUnsafeBytes {
      uncompress(&bytes, &length, $0.bindMemory(to: UInt8.self).baseAddress, UInt(packed.count))
    }
    #expect(status == Z_OK)
    return Array(bytes.prefix(Int(length)))
  }

  @Test func whoIsNotPlacedIsLeftOut() throws {
    // Without Berg, 1, there is one tie, Aho's with Cruz, and Berg is on no byline.
    let page = try Self.page(x: [0, .nan, 5])
    #expect(try array("edgeOffsets", of: page) == [0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0])
    #expect(try array("edgeTargets", of: page) == [1, 0, 0, 0])
    #expect(try array("workOffsets", of: page) == [0, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0])
    #expect(
      try String(decoding: array("names", of: page), as: UTF8.self) == "[\"A Aho\",\n\"A Cruz\"]")
  }

  /// By number in the page: of three people the second is not placed.
  @Test func doubtsAreMarked() throws {
    let page = try Self.page(x: [0, .nan, 5], doubts: [(0, 0.617), (1, 0.5), (2, .nan)])
    #expect(try String(decoding: array("doubts", of: page), as: UTF8.self) == "[[0,62],[1,0]]")
    #expect(try String(decoding: array("doubts", of: Self.page()), as: UTF8.self) == "[]")
  }

  @Test func numbersArePackedAsStated() throws {
    let page = try Self.page()
    func bytes(_ name: String) throws -> [UInt8] { try array(name, of: page) }
    // By hand: edges 0–1, 0–2, 1–2; both works give 0–1, so 1999 to 2005.
    #expect(try bytes("edgeOffsets") == [0, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 3, 0, 0, 0])
    #expect(try bytes("edgeTargets") == [1, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0])
    // 1 + 1/2, 1/2, 1/2 as IEEE 754 single precision.
    #expect(
      try bytes("edgeWeights") == [0, 0, 0xC0, 0x3F, 0, 0, 0, 0x3F, 0, 0, 0, 0x3F])
    #expect(try bytes("edgeFirst") == [0xCF, 0x07, 0xD5, 0x07, 0xD5, 0x07])
    #expect(try bytes("edgeLast") == [0xD5, 0x07, 0xD5, 0x07, 0xD5, 0x07])
    #expect(try bytes("workOffsets") == [0, 0, 0, 0, 2, 0, 0, 0, 5, 0, 0, 0])
  }

  @Test func anEmptyNetworkHasAPage() throws {
    let network = Network(graph: Graph(uncheckedVertexCount: 0, edges: []))
    let page = try Explorer.html(
      graph: ExportGraph(title: "Nobody", labels: [], network: network),
      positions: Positions(uncheckedX: [], y: []), caption: "")
    #expect(String(decoding: page, as: UTF8.self).contains("<h1>Nobody</h1>"))
  }
}
