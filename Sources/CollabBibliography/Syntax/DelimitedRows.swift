import CollabCore

/// A row of a delimited table.
package struct DelimitedRow {
  /// The line at which it begins, from 1.
  package var line: Int
  /// Its cells; quotes around them are taken off.
  package var cells: [String]

  /// Whether no cell holds more than white space.
  var isBlank: Bool { cells.allSatisfy { $0.allSatisfy(\.isWhitespace) } }
}

/// The rows of a table whose cells are parted by one character (RFC 4180 and what programs write
/// instead of it).
///
/// A quoted cell may hold separators, doubled quotes and line ends. A quote that is followed by
/// neither a separator nor a line end closes nothing and is kept. A quote that nothing closes is
/// kept too, and the rest of its line is read as it stands, so that one stray quote does not
/// swallow the file.
package struct DelimitedRows: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private let separator: UInt8
  private let hasQuotes: Bool
  /// Behind the last row.
  private let limit: Int
  private var position: Int
  private var line: Int
  /// From here on no quote of more than one line is closed.
  private var lastClosing = Int.max
  /// Lines at which a quote was not closed.
  private(set) var unclosedQuotes: [Int] = []

  /// Where a row stands.
  struct Place {
    var bytes: Range<Int>
    var line: Int
  }

  /// Where a cell stands, without its quotes.
  private struct Cell {
    var bytes: Range<Int>
    var hasDoubledQuotes = false
  }

  /// - Parameters:
  ///   - bytes: the table.
  ///   - separator: what parts the cells.
  ///   - hasQuotes: whether quotes around a cell have a meaning; in exports of Web of Science they
  ///     are part of the text.
  package init(_ bytes: [UInt8], separator: UInt8, hasQuotes: Bool = true) {
    self.bytes = bytes
    self.separator = separator
    self.hasQuotes = hasQuotes
    limit = bytes.count
    position = 0
    line = 1
  }

  /// The row at a place that ``skip()`` gave.
  private init(_ rows: DelimitedRows, at place: Place) {
    bytes = rows.bytes
    separator = rows.separator
    hasQuotes = rows.hasQuotes
    limit = place.bytes.upperBound
    position = place.bytes.lowerBound
    line = place.line
  }

  package mutating func next() -> DelimitedRow? {
    guard position < limit else { return nil }
    var row = DelimitedRow(line: line, cells: [])
    repeat { row.cells.append(text(of: cell())) } while !endsRow()
    return row
  }

  /// Passes a row over; see ``row(at:)``.
  mutating func skip() -> Place? {
    guard position < limit else { return nil }
    let start = position, first = line
    repeat { _ = cell() } while !endsRow()
    return Place(bytes: start..<position, line: first)
  }

  /// Whether a row is a line end alone.
  func isBlank(_ place: Place) -> Bool {
    place.bytes.count <= 2
      && place.bytes.allSatisfy { bytes[$0] == 0x0A || bytes[$0] == 0x0D }
  }

  /// The row at a place that ``skip()`` gave.
  func row(at place: Place) -> DelimitedRow? {
    var rows = DelimitedRows(self, at: place)
    return rows.next()
  }

  /// Passes over what stands behind a cell.
  private mutating func endsRow() -> Bool {
    guard position < limit else { return true }
    let end = bytes[position]
    position += 1
    if end == separator { return false }
    line += 1
    if end == 0x0D, position < limit, bytes[position] == 0x0A { position += 1 }
    return true
  }

  private func endsCell(_ index: Int) -> Bool {
    index >= limit || bytes[index] == separator || bytes[index] == 0x0A
      || bytes[index] == 0x0D
  }

  private mutating func cell() -> Cell {
    if hasQuotes {
      var open = position
      while open < limit, bytes[open] == 0x20, separator != 0x20 { open += 1 }
      // Excel's way of keeping digits a text: ="0123".
      if open + 1 < limit, bytes[open] == 0x3D, bytes[open + 1] == 0x22 { open += 1 }
      if open < limit, bytes[open] == 0x22, let cell = quotedCell(from: open + 1) { return cell }
    }
    let start = position
    while !endsCell(position) { position += 1 }
    return Cell(bytes: start..<position)
  }

  /// The cell whose opening quote is before `start`; `nil` where nothing closes it.
  private mutating func quotedCell(from start: Int) -> Cell? {
    let stopsAtLineEnd = start > lastClosing
    var cell = Cell(bytes: start..<start)
    var lines = 0
    var index = start
    while index < limit {
      let byte = bytes[index]
      if byte == 0x22 {
        if index + 1 < limit, bytes[index + 1] == 0x22 {
          cell.hasDoubledQuotes = true
          index += 2
          continue
        }
        var behind = index + 1
        while behind < limit, bytes[behind] == 0x20, separator != 0x20 { behind += 1 }
        if endsCell(behind) {
          cell.bytes = start..<index
          position = behind
          line += lines
          return cell
        }
      } else if byte == 0x0A
        || (byte == 0x0D && !(index + 1 < limit && bytes[index + 1] == 0x0A))
      {
        if stopsAtLineEnd { break }
        lines += 1
      }
      index += 1
    }
    lastClosing = Swift.min(lastClosing, start)
    unclosedQuotes.append(line)
    return nil
  }

  private func text(of cell: Cell) -> String {
    guard cell.hasDoubledQuotes else { return String(decoding: bytes[cell.bytes], as: UTF8.self) }
    var text: [UInt8] = []
    text.reserveCapacity(cell.bytes.count)
    var index = cell.bytes.lowerBound
    while index < cell.bytes.upperBound {
      text.append(bytes[index])
      let isDoubled =
        bytes[index] == 0x22 && index + 1 < cell.bytes.upperBound && bytes[index + 1] == 0x22
      index += isDoubled ? 2 : 1
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Whether the rows from here on have names that their header, of a number of cells, does not
  /// count, as R writes them: all have one cell more, which is no empty one at the end.
  func haveNames(width: Int) -> Bool {
    let rows = prefix(50).filter { !$0.isBlank }
    return !rows.isEmpty && rows.allSatisfy { $0.cells.count == width + 1 }
      && rows.contains { $0.cells.last?.trimmed.isEmpty == false }
  }

  /// What may part the cells of a table: tab, comma, semicolon, bar.
  static let separators: [UInt8] = [0x09, 0x2C, 0x3B, 0x7C]

  /// The separator of a table: of those that occur outside of quotes in its first lines, the one
  /// whose count a line repeats best.
  static func separator(of head: [UInt8]) -> UInt8? {
    var best: (score: Int, separator: UInt8)?
    for candidate in separators {
      var rows = DelimitedRows(head, separator: candidate)
      var counts: [Int: Int] = [:]
      var widest = 0
      for _ in 0..<30 {
        guard let row = rows.next() else { break }
        counts[row.cells.count, default: 0] += 1
        widest = Swift.max(widest, row.cells.count)
      }
      let score = counts.filter { $0.key > 1 }.map { $0.value * Swift.min($0.key, 40) }.max() ?? 0
      if score > (best?.score ?? 0) { best = (score, candidate) }
    }
    return best?.separator
  }
}
