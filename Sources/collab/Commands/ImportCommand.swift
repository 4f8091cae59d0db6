import ArgumentParser
import CollabBibliography
import CollabReport
import CollabStore

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Keep what is read in an SQLite file, which every command takes as input.",
    discussion: """
      A file that is there already changes nothing; one of the same name with other content \
      replaces it. An import that fails leaves the file as it was.
      """)

  @OptionGroup var input: InputOptions

  @Option(
    help: .init("The SQLite file; made where it does not exist.", valueName: "file"),
    completion: .file(extensions: ["sqlite"]))
  var into: String

  @OptionGroup var output: TableOptions
  @OptionGroup var options: RunOptions

  func run() throws {
    try FileOutput.check(into)
    do { try Store.check(into) } catch {
      throw Failure.inputOutput("cannot write '\(into)': \(error.description)")
    }
    try Run.perform(options) { run in
      let sources = try run.readSources(input)
      let changes = try run.phase("importing") {
        do {
          return try Store.add(sources, to: into) { stored in
            try Bibliography(merging: stored, execution: run.execution)
          }
        } catch let error as StoreError {
          throw Failure.inputOutput("cannot write '\(into)': \(error.description)")
        }
      }
      var table = Table([.init("source"), .init("format"), .init("entries"), .init("change")])
      for (source, change) in zip(sources, changes) {
        table.append([
          .text(source.source.name), .text(source.source.format),
          .count(source.source.entryCount), .text(change.rawValue),
        ])
      }
      output.print(table)
    }
  }
}
