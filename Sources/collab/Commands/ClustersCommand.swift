import ArgumentParser
import CollabCorpus
import CollabAlgorithms
import CollabCore
import CollabGraph
import CollabReport

/// How authors are divided into clusters.
struct ClusterOptions: ParsableArguments {
  @Option(
    help: .init("The community detection method.", valueName: "id"),
    completion: .list(CommunityMethods.all.entries.map(\.id)))
  var method = CommunityMethods.all.entries[0].id

  var isGiven: Bool { method != CommunityMethods.all.entries[0].id }

  /// The method asked for.
  func entry() throws -> CommunityMethod { try CommunityMethods.all.entry(method) }
}

/// From which clusters the search starts.
struct EarlierClusterOptions: ParsableArguments {
  @Option(
    help: .init(
      "Start from the clusters of an earlier report, so that few authors move.",
      valueName: "folder"),
    completion: .directory)
  var clustersFrom: String?

  /// The clusters to start from.
  ///
  /// - Throws: ``FileError``; ``Failure`` for a method that starts from none.
  func clusters(for method: CommunityMethod, of unit: VertexUnit) throws -> EarlierClusters? {
    guard let clustersFrom else { return nil }
    guard method.takesInitial else {
      let others = CommunityMethods.all.entries.filter(\.takesInitial).map(\.id)
      throw Failure.usage(
        "the method '\(method.id)' does not start from --clusters-from; valid: "
          + others.joined(separator: ", "))
    }
    return try EarlierClusters(folder: clustersFrom, unit: unit)
  }

  /// Warns where the earlier clusters have no author of now.
  func warn(of earlier: EarlierClusters?, _ corpus: Corpus) {
    if let earlier, let clustersFrom, earlier.count(of: corpus.labels) == 0 {
      Console.warn("'\(clustersFrom)' has no cluster of any \(corpus.unit.noun) here")
    }
  }
}

struct ClustersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clusters",
    abstract: "Find communities of authors, and describe each by its topics.",
    discussion: """
      Examples:

        collab clusters refs.bib --members
        collab clusters refs.bib --runs 20
      """)

  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Clusters") var cluster: ClusterOptions
  @OptionGroup(title: "Clusters") var start: EarlierClusterOptions
  @OptionGroup(title: "Settings") var settings: SettingOptions

  @Option(help: .init("Print the n largest clusters only.", valueName: "n"))
  var top: Int?

  @Option(help: .init("Run from n seeds, and report how far the results agree.", valueName: "n"))
  var runs = 1

  @Flag(help: "Print the authors of each cluster, with their roles within and between clusters.")
  var members = false

  @Flag(help: "Run over a range of resolutions, and show where the clusters stay the same.")
  var profile = false

  @OptionGroup(title: "Output") var output: TableOptions
  @OptionGroup(title: "Network") var network: NetworkOptions
  @OptionGroup(title: "Run") var seed: SeedOption
  @OptionGroup(title: "Run") var options: RunOptions

  func validate() throws {
    if runs < 1 { throw ValidationError("--runs must be at least 1.") }
    if runs > PartitionStability.maximumRuns {
      throw ValidationError("--runs must be at most \(PartitionStability.maximumRuns).")
    }
    if let top, top < 0 { throw ValidationError("--top must not be negative.") }
    if profile,
      members || runs > 1 || top != nil || !settings.assignments.isEmpty
        || start.clustersFrom != nil
    {
      throw ValidationError(
        "--profile goes without --members, --runs, --top, --set and --clusters-from.")
    }
  }

  func run() throws {
    let method = try cluster.entry().with(settings.values())
    let earlier = try start.clusters(for: method, of: network.unit)
    try Run.perform(options) { run in
      let corpus = try run.loadCorpus(input, network)
      let noun = corpus.unit.noun
      Console.tell(remarksOn: corpus)
      if profile { return try printProfile(of: corpus, by: method, run) }
      start.warn(of: earlier, corpus)
      let clustering = try Clustering(
        of: corpus, by: method, from: earlier, runs: runs, seed: seed.seed,
        execution: run.execution)
      if members {
        output.print(clustering.membersTable(labels: corpus.labels, noun: noun, top: top))
      } else if output.format == .json {
        Console.print(clustering.json(labels: corpus.labels, noun: noun, top: top).text())
      } else {
        output.print(clustering.table(labels: corpus.labels, noun: noun, top: top))
        Console.tell("modularity \(clustering.quality.modularity)")
      }
    }
  }

  private func printProfile(of corpus: Corpus, by method: CommunityMethod, _ run: Run) throws {
    let profile = try run.phase("resolutions") {
      try ResolutionProfile(
        of: method, in: corpus.network.graph(execution: run.execution), seed: seed.seed,
        execution: run.execution)
    }
    if output.format == .json {
      Console.print(profile.json.text())
    } else {
      output.print(profile.table)
    }
  }
}
