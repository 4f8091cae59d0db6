import CollabCore

extension Reader {
  /// GEXF, the format of Gephi; versions 1.1 to 1.3.
  ///
  /// Specification: https://gexf.net/schema.html
  static let gexf = Reader(
    id: "gexf", summary: "GEXF, of Gephi and others", fileExtensions: ["gexf"],
    sniff: { $0.contains("<gexf") ? .certain : .no },
    read: { input, sink in
      if XMLRecordFormat.refuseNesting(of: "nodes", in: input, format: "gexf", &sink) { return }
      var attributes = WeightAttributes()
      var graph = StatedGraph<String>(format: "gexf")
      var edges: [NamedEdge] = []
      XMLRecordFormat(id: "gexf", records: ["attribute", "node", "edge"], isFlat: false).read(
        Input(name: input.name, bytes: input.bytes), into: &sink, state: (),
        onContext: { _, name, values in
          if name == "attributes" { attributes.isOfEdges = values["class"] == "edge" }
        },
        onRecord: { _, tape, line, sink in
          switch tape.root.name {
          case "attribute": attributes.declare(tape)
          case "node":
            graph.addVertex(
              id: tape.attribute("id", of: 0), label: tape.attribute("label", of: 0), line: line,
              into: &sink)
          default:
            edges.append(
              NamedEdge(
                source: tape.attribute("source", of: 0), target: tape.attribute("target", of: 0),
                weight: attributes.weight(of: tape), line: line, column: tape.column))
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
  func weight(of tape: XMLTape) -> String? {
    if let weight = tape.attribute("weight", of: 0) { return weight }
    let values = tape.root.descendants("attvalue").compactMap { value in
      // Before version 1.1, `id` stood in the place of `for`.
      let id = tape.attribute("for", of: value.node) ?? tape.attribute("id", of: value.node)
      return id.map(ids.contains) == true ? tape.attribute("value", of: value.node) : nil
    }
    return values.max { (Double($0) ?? 0) < (Double($1) ?? 0) } ?? defaultValue
  }
}
