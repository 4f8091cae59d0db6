import CollabCore

extension Reader {
  /// GEXF, the format of Gephi; versions 1.1 to 1.3.
  ///
  /// Specification: https://gexf.net/schema.html
  static let gexf = Reader(
    id: "gexf", summary: "GEXF, of Gephi and others", fileExtensions: ["gexf"],
    sniff: { $0.contains("<gexf") ? .certain : .no },
    read: { input, sink in
      let isNested = XMLRecordFormat.noteNesting(of: "nodes", in: input, format: "gexf", &sink)
      let records: Set = ["attribute", "node", "edge"]
      var attributes = WeightAttributes()
      var graph = StatedGraph<String>(format: "gexf")
      var edges: [NamedEdge] = []
      // Edges have no direction where nothing else is said.
      var defaultType = "undirected"
      XMLRecordFormat(
        id: "gexf", records: records, mayNest: isNested ? records : [], isFlat: false
      ).read(
        Input(name: input.name, bytes: input.bytes), into: &sink, state: (),
        onContext: { _, name, values in
          if name == "attributes" { attributes.isOfEdges = values["class"] == "edge" }
          if name == "graph" { defaultType = values["defaultedgetype"] ?? defaultType }
        },
        onRecord: { _, tape, line, sink in
          let root = tape.root
          if root.name == "attribute" { return attributes.declare(tape) }
          for node in (root.name == "node" ? [root] : []) + root.descendants("node") {
            graph.addVertex(
              id: node.attribute("id"), label: node.attribute("label"), line: line, into: &sink)
          }
          for edge in (root.name == "edge" ? [root] : []) + root.descendants("edge") {
            edges.append(
              NamedEdge(
                source: edge.attribute("source"), target: edge.attribute("target"),
                weight: attributes.weight(of: edge),
                isUndirected: edge.attribute("type") ?? defaultType != "directed", line: line,
                column: tape.column))
          }
        })
      graph.addEdges(edges, into: &sink)
      graph.finish(into: &sink)
    })
}

/// Where edges keep their weight: in an attribute of the element, or in one that is declared.
private struct WeightAttributes {
  /// Whether the attributes that are being declared are those of edges.
  var isOfEdges = false
  private var ids: Set<String> = []
  private var defaultValue: String?

  mutating func declare(_ tape: XMLTape) {
    guard isOfEdges, let id = tape.attribute("id", of: 0),
      (tape.attribute("title", of: 0) ?? id).lowercased() == "weight"
    else { return }
    ids.insert(id)
    defaultValue = tape.root.child("default")?.text
  }

  /// The weight; of several that hold at different times the greatest.
  func weight(of edge: XMLElement) -> String? {
    if let weight = edge.attribute("weight") { return weight }
    let values = edge.descendants("attvalue").compactMap { value in
      // Before version 1.1, `id` stood in the place of `for`.
      let id = value.attribute("for") ?? value.attribute("id")
      return id.map(ids.contains) == true ? value.attribute("value") : nil
    }
    return values.max { (Double($0) ?? 0) < (Double($1) ?? 0) } ?? defaultValue
  }
}
