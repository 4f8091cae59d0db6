import ArgumentParser
import CollabCore
import CollabReport
import CommandOptions

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

  /// Prints a result in the form that was asked for.
  func print(
    _ document: @autoclosure () -> Document, json: @autoclosure () -> JSON,
    table: @autoclosure () -> Table
  ) {
    switch format {
    case .table: Console.print(document().plain, terminator: "")
    case .markdown: Console.print(document().markdown, terminator: "")
    case .json: Console.print(json().text())
    case .csv: print(table())
    }
  }

  func print(_ table: Table) { TableOptions.print(table, as: format) }

  static func print(_ table: Table, as format: TableFormat) {
    Console.print(table.text(format), terminator: "")
  }
}
