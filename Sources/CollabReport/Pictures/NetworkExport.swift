public import CollabCorpus
public import CollabRender
public import CollabAlgorithms
public import CollabCore
import CollabGraph

extension ExportGraph {
  /// What an exchange file says of a corpus.
  ///
  /// - Parameters:
  ///   - corpus: what was read.
  ///   - title: what the file is about, on one line.
  ///   - ranking: the figures of each author.
  ///   - intervals: the first and last rank of each author's stability interval.
  ///   - clustering: the communities, with the part that each author plays in them.
  ///   - positions: where the authors stand in a picture.
  ///   - namesWorks: whether each tie has the ids of the works behind it.
  ///   - execution: the threads that project the graph, and who may stop them.
  /// - Throws: ``TooManyPairs``, ``Cancellation``.
  public init(
    of corpus: Corpus, title: String, ranking: Ranking? = nil,
    intervals: RankIntervals? = nil, clustering: Clustering? = nil, positions: Positions? = nil,
    namesWorks: Bool = false, execution: Execution = Execution()
  ) throws {
    try self.init(
      of: corpus, title: title, ranking: ranking, intervals: intervals, clustering: clustering,
      positions: positions, workIDs: namesWorks ? WorkIDs(of: corpus.bibliography).all : [],
      execution: execution)
  }

  /// The same with the ids of the works behind ties; empty for none.
  init(
    of corpus: Corpus, title: String, ranking: Ranking?, intervals: RankIntervals?,
    clustering: Clustering?, positions: Positions?, workIDs: [String],
    execution: Execution = Execution()
  ) throws {
    try self.init(
      title: title, labels: corpus.labels, network: corpus.network,
      columns: (ranking?.columns ?? []).map {
        Column(id: $0.measure.id, isCount: $0.measure.isCount, values: $0.scores.values)
      }
        + (intervals?.columns ?? [])
        + (clustering?.memberFigures ?? []).map {
          Column(id: $0.id, title: $0.title, values: $0.values)
        },
      partition: clustering?.outcome.partition, positions: positions,
      workIDs: workIDs, execution: execution)
  }
}

extension RankIntervals {
  /// The ends of the intervals; `nan` for authors without one.
  fileprivate var columns: [ExportGraph.Column] {
    func column(_ id: String, _ end: (ClosedRange<Int>) -> Int) -> ExportGraph.Column {
      .init(id: id, isCount: true, values: ranks.map { $0.map { Double(end($0)) } ?? .nan })
    }
    return [column("rank-from", \.lowerBound), column("rank-to", \.upperBound)]
  }
}
