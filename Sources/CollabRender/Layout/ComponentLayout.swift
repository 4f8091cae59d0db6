import CollabAlgorithms
import CollabCore
import CollabGraph
import Foundation

/// A connected part of a graph, ready to be placed.
struct LayoutComponent: Sendable {
  /// The graph's numbers of the part's vertices, ascending.
  var vertices: [Int]
  var level: LayoutLevel
  var communities: [UInt32]?
  /// Where its vertices stood; `nil` where none is known.
  var initial: Points?
}

extension LayoutComponent {
  /// The corners of a regular polygon with sides of one unit, where each vertex has an edge to each
  /// other, as after a single work; `nil` for more than twelve and where places are known.
  fileprivate var circle: Points? {
    let n = level.count
    guard (2...12).contains(n), initial == nil, level.targets.count == n * (n - 1) else {
      return nil
    }
    let radius = 0.5 / sin(.pi / Double(n))
    var points = Points(count: n)
    for v in 0..<n {
      let angle = (2 * Double(v) + 1) * .pi / Double(n) - .pi / 2
      points.x[v] = Float(radius * cos(angle))
      points.y[v] = Float(radius * sin(angle))
    }
    return points
  }
}

/// Places every connected component by itself and packs the pieces.
///
/// Large components run one after the other on all threads, small ones side by side. Up to twelve who
/// all have a tie stand on a circle, whatever the method.
///
/// - Parameter place: places one component; the edges of its answer are about one unit long.
func placeComponents(
  _ input: LayoutInput, _ place: (LayoutComponent, Execution) throws -> Points
) throws -> Positions {
  let parts = components(of: input)
  let large = parts.prefix { $0.vertices.count >= 1000 }
  var placed = try large.map { try place($0, input.execution) }
  let small = Array(parts.dropFirst(large.count))
  let serial = Execution(threads: 1, isCancelled: input.execution.isCancelled)
  let results = try input.execution.mapChunks(
    of: small.count, size: 8, phase: "layout", scratch: {}
  ) { _, range in
    range.map { index in Result { try small[index].circle ?? place(small[index], serial) } }
  }
  for chunk in results {
    for result in chunk { placed.append(try result.get()) }
  }
  return ComponentPacking.pack(
    parts, placed, isFixed: parts.map { $0.initial != nil }, vertexCount: input.graph.vertexCount)
}

/// The components by falling size, equal ones by their least vertex.
///
/// - Complexity: O(*n* log *n* + *m*).
func components(of input: LayoutInput) -> [LayoutComponent] {
  let graph = input.graph, n = graph.vertexCount
  var seen = [Bool](repeating: false, count: n), index = [UInt32](repeating: 0, count: n)
  var lists: [[Int]] = []
  for start in 0..<n where !seen[start] {
    var list = [start], head = 0
    seen[start] = true
    while head < list.count {
      for arc in graph.arcs(list[head]) where !seen[Int(graph.targets[arc])] {
        seen[Int(graph.targets[arc])] = true
        list.append(Int(graph.targets[arc]))
      }
      head += 1
    }
    lists.append(list.sorted())
  }
  lists.sort { ($1.count, $0[0]) < ($0.count, $1[0]) }
  let mean = meanWeight(graph.weights)
  return lists.map { list in
    for (i, v) in list.enumerated() { index[v] = UInt32(i) }
    var level = LayoutLevel(
      offsets: [0], targets: [], weights: [], masses: [Float](repeating: 1, count: list.count))
    let arcs = list.reduce(0) { $0 + graph.degree($1) }
    level.offsets.reserveCapacity(list.count + 1)
    level.targets.reserveCapacity(arcs)
    level.weights.reserveCapacity(arcs)
    for v in list {
      for arc in graph.arcs(v) {
        level.targets.append(index[Int(graph.targets[arc])])
        level.weights.append(Float((usable(graph.weights[arc]) / mean).squareRoot()))
      }
      level.offsets.append(level.targets.count)
    }
    var initial: Points?
    if let old = input.initial, list.contains(where: old.isPlaced) {
      var points = Points(count: list.count)
      for (i, v) in list.enumerated() {
        let known = old.isPlaced(v)
        points.x[i] = known ? Float(old.x[v]) : .nan
        points.y[i] = known ? Float(old.y[v]) : .nan
      }
      initial = points
    }
    return LayoutComponent(
      vertices: list, level: level,
      communities: input.communities.map { p in list.map { p.community[$0] } }, initial: initial)
  }
}

/// A weight that can be reckoned with: what is below nought or not a number pulls not at all.
private func usable(_ weight: Double) -> Double {
  min(.greatestFiniteMagnitude, max(0, weight))
}

/// The mean weight, summed in shares so that no sum exceeds the greatest weight; 1 where all are 0.
private func meanWeight(_ weights: [Double]) -> Double {
  let mean = weights.reduce(0) { $0 + usable($1) / Double(weights.count) }
  return mean > 0 ? mean : 1
}
