import CollabCore

/// A row of a delimited table.
struct DelimitedRow {
  /// The line at which it begins, from 1.
  var line: Int
  /// Its cells; quotes around them are taken off.
  var cells: [String]
}

/// The rows of a table whose cells are parted by one character (RFC 4180 and what programs write
/// instead of it).
///
/// A quoted cell may hold separators, doubled quotes and line ends. A quote that is followed by
/// neither a separator nor a line end closes nothing and is kept. A quote that nothing closes is
/// kept too, and the rest of its line is read as it stands, so that one stray quote does not
/// swallow the file.
struct DelimitedRows: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private let separator: UInt8
  private let hasQuotes: Bool
  private var position = 0
  private var line = 1
  /// From here on no quote of more than one line is closed.
  private var lastClosing = Int.max
  /// Lines at which a quote was not closed.
  private(set) var unclosedQuotes: [Int] = []

  /// - Parameters:
  ///   - bytes: the table.
  ///   - separator: what parts the cells.
  ///   - hasQuotes: whether quotes around a cell have a meaning; in exports of Web of Science they
  ///     are part of the text.
  init(_ bytes: [UInt8], separator: UInt8, hasQuotes: Bool = true) {
    self.bytes = bytes
    self.separator = separator
    self.hasQuotes = hasQuotes
  }

  mutating func next() -> DelimitedRow? {
    guard position < bytes.count else { return nil }
    var row = DelimitedRow(line: line, cells: [])
    while true {
      row.cells.append(cell())
      guard position < bytes.count else { return row }
      let end = bytes[position]
      position += 1
      if end == separator { continue }
      line += 1
      if end == 0x0D, position < bytes.count, bytes[position] == 0x0A { position += 1 }
      return row
    }
  }

  private func endsCell(_ index: Int) -> Bool {
    index >= bytes.count || bytes[index] == separator || bytes[index] == 0x0A
      || bytes[index] == 0x0D
  }

  private mutating func cell() -> String {
    if hasQuotes {
      var open = position
      while open < bytes.count, bytes[open] == 0x20, separator != 0x20 { open += 1 }
      // Excel's way of keeping digits a text: ="0123".
      if open + 1 < bytes.count, bytes[open] == 0x3D, bytes[open + 1] == 0x22 { open += 1 }
      if open < bytes.count, bytes[open] == 0x22, let text = quotedCell(from: open + 1) {
        return text
      }
    }
    let start = position
    while !endsCell(position) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// The cell whose opening quote is before `start`; `nil` where nothing closes it.
  private mutating func quotedCell(from start: Int) -> String? {
    let stopsAtLineEnd = start > lastClosing
    var text: [UInt8] = []
    var lines = 0
    var from = start
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x22 {
        if index + 1 < bytes.count, bytes[index + 1] == 0x22 {
          text += bytes[from...index]
          index += 2
          from = index
          continue
        }
        var behind = index + 1
        while behind < bytes.count, bytes[behind] == 0x20, separator != 0x20 { behind += 1 }
        if endsCell(behind) {
          text += bytes[from..<index]
          position = behind
          line += lines
          return String(decoding: text, as: UTF8.self)
        }
      } else if byte == 0x0A
        || (byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A))
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
