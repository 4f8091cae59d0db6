import CollabCore
import CollabGraph

/// A division of the authors into communities.
public struct Partition: Sendable, Equatable {
  /// The community of each author, `0..<count`: communities by falling size, equal ones by
  /// their least author number.
  public let community: [UInt32]
  /// The number of communities.
  public let count: Int

  /// Numbers any labels in the stated order.
  ///
  /// - Complexity: O(*n*) time and space.
  public init(labels: [UInt32]) {
    var dense = labels
    let bound = (labels.max().map { Int($0) } ?? -1) + 1
    if bound <= 2 * labels.count {
      _ = renumber(&dense, bound: bound)
    } else {
      var number: [UInt32: UInt32] = [:]
      for (v, label) in labels.enumerated() {
        let next = UInt32(number.count)
        dense[v] = number[label, default: next]
        number[label] = dense[v]
      }
    }
    count = (dense.max().map { Int($0) } ?? -1) + 1
    var sizes = [Int](repeating: 0, count: count)
    for label in dense { sizes[Int(label)] += 1 }
    // Numbers by first appearance rise with the least author number.
    var first = [Int](repeating: 0, count: (sizes.max() ?? 0) + 1)
    for size in sizes { first[size - 1] += 1 }
    for size in first.indices.reversed().dropFirst() { first[size] += first[size + 1] }
    var rank = [UInt32](repeating: 0, count: count)
    for (label, size) in sizes.enumerated() {
      rank[label] = UInt32(first[size])
      first[size] += 1
    }
    for v in dense.indices { dense[v] = rank[Int(dense[v])] }
    community = dense
  }

  /// The communities of some authors only, with the numbers that they have among all.
  package func restricted(to authors: [Int]) -> Partition {
    Partition(community: authors.map { community[$0] }, count: count)
  }

  private init(community: [UInt32], count: Int) {
    self.community = community
    self.count = count
  }

  /// - Throws: ``OptionError`` where the partition is of another number of authors.
  package func check(count authors: Int) throws(OptionError) {
    guard community.count == authors else {
      throw OptionError(
        "the partition must be of \(authors.grouped) authors, not of \(community.count.grouped)")
    }
  }

  /// The authors of each community, ascending.
  public var members: [[Int]] {
    var result = [[Int]](repeating: [], count: count)
    for (v, c) in community.enumerated() { result[Int(c)].append(v) }
    return result
  }
}

/// A way to divide a coauthor graph into communities; a value in ``CommunityMethods/all``.
public struct CommunityMethod: ConfigurableEntry {
  /// Its id, title, summary, parameters and paper.
  public let descriptor: Descriptor
  /// The settings that differ from their defaults.
  public var settings = Settings()
  /// Whether it can start from a partition.
  public let takesInitial: Bool
  private let kernel: @Sendable (CommunityInput) throws -> CommunityOutcome

  /// Creates a method.
  ///
  /// - Parameters:
  ///   - id: the id, unique among methods.
  ///   - title: the heading of its column; `nil` for the id.
  ///   - summary: what it does, in one line.
  ///   - parameters: what can be set.
  ///   - reference: the paper it comes from.
  ///   - takesInitial: whether its kernel starts from ``CommunityInput/initial``.
  ///   - kernel: divides a graph.
  public init(
    id: String, title: String? = nil, summary: String, parameters: [Parameter] = [],
    reference: String = "", takesInitial: Bool = false,
    kernel: @escaping @Sendable (CommunityInput) throws -> CommunityOutcome
  ) {
    descriptor = Descriptor(
      id: id, title: title, summary: summary, parameters: parameters, reference: reference)
    self.takesInitial = takesInitial
    self.kernel = kernel
  }

  /// Divides a graph.
  ///
  /// - Parameters:
  ///   - graph: the coauthor graph; weights are strengths.
  ///   - initial: the partition to start from, so that little changes where the graph has changed
  ///     little; `nil` starts from single authors.
  ///   - seed: the seed of whatever is drawn.
  ///   - execution: threads, progress and cancellation.
  /// - Throws: ``/CollabCore/OptionError`` for an unknown or unsuitable setting, for an initial
  ///   partition of another number of authors and for one that the method cannot start from;
  ///   ``/CollabCore/Cancellation``.
  public func partition(
    of graph: Graph, from initial: Partition? = nil, seed: UInt64 = 1,
    execution: Execution = Execution()
  ) throws -> CommunityOutcome {
    let settings = try checkedSettings()
    try initial?.check(count: graph.vertexCount)
    if initial != nil, !takesInitial {
      throw OptionError("the method '\(id)' cannot start from a partition")
    }
    try execution.checkpoint()
    return try kernel(
      CommunityInput(
        graph: graph, initial: initial, settings: settings, seed: seed, execution: execution))
  }

  /// Divides the coauthor graph of a network.
  ///
  /// - Throws: ``/CollabCore/OptionError`` for an unknown or unsuitable setting,
  ///   ``/CollabGraph/TooManyPairs`` where the graph would not fit into memory,
  ///   ``/CollabCore/Cancellation``.
  public func partition(
    of network: Network, seed: UInt64 = 1, execution: Execution = Execution()
  ) throws -> CommunityOutcome {
    try partition(of: network.graph(execution: execution), seed: seed, execution: execution)
  }
}

/// What a community method's kernel gets.
public struct CommunityInput: KernelInput {
  /// The coauthor graph.
  public let graph: Graph
  /// The partition to start from, of as many authors; `nil` for single authors.
  public let initial: Partition?
  /// The settings that differ from their defaults.
  public let settings: Settings
  /// The seed of whatever is drawn.
  public let seed: UInt64
  /// Threads, progress and cancellation.
  public let execution: Execution
}

/// A partition, with how it was reached.
public struct CommunityOutcome: Sendable, Equatable {
  /// The communities.
  public var partition: Partition
  /// The number of rounds.
  public var iterations: Int
  /// Whether the rounds ended because there was no more to gain, not by their greatest number.
  public var converged: Bool

  /// Creates an outcome.
  public init(_ partition: Partition, iterations: Int, converged: Bool) {
    self.partition = partition
    self.iterations = iterations
    self.converged = converged
  }
}
