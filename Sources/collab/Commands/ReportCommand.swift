import ArgumentParser
import CollabCorpus
import CollabAlgorithms
import CollabCore
import CollabRender
import CollabReport

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a folder with the report, the diagram, the tables and the network.",
    discussion: """
      The folder holds report.md, index.html, explorer.html, graph.dot, graph.svg, authors.csv, \
      edges.csv, works.csv, clusters.csv, years.csv, graph.json, figures.json, datapackage.json, ro-crate-metadata.json, in-toto.json, \
      manifest.json, and author-….html for the first authors of the ranking. With --unit the tables and pages \
      are of institutions or countries: institutions.csv, institution-….html. Equal inputs and options give equal bytes, \
      whatever the number of threads or the order of the inputs. Files in the folder that its \
      manifest does not list are left alone.

      A configuration holds inputs and options as 'max-authors: 50'; what the command line says itself \
      counts. 'collab init' writes one.

      Examples:

        collab report refs.bib -o report
        collab report --config collab.yaml
        collab report folder --years 2015.. -o report
        collab report works.jsonl --unit institutions -o institutions
      """)

  @OptionGroup(title: "Input") var input: InputOptions

  @Option(
    name: .shortAndLong, help: .init("The folder to write.", valueName: "folder"),
    completion: .directory)
  var output: String

  @Option(
    help: .init("Take inputs and options from a YAML file.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var config: String?

  @OptionGroup(title: "Measures") var measures: MeasureOptions
  @OptionGroup(title: "Clusters") var cluster: ClusterOptions
  @OptionGroup(title: "Clusters") var start: EarlierClusterOptions

  @Option(help: .init("The number of authors in the ranking.", valueName: "n"))
  var top = 25

  @Option(
    help: .init(
      "The number of authors with a page of their own, the first of the ranking; with --people all have one.",
      valueName: "n"))
  var pages = 25

  @Option(
    help: .init(
      "The number of authors drawn. Default: all, or the largest 300 of more than 500.",
      valueName: "n"))
  var draw: Int?

  @OptionGroup(title: "Picture") var diagram: DiagramArguments
  @OptionGroup(title: "Network") var network: NetworkOptions
  @OptionGroup(title: "Run") var seed: SeedOption
  @OptionGroup(title: "Run") var options: RunOptions

  func validate() throws {
    if top < 0 { throw ValidationError("--top must not be negative.") }
    if !(0...Report.maximumPages).contains(pages) {
      throw ValidationError("--pages must be 0 to \(Report.maximumPages).")
    }
    if let draw, draw < 1 { throw ValidationError("--draw must be at least 1.") }
  }

  func run() throws {
    try ArtifactFolder.check(output, names: Report.fileNames)
    try diagram.check(for: network.unit)
    try Run.perform(options) { run in
      let folder = try artifacts(run)
      try run.phase("writing") {
        try Interruption.postponed { try folder.write(to: output) }
        Console.tell("wrote '\(output)'")
      }
    }
  }

  /// Computes the report, and gives its files.
  func artifacts(_ run: Run) throws -> ArtifactFolder {
    var report = Report.Options()
    report.measures = try measures.asked()
    report.settings = try measures.settings.values()
    report.method = try cluster.entry()
    report.earlierClusters = try start.clusters(for: report.method, of: network.unit)
    report.top = top
    report.pages = pages
    report.seed = seed.seed
    report.date = Console.statedDate
    if let title = diagram.title { report.title = title }
    let corpus = try run.loadCorpus(input, network, comparesPolicies: true)
    start.warn(of: report.earlierClusters, corpus)
    report.picture = try diagram.picture(of: corpus, seed: seed.seed)
    report.picture.top = draw
    let figures = try run.phase("picture figures") {
      try PictureFigures(of: corpus, report.picture, execution: run.execution)
    }
    try diagram.check(figures, run, allowEmpty: input.allowEmpty)
    report.figures = figures
    let result = try Report(of: corpus, options: report, execution: run.execution)
    Console.tell(remarksOn: result.ranking, of: corpus)
    Console.tell(result.diagram.notesOnDOT)
    try diagram.check(result.diagram, corpus, run, allowEmpty: input.allowEmpty)
    return try result.artifacts(
      options: try members(of: report, result.ranking), execution: run.execution)
  }

  /// The options as the manifest records them; what changes no result is left out.
  private func members(of report: Report.Options, _ ranking: Ranking) throws -> [JSON.Member] {
    try [
      .init("title", JSON(diagram.title)),
      .init("by", .array(ranking.columns.map { .string($0.measure.id) })),
      .init("method", .string(report.method.id)),
      .init("clustersFromSHA256", JSON(report.earlierClusters?.digest)),
      .init(
        "set",
        .object(
          report.settings.names.map { name in
            .init(name, report.settings[name].map(JSON.number) ?? .null)
          })),
      .init("top", .int(top)), .init("pages", .int(pages)), .init("draw", JSON(draw)),
    ] + input.members() + diagram.members() + network.members() + [
      .init("seed", seed.json), .init("date", JSON(report.date?.description)),
    ]
  }
}
