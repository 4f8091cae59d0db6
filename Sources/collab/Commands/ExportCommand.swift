import ArgumentParser
import CollabAlgorithms
import CollabCore
import CollabRender
import CollabReport

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the network for other programs.",
    discussion: "The formats:\n\n"
      + Exporters.all.entries.map { "  \($0.id): \($0.summary)" }.joined(separator: "\n"))

  @OptionGroup var input: InputOptions

  @Option(
    help: .init("The format; by the ending of the output file if none is given.", valueName: "id"),
    completion: .list(Exporters.all.entries.map(\.id)))
  var to: String?

  @Option(
    name: .shortAndLong,
    help: .init("The file to write; standard output if none is given.", valueName: "file"),
    completion: .file())
  var output: String?

  @OptionGroup var measures: MeasureOptions
  @OptionGroup var cluster: ClusterOptions
  @OptionGroup var network: NetworkOptions
  @OptionGroup var seed: SeedOption
  @OptionGroup var options: RunOptions

  func run() throws {
    let exporter = try self.exporter()
    let asked = try measures.measures(orElse: Ranking.usualMeasures())
    let method = try cluster.entry()
    try Run.perform(options) { run in
      let corpus = try run.loadCorpus(input, network)
      let ranking = try run.phase("ranking") {
        try Ranking(
          by: asked, of: corpus.network, settings: measures.settings.values, seed: seed.seed,
          execution: run.execution)
      }
      let clustering = try run.phase("clustering") {
        try Clustering(of: corpus, by: method, seed: seed.seed, execution: run.execution)
      }
      try run.phase("writing") {
        let export = exporter.export(
          ExportGraph(
            of: corpus, title: "Coauthor network", ranking: ranking, clustering: clustering))
        Console.tell(export.notes)
        for file in export.files {
          if let output {
            try FileOutput.write(file.bytes, to: output.replacingEnding(exporter, file.suffix))
          } else {
            Console.write(file.bytes)
          }
        }
      }
    }
  }

  private func exporter() throws -> Exporter {
    if let to { return try Exporters.all.entry(to) }
    guard let output else { throw Failure.usage("--to or --output is needed to know the format") }
    let ending = "." + output.pathExtension
    if let exporter = Exporters.all.entries.first(where: { exporter in
      exporter.suffixes.contains { $0.hasSuffix(ending) }
    }) {
      return exporter
    }
    throw Failure.usage("no format's files end in '\(ending)'; name one with --to")
  }
}

extension String {
  /// The name of one of an exporter's files: as given where there is one, else with the ending
  /// replaced by the file's own.
  fileprivate func replacingEnding(_ exporter: Exporter, _ suffix: String) -> String {
    guard exporter.suffixes.count > 1 else { return self }
    let ending = pathExtension
    return (ending.isEmpty ? self : String(dropLast(ending.count + 1))) + suffix
  }
}
