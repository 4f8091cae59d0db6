import CollabCore

extension Reader {
  /// LGL, the Large Graph Layout's format: `# vertex`, then a line for each neighbour with perhaps a
  /// weight.
  ///
  /// Specification: https://lgl.sourceforge.net/#FileFormat
  static let lgl = Reader(
    id: "lgl", summary: "LGL (Large Graph Layout): '# vertex', then its neighbours",
    fileExtensions: ["lgl"],
    sniff: { head in
      let lines = head.filledLines(400).map { WordLine($0) }
      guard let first = lines.first, first.isHeading,
        lines.allSatisfy({ $0.isHeading || $0.isNeighbour })
      else { return .no }
      if head.fileExtension == "lgl" { return .certain }
      // A comment above an edge list of numbers looks alike.
      let hasNames = lines.contains { !$0.isHeading && !$0.isNumbers }
      return hasNames && lines.contains { !$0.isHeading } ? .likely : .no
    },
    read: { input, sink in
      var graph = StatedGraph<String>(format: "lgl")
      var vertex: String?
      for line in Lines(input.bytes) where !line.isBlank {
        let words = WordLine(line.bytes)
        if words.isHeading {
          vertex = words.words[1]
          graph.addVertex(words.words[1])
        } else if let vertex, words.isNeighbour {
          graph.addEdge(
            vertex, words.words[0], weight: words.words.count > 1 ? Double(words.words[1]) : nil,
            isUndirected: true, line: line.number, column: 1, into: &sink)
        } else {
          sink.diagnose(
            "lgl.broken-line", .error,
            vertex == nil
              ? "expected a line '# vertex' above the neighbours"
              : "expected '# vertex', or a neighbour and perhaps a weight",
            line: line.number, column: 1)
        }
      }
      graph.finish(into: &sink)
    })

  /// networkx's adjacency lists: a vertex and its neighbours a line.
  ///
  /// Specification: https://networkx.org/documentation/stable/reference/readwrite/adjlist.html
  static let adjacencyList = Reader(
    id: "adjacency-list", summary: "adjacency list: vertex and neighbours a line (networkx)",
    fileExtensions: ["adjlist"],
    sniff: { head in
      head.isLines && head.fileExtension == "adjlist" ? .likely : .no
    },
    read: { input, sink in
      var graph = StatedGraph<String>(format: "adjacency-list")
      for line in Lines(input.bytes) {
        let words = WordLine(line.bytes.prefix { $0 != UInt8(ascii: "#") }).words
        guard let vertex = words.first else { continue }
        if words.contains(where: { $0.hasPrefix("{") }) {
          sink.diagnose(
            "adjacency-list.attributes", .error,
            "attributes belong in edge lists, not behind neighbours; the line is left out",
            line: line.number, column: 1)
          continue
        }
        graph.addVertex(vertex)
        for neighbour in words.dropFirst() {
          graph.addEdge(vertex, neighbour, line: line.number, column: 1, into: &sink)
        }
      }
      graph.finish(into: &sink)
    })
}

/// A line as words that tabs part where there are any, else blanks.
private struct WordLine {
  let words: [String]

  init(_ line: ArraySlice<UInt8>) {
    let hasTabs = line.contains(0x09)
    words = line.split { $0 == 0x09 || $0 == 0x20 && !hasTabs }
      .map { String(decoding: $0, as: UTF8.self).trimmed }.filter { !$0.isEmpty }
  }

  var isHeading: Bool { words.count == 2 && words[0] == "#" }
  var isNeighbour: Bool {
    words.first?.hasPrefix("#") == false
      && (words.count == 1 || words.count == 2 && Double(words[1]) != nil)
  }
  var isNumbers: Bool { words.count > 1 && words.allSatisfy { Double($0) != nil } }
}
