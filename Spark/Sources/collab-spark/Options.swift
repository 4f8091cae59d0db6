import ArgumentParser
import CollabCore
import CollabGraph
import CollabSpark
import SparkConnect

extension TableFormat: @retroactive ExpressibleByArgument {}
extension ImportFormat: ExpressibleByArgument {}
extension Weighting: @retroactive ExpressibleByArgument {}

/// Where to compute.
struct RemoteOptions: ParsableArguments {
  @Option(
    help: .init(
      "The Spark Connect server: sc://host:port, with /;token=…;use_ssl=true behind it where it asks for them; or local, which starts one from an installed Spark and stops it.",
      valueName: "address"))
  var remote: String

  @Option(
    help: .init(
      "How many seconds a server that went away is waited for.", valueName: "seconds"))
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

/// Which part of the works becomes a network, and with which weights; as for the local commands.
struct NetworkOptions: ParsableArguments {
  @Option(
    help: .init(
      "The weight that a work with n authors adds to each tie: full (1), fractional (1/(n-1)), strict (2/(n(n-1))).",
      valueName: "weighting"))
  var weighting = Weighting.fractional

  @Option(help: .init("Exclude works with more than n authors.", valueName: "n"))
  var maxAuthors: Int?

  @Flag(help: "Include groups, such as a named team, as vertices.")
  var groups = false

  @Option(help: .init("Include only works of these years: 2010..2020, 2010.. or ..2020."))
  var years: YearRange?

  func validate() throws {
    if let maxAuthors, maxAuthors < 1 {
      throw ValidationError("--max-authors must be at least 1.")
    }
  }

  var selection: SparkNetwork.Selection {
    .init(
      weighting: weighting, maximumAuthors: maxAuthors, includesGroups: groups,
      years: years?.range)
  }
}

/// Years from one to another, both included; either end may be left open.
struct YearRange: ExpressibleByArgument {
  let range: ClosedRange<Int>

  init?(argument: String) {
    let ends =
      argument.firstRange(of: "..").map {
        [argument[..<$0.lowerBound], argument[$0.upperBound...]]
      } ?? [argument[...], argument[...]]
    let years = zip(ends, [Int.min, Int.max]).map { $0.isEmpty ? $1 : Int($0) }
    guard let first = years[0], let last = years[1], first <= last, argument != ".." else {
      return nil
    }
    range = first...last
  }
}
