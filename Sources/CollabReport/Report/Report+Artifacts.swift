public import CollabCore
import CollabBibliography
import CollabRender

extension Report {
  /// The folder of artifacts: the report, the diagram, the tables and the network, with a manifest.
  ///
  /// - Parameter options: every option that shaped the report, as the manifest records them.
  /// - Throws: ``GraphvizError``.
  public func artifacts(options: [JSON.Member]) throws -> ArtifactFolder {
    let document = document
    let network = ExportGraph(
      of: corpus, title: self.options.title, ranking: ranking, clustering: clustering,
      positions: diagram.positions)
    let tables = Exporter.csv.export(network).files
    let graph = Exporter.nodeLinkJSON.export(network).files
    var files: [ArtifactFolder.File] = [
      .init("report.md", document.markdown), .init("index.html", document.html),
      .init("graph.dot", try diagram.rendered(as: .dot)), .init("graph.svg", svg),
    ]
    // The exporter's own endings, `-authors.csv` and `-edges.csv`, follow a stem elsewhere.
    files += tables.map { .init(String($0.suffix.dropFirst()), $0.bytes) }
    files += [.init("clusters.csv", clustering.table(labels: corpus.labels, leading: 5).csv)]
    files += graph.map { .init("graph" + $0.suffix, $0.bytes) }
    return ArtifactFolder(
      files: files,
      inputs: corpus.bibliography.sources.map {
        .init(name: $0.name, format: $0.format, entries: $0.entryCount, sha256: $0.sha256)
      },
      options: options)
  }
}
