import ArgumentParser
import CollabCore
import CollabSpark
import CommandOptions
import SparkConnect

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Read works into a corpus on the cluster's storage.",
    discussion: """
      INPUT is a file or folder that the cluster sees, packed with gzip or not: by default lines \
      that 'collab export --to csl-jsonl' wrote, or with --from works of another source. There \
      people are told by the source's number, else by ORCID, else by the spelling of their name.
      """)

  @Argument(help: .init("The file or folder to read.", valueName: "input"))
  var input: String

  @Option(help: .init("The folder of the corpus to write.", valueName: "corpus"))
  var into: String

  @Option(help: "What the input is written in.")
  var from = ImportFormat.collab

  @Flag(help: "Write the corpus anew where the folder holds one already.")
  var replace = false

  @OptionGroup(title: "Run") var remote: RemoteOptions

  func run() async throws {
    try await Run.perform(remote) { run in
      let corpus = try await run.corpus(at: into)
      let result = try await corpus.importWorks(
        try run.path(input, allowsPatterns: true), as: from, stamp: Int.random(in: 1...Int.max),
        replaces: replace)
      Console.tell(
        "\(counted(result.works, "work")), \(counted(result.people, "person or group", "people and groups")), \(counted(result.authorships, "place")) on bylines"
      )
      if from != .collab, result.groups > 0 {
        Console.tell(
          "\(counted(result.groups, "group")) among them, by the source or by a name that ends in 'Collaboration', 'Team' and the like"
        )
      }
      if result.repeated > 0 {
        Console.tell(
          "left out: \(counted(result.repeated, "line")) with the key of another")
      }
      if result.leftOut > 0 {
        Console.tell(
          "warning: \(counted(result.leftOut, "value")) left out: years outside 1000 to 2999, counts of citations outside 0 to 10,000,000, ORCIDs whose last digit is wrong, names that name nobody, such as 'et al.'"
        )
      }
      if result.alikeByTitle + result.alikeByDOI > 0 {
        Console.tell(
          "warning: \(counted(result.alikeByTitle, "work")) with the title and the people of another and \(result.alikeByDOI.grouped) with the DOI of another are counted as they are; a local command merges what is one work"
        )
      }
      if result.rejected > 0 {
        Console.tell(
          "warning: \(counted(result.rejected, "line")) of \(result.lines.grouped) could not be read; see '\(corpus.root)/rejected'"
        )
        throw ExitCode.failure
      }
    }
  }
}

struct StatsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Count works, people and ties, and report what is missing.")

  @OptionGroup var corpus: CorpusArgument
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Network") var network: WorkOptions
  @OptionGroup var localOnly: LocalOnlyOptions
  @OptionGroup(title: "Run") var remote: RemoteOptions

  func run() async throws {
    try await Run.perform(remote) { run in
      let network = try await SparkNetwork(of: await run.corpus(corpus), network.selection)
      let statistics = try await SparkStatistics(of: network)
      output.print(statistics.table, json: statistics.json)
    }
  }
}

struct RankCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rank", abstract: "Rank authors by one or several measures.",
    discussion: """
      The first measure decides the order; authors of equal score stand in the order of their \
      names. Measures: \(SparkMeasures.ids.joined(separator: ", ")).
      """)

  @OptionGroup var corpus: CorpusArgument

  @Option(help: .init("The measures, separated by commas.", valueName: "ids"))
  var by = "pagerank"

  @Option(
    name: .customLong("set"),
    help: .init("Set a parameter of a measure; repeatable.", valueName: "name=value"))
  var assignments: [String] = []

  @Option(help: .init("Print the first n authors only.", valueName: "n"))
  var top: Int?

  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Network") var network: WorkOptions
  @OptionGroup var localOnly: LocalOnlyOptions
  @OptionGroup(title: "Run") var remote: RemoteOptions

  func validate() throws {
    if let top, top < 0 { throw ValidationError("--top must not be negative.") }
  }

  func run() async throws {
    let ids = by.split(separator: ",").map(String.init)
    if ids.isEmpty { throw ValidationError("--by names no measure.") }
    if let twice = ids.indices.first(where: { ids[..<$0].contains(ids[$0]) }) {
      throw ValidationError("--by names '\(ids[twice])' twice.")
    }
    let measures = try ids.map { try SparkMeasures.measure($0) }
    let settings = try Settings(parsing: assignments)
    try await Run.perform(remote) { run in
      let network = try await run.network(corpus, network)
      let ranking = try await SparkRanking(
        by: measures, of: network, settings: settings, top: top)
      for remark in ranking.remarks { Console.tell(remark) }
      output.print(ranking.table)
    }
  }
}

struct ComponentsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "components",
    abstract: "List the groups of authors that no chain of coauthors connects, largest first.")

  @OptionGroup var corpus: CorpusArgument

  @OptionGroup(title: "Output") var largest: LargestOption
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Network") var network: WorkOptions
  @OptionGroup var localOnly: LocalOnlyOptions
  @OptionGroup(title: "Run") var remote: RemoteOptions

  func run() async throws {
    try await Run.perform(remote) { run in
      let network = try await run.network(corpus, network)
      let components = try await SparkComponents(of: network)
      output.print(try await components.table(of: network, top: largest.top))
      Console.tell(
        "\(counted(components.count, "component")) in \(counted(components.rounds, "round"))")
    }
  }
}

struct ClustersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clusters",
    abstract: "Find communities of authors: label propagation on the cluster, then Leiden here.",
    discussion: """
      Words and titles come of the works themselves: 'extract --cluster N' brings a cluster home, and \
      'collab clusters' or 'collab report' describes it.
      """)

  @OptionGroup var corpus: CorpusArgument

  @OptionGroup(title: "Communities") var communities: CommunityOptions

  @Flag(help: "Print the authors of each cluster.")
  var members = false

  @Option(
    help: .init(
      "Also write the graph of the listed clusters, JSON that every local command reads.",
      valueName: "file"))
  var graph: String?

  @OptionGroup(title: "Output") var largest: LargestOption
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Network") var network: WorkOptions
  @OptionGroup var localOnly: LocalOnlyOptions
  @OptionGroup(title: "Run") var remote: RemoteOptions

  func validate() throws { try graph.map(LineFile.check) }

  func run() async throws {
    try await Run.perform(remote) { run in
      let network = try await run.network(corpus, network)
      guard let graph else { return try await divide(network, into: nil) }
      try await LineFile.write(graph) { try await divide(network, into: $0) }
      Console.tell("wrote '\(graph)'")
    }
  }

  /// Divides a network, prints the clusters, and writes their graph where that is asked for.
  private func divide(_ network: SparkNetwork, into file: LineFile?) async throws {
    let communities = try await SparkCommunities(of: network, communities.parameters)
    let list = members && file == nil ? nil : try await communities.list(top: largest.top)
    if let file, let list { try file.append(try await communities.graph(of: list)) }
    if members {
      output.print(try await communities.membersTable(top: largest.top))
    } else if let list {
      output.print(list)
    }
    Console.tell(
      "\(counted(communities.count, "community", "communities")) of \(counted(communities.labels, "label")), modularity \(communities.modularity)"
    )
  }
}
