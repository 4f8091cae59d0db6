import CollabCorpus
public import CollabCore
import CollabBibliography
import CollabRender

extension Report {
  /// The files that a folder of artifacts may have, without the manifest.
  public static let fileNames =
    [
      "report.md", "index.html", "explorer.html", "graph.dot", "graph.svg",
    ] + VertexUnit.allCases.map(verticesFile) + [
      "edges.csv", "clusters.csv", "years.csv", "works.csv", "graph.json", "figures.json",
    ] + FolderDescription.fileNames

  /// The table of the vertices: `authors.csv`, `institutions.csv`, `countries.csv`.
  static func verticesFile(of unit: VertexUnit) -> String { unit.rawValue + ".csv" }

  /// The same of this report.
  var verticesFile: String { Self.verticesFile(of: unit) }

  /// The files of this report's folder, without the manifest.
  var fileNames: [String] {
    Report.fileNames.filter {
      !($0 == "explorer.html" && pictures.explorer == nil
        || $0 == "years.csv" && timeline.years.isEmpty
        || VertexUnit.allCases.map(Self.verticesFile).contains($0) && $0 != verticesFile
        || $0 == "works.csv" && corpus.bibliography.works.isEmpty)
    }
  }

  /// The folder of artifacts: the report, the diagram, the tables and the network, with a manifest.
  ///
  /// - Parameters:
  ///   - options: every option that shaped the report, as the manifest records them.
  ///   - execution: who hears of the stages, and may stop them.
  /// - Throws: ``/CollabRender/GraphvizError``, ``/CollabCore/Cancellation``.
  public func artifacts(
    options: [JSON.Member], execution: Execution = Execution()
  ) throws -> ArtifactFolder {
    let ids = WorkIDs(of: corpus.bibliography)
    let inputs = corpus.bibliography.sources.map {
      Manifest.Input(
        name: $0.name, format: $0.format, entries: $0.entryCount, sha256: $0.sha256)
    }
    let (network, others) = try execution.both {
      try execution.stage("network files") { execution in
        let network = try ExportGraph(
          of: corpus, title: self.options.title, ranking: ranking, intervals: intervals,
          clustering: clustering, positions: diagram.positions, workIDs: ids.all,
          execution: execution)
        return (Exporter.csv.export(network).files, Exporter.nodeLinkJSON.export(network).files)
      }
    } and: {
      try execution.stage("tables") { _ in
        [
          "graph.dot": try diagram.rendered(as: .dot), "graph.svg": pictures.svg,
          "clusters.csv": Array(
            clustering.table(labels: corpus.labels, noun: unit.noun, leading: 5).csv.utf8),
          "years.csv": Array(timeline.table(of: unit).csv.utf8),
          "works.csv": Array(Table.works(of: corpus, ids: ids).csv.utf8),
          FolderFigures.fileName: Array((figuresFile.text() + "\n").utf8),
        ]
      }
    }
    let (tables, graph) = network
    let contents = others.merging([
      verticesFile: tables[0].bytes, "edges.csv": tables[1].bytes, "graph.json": graph[0].bytes,
    ]) { first, _ in first }
    var made: [String: ArtifactFolder.File] = [:]
    for (name, bytes) in contents { made[name] = ArtifactFolder.File(name, bytes) }
    var document = document
    document.structuredData = dataset(
      of: fileNames.filter { $0.hasSuffix(".csv") }.compactMap { made[$0] }, inputs: inputs)
    try execution.stage("page") { _ in
      made["report.md"] = ArtifactFolder.File("report.md", document.markdown)
      made["index.html"] = ArtifactFolder.File("index.html", document.html)
    }
    made["explorer.html"] = pictures.explorer.map { ArtifactFolder.File("explorer.html", $0) }
    let files =
      fileNames.compactMap { made[$0] } + pages.map { ArtifactFolder.File($0.file, $0.html) }
    let description = FolderDescription(
      title: self.options.title, summary: headline, date: statedDate, files: files, inputs: inputs)
    return ArtifactFolder(
      files: files + description.descriptions, inputs: inputs, options: options)
  }
}
