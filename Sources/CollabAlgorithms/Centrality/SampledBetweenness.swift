import CollabCore
import CollabGraph
import Foundation

/// Betweenness that is, with a stated probability, nowhere further from the truth than a stated
/// share of all pairs, from shortest paths between pairs drawn at random.
///
/// Borassi and Natale, *KADABRA is an adaptive algorithm for betweenness via random
/// approximation*, J. Experimental Algorithmics 24 (2019), doi:10.1145/3284359: paths are drawn by
/// searching from both ends at once, and how sure one must be of each vertex follows from a first
/// look, so that the few central ones get most of the doubt. Two things differ. Where a path leaves
/// a block through a cut vertex, nothing is drawn: those pairs are counted exactly. And the bound
/// is Chernoff's with the relative entropy, which needs no variance.
struct BetweennessSampler {
  let graph: Graph
  /// The greatest error, as a share of the unordered pairs of vertices.
  let epsilon: Double
  /// The probability that some vertex is further off.
  let delta: Double
  let seed: UInt64
  private let blocks: Blocks
  /// The block of each arc.
  private let arcBlock: [UInt32]
  private let component: [UInt32]
  /// Vertices that may be inside a path within a block; all others are exact.
  private let uncertain: [Int]

  /// The number of times that the bound is looked at.
  private static let looks = 24

  init(_ graph: Graph, epsilon: Double, delta: Double, seed: UInt64) {
    self.graph = graph
    self.epsilon = epsilon
    self.delta = delta
    self.seed = seed
    blocks = Blocks(of: graph)
    component = connectedComponents(of: graph).community
    var arcBlock = [UInt32](repeating: 0, count: graph.targets.count)
    var isUncertain = [Bool](repeating: false, count: graph.vertexCount)
    var place = [UInt32](repeating: .max, count: graph.vertexCount)
    for block in 0..<blocks.count {
      let members = blocks.vertices[blocks.offsets[block]..<blocks.offsets[block + 1]]
      for v in members { place[Int(v)] = UInt32(block) }
      var arcs = 0
      for v in members {
        for arc in graph.arcs(Int(v)) where place[Int(graph.targets[arc])] == block {
          arcBlock[arc] = UInt32(block)
          arcs += 1
        }
      }
      if arcs < members.count * (members.count - 1) {
        for v in members { isUncertain[Int(v)] = true }
      }
    }
    self.arcBlock = arcBlock
    uncertain = isUncertain.indices.filter { isUncertain[$0] }
  }

  /// What a run comes to.
  struct Outcome {
    /// The betweenness of each vertex, as pairs.
    var values: [Double]
    /// The number of pairs drawn, 0 where nothing needed to be drawn.
    var samples: Int
  }

  /// Draws until the promise holds; `nil` where exact counting takes fewer steps.
  ///
  /// - Parameter exactSteps: the number of arcs that exact counting looks at.
  func run(exactSteps: Double, _ execution: Execution) throws(Cancellation) -> Outcome? {
    let n = graph.vertexCount
    let pairs = Double(n) * Double(max(n - 1, 0)) / 2
    guard !uncertain.isEmpty else { return Outcome(values: blocks.separatedPairs, samples: 0) }
    // The first look: enough to tell the central vertices from the others. Not used again.
    let pilotSize = min(200_000, max(1_000, Int(20 / epsilon)))
    let pilot = try draw(0..<pilotSize, execution)
    let shares = uncertain.map { Double(pilot.hits[$0]) / Double(pilotSize) }
    let plan = doubts(shares)
    let stepsPerSample = Double(pilot.steps) / Double(pilotSize)
    if exactSteps <= plan.samples * stepsPerSample { return nil }
    var hits = [UInt64](repeating: 0, count: n)
    var drawn = 0
    var goal = plan.samples * 0.7
    for look in 1... {
      let next = max(drawn + 1, Int(goal))
      let part = try draw((pilotSize + drawn)..<(pilotSize + next), execution)
      for v in 0..<n { hits[v] += part.hits[v] }
      drawn = next
      goal *= 1.15
      if look > Self.looks { return nil }
      let isSure = zip(uncertain, plan.doubts).allSatisfy { v, doubt in
        halfWidth(share: Double(hits[v]) / Double(drawn), doubt: doubt, samples: Double(drawn))
          <= epsilon
      }
      if isSure { break }
    }
    var values = blocks.separatedPairs
    for v in uncertain { values[v] += Double(hits[v]) / Double(drawn) * pairs }
    return Outcome(values: values, samples: drawn)
  }

  /// How likely each uncertain vertex may be wrong at any look, and the number of samples that
  /// this should take.
  ///
  /// A quarter of the doubt is dealt out evenly; the rest so that all are done at the same time.
  private func doubts(_ shares: [Double]) -> (doubts: [Double], samples: Double) {
    let total = delta / Double(Self.looks)
    let even = total / 4 / Double(shares.count)
    func doubt(_ share: Double, _ samples: Double) -> Double {
      let variance = min(0.25, share * (1 - min(share, 1)) + epsilon)
      return 2 * exp(-samples * epsilon * epsilon / (2 * variance))
    }
    var (low, high) = (1.0, 1e15)
    for _ in 0..<100 {
      let middle = (low * high).squareRoot()
      if shares.reduce(0, { $0 + doubt($1, middle) }) > total * 0.75 {
        low = middle
      } else {
        high = middle
      }
    }
    return (shares.map { even + doubt($0, high) }, high)
  }

  /// The distance from a share of hits beyond which the true share lies with a probability of at
  /// most `doubt`: where `samples` times the relative entropy is the logarithm of 2/`doubt`
  /// (Hoeffding 1963, theorem 1).
  func halfWidth(share: Double, doubt: Double, samples: Double) -> Double {
    let limit = log(2 / doubt) / samples
    func entropy(_ p: Double, _ q: Double) -> Double {
      (p > 0 ? p * log(p / q) : 0) + (p < 1 ? (1 - p) * log((1 - p) / (1 - q)) : 0)
    }
    // Above the share; below it the width is less wherever the share is under a half.
    func width(_ p: Double) -> Double {
      var (low, high) = (p, 1.0)
      for _ in 0..<60 {
        let middle = (low + high) / 2
        if entropy(p, middle) > limit { high = middle } else { low = middle }
      }
      return high - p
    }
    return max(width(share), width(1 - share))
  }

  /// Draws the samples of some numbers; each has its own random stream.
  private func draw(
    _ samples: Range<Int>, _ execution: Execution
  ) throws(Cancellation) -> (hits: [UInt64], steps: Int) {
    let n = graph.vertexCount
    let sums = try execution.accumulate(
      of: samples.count, size: 256, lanes: 8, phase: "betweenness samples",
      accumulator: { (hits: [UInt64](repeating: 0, count: n), steps: 0) },
      scratch: { MeetingSearch(graph) }
    ) { sum, search, range in
      for index in range {
        var random = SplitMix64(seed: seed, stream: UInt64(samples.lowerBound + index))
        let source = random.below(n)
        var target = random.below(n - 1)
        if target >= source { target += 1 }
        guard component[source] == component[target] else { continue }
        sum.steps += search.steps(from: source, to: target)
        search.walk(using: &random) { v, before, after in
          if arcBlock[before] == arcBlock[after] { sum.hits[v] += 1 }
        }
      }
    }
    var hits = [UInt64](repeating: 0, count: n)
    for sum in sums {
      for v in 0..<n { hits[v] += sum.hits[v] }
    }
    return (hits, sums.reduce(0) { $0 + $1.steps })
  }
}

/// Searches from both ends of a pair until the searches meet, and draws one of the shortest paths.
private final class MeetingSearch {
  private let graph: Graph
  /// Twice the number of the search, plus one on the side of the target, where a vertex is met.
  private var mark: [UInt64]
  private var depth: [Int32]
  private var paths: [Double]
  private var search: UInt64 = 0
  private var sides: [[UInt32]] = [[], []]
  /// Arcs from the side that met the other one.
  private var meetings: [(from: UInt32, arc: Int)] = []
  private var meetingSide = 0
  private var ends = [0, 0]

  init(_ graph: Graph) {
    self.graph = graph
    mark = [UInt64](repeating: 0, count: graph.vertexCount)
    depth = [Int32](repeating: 0, count: graph.vertexCount)
    paths = [Double](repeating: 0, count: graph.vertexCount)
  }

  /// Searches between two vertices of one component; returns the number of arcs looked at.
  func steps(from source: Int, to target: Int) -> Int {
    search += 1
    ends = [source, target]
    meetings.removeAll(keepingCapacity: true)
    var work = [0, 0]
    var looked = 0
    for side in 0...1 {
      let v = ends[side]
      mark[v] = 2 * search + UInt64(side)
      depth[v] = 0
      paths[v] = 1
      sides[side] = [UInt32(v)]
      work[side] = graph.degree(v)
    }
    while meetings.isEmpty {
      let side = work[0] <= work[1] ? 0 : 1
      let own = 2 * search + UInt64(side)
      let other = 2 * search + UInt64(1 - side)
      var next: [UInt32] = []
      var nextWork = 0
      graph.targets.withUnsafeBufferPointer { targets in
        for v in sides[side] {
          for arc in graph.arcs(Int(v)) {
            looked += 1
            let w = Int(targets[arc])
            if mark[w] == other {
              meetings.append((v, arc))
            } else if mark[w] != own {
              mark[w] = own
              depth[w] = depth[Int(v)] + 1
              paths[w] = paths[Int(v)]
              next.append(UInt32(w))
              nextWork += graph.degree(w)
            } else if depth[w] == depth[Int(v)] + 1 {
              paths[w] += paths[Int(v)]
            }
          }
        }
      }
      sides[side] = next
      work[side] = nextWork
      meetingSide = side
    }
    return looked
  }

  /// Draws a path evenly and tells of each inner vertex, with the arcs from it to its neighbours
  /// on the path.
  func walk(using random: inout SplitMix64, _ visit: (Int, Int, Int) -> Void) {
    var total = 0.0
    for (v, arc) in meetings { total += paths[Int(v)] * paths[Int(graph.targets[arc])] }
    var left = random.unit() * total
    var chosen = meetings[meetings.count - 1]
    for meeting in meetings {
      left -= paths[Int(meeting.from)] * paths[Int(graph.targets[meeting.arc])]
      if left < 0 {
        chosen = meeting
        break
      }
    }
    let w = Int(graph.targets[chosen.arc])
    let back = arc(from: w, to: chosen.from)
    descend(from: Int(chosen.from), by: chosen.arc, using: &random, visit)
    descend(from: w, by: back, using: &random, visit)
  }

  /// Walks from a vertex to the end of its side, having come over one of the vertex's arcs.
  private func descend(
    from start: Int, by arc: Int, using random: inout SplitMix64, _ visit: (Int, Int, Int) -> Void
  ) {
    var v = start
    var came = arc
    while depth[v] > 0 {
      var left = random.unit() * paths[v]
      var step = -1
      for candidate in graph.arcs(v) {
        let u = Int(graph.targets[candidate])
        guard mark[u] == mark[v], depth[u] == depth[v] - 1 else { continue }
        step = candidate
        left -= paths[u]
        if left < 0 { break }
      }
      visit(v, came, step)
      let u = Int(graph.targets[step])
      came = self.arc(from: u, to: UInt32(v))
      v = u
    }
  }

  /// The place of a neighbour in a vertex's row, by halving.
  private func arc(from v: Int, to w: UInt32) -> Int {
    var (low, high) = (graph.offsets[v], graph.offsets[v + 1])
    while low < high {
      let middle = (low + high) / 2
      if graph.targets[middle] < w { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
