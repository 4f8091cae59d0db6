import ArgumentParser
import CollabReport

extension TableFormat: ExpressibleByArgument {}

/// How results are printed.
struct TableOptions: ParsableArguments {
  @Option(help: "How to print results.")
  var format = TableFormat.table

  func print(_ table: Table) { Console.print(table.text(format), terminator: "") }
}
