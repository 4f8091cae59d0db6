import CollabCore

extension Reader {
  /// Networks in JSON: node-link objects of networkx, D3 and Collab, and Cytoscape's JSON.
  ///
  /// Specifications: https://networkx.org/documentation/stable/reference/readwrite/json_graph.html
  /// and https://js.cytoscape.org/#notation/elements-json
  static let jsonGraph = Reader(
    id: "json-graph", summary: "JSON with nodes and links or edges (networkx, D3, Cytoscape)",
    fileExtensions: ["json", "cyjs"],
    sniff: { head in
      guard head.first == 0x7B else { return .no }
      let hasNodes = head.contains("\"nodes\""), isCut = head.bytes.count >= 16_000
      let hasLinks = head.contains("\"links\"") || head.contains("\"edges\"")
      let hasEnds = head.contains("\"source\"") && head.contains("\"target\"")
      let isNamed = head.contains("\"directed\"") || head.contains("\"elements\"") || isCut
      return hasLinks && hasEnds || hasNodes && (hasLinks || isNamed) ? .likely : .no
    },
    read: { input, sink in
      // One thread: vertices may be numbered as they come.
      let input = Input(name: input.name, bytes: input.bytes)
      var nodes: [Node] = [], edges: [NamedEdge] = [], isUndirected = false
      format(["nodes"]).read(input, into: &sink) { entry, line, _ in
        guard !entry.isEnvelope else { return }
        let data = entry["data"] ?? entry
        nodes.append(
          Node(
            id: (data["id"] ?? data["key"])?.scalar,
            label: (data["label"] ?? data["name"])?.scalar, line: line))
      }
      var links = RecordSink(file: sink.file)
      format(["links"], ["edges"]).read(
        input, into: &links,
        onEnvelope: { document, _ in isUndirected = document["directed"]?.boolean == false }
      ) { entry, line, _ in
        guard !entry.isEnvelope else { return }
        let data = entry["data"] ?? entry
        edges.append(
          NamedEdge(
            source: data["source"]?.end, target: data["target"]?.end,
            weight: (data["weight"] ?? data["value"])?.scalar, line: line, column: 1))
      }
      // What ends too early does so for both lists.
      let told = Set(sink.diagnostics)
      for diagnostic in links.diagnostics where !told.contains(diagnostic) {
        sink.append(diagnostic)
      }
      for index in edges.indices { edges[index].isUndirected = isUndirected }
      join(nodes, edges, into: &sink)
    })
}

/// A vertex as it is stated.
private struct Node {
  var id: String?
  var label: String?
  var line: Int
}

private func join(_ nodes: [Node], _ edges: [NamedEdge], into sink: inout RecordSink) {
  var graph = StatedGraph<String>(format: "json-graph")
  // Without ids, edges name vertices by their names, or by their numbers from 0.
  let hasIDs = nodes.contains { $0.id != nil }
  let labels = Set(nodes.compactMap(\.label))
  let areNames = edges.allSatisfy { $0.source.map(labels.contains) ?? true }
  for (number, node) in nodes.enumerated() {
    let id = hasIDs ? node.id : areNames ? node.label : "\(number)"
    graph.addVertex(id: id, label: node.label, line: node.line, column: 1, into: &sink)
  }
  graph.addEdges(edges, into: &sink)
  graph.finish(into: &sink)
}

private func format(_ names: [String]...) -> JSONRecordFormat {
  JSONRecordFormat(id: "json-graph", lists: names + names.map { ["elements"] + $0 })
}

extension JSONValue {
  /// Whether this is the whole document, in which the list was not found.
  fileprivate var isEnvelope: Bool {
    self["nodes"] != nil || self["links"] != nil || self["edges"] != nil || self["elements"] != nil
  }

  /// The vertex at an end of an edge; D3 puts the vertex itself there once it has drawn the graph.
  fileprivate var end: String? { isObject ? (self["id"] ?? self["name"])?.scalar : scalar }

  /// A string or a number as text.
  var scalar: String? {
    string ?? integer.map(String.init) ?? number.map { ByteText.form(of: $0) }
  }
}
