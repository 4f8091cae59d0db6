import ArgumentParser
import CollabCore
import CollabCorpus
import CollabReport

struct PathCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "path",
    abstract: "Show the shortest path between two people, and the works that link them.",
    discussion: """
      Examples:

        collab path "Ann Hill" "Bob Wood" refs.bib
      """)

  @Argument(help: "The name at one end.")
  var from: String

  @Argument(help: "The name at the other end.")
  var to: String

  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Output") var output: TableOptions
  @OptionGroup(title: "Network") var network: NetworkOptions
  @OptionGroup(title: "Run") var options: RunOptions

  func run() throws {
    try Run.perform(options) { run in
      let corpus = try run.loadCorpus(input, network)
      let ends = try corpus.vertices(named: [from, to])
      if ends[0] == ends[1] {
        throw Failure.usage(
          "'\(from)' and '\(to)' are one \(corpus.unit.word), \(corpus.labels[ends[0]])")
      }
      if network.isWeightingGiven {
        Console.warn("--weighting has no effect: the shortest chain counts ties")
      }
      let chain = try run.phase("searching") { Chain(from: ends[0], to: ends[1], in: corpus) }
      output.print(chain.document, json: chain.json, table: chain.table)
    }
  }
}
