import CollabCore
import CollabGraph
import Foundation

/// Graphs for tests: from files, all small ones, random ones.
public enum TestGraphs {
  /// An edge list with vertices numbered by first appearance, a METIS file by its numbers from 1,
  /// or a GML file by its ids with the weights in `value`; by the ending of the name.
  public static func load(_ url: URL) throws -> Graph {
    let lines = try String(contentsOf: url, encoding: .utf8)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    switch url.pathExtension {
    case "graph": return metis(lines)
    case "gml": return gml(lines)
    default: return edgeList(lines)
    }
  }

  private static func edgeList(_ lines: [Substring]) -> Graph {
    var index: [Substring: UInt32] = [:]
    var edges = Set<[UInt32]>()
    for line in lines {
      let parts = line.split(whereSeparator: \.isWhitespace)
      guard parts.count >= 2, parts[0].allSatisfy(\.isNumber) else { continue }
      let ends = parts.prefix(2).map { part -> UInt32 in
        if let known = index[part] { return known }
        let next = UInt32(index.count)
        index[part] = next
        return next
      }
      if ends[0] != ends[1] { edges.insert(ends.sorted()) }
    }
    return Graph(uncheckedVertexCount: index.count, edges: edges.map { Edge($0[0], $0[1]) })
  }

  private static func metis(_ lines: [Substring]) -> Graph {
    let n = Int(lines[0].split(separator: " ")[0]) ?? 0
    var edges: [Edge] = []
    for v in 0..<n {
      for part in lines[v + 1].split(separator: " ") {
        if let w = UInt32(part), w - 1 > v { edges.append(Edge(UInt32(v), w - 1)) }
      }
    }
    return Graph(uncheckedVertexCount: n, edges: edges)
  }

  private static func gml(_ lines: [Substring]) -> Graph {
    var n = 0
    var edges: [Edge] = []
    for line in lines {
      let parts = line.split(whereSeparator: \.isWhitespace)
      guard parts.count >= 2, let number = Double(parts[1]) else { continue }
      switch parts[0] {
      case "id": n = max(n, Int(number) + 1)
      case "source": edges.append(Edge(UInt32(number), 0))
      case "target": edges[edges.count - 1].b = UInt32(number)
      case "value": edges[edges.count - 1].weight = number
      default: break
      }
    }
    return Graph(uncheckedVertexCount: n, edges: edges)
  }

  /// One graph of each class of isomorphic graphs with `n` vertices, unconnected ones included:
  /// 1, 1, 2, 4, 11, 34, 156 for `n` from 0 to 6.
  ///
  /// A graph is a number whose bits are its pairs. Of each class the least number is taken, and
  /// all its renamings are crossed out, so that six vertices cost 156·720 renamings instead of
  /// 2¹⁵ graphs in every test.
  public static func classes(vertices n: Int) -> [Graph] {
    let pairs = (0..<n).flatMap { a in ((a + 1)..<max(n, a + 1)).map { (a, $0) } }
    var place = [[Int]](repeating: [Int](repeating: 0, count: n), count: n)
    for (index, (a, b)) in pairs.enumerated() { (place[a][b], place[b][a]) = (index, index) }
    // For each renaming where each pair goes.
    let renamings = permutations(n).map { names in pairs.map { place[names[$0.0]][names[$0.1]] } }
    var isDone = [Bool](repeating: false, count: 1 << pairs.count)
    return isDone.indices.compactMap { bits in
      if isDone[bits] { return nil }
      let chosen = pairs.indices.filter { bits >> $0 & 1 == 1 }
      for renaming in renamings { isDone[chosen.reduce(0) { $0 | 1 << renaming[$1] }] = true }
      return Graph(
        uncheckedVertexCount: n,
        edges: chosen.map { Edge(UInt32(pairs[$0].0), UInt32(pairs[$0].1)) })
    }
  }

  private static func permutations(_ n: Int) -> [[Int]] {
    (0..<n).reduce([[]]) { shorter, next in
      shorter.flatMap { row in
        (0...row.count).map { Array(row[..<$0]) + [next] + Array(row[$0...]) }
      }
    }
  }

  /// A random collaboration network: papers of 1 to `largest` authors, drawn near each other so
  /// that cliques overlap, repeat and hang together in several components.
  public static func papers(
    authors n: Int, works: Int, largest: Int = 5, seed: UInt64
  ) -> Network {
    var random = SplitMix64(seed: seed)
    var offsets = [0], authors: [UInt32] = []
    for _ in 0..<works {
      let center = random.below(n)
      for _ in 0...random.below(largest) {
        let far = random.below(12) == 0
        authors.append(UInt32(far ? random.below(n) : (center + random.below(4)) % n))
      }
      offsets.append(authors.count)
    }
    return Network(
      unchecked: Incidence(uncheckedAuthorCount: n, workOffsets: offsets, workAuthors: authors),
      facts: WorkFacts(unknownFor: works))
  }

  /// The coauthor graph of ``papers(authors:works:largest:seed:)``.
  public static func coauthors(
    authors n: Int, works: Int, largest: Int = 5, seed: UInt64
  ) -> Graph {
    let network = papers(authors: n, works: works, largest: largest, seed: seed)
    do { return try network.graph() } catch { fatalError("\(error)") }
  }

  /// Two cliques of `size` vertices, the first ones and the last ones, and a path of `between`
  /// vertices from one to the other.
  public static func barbell(_ size: Int, between: Int) -> Graph {
    let n = 2 * size + between
    let cliques = [0, size + between].flatMap { first in
      clique(size).edges.map { Edge($0.a + UInt32(first), $0.b + UInt32(first)) }
    }
    let path = (size - 1..<size + between).map { Edge(UInt32($0), UInt32($0 + 1)) }
    return Graph(uncheckedVertexCount: n, edges: cliques + path)
  }

  /// The path, cycle or clique of `n` vertices, or the star with `n` leaves around vertex 0.
  public static func path(_ n: Int) -> Graph {
    Graph(uncheckedVertexCount: n, edges: (1..<n).map { Edge(UInt32($0 - 1), UInt32($0)) })
  }
  /// See ``path(_:)``.
  public static func cycle(_ n: Int) -> Graph {
    Graph(uncheckedVertexCount: n, edges: (0..<n).map { Edge(UInt32($0), UInt32(($0 + 1) % n)) })
  }
  /// See ``path(_:)``.
  public static func clique(_ n: Int) -> Graph {
    Graph(
      uncheckedVertexCount: n,
      edges: (0..<n).flatMap { a in ((a + 1)..<max(n, a + 1)).map { Edge(UInt32(a), UInt32($0)) } })
  }
  /// See ``path(_:)``.
  public static func star(_ leaves: Int) -> Graph {
    Graph(uncheckedVertexCount: leaves + 1, edges: (0..<leaves).map { Edge(0, UInt32($0 + 1)) })
  }
}

extension Graph {
  /// The same graph with vertex `v` called `names[v]`.
  public func relabelled(_ names: [UInt32]) -> Graph {
    Graph(
      uncheckedVertexCount: vertexCount,
      edges: edges.map { Edge(names[Int($0.a)], names[Int($0.b)], weight: $0.weight) })
  }

  /// The same graph with weights drawn from a seed, from a few values so that paths tie.
  public func weighted(seed: UInt64, values: [Double] = [0.5, 1, 1.5, 2]) -> Graph {
    var random = SplitMix64(seed: seed)
    return Graph(
      uncheckedVertexCount: vertexCount,
      edges: edges.map { Edge($0.a, $0.b, weight: values[random.below(values.count)]) })
  }

  /// This graph and another one beside it, without a tie between them.
  public func beside(_ other: Graph) -> Graph {
    let shift = UInt32(vertexCount)
    return Graph(
      uncheckedVertexCount: vertexCount + other.vertexCount,
      edges: edges + other.edges.map { Edge($0.a + shift, $0.b + shift, weight: $0.weight) })
  }
}
