@testable import CollabBibliography
import CollabCore
import CollabGraph
import Foundation
import Testing

@testable import CollabRender

/// What is exported comes back through our own readers as the same network.
@Suite struct RoundTripTests {
  /// A person without a tie, and none of the characters that some of the formats cannot hold.
  static let names = ["Ada Lovelace", "O'Neil, <b> & Söhne; Co", "山田 太郎", "=SUM(1)", "Eve"]
  /// Names that are the ids of others.
  static let numbers = ["4", "3", "2", "1", "0"]

  @Test(arguments: Exporters.all.entries.map(\.id), [names, numbers])
  func networksComeBack(_ id: String, _ labels: [String]) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("collab-roundtrip-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let edges = [
      Edge(0, 1, weight: 1.5), Edge(0, 2, weight: 0.1), Edge(1, 2, weight: 1 / 3),
      Edge(2, 3, weight: 12345.678),
    ]
    let graph = try ExportGraph(
      title: "round & trip", labels: labels,
      network: Network(graph: Graph(uncheckedVertexCount: 5, edges: edges)))
    let export = try Exporters.all.entry(id).export(graph)
    // An edge list has no place for somebody without a tie.
    let holdsIsolated = id != "edge-list"
    #expect(export.notes.map(\.id) == (holdsIsolated ? [] : ["edge-list.isolated"]))
    var paths: [String] = []
    for file in export.files where ![".clu", ".vec"].contains(file.suffix) {
      let url = folder.appendingPathComponent("net" + file.suffix)
      try Data(file.bytes).write(to: url)
      paths.append(url.path)
    }
    var (sources, diagnostics) = try Bibliography.read(paths, execution: .serial)
    VOSviewerFiles.join(&sources)
    #expect(diagnostics.isEmpty)
    #expect(sources.flatMap(\.content.diagnostics).allSatisfy { $0.id == "vosviewer.joined" })
    let ties = sources.flatMap(\.content.ties).map { ([$0.a, $0.b].sorted(), $0.weight) }
      .sorted { $0.0.lexicographicallyPrecedes($1.0) }
    let expected = edges.map { ([labels[Int($0.a)], labels[Int($0.b)]].sorted(), $0.weight) }
      .sorted { $0.0.lexicographicallyPrecedes($1.0) }
    #expect(ties.map(\.0) == expected.map(\.0))
    #expect(ties.map(\.1) == expected.map(\.1))
    #expect(sources.flatMap(\.content.isolated).contains(labels[4]) == holdsIsolated)
    let bibliography = try Bibliography.load(paths, execution: .serial)
    #expect(bibliography.people.count == (holdsIsolated ? 5 : 4))
    #expect(bibliography.ties.count == 4)
  }
}
