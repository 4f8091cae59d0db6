import ArgumentParser
import CollabReport

struct PeopleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "people",
    abstract: "Show who is who: people with their spellings, works and identifiers.",
    discussion: """
      Confidence is the probability that the weakest bridge between a person's works holds.
      """)

  @OptionGroup var input: InputOptions

  @Flag(help: "One row for each place of each entry's byline, with the person who stands there.")
  var mentions = false

  @OptionGroup var output: TableOptions
  @OptionGroup var options: RunOptions

  func run() throws {
    try Run.perform(options) { run in
      let bibliography = try run.load(input)
      output.print(mentions ? .mentions(of: bibliography) : .people(of: bibliography))
    }
  }
}
