import CollabBibliography
import CollabCore
import Foundation

/// A CSV table of a report's folder, read back by the names of its columns.
struct FolderTable {
  private let places: [String: Int]
  /// The rows, each with one cell a column.
  let rows: [[String]]

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - bytes: the content of the file.
  ///   - path: the file, for messages.
  /// - Throws: ``FileError`` for rows of another length than the first.
  init(_ bytes: [UInt8], of path: String) throws(FileError) {
    var table = DelimitedRows(bytes, separator: UInt8(ascii: ","))
    let header = table.next()?.cells ?? []
    places = Dictionary(
      header.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var rows: [[String]] = []
    while let row = table.next() {
      guard row.cells.count == header.count else {
        throw FileError(
          "cannot read '\(path)': line \(row.line) has \(counted(row.cells.count, "cell")), and the "
            + "first has \(header.count)")
      }
      rows.append(row.cells.map(Self.withoutGuard))
    }
    self.rows = rows
  }

  /// A cell without the apostrophe that keeps spreadsheets from reading it as a formula; see
  /// ``/CollabCore/ByteText/append(csv:)``.
  private static func withoutGuard(_ cell: String) -> String {
    let scalars = cell.unicodeScalars.prefix(2)
    guard scalars.first == "'", let second = scalars.dropFirst().first,
      "=+-@\t\r".unicodeScalars.contains(second)
    else { return cell }
    return String(cell.dropFirst())
  }

  /// The place of a column; `nil` where the table has none of that name.
  func column(_ name: String) -> Int? { places[name] }
}
