import CollabCore
import CollabGraph
import Foundation

/// A graph to measure on.
struct Input {
  let name: String
  let graph: Graph

  /// Reads pairs of numbers, one a line; loops and repeats count once.
  init(edgeList path: String) throws {
    name = URL(fileURLWithPath: path).lastPathComponent
    var index: [Substring: UInt32] = [:]
    var edges: [Edge] = []
    for line in try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline)
    {
      let parts = line.split(whereSeparator: \.isWhitespace)
      guard parts.count >= 2, UInt64(parts[0]) != nil else { continue }
      let ends = parts.prefix(2).map { part -> UInt32 in
        if let known = index[part] { return known }
        let next = UInt32(index.count)
        index[part] = next
        return next
      }
      edges.append(Edge(ends[0], ends[1]))
    }
    let doubled = Graph(vertexCount: index.count, edges: edges)
    graph = Graph(vertexCount: index.count, edges: doubled.edges.map { Edge($0.a, $0.b) })
  }

  /// A generated network of a number of works; every tie weighs 1.
  init(generatedWorks works: Int) {
    let drawn = CollaborationGenerator(works: works).generate().network().graph
    name = "generated, \(works) works"
    graph = Graph(vertexCount: drawn.vertexCount, edges: drawn.edges.map { Edge($0.a, $0.b) })
  }

  /// The edge lists of the folder `shared/data/graphs` beside the checkout, or in
  /// `COLLAB_SHARED`.
  static func sharedFiles() -> [String] {
    let folder =
      ProcessInfo.processInfo.environment["COLLAB_SHARED"]
      ?? checkout.deletingLastPathComponent().appendingPathComponent("shared").path
    return ["ca-GrQc.txt", "ca-HepTh.txt"].map { folder + "/data/graphs/" + $0 }
      .filter { FileManager.default.fileExists(atPath: $0) }
  }
}

/// The folder of the checkout.
let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()
