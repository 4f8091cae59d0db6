import CollabCore

extension Reader {
  /// A table of edges with a header, as Gephi, igraph's data frames and Collab's own `edges.csv`
  /// have it.
  static let edgeTable = Reader(
    id: "edge-table", summary: "table of edges: Source, Target, Weight (Gephi, igraph)",
    fileExtensions: ["csv", "tsv", "txt"],
    sniff: { EdgeTable($0.isLines ? $0.bytes : []) == nil ? .no : .certain },
    read: { input, sink in
      guard var table = EdgeTable(input.bytes) else {
        sink.diagnose(
          "edge-table.header", .error,
          "expected a header with two columns such as Source and Target",
          line: 1, column: 1)
        return
      }
      table.read(into: &sink)
    })

  /// A table of vertices, beside a table of edges that may name them by their ids.
  static let vertexTable = Reader(
    id: "vertex-table", summary: "table of vertices beside a table of edges: id, name",
    fileExtensions: ["csv", "tsv", "txt"],
    sniff: { VertexTable($0.isLines ? $0.bytes : [])?.isOfNetwork == true ? .likely : .no },
    read: { input, sink in
      guard var table = VertexTable(input.bytes) else {
        sink.diagnose(
          "vertex-table.header", .error, "expected a header with the columns id and name",
          line: 1, column: 1)
        return
      }
      table.read(into: &sink)
    })
}

private struct EdgeTable {
  private static let ends = [
    ("source", "target"), ("sourceid", "targetid"), ("from", "to"), ("fromid", "toid"),
    ("fromnode", "tonode"), ("fromnodeid", "tonodeid"), ("src", "dst"), ("src", "dest"),
    ("node1", "node2"), ("nodea", "nodeb"), ("vertex1", "vertex2"), ("author1", "author2"),
    ("authora", "authorb"), ("person1", "person2"), ("name1", "name2"), ("id1", "id2"),
    ("v1", "v2"), ("u", "v"), ("ego", "alter"),
  ]
  private static let names = [
    ("sourcename", "targetname"), ("sourcelabel", "targetlabel"), ("fromname", "toname"),
    ("fromlabel", "tolabel"),
  ]
  private static let weights = ["weight", "edgeweight", "strength", "value"]
  /// What is likely to be a weight, where there is none of the others.
  private static let counts = ["count", "n", "freq", "frequency", "papers", "collaborations"]

  private var table: HeadedTable
  private let ends: (source: Int, target: Int)
  private let names: (source: Int, target: Int)?
  private let weight: Int?
  private let type: Int?

  init?(_ bytes: [UInt8]) {
    let pairs = Self.ends + Self.names
    guard
      let table = HeadedTable(
        bytes,
        where: { header in
          !header.has(["author", "authors", "creators", "title", "doi"])
            && pairs.contains { header[$0] != nil && header[$1] != nil }
        })
    else { return nil }
    self.table = table
    func columns(_ pairs: [(String, String)]) -> (source: Int, target: Int)? {
      pairs.lazy.compactMap { pair in
        table.header[pair.0].flatMap { a in table.header[pair.1].map { (a, $0) } }
      }.first
    }
    names = columns(Self.names)
    guard let ends = columns(Self.ends) ?? names else { return nil }
    self.ends = ends
    weight = (Self.weights + Self.counts).lazy.compactMap { table.header[$0] }.first
    type = table.header["type"]
  }

  mutating func read(into sink: inout RecordSink) {
    var graph = StatedGraph<String>(format: "edge-table")
    if let weight, Self.counts.contains(HeadedTable.normal(table.header.cells[weight])) {
      sink.diagnose(
        "edge-table.weight-column", .note,
        "the column '\(table.header.cells[weight].trimmed)' is read as the weight",
        line: table.header.line, column: 1)
    }
    while let row = table.next() {
      let cells = [ends.source, ends.target].map { row[$0] }
      for (id, column) in zip(cells, [names?.source, names?.target]) where !id.isEmpty {
        graph.addVertex(id, label: column.map { row[$0] } ?? "")
      }
      let text = weight.map { row[$0] } ?? ""
      let type = type.map { row[$0].lowercased() }
      graph.addEdge(
        NamedEdge(
          source: cells[0], target: cells[1],
          weight: text.isEmpty ? nil : table.plainNumber(text),
          isUndirected: type == "undirected" || type == "mutual", line: row.line, column: 1),
        into: &sink)
    }
    table.reportQuotes("edge-table.quote", &sink)
    let vertices = graph.finish(into: &sink).names
    // What has names of its own needs no table of vertices.
    if names != nil {
      sink.nameVertices(Dictionary(uniqueKeysWithValues: zip(graph.ids, vertices)))
    }
  }
}

private struct VertexTable {
  private var table: HeadedTable
  private let id: Int, name: Int

  init?(_ bytes: [UInt8]) {
    guard
      let table = HeadedTable(
        bytes,
        where: { header in
          header["id"] != nil && (header["name"] ?? header["label"]) != nil
        }),
      let id = table.header["id"], let name = table.header["name"] ?? table.header["label"]
    else { return nil }
    self.table = table
    self.id = id
    self.name = name
  }

  /// Whether the columns tell that the rows are vertices.
  var isOfNetwork: Bool {
    if table.header.cells.count == 2 { return true }
    return table.header.has([
      "community", "cluster", "x", "degree", "strength", "papers", "firstyear", "modularityclass",
    ]) && !table.header.has(["author", "authors", "creators", "title", "doi", "year"])
  }

  mutating func read(into sink: inout RecordSink) {
    var graph = StatedGraph<String>(format: "vertex-table")
    while let row = table.next() {
      graph.addVertex(id: row[id], label: row[name], line: row.line, column: 1, into: &sink)
    }
    table.reportQuotes("vertex-table.quote", &sink)
    let names = graph.finish(into: &sink).names
    sink.nameVertices(Dictionary(uniqueKeysWithValues: zip(graph.ids, names)))
  }
}

/// A table behind a header that is looked for with every separator.
private struct HeadedTable {
  struct Header {
    let line: Int
    let cells: [String]
    private var columns: [String: Int] = [:]

    init(_ row: DelimitedRow) {
      line = row.line
      cells = row.cells
      for (column, cell) in row.cells.enumerated() {
        let name = HeadedTable.normal(cell)
        if columns[name] == nil { columns[name] = column }
      }
    }

    subscript(name: String) -> Int? { columns[name] }

    /// Whether one of these columns stands there.
    func has(_ names: [String]) -> Bool { names.contains { columns[$0] != nil } }
  }

  struct Row {
    let line: Int
    let cells: [String]

    subscript(column: Int) -> String {
      guard column < cells.count else { return "" }
      let cell = cells[column].trimmed
      return WorksTable.hasGuard(cell) ? String(cell.dropFirst()) : cell
    }
  }

  let header: Header
  private var rows: DelimitedRows
  private let separator: UInt8
  private let hasRowNames: Bool

  /// Reads the header, the first row that is not blank; `nil` where it is not one that is looked
  /// for.
  init?(_ bytes: [UInt8], where isHeader: (Header) -> Bool) {
    for separator in DelimitedRows.separators + [0x20] {
      var rows = DelimitedRows(bytes, separator: separator)
      guard var row = rows.next() else { continue }
      // Excel's line that names the separator may stand above it.
      if row.cells[0].hasPrefix("sep=") { row = rows.next() ?? row }
      let header = Header(row)
      guard row.cells.count < 1000, row.cells[0].first != "#", isHeader(header) else { continue }
      let widths = Set(rows.lazy.prefix(20).map(\.cells.count)), width = row.cells.count
      // R writes no header above the names of rows.
      let hasRowNames = widths == [width + 1]
      // Words that blanks part are hardly a table.
      if separator == 0x20, !hasRowNames, widths != [width] { continue }
      self.header = header
      self.rows = rows
      self.separator = separator
      self.hasRowNames = hasRowNames
      return
    }
    return nil
  }

  static func normal(_ cell: String) -> String {
    cell.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  /// The next row that says something.
  mutating func next() -> Row? {
    while let row = rows.next() {
      if !row.cells.allSatisfy({ $0.trimmed.isEmpty }) {
        return Row(line: row.line, cells: hasRowNames ? Array(row.cells.dropFirst()) : row.cells)
      }
    }
    return nil
  }

  /// A number with the decimal comma that spreadsheets write between semicolons.
  func plainNumber(_ text: String) -> String {
    separator == 0x2C ? text : text.replacing(",", with: ".")
  }

  func reportQuotes(_ id: String, _ sink: inout RecordSink) {
    for line in rows.unclosedQuotes {
      sink.diagnose(id, .warning, "a quotation mark is not closed", line: line, column: 1)
    }
  }
}
