import CollabCore
import CollabGraph
import Foundation

/// The length of each arc, aligned with the graph's weights: *w*^−alpha.
///
/// Newman, *Scientific collaboration networks II*, Phys. Rev. E 64:016132 (2001), uses the
/// exponent 1; Opsahl, Agneessens and Skvoretz, Social Networks 32:245 (2010),
/// doi:10.1016/j.socnet.2010.03.006, make it a parameter.
func edgeLengths(of graph: Graph, alpha: Double) -> [Double] {
  graph.weights.map { pow($0, -alpha) }
}

/// The shortest paths from one vertex at a time: distances, numbers of paths, and the vertices in
/// the order of their distances.
///
/// Where edges have lengths, two ways whose lengths differ by less than one part in 10¹² count as
/// equally long, because sums of the same lengths in another order differ that much.
struct ShortestPaths {
  /// The vertices in reach, nearest first, the source included.
  private(set) var order: [UInt32] = []
  /// The distance of each vertex; infinite out of reach.
  private(set) var distances: [Double]
  /// The number of shortest paths to each vertex.
  private(set) var counts: [Double]
  private var queue = Heap()

  init(vertexCount: Int) {
    distances = [Double](repeating: .infinity, count: vertexCount)
    counts = [Double](repeating: 0, count: vertexCount)
  }

  /// Whether a shortest path to `v` may come from its neighbour `u` over an arc of a length.
  func isPredecessor(_ u: Int, of v: Int, by length: Double) -> Bool {
    distances[u] < distances[v] && sameLength(distances[u] + length, distances[v])
  }

  /// Finds the shortest paths from `source`; `lengths` is aligned with the arcs, `nil` for 1.
  mutating func search(_ graph: Graph, lengths: [Double]?, from source: Int) {
    for v in order { (distances[Int(v)], counts[Int(v)]) = (.infinity, 0) }
    order.removeAll(keepingCapacity: true)
    distances[source] = 0
    counts[source] = 1
    if let lengths {
      searchByLength(graph, lengths, from: source)
    } else {
      searchBySteps(graph, from: source)
    }
  }

  private mutating func searchBySteps(_ graph: Graph, from source: Int) {
    order.append(UInt32(source))
    var head = 0
    while head < order.count {
      let v = Int(order[head])
      head += 1
      for arc in graph.arcs(v) {
        let w = Int(graph.targets[arc])
        if distances[w] == .infinity {
          distances[w] = distances[v] + 1
          order.append(UInt32(w))
        }
        if distances[w] == distances[v] + 1 { counts[w] += counts[v] }
      }
    }
  }

  private mutating func searchByLength(_ graph: Graph, _ lengths: [Double], from source: Int) {
    queue.push(0, UInt32(source))
    while let (distance, vertex) = queue.pop() {
      let v = Int(vertex)
      guard distance == distances[v] else { continue }
      order.append(vertex)
      for arc in graph.arcs(v) {
        let w = Int(graph.targets[arc])
        let candidate = distance + lengths[arc]
        if candidate < distances[w] {
          distances[w] = candidate
          queue.push(candidate, UInt32(w))
        }
      }
    }
    for v in order.dropFirst() {
      var count = 0.0
      for arc in graph.arcs(Int(v)) {
        let u = Int(graph.targets[arc])
        if isPredecessor(u, of: Int(v), by: lengths[arc]) { count += counts[u] }
      }
      counts[Int(v)] = count
    }
  }
}

/// Whether two lengths are equal but for rounding.
func sameLength(_ a: Double, _ b: Double) -> Bool {
  abs(a - b) <= 1e-12 * max(a, b)
}

/// A queue of vertices by distance, equal ones by number.
private struct Heap {
  private var items: [(key: Double, vertex: UInt32)] = []

  mutating func push(_ key: Double, _ vertex: UInt32) {
    items.append((key, vertex))
    var child = items.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard items[child] < items[parent] else { break }
      items.swapAt(child, parent)
      child = parent
    }
  }

  mutating func pop() -> (key: Double, vertex: UInt32)? {
    guard let first = items.first else { return nil }
    let last = items.removeLast()
    guard !items.isEmpty else { return first }
    items[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < items.count {
        if items[child] < items[least] { least = child }
      }
      guard least != parent else { break }
      items.swapAt(parent, least)
      parent = least
    }
    return first
  }
}
