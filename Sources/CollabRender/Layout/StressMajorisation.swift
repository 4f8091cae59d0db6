import CollabAlgorithms
import CollabCore
import CollabGraph
import Foundation

/// Places vertices so that distances in the plane match distances in the graph.
///
/// Minimises Σ (‖x_i − x_j‖ − d_ij)²/d_ij² by majorisation: Gansner, Koren, North, *Graph drawing
/// by stress majorization*, GD 2004, doi:10.1007/978-3-540-31843-9_25.
struct StressMajorisation {
  /// Distances between all pairs of a connected graph in hops, row after row.
  let distances: [UInt16]
  let count: Int

  /// - Complexity: O(*n*·(*n* + *m*)) time, O(*n*²) space.
  init(offsets: [Int], targets: [UInt32], execution: Execution) throws(Cancellation) {
    let n = offsets.count - 1
    count = n
    var distances = [UInt16](repeating: .max, count: n * n)
    try distances.withUnsafeMutableBufferPointer { all throws(Cancellation) in
      nonisolated(unsafe) let all = all
      _ = try execution.mapChunks(
        of: n, size: 16, phase: "distances", scratch: { [Int32](repeating: 0, count: n) }
      ) { queue, sources in
        for source in sources {
          let row = UnsafeMutableBufferPointer(rebasing: all[source * n..<(source + 1) * n])
          breadthFirst(offsets: offsets, targets: targets, from: source, row: row, queue: &queue)
        }
      }
    }
    self.distances = distances
  }

  /// Improves points until they move by less than a thousandth of an edge on average, or `rounds`
  /// have passed.
  ///
  /// - Complexity: O(*n*²) a round.
  func run(_ points: inout Points, rounds: Int, execution: Execution) throws(Cancellation) {
    let n = count
    guard n > 1 else { return }
    var next = points
    for _ in 0..<rounds {
      let current = points
      let targets = try execution.mapChunks(of: n, size: 32, phase: "layout", scratch: {}) {
        _, range in range.map { target(of: $0, in: current) }
      }
      var moved: Float = 0, i = 0
      for chunk in targets {
        for (x, y) in chunk {
          moved += abs(x - current.x[i]) + abs(y - current.y[i])
          (next.x[i], next.y[i]) = (x, y)
          i += 1
        }
      }
      swap(&points, &next)
      if moved < 1e-3 * Float(n) { break }
    }
  }

  /// Where vertex `i` would have the least stress while all others stand still.
  private func target(of i: Int, in current: Points) -> (Float, Float) {
    var sumX: Float = 0, sumY: Float = 0, sum: Float = 0
    for j in 0..<count where j != i {
      let d = Float(distances[i * count + j])
      let dx = current.x[i] - current.x[j], dy = current.y[i] - current.y[j]
      let length = max((dx * dx + dy * dy).squareRoot(), 1e-6)
      let weight = 1 / (d * d)
      sumX += weight * (current.x[j] + d * dx / length)
      sumY += weight * (current.y[j] + d * dy / length)
      sum += weight
    }
    return (sumX / sum, sumY / sum)
  }
}

/// Fills a row with the distances in hops from a vertex; unreached entries are left alone.
func breadthFirst(
  offsets: [Int], targets: [UInt32], from source: Int, row: UnsafeMutableBufferPointer<UInt16>,
  queue: inout [Int32]
) {
  row[source] = 0
  queue[0] = Int32(source)
  var head = 0, tail = 1
  while head < tail {
    let v = Int(queue[head])
    head += 1
    let d = row[v] == .max - 1 ? .max - 1 : row[v] + 1
    for arc in offsets[v]..<offsets[v + 1] where row[Int(targets[arc])] == .max {
      row[Int(targets[arc])] = d
      queue[tail] = Int32(targets[arc])
      tail += 1
    }
  }
}
