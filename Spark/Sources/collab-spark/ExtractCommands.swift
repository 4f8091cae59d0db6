import ArgumentParser
import CollabAlgorithms
import CollabCore
import CollabSpark
import CommandOptions
import SparkConnect

/// Where a part of a corpus goes.
struct PartOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: .init("The file to write, which every local command reads.", valueName: "file"))
  var output: String

  @Flag(
    help: "Only works whose authors are all in the part; else they come with all their authors.")
  var inside = false

  @Option(
    help: .init(
      "Only works of this field, as their source names it: 'Engineering', 'cs.DL'.",
      valueName: "name"))
  var field = ""

  @OptionGroup(title: "Network") var network: WorkOptions
  @OptionGroup var localOnly: LocalOnlyOptions
  @OptionGroup(title: "Run") var remote: RemoteOptions

  func validate() throws { try LineFile.check(output) }

  /// Takes a part out and writes it.
  func write(_ argument: CorpusArgument, _ part: SparkExtraction.Part) async throws {
    try await Run.perform(remote) { run in
      let asksForAll = if case .everyone = part { true } else { false }
      let network = try await run.network(argument, network, asksForAll: asksForAll)
      var count = 0, authors = 0
      try await LineFile.write(output) { file in
        let extraction = try await SparkExtraction(of: network, part)
        authors = extraction.authors
        try await extraction.works(
          onlyInside: inside, field: field,
          restart: { () throws(SparkError) in try file.removeAll() }
        ) { try file.append($0) }
        count = file.count
        if !field.isEmpty, count == 0 {
          let known = try await extraction.fields()
          throw OptionError(
            "no work of the part is of the field '\(field)'"
              + (known.isEmpty ? "" : "; most works are of: " + known.joined(separator: ", ")))
        }
      }
      Console.tell(
        "wrote '\(output)': \(counted(count, "work"))"
          + (field.isEmpty ? "" : " of the field '\(field)'")
          + " of \(counted(authors, "author"))"
      )
    }
  }
}

struct ExtractCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Bring a part home that one machine holds, for every local command.",
    discussion: """
      Examples:

        collab spark extract /shared/field --top 1000 -o leaders.jsonl --remote sc://host:15002
        collab spark extract /shared/field --component 2 -o island.jsonl --remote sc://host:15002
        collab spark extract /shared/field --cluster 1 -o group.jsonl --remote sc://host:15002
        collab spark extract /shared/field --years 2020.. -o recent.jsonl --remote sc://host:15002
        collab report recent.jsonl -o report
      """)

  @OptionGroup var corpus: CorpusArgument

  @Option(help: .init("The first n authors of a ranking.", valueName: "n"))
  var top: Int?

  @Option(help: .init("The measure of the ranking (default: pagerank).", valueName: "id"))
  var by: String?

  @Option(help: .init("The n-th component, largest first.", valueName: "n"))
  var component: Int?

  @Option(help: .init("The n-th cluster, as 'clusters' lists them.", valueName: "n"))
  var cluster: Int?

  @OptionGroup(title: "Communities") var communities: CommunityOptions
  @OptionGroup(title: "Output") var part: PartOptions

  func validate() throws {
    let given = [("--top", top), ("--component", component), ("--cluster", cluster)]
      .filter { $0.1 != nil }.map(\.0)
    if given.count > 1 { throw ValidationError("\(given[0]) excludes \(given[1]).") }
    if by != nil, top == nil { throw ValidationError("--by has no effect without --top.") }
    if !communities.areDefaults, cluster == nil {
      throw ValidationError(
        "--resolution, --rounds, --local-ties and --seed have no effect without --cluster.")
    }
    if let cluster, cluster < 1 { throw ValidationError("--cluster must be at least 1.") }
    if let top, top < 1 { throw ValidationError("--top must be at least 1.") }
    if let component, component < 1 { throw ValidationError("--component must be at least 1.") }
  }

  func run() async throws {
    if let top {
      try await part.write(corpus, .top(top, SparkMeasures.measure(by ?? "pagerank")))
    } else if let component {
      try await part.write(corpus, .component(component))
    } else if let cluster {
      try await part.write(corpus, .community(cluster, communities.parameters))
    } else {
      try await part.write(corpus, .everyone)
    }
  }
}

struct EgoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ego", abstract: "Bring an author's surroundings home, for every local command.")

  @OptionGroup var corpus: CorpusArgument

  @Argument(help: .init("The author's name, as tables show it.", valueName: "name"))
  var name: String

  @Option(help: .init("How many steps away people are taken with.", valueName: "n"))
  var radius = 1

  @OptionGroup(title: "Output") var part: PartOptions

  func validate() throws {
    if radius < 0 { throw ValidationError("--radius must not be negative.") }
  }

  func run() async throws {
    try await part.write(corpus, .around(name, radius: radius))
  }
}
