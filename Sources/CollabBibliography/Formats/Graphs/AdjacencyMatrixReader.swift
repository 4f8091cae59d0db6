import CollabCore

extension Reader {
  /// A table whose rows and columns are the same vertices: a cell is the weight of the tie between
  /// them, as spreadsheets, pandas, R and UCINET write it.
  static let adjacencyMatrix = Reader(
    id: "adjacency-matrix",
    summary: "adjacency matrix in CSV: names above and at the left",
    fileExtensions: ["csv", "tsv", "txt"],
    sniff: { head in
      let isCut = head.bytes.count >= 16_000
      guard head.isLines else { return .no }
      return AdjacencyMatrix.all(of: head.bytes).contains { $0.isSquare(isCut) && !$0.areEdges }
        ? .certain : .no
    },
    read: { input, sink in
      let head = Array(input.bytes.prefix(16_384)), isCut = head.count < input.bytes.count
      let likely = AdjacencyMatrix.all(of: head).first { $0.isSquare(isCut) }
      let all = AdjacencyMatrix.all(of: input.bytes)
      guard var matrix = all.first(where: { $0.separator == likely?.separator }) ?? all.first else {
        sink.diagnose(
          "adjacency-matrix.header", .error, "expected a row with the names of the columns",
          line: 1, column: 1)
        return
      }
      matrix.read(into: &sink)
    })
}

private struct AdjacencyMatrix {
  private var rows: DelimitedRows
  let separator: UInt8
  private let columns: [String]
  private let line: Int
  /// Whether it is more likely a list of edges between numbers, with weights: `1 2 3`, `2 4 1`,
  /// `3 4 1` may be both.
  let areEdges: Bool

  /// What a table may be with each of the separators.
  static func all(of bytes: [UInt8]) -> [AdjacencyMatrix] {
    (DelimitedRows.separators + [0x20]).compactMap { AdjacencyMatrix(bytes, separator: $0) }
  }

  private init?(_ bytes: [UInt8], separator: UInt8) {
    rows = DelimitedRows(bytes, separator: separator)
    self.separator = separator
    guard let header = rows.next(), header.cells.count > 1 else { return nil }
    var ahead = rows
    let cells = header.cells.map(\.trimmed)
    // R writes no cell above the names of the rows.
    let isShort = ahead.next()?.cells.count == cells.count + 1
    columns = isShort ? cells : Array(cells.dropFirst())
    line = header.line
    areEdges = !isShort && columns.count == 2 && Double(cells[0]) != nil
    guard Set(columns).count == columns.count, !columns.contains("") else { return nil }
  }

  /// Whether the rows have the names of the columns, in their order, and numbers in their cells.
  ///
  /// - Parameter isCut: whether the last row may be cut, and rows may be missing.
  func isSquare(_ isCut: Bool) -> Bool {
    var rows = rows, count = 0, previous: DelimitedRow?
    func fits(_ row: DelimitedRow) -> Bool {
      count < columns.count && row.cells.count == columns.count + 1
        && row.cells[0].trimmed == columns[count]
        && row.cells.dropFirst().allSatisfy { weight($0) != nil }
    }
    while let row = rows.next() {
      if row.cells.allSatisfy({ $0.trimmed.isEmpty }) { continue }
      if let previous {
        guard fits(previous) else { return false }
        count += 1
      }
      previous = row
    }
    guard let previous else { return false }
    return isCut ? count > 0 : fits(previous) && count + 1 == columns.count
  }

  mutating func read(into sink: inout RecordSink) {
    var graph = StatedGraph<String>(format: "adjacency-matrix")
    graph.isMatrix = true
    for column in columns { graph.addVertex(column) }
    let known = Set(columns)
    var seen: Set<String> = []
    while let row = rows.next() {
      if row.cells.allSatisfy({ $0.trimmed.isEmpty }) { continue }
      let name = row.cells[0].trimmed
      guard known.contains(name), seen.insert(name).inserted else {
        sink.diagnose(
          "adjacency-matrix.row", .error,
          known.contains(name)
            ? "'\(name.prefix(80))' has a row above" : "no column is called '\(name.prefix(80))'",
          line: row.line, column: 1)
        continue
      }
      if row.cells.count != columns.count + 1 {
        sink.diagnose(
          "adjacency-matrix.ragged-row", .warning,
          "the row has \(row.cells.count - 1) cells and the matrix \(columns.count) columns",
          line: row.line, column: 1)
      }
      for (cell, column) in zip(row.cells.dropFirst(), columns) {
        guard let weight = weight(cell) else {
          sink.diagnose(
            "adjacency-matrix.cell", .error, "'\(cell.trimmed.prefix(40))' is no number",
            line: row.line, column: 1)
          continue
        }
        if weight != 0 {
          graph.addEdge(name, column, weight: weight, line: row.line, column: 1, into: &sink)
        }
      }
    }
    if seen.count < columns.count {
      sink.diagnose(
        "adjacency-matrix.row-count", .warning,
        "there are \(columns.count) columns and rows for \(seen.count) of them", line: line,
        column: 1)
    }
    for line in rows.unclosedQuotes {
      sink.diagnose(
        "adjacency-matrix.quote", .warning, "a quotation mark is not closed", line: line, column: 1)
    }
    graph.finish(into: &sink)
  }

  /// The number in a cell, 0 in an empty one; `nil` where there is something else.
  private func weight(_ cell: String) -> Double? {
    let text = cell.trimmed
    if text.isEmpty { return 0 }
    return Double(separator == 0x2C ? text : text.replacing(",", with: "."))
  }
}
