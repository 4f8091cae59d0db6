import CollabCorpus
import CollabBibliography
import CollabCore
import CollabGraph
import CollabRender
import Foundation
import Stopwatch

// Times the default layout beside Graphviz's sfdp, on one thread alone and on all as part of a whole
// drawing, and measures both pictures: layouts COLLAB [--generated] [GRAPH...]

extension Timing {
  var text: String { String(format: "%.3f (%.3f)", wall, cpu) }

  func ratio(to own: Timing) -> String {
    String(format: "%.1f (%.1f)", wall / own.wall, cpu / own.cpu)
  }
}

/// Runs a command to its end; `nil` where it is not installed.
func time(_ command: [String]) throws -> Timing? {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = command
  process.standardError = FileHandle.nullDevice
  var ran: Void?
  let timing = try Timing(&ran, children: true) {
    try process.run()
    process.waitUntilExit()
  }
  return process.terminationStatus == 0 ? timing : nil
}

/// Alternates two kinds of work, so that a busy machine slows both alike; slow work gets three
/// turns and other work five.
func alternate(
  _ rival: () throws -> Timing?, _ own: () throws -> Timing?
) rethrows -> (rival: Timing?, own: Timing?) {
  var turns: (rival: [Timing], own: [Timing]) = ([], [])
  repeat {
    guard let rival = try rival(), let own = try own() else { return (nil, nil) }
    turns.rival.append(rival)
    turns.own.append(own)
  } while turns.own.count < (turns.rival[0].cpu > 2 ? 3 : 5)
  return (Timing(medianOf: turns.rival), Timing(medianOf: turns.own))
}

func compare(_ name: String, _ graph: Graph, collab: String) throws {
  let sfdp = try Layouts.all.entry("sfdp"), standard = Layouts.all.entries[0]
  var rival: Positions?, own: Positions?
  let layout = try alternate {
    try Timing(&rival) { try sfdp.positions(of: graph) }
  } _: {
    try Timing(&own) { try standard.positions(of: graph, execution: Execution(threads: 1)) }
  }
  let quality = try (
    rival: LayoutQuality(of: rival!, graph: graph), own: LayoutQuality(of: own!, graph: graph)
  )

  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("layouts-\(ProcessInfo.processInfo.processIdentifier)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  func file(_ name: String) -> String { folder.appendingPathComponent(name).path }
  let edges = graph.edges
  try ("graph {\n" + edges.map { "\($0.a) -- \($0.b)\n" }.joined() + "}\n")
    .write(toFile: file("graph.gv"), atomically: false, encoding: .utf8)
  try edges.map { "\($0.a) \($0.b) \($0.weight)\n" }.joined()
    .write(toFile: file("graph.txt"), atomically: false, encoding: .utf8)
  let drawing = try alternate {
    try time(["sfdp", "-Tsvg", file("graph.gv"), "-o", file("sfdp.svg")])
  } _: {
    try time([collab, "draw", file("graph.txt"), "-o", file("collab.svg")])
  }

  func row(
    _ cells: [String], _ time: Timing?, _ drawing: Timing?, _ quality: LayoutQuality,
    against rival: (Timing?, Timing?) = (nil, nil)
  ) {
    func times(_ own: Timing?, _ rival: Timing?) -> [String] {
      guard let own else { return ["not run", ""] }
      return [own.text, rival.map { $0.ratio(to: own) } ?? ""]
    }
    let numbers = [quality.neighbourhoodPreservation, quality.normalisedStress]
    print(
      "| "
        + (cells + times(time, rival.0) + times(drawing, rival.1)
        + numbers.map { String(format: "%.4f", $0) })
        .joined(separator: " | ") + " |")
    fflush(nil)
  }
  let size = "\(name) (\(graph.vertexCount), \(graph.edgeCount))"
  row([size, "sfdp"], layout.rival, drawing.rival, quality.rival)
  row(
    ["", "collab"], layout.own, drawing.own, quality.own, against: (layout.rival, drawing.rival))
}

let collab = CommandLine.arguments[1]
let files = CommandLine.arguments.dropFirst(2).filter { $0 != "--generated" }
let withGenerated = CommandLine.arguments.contains("--generated")
print(
  """
  | graph | tool | layout, s | times sfdp | drawing, s | times sfdp | preservation | stress |
  |---|---|---|---|---|---|---|---|
  """)
for file in files {
  let url = URL(fileURLWithPath: file)
  let graph = try CoauthorNetwork(Bibliography.load([file])).network.graph()
  let named = url.hasDirectoryPath ? url.deletingLastPathComponent() : url.deletingPathExtension()
  try compare(named.lastPathComponent, graph, collab: collab)
}
if withGenerated {
  // About as many authors and ties as SNAP's ca-CondMat has.
  let generated = try CollaborationGenerator(works: 24_000).generate().network().graph()
  try compare("generated", generated, collab: collab)
}
