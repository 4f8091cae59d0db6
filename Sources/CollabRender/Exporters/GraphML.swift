import CollabAlgorithms
import CollabCore
import CollabGraph

extension Exporter {
  /// GraphML with typed attributes, for networkx, igraph, Gephi, Cytoscape and yEd.
  ///
  /// Specification: http://graphml.graphdrawing.org/specification.html
  public static let graphML = Exporter(
    id: "graphml",
    summary: "GraphML with typed attributes, for igraph, networkx, Cytoscape, yEd",
    suffixes: [".graphml"]
  ) { graph, notes in
    var text = ByteText()
    text.append(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
        <key id="title" for="graph" attr.name="title" attr.type="string"/>
        <key id="label" for="node" attr.name="label" attr.type="string"/>

      """)
    for (index, column) in graph.columns.enumerated() {
      text.append("  <key id=\"s\(index)\" for=\"node\" attr.name=\"")
      text.append(xml: column.id)
      text.append("\" attr.type=\"\(column.isCount ? "long" : "double")\"/>\n")
    }
    if graph.partition != nil { text.append(key("community", for: "node", "int")) }
    if graph.positions != nil {
      text.append(key("x", for: "node", "double") + key("y", for: "node", "double"))
    }
    if graph.years.contains(where: { $0 != nil }) {
      for owner in ["node", "edge"] {
        text.append(key("first_year", for: owner, "int") + key("last_year", for: owner, "int"))
      }
    }
    text.append(key("weight", for: "edge", "double"))
    text.append("  <graph edgedefault=\"undirected\">\n    <data key=\"title\">")
    text.append(xml: graph.title, &notes)
    text.append("</data>\n")
    for v in graph.labels.indices {
      text.append("    <node id=\"n\(v)\">\n      <data key=\"label\">")
      text.append(xml: graph.labels[v], &notes)
      text.append("</data>\n")
      for (index, column) in graph.columns.enumerated() where column.values[v].isFinite {
        text.append(data("s\(index)", ByteText.form(of: column.values[v])))
      }
      if let partition = graph.partition {
        text.append(data("community", "\(partition.community[v] + 1)"))
      }
      if let place = graph.place(of: v) {
        text.append(data("x", "\(place.x)") + data("y", "\(place.y)"))
      }
      text.append(data(of: graph.years[v], for: "node"))
      text.append("    </node>\n")
    }
    for (index, edge) in graph.edges.enumerated() {
      text.append("    <edge source=\"n\(edge.a)\" target=\"n\(edge.b)\">\n")
      text.append(data("weight.edge", "\(edge.weight)"))
      text.append(data(of: graph.edgeYears[index], for: "edge"))
      text.append("    </edge>\n")
    }
    text.append("  </graph>\n</graphml>\n")
    return [text]
  }
}

/// A key's id must differ between vertices and edges, although its name may be the same.
private func key(_ name: String, for owner: String, _ type: String) -> String {
  let id = owner == "edge" ? name + ".edge" : name
  return "  <key id=\"\(id)\" for=\"\(owner)\" attr.name=\"\(name)\" attr.type=\"\(type)\"/>\n"
}

private func data(_ key: String, _ value: String) -> String {
  "      <data key=\"\(key)\">\(value)</data>\n"
}

private func data(of years: ClosedRange<Int32>?, for owner: String) -> String {
  guard let years else { return "" }
  let suffix = owner == "edge" ? ".edge" : ""
  return data("first_year" + suffix, "\(years.lowerBound)")
    + data("last_year" + suffix, "\(years.upperBound)")
}
