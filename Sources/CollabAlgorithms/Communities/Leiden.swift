import CollabCore
import CollabGraph

// The Leiden algorithm. A round moves vertices one at a time, divides the communities so found
// into well connected parts, makes each part a vertex, and goes on with these, which still stand
// in the communities found, until nothing moves. Rounds repeat from the partition reached.

extension CommunityMethod {
  /// Leiden for modularity.
  public static let leiden = leiden(
    id: "leiden", summary: "Leiden algorithm for modularity", objective: .modularity,
    resolution: .resolution)

  /// Leiden for the constant Potts model.
  public static let leidenCPM = leiden(
    id: "leiden-cpm", summary: "Leiden algorithm for the constant Potts model",
    objective: .constantPotts,
    resolution: Parameter(
      "resolution",
      "tie weight per pair that a community exceeds inside; 0 takes the network's own",
      default: 0, in: 0...1e6))

  /// Leiden for modularity with other settings than the defaults.
  ///
  /// - Parameters:
  ///   - resolution: larger values give smaller communities.
  ///   - randomness: how far refinement strays from the best gain, in mean tie weights.
  ///   - rounds: the maximum number of rounds.
  public static func leiden(
    resolution: Double? = nil, randomness: Double? = nil, rounds: Int? = nil
  ) -> CommunityMethod {
    leiden.with([
      .resolution: resolution, .randomness: randomness, .rounds: rounds.map(Double.init),
    ])
  }

  /// Leiden for the constant Potts model with other settings than the defaults.
  ///
  /// - Parameters:
  ///   - resolution: the tie weight per pair that a community exceeds inside.
  ///   - randomness: how far refinement strays from the best gain, in mean tie weights.
  ///   - rounds: the maximum number of rounds.
  public static func leidenCPM(
    resolution: Double? = nil, randomness: Double? = nil, rounds: Int? = nil
  ) -> CommunityMethod {
    leidenCPM.with([
      .resolution: resolution, .randomness: randomness, .rounds: rounds.map(Double.init),
    ])
  }

  private static func leiden(
    id: String, summary: String, objective: CommunityObjective, resolution: Parameter
  ) -> CommunityMethod {
    CommunityMethod(
      id: id, summary: summary,
      parameters: [resolution, .randomness, .rounds],
      reference: "Traag, Waltman, van Eck, From Louvain to Leiden, Sci. Rep. 9:5233 (2019), "
        + "doi:10.1038/s41598-019-41695-z", takesInitial: true
    ) { input in
      let graph = input.graph
      let chosen =
        objective == .constantPotts && input[resolution] == 0
        ? graph.density : input[resolution]
      return try leidenPartition(
        of: graph, from: input.initial, objective: objective, resolution: chosen,
        randomness: input[.randomness],
        maximumRounds: input[whole: .rounds], seed: input.seed, execution: input.execution)
    }
  }
}

extension Parameter {
  /// How fine communities by modularity are.
  static let resolution = Parameter(
    "resolution", "larger values give smaller communities", default: 1, in: 0...1e6)
  fileprivate static let randomness = Parameter(
    "randomness", "how far refinement strays from the best gain, in mean tie weights",
    default: 0.01, in: 0...1e3)
  fileprivate static let rounds = Parameter(
    "rounds", "the most rounds", kind: .whole, default: 30, in: 1...1e6)
}

extension Graph {
  /// The sum of all weights over the number of pairs of vertices; 0 below two vertices.
  var density: Double {
    let pairs = Double(vertexCount) * Double(vertexCount - 1)
    return pairs > 0 ? weights.reduce(0, +) / pairs : 0
  }
}

/// Runs rounds until one gains less than 3·10⁻⁵ in modularity, or as much of the total weight in
/// the constant Potts model.
///
/// From an initial partition single vertices move first, and the last round is left out: it would
/// regroup vertices for less gain than that.
///
/// - Complexity: O(*m*) time a round in practice, at most 72 bytes an edge and
///   100 bytes a vertex of space beside the graph.
func leidenPartition(
  of graph: Graph, from initial: Partition? = nil, objective: CommunityObjective,
  resolution: Double, randomness: Double, maximumRounds: Int, seed: UInt64, execution: Execution
) throws(Cancellation) -> CommunityOutcome {
  let (whole, penalty) = MoveGraph.make(graph, objective: objective, resolution: resolution)
  let (group, groups) = whole.foldable(penalty: penalty)
  var base = try whole.aggregated(by: group, groups: groups, execution: execution)
  var community = Array(0..<UInt32(base.count))
  if let initial {
    // Those who are folded into one start where the first of them does.
    for v in group.indices.reversed() { community[Int(group[v])] = initial.community[v] }
    _ = renumber(&community, bound: initial.count)
    _ = try base.moveLocally(
      &community, penalty: penalty, order: Array(0..<UInt32(base.count)), execution: execution)
  }
  var rounds = 0, converged = false
  var isStale = [Bool](repeating: true, count: base.count)
  // Who stands where, once vertices are renumbered.
  var order: [UInt32]?
  while rounds < maximumRounds, !converged {
    let start = initial == nil ? [] : community
    let gained = try base.leidenRound(
      &community, isStale: &isStale, penalty: penalty, randomness: randomness,
      seed: SplitMix64(seed: seed, stream: UInt64(rounds)), execution: execution)
    rounds += 1
    converged = gained <= 3e-5 * Double(graph.targets.count) / 2
    // So small a gain is not worth regrouping anybody.
    if initial != nil, converged { community = start }
    if rounds == 1, !converged {
      // With the members of a community side by side later rounds stay near in memory.
      let members = Members(of: community, groups: base.count).vertices
      base = base.reordered(members)
      community = members.map { community[Int($0)] }
      isStale = members.map { isStale[Int($0)] }
      order = members
    }
  }
  var labels = community
  for (index, v) in (order ?? []).enumerated() { labels[Int(v)] = community[index] }
  let partition = Partition(
    labels: graph.splitDisconnected(group.map { labels[Int($0)] }))
  return CommunityOutcome(partition, iterations: rounds, converged: converged)
}

extension MoveGraph {
  /// One round of Leiden from a partition.
  ///
  /// - Parameter isStale: whether a vertex's surroundings changed since it was last visited by
  ///   itself; such vertices are visited first. At the end those that moved together with others,
  ///   and their neighbours.
  /// - Returns: what the quality gained.
  func leidenRound(
    _ community: inout [UInt32], isStale: inout [Bool], penalty: Double, randomness: Double,
    seed: SplitMix64, execution: Execution
  ) throws(Cancellation) -> Double {
    var random = seed
    var level = self
    var labels = community
    var vertexOfLevel = Array(0..<UInt32(count))
    var order = vertexOfLevel.filter { isStale[Int($0)] }
    var hasMoved = [Bool](repeating: false, count: count)
    var gained = 0.0
    while true {
      random.shuffle(&order)
      let before = labels
      gained += try level.moveLocally(
        &labels, penalty: penalty, order: order, execution: execution)
      if level.count < count {
        for v in 0..<count {
          let vertex = Int(vertexOfLevel[v])
          if labels[vertex] != before[vertex] { hasMoved[v] = true }
        }
      }
      let communities = renumber(&labels, bound: level.count)
      if communities == level.count { break }
      var part = try level.refined(
        labels, communities: communities, penalty: penalty, randomness: randomness,
        seed: random.next(), execution: execution)
      let parts = renumber(&part, bound: level.count)
      if parts == level.count { break }
      var next = [UInt32](repeating: 0, count: parts)
      for v in 0..<level.count { next[Int(part[v])] = labels[v] }
      level = try level.aggregated(by: part, groups: parts, execution: execution)
      labels = next
      for v in 0..<count { vertexOfLevel[v] = part[Int(vertexOfLevel[v])] }
      order = Array(0..<UInt32(parts))
    }
    for v in 0..<count { community[v] = labels[Int(vertexOfLevel[v])] }
    isStale = hasMoved
    for v in 0..<count where hasMoved[v] {
      for arc in offsets[v]..<offsets[v + 1] {
        let u = Int(targets[arc])
        if community[u] != community[v] { isStale[u] = true }
      }
    }
    return gained
  }
}

extension Graph {
  /// Labels the connected parts of each community apart, which never lowers modularity.
  ///
  /// - Complexity: O(*n* + *m*) time, O(*n*) space.
  func splitDisconnected(_ community: [UInt32]) -> [UInt32] {
    var label = [UInt32](repeating: .max, count: vertexCount)
    var stack: [UInt32] = []
    for start in 0..<vertexCount where label[start] == .max {
      label[start] = UInt32(start)
      stack.append(UInt32(start))
      while let v = stack.popLast() {
        for arc in arcs(Int(v)) {
          let u = Int(targets[arc])
          if label[u] == .max, community[u] == community[start] {
            label[u] = UInt32(start)
            stack.append(UInt32(u))
          }
        }
      }
    }
    return label
  }
}
