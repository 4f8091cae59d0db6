import CollabAlgorithms
import CollabCore
import CollabGraph

extension Exporter {
  /// GML, the Graph Modelling Language, with attributes, positions and years.
  ///
  /// Specification: Himsolt, *GML: A portable Graph File Format*, University of Passau (1997). Keys
  /// are letters and digits, so that `h-index` is `hIndex`; characters outside of ASCII are
  /// character references, and control characters become spaces.
  public static let gml = Exporter(
    id: "gml",
    summary: "GML with attributes, positions, years, for igraph, networkx, Cytoscape, yEd",
    suffixes: [".gml"]
  ) { graph, notes in
    var text = ByteText("graph [\n  directed 0\n")
    if !graph.title.isEmpty { text.append("  label \"\(gmlText(graph.title))\"\n") }
    for v in graph.labels.indices {
      let label = graph.labels[v].onOneLine
      if label != graph.labels[v] {
        notes.add(
          "control-character", "GML's texts hold no control characters", of: graph.labels[v])
      }
      text.append("  node [\n    id \(v)\n    label \"\(gmlText(label))\"\n")
      for column in graph.columns where column.values[v].isFinite {
        text.append("    \(gmlKey(column.id)) \(gmlNumber(column.values[v], column.isCount))\n")
      }
      if let partition = graph.partition {
        text.append("    community \(partition.community[v] + 1)\n")
      }
      appendGMLYears(graph.years[v], to: &text)
      if let place = graph.place(of: v) {
        text.append("    graphics [ x \(gmlNumber(place.x)) y \(gmlNumber(place.y)) ]\n")
      }
      text.append("  ]\n")
    }
    for (index, edge) in graph.edges.enumerated() {
      text.append(
        "  edge [\n    source \(edge.a)\n    target \(edge.b)\n"
          + "    weight \(gmlNumber(edge.weight))\n")
      appendGMLYears(graph.edgeYears[index], to: &text)
      text.append("  ]\n")
    }
    text.append("]\n")
    return [text]
  }
}

private func appendGMLYears(_ years: ClosedRange<Int32>?, to text: inout ByteText) {
  guard let years else { return }
  text.append("    firstYear \(years.lowerBound)\n    lastYear \(years.upperBound)\n")
}

/// `h-index` as `hIndex`.
private func gmlKey(_ id: String) -> String {
  let words = id.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
  return words.enumerated().map { place, word in
    place == 0 ? String(word) : word.prefix(1).uppercased() + word.dropFirst()
  }.joined()
}

/// A number: integers have 32 bits and a sign, and all others a point.
private func gmlNumber(_ value: Double, _ isCount: Bool = false) -> String {
  if isCount, let whole = Int32(exactly: value) { return String(whole) }
  let text = "\(value)"
  if text.contains(".") { return text }
  guard let exponent = text.firstIndex(of: "e") else { return text + ".0" }
  return text[..<exponent] + ".0" + text[exponent...]
}

private func gmlText(_ text: String) -> String {
  var result = ""
  for scalar in text.onOneLine.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "\"": result += "&quot;"
    case _ where scalar.isASCII: result.unicodeScalars.append(scalar)
    default: result += "&#\(scalar.value);"
    }
  }
  return result
}
