import ArgumentParser
import CollabCorpus
import CollabAlgorithms
import CollabBibliography
import CollabCore
import CollabGraph
import CollabRender
import CollabReport

struct DrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw",
    abstract: "Draw who works with whom.",
    discussion: """
      The ending of the output file decides what is written: a picture (svg, png, pdf, dot), the \
      explorer, a page to search and walk the network in (html), or the network with the places of its authors (see 'collab export'), from which a later \
      picture can start with --positions.
      """)

  @OptionGroup var input: InputOptions

  @Option(
    name: .shortAndLong,
    help: .init("The file to write; can be repeated.", valueName: "file"), completion: .file())
  var output: [String]

  @Option(help: .init("Draw the greatest authors only.", valueName: "n"))
  var top: Int?

  @Option(
    help: .init("Draw only the ties that this backbone keeps.", valueName: "id"),
    completion: .list(Backbones.all.entries.map(\.id)))
  var backbone: String?

  @Option(help: "What the vertices are: authors or clusters.")
  var vertices = Vertices.authors

  @OptionGroup var diagram: DiagramArguments
  @OptionGroup var settings: SettingOptions
  @OptionGroup var cluster: ClusterOptions

  @Flag(help: "Print how well the picture shows the network.")
  var layoutReport = false

  @OptionGroup var network: NetworkOptions
  @OptionGroup var seed: SeedOption
  @OptionGroup var options: RunOptions

  func validate() throws {
    if let top, top < 1 { throw ValidationError("--top must be at least 1.") }
  }

  func run() throws {
    let targets = try output.map { try PictureTarget(file: $0) }
    for file in output { try FileOutput.check(file) }
    try input.refuse(outputs: output)
    let layout = try Layouts.all.entry(
      diagram.layout ?? (vertices == .clusters ? "stress" : Layouts.all.entries[0].id))
    let settings = try settings.values()
    let chosen = try cluster.entry()
    let method = chosen.with(settings.taken(by: chosen.parameters))
    let kept = try backbone.map { try Backbones.all.entry($0) }
    let isClustered = diagram.coloringID == "cluster" || vertices == .clusters
    try settings.check(
      against: (diagram.pinned ? [] : layout.parameters) + (isClustered ? method.parameters : [])
        + (kept?.parameters ?? []))
    if cluster.isGiven, !isClustered {
      Console.warn("--method has no effect: no clusters are drawn")
    }
    let forPictures = diagram.givenForPictures + (backbone == nil ? [] : ["--backbone"])
    for (file, target) in zip(output, targets) where target.showsFigures && !forPictures.isEmpty {
      Console.warn("\(forPictures.joined(separator: ", ")) without effect on '\(file)'")
    }
    if vertices == .clusters, targets.contains(where: \.showsFigures) {
      throw Failure.usage("--vertices clusters draws pictures only: svg, png, pdf, dot")
    }
    if vertices == .clusters, diagram.namesAuthors {
      throw Failure.usage(
        "--vertices clusters excludes --ego, --path, --highlight and --positions")
    }
    if vertices == .clusters, diagram.sizeBy != nil {
      throw Failure.usage(
        "--vertices clusters excludes --size-by: clusters are as large as they are")
    }
    try Run.perform(options) { run in
      let corpus = try run.loadCorpus(input, network)
      var options = try diagram.options(
        for: corpus, seed: seed.seed, execution: run.execution)
      options.top = top
      options.layout = layout.with(settings.taken(by: layout.parameters))
      func clustered() throws -> Clustering {
        try run.phase("clustering") {
          try Clustering(
            of: corpus, by: method, seed: seed.seed, execution: run.execution)
        }
      }
      let clustering = isClustered ? try clustered() : nil
      options.coloring = try run.phase("measuring") {
        try diagram.coloring(
          of: corpus, clustering: diagram.coloringID == "cluster" ? clustering : nil,
          seed: seed.seed, execution: run.execution)
      }
      try diagram.check(options, run, allowEmpty: input.allowEmpty)
      if vertices == .clusters, case .categories = options.coloring {
        throw Failure.usage(
          "--vertices clusters excludes --color-by \(diagram.coloringID): clusters have no one word"
        )
      }
      let ranking = try run.phase("ranking") {
        try targets.contains(where: \.showsFigures)
          ? Ranking(
            by: measures(of: corpus.network.vertexCount), of: corpus.network, seed: seed.seed,
            execution: run.execution)
          : nil
      }
      if let ranking { Console.tell(remarksOn: ranking) }
      var source = try DiagramSource(corpus, execution: run.execution)
      if let kept {
        source.graph = try run.phase("backbone") {
          try kept.with(settings.taken(by: kept.parameters))
            .graph(of: corpus.network, execution: run.execution)
        }
        options.notes.append("Backbone: \(kept.id).")
      }
      if vertices == .clusters, let clustering {
        try draw(clustering, method, instead: &source, &options)
      }
      let picture = try run.phase("layout") { try Diagram(source, options) }
      try diagram.check(picture, corpus, run, allowEmpty: input.allowEmpty)
      try run.phase("writing") {
        for target in targets {
          try target.write(
            picture, of: corpus, title: options.title, ranking: ranking, clustering: clustering)
        }
      }
      if layoutReport {
        let table = try run.phase("quality") {
          try picture.layoutQuality(execution: run.execution)
            .table(with: PictureQuality(svg: picture.rendered(as: .svg)))
        }
        TableOptions.print(table, as: .table)
      }
    }
  }
}

extension DrawCommand {
  enum Vertices: String, CaseIterable, ExpressibleByArgument {
    case authors, clusters
  }

  /// Puts the clusters in the place of the authors: as large as they have members, in the
  /// colours of the greater clusters that they form among themselves.
  private func draw(
    _ clustering: Clustering, _ method: CommunityMethod, instead source: inout DiagramSource,
    _ options: inout DiagramOptions
  ) throws {
    let partition = clustering.outcome.partition
    let clusters = source.communityGraph(partition, titles: clustering.topics)
    source = clusters.source
    options.size = clusters.sizes
    if case .values(let overlay) = options.coloring {
      options.coloring = .values(overlay.means(over: partition, count: clusters.source.names.count))
    } else if diagram.colorBy == "none" {
      options.coloring = .plain
    } else {
      let fields = try method.partition(
        of: source.graph, seed: seed.seed, execution: options.execution
      ).partition
      options.coloring = .communities(
        fields, topics: fields.members.map { source.names[$0[0]] + " …" })
    }
    options.title = diagram.title ?? "Map of clusters"
  }

  /// What files besides pictures tell of each author: what sizes them, and the usual figures.
  private func measures(of authors: Int) throws -> [Measure]? {
    try diagram.sizeBy.map { size in
      try [Measures.all.entry(size)]
        + Ranking.usualMeasures(ofAuthors: authors).filter { $0.id != size }
    }
  }
}

/// A file to which a picture is written, in the format of its ending.
struct PictureTarget {
  private enum Kind {
    case picture(Diagram.Format)
    case explorer
    case network(Exporter)
  }

  private let file: String
  private let kind: Kind

  /// Whether the file tells figures of each author.
  var showsFigures: Bool {
    if case .picture = kind { false } else { true }
  }

  init(file: String) throws {
    self.file = file
    let ending = file.pathExtension
    if let format = Diagram.Format(rawValue: ending) {
      kind = .picture(format)
    } else if ending == "html" {
      kind = .explorer
    } else if let exporter = Exporters.all.entries.first(where: { $0.suffixes == ["." + ending] }) {
      kind = .network(exporter)
    } else {
      let endings =
        Diagram.Format.allCases.map(\.rawValue) + ["html"]
        + Exporters.all.entries.filter { $0.suffixes.count == 1 }.map {
          String($0.suffixes[0].dropFirst())
        }
      throw Failure.usage(
        "'\(file)' does not end in any of \(endings.joined(separator: ", "))")
    }
  }

  func write(
    _ picture: Diagram, of corpus: Corpus, title: String, ranking: Ranking?,
    clustering: Clustering?
  ) throws {
    switch kind {
    case .picture(let format): try FileOutput.write(picture.rendered(as: format), to: file)
    case .explorer:
      // Authors who were left out of the picture are left out of the page too.
      let counts = picture.facts.joined(separator: " ")
      try FileOutput.write(
        Explorer.html(
          graph: try ExportGraph(
            of: corpus, title: title, ranking: ranking, clustering: clustering),
          positions: picture.pagePositions,
          library: ExplorerLibrary(corpus),
          caption: counts, clusterTitles: clustering?.topics ?? []), to: file)
    case .network(let exporter):
      let export = exporter.export(
        try ExportGraph(
          of: corpus, title: title, ranking: ranking, clustering: clustering,
          positions: picture.positions))
      Console.tell(export.notes)
      try FileOutput.write(export.files[0].bytes, to: file)
    }
  }
}

extension String {
  /// The name of a file without its folder.
  var lastPathComponent: String { split(separator: "/").last.map(String.init) ?? self }

  /// What follows the last dot of a file's name, in lower case; empty where there is none.
  var pathExtension: String {
    let name = split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }
}
