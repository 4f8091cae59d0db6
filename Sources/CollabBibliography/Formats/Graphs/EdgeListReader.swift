import CollabCore

extension Reader {
  /// Two vertices a line and perhaps a weight, as SNAP publishes them and networkx and igraph (NCOL)
  /// write them: `#` or `%` begins a comment.
  static let edgeList = Reader(
    id: "edge-list", summary: "edge list: two vertices and a weight a line (SNAP, NCOL)",
    fileExtensions: ["txt", "tsv", "csv", "edges", "edgelist", "ncol"],
    sniff: { head in
      guard head.isLines else { return .no }
      var lines = head.text.split(whereSeparator: \.isNewline)
      if head.text.utf8.count >= 16_000 { _ = lines.popLast() }
      let edges = lines.filter { !EdgeLine.isComment($0.utf8) && !EdgeLine.isAddress($0) }
        .map { EdgeLine(ArraySlice($0.utf8)) }
      // Two words a line may be anything, unless the file name says what they are.
      let mayHaveNames = ["edges", "edgelist", "ncol"].contains(head.fileExtension)
      let areEdges = edges.allSatisfy { $0.isEdge && (mayHaveNames || $0.isPlain) }
      return edges.isEmpty || !areEdges ? .no : edges.count >= 2 ? .likely : .possible
    },
    read: { input, sink in
      var graph = StatedGraph<String>(format: "edge-list")
      for line in Lines(input.bytes) where !EdgeLine.isComment(line.bytes) {
        let edge = EdgeLine(line.bytes)
        if edge.fields.count == 1, EdgeLine.isAddress(edge.fields[0]) { continue }
        guard edge.isEdge else {
          sink.diagnose(
            "edge-list.broken-line", .error, "expected two vertices and perhaps a weight",
            line: line.number, column: 1)
          continue
        }
        graph.addEdge(
          edge.fields[0], edge.fields[1], weight: edge.weight, line: line.number, column: 1,
          into: &sink)
      }
      graph.finish(into: &sink)
    })
}

/// A line of an edge list.
private struct EdgeLine {
  /// The vertices and what stands behind them.
  private(set) var fields: [String]
  /// The weight, where the line gives one.
  private(set) var weight: Double?
  /// Whether what stands behind the vertices is no weight.
  private var hasOther = false
  /// Whether there are attributes of networkx, which no other format has.
  private var hasAttributes = false

  init(_ line: ArraySlice<UInt8>) {
    let (edge, attributes) = Self.split(line)
    fields = Self.fields(edge)
    if let attributes {
      hasAttributes = true
      hasOther = fields.count > 2
      guard let value = Self.weight(in: attributes) else { return }
      weight = Double(value)
      if weight == nil { hasOther = true }
    } else if fields.count > 2 {
      weight = Double(fields[2])
      hasOther = weight == nil || fields.count > 3
    }
  }

  var isEdge: Bool { fields.count >= 2 && !hasOther }

  /// Whether it can hardly be anything else: numbers, or attributes of networkx.
  var isPlain: Bool {
    hasAttributes || fields.prefix(2).allSatisfy { $0.utf8.allSatisfy { $0 &- 0x30 < 10 } }
  }

  static func isComment(_ line: some Collection<UInt8>) -> Bool {
    guard let first = line.first(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D })
    else { return true }
    return first == UInt8(ascii: "#") || first == UInt8(ascii: "%")
  }

  /// Some copies of SNAP's files begin with the bare address that they came from.
  static func isAddress(_ line: some StringProtocol) -> Bool { line.hasPrefix("http") }

  /// The one of these that occurs separates, a tab first and blanks last, because names hold spaces
  /// and commas.
  private static func fields(_ line: ArraySlice<UInt8>) -> [String] {
    let separator = [0x09, 0x3B, 0x2C].first { line.contains($0) }
    return line.split { $0 == separator ?? 0x20 }.compactMap { field in
      let text = String(decoding: field, as: UTF8.self).trimmed
      let isQuoted = text.utf8.count > 2 && text.hasPrefix("\"") && text.hasSuffix("\"")
      return text.isEmpty ? nil : isQuoted ? String(text.dropFirst().dropLast()) : text
    }
  }

  /// Parts the attributes that networkx writes behind an edge, `{'weight': 3}`, from the edge.
  private static func split(
    _ line: ArraySlice<UInt8>
  ) -> (edge: ArraySlice<UInt8>, attributes: ArraySlice<UInt8>?) {
    guard line.last(where: { $0 > 0x20 }) == UInt8(ascii: "}"),
      let open = line.firstIndex(of: UInt8(ascii: "{")), open > line.startIndex,
      [0x20, 0x09, 0x2C, 0x3B].contains(line[open - 1])
    else { return (line, nil) }
    return (line[..<(open - 1)], line[open...])
  }

  /// What stands behind the key `weight`, up to the next comma or bracket.
  private static func weight(in attributes: ArraySlice<UInt8>) -> String? {
    let text = String(decoding: attributes, as: UTF8.self)
    guard let key = ["'weight':", "\"weight\":"].lazy.compactMap({ text.firstRange(of: $0) }).first
    else { return nil }
    return text[key.upperBound...].prefix { $0 != "," && $0 != "}" }.trimmed
  }
}
