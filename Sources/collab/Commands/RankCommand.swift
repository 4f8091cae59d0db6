import ArgumentParser
import CollabCorpus
import CollabAlgorithms
import CollabCore
import CollabReport

struct RankCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rank",
    abstract: "Rank authors by one or several measures.",
    discussion: """
      The first measure decides the order; authors of equal score stand in the order of their \
      names. A score that is not known is null in JSON, and never zero.

      Examples:

        collab rank refs.bib --by pagerank,h-index --top 10
        collab rank folder --years 2015.. --format csv
      """)

  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Measures") var measures: MeasureOptions

  @Option(help: .init("Print the first n authors only.", valueName: "n"))
  var top: Int?

  @Option(help: "Approximate within this absolute error, if the measure supports it.")
  var epsilon: Double?

  @Option(help: "The probability that the approximation exceeds --epsilon.")
  var delta: Double?

  @Flag(
    help: "Check the scores by what defines them; exit with code 2 where a check fails.")
  var verify = false

  @Flag(
    help:
      "Add the stability interval of each rank by the first measure: the middle 90 % of 200 draws of the works."
  )
  var intervals = false

  @OptionGroup(title: "Output") var output: TableOptions
  @OptionGroup(title: "Network") var network: NetworkOptions
  @OptionGroup(title: "Run") var seed: SeedOption
  @OptionGroup(title: "Run") var options: RunOptions

  func validate() throws {
    if let top, top < 0 { throw ValidationError("--top must not be negative.") }
    let set = try measures.settings.values()
    if (epsilon != nil && set["epsilon"] != nil) || (delta != nil && set["delta"] != nil) {
      throw ValidationError("--epsilon and --delta exclude --set of the same.")
    }
    if delta ?? set["delta"] != nil, epsilon ?? set["epsilon"] == nil {
      throw ValidationError("--delta needs --epsilon.")
    }
  }

  func run() throws {
    var settings = try measures.settings.values()
    if let epsilon { settings["epsilon"] = epsilon }
    if let delta { settings["delta"] = delta }
    let asked = try measures.asked() ?? Ranking.usualMeasures(first: 1)
    try Run.perform(options) { run in
      let corpus = try run.loadCorpus(input, network, needsGraph: false)
      Console.tell(remarksOn: corpus)
      let ranking = try run.phase("ranking") {
        try Ranking(
          by: asked, of: corpus.network, settings: settings, seed: seed.seed,
          execution: run.execution)
      }
      Console.tell(remarksOn: ranking, of: corpus)
      network.warnUnlessWeighted(ranking)
      let ranges = try run.phase("intervals") {
        try intervals
          ? RankIntervals(
            of: ranking.columns[0].measure, in: corpus.network, seed: seed.seed,
            execution: run.execution) : nil
      }
      if let ranges, !corpus.labels.isEmpty, ranges.ranks.allSatisfy({ $0 == nil }) {
        Console.tell(
          "no \(corpus.unit.noun) has \(RankIntervals.minimumWorks) works or more, and so no rank has an interval"
        )
      }
      output.print(
        ranking.table(
          labels: corpus.labels, noun: corpus.unit.noun, top: top, intervals: ranges))
      if verify { try check(ranking, of: corpus, run) }
    }
  }
}

extension RankCommand {
  /// Checks each column, tells what was found, and fails where a check does.
  private func check(_ ranking: Ranking, of corpus: Corpus, _ run: Run) throws {
    var hasFailed = false
    for column in ranking.columns {
      let verification = try run.phase("verifying") {
        try column.measure.verification(
          of: column.scores, for: corpus.network, execution: run.execution)
      }
      let line = "\(column.measure.id): \(verification)"
      if case .fails = verification {
        hasFailed = true
        Console.writeError(line)
      } else {
        Console.tell(line)
      }
    }
    if hasFailed { throw Failure(code: .found, message: nil) }
  }
}

extension NetworkOptions {
  /// Warns of a weighting that no measure looks at.
  func warnUnlessWeighted(_ ranking: Ranking) {
    let uses = ranking.columns.map(\.measure.weights)
    if isWeightingGiven, uses.allSatisfy({ $0 == .ignored || $0 == .none }) {
      Console.warn("--weighting has no effect: no measure asked for looks at weights")
    }
  }
}

extension Console {
  /// Tells what the reader of scores should know.
  static func tell(remarksOn ranking: Ranking, of corpus: Corpus) {
    for remark in ranking.remarks(for: corpus.unit) { tell(remark) }
  }
}
