import CollabCorpus
import CollabBibliography
import CollabCore
import CollabGraph
import Foundation

/// A graph to measure on.
struct Input {
  let name: String
  let graph: Graph

  /// Reads an edge list; every tie weighs 1.
  init(edgeList path: String) throws {
    let network = try CoauthorNetwork(Bibliography.load([path])).network
    try self.init(URL(fileURLWithPath: path).lastPathComponent, network)
  }

  /// A generated network of a number of works; every tie weighs 1.
  init(generatedWorks works: Int) throws {
    let drawn = CollaborationGenerator(works: works).generate()
    try self.init("generated, \(works) works", drawn.network())
  }

  private init(_ name: String, _ network: Network) throws {
    self.name = name
    let ties = try network.graph().edges.map { Edge($0.a, $0.b) }
    graph = try Graph(vertexCount: network.vertexCount, edges: ties)
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
