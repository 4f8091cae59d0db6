public import CollabCore
public import CollabGraph
import Foundation

/// How well a picture shows a graph.
public struct LayoutQuality: Sendable, Equatable {
  /// The mean over authors with ties of the Jaccard index between their neighbours and as many
  /// nearest points of the picture, 0 to 1; `nan` without ties.
  ///
  /// Kruiger et al. 2017, *Graph layouts by t-SNE*, doi:10.1111/cgf.13187, with radius 1.
  public var neighbourhoodPreservation: Double
  /// The mean of (s·‖x_i − x_j‖ − d_ij)²/d_ij² over pairs of the largest component, with the scale
  /// *s* that makes it least; 0 is best. `nan` below two vertices.
  ///
  /// Gansner, Hu, North 2013, *A maxent-stress model for graph layout*, doi:10.1109/TVCG.2012.299.
  public var normalisedStress: Double
  /// How many pairs of edges cross; `nil` above ``crossingLimit`` edges.
  public var crossings: Int?

  /// The greatest number of edges for which crossings are counted.
  public static let crossingLimit = 5000
  /// The number of vertices from which the stress sums over the pairs of a sample: those of 500
  /// vertices at even distances by number, with all others.
  public static let samplingLimit = 2000

  /// Measures a picture; vertices without a finite position, and their ties, do not count.
  ///
  /// - Complexity: O(*n* log *n* + *s*(*n* + *m*)) for *s* ≤ 2000 sources, and O(*m*²) for crossings.
  public init(
    of positions: Positions, graph: Graph, execution: Execution = Execution()
  ) throws(Cancellation) {
    let (positions, graph) = Self.placed(positions, graph)
    neighbourhoodPreservation = try Self.preservation(positions, graph, execution)
    normalisedStress = try Self.stress(positions, graph, execution)
    crossings = graph.edgeCount <= Self.crossingLimit ? Self.crossings(positions, graph) : nil
  }

  /// The part of a graph that has a place.
  private static func placed(_ positions: Positions, _ graph: Graph) -> (Positions, Graph) {
    let known = positions.x.indices.filter { positions.x[$0].isFinite && positions.y[$0].isFinite }
    if known.count == graph.vertexCount { return (positions, graph) }
    var place = [UInt32?](repeating: nil, count: graph.vertexCount)
    for (index, v) in known.enumerated() { place[v] = UInt32(index) }
    let edges = graph.edges.compactMap { edge in
      if let a = place[Int(edge.a)], let b = place[Int(edge.b)] {
        Edge(a, b, weight: edge.weight)
      } else {
        nil as Edge?
      }
    }
    return (
      Positions(uncheckedX: known.map { positions.x[$0] }, y: known.map { positions.y[$0] }),
      Graph(uncheckedVertexCount: known.count, edges: edges)
    )
  }

  private static func preservation(
    _ positions: Positions, _ graph: Graph, _ execution: Execution
  ) throws(Cancellation) -> Double {
    let grid = PointGrid(positions)
    let sums = try execution.mapChunks(
      of: graph.vertexCount, size: 256, phase: "quality", scratch: {}
    ) { _, range in
      var sum = 0.0, count = 0
      for v in range where graph.degree(v) > 0 {
        let k = graph.degree(v)
        let near = grid.nearest(to: v, count: k)
        let row = graph.targets[graph.arcs(v)]
        var shared = 0
        for u in near where contains(row, UInt32(u)) { shared += 1 }
        sum += Double(shared) / Double(2 * k - shared)
        count += 1
      }
      return (sum, count)
    }
    let total = sums.reduce(0) { $0 + $1.0 }
    return total / Double(sums.reduce(0) { $0 + $1.1 })
  }

  /// Whether a sorted row holds a value.
  private static func contains(_ row: ArraySlice<UInt32>, _ value: UInt32) -> Bool {
    row.dropFirst(row.partitioningIndex { $0 >= value }).first == value
  }

  private static func stress(
    _ positions: Positions, _ graph: Graph, _ execution: Execution
  ) throws(Cancellation) -> Double {
    let parts = components(
      of: LayoutInput(
        graph: graph, communities: nil, initial: nil, settings: [:], seed: 0, execution: execution))
    guard let part = parts.first, part.vertices.count > 1 else { return .nan }
    let n = part.vertices.count
    let sources =
      n <= samplingLimit ? Array(0..<n) : (0..<500).map { $0 * n / 500 }
    let sums = try execution.mapChunks(
      of: sources.count, size: 4, phase: "quality",
      scratch: { ([UInt16](repeating: .max, count: n), [Int32](repeating: 0, count: n)) }
    ) { scratch, range in
      var ratio = 0.0, square = 0.0, pairs = 0
      for source in sources[range] {
        for v in 0..<n { scratch.0[v] = .max }
        scratch.0.withUnsafeMutableBufferPointer {
          breadthFirst(
            offsets: part.level.offsets, targets: part.level.targets, from: source, row: $0,
            queue: &scratch.1)
        }
        let a = part.vertices[source]
        for v in 0..<n where v != source {
          let b = part.vertices[v]
          let dx = positions.x[a] - positions.x[b], dy = positions.y[a] - positions.y[b]
          let r = (dx * dx + dy * dy).squareRoot() / Double(scratch.0[v])
          ratio += r
          square += r * r
          pairs += 1
        }
      }
      return (ratio, square, pairs)
    }
    let ratio = sums.reduce(0) { $0 + $1.0 }, square = sums.reduce(0) { $0 + $1.1 }
    let pairs = Double(sums.reduce(0) { $0 + $1.2 })
    // With r = ‖x‖/d the stress at scale s is Σ(s·r − 1)², least at s = Σr/Σr².
    return square > 0 ? 1 - ratio * ratio / (square * pairs) : 1
  }

  private static func crossings(_ positions: Positions, _ graph: Graph) -> Int {
    func side(_ p: Int, _ q: Int, _ r: Int) -> Double {
      (positions.x[q] - positions.x[p]) * (positions.y[r] - positions.y[p])
        - (positions.y[q] - positions.y[p]) * (positions.x[r] - positions.x[p])
    }
    let edges = graph.edges.map { (a: Int($0.a), b: Int($0.b)) }.map { edge in
      (
        a: edge.a, b: edge.b, low: min(positions.x[edge.a], positions.x[edge.b]),
        high: max(positions.x[edge.a], positions.x[edge.b])
      )
    }.sorted { $0.low < $1.low }
    var count = 0
    for i in edges.indices {
      let e = edges[i]
      for j in (i + 1)..<edges.count {
        let f = edges[j]
        if f.low > e.high { break }
        if e.a == f.a || e.a == f.b || e.b == f.a || e.b == f.b { continue }
        if side(e.a, e.b, f.a) * side(e.a, e.b, f.b) < 0,
          side(f.a, f.b, e.a) * side(f.a, f.b, e.b) < 0
        {
          count += 1
        }
      }
    }
    return count
  }
}

extension Diagram {
  /// How well the picture shows the ties that are not left out: measured at the places where
  /// authors are drawn, spread and parted, which may be a little worse than the layout was.
  ///
  /// Crossings are those of straight lines, also where ties are drawn bundled.
  public func layoutQuality(
    execution: Execution = Execution()
  ) throws(Cancellation) -> LayoutQuality {
    let places = pagePositions
    let drawn = places.x.indices.filter { places.x[$0].isFinite }
    return try LayoutQuality(
      of: Positions(uncheckedX: drawn.map { places.x[$0] }, y: drawn.map { places.y[$0] }),
      graph: graph,
      execution: execution)
  }
}
