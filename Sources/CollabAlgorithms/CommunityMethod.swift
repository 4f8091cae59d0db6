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

  /// The authors of each community, ascending.
  public var members: [[Int]] {
    var result = [[Int]](repeating: [], count: count)
    for (v, c) in community.enumerated() { result[Int(c)].append(v) }
    return result
  }
}

/// A way to divide a coauthor graph into communities; a value in ``CommunityMethods/all``.
public struct CommunityMethod: CatalogEntry {
  /// The stable name, in kebab case.
  public let id: String
  /// One line for help and tables.
  public let summary: String
  /// The numbers that can be set, with their defaults.
  public let parameters: [Parameter]
  /// The paper.
  public let reference: String
  private let kernel: @Sendable (CommunityInput) throws -> CommunityOutcome

  /// Creates a method.
  public init(
    id: String, summary: String, parameters: [Parameter] = [], reference: String,
    kernel: @escaping @Sendable (CommunityInput) throws -> CommunityOutcome
  ) {
    self.id = id
    self.summary = summary
    self.parameters = parameters
    self.reference = reference
    self.kernel = kernel
  }

  /// Divides a graph.
  ///
  /// - Parameters:
  ///   - graph: the coauthor graph; weights are strengths.
  ///   - settings: parameters that differ from their defaults, by name.
  ///   - seed: the seed of whatever is drawn.
  ///   - execution: threads, progress and cancellation.
  /// - Throws: ``OptionError`` for an unknown or unsuitable setting, ``Cancellation``.
  public func partition(
    of graph: Graph, settings: [String: Double] = [:], seed: UInt64 = 1,
    execution: Execution = Execution()
  ) throws -> CommunityOutcome {
    let values = try Parameter.resolve(parameters, settings: settings, of: id)
    return try kernel(
      CommunityInput(graph: graph, settings: values, seed: seed, execution: execution))
  }
}

/// What a community method's kernel gets.
public struct CommunityInput: Sendable {
  /// The coauthor graph.
  public let graph: Graph
  /// The value of every parameter.
  public let settings: [String: Double]
  /// The seed of whatever is drawn.
  public let seed: UInt64
  /// Threads, progress and cancellation.
  public let execution: Execution

  /// The value of a parameter that the method declares.
  public subscript(name: String) -> Double { settings[name]! }
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
