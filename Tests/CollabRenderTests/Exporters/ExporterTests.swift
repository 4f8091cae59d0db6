import CollabAlgorithms
import CollabCore
import CollabGraph
import CollabTestSupport
import Foundation
import Testing

@testable import CollabRender

/// A network made by hand: six people, four works, one stated tie, with every trap in the names.
///
/// Works: {0,1} 1999, {0,1,2} 2005, {3,4} year unknown, {0,2} 2001; tie 4–5 of weight 0.25.
/// Fractional weights: 0–1 1 + 1/2, 0–2 1/2 + 1, 1–2 1/2, 3–4 1, 4–5 0.25.
enum ExportSample {
  static let labels = [
    "Ada \"Countess\" Lovelace", "=SUM(A1;B2), Esq.", "<b>O'Neil & Söhne</b>]]>",
    "line\nbreak\tand \u{1}control\u{FFFF}", "山田 太郎 🧑‍🔬", "back\\slash\\",
  ]

  static let edges: [(a: Int, b: Int, weight: Double, years: ClosedRange<Int32>?)] = [
    (0, 1, 1.5, 1999...2005), (0, 2, 1.5, 2001...2005), (1, 2, 0.5, 2005...2005),
    (3, 4, 1, nil), (4, 5, 0.25, nil),
  ]
  static let years: [ClosedRange<Int32>?] = [1999...2005, 1999...2005, 2001...2005, nil, nil, nil]
  static let papers: [Double] = [3, 2, 2, 1, 1, 0]
  static let score: [Double] = [0.1, -2.5, .nan, 1e-7, 12345.678, 0]
  static let x: [Double] = [0, 10, 20, -30.5, 7, 1]
  static let y: [Double] = [0, -5, 5, 2, 3, 4]

  static func graph(x: [Double] = x) throws -> ExportGraph {
    let network = Network(
      unchecked: Incidence(
        uncheckedAuthorCount: 6, workOffsets: [0, 2, 5, 7, 9],
        workAuthors: [0, 1, 0, 1, 2, 3, 4, 0, 2]),
      facts: WorkFacts(
        uncheckedYears: [1999, 2005, WorkFacts.unknown, 2001], citations: [0, 0, 0, 0]),
      ties: [Edge(4, 5, weight: 0.25)])
    return try ExportGraph(
      title: "Six people & <their> \"ties\"", labels: labels, network: network,
      columns: [
        .init(id: "papers", isCount: true, values: papers), .init(id: "score", values: score),
      ],
      partition: Partition(labels: [0, 0, 0, 1, 1, 2]), positions: Positions(uncheckedX: x, y: y))
  }

  /// The same as an object that another program can compare with.
  static var expectation: [String: Any] {
    let known = { (value: Double) -> Any in value.isFinite ? value : NSNull() }
    let bounds = { (years: ClosedRange<Int32>?) -> Any in
      years.map { [$0.lowerBound, $0.upperBound] } ?? NSNull()
    }
    return [
      "title": "Six people & <their> \"ties\"", "labels": labels,
      "papers": papers, "score": score.map(known), "x": x, "y": y,
      "community": [1, 1, 1, 2, 2, 3], "years": years.map(bounds),
      "edges": edges.map { [$0.a, $0.b, $0.weight, bounds($0.years)] as [Any] },
    ]
  }
}

@Suite struct ExporterTests {
  @Test func yearsAndWeightsFollowFromTheWorks() throws {
    let graph = try ExportSample.graph()
    #expect(graph.years == ExportSample.years)
    #expect(graph.edgeYears == ExportSample.edges.map(\.years))
    #expect(graph.edges.map(\.weight) == ExportSample.edges.map(\.weight))
  }

  @Test(arguments: Exporters.all.entries.map(\.id))
  func repeatsAndEndsItsFiles(_ id: String) throws {
    let exporter = try Exporters.all.entry(id)
    let first = try exporter.export(ExportSample.graph()),
      second = try exporter.export(ExportSample.graph())
    #expect(first.files.map(\.suffix) == exporter.suffixes)
    #expect(first.files.map(\.bytes) == second.files.map(\.bytes))
    for file in first.files {
      #expect(file.bytes.last == 0x0A)
      #expect(String(validating: file.bytes, as: UTF8.self) != nil)
    }
  }

  @Test(arguments: Exporters.all.entries.map(\.id))
  func writesAnEmptyNetwork(_ id: String) throws {
    let network = Network(graph: Graph(uncheckedVertexCount: 0, edges: []))
    let export = try Exporters.all.entry(id).export(
      ExportGraph(title: "", labels: [], network: network))
    #expect(export.files.count == (try Exporters.all.entry(id)).suffixes.count)
    #expect(export.notes.isEmpty)
  }

  @Test(arguments: Exporters.all.entries.map(\.id))
  func whoIsNotPlacedHasNoPlace(_ id: String) throws {
    var x = ExportSample.x
    x[2] = .nan
    for file in try Exporters.all.entry(id).export(ExportSample.graph(x: x)).files {
      #expect(!String(decoding: file.bytes, as: UTF8.self).contains("nan"))
      if file.suffix.hasSuffix("js") || file.suffix.hasSuffix("json") {
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(file.bytes)) }
      }
    }
  }

  @Test func formulasAreDisarmedAndFieldsQuoted() throws {
    let export = try Exporters.all.entry("csv").export(ExportSample.graph())
    let rows = String(decoding: export.files[0].bytes, as: UTF8.self)
    #expect(rows.hasPrefix("id,name,community,x,y,first_year,last_year,papers,score\n"))
    #expect(rows.contains("\n0,\"Ada \"\"Countess\"\" Lovelace\",1,0.0,0.0,1999,2005,3,0.1\n"))
    #expect(rows.contains("\n1,\"'=SUM(A1;B2), Esq.\",1,10.0,-5.0,1999,2005,2,-2.5\n"))
    // What is not known is an empty field.
    #expect(rows.contains("]]>,1,20.0,5.0,2001,2005,2,\n"))
    #expect(rows.contains("\n5,back\\slash\\,3,1.0,4.0,,,0,0\n"))
  }

  @Test func whatAFormatCannotHoldIsNoted() throws {
    func ids(_ id: String) throws -> [String] {
      try Exporters.all.entry(id).export(ExportSample.graph()).notes.map(\.id)
    }
    #expect(try ids("gexf") == ["gexf.control-character"])
    #expect(try ids("graphml") == ["graphml.control-character"])
    #expect(try ids("pajek") == ["pajek.label-character"])
    #expect(try ids("vosviewer") == ["vosviewer.control-character"])
    #expect(try ids("json").isEmpty)
    #expect(try ids("gml") == ["gml.control-character"])
    #expect(try ids("matrixmarket") == ["matrixmarket.control-character"])
    #expect(try ids("edge-list") == ["edge-list.control-character"])
  }

  /// What a picture draws: two of the three who wrote together, and one tie.
  @Test func aPartKeepsWhatIsKnown() throws {
    let part = try ExportSample.graph().part(
      [0, 2, 3], graph: Graph(vertexCount: 3, edges: [Edge(0, 1, weight: 1.5)]))
    #expect(part.labels == [0, 2, 3].map { ExportSample.labels[$0] })
    #expect(part.edges == [Edge(0, 1, weight: 1.5)])
    #expect(part.edgeYears == [2001...2005])
    #expect(part.years == [1999...2005, 2001...2005, nil])
    #expect(part.columns[0].values == [3, 2, 1])
    // Communities keep the numbers that they have in the whole.
    #expect(part.partition?.community == [0, 0, 1])
    #expect(part.positions?.x == [0, 20, -30.5])
  }

  @Test func aMatrixIsItsLowerTriangle() throws {
    let graph = try ExportGraph(
      title: "", labels: ["Ada", "Bob", "Cy"],
      network: Network(
        graph: Graph(
          uncheckedVertexCount: 3, edges: [Edge(0, 2, weight: 0.5), Edge(1, 2, weight: 2)])))
    func text(_ id: String) throws -> String {
      String(
        decoding: try Exporters.all.entry(id).export(graph).files[0].bytes, as: UTF8.self)
    }
    #expect(
      try text("matrixmarket") == """
        %%MatrixMarket matrix coordinate real symmetric
        % names of the rows, one a line:
        % Ada
        % Bob
        % Cy
        3 3 2
        3 1 0.5
        3 2 2

        """)
    #expect(try text("edge-list") == "Ada\tCy\t0.5\nBob\tCy\t2\n")
    #expect(try text("gml").contains("  edge [\n    source 0\n    target 2\n    weight 0.5\n  ]\n"))
  }

  @Test func vosviewerGetsNoClusterAboveAThousand() throws {
    let labels = (0..<1002).map { "P\($0)" }
    let graph = try ExportGraph(
      title: "", labels: labels,
      network: Network(graph: Graph(uncheckedVertexCount: 1002, edges: [])),
      partition: Partition(labels: (0..<1002).map(UInt32.init)))
    let export = try Exporters.all.entry("vosviewer").export(graph)
    let rows = String(decoding: export.files[0].bytes, as: UTF8.self).split(separator: "\n")
    #expect(rows[1000] == "1000\tP999\t1000\t0\t0")
    #expect(rows[1001] == "1001\tP1000\t\t0\t0")
    #expect(
      export.notes.map(\.message) == [
        "VOSviewer holds 1000 clusters; left without one: 'P1000' and 1 more"
      ])
  }

  /// networkx and igraph read what was written; the script tells what it could not check.
  @Test func otherProgramsReadTheSame() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("collab-export-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for exporter in Exporters.all.entries {
      for file in try exporter.export(ExportSample.graph()).files {
        try Data(file.bytes).write(to: folder.appendingPathComponent("sample" + file.suffix))
      }
    }
    try JSONSerialization.data(withJSONObject: ExportSample.expectation)
      .write(to: folder.appendingPathComponent("expected.json"))
    let (status, output) = try SharedData.python("exporters/readback.py", folder)
    // The script itself ends with 0 where networkx is missing.
    if status == 127 { print("skipped: python3 is not there") }
    #expect([0, 127].contains(status), "\(output)")
    print(output, terminator: "")
  }
}
