import CollabCore

extension Reader {
  /// VOSviewer's map files: the items of a network.
  ///
  /// The links stand in a network file beside it, an edge list of the items' ids: it is read as
  /// one, and ``VOSviewerFiles`` puts the labels in. Specification:
  /// https://app.vosviewer.com/docs/file-types/map-and-network-file-type/
  static let vosviewer = Reader(
    id: "vosviewer", summary: "VOSviewer map file, with the network file beside it",
    fileExtensions: ["txt", "csv"],
    sniff: { head in
      guard let map = VOSviewerMap(Array(head.text.utf8)) else { return .no }
      return map.hasOwnColumns ? .certain : .likely
    },
    read: { input, sink in
      if var map = VOSviewerMap(input.bytes) {
        map.read(into: &sink)
      } else {
        Reader.edgeList.read(input, into: &sink)
      }
    })
}

/// A map file behind its header.
private struct VOSviewerMap {
  private var rows: DelimitedRows
  private var idColumn: Int?
  private var labelColumn: Int
  /// Whether columns stand there that only VOSviewer has.
  let hasOwnColumns: Bool

  /// Reads the header; `nil` where there is none.
  init?(_ bytes: [UInt8]) {
    let first = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    let separator = [0x09, 0x2C].first { first.contains($0) } ?? 0x3B
    rows = DelimitedRows(bytes, separator: separator)
    let cells = rows.next()?.cells.map { $0.trimmed.lowercased() } ?? []
    guard let label = cells.firstIndex(of: "label") else { return nil }
    labelColumn = label
    idColumn = cells.firstIndex(of: "id")
    hasOwnColumns =
      cells.contains { $0.hasPrefix("weight<") || $0.hasPrefix("score<") }
      || cells.contains("x") && cells.contains("y")
    guard hasOwnColumns || idColumn != nil else { return nil }
  }

  mutating func read(into sink: inout RecordSink) {
    var graph = StatedGraph<String>(format: "vosviewer")
    var number = 0
    while let row = rows.next() {
      if row.cells.allSatisfy({ $0.trimmed.isEmpty }) { continue }
      number += 1
      let cell = { (column: Int) in column < row.cells.count ? row.cells[column].trimmed : "" }
      // Without a column of ids, items are numbered.
      let id = idColumn.map(cell) ?? String(number)
      graph.addVertex(
        id: id, label: cell(labelColumn), line: row.line, column: 1, into: &sink)
    }
    for line in rows.unclosedQuotes {
      sink.diagnose("vosviewer.quote", .warning, "a quotation mark is not closed", line: line)
    }
    let names = graph.finish(into: &sink).names
    sink.nameVertices(Dictionary(uniqueKeysWithValues: zip(graph.ids, names)))
  }
}

/// Puts the labels of VOSviewer's map files, and of other tables of vertices, into the network files
/// and tables of edges beside them.
enum VOSviewerFiles {
  /// Words in the names of files that belong together.
  private static let words = [
    "map", "network", "nodes", "vertices", "authors", "edges", "links", "ties",
  ]

  /// Joins inputs that belong together: they lie in one folder, the map file has every id of the
  /// network file, and either their names differ in words such as `map` and `network` only, or there
  /// is one of each.
  static func join(_ sources: inout [ReadSource]) {
    let maps = sources.indices.filter { !sources[$0].content.vertexNames.isEmpty }
    if maps.isEmpty { return }
    let networks = sources.indices.filter { index in
      ["edge-list", "vosviewer", "edge-table"].contains(sources[index].source.format)
        && !sources[index].content.ties.isEmpty && !maps.contains(index)
    }
    let files = sources.map { $0.source.name.lowercased() }
    let folders = files.map { file in file.lastIndex(of: "/").map { file[..<$0] } ?? "" }
    let stems = files.map { file in
      words.reduce(file) { $0.replacing($1, with: "*") }
    }
    for network in networks {
      let isTable = sources[network].source.format == "edge-table"
      let candidates = maps.filter {
        folders[$0] == folders[network]
          && (["vosviewer"] + (isTable ? ["vertex-table"] : []))
            .contains(sources[$0].source.format)
      }
      let isOnly = networks.count { folders[$0] == folders[network] } == 1 && candidates.count == 1
      guard let map = candidates.first(where: { isOnly || stems[$0] == stems[network] }) else {
        continue
      }
      let names = sources[map].content.vertexNames
      guard sources[network].content.ties.allSatisfy({ names[$0.a] != nil && names[$0.b] != nil })
      else { continue }
      sources[network].content.rename(names)
      sources[network].content.diagnose(
        isTable ? "edge-table.joined" : "vosviewer.joined", .note,
        "the ids are read as the items of '\(sources[map].source.name)'")
    }
  }
}
