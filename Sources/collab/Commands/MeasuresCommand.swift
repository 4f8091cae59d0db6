import ArgumentParser
import CollabAlgorithms
import CollabCore
import CollabReport

struct MeasuresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measures",
    abstract: "List the measures of authors, and how each uses the weights of ties.")

  @OptionGroup(title: "Output") var output: TableOptions

  func run() throws {
    var table = Table([
      .init("id"), .init("weights"), .init("parameters"), .init("summary"), .init("reference"),
    ])
    for measure in Measures.all.entries {
      table.append([
        .text(measure.id), .text(measure.weights.rawValue),
        .list(measure.parameters.map { "\($0.name)=\($0.defaultValue)" }), .text(measure.summary),
        .text(measure.reference),
      ])
    }
    output.print(table)
  }
}
