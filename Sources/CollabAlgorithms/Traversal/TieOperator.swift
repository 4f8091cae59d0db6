import CollabCore
import CollabGraph

/// The weighted adjacency matrix of a network, for multiplying vectors, with the works of many
/// authors kept as they are.
///
/// A work with *n* authors adds `w · (sum over its authors − own value)` to each of them, which
/// costs 2*n* instead of *n*(*n*−1) additions and no memory for the pairs.
struct TieOperator {
  let graph: Graph
  let incidence: Incidence
  let largeWorks: [Int]
  /// For each author the places in `largeWorks` of their works, as rows.
  let rowOffsets: [Int]
  let rows: [UInt32]
  let workWeights: [Double]

  init(_ network: Network, _ execution: Execution) throws(Cancellation) {
    graph = try network.smallWorksGraph(execution: execution)
    incidence = network.incidence
    largeWorks = network.largeWorks
    workWeights = largeWorks.map {
      network.weighting.pairWeight(authors: network.incidence.bylineLength($0))
    }
    guard !largeWorks.isEmpty else {
      (rowOffsets, rows) = ([], [])
      return
    }
    var offsets = [Int](repeating: 0, count: network.vertexCount + 1)
    for work in largeWorks {
      for author in network.incidence.authors(ofWork: work) { offsets[Int(author) + 1] += 1 }
    }
    for v in 0..<network.vertexCount { offsets[v + 1] += offsets[v] }
    var cursor = offsets
    var rows = [UInt32](repeating: 0, count: offsets[network.vertexCount])
    for (index, work) in largeWorks.enumerated() {
      for author in network.incidence.authors(ofWork: work) {
        rows[cursor[Int(author)]] = UInt32(index)
        cursor[Int(author)] += 1
      }
    }
    (rowOffsets, self.rows) = (offsets, rows)
  }

  /// The row sums of the matrix.
  func strengths(_ execution: Execution) throws(Cancellation) -> [Double] {
    var result = [Double](repeating: 0, count: graph.vertexCount)
    try execution.forEachChunk(of: &result) { range, result in
      for v in range {
        var sum = graph.strength(v)
        if !largeWorks.isEmpty {
          for row in rows[rowOffsets[v]..<rowOffsets[v + 1]] {
            let others = incidence.rowLength(largeWorks[Int(row)]) - 1
            sum += workWeights[Int(row)] * Double(others)
          }
        }
        result[v] = sum
      }
    }
    return result
  }

  /// Sets `product` to the matrix times `x`.
  ///
  /// Each entry is one sum in the order of the row, so that threads do not matter.
  func multiply(
    _ x: [Double], into product: inout [Double], _ execution: Execution
  ) throws(Cancellation) {
    let sums = try execution.map(largeWorks) { work in
      var sum = 0.0
      for author in incidence.authors(ofWork: work) { sum += x[Int(author)] }
      return sum
    }
    try execution.forEachChunk(of: &product) { range, product in
      graph.offsets.withUnsafeBufferPointer { offsets in
        graph.targets.withUnsafeBufferPointer { targets in
          graph.weights.withUnsafeBufferPointer { weights in
            x.withUnsafeBufferPointer { x in
              for v in range {
                var sum = 0.0
                for arc in offsets[v]..<offsets[v + 1] {
                  sum += weights[arc] * x[Int(targets[arc])]
                }
                product[v] = sum
              }
            }
          }
        }
      }
      guard !largeWorks.isEmpty else { return }
      for v in range {
        for row in rows[rowOffsets[v]..<rowOffsets[v + 1]] {
          product[v] += workWeights[Int(row)] * (sums[Int(row)] - x[v])
        }
      }
    }
  }
}
