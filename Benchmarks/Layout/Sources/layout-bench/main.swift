import CollabAlgorithms
import CollabCore
import CollabGraph
import CollabRender
import Foundation

/// Reads an edge list: two numbers a line, or GML's `source` and `target` with `value`.
func readGraph(_ path: String) throws -> Graph {
  let text = try String(contentsOfFile: path, encoding: .utf8)
  var ids: [Int: UInt32] = [:], edges: [Edge] = []
  func vertex(_ id: Int) -> UInt32 {
    if let known = ids[id] { return known }
    ids[id] = UInt32(ids.count)
    return UInt32(ids.count - 1)
  }
  if path.hasSuffix(".gml") {
    var source = 0, target = 0
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 2 else { continue }
      switch words[0] {
      case "id": _ = vertex(Int(words[1]) ?? 0)
      case "source": source = Int(words[1]) ?? 0
      case "target": target = Int(words[1]) ?? 0
      case "value":
        edges.append(Edge(vertex(source), vertex(target), weight: Double(words[1]) ?? 1))
      default: break
      }
    }
    return Graph(vertexCount: ids.count, edges: edges)
  }
  var seen = Set<[UInt32]>()
  for line in text.split(whereSeparator: \.isNewline) {
    let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
    guard words.count >= 2, let a = Int(words[0]), let b = Int(words[1]) else { continue }
    let pair = [vertex(a), vertex(b)].sorted()
    if seen.insert(pair).inserted { edges.append(Edge(pair[0], pair[1])) }
  }
  return Graph(vertexCount: ids.count, edges: edges)
}

var rival = 0.0
print("| graph | layout | seconds | speed | neighbourhood preservation | normalised stress |")
print("|---|---|---|---|---|---|")
let arguments = CommandLine.arguments.dropFirst()
let names = arguments.filter { Layouts.all[$0] != nil }
let settings = Dictionary(
  uniqueKeysWithValues: arguments.filter { $0.contains("=") }.map { setting in
    let parts = setting.split(separator: "=")
    return (String(parts[0]), Double(parts[1]) ?? 0)
  })
for path in arguments where Layouts.all[path] == nil && !path.contains("=") {
  let graph = try readGraph(path)
  let title = "\((path as NSString).lastPathComponent) (\(graph.vertexCount), \(graph.edgeCount))"
  for name in names.isEmpty ? ["sfdp", "multilevel"] : Array(names) {
    let layout = try Layouts.all.entry(name)
    let runs = name == "sfdp" ? 1 : 3
    var best = Double.infinity, positions = Positions(x: [], y: [])
    for _ in 0..<runs {
      let start = ContinuousClock.now
      positions = try layout.positions(
        of: graph, settings: layout.parameters.isEmpty ? [:] : settings)
      let took = ContinuousClock.now - start
      best = min(
        best, Double(took.components.seconds) + Double(took.components.attoseconds) * 1e-18)
    }
    if name == "sfdp" { rival = best }
    let quality = try LayoutQuality(of: positions, graph: graph)
    print(
      String(
        format: "| %@ | %@ | %.3f | %.1f | %.4f | %.4f |", title, name, best, rival / best,
        quality.neighbourhoodPreservation, quality.normalisedStress))
  }
}
