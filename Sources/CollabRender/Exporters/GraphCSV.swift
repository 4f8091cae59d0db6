import CollabAlgorithms
import CollabCore
import CollabGraph

extension Exporter {
  /// Two tables, one of people and one of ties, for spreadsheets and data frames (RFC 4180).
  public static let csv = Exporter(
    id: "csv",
    summary: "CSV tables of the authors and of the edges",
    suffixes: ["-authors.csv", "-edges.csv"]
  ) { graph, _ in
    let hasYears = graph.years.contains { $0 != nil }
    var authors = ByteText()
    authors.append("id,name")
    if graph.partition != nil { authors.append(",community") }
    if graph.positions != nil { authors.append(",x,y") }
    if hasYears { authors.append(",first_year,last_year") }
    for column in graph.columns {
      authors.append(",")
      authors.append(csv: column.id)
    }
    authors.append("\n")
    for v in graph.labels.indices {
      authors.append("\(v),")
      authors.append(csv: graph.labels[v])
      if let partition = graph.partition { authors.append(",\(partition.community[v] + 1)") }
      if graph.positions != nil {
        authors.append(graph.place(of: v).map { ",\($0.x),\($0.y)" } ?? ",,")
      }
      if hasYears { authors.append(fields(of: graph.years[v])) }
      for column in graph.columns {
        authors.append(",")
        if column.values[v].isFinite { authors.append(column.values[v]) }
      }
      authors.append("\n")
    }
    var edges = ByteText()
    edges.append(
      "source,target,source_name,target_name,weight" + (hasYears ? ",first_year,last_year" : "")
        + (graph.edgeWorks.isEmpty ? "" : ",works"))
    edges.append("\n")
    for (index, edge) in graph.edges.enumerated() {
      edges.append("\(edge.a),\(edge.b),")
      edges.append(csv: graph.labels[Int(edge.a)])
      edges.append(",")
      edges.append(csv: graph.labels[Int(edge.b)])
      edges.append(",\(ByteText.form(of: edge.weight))")
      if hasYears { edges.append(fields(of: graph.edgeYears[index])) }
      if !graph.edgeWorks.isEmpty {
        edges.append(",")
        edges.append(csv: graph.edgeWorks[index].joined(separator: ";"))
      }
      edges.append("\n")
    }
    return [authors, edges]
  }
}

private func fields(of years: ClosedRange<Int32>?) -> String {
  years.map { ",\($0.lowerBound),\($0.upperBound)" } ?? ",,"
}
