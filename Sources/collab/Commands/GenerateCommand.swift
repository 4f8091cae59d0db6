import ArgumentParser
import CollabGraph
import CollabReport

struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Generate a synthetic bibliography in BibTeX with the structure of a real field.",
    discussion: """
      Works, authors, communities and citations grow over the years as in real collaboration \
      networks. Equal numbers and seeds give equal files: for tests and for runs at any scale.

      Examples:

        collab generate --works 1000 -o sample.bib
      """)

  @Option(help: .init("The number of works.", valueName: "n"))
  var works: Int

  @OptionGroup(title: "Run") var seed: SeedOption

  @Option(
    name: .shortAndLong,
    help: .init("The file to write (default: standard output).", valueName: "file"),
    completion: .file(extensions: ["bib"]))
  var output: String?

  @OptionGroup(title: "Run") var options: RunOptions

  func validate() throws {
    if works < 0 || works > 100_000_000 {
      throw ValidationError("--works must lie from 0 to 100000000.")
    }
  }

  func run() throws {
    if let output { try FileOutput.check(output) }
    try Run.perform(options) { run in
      let generated = try run.phase("generating") {
        CollaborationGenerator(works: works, seed: seed.seed).generate()
      }
      try run.phase("writing") {
        var bytes: [UInt8] = []
        for work in 0..<generated.workCount { bytes += generated.bibTeX(work).utf8 }
        if let output { try Console.write(bytes, to: output) } else { Console.write(bytes) }
      }
    }
  }
}
