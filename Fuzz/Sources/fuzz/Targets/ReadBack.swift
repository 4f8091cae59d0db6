import CollabGraph
import CollabRender
import CollabStore

@testable import CollabBibliography

/// A network that is exported has the same ties and as many vertices when it is read, but for those
/// of which the exporter said that its format has no place for them.
func expectReadBack(_ graph: ExportGraph, from exporter: Exporter) throws {
  if graph.labels.isEmpty { return }
  let export = exporter.export(graph)
  var sources = export.files.filter { ![".clu", ".vec"].contains($0.suffix) }
    .flatMap { Bibliography.read($0.bytes, name: "net" + $0.suffix).sources }
  VOSviewerFiles.join(&sources)
  let ties = sources.flatMap(\.content.ties)
  expect(
    ties.map(\.weight).sorted() == graph.edges.map(\.weight).sorted(),
    "\(exporter.id): other ties: \(sources.map(\.source.format))")
  let vertices = Set(ties.flatMap { [$0.a, $0.b] } + sources.flatMap(\.content.isolated))
  let isIncomplete = export.notes.contains { $0.id.hasSuffix(".isolated") }
  let expected = isIncomplete ? Set(graph.edges.flatMap { [$0.a, $0.b] }).count : graph.labels.count
  expect(vertices.count == expected, "\(exporter.id): \(expected) vertices are \(vertices.count)")
}

/// Sources that are imported, at once or one by one, are in the corpus file what they were.
func expectStored(_ sources: [ReadSource], as bibliography: Bibliography) throws {
  // Two parts of an archive may have one name; then the import says so.
  guard Set(sources.map(\.source.name)).count == sources.count, !sources.isEmpty else { return }
  try Scratch.with { scratch in
    let path = scratch.path("corpus.sqlite"), merge = {
      (stored: [ReadSource], _: IdentityModel?) in try Bibliography(merging: stored)
    }
    do {
      for source in sources { _ = try Store.add([source], to: path, merge: merge) }
      let again = try Store.add(sources, to: path, merge: merge)
      expect(again.allSatisfy { $0 == .unchanged }, "imported again: \(again)")
      expectStored(sources, in: path)
      var other = sources
      other[0].source.sha256 = "another"
      other[0].content = RecordSink(file: other[0].source.name)
      other[0].source.entryCount = 0
      other[0].source.tieCount = 0
      expect(
        try Store.add([other[0]], to: path, merge: merge) == [.replaced], "it is not replaced")
      expectStored(other, in: path)
      expect(
        try Store.add([sources[0]], to: path, merge: merge) == [.replaced], "it is not replaced")
      expectStored(sources, in: path)
      expect(Scratch.list(scratch.folder) == ["corpus.sqlite"], "files are left beside it")
    } catch let error as StoreError {
      finding("import: \(error)")
    }
  }
}

private func expectStored(_ sources: [ReadSource], in path: String) {
  guard let stored = try? Store.open(path).sources() else { finding("it cannot be read") }
  let order = sources.sorted { $0.source.name < $1.source.name }
  expect(stored.map(\.source) == order.map(\.source), "other sources are stored")
  for (a, b) in zip(order, stored) {
    if let difference = a.content.difference(to: b.content) { finding("stored: " + difference) }
  }
}
