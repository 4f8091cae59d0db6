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
      let isNested = XMLRecordFormat.noteNesting(of: "graph", in: input, format: "graphml", &sink)
      let records: Set = ["key", "node", "edge", "hyperedge"]
      var reading = GraphMLReading()
      XMLRecordFormat(
        id: "graphml", records: records, mayNest: isNested ? records : [], isFlat: false
      ).read(
        Input(name: input.name, bytes: input.bytes), into: &sink, state: (),
        onContext: { _, name, values in
          if name == "graph" { reading.isUndirected = values["edgedefault"] == "undirected" }
        },
        onRecord: { _, tape, line, sink in
          reading.read(
            tape.root, isUndirected: reading.isUndirected, line: line, into: &sink)
        })
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

  /// Whether edges of the graph have no direction where they do not say otherwise.
  var isUndirected = false

  /// Reads an element, and the graphs that stand within it.
  mutating func read(
    _ element: XMLElement, isUndirected: Bool, line: Int, into sink: inout RecordSink
  ) {
    switch element.name {
    case "key": readKey(element)
    case "node":
      // yEd keeps the label within its drawing of the node.
      let label =
        value(of: Self.labelNames, in: element, isNode: true)
        ?? element.all("data").lazy.compactMap { $0.descendants("NodeLabel").first?.text }.first
      graph.addVertex(id: element.attribute("id"), label: label, line: line, into: &sink)
    case "edge":
      let isDirected = element.attribute("directed").map { $0 == "true" || $0 == "1" }
      edges.append(
        NamedEdge(
          source: element.attribute("source"), target: element.attribute("target"),
          weight: value(of: Self.weightNames, in: element, isNode: false),
          isUndirected: isDirected.map { !$0 } ?? isUndirected, line: line,
          column: element.tape.column))
    default: hyperedges += 1
    }
    for graph in element.all("graph") {
      let isUndirected =
        graph.attribute("edgedefault").map { $0 == "undirected" } ?? isUndirected
      for child in graph.children where ["node", "edge", "hyperedge"].contains(child.name) {
        read(child, isUndirected: isUndirected, line: line, into: &sink)
      }
    }
  }

  mutating func finish(into sink: inout RecordSink) {
    graph.addEdges(edges, into: &sink)
    graph.finish(into: &sink)
    if hyperedges > 0 {
      sink.diagnose("graphml.hyperedge", .warning, "hyperedges that are not read: \(hyperedges)")
    }
  }

  private mutating func readKey(_ element: XMLElement) {
    guard let id = element.attribute("id") else { return }
    let name = (element.attribute("attr.name") ?? id).lowercased()
    names[id] = name
    guard let text = element.child("default")?.text else { return }
    let owner = element.attribute("for") ?? "all"
    if owner != "edge", nodeDefaults[name] == nil { nodeDefaults[name] = text }
    if owner != "node", edgeDefaults[name] == nil { edgeDefaults[name] = text }
  }

  /// The value of the first of these attributes that is given, or else of its default.
  private func value(of wanted: [String], in element: XMLElement, isNode: Bool) -> String? {
    var given: [String: String] = [:]
    for data in element.children where data.name == "data" {
      guard let id = data.attribute("key") else { continue }
      // A key that nothing declares is taken by its id.
      given[names[id] ?? id.lowercased()] = data.text
    }
    let defaults = isNode ? nodeDefaults : edgeDefaults
    return wanted.lazy.compactMap { given[$0] }.first { !$0.isEmpty }
      ?? wanted.lazy.compactMap { defaults[$0] }.first
  }
}

extension XMLRecordFormat {
  /// Notes where an element stands within another of its name: a network of networks, which is read
  /// as one network.
  ///
  /// - Returns: whether there is such an element.
  static func noteNesting(
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
          format + ".nested", .note,
          "a <\(element)> within another: vertices of all levels are read, their hierarchy is not",
          line: line,
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
