import CollabCore
import CollabGraph

extension Exporter {
  /// The adjacency matrix in MatrixMarket's coordinates, for scipy, Julia, MATLAB.
  ///
  /// Specification: Boisvert, Pozo and Remington, *The Matrix Market Exchange Formats: Initial
  /// Design*, NISTIR 5935 (1996). The matrix is symmetric, so that only its lower triangle stands
  /// there. The format has no names; they stand in comments, one a row, behind a line that says so,
  /// from where `collab` reads them.
  public static let matrixMarket = Exporter(
    id: "matrixmarket",
    summary: "MatrixMarket adjacency matrix, for scipy, Julia, MATLAB; names as comments",
    suffixes: [".mtx"]
  ) { graph, notes in
    var text = ByteText("%%MatrixMarket matrix coordinate real symmetric\n")
    if !graph.title.isEmpty { text.append("% \(graph.title.onOneLine)\n") }
    if !graph.labels.isEmpty { text.append("% names of the rows, one a line:\n") }
    for label in graph.labels {
      let name = label.onOneLine
      if name != label {
        notes.add("control-character", "a comment holds no control characters", of: label)
      }
      text.append("% \(name)\n")
    }
    let count = graph.labels.count
    text.append("\(count) \(count) \(graph.graph.edgeCount)\n")
    for edge in graph.edges {
      text.append("\(edge.b + 1) \(edge.a + 1) \(ByteText.form(of: edge.weight))\n")
    }
    return [text]
  }
}
