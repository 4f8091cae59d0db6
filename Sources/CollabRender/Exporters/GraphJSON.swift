import CollabAlgorithms
import CollabCore
import CollabGraph

extension Exporter {
  /// Cytoscape's JSON (`.cyjs`), for Cytoscape, Cytoscape.js and networkx.
  ///
  /// Specification: https://js.cytoscape.org/#notation/elements-json. The member `value` is the
  /// one by which networkx names vertices.
  public static let cytoscapeJSON = Exporter(
    id: "cytoscape",
    summary: "JSON for Cytoscape and Cytoscape.js",
    suffixes: [".cyjs"]
  ) { graph, _ in
    var text = ByteText()
    text.append("{\"format_version\":\"1.0\",\"generated_by\":\"collab\",\"data\":{\"name\":")
    text.append(json: graph.title)
    text.append("},\"directed\":false,\"multigraph\":false,\"elements\":{\"nodes\":[")
    for v in graph.labels.indices {
      text.append(v == 0 ? "\n" : ",\n")
      text.append("{\"data\":{\"id\":\"\(v)\",\"value\":\"\(v)\",\"name\":")
      text.append(json: graph.labels[v])
      appendMembers(of: v, in: graph, to: &text)
      text.append("}")
      if let place = graph.place(of: v) {
        // Cytoscape's y grows downwards.
        text.append(",\"position\":{\"x\":\(place.x),\"y\":\(0 - place.y)}")
      }
      text.append("}")
    }
    text.append("\n],\"edges\":[")
    for (index, edge) in graph.edges.enumerated() {
      text.append(index == 0 ? "\n" : ",\n")
      text.append(
        "{\"data\":{\"id\":\"e\(index)\",\"source\":\"\(edge.a)\",\"target\":\"\(edge.b)\"")
      appendMembers(of: edge, index, in: graph, to: &text)
      text.append("}}")
    }
    text.append("\n]}}\n")
    return [text]
  }

  /// A node-link object, which networkx and D3 read.
  public static let nodeLinkJSON = Exporter(
    id: "json",
    summary: "JSON with nodes and edges (node-link), for networkx and D3",
    suffixes: [".json"]
  ) { graph, _ in
    var text = ByteText()
    text.append("{\"directed\":false,\"multigraph\":false,\"graph\":{\"title\":")
    text.append(json: graph.title)
    text.append("},\"nodes\":[")
    for v in graph.labels.indices {
      text.append(v == 0 ? "\n" : ",\n")
      text.append("{\"id\":\(v),\"label\":")
      text.append(json: graph.labels[v])
      appendMembers(of: v, in: graph, to: &text)
      if let place = graph.place(of: v) {
        text.append(",\"x\":\(place.x),\"y\":\(place.y)")
      }
      text.append("}")
    }
    text.append("\n],\"edges\":[")
    for (index, edge) in graph.edges.enumerated() {
      text.append(index == 0 ? "\n" : ",\n")
      text.append("{\"source\":\(edge.a),\"target\":\(edge.b)")
      appendMembers(of: edge, index, in: graph, to: &text)
      text.append("}")
    }
    text.append("\n]}\n")
    return [text]
  }
}

private func appendMembers(of v: Int, in graph: ExportGraph, to text: inout ByteText) {
  for column in graph.columns {
    text.append(",")
    text.append(json: column.id)
    text.append(":")
    text.append(json: column.values[v])
  }
  if let partition = graph.partition { text.append(",\"community\":\(partition.community[v] + 1)") }
  appendYears(graph.years[v], to: &text)
}

private func appendMembers(
  of edge: Edge, _ index: Int, in graph: ExportGraph, to text: inout ByteText
) {
  text.append(",\"weight\":")
  text.append(json: edge.weight)
  appendYears(graph.edgeYears[index], to: &text)
  guard !graph.edgeWorks.isEmpty else { return }
  text.append(",\"works\":[")
  for (place, work) in graph.edgeWorks[index].enumerated() {
    if place > 0 { text.append(",") }
    text.append(json: work)
  }
  text.append("]")
}

private func appendYears(_ years: ClosedRange<Int32>?, to text: inout ByteText) {
  guard let years else { return }
  text.append(",\"first_year\":\(years.lowerBound),\"last_year\":\(years.upperBound)")
}
