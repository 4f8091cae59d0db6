import CollabCore

/// What is known of each work, on plain numbers, for the author metrics.
public struct WorkFacts: Sendable, Equatable {
  /// The year of publication; ``unknown`` where no source says.
  public let years: [Int32]
  /// The number of citations; ``unknown`` where no source says. Zero means cited by none.
  public let citations: [Int32]

  /// Stands for a figure that no source gives.
  public static let unknown = Int32.min

  /// Creates the facts, one entry a work in both arrays.
  ///
  /// - Throws: ``/CollabCore/OptionError`` where the arrays are of different lengths.
  public init(years: [Int32], citations: [Int32]) throws(OptionError) {
    guard years.count == citations.count else {
      throw OptionError("there are \(years.count) years and \(citations.count) counts of citations")
    }
    self.init(uncheckedYears: years, citations: citations)
  }

  /// The same from arrays that are known to be of one length.
  package init(uncheckedYears years: [Int32], citations: [Int32]) {
    self.years = years
    self.citations = citations
  }

  /// Facts of which none is known.
  public init(unknownFor works: Int) {
    let none = [Int32](repeating: Self.unknown, count: works)
    self.init(uncheckedYears: none, citations: none)
  }
}

/// A collaboration network: authors and works, the given ties, and the coauthor graph that
/// follows from them.
///
/// The coauthor graph is written out only when something asks for it: kernels that can work on
/// the incidence alone cost linear space also where a work has thousands of authors.
public final class Network: Sendable {
  /// Which author stands on which work; works left out by `maximumAuthors` have no row entries.
  public let incidence: Incidence
  /// What is known of each work, aligned with the works of the incidence.
  public let facts: WorkFacts
  /// Ties that an input states without works, as an edge list does; sorted, without loops.
  public let ties: [Edge]
  /// How a shared work adds to a tie.
  public let weighting: Weighting
  /// The works with more than ``largeByline`` authors, ascending.
  public let largeWorks: [Int]
  /// Whether ties are left out between authors who share works: the graph then says which ties
  /// there are, and the works do not.
  public var leavesTiesOut: Bool { chosenGraph != nil }
  /// The coauthor graph of a network that leaves ties out; `nil` where works and ties make it.
  package let chosenGraph: Graph?
  private let projections = Locked<(small: Graph?, whole: Graph?)>((nil, nil))

  /// The number of authors from which on a work is better walked than written out as pairs.
  public static let largeByline = 64

  /// The number of authors.
  public var vertexCount: Int { incidence.authorCount }

  /// Creates a network.
  ///
  /// - Throws: ``/CollabCore/OptionError`` where the facts are of another number of works, or a tie
  ///   is none of a graph of these authors.
  public convenience init(
    incidence: Incidence, facts: WorkFacts, ties: [Edge] = [], weighting: Weighting = .fractional
  ) throws(OptionError) {
    guard facts.years.count == incidence.workCount else {
      throw OptionError(
        "there are facts of \(facts.years.count) works, not of \(incidence.workCount)")
    }
    let given = try Graph(vertexCount: incidence.authorCount, edges: ties)
    self.init(unchecked: incidence, facts: facts, ties: given.edges, weighting: weighting)
  }

  /// The same from facts and ties that are known to be right.
  ///
  /// - Parameter graph: the coauthor graph, where works make ties that are left out of it.
  package init(
    unchecked incidence: Incidence, facts: WorkFacts, ties: [Edge] = [],
    weighting: Weighting = .fractional, graph: Graph? = nil
  ) {
    self.incidence = incidence
    self.facts = facts
    self.ties = ties
    self.weighting = weighting
    chosenGraph = graph
    largeWorks =
      graph == nil
      ? (0..<incidence.workCount).filter { incidence.rowLength($0) > Self.largeByline } : []
    projections.withLock { $0 = (graph, graph) }
  }

  /// The network of some of its authors: the ties among them, with the weights that they have, and
  /// all of their works.
  ///
  /// - Parameters:
  ///   - authors: who is kept, ascending; they get the numbers from 0.
  ///   - graph: the ties among them, by their new numbers, where some are left out; `nil` for all.
  /// - Complexity: O(authorships + ties).
  package func restricted(to authors: [Int], graph: Graph? = nil) -> Network {
    Network(
      unchecked: incidence.restricted(to: authors), facts: facts,
      ties: ties.among(authors, of: vertexCount), weighting: weighting, graph: graph)
  }

  /// A network of given ties only, for a graph that has no works behind it.
  public convenience init(graph: Graph) {
    self.init(
      unchecked: Incidence(
        uncheckedAuthorCount: graph.vertexCount, workOffsets: [0], workAuthors: []),
      facts: WorkFacts(unknownFor: 0), ties: graph.edges)
    projections.withLock { $0 = (graph, graph) }
  }

  /// Graphs with more edges are not to be written out: they would take more than 6 GB.
  public static let greatestEdgeCount = 1 << 28

  /// The number of edges that the coauthor graph has at most.
  ///
  /// - Complexity: O(works).
  public var edgeBound: Int {
    let pairs = { (n: Int) in n * (n - 1) / 2 }
    let works = (0..<incidence.workCount).reduce(0) { $0 + pairs(incidence.rowLength($1)) }
    return min(works + ties.count, pairs(vertexCount))
  }

  /// The coauthor graph, projected at the first call and kept.
  ///
  /// - Parameter execution: the threads that project it, and who may stop them.
  /// - Throws: ``TooManyPairs`` where it would not fit into memory, ``/CollabCore/Cancellation``.
  /// - Complexity: O(Σ n²) time over the works' numbers of authors n; 24 bytes an edge kept, and
  ///   as much again while it is built.
  public func graph(execution: Execution = Execution()) throws -> Graph {
    if let chosenGraph { return chosenGraph }
    let bound = edgeBound
    if bound > Self.greatestEdgeCount {
      // Works that share most of their authors make far fewer pairs than they bound.
      let longest = (0..<incidence.workCount).map(incidence.rowLength).max() ?? 0
      let most = Self.greatestEdgeCount
      if longest * (longest - 1) / 2 > most { throw TooManyPairs(pairs: bound) }
      if try edgeCount(upTo: most, execution) > most { throw TooManyPairs(pairs: bound) }
    }
    return try largeWorks.isEmpty
      ? smallWorksGraph(execution: execution) : wholeGraph(execution)
  }

  /// The number of edges of the coauthor graph, where ties that are
  /// both given and of a work count twice; counting ends once there are more than `most`.
  func edgeCount(upTo most: Int, _ execution: Execution) throws(Cancellation) -> Int {
    var lastSeen = [UInt32](repeating: .max, count: vertexCount)
    var arcs = 2 * ties.count
    for v in 0..<vertexCount where arcs <= 2 * most {
      if v & 0xff == 0 { try execution.checkpoint() }
      lastSeen[v] = UInt32(v)
      for index in incidence.authorOffsets[v]..<incidence.authorOffsets[v + 1] {
        let work = Int(incidence.authorWorks[index])
        for place in incidence.workOffsets[work]..<incidence.workOffsets[work + 1] {
          let w = Int(incidence.workAuthors[place])
          if lastSeen[w] != UInt32(v) {
            lastSeen[w] = UInt32(v)
            arcs += 1
          }
        }
      }
    }
    return (arcs + 1) / 2
  }

  private func wholeGraph(_ execution: Execution) throws(Cancellation) -> Graph {
    try projections.withLock { cached throws(Cancellation) in
      if let graph = cached.whole { return graph }
      let graph = try projected(largestByline: .max, execution)
      cached.whole = graph
      return graph
    }
  }

  /// The graph of the given ties and of all works but ``largeWorks``, projected at the first
  /// call and kept. Where no work is large it is the coauthor graph.
  ///
  /// - Throws: ``/CollabCore/Cancellation``.
  public func smallWorksGraph(execution: Execution) throws(Cancellation) -> Graph {
    try projections.withLock { cached throws(Cancellation) in
      if let graph = cached.small { return graph }
      let graph = try projected(largestByline: Self.largeByline, execution)
      cached.small = graph
      return graph
    }
  }
}

/// Thrown where a coauthor graph would have too many edges to be written out.
public struct TooManyPairs: DescribedError, Sendable, Equatable {
  /// The number of pairs of coauthors that the works may tie.
  public let pairs: Int

  /// What is wrong, in one line.
  public var description: String {
    "the works may tie \(pairs) pairs of coauthors, too many to write out"
  }
}
