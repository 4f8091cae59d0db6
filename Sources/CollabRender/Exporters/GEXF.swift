import CollabAlgorithms
import CollabCore
import CollabGraph

extension Exporter {
  /// GEXF 1.3, the format of Gephi, with sizes, colours, positions and years.
  ///
  /// Specification: https://gexf.net/schema.html
  public static let gexf = Exporter(
    id: "gexf",
    summary: "GEXF 1.3 for Gephi: attributes, sizes, colours, positions, years",
    suffixes: [".gexf"]
  ) { graph, notes in
    let isDynamic = graph.years.contains { $0 != nil }
    var text = ByteText()
    text.append(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
        <meta>
          <creator>collab</creator>
          <description>
      """)
    text.append(xml: graph.title, &notes)
    text.append("</description>\n  </meta>\n  <graph defaultedgetype=\"undirected\"")
    text.append(
      isDynamic
        ? " mode=\"dynamic\" timeformat=\"integer\" timerepresentation=\"interval\">\n" : ">\n")
    appendGEXFAttributes(of: graph, to: &text)
    text.append("    <nodes>\n")
    let sizes = graph.sizes
    for v in graph.labels.indices {
      text.append("      <node id=\"\(v)\" label=\"")
      text.append(xml: graph.labels[v], &notes)
      text.append("\"")
      appendGEXFYears(graph.years[v], to: &text)
      text.append(">\n        <attvalues>\n")
      for column in graph.columns where column.values[v].isFinite {
        text.append("          <attvalue for=\"")
        text.append(xml: column.id)
        text.append("\" value=\"\(ByteText.form(of: column.values[v]))\"/>\n")
      }
      if let partition = graph.partition {
        text.append(
          "          <attvalue for=\"community\" value=\"\(partition.community[v] + 1)\"/>\n")
      }
      text.append("        </attvalues>\n        <viz:size value=\"\(sizes[v])\"/>\n")
      let color = graph.color(of: v)
      text.append(
        "        <viz:color r=\"\(color.red)\" g=\"\(color.green)\" b=\"\(color.blue)\"/>\n")
      if let place = graph.place(of: v) {
        text.append(
          "        <viz:position x=\"\(place.x)\" y=\"\(place.y)\" z=\"0.0\"/>\n")
      }
      text.append("      </node>\n")
    }
    text.append("    </nodes>\n    <edges>\n")
    for (index, edge) in graph.edges.enumerated() {
      text.append(
        "      <edge id=\"\(index)\" source=\"\(edge.a)\" target=\"\(edge.b)\" weight=\"\(edge.weight)\""
      )
      appendGEXFYears(graph.edgeYears[index], to: &text)
      text.append("/>\n")
    }
    text.append("    </edges>\n  </graph>\n</gexf>\n")
    return [text]
  }
}

private func appendGEXFAttributes(of graph: ExportGraph, to text: inout ByteText) {
  guard !graph.columns.isEmpty || graph.partition != nil else { return }
  text.append("    <attributes class=\"node\" mode=\"static\">\n")
  for column in graph.columns {
    text.append("      <attribute id=\"")
    text.append(xml: column.id)
    text.append("\" title=\"")
    text.append(xml: column.id)
    text.append("\" type=\"\(column.isCount ? "long" : "double")\"/>\n")
  }
  if graph.partition != nil {
    text.append("      <attribute id=\"community\" title=\"community\" type=\"integer\"/>\n")
  }
  text.append("    </attributes>\n")
}

private func appendGEXFYears(_ years: ClosedRange<Int32>?, to text: inout ByteText) {
  guard let years else { return }
  text.append(" start=\"\(years.lowerBound)\" end=\"\(years.upperBound)\"")
}
