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

  /// Works whose authors are mostly drawn from those who worked with the first one before, in
  /// neighbourhoods that overlap; as clustered as the networks of the arXiv.
  init(generated name: String, authors n: Int, works: Int) {
    var random = SplitMix64(seed: 1)
    var known = [[UInt32]](repeating: [], count: n)
    var offsets = [0]
    var bylines: [UInt32] = []
    for _ in 0..<works {
      let first = UInt32(random.below(n))
      var byline = [first]
      // Two to nine authors, short bylines being the most frequent.
      let size = 1 + min(1 + random.below(5), 1 + random.below(9))
      while byline.count < size {
        let friends = known[Int(byline[random.below(byline.count)])]
        let next: UInt32
        if !friends.isEmpty, random.below(10) < 4 {
          next = friends[random.below(friends.count)]
        } else if random.below(10) < 8 {
          next = UInt32((Int(first) + 1 + random.below(40)) % n)
        } else {
          next = UInt32(random.below(n))
        }
        if byline.contains(next) { break }
        byline.append(next)
      }
      for a in byline { known[Int(a)].append(contentsOf: byline.filter { $0 != a }) }
      bylines.append(contentsOf: byline)
      offsets.append(bylines.count)
    }
    let network = Network(
      incidence: Incidence(authorCount: n, workOffsets: offsets, workAuthors: bylines),
      facts: WorkFacts(unknownFor: works))
    self.name = "generated, \(name)"
    graph = Graph(
      vertexCount: n, edges: network.graph.edges.map { Edge($0.a, $0.b) })
  }

  /// The edge lists of the folder `shared/data/graphs` beside the checkout, or in
  /// `COLLAB_SHARED`.
  static func sharedFiles() -> [String] {
    let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder =
      ProcessInfo.processInfo.environment["COLLAB_SHARED"]
      ?? checkout.deletingLastPathComponent().appendingPathComponent("shared").path
    return ["ca-GrQc.txt", "ca-HepTh.txt", "ca-CondMat.txt"].map { folder + "/data/graphs/" + $0 }
      .filter { FileManager.default.fileExists(atPath: $0) }
  }
}
