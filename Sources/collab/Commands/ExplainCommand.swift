import ArgumentParser
import CollabAlgorithms
import CollabCore
import CollabCorpus
import CollabReport

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show how a number comes about: its formula, and the works behind it.",
    discussion: """
      Every work is listed with the source and the line of each of its entries, and with what it \
      adds to the number. Options of the network and the seed are those of the run that gave the \
      number.

      Measures: \(Explainer.measures.joined(separator: ", ")).
      Counts: \(Explainer.counts.joined(separator: ", ")).

      Examples:

        collab explain refs.bib --tie "Ann Hill" "Bob Wood"
        collab explain refs.bib --author "Ann Hill" --by h-index
        collab explain works.jsonl --unit institutions --author "Delft" --by papers
        collab explain refs.bib --cluster 3 --format csv
        collab explain refs.bib --count worksWithoutYear
      """)

  @OptionGroup(title: "Input") var input: InputOptions

  @Option(
    parsing: .upToNextOption,
    help: .init("Explain the weight of the tie between two people.", valueName: "name> <name"))
  var tie: [String] = []

  @Option(help: .init("Explain a person's value and rank by a measure.", valueName: "name"))
  var author: String?

  @Option(
    help: .init(
      "With --author: the measure (default: pagerank, as in 'collab rank').", valueName: "id"),
    completion: .list(Explainer.measures))
  var by: String?

  @Option(help: .init("Explain the cluster of this number.", valueName: "n"))
  var cluster: Int?

  @Option(
    help: .init("Explain a count of 'collab stats'.", valueName: "count"),
    completion: .list(Explainer.counts))
  var count: String?

  @OptionGroup(title: "Clusters") var method: ClusterOptions
  @OptionGroup(title: "Settings") var settings: SettingOptions
  @OptionGroup(title: "Output") var output: TableOptions
  @OptionGroup(title: "Network") var network: NetworkOptions
  @OptionGroup(title: "Run") var seed: SeedOption
  @OptionGroup(title: "Run") var options: RunOptions

  func validate() throws {
    let asked = [
      ("--tie", !tie.isEmpty), ("--author", author != nil), ("--cluster", cluster != nil),
      ("--count", count != nil),
    ].filter(\.1).map(\.0)
    if asked.count != 1 {
      throw ValidationError(
        asked.isEmpty
          ? "One of --tie, --author, --cluster and --count is needed."
          : "\(asked[0]) excludes \(asked[1]).")
    }
    if !tie.isEmpty, tie.count != 2 { throw ValidationError("--tie takes two names.") }
    if by != nil, author == nil { throw ValidationError("--by needs --author.") }
    if !settings.assignments.isEmpty, author == nil, cluster == nil {
      throw ValidationError("--set needs --author or --cluster.")
    }
    if method.isGiven, cluster == nil { throw ValidationError("--method needs --cluster.") }
    if count != nil {
      try network.refuse(with: "--count", because: "which counts all works")
    }
  }

  func run() throws {
    let measure = try Measures.all.entry(by ?? Ranking.usualMeasures(first: 1)[0].id)
    let asked = try settings.values()
    if author != nil { try asked.check(against: measure.parameters) }
    let method = try method.entry()
    if cluster != nil { try asked.check(against: method.parameters) }
    try Run.perform(options) { run in
      let corpus = try run.loadCorpus(input, network, needsContent: count == nil)
      let explanation = try run.phase("explaining") {
        if let count { return try Explainer.count(count, of: corpus) }
        // Both take a while in a large corpus.
        let names = author.map { [$0] } ?? tie
        let (explainer, vertices) = try run.execution.both {
          try Explainer(corpus, execution: run.execution)
        } and: {
          try corpus.vertices(named: names)
        }
        if let cluster {
          return try explainer.cluster(
            cluster,
            of: Clustering(
              of: corpus, by: method.with(asked), seed: seed.seed, execution: run.execution))
        }
        if author != nil {
          return try explainer.author(
            vertices[0], by: measure.with(asked), seed: seed.seed, execution: run.execution)
        }
        if vertices[0] == vertices[1] {
          throw Failure.usage("--tie: both names are of \(corpus.labels[vertices[0]])")
        }
        return explainer.tie(vertices[0], vertices[1])
      }
      output.print(explanation.document, json: explanation.json, table: explanation.parts)
    }
  }
}
