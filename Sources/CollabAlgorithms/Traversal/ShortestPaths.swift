import CollabGraph
import Foundation

/// The rows of a graph with the lengths of its arcs.
struct PathRows {
  var offsets: [Int]
  var targets: [UInt32]
  /// Aligned with `targets`; `nil` where every arc is 1 long.
  var lengths: [Double]?

  init(offsets: [Int], targets: [UInt32], lengths: [Double]?) {
    (self.offsets, self.targets, self.lengths) = (offsets, targets, lengths)
  }

  /// A tie of weight *w* is *w*^−alpha long.
  ///
  /// Newman, *Scientific collaboration networks II*, Phys. Rev. E 64:016132 (2001), uses the
  /// exponent 1; Opsahl, Agneessens and Skvoretz, Social Networks 32:245 (2010),
  /// doi:10.1016/j.socnet.2010.03.006, make it a parameter.
  init(_ graph: Graph, alpha: Double) {
    self.init(
      offsets: graph.offsets, targets: graph.targets,
      lengths: alpha == 0 ? nil : graph.weights.map { pow($0, -alpha) })
  }
}

/// The shortest paths from one vertex at a time: distances, numbers of paths, who comes before
/// whom, and the vertices in the order of their distances.
///
/// Where arcs have lengths, two ways whose lengths differ by less than one part in 10¹² count as
/// equally long, because sums of the same lengths in another order differ that much.
final class ShortestPaths {
  /// The vertices in reach, nearest first, the source included.
  let order: UnsafeMutablePointer<UInt32>
  private(set) var orderCount = 0
  /// The distance of each vertex; infinite out of reach.
  let distances: UnsafeMutablePointer<Double>
  /// The number of shortest paths to each vertex, after ``countPaths(_:)``.
  let counts: UnsafeMutablePointer<Double>
  /// The arcs from vertices to those before them on shortest paths, in the order of the vertices,
  /// and where the arcs of each vertex of ``order`` end.
  let arcsBack: UnsafeMutablePointer<UInt32>
  let arcsBackEnds: UnsafeMutablePointer<Int>
  /// A heap in which every node has four children: vertices by distance, perhaps outdated.
  private let heap: UnsafeMutablePointer<(key: Double, vertex: UInt32)>
  private var heapCount = 0

  /// Makes room for searches in a graph.
  init(_ rows: PathRows) {
    let (n, arcs) = (max(1, rows.offsets.count - 1), rows.targets.count)
    order = .allocate(capacity: n)
    distances = .allocate(capacity: n)
    distances.initialize(repeating: .infinity, count: n)
    counts = .allocate(capacity: n)
    counts.initialize(repeating: 0, count: n)
    arcsBack = .allocate(capacity: arcs + 1)
    arcsBackEnds = .allocate(capacity: n)
    // An arc shortens a way at most once, when its tail is settled.
    heap = .allocate(capacity: rows.lengths == nil ? 1 : arcs + 1)
  }

  deinit {
    order.deallocate()
    distances.deallocate()
    counts.deallocate()
    arcsBack.deallocate()
    arcsBackEnds.deallocate()
    heap.deallocate()
  }

  /// Finds the distances from `source` and the order of the vertices.
  func search(_ rows: PathRows, from source: Int) {
    for index in 0..<orderCount {
      distances[Int(order[index])] = .infinity
      counts[Int(order[index])] = 0
    }
    orderCount = 0
    distances[source] = 0
    rows.offsets.withUnsafeBufferPointer { offsets in
      rows.targets.withUnsafeBufferPointer { targets in
        if let lengths = rows.lengths {
          lengths.withUnsafeBufferPointer { searchByLength(offsets, targets, $0, from: source) }
        } else {
          searchBySteps(offsets, targets, from: source)
        }
      }
    }
  }

  private func searchBySteps(
    _ offsets: UnsafeBufferPointer<Int>, _ targets: UnsafeBufferPointer<UInt32>, from source: Int
  ) {
    let (order, distances) = (order, distances)
    order[0] = UInt32(source)
    var head = 0, end = 1
    while head < end {
      let v = Int(order[head])
      head += 1
      let next = distances[v] + 1
      for arc in offsets[v]..<offsets[v + 1] {
        let w = Int(targets[arc])
        if distances[w] == .infinity {
          distances[w] = next
          order[end] = targets[arc]
          end += 1
        }
      }
    }
    orderCount = end
  }

  private func searchByLength(
    _ offsets: UnsafeBufferPointer<Int>, _ targets: UnsafeBufferPointer<UInt32>,
    _ lengths: UnsafeBufferPointer<Double>, from source: Int
  ) {
    let (order, distances) = (order, distances)
    push(0, UInt32(source))
    while heapCount > 0 {
      let (distance, vertex) = pop()
      let v = Int(vertex)
      guard distance == distances[v] else { continue }
      order[orderCount] = vertex
      orderCount += 1
      for arc in offsets[v]..<offsets[v + 1] {
        let w = Int(targets[arc])
        let candidate = distance + lengths[arc]
        if candidate < distances[w] {
          distances[w] = candidate
          push(candidate, targets[arc])
        }
      }
    }
  }

  /// Counts the shortest paths from the source of the last search.
  func countPaths(_ rows: PathRows) {
    rows.offsets.withUnsafeBufferPointer { offsets in
      rows.targets.withUnsafeBufferPointer { targets in
        if let lengths = rows.lengths {
          lengths.withUnsafeBufferPointer { lengths in
            countPaths(offsets, targets) { arc, start, end in
              let length = start + lengths[arc]
              // A tie too short to change the sum leads on all the same, but not back: a vertex
              // that is not settled yet has no paths.
              return length == end || start < end && length - end <= 1e-12 * length
            }
          }
        } else {
          countPaths(offsets, targets) { _, start, end in start + 1 == end }
        }
      }
    }
  }

  @inline(__always)
  private func countPaths(
    _ offsets: UnsafeBufferPointer<Int>, _ targets: UnsafeBufferPointer<UInt32>,
    _ leads: (_ arc: Int, _ start: Double, _ end: Double) -> Bool
  ) {
    let (order, distances, counts) = (order, distances, counts)
    let (arcsBack, arcsBackEnds) = (arcsBack, arcsBackEnds)
    counts[Int(order[0])] = 1
    arcsBackEnds[0] = 0
    var found = 0
    for index in 1..<max(1, orderCount) {
      let v = Int(order[index])
      let distance = distances[v]
      var count = 0.0
      for arc in offsets[v]..<offsets[v + 1] {
        let u = Int(targets[arc])
        if counts[u] > 0, leads(arc, distances[u], distance) {
          count += counts[u]
          arcsBack[found] = UInt32(arc)
          found += 1
        }
      }
      counts[v] = count
      arcsBackEnds[index] = found
    }
  }

  private func push(_ key: Double, _ vertex: UInt32) {
    let heap = heap
    var child = heapCount
    heapCount += 1
    while child > 0 {
      let parent = (child - 1) / 4
      guard key < heap[parent].key else { break }
      heap[child] = heap[parent]
      child = parent
    }
    heap[child] = (key, vertex)
  }

  private func pop() -> (key: Double, vertex: UInt32) {
    let heap = heap
    let first = heap[0]
    heapCount -= 1
    let count = heapCount
    let last = heap[count]
    var parent = 0
    while 4 * parent + 1 < count {
      var least = 4 * parent + 1
      for child in least + 1..<max(least + 1, min(least + 4, count))
      where heap[child].key < heap[least].key {
        least = child
      }
      guard heap[least].key < last.key else { break }
      heap[parent] = heap[least]
      parent = least
    }
    heap[parent] = last
    return first
  }
}
