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
    abstract: "Draw the coauthor network.",
    discussion: """
      The ending of the output file decides what is written: a picture (svg, png, pdf, dot), the \
      explorer, a page to search and walk the network in (html), or what is drawn as a network with \
      the places of its authors (see 'collab export'), from which a later picture can start with \
      --positions. '-o -' writes an SVG picture to standard output, and '-o png:-' one of another \
      format.

      Examples:

        collab draw refs.bib -o map.svg
        collab draw refs.bib --ego "Ann Hill" -o hill.png
        collab draw refs.bib -o explorer.html
      """)

  @OptionGroup(title: "Input") var input: InputOptions

  @Option(
    name: .shortAndLong,
    help: .init("The file to write; repeatable.", valueName: "file"), completion: .file())
  var output: [String]

  @Option(help: .init("Draw the n largest authors only.", valueName: "n"))
  var top: Int?

  @Option(
    help: .init("Draw only the ties that this backbone method keeps.", valueName: "id"),
    completion: .list(Backbones.all.entries.map(\.id)))
  var backbone: String?

  @Option(help: "The vertices.")
  var vertices = PictureOptions.Vertices.authors

  @OptionGroup(title: "Picture") var diagram: DiagramArguments
  @OptionGroup(title: "Settings") var settings: SettingOptions
  @OptionGroup(title: "Clusters") var cluster: ClusterOptions

  @Option(
    help: .init(
      "The size of the picture: \(DiagramOptions.Page.names.joined(separator: ", ")), or WxH in points, mm, cm, in or px.",
      valueName: "size"),
    completion: .list(DiagramOptions.Page.names))
  var page: String?

  @Option(help: .init("The pixels per inch of a PNG file.", valueName: "n"))
  var dpi: Int?

  @Flag(help: "Print measures of how well the layout shows the network.")
  var layoutReport = false

  @OptionGroup(title: "Network") var network: NetworkOptions
  @OptionGroup(title: "Run") var seed: SeedOption
  @OptionGroup(title: "Run") var options: RunOptions

  func validate() throws {
    if let top, top < 1 { throw ValidationError("--top must be at least 1.") }
    if let dpi, dpi < 1 { throw ValidationError("--dpi must be at least 1.") }
    if layoutReport, output.contains(where: PictureTarget.isStandardOutput) {
      throw ValidationError("--layout-report and a picture cannot both go to standard output.")
    }
  }

  func run() throws {
    let targets = try output.map { try PictureTarget(file: $0, dpi: dpi) }
    let files = output.filter { !PictureTarget.isStandardOutput($0) }
    if output.count - files.count > 1 {
      throw Failure.usage("one picture at most goes to standard output")
    }
    for file in files { try FileOutput.check(file) }
    try input.refuse(outputs: files)
    let page = try page.map { try DiagramOptions.Page(argument: $0) }
    if dpi != nil, !targets.contains(where: \.isBitmap) {
      Console.warn("--dpi has no effect: no PNG file is written")
    }
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
    for (file, target) in zip(output, targets) where target.showsFigures {
      let without =
        diagram.givenForPictures
        + (backbone != nil && !target.holdsDrawnTies ? ["--backbone"] : [])
        + (page != nil ? ["--page"] : [])
      if !without.isEmpty {
        Console.warn("\(without.joined(separator: ", ")) without effect on '\(file)'")
      }
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
    try diagram.check(for: network.unit)
    var network = network
    // In a map of clusters the ties are those between clusters.
    let minimumWeight = vertices == .clusters ? network.minWeight.take() : nil
    try Run.perform(options) { [network] run in
      let corpus = try run.loadCorpus(input, network)
      var options = try diagram.picture(of: corpus, seed: seed.seed)
      options.vertices = vertices
      options.minimumWeight = minimumWeight ?? 0
      options.top = top
      options.page = page
      options.layout = layout.with(settings.taken(by: layout.parameters))
      options.method = method
      options.backbone = kept.map { $0.with(settings.taken(by: $0.parameters)) }
      Console.tell(remarksOn: corpus)
      // Where all is drawn, at once and not after the layout.
      if options.showsAll {
        let graph = try corpus.network.graph(execution: run.execution)
        for target in targets { try target.check(discs: graph.vertexCount, ties: graph.edgeCount) }
      }
      let clustering =
        try isClustered
        ? Clustering(of: corpus, by: method, seed: seed.seed, execution: run.execution) : nil
      let figures = try run.phase("measuring") {
        try PictureFigures(of: corpus, options, execution: run.execution)
      }
      try diagram.check(figures, run, allowEmpty: input.allowEmpty)
      if vertices == .clusters, case .categories = figures.coloring {
        throw Failure.usage(
          "--vertices clusters excludes --color-by \(diagram.coloringID): clusters have no one word"
        )
      }
      options.showsPlacesOnly = !layoutReport && targets.allSatisfy(\.showsFigures)
      options.partsDiscs = layoutReport || targets.contains(where: \.holdsDrawnTies)
      let execution = run.execution
      let (ranking, picture) = try execution.both { [options] in
        try execution.stage("ranking") {
          try targets.contains(where: \.showsFigures)
            ? Ranking(beside: options.size, of: corpus.network, seed: seed.seed, execution: $0)
            : nil
        }
      } and: { [options] in
        try execution.stage("layout") {
          try Picture(
            of: corpus, options: options, figures: figures, clustering: clustering, execution: $0)
        }
      }
      if let ranking { Console.tell(remarksOn: ranking, of: corpus) }
      try diagram.check(picture.diagram, corpus, run, allowEmpty: input.allowEmpty)
      try run.phase("writing") {
        for target in targets {
          try target.write(picture, ranking: ranking, execution: run.execution)
        }
      }
      if layoutReport {
        let table = try run.phase("quality") {
          try picture.diagram.layoutQuality(execution: run.execution)
            .table(with: PictureQuality(svg: picture.rendered(as: .svg)))
        }
        TableOptions.print(table, as: .table)
      }
    }
  }
}

extension PictureOptions.Vertices: ExpressibleByArgument {}

/// A file to which a picture is written, in the format of its ending.
struct PictureTarget {
  private enum Kind {
    case picture(Diagram.Format)
    case explorer
    case network(Exporter)
  }

  private let file: String
  private let kind: Kind
  private let dpi: Int?

  /// Whether the file tells figures of each author.
  var showsFigures: Bool {
    if case .picture = kind { false } else { true }
  }

  /// Whether the file holds just the ties that are drawn.
  var holdsDrawnTies: Bool {
    if case .explorer = kind { false } else { true }
  }

  /// Whether a picture goes to standard output.
  static func isStandardOutput(_ file: String) -> Bool { file == "-" || file.hasSuffix(":-") }

  var isBitmap: Bool { if case .picture(.png) = kind { true } else { false } }

  init(file: String, dpi: Int? = nil) throws {
    self.file = file
    self.dpi = dpi
    let ending =
      file == "-" ? "svg" : file.hasSuffix(":-") ? String(file.dropLast(2)) : file.pathExtension
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

  /// - Throws: ``OptionError`` for a picture that would be too large.
  func check(discs: Int, ties: Int) throws(OptionError) {
    if case .picture(let format) = kind { try format.check(discs: discs, ties: ties) }
  }

  func write(_ picture: Picture, ranking: Ranking?, execution: Execution) throws {
    switch kind {
    case .picture(let format):
      if format == .dot { Console.tell(picture.diagram.notesOnDOT) }
      try write(picture.rendered(as: format, dpi: dpi.map { Double($0) }))
    case .explorer:
      try write(picture.page(ranking: ranking, execution: execution))
    case .network(let exporter):
      let export = try picture.export(by: exporter, ranking: ranking, execution: execution)
      Console.tell(export.notes)
      if let part = try picture.part(execution: execution) {
        Console.tell("'\(file)' holds what is drawn: \(part)")
      }
      try write(export.files[0].bytes)
    }
  }

  private func write(_ bytes: [UInt8]) throws {
    if Self.isStandardOutput(file) {
      Console.write(bytes)
    } else {
      try Console.write(bytes, to: file)
    }
  }
}

extension String {
  /// The name of a file without its folder.
  var lastPathComponent: String { split(separator: "/").last.map(String.init) ?? self }

  /// The path up to its last slash, with it; empty where there is none.
  var folderPrefix: String { lastIndex(of: "/").map { String(self[...$0]) } ?? "" }

  /// What follows the last dot of a file's name, in lower case; empty where there is none.
  var pathExtension: String {
    let name = split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }
}
