import ArgumentParser
import CollabCorpus
import CollabAlgorithms
import CollabBibliography
import CollabCore
import CollabRender
import CollabReport

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the network for other programs, or the corpus as a bibliography.",
    discussion: "The network:\n\n" + Exporters.all.lines
      + "\n\nThe corpus (all merged works, also those that "
      + "the network leaves out):\n\n" + Writers.all.lines
      + "\n\nExamples:\n\n  collab export refs.bib -o network.gexf"
      + "\n  collab export refs.bib --to csl-json -o refs.json")

  @OptionGroup(title: "Input") var input: InputOptions

  @Option(
    help: .init("The format (default: by the ending of the output file).", valueName: "id"),
    completion: .list(Exporters.all.entries.map(\.id) + Writers.all.entries.map(\.id)))
  var to: String?

  @Option(
    name: .shortAndLong,
    help: .init("The file to write (default: standard output).", valueName: "file"),
    completion: .file())
  var output: String?

  @OptionGroup(title: "Measures") var measures: MeasureOptions
  @OptionGroup(title: "Clusters") var cluster: ClusterOptions
  @OptionGroup(title: "Network") var network: NetworkOptions
  @OptionGroup(title: "Run") var seed: SeedOption
  @OptionGroup(title: "Run") var options: RunOptions

  func run() throws {
    let target = try target()
    if let output { try FileOutput.check(output) }
    try input.refuse(outputs: outputs(of: target))
    switch target {
    case .network(let exporter): try exportNetwork(with: exporter)
    case .corpus(let writer):
      let given =
        network.given + (measures.by == nil ? [] : ["--by"])
        + (measures.settings.assignments.isEmpty ? [] : ["--set"])
        + (cluster.isGiven ? ["--method"] : []) + (seed.isGiven ? ["--seed"] : [])
      if !given.isEmpty {
        throw Failure.usage(
          "\(given.joined(separator: ", ")) would have no effect: '\(writer.id)' is written of all "
            + "works, not only those of the network")
      }
      try Run.perform(options) { run in
        let bibliography = try run.load(input)
        if bibliography.works.isEmpty {
          try run.fail("no input holds a work to be written", unless: input.allowEmpty)
        }
        if !bibliography.ties.isEmpty {
          Console.warn(
            "left out: \(counted(bibliography.ties.count, "tie")) that the inputs state without works"
          )
        }
        let without = bibliography.peopleWithoutWorks
        if without > 0 {
          Console.warn("left out: \(counted(without, "person", "people")) on no byline")
        }
        try run.phase("writing") {
          let bytes = writer.write(bibliography)
          if let output { try Console.write(bytes, to: output) } else { Console.write(bytes) }
        }
      }
    }
  }

  private func exportNetwork(with exporter: Exporter) throws {
    let asked = try measures.asked()
    let method = try cluster.entry()
    try Run.perform(options) { run in
      let corpus = try run.loadCorpus(input, network)
      let ranking = try run.phase("ranking") {
        try Ranking(
          by: asked, of: corpus.network, settings: measures.settings.values(), seed: seed.seed,
          execution: run.execution)
      }
      let clustering = try Clustering(
        of: corpus, by: method, seed: seed.seed, execution: run.execution)
      try run.phase("writing") {
        let export = exporter.export(
          try ExportGraph(
            of: corpus,
            title: corpus.unit == .authors
              ? "Coauthor network" : "Network of \(corpus.unit.rawValue)",
            ranking: ranking, clustering: clustering,
            namesWorks: true,
            execution: run.execution))
        Console.tell(export.notes)
        for file in export.files {
          if let output {
            try Console.write(file.bytes, to: output.replacingEnding(exporter, file.suffix))
          } else {
            Console.write(file.bytes)
          }
        }
      }
    }
  }

  private enum Target {
    case network(Exporter)
    case corpus(BibliographyWriter)
  }

  /// The files that are going to be written.
  private func outputs(of target: Target) -> [String] {
    guard let output else { return [] }
    switch target {
    case .network(let exporter):
      return exporter.suffixes.map { output.replacingEnding(exporter, $0) }
    case .corpus: return [output]
    }
  }

  private func target() throws -> Target {
    let exporters = Exporters.all.entries, writers = Writers.all.entries
    guard let id = to ?? output.map({ "." + $0.pathExtension }) else {
      throw Failure.usage("--to or --output is needed to know the format")
    }
    if let exporter = exporters.first(where: { exporter in
      to == nil ? exporter.suffixes.contains { $0.hasSuffix(id) } : exporter.id == id
    }) {
      return .network(exporter)
    }
    if let writer = writers.first(where: { to == nil ? "." + $0.fileExtension == id : $0.id == id })
    {
      return .corpus(writer)
    }
    if to == nil { throw Failure.usage("no format's files end in '\(id)'; name one with --to") }
    let ids = exporters.map(\.id) + writers.map(\.id)
    throw UnknownName(kind: "export format", name: id, among: ids)
  }
}

extension Bibliography {
  /// The number of people, groups among them, who stand on no byline.
  fileprivate var peopleWithoutWorks: Int {
    var isNamed = [Bool](repeating: false, count: people.count)
    for author in works.bylines.authors { isNamed[Int(author)] = true }
    return isNamed.count { !$0 }
  }
}

extension Catalog {
  /// The entries for a help text, one a line.
  fileprivate var lines: String {
    entries.map { "  \($0.id): \($0.summary)" }.joined(separator: "\n")
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
