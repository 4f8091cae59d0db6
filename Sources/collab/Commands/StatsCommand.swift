import ArgumentParser
import CollabCorpus
import CollabCore
import CollabReport

struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Count what was read: entries, works, people, ties, and what is missing.")

  @OptionGroup var input: InputOptions

  @Flag(help: "List the works that several entries speak of, and why they are one.")
  var duplicates = false

  @Flag(help: "Measure the network as a whole: density, distances, clustering and so on.")
  var structure = false

  @OptionGroup var output: TableOptions
  @OptionGroup var network: NetworkOptions
  @OptionGroup var options: RunOptions

  func run() throws {
    try Run.perform(options) { run in
      if duplicates { return output.print(Duplicates.table(of: try run.load(input))) }
      let corpus = try run.loadCorpus(input, network)
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
        return output.print(figures.table)
      }
      let statistics = run.phase("counting") { CorpusStatistics(corpus) }
      if output.format == .json {
        Console.print(statistics.json.text())
      } else {
        output.print(statistics.table)
      }
    }
  }
}
