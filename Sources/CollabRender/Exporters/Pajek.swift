import CollabAlgorithms
import CollabCore
import CollabGraph

extension Exporter {
  /// Pajek: the network, with the communities as a partition and the first column as a vector.
  ///
  /// Reference: Mrvar and Batagelj, *Pajek: Programs for Analysis and Visualization of Very Large
  /// Networks, Reference Manual*. Its labels know no escapes, so a quotation mark within one
  /// becomes an apostrophe, a backslash (an escape to some readers) a slash, and a line break a
  /// space.
  public static let pajek = Exporter(
    id: "pajek",
    summary: "Pajek: network, partition of communities, vector of the first measure",
    suffixes: [".net", ".clu", ".vec"]
  ) { graph, notes in
    let count = graph.labels.count
    var network = ByteText()
    network.append("*Vertices \(count)\n")
    let places = unitSquare(graph)
    for v in 0..<count {
      network.append("\(v + 1) \"\(pajekLabel(graph.labels[v], &notes))\"")
      if let place = places[v] { network.append(" \(place.x) \(place.y) 0.5") }
      network.append("\n")
    }
    network.append("*Edges\n")
    for edge in graph.edges {
      network.append("\(edge.a + 1) \(edge.b + 1) \(ByteText.form(of: edge.weight))\n")
    }
    var partition = ByteText()
    partition.append("*Vertices \(count)\n")
    for v in 0..<count {
      partition.append("\(graph.partition.map { Int($0.community[v]) + 1 } ?? 0)\n")
    }
    var vector = ByteText()
    vector.append("*Vertices \(count)\n")
    for v in 0..<count {
      let value = graph.columns.first?.values[v] ?? .nan
      // Pajek's own mark for a missing value of a vector.
      vector.append(value.isFinite ? ByteText.form(of: value) : "999999997")
      vector.append("\n")
    }
    return [network, partition, vector]
  }
}

private func pajekLabel(_ name: String, _ notes: inout ExportNotes) -> String {
  var label = ""
  for scalar in name.unicodeScalars {
    switch scalar.value {
    case 0x22: label.append("'")
    case 0x5C: label.append("/")
    case 0..<0x20, 0x7F, 0x85, 0x2028, 0x2029: label.append(" ")
    default: label.unicodeScalars.append(scalar)
    }
  }
  if label != name {
    notes.add(
      "label-character",
      "Pajek's labels hold no quotation marks, backslashes and control characters", of: name)
  }
  return label
}

/// Places in Pajek's square from 0 to 1, whose y grows downwards, with their proportions kept.
private func unitSquare(_ graph: ExportGraph) -> [(x: Double, y: Double)?] {
  let places = graph.labels.indices.map { graph.place(of: $0) }
  let known = places.compactMap { $0 }
  let (left, right) = (known.map(\.x).min() ?? 0, known.map(\.x).max() ?? 0)
  let (bottom, top) = (known.map(\.y).min() ?? 0, known.map(\.y).max() ?? 0)
  let side = max(right - left, top - bottom)
  let scale = side > 0 ? 1 / side : 0
  return places.map { place in
    place.map {
      (0.5 + ($0.x - (left + right) / 2) * scale, 0.5 - ($0.y - (bottom + top) / 2) * scale)
    }
  }
}
