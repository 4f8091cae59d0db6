import CollabCore
import CollabGraph

/// The betweenness of each edge, in the order of ``/CollabGraph/Graph/edges``: the sum, over
/// unordered pairs of vertices, of the share of their shortest paths that run along it.
///
/// Girvan and Newman, *Community structure in social and biological networks*, PNAS 99:7821
/// (2002), doi:10.1073/pnas.122653799.
///
/// - Parameters:
///   - graph: the graph.
///   - alpha: an edge of weight *w* is *w*^−alpha long; 0 counts edges.
///   - execution: threads, progress and cancellation.
/// - Complexity: O(*n*·*m*) time for `alpha` 0, O(*n*·*m*·log *n*) otherwise, where *n* and *m* are
///   those of the largest block; 200 bytes an edge and, for each thread,
///   40 bytes an edge and 36 bytes a vertex.
public func edgeBetweenness(
  of graph: Graph, alpha: Double = 0, execution: Execution = Execution()
) throws(Cancellation) -> [Double] {
  try BlockPaths(graph, alpha: alpha).edgeBetweenness(execution)
}

/// Brandes' algorithm in each block of a graph: one source at a time, for arcs of any lengths and
/// for the scores of edges, where authors with equal neighbours cannot be counted together.
///
/// Whatever the lengths, all paths between two blocks go through the same cut vertices, so that
/// within a block each vertex stands for all whom it leads to; see ``Blocks``.
struct BlockPaths {
  private let graph: Graph
  private let blocks: Blocks
  /// The rows of the blocks, one after another. A vertex has a row, with a number of its own, in
  /// each of its blocks, as ``Blocks/vertices`` lists them.
  private let rows: PathRows
  /// The arc of the graph that each arc of the rows is.
  private let arcs: [Int]

  /// - Complexity: O(*n* + *m*·log *n*) time.
  init(_ graph: Graph, alpha: Double) {
    let blocks = Blocks(of: graph)
    // Every vertex but a component's root is nearest to the root in none but one of its blocks.
    var place = [Int](repeating: -1, count: graph.vertexCount)
    var block = place
    for index in 0..<blocks.count {
      for slot in blocks.offsets[index]..<blocks.offsets[index + 1] - 1 {
        place[Int(blocks.vertices[slot])] = slot
        block[Int(blocks.vertices[slot])] = index
      }
    }
    var offsets = [0], targets: [UInt32] = [], arcs: [Int] = []
    targets.reserveCapacity(graph.targets.count)
    arcs.reserveCapacity(graph.targets.count)
    for index in 0..<blocks.count {
      let slots = blocks.offsets[index]..<blocks.offsets[index + 1]
      let top = blocks.vertices[slots.upperBound - 1]
      var topRow: [(slot: Int, arc: Int)] = []
      for slot in slots.dropLast() {
        let v = Int(blocks.vertices[slot])
        for arc in graph.arcs(v) {
          let w = Int(graph.targets[arc])
          if w == top {
            targets.append(UInt32(slots.upperBound - 1))
            arcs.append(arc)
            if let back = graph.arc(from: w, to: UInt32(v)) { topRow.append((slot, back)) }
          } else if block[w] == index {
            targets.append(UInt32(place[w]))
            arcs.append(arc)
          }
        }
        offsets.append(targets.count)
      }
      for (slot, arc) in topRow {
        targets.append(UInt32(slot))
        arcs.append(arc)
      }
      offsets.append(targets.count)
    }
    let lengths = PathRows(graph, alpha: alpha).lengths
    rows = PathRows(
      offsets: offsets, targets: targets, lengths: lengths.map { all in arcs.map { all[$0] } })
    (self.graph, self.blocks, self.arcs) = (graph, blocks, arcs)
  }

  /// The scores of the vertices.
  func vertexBetweenness(_ execution: Execution) throws(Cancellation) -> [Double] {
    let sums = try dependencies(ofArcs: false, execution)
    var result = blocks.separatedPairs
    for (slot, v) in blocks.vertices.enumerated() {
      // Every pair was met from both of its ends.
      result[Int(v)] += sums.reduce(0) { $0 + $1[slot] } / 2
    }
    return result
  }

  /// The scores of the edges.
  func edgeBetweenness(_ execution: Execution) throws(Cancellation) -> [Double] {
    let sums = try dependencies(ofArcs: true, execution)
    let edgeOfArc = graph.numberedEdges().ofArc
    var result = [Double](repeating: 0, count: graph.edgeCount)
    for (place, arc) in arcs.enumerated() {
      result[Int(edgeOfArc[arc])] += sums.reduce(0) { $0 + $1[place] } / 2
    }
    return result
  }

  /// What the pairs of all sources with all others give to each row or to each of their arcs.
  private func dependencies(
    ofArcs: Bool, _ execution: Execution
  ) throws(Cancellation) -> [[Double]] {
    let slots = blocks.vertices.count
    let count = ofArcs ? arcs.count : slots
    return try execution.accumulate(
      of: slots, size: max(1, min(64, slots / 64)), lanes: 8, phase: "betweenness",
      accumulator: { [Double](repeating: 0, count: count) },
      scratch: { (paths: ShortestPaths(rows), dependency: [Double](repeating: 0, count: slots)) }
    ) { sum, scratch, sources in
      sum.withUnsafeMutableBufferPointer { sum in
        scratch.dependency.withUnsafeMutableBufferPointer { dependency in
          for source in sources {
            scratch.paths.search(rows, from: source)
            scratch.paths.countPaths(rows)
            addUp(scratch.paths, from: source, dependency, ofArcs: ofArcs, into: sum)
          }
        }
      }
    }
  }

  /// Goes back from the farthest vertices; `dependency` holds zeros before and after.
  private func addUp(
    _ paths: ShortestPaths, from source: Int, _ dependency: UnsafeMutableBufferPointer<Double>,
    ofArcs: Bool, into sum: UnsafeMutableBufferPointer<Double>
  ) {
    let (order, counts, arcsBack, ends) = (
      paths.order, paths.counts, paths.arcsBack, paths.arcsBackEnds
    )
    blocks.reach.withUnsafeBufferPointer { reach in
      rows.targets.withUnsafeBufferPointer { targets in
        let weight = reach[source]
        var index = paths.orderCount - 1
        while index > 0 {
          let v = Int(order[index])
          let share = (reach[v] + dependency[v]) / counts[v]
          var item = ends[index - 1]
          let itemsEnd = ends[index]
          while item < itemsEnd {
            let arc = Int(arcsBack[item])
            let u = Int(targets[arc])
            let flow = counts[u] * share
            dependency[u] += flow
            if ofArcs { sum[arc] += weight * flow }
            item += 1
          }
          if !ofArcs { sum[v] += weight * dependency[v] }
          dependency[v] = 0
          index -= 1
        }
        dependency[source] = 0
      }
    }
  }
}
