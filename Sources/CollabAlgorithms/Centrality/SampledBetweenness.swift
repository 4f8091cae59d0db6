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
  /// The number of pairs that tell what a pair costs.
  private static let probeSize = 200
  /// What drawing a pair costs besides the arcs looked at, as arcs.
  private static let stepsToStart = 50.0

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

  /// Whether exact counting is cheaper than any sampling, without a look at the graph: a path looks
  /// at one arc at least.
  static func isNeverWorth(
    exactSteps: Double, epsilon: Double, delta: Double, vertices: Int
  ) -> Bool {
    exactSteps <= leastSamples(epsilon: epsilon, delta: delta, vertices: vertices)
  }

  /// How many samples it takes where all shares are next to nothing.
  private static func leastSamples(epsilon: Double, delta: Double, vertices: Int) -> Double {
    2 / epsilon * log(2 * Double(max(vertices, 1)) * Double(looks) / (0.75 * delta))
  }

  /// Draws until the promise holds; `nil` where exact counting takes fewer steps.
  ///
  /// - Parameter exactSteps: the number of arcs that exact counting looks at.
  func run(exactSteps: Double, _ execution: Execution) throws(Cancellation) -> Outcome? {
    let n = graph.vertexCount
    let pairs = Double(n) * Double(max(n - 1, 0)) / 2
    guard !uncertain.isEmpty else { return Outcome(values: blocks.separatedPairs, samples: 0) }
    // A few pairs tell what one costs.
    let probe = try draw(0..<Self.probeSize, execution)
    let stepsPerSample = Double(probe.steps) / Double(Self.probeSize) + Self.stepsToStart
    let pilotSize = min(200_000, max(1_000, Int(20 / epsilon)))
    let least = Self.leastSamples(epsilon: epsilon, delta: delta, vertices: uncertain.count)
    if exactSteps <= (Double(pilotSize) + least) * stepsPerSample { return nil }
    // The first look: enough to tell the central vertices from the others. Not used again.
    let pilot = try draw(0..<pilotSize, execution)
    let plan = doubts(uncertain.map { Int(pilot.hits[$0]) }, of: pilotSize)
    if exactSteps <= plan.samples * stepsPerSample { return nil }
    var hits = [UInt64](repeating: 0, count: n)
    var drawn = 0
    var goal = plan.samples * 0.5
    for look in 1... {
      let next = max(drawn + 1, Int(goal))
      let part = try draw((pilotSize + drawn)..<(pilotSize + next), execution)
      for v in 0..<n { hits[v] += part.hits[v] }
      drawn = next
      goal *= 1.12
      if look > Self.looks { return nil }
      let isDone = zip(uncertain, plan.doubts).allSatisfy { v, doubt in
        isSure(share: Double(hits[v]) / Double(drawn), doubt: doubt, samples: Double(drawn))
      }
      if isDone { break }
    }
    var values = blocks.separatedPairs
    for v in uncertain { values[v] += Double(hits[v]) / Double(drawn) * pairs }
    return Outcome(values: values, samples: drawn)
  }

  /// How likely each uncertain vertex may be wrong at any look, and the number of samples that
  /// this should take.
  ///
  /// A quarter of the doubt is dealt out evenly; the rest so that all are done at the same time.
  private func doubts(_ hits: [Int], of samples: Int) -> (doubts: [Double], samples: Double) {
    let total = delta / Double(Self.looks)
    let even = total / 4 / Double(hits.count)
    func doubt(_ hits: Int, _ number: Double) -> Double {
      let share = Double(hits) / Double(samples)
      let variance = min(0.25, share * (1 - min(share, 1)) + epsilon)
      return 2 * exp(-number * epsilon * epsilon / (2 * variance))
    }
    // Most vertices were hit equally often: never.
    var tally = [Int](repeating: 0, count: (hits.max() ?? 0) + 1)
    for number in hits { tally[number] += 1 }
    let occurring = tally.indices.filter { tally[$0] > 0 }
    var (low, high) = (1.0, 1e15)
    for _ in 0..<100 {
      let middle = (low * high).squareRoot()
      let sum = occurring.reduce(0) { $0 + Double(tally[$1]) * doubt($1, middle) }
      if sum > total * 0.75 { low = middle } else { high = middle }
    }
    return (hits.map { even + doubt($0, high) }, high)
  }

  /// Whether the true share lies further than `epsilon` from the share of hits with a probability
  /// of at most `doubt`: where `samples` times the relative entropy is the logarithm of 2/`doubt`
  /// on either side (Hoeffding 1963, theorem 1).
  func isSure(share: Double, doubt: Double, samples: Double) -> Bool {
    let limit = log(2 / doubt) / samples
    func entropy(_ p: Double, _ q: Double) -> Double {
      if q <= 0 || q >= 1 { return .infinity }
      return (p > 0 ? p * log(p / q) : 0) + (p < 1 ? (1 - p) * log((1 - p) / (1 - q)) : 0)
    }
    return entropy(share, share + epsilon) >= limit && entropy(share, share - epsilon) >= limit
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
  private struct State {
    /// Twice the number of the search, plus one on the side of the target, where a vertex is met.
    var mark: UInt64 = 0
    var paths = 0.0
    var depth: Int32 = 0
  }

  private let graph: Graph
  private let states: UnsafeMutablePointer<State>
  /// The vertices that each side met, and where its last step begins and ends.
  private let queues: [UnsafeMutablePointer<UInt32>]
  private var search: UInt64 = 0
  /// Arcs from the side that met the other one.
  private var meetings: [(from: UInt32, arc: Int)] = []

  init(_ graph: Graph) {
    self.graph = graph
    let n = graph.vertexCount
    states = .allocate(capacity: n)
    states.initialize(repeating: State(), count: n)
    queues = [.allocate(capacity: n), .allocate(capacity: n)]
  }

  deinit {
    states.deallocate()
    for queue in queues { queue.deallocate() }
  }

  /// Searches between two vertices of one component; returns the number of arcs looked at.
  func steps(from source: Int, to target: Int) -> Int {
    search += 1
    meetings.removeAll(keepingCapacity: true)
    let ends = [source, target]
    var work = ends.map { graph.degree($0) }
    var steps = [0..<1, 0..<1]
    var looked = 0
    for side in 0...1 {
      states[ends[side]] = State(mark: 2 * search + UInt64(side), paths: 1, depth: 0)
      queues[side][0] = UInt32(ends[side])
    }
    while meetings.isEmpty {
      let side = work[0] <= work[1] ? 0 : 1
      looked += work[side]
      let first = steps[side].upperBound
      let last = expand(side, steps[side], &work[side])
      steps[side] = first..<last
    }
    return looked
  }

  /// Takes a step; returns the new end of the queue, and the arcs of what was met in `work`.
  private func expand(_ side: Int, _ step: Range<Int>, _ work: inout Int) -> Int {
    let own = 2 * search + UInt64(side)
    let other = 2 * search + UInt64(1 - side)
    let (states, queue) = (states, queues[side])
    var end = step.upperBound
    work = 0
    graph.offsets.withUnsafeBufferPointer { offsets in
      graph.targets.withUnsafeBufferPointer { targets in
        for place in step {
          let v = Int(queue[place])
          let paths = states[v].paths
          let depth = states[v].depth + 1
          var arc = offsets[v]
          let rowEnd = offsets[v + 1]
          while arc < rowEnd {
            let w = Int(targets[arc])
            if states[w].mark == own {
              if states[w].depth == depth { states[w].paths += paths }
            } else if states[w].mark == other {
              meetings.append((UInt32(v), arc))
            } else {
              states[w] = State(mark: own, paths: paths, depth: depth)
              queue[end] = UInt32(w)
              end += 1
              work += offsets[w + 1] - offsets[w]
            }
            arc += 1
          }
        }
      }
    }
    return end
  }

  /// Draws a path evenly and tells of each inner vertex, with the arcs from it to its neighbours
  /// on the path.
  func walk(using random: inout SplitMix64, _ visit: (Int, Int, Int) -> Void) {
    var total = 0.0
    for (v, arc) in meetings {
      total += states[Int(v)].paths * states[Int(graph.targets[arc])].paths
    }
    var left = random.unit() * total
    var chosen = meetings[meetings.count - 1]
    for meeting in meetings {
      left -=
        states[Int(meeting.from)].paths * states[Int(graph.targets[meeting.arc])].paths
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
    while states[v].depth > 0 {
      var left = random.unit() * states[v].paths
      var step = -1
      for candidate in graph.arcs(v) {
        let u = Int(graph.targets[candidate])
        guard states[u].mark == states[v].mark, states[u].depth == states[v].depth - 1 else {
          continue
        }
        step = candidate
        left -= states[u].paths
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
