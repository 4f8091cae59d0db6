import CollabAlgorithms
public import CollabBibliography
public import CollabCore
import CollabGraph

/// Which authors and ties of a network are kept, besides the choice of works: small ones left out,
/// or only some people.
///
/// What remains keeps its weights, and all of its works count: a tie does not grow and an author
/// does not lose a work because others are left out.
public struct Thresholds: Sendable, Equatable {
  /// Authors with fewer works in the network are left out; `nil` keeps all.
  public var minimumPapers: Int?
  /// Authors with fewer ties are left out, and again those who then have fewer, until all have as
  /// many; `nil` keeps all.
  public var minimumTies: Int?
  /// Ties below this weight are left out; their authors stay. `nil` keeps all.
  public var minimumWeight: Double?
  /// Only these people are kept; `nil` keeps all.
  public var people: PeopleList?

  /// Creates thresholds; the standard ones keep everything.
  public init(
    minimumPapers: Int? = nil, minimumTies: Int? = nil, minimumWeight: Double? = nil,
    people: PeopleList? = nil
  ) {
    self.minimumPapers = minimumPapers
    self.minimumTies = minimumTies
    self.minimumWeight = minimumWeight
    self.people = people
  }

  /// What one of the thresholds left out.
  public struct LeftOut: Sendable, Equatable {
    /// The threshold as an option, for example `--min-papers 3`.
    public let option: String
    /// What is counted: `author`, another ``VertexUnit/noun`` or `tie`.
    public let noun: String
    /// How many were left out.
    public let count: Int
    /// Of how many, before this threshold.
    public let total: Int

    /// `812 of 1,024 authors left out by --min-papers 3`.
    public var sentence: String {
      "\(count.grouped) of \(counted(total, noun)) left out by \(option)"
    }
  }
}

extension CoauthorNetwork {
  /// The network within thresholds: people and papers first, then weights, then ties.
  ///
  /// - Parameters:
  ///   - thresholds: what is kept.
  ///   - bibliography: what the network was made of.
  ///   - execution: threads, and who may stop them.
  /// - Throws: ``/CollabGraph/TooManyPairs``, ``/CollabCore/Cancellation``; only where weights or
  ///   ties have a threshold.
  /// - Complexity: O(authorships), and that of the coauthor graph for weights and ties.
  public func within(
    _ thresholds: Thresholds, of bibliography: Bibliography, execution: Execution = Execution()
  ) throws -> CoauthorNetwork {
    var result = self
    if let list = thresholds.people {
      let (found, messages) = list.find(in: bibliography.people, vertices: vertices)
      result.messages += messages
      result.isListOfPeople = true
      result.keep("--people \(list.file)") { found.contains(self.people[$0]) }
    }
    if let least = thresholds.minimumPapers, network.incidence.workCount > 0 {
      let incidence = result.network.incidence
      result.keep("--min-papers \(least)") { incidence.works(ofAuthor: $0).count >= least }
    }
    if let least = thresholds.minimumWeight, least > 0 {
      try result.dropTies(below: least, execution)
    }
    if let least = thresholds.minimumTies {
      let cores = try coreNumbers(
        of: result.network.graph(execution: execution), execution: execution)
      result.keep("--min-ties \(least)") { Int(cores[$0]) >= least }
    }
    return result
  }

  /// Leaves the vertices out that do not meet a condition.
  private mutating func keep(_ option: String, where isKept: (Int) -> Bool) {
    let kept = people.indices.filter(isKept)
    leftOut.append(
      .init(option: option, noun: unit.noun, count: people.count - kept.count, total: people.count))
    guard kept.count < people.count else { return }
    network = network.restricted(
      to: kept, graph: network.chosenGraph?.induced(isKept))
    for vertex in people.indices { vertices[people[vertex]] = nil }
    people = kept.map { people[$0] }
    for (vertex, person) in people.enumerated() { vertices[person] = vertex }
  }

  private mutating func dropTies(below least: Double, _ execution: Execution) throws {
    let graph = try network.graph(execution: execution)
    let edges = graph.edges.filter { $0.weight >= least }
    leftOut.append(
      .init(
        option: "--min-weight \(ByteText.form(of: least))", noun: "tie",
        count: graph.edgeCount - edges.count, total: graph.edgeCount))
    guard edges.count < graph.edgeCount else { return }
    network = network.restricted(
      to: Array(people.indices),
      graph: Graph(uncheckedVertexCount: graph.vertexCount, edges: edges))
  }
}
