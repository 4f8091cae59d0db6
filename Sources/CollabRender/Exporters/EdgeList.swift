import CollabCore
import CollabGraph

extension Exporter {
  /// An edge list: two names and a weight a line, between tabs (SNAP, NCOL).
  ///
  /// Names that would be read as something else, because they begin like a comment or stand in
  /// quotation marks, get quotation marks. Control characters become spaces. There is no place for
  /// authors without a tie.
  public static let edgeList = Exporter(
    id: "edge-list",
    summary: "edge list: two names and a weight a line, between tabs",
    suffixes: [".edges"]
  ) { graph, notes in
    var text = ByteText(), taken: Set<String> = [], names: [String] = []
    for label in graph.labels {
      var name = label.onOneLine
      if name != label {
        notes.add(
          "control-character", "a line of an edge list holds no tabs and line ends", of: label)
      }
      while !taken.insert(name).inserted { name += "*" }
      names.append(
        name.isEmpty || name.first == "#" || name.first == "%" || name.first == "\""
          ? "\"" + name + "\"" : name)
    }
    for v in graph.labels.indices where graph.graph.degree(v) == 0 {
      notes.add("isolated", "an edge list holds no author without a tie", of: graph.labels[v])
    }
    for edge in graph.edges {
      text.append(
        "\(names[Int(edge.a)])\t\(names[Int(edge.b)])\t\(ByteText.form(of: edge.weight))\n")
    }
    if graph.graph.edgeCount == 0 { text.append("# no ties\n") }
    return [text]
  }
}
