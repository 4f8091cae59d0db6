import CollabCore
import CollabGraph

/// How far a method's communities can be trusted: what they share over runs from several seeds.
public struct PartitionStability: Sendable, Equatable {
  /// The runs, in the order of their seeds.
  public let runs: [CommunityOutcome]
  /// The seed of each run.
  public let seeds: [UInt64]
  /// How alike each two runs are: 0 and 1, 0 and 2, 1 and 2, 0 and 3, and so on.
  public let comparisons: [PartitionComparison]
  /// The partition that most runs agree with; see ``PartitionStability/consensus(of:)``.
  public let consensus: Partition
  /// For each author the share of runs in which they are in the community that holds most of
  /// their consensus community.
  public let membership: [Double]

  /// The maximum number of runs, each two of which are compared.
  public static let maximumRuns = 1000

  /// Runs a method from consecutive seeds.
  ///
  /// - Parameters:
  ///   - method: the method, with its settings.
  ///   - graph: the coauthor graph.
  ///   - count: the number of runs, from one to ``maximumRuns``.
  ///   - seed: the seed of the first run.
  ///   - execution: threads, progress and cancellation.
  /// - Throws: ``/CollabCore/OptionError``, ``/CollabCore/Cancellation``.
  /// - Complexity: the method's time and space for each run, the runs spread over the threads.
  public init(
    of method: CommunityMethod, in graph: Graph, runs count: Int = 10, seed: UInt64 = 1,
    execution: Execution = Execution()
  ) throws {
    guard (1...Self.maximumRuns).contains(count) else {
      throw OptionError("the number of runs must lie from 1 to \(Self.maximumRuns), not \(count)")
    }
    let seeds = (0..<UInt64(count)).map { seed &+ $0 }
    let inner = Execution(threads: 1, isCancelled: execution.isCancelled)
    let runs = try execution.map(seeds, phase: "runs") { seed in
      Result { try method.partition(of: graph, seed: seed, execution: inner) }
    }.map { try $0.get() }
    let partitions = runs.map(\.partition)
    let pairs = (0..<count).flatMap { b in (0..<b).map { (a: $0, b: b) } }
    self.seeds = seeds
    self.runs = runs
    comparisons = try execution.map(pairs, phase: "comparisons") { pair in
      Result { try PartitionComparison(partitions[pair.a], partitions[pair.b]) }
    }.map { try $0.get() }
    consensus = try Self.consensus(of: partitions)
    membership = Self.membership(in: consensus, of: partitions)
  }

  /// The partition that disagrees least with all others in sum, improved by moving single authors
  /// while that lowers the disagreement: the number of pairs of authors who are together in one
  /// and apart in the other (Mirkin's distance).
  ///
  /// Goder and Filkov, *Consensus clustering algorithms: comparison and refinement*, ALENEX 2008,
  /// doi:10.1137/1.9781611972887.11 (best of the given, then best one-element moves).
  ///
  /// - Throws: ``/CollabCore/OptionError`` for no partition, and for partitions of different
  ///   numbers of authors.
  /// - Complexity: O(*n*·*r*·*o*) time a sweep for *r* partitions whose communities overlap *o*
  ///   consensus communities each, O(*n*·*r*) space.
  public static func consensus(of partitions: [Partition]) throws(OptionError) -> Partition {
    guard let first = partitions.first else { throw OptionError("a consensus needs a partition") }
    for partition in partitions { try partition.check(count: first.community.count) }
    var distances = [Int](repeating: 0, count: partitions.count)
    for b in partitions.indices {
      for a in 0..<b {
        let distance = partitions[a].mirkinDistance(to: partitions[b])
        distances[a] += distance
        distances[b] += distance
      }
    }
    let medoid = distances.indices.min { distances[$0] < distances[$1] } ?? 0
    var search = ConsensusSearch(start: partitions[medoid], partitions: partitions)
    while search.sweep() {}
    return Partition(labels: search.label)
  }

  /// See ``membership``.
  static func membership(in consensus: Partition, of partitions: [Partition]) -> [Double] {
    var together = [Int](repeating: 0, count: consensus.community.count)
    let members = consensus.members
    for partition in partitions {
      var overlap = [Int](repeating: 0, count: partition.count)
      for authors in members {
        var best: UInt32?
        for v in authors {
          let c = partition.community[v]
          overlap[Int(c)] += 1
          guard let current = best else {
            best = c
            continue
          }
          let (now, before) = (overlap[Int(c)], overlap[Int(current)])
          if now > before || now == before && c < current { best = c }
        }
        for v in authors {
          if partition.community[v] == best { together[v] += 1 }
          overlap[Int(partition.community[v])] = 0
        }
      }
    }
    return together.map { Double($0) / Double(partitions.count) }
  }
}

extension Partition {
  /// The number of pairs that are together in one partition and apart in the other.
  func mirkinDistance(to other: Partition) -> Int {
    func pairs(_ sizes: [Int]) -> Int { sizes.reduce(0) { $0 + $1 * ($1 - 1) / 2 } }
    var together = 0
    forEachOverlap(with: other) { _, _, count in together += count * (count - 1) / 2 }
    return pairs(sizes) + pairs(other.sizes) - 2 * together
  }
}

/// Moves authors one at a time between consensus communities.
///
/// With *r* partitions, author *v* gains by joining community C the sum over the partitions of
/// 2·|C ∩ community of *v*| − |C|, counted without *v*; all in whole numbers.
private struct ConsensusSearch {
  let partitions: [Partition]
  var label: [UInt32]
  var size: [Int]
  /// For each community of each partition the consensus communities that it overlaps.
  var overlaps: [[[(consensus: UInt32, count: Int)]]]
  var tie: [Int]

  init(start: Partition, partitions: [Partition]) {
    self.partitions = partitions
    label = start.community
    size = start.sizes
    tie = [Int](repeating: 0, count: size.count)
    overlaps = partitions.map {
      [[(consensus: UInt32, count: Int)]](repeating: [], count: $0.count)
    }
    for v in label.indices { add(v, to: label[v], 1) }
  }

  /// Visits every author; returns whether one moved.
  mutating func sweep() -> Bool {
    var moved = false
    var touched: [UInt32] = []
    for v in label.indices {
      let own = label[v]
      for (r, partition) in partitions.enumerated() {
        for (c, count) in overlaps[r][Int(partition.community[v])] {
          if tie[Int(c)] == 0 { touched.append(c) }
          tie[Int(c)] += count
        }
      }
      let runs = partitions.count
      var best = 2 * (tie[Int(own)] - runs) - runs * (size[Int(own)] - 1)
      var target: UInt32? = own
      if best < 0 { (best, target) = (0, nil) }
      for c in touched where c != own {
        let gain = 2 * tie[Int(c)] - runs * size[Int(c)]
        if gain > best { (best, target) = (gain, c) }
      }
      for c in touched { tie[Int(c)] = 0 }
      touched.removeAll(keepingCapacity: true)
      if target == own { continue }
      moved = true
      let to = target ?? UInt32(size.count)
      if target == nil {
        size.append(0)
        tie.append(0)
      }
      add(v, to: own, -1)
      add(v, to: to, 1)
      size[Int(own)] -= 1
      size[Int(to)] += 1
      label[v] = to
    }
    return moved
  }

  private mutating func add(_ v: Int, to consensus: UInt32, _ change: Int) {
    for (r, partition) in partitions.enumerated() {
      let c = Int(partition.community[v])
      guard let index = overlaps[r][c].firstIndex(where: { $0.consensus == consensus }) else {
        overlaps[r][c].append((consensus, change))
        continue
      }
      overlaps[r][c][index].count += change
      if overlaps[r][c][index].count == 0 { overlaps[r][c].remove(at: index) }
    }
  }
}
