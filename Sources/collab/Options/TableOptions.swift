import ArgumentParser
import CollabReport

extension TableFormat: ExpressibleByArgument {}

/// How results are printed.
struct TableOptions: ParsableArguments {
  @Option(help: "How to print results.")
  var format = TableFormat.table

  func print(_ table: Table) { TableOptions.print(table, as: format) }

  static func print(_ table: Table, as format: TableFormat) {
    Console.print(table.text(format), terminator: "")
  }
}
