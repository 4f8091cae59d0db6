import CollabCore

extension Reader {
  /// GraphML.
  ///
  /// Specification: http://graphml.graphdrawing.org/specification.html
  static let graphML = Reader(
    id: "graphml", summary: "GraphML, of networkx, igraph, Gephi, Cytoscape, yEd",
    fileExtensions: ["graphml", "xml"],
    sniff: { head in
      let marks = ["<graphml", "http://graphml.graphdrawing.org/xmlns"]
      return marks.contains { head.contains($0) } ? .certain : .no
    },
    read: { input, sink in
      if XMLRecordFormat.refuseNesting(of: "graph", in: input, format: "graphml", &sink) { return }
      var reading = GraphMLReading()
      XMLRecordFormat(id: "graphml", records: ["key", "node", "edge", "hyperedge"], isFlat: false)
        .read(Input(name: input.name, bytes: input.bytes), into: &sink, state: ()) {
          _, tape, line, sink in reading.read(tape, line: line, into: &sink)
        }
      reading.finish(into: &sink)
    })
}

private struct GraphMLReading {
  /// What names a vertex, the preferred first.
  private static let labelNames = ["label", "name"]
  private static let weightNames = ["weight", "edge weight", "value"]

  /// The attributes' names in lower case, by the keys that stand for them.
  private var names: [String: String] = [:]
  /// The default values of nodes' and edges' attributes by name, the first of each.
  private var nodeDefaults: [String: String] = [:]
  private var edgeDefaults: [String: String] = [:]
  private var graph = StatedGraph<String>(format: "graphml")
  private var edges: [NamedEdge] = []
  private var hyperedges = 0

  mutating func read(_ tape: XMLTape, line: Int, into sink: inout RecordSink) {
    switch tape.root.name {
    case "key": readKey(tape)
    case "node":
      // yEd keeps the label within its drawing of the node.
      let label =
        value(of: Self.labelNames, in: tape, isNode: true)
        ?? tape.root.descendants("NodeLabel").first?.text
      graph.addVertex(id: tape.attribute("id", of: 0), label: label, line: line, into: &sink)
    case "edge":
      edges.append(
        NamedEdge(
          source: tape.attribute("source", of: 0), target: tape.attribute("target", of: 0),
          weight: value(of: Self.weightNames, in: tape, isNode: false), line: line,
          column: tape.column))
    default: hyperedges += 1
    }
  }

  mutating func finish(into sink: inout RecordSink) {
    graph.addEdges(edges, into: &sink)
    graph.finish(into: &sink)
    if hyperedges > 0 {
      sink.diagnose("graphml.hyperedge", .warning, "hyperedges that are not read: \(hyperedges)")
    }
  }

  private mutating func readKey(_ tape: XMLTape) {
    guard let id = tape.attribute("id", of: 0) else { return }
    let name = (tape.attribute("attr.name", of: 0) ?? id).lowercased()
    names[id] = name
    guard let text = tape.root.child("default")?.text else { return }
    let owner = tape.attribute("for", of: 0) ?? "all"
    if owner != "edge", nodeDefaults[name] == nil { nodeDefaults[name] = text }
    if owner != "node", edgeDefaults[name] == nil { edgeDefaults[name] = text }
  }

  /// The value of the first of these attributes that is given, or else of its default.
  private func value(of wanted: [String], in tape: XMLTape, isNode: Bool) -> String? {
    var given: [String: String] = [:]
    for data in tape.root.children where data.name == "data" {
      guard let id = tape.attribute("key", of: data.node) else { continue }
      // A key that nothing declares is taken by its id.
      given[names[id] ?? id.lowercased()] = data.text
    }
    let defaults = isNode ? nodeDefaults : edgeDefaults
    return wanted.lazy.compactMap { given[$0] }.first { !$0.isEmpty }
      ?? wanted.lazy.compactMap { defaults[$0] }.first
  }
}

extension XMLRecordFormat {
  /// Diagnoses an element that stands within another of its name, which would make a network of
  /// networks.
  ///
  /// - Returns: whether there is one.
  static func refuseNesting(
    of element: String, in input: Input, format: String, _ sink: inout RecordSink
  ) -> Bool {
    let finder = XMLRecordFormat(id: format, records: [element], isFlat: false)
    let first = finder.nextRecord(input.bytes, from: 0)
    guard first < input.bytes.count else { return false }
    var start = first
    while true {
      let next = finder.nextRecord(input.bytes, from: start + 1)
      guard next < input.bytes.count else { return false }
      if !closes(element, input.bytes[start..<next]) {
        let (line, column) = input.place(ofByte: next)
        sink.diagnose(
          format + ".nested", .error,
          "a <\(element)> within another: networks of networks are not read", line: line,
          column: column)
        return true
      }
      start = next
    }
  }

  /// Whether the end tag of an element, or an empty element of its own, stands in a piece that
  /// begins with its start tag.
  private static func closes(_ element: String, _ piece: ArraySlice<UInt8>) -> Bool {
    if let end = piece.firstIndex(of: 0x3E), end > piece.startIndex, piece[end - 1] == 0x2F {
      return true
    }
    let name = Array(element.utf8)
    var at = piece.startIndex
    while let mark = piece[at...].firstIndex(of: 0x3C) {
      at = mark + 1
      guard at < piece.endIndex, piece[at] == 0x2F else { continue }
      let tag = piece[(at + 1)...].prefix { $0 != 0x3E && $0 > 0x20 }
      let local = tag.firstIndex(of: 0x3A).map { tag[($0 + 1)...] } ?? tag
      if local.elementsEqual(name) { return true }
    }
    return false
  }
}
