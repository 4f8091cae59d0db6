import CollabCore
import CollabGraph
import Foundation

extension Measure {
  /// The share of pairs of coauthors who are coauthors of each other.
  public static let clustering = clustering(
    "clustering", "share of pairs of coauthors who are coauthors", .ignored,
    "Watts, Strogatz, Nature 393:440 (1998), doi:10.1038/30918",
    sums: { try triangleCounts(of: $0, execution: $1).map(Double.init) },
    total: { degree, _ in degree * (degree - 1) / 2 }
  )
  .verified(by: .triangles(isShare: true))

  /// The share of pairs of coauthors who are coauthors, each pair by its ties to the author.
  public static let clusteringBarrat = clustering(
    "clustering-barrat", "clustering in which strong ties to the author count more", .strength,
    "Barrat, Barthélemy, Pastor-Satorras, Vespignani, PNAS 101:3747 (2004), "
      + "doi:10.1073/pnas.0400087101",
    sums: { try triangleSums(of: $0, execution: $1) { near, far, _ in near + far } },
    total: { degree, strength in strength * (degree - 1) }
  ).verified(by: .clusteringBarrat)

  /// The mean over pairs of coauthors of the geometric mean of the triangle's three weights, in
  /// the greatest weight of the network.
  public static let clusteringOnnela = clustering(
    "clustering-onnela", "mean intensity of the triangles of pairs of coauthors", .strength,
    "Onnela, Saramäki, Kertész, Kaski, Phys. Rev. E 71:065103 (2005), "
      + "doi:10.1103/PhysRevE.71.065103",
    sums: {
      try triangleSums(of: $0, execution: $1) { near, far, opposite in
        cbrt(near) * cbrt(far) * cbrt(opposite)
      }
    },
    total: { degree, _ in degree * (degree - 1) / 2 }, inGreatestWeight: true
  ).verified(by: .clusteringOnnela)

  /// The number of triangles of coauthors that an author is in.
  public static let triangles = Measure(
    id: "triangles", summary: "number of pairs of coauthors who are coauthors", weights: .ignored,
    isCount: true, reference: "Watts, Strogatz, Nature 393:440 (1998), doi:10.1038/30918"
  ) { input in
    Scores(
      try triangleCounts(of: input.graph, execution: input.execution).map(Double.init))
  }.verified(by: .triangles(isShare: false))

  /// Divides sums over an author's triangles by `total`; authors with fewer than
  /// two coauthors have no pair: not known.
  private static func clustering(
    _ id: String, _ summary: String, _ weights: WeightUse, _ reference: String,
    sums: @escaping @Sendable (Graph, Execution) throws -> [Double],
    total: @escaping @Sendable (_ degree: Double, _ strength: Double) -> Double,
    inGreatestWeight: Bool = false
  ) -> Measure {
    Measure(id: id, summary: summary, weights: weights, reference: reference) { input in
      let graph = try input.graph
      let unit = inGreatestWeight ? graph.weights.max() ?? 1 : 1
      let sums = try sums(graph, input.execution)
      return Scores(
        sums.indices.map { v in
          let degree = graph.degree(v)
          return degree < 2 ? .nan : sums[v] / (total(Double(degree), graph.strength(v)) * unit)
        })
    }
  }
}

/// The number of triangles that each vertex is in.
///
/// Each triangle is listed once, from its vertex of least degree, so that hubs cost little.
///
/// - Complexity: O(*m*·√*m*) time; 4 bytes an edge, and 5 bytes a vertex for each thread, of
///   space.
func triangleCounts(of graph: Graph, execution: Execution) throws(Cancellation) -> [UInt32] {
  let n = graph.vertexCount
  let rising = try RisingArcs(of: graph, execution: execution)
  let offsets = rising.offsets, targets = rising.targets
  // Sums of integers do not depend on their order.
  let counts = try execution.accumulate(
    of: n, size: 512, lanes: min(execution.threads, 8), phase: "triangles",
    accumulator: { [UInt32](repeating: 0, count: n) },
    scratch: { [UInt8](repeating: 0, count: n) }
  ) { countArray, isNearArray, range in
    let offsets = offsets.span, targets = targets.span
    var counts = countArray.mutableSpan, isNear = isNearArray.mutableSpan
    // Unchecked and wrapping: targets are below n, and a vertex is in fewer triangles than there
    // are edges.
    for v in range {
      let row = offsets[v]..<offsets[v + 1]
      if row.count < 2 { continue }
      for arc in row { isNear[unchecked: Int(targets[unchecked: arc])] = 1 }
      var own: UInt32 = 0
      for arc in row {
        let u = Int(targets[unchecked: arc])
        var both: UInt32 = 0
        for onward in offsets[unchecked: u]..<offsets[unchecked: u + 1] {
          let w = Int(targets[unchecked: onward])
          // Adding zero is cheaper than a branch that is hard to foresee.
          let isTriangle = UInt32(isNear[unchecked: w])
          counts[unchecked: w] &+= isTriangle
          both &+= isTriangle
        }
        counts[unchecked: u] &+= both
        own &+= both
      }
      counts[unchecked: v] &+= own
      for arc in row { isNear[unchecked: Int(targets[unchecked: arc])] = 0 }
    }
  }
  guard var total = counts.first else { return [] }
  for lane in counts.dropFirst() {
    for v in total.indices { total[v] &+= lane[v] }
  }
  return total
}

/// For each vertex the sum of `triangle` over the triangles it is in, each once; `near` and `far`
/// are the weights of the vertex's edges, `opposite` that of the third.
///
/// Each opposite edge is met at its end of lower degree, so that hubs cost little.
///
/// - Complexity: O(*m*·√*m*) time, 12 bytes an edge and O(*n*) for each thread of space.
func triangleSums(
  of graph: Graph, execution: Execution,
  _ triangle: (_ near: Double, _ far: Double, _ opposite: Double) -> Double
) throws(Cancellation) -> [Double] {
  let n = graph.vertexCount
  let rising = try RisingArcs(of: graph, execution: execution)
  let opposites = rising.weights(in: graph)
  let chunks = try execution.mapChunks(
    of: n, size: 512, phase: "triangles", scratch: { [Double](repeating: .nan, count: n) }
  ) { tie, range in
    range.map { v in
      for arc in graph.arcs(v) { tie[Int(graph.targets[arc])] = graph.weights[arc] }
      var sum = 0.0
      for arc in graph.arcs(v) {
        let u = Int(graph.targets[arc])
        let near = graph.weights[arc]
        for onward in rising.offsets[u]..<rising.offsets[u + 1] {
          let far = tie[Int(rising.targets[onward])]
          if !far.isNaN { sum += triangle(near, far, opposites[onward]) }
        }
      }
      for arc in graph.arcs(v) { tie[Int(graph.targets[arc])] = .nan }
      return sum
    }
  }
  return Array(chunks.joined())
}

/// The arcs that lead to a vertex of greater degree, of equal degree to a greater number; in the
/// order of the graph.
private struct RisingArcs {
  private(set) var offsets = [0]
  private(set) var targets: [UInt32] = []

  init(of graph: Graph, execution: Execution) throws(Cancellation) {
    let n = graph.vertexCount
    let chunks = try execution.mapChunks(of: n, size: 4096, scratch: {}) { _, range in
      let starts = graph.offsets.span, ends = graph.targets.span
      let most = graph.offsets[range.upperBound] - graph.offsets[range.lowerBound]
      var lengths: [Int] = []
      lengths.reserveCapacity(range.count)
      // With room for none the standard library writes the count into the empty array that all threads
      // share, a race to ThreadSanitizer.
      let targets = [UInt32](unsafeUninitializedCapacity: max(1, most)) { targets, count in
        for v in range {
          let first = count
          let degree = starts[v + 1] - starts[v]
          for arc in starts[v]..<starts[v + 1] {
            let u = Int(ends[unchecked: arc])
            let other = starts[unchecked: u + 1] - starts[unchecked: u]
            // Written in any case and kept if it counts, which spares a branch.
            targets[count] = UInt32(u)
            if other > degree || (other == degree && u > v) { count += 1 }
          }
          lengths.append(count - first)
        }
      }
      return (lengths, targets)
    }
    offsets.reserveCapacity(n + 1)
    targets.reserveCapacity(graph.edgeCount)
    for (lengths, row) in chunks {
      for length in lengths { offsets.append(offsets[offsets.count - 1] + length) }
      targets.append(contentsOf: row)
    }
  }

  /// The weights of the arcs.
  func weights(in graph: Graph) -> [Double] {
    var weights: [Double] = []
    weights.reserveCapacity(targets.count)
    for v in 0..<graph.vertexCount {
      for arc in graph.arcs(v)
      where weights.count < offsets[v + 1] && graph.targets[arc] == targets[weights.count] {
        weights.append(graph.weights[arc])
      }
    }
    return weights
  }
}
