import CollabCore
import CollabGraph

extension Measure {
  /// The number of coauthors.
  public static let degree = Measure(
    id: "degree", summary: "number of coauthors", weights: .ignored, isCount: true,
    reference: "Freeman, Centrality in social networks, Social Networks 1:215 (1979), "
      + "doi:10.1016/0378-8733(78)90021-7"
  ) { input in
    Scores(try degrees(of: input.network, execution: input.execution).map(Double.init))
  }.verified(by: .degree)
}

/// The number of coauthors of each author, without writing large works out as pairs.
///
/// - Complexity: O(*n* + *m*) where no work is large; else also the sum, over the authors of
///   several large works, of these works' numbers of authors. O(*n*) space for each thread.
public func degrees(
  of network: Network, execution: Execution = Execution()
) throws(Cancellation) -> [Int] {
  let graph = try network.smallWorksGraph(execution: execution)
  let n = network.vertexCount
  guard !network.largeWorks.isEmpty else { return (0..<n).map { graph.degree($0) } }
  let ties = try TieOperator(network, execution)
  let incidence = network.incidence
  let parts = try execution.mapChunks(
    of: n, size: 1024, phase: "degree", scratch: { [UInt32](repeating: .max, count: n) }
  ) { met, authors in
    authors.map { v in
      let large = ties.rowOffsets[v]..<ties.rowOffsets[v + 1]
      if graph.degree(v) == 0, large.count == 1 {
        return incidence.rowLength(network.largeWorks[Int(ties.rows[large.lowerBound])]) - 1
      }
      met[v] = UInt32(v)
      var degree = 0
      for arc in graph.arcs(v) {
        met[Int(graph.targets[arc])] = UInt32(v)
        degree += 1
      }
      for row in ties.rows[large] {
        for author in incidence.authors(ofWork: network.largeWorks[Int(row)])
        where met[Int(author)] != v {
          met[Int(author)] = UInt32(v)
          degree += 1
        }
      }
      return degree
    }
  }
  return parts.flatMap { $0 }
}
