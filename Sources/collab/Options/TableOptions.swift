import ArgumentParser
import CollabReport

extension TableFormat: ExpressibleByArgument {}

/// How results are printed.
struct TableOptions: ParsableArguments {
  @Option(help: "The output format.")
  var format = TableFormat.table

  /// Warns of a number of rows where all are printed.
  func warnOfTop(_ top: Int?) {
    if top != nil, format == .json || format == .csv {
      Console.warn("--top has no effect with --format \(format.rawValue), which has all rows")
    }
  }

  func print(_ table: Table) { TableOptions.print(table, as: format) }

  static func print(_ table: Table, as format: TableFormat) {
    Console.print(table.text(format), terminator: "")
  }
}
