import CollabGraph
import CollabTestSupport
import Foundation

enum TestGraphs {
  /// A square grid of vertices.
  static func grid(_ side: Int) -> Graph {
    var edges: [Edge] = []
    for row in 0..<side {
      for column in 0..<side {
        let v = UInt32(row * side + column)
        if column + 1 < side { edges.append(Edge(v, v + 1)) }
        if row + 1 < side { edges.append(Edge(v, v + UInt32(side))) }
      }
    }
    return Graph(uncheckedVertexCount: side * side, edges: edges)
  }

  static func path(_ n: Int) -> Graph {
    Graph(uncheckedVertexCount: n, edges: (1..<n).map { Edge(UInt32($0 - 1), UInt32($0)) })
  }

  static func complete(_ n: Int) -> Graph {
    var edges: [Edge] = []
    for b in 1..<n { for a in 0..<b { edges.append(Edge(UInt32(a), UInt32(b))) } }
    return Graph(uncheckedVertexCount: n, edges: edges)
  }

  /// Cliques of several sizes, some tied to each other, some apart, and single vertices.
  static func archipelago() -> Graph {
    var edges: [Edge] = [], first = 0
    for (index, size) in [24, 14, 12, 7, 5, 4, 3, 2, 2].enumerated() {
      for b in 1..<size {
        for a in 0..<b where (a + b) % 3 > 0 || a + 1 == b {
          edges.append(Edge(UInt32(first + a), UInt32(first + b), weight: Double(1 + a % 4)))
        }
      }
      if index > 0, index < 5 { edges.append(Edge(UInt32(first), UInt32(first - 2))) }
      first += size
    }
    return Graph(uncheckedVertexCount: first + 7, edges: edges)
  }

  /// Newman's network scientists, with their names, where the shared data are there.
  static func networkScience() throws -> (names: [String], graph: Graph)? {
    guard let url = SharedData.url("data/graphs/netscience.gml") else { return nil }
    var names: [String] = [], edges: [Edge] = [], source = 0, target = 0
    for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n") {
      let words = line.trimmingCharacters(in: .whitespaces).split(separator: " ", maxSplits: 1)
      guard words.count == 2 else { continue }
      switch words[0] {
      case "label": names.append(words[1].replacingOccurrences(of: "\"", with: ""))
      case "source": source = Int(words[1]) ?? 0
      case "target": target = Int(words[1]) ?? 0
      case "value":
        edges.append(Edge(UInt32(source), UInt32(target), weight: Double(words[1]) ?? 1))
      default: break
      }
    }
    return (names, Graph(uncheckedVertexCount: names.count, edges: edges))
  }
}
