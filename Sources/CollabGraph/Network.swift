import CollabCore
import Synchronization

/// What is known of each work, on plain numbers, for the author metrics.
public struct WorkFacts: Sendable, Equatable {
  /// The year of publication; ``unknown`` where no source says.
  public let years: [Int32]
  /// The number of citations; ``unknown`` where no source says. Zero means cited by none.
  public let citations: [Int32]

  /// Stands for a figure that no source gives.
  public static let unknown = Int32.min

  /// Creates the facts, one entry a work in both arrays.
  public init(years: [Int32], citations: [Int32]) {
    precondition(years.count == citations.count)
    self.years = years
    self.citations = citations
  }

  /// Facts of which none is known.
  public init(unknownFor works: Int) {
    let none = [Int32](repeating: Self.unknown, count: works)
    self.init(years: none, citations: none)
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
  private let cachedGraph = Mutex<Graph?>(nil)

  /// The number of authors.
  public var vertexCount: Int { incidence.authorCount }

  /// Creates a network.
  public init(
    incidence: Incidence, facts: WorkFacts, ties: [Edge] = [], weighting: Weighting = .fractional
  ) {
    precondition(facts.years.count == incidence.workCount)
    self.incidence = incidence
    self.facts = facts
    self.ties = ties
    self.weighting = weighting
  }

  /// A network of given ties only, for a graph that has no works behind it.
  public convenience init(graph: Graph) {
    self.init(
      incidence: Incidence(authorCount: graph.vertexCount, workOffsets: [0], workAuthors: []),
      facts: WorkFacts(unknownFor: 0), ties: graph.edges)
  }

  /// The coauthor graph, projected at the first call and kept.
  ///
  /// - Complexity: O(Σ n²) over the works' numbers of authors n.
  public var graph: Graph {
    cachedGraph.withLock { cached in
      if let cached { return cached }
      let graph = projected()
      cached = graph
      return graph
    }
  }

  private func projected() -> Graph {
    var edges = ties
    for work in 0..<incidence.workCount {
      let authors = incidence.authors(ofWork: work)
      let weight = weighting.pairWeight(authors: authors.count)
      for i in authors.indices {
        for j in authors.indices[(i + 1)...] {
          edges.append(Edge(authors[i], authors[j], weight: weight))
        }
      }
    }
    return Graph(vertexCount: vertexCount, edges: edges)
  }
}
