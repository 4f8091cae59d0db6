import ArgumentParser
import CollabCore
import CollabSpark
import CommandOptions
import SparkConnect

extension ImportFormat: ExpressibleByArgument {}

/// Where to compute.
struct RemoteOptions: ParsableArguments {
  @Option(
    help: .init(
      "The Spark Connect server: sc://host:port, with /;token=…;use_ssl=true behind it where it asks for them; or local, which starts one from an installed Spark and stops it.",
      valueName: "address"))
  var remote: String

  @Option(
    help: .init(
      "How many seconds a server that went away or does not answer is waited for.",
      valueName: "seconds"))
  var patience = 60

  @Flag(name: .shortAndLong, help: "Write no notes and progress; errors and exit codes stay.")
  var quiet = false

  @Flag(help: "Go on behind the last whole round of an earlier run that was interrupted.")
  var resume = false

  func validate() throws {
    Console.isQuiet = quiet
    if patience < 0 { throw ValidationError("--patience must not be negative.") }
    if remote != "local", !remote.hasPrefix("sc://") {
      throw ValidationError("--remote is 'local' or begins with sc://.")
    }
  }
}

/// The folder of the corpus.
struct CorpusArgument: ParsableArguments {
  @Argument(
    help: .init("The folder of the corpus, as the cluster sees it.", valueName: "corpus"))
  var corpus: String
}

/// How results are printed.
struct OutputOptions: ParsableArguments {
  @Option(help: "The output format.")
  var format = TableFormat.table

  func print(_ table: Table) { Console.print(table.text(format)) }

  func print(_ table: Table, json: JSON) {
    Console.print(format == .json ? json.text() + "\n" : table.text(format))
  }
}

/// How communities are found.
struct CommunityOptions: ParsableArguments {
  @Option(help: "Larger values give smaller communities.")
  var resolution = Self.defaults.resolution

  @Option(help: .init("The rounds of label propagation.", valueName: "n"))
  var rounds = Self.defaults.rounds

  @Option(
    help: .init(
      "The maximum number of ties between labels that the local method takes; where there are more, labels are joined again.",
      valueName: "n"))
  var localTies = Self.defaults.maximumTieCount

  @Option(help: "The seed of what is drawn.")
  var seed = Self.defaults.seed

  private static let defaults = SparkCommunities.Parameters()

  var parameters: SparkCommunities.Parameters {
    .init(resolution: resolution, rounds: rounds, maximumTieCount: localTies, seed: seed)
  }

  var areDefaults: Bool { parameters == Self.defaults }

  func validate() throws {
    if rounds < 0 { throw ValidationError("--rounds must not be negative.") }
    if localTies < 1 { throw ValidationError("--local-ties must be at least 1.") }
  }
}

/// How many rows are printed.
struct LargestOption: ParsableArguments {
  @Option(help: .init("Print the n largest only.", valueName: "n"))
  var top = 20

  func validate() throws {
    if top < 0 { throw ValidationError("--top must not be negative.") }
  }
}

/// The options of local commands by which people and ties are left out, which are refused in one line and not taken
/// for misspelled ones.
struct LocalOnlyOptions: ParsableArguments {
  @Option(help: .hidden) var minPapers: String?
  @Option(help: .hidden) var minTies: String?
  @Option(help: .hidden) var minWeight: String?
  @Option(help: .hidden) var people: String?
  @Option(help: .hidden) var unit: String?

  func validate() throws {
    let given = [
      ("--min-papers", minPapers), ("--min-ties", minTies), ("--min-weight", minWeight),
      ("--people", people), ("--unit", unit == "authors" ? nil : unit),
    ]
    if let (option, _) = given.first(where: { $0.1 != nil }) {
      throw ValidationError(
        "\(option) is not computed on a cluster; 'extract' brings a part home, and the local commands take the option there."
      )
    }
  }
}
