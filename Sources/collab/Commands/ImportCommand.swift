import ArgumentParser
import CollabBibliography
import CollabCore
import CollabReport
import CollabStore

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Store what is read in an SQLite file, which every command takes as input.",
    discussion: """
      A file that is there already changes nothing; one of the same name with other content \
      replaces it. An import that fails leaves the file as it was.

      Examples:

        collab import refs.bib scopus.csv --into field.sqlite
        collab rank field.sqlite
      """)

  @OptionGroup(title: "Input") var input: InputOptions

  @Option(
    help: .init("The SQLite file; created if it does not exist.", valueName: "file"),
    completion: .file(extensions: ["sqlite"]))
  var into: String

  @Flag(
    help: """
      Learn anew who is who. Otherwise what was learnt is kept until the corpus has grown or \
      shrunk by more than a tenth.
      """)
  var retrain = false

  @OptionGroup(title: "Output") var output: TableOptions
  @OptionGroup(title: "Run") var options: RunOptions

  func validate() throws {
    if !input.names.isEmpty || input.identity != nil || input.matching != nil {
      throw ValidationError(
        "--names and --identity would have no effect: give them to commands that read '\(into)'.")
    }
  }

  /// Says what the model is, and of when.
  private func tell(_ model: IdentityModel, _ merged: Bibliography) {
    let works = merged.works.count
    Console.tell(
      works == model.workCount
        ? "who is who: learnt from these \(works) works"
        : "who is who: \(works) works are weighed by what was learnt from \(model.workCount); "
          + "--retrain learns anew")
  }

  func run() throws {
    try FileOutput.check(into)
    do { try Store.check(into) } catch {
      throw Failure.inputOutput("cannot write '\(into)': \(error.description)")
    }
    try Run.perform(options) { run in
      let sources = try run.readSources(input)
      var merged: Bibliography?
      let changes = try run.phase("importing") {
        do {
          return try Interruption.postponed {
            try Store.add(sources, to: into, retrain: retrain) { stored, model in
              let bibliography = try Bibliography(
                merging: stored, model: model, people: KeptPeople(), execution: run.execution)
              merged = bibliography
              return bibliography
            }
          }
        } catch let error as StoreError {
          throw Failure.inputOutput("cannot write '\(into)': \(error.description)")
        }
      }
      let ofAll = Dictionary(
        (merged.map { SourceFigures.figures(of: $0) } ?? []).map { ($0.source.name, $0) },
        uniquingKeysWith: { first, _ in first })
      let figures = SourceFigures.figures(
        of: sources.map(\.source), diagnostics: sources.flatMap(\.content.diagnostics))
      var table = Table(
        [.init("source")] + SourceFigures.columns.dropFirst() + [.init("change")])
      for (figure, change) in zip(figures, changes) {
        let figure = ofAll[figure.source.name] ?? figure
        table.append(figure.cells + [.text(change.rawValue)])
      }
      if let merged, let model = merged.identity?.learnt, model.isLearnt { tell(model, merged) }
      output.print(table)
    }
  }
}
