import ArgumentParser
import CollabCorpus
import CollabCore
import CollabReport

struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Count entries, works, people and ties, and report what is missing.",
    discussion: """
      Examples:

        collab stats refs.bib
        collab stats refs.bib scopus.csv --duplicates
      """)

  @OptionGroup(title: "Input") var input: InputOptions

  @Flag(help: "List the works that have several entries, and why the entries were merged.")
  var duplicates = false

  @Flag(help: "Measure the whole network: density, distances, clustering and others.")
  var structure = false

  @Flag(help: "List only the sources: entries read, kept, merged, repaired and left out.")
  var sources = false

  @Flag(help: "With --unit institutions: list the spellings of each that has several.")
  var spellings = false

  @OptionGroup(title: "Output") var output: TableOptions
  @OptionGroup(title: "Network") var network: NetworkOptions
  @OptionGroup(title: "Run") var options: RunOptions

  func validate() throws {
    let modes = [
      ("--duplicates", duplicates), ("--structure", structure), ("--sources", sources),
      ("--spellings", spellings),
    ].filter(\.1).map(\.0)
    if modes.count > 1 { throw ValidationError("\(modes[0]) excludes \(modes[1]).") }
    if spellings, network.unit != .institutions {
      throw ValidationError("--spellings needs --unit institutions.")
    }
    if duplicates || sources {
      try network.refuse(with: modes[0], because: "which counts entries of all works")
    }
  }

  func run() throws {
    try Run.perform(options) { run in
      if duplicates {
        return output.print(Duplicates.table(of: try run.load(input, needsContent: false)))
      }
      if sources {
        let bibliography = try run.load(input, needsContent: false)
        return output.print(SourceFigures.table(of: SourceFigures.figures(of: bibliography)))
      }
      let corpus = try run.loadCorpus(input, network, needsContent: structure)
      if spellings { return output.print(.spellings(of: corpus)) }
      if structure {
        let figures = try run.phase("measuring") {
          try NetworkFigures(of: corpus.network, execution: run.execution)
        }
        if !figures.leftOut.isEmpty {
          Console.tell(
            "left out, as the network is large: \(figures.leftOut.joined(separator: ", "))")
        }
        if output.format == .json {
          return Console.print(figures.json.text())
        }
        return output.print(figures.table(of: corpus.unit))
      }
      if network.isWeightingGiven {
        Console.warn("--weighting has no effect on counts; it has with --structure")
      }
      let statistics = try run.phase("counting") {
        try CorpusStatistics(corpus, execution: run.execution)
      }
      switch output.format {
      case .json: Console.print(statistics.json.text())
      case .csv: output.print(statistics.table)
      case .table, .markdown:
        output.print(statistics.table)
        if !statistics.sources.isEmpty {
          Console.print("")
          output.print(SourceFigures.table(of: statistics.sources))
        }
      }
    }
  }
}
