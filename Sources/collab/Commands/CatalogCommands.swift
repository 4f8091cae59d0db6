import ArgumentParser
import CollabAlgorithms
import CollabBibliography
import CollabCore
import CollabReport

struct FormatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats", abstract: "List the formats that are read.")

  @OptionGroup var output: TableOptions

  func run() throws {
    var table = Table([.init("id"), .init("summary"), .init("extensions")])
    for reader in Readers.all.entries {
      table.append([.text(reader.id), .text(reader.summary), .list(reader.fileExtensions)])
    }
    output.print(table)
  }
}

struct MeasuresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measures",
    abstract: "List what authors can be ranked by, and how it treats the weights of ties.")

  @OptionGroup var output: TableOptions

  func run() throws {
    var table = Table([
      .init("id"), .init("weights"), .init("parameters"), .init("summary"), .init("reference"),
    ])
    for measure in Measures.all.entries {
      table.append([
        .text(measure.id), .text(measure.weights.rawValue),
        .list(measure.parameters.map { "\($0.name)=\($0.standard)" }), .text(measure.summary),
        .text(measure.reference),
      ])
    }
    output.print(table)
  }
}
