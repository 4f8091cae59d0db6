import CollabAlgorithms
import CollabCore
import CollabGraph

extension Exporter {
  /// VOSviewer's map and network files.
  ///
  /// Specification: https://app.vosviewer.com/docs/file-types/map-and-network-file-type/
  public static let vosviewer = Exporter(
    id: "vosviewer",
    summary: "VOSviewer's map and network files",
    suffixes: ["-map.txt", "-network.txt"]
  ) { graph, notes in
    let table = VOSTable(graph)
    var map = ByteText()
    map.append("id\tlabel")
    if graph.positions != nil { map.append("\tx\ty") }
    if graph.partition != nil { map.append("\tcluster") }
    for weight in table.weights { map.append("\tweight<\(field(weight.id))>") }
    for score in table.scores { map.append("\tscore<\(field(score.id))>") }
    map.append("\n")
    for v in graph.labels.indices {
      map.append("\(v + 1)\t")
      map.append(quoted(graph.labels[v], &notes))
      if graph.positions != nil {
        map.append(graph.place(of: v).map { "\t\($0.x)\t\($0.y)" } ?? "\t\t")
      }
      if graph.partition != nil {
        map.append("\t\(table.cluster(of: v, &notes).map(String.init) ?? "")")
      }
      for column in table.weights + table.scores {
        let value = column.values[v]
        map.append("\t" + (value.isFinite ? ByteText.form(of: value) : ""))
      }
      map.append("\n")
    }
    var network = ByteText()
    for edge in graph.edges {
      network.append("\(edge.a + 1)\t\(edge.b + 1)\t\(ByteText.form(of: edge.weight))\n")
    }
    return [map, network]
  }

  /// VOSviewer's JSON, which also VOSviewer Online opens.
  ///
  /// Specification: https://app.vosviewer.com/docs/file-types/json-file-type/
  public static let vosviewerJSON = Exporter(
    id: "vosviewer-json",
    summary: "JSON for VOSviewer and VOSviewer Online",
    suffixes: ["-vosviewer.json"]
  ) { graph, notes in
    let table = VOSTable(graph)
    var text = ByteText()
    text.append("{\"network\":{\"items\":[")
    for v in graph.labels.indices {
      text.append(v == 0 ? "\n" : ",\n")
      text.append("{\"id\":\(v + 1),\"label\":")
      text.append(json: graph.labels[v])
      if let place = graph.place(of: v) {
        text.append(",\"x\":\(place.x),\"y\":\(place.y)")
      }
      if let cluster = table.cluster(of: v, &notes) { text.append(",\"cluster\":\(cluster)") }
      text.append(",\"weights\":")
      appendMembers(table.weights, of: v, to: &text)
      if !table.scores.isEmpty {
        text.append(",\"scores\":")
        appendMembers(table.scores, of: v, to: &text)
      }
      text.append("}")
    }
    text.append("\n],\"links\":[")
    for (index, edge) in graph.edges.enumerated() {
      text.append(index == 0 ? "\n" : ",\n")
      text.append(
        "{\"source_id\":\(edge.a + 1),\"target_id\":\(edge.b + 1),\"strength\":\(ByteText.form(of: edge.weight))}"
      )
    }
    text.append("\n]},\"info\":{\"title\":")
    text.append(json: graph.title)
    text.append("}}\n")
    return [text]
  }
}

/// VOSviewer tells apart weights, which are never negative and decide sizes, and scores, which
/// decide colours.
private struct VOSTable {
  let weights: [ExportGraph.Column]
  let scores: [ExportGraph.Column]
  private let graph: ExportGraph

  init(_ graph: ExportGraph) {
    let vertices = graph.labels.indices
    let links = ExportGraph.Column(
      id: "Links", isCount: true, values: vertices.map { Double(graph.graph.degree($0)) })
    let strength = ExportGraph.Column(
      id: "Total link strength", values: vertices.map { graph.graph.strength($0) })
    let isWeight = { (column: ExportGraph.Column) in
      column.values.allSatisfy { $0.isFinite && $0 >= 0 }
    }
    let years = ["First year": \ClosedRange<Int32>.lowerBound, "Last year": \.upperBound]
      .sorted { $0.key < $1.key }
      .map { name, bound in
        ExportGraph.Column(
          id: name, isCount: true,
          values: graph.years.map { $0.map { Double($0[keyPath: bound]) } ?? .nan })
      }
    self.graph = graph
    weights = [links, strength] + graph.columns.filter(isWeight)
    scores =
      graph.columns.filter { !isWeight($0) }
      + (graph.years.contains { $0 != nil } ? years : [])
  }

  /// The cluster from 1; VOSviewer knows a thousand.
  func cluster(of vertex: Int, _ notes: inout ExportNotes) -> Int? {
    guard let partition = graph.partition else { return nil }
    let cluster = Int(partition.community[vertex]) + 1
    if cluster <= 1000 { return cluster }
    notes.add(
      "many-clusters", "VOSviewer holds 1000 clusters; left without one", of: graph.labels[vertex])
    return nil
  }
}

private func appendMembers(
  _ columns: [ExportGraph.Column], of vertex: Int, to text: inout ByteText
) {
  text.append("{")
  var isFirst = true
  for column in columns where column.values[vertex].isFinite {
    if !isFirst { text.append(",") }
    isFirst = false
    text.append(json: column.id)
    text.append(":")
    text.append(column.values[vertex])
  }
  text.append("}")
}

/// A name without what would end a field or a line.
private func field(_ name: String) -> String {
  String(String.UnicodeScalarView(name.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
}

/// A label in quotation marks where VOSviewer wants them.
private func quoted(_ name: String, _ notes: inout ExportNotes) -> String {
  let label = field(name)
  if label != name {
    notes.add("control-character", "a label holds no line breaks and tabs", of: name)
  }
  guard label.contains(where: { ",;\"".contains($0) }) else { return label }
  return "\""
    + label.split(separator: "\"", omittingEmptySubsequences: false)
    .joined(separator: "\"\"") + "\""
}
