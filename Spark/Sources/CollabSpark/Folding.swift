import CollabCore
import CollabGraph
import SparkConnect

extension SparkCommunities {
  /// Joins labels until the ties between them are few enough to be brought home.
  ///
  /// - Returns: the label of everyone, and the ties between labels and within them.
  static func fold(
    _ ties: SQLStep.Value, by labels: SQLStep.Value, of network: SparkNetwork, word: String,
    seed: UInt64, until greatestTieCount: Int
  ) async throws -> (labels: SQLStep.Value, ties: SQLStep.Value) {
    let corpus = network.corpus, stamp = network.stamp
    var (ties, state, labels) = (ties, labels, labels)
    var before = Int.max
    for level in 0... {
      let folder = network.selection.folder + "/folded-\(word)-\(level)"
      let count = try await corpus.write(
        folder, stamp: stamp, by: PackageResources.folded_ties_sql,
        ["ties": ties, "state": state]
      ).count
      ties = corpus.table(folder)
      if count <= greatestTieCount { break }
      guard count < before else {
        throw OptionError(
          "\(counted(count, "tie")) between labels are too many for one machine, and do not become fewer"
        )
      }
      before = count
      // Other halves move than on the level before.
      let (source, known, shift) = (ties, labels, 10 * (level + 1))
      (state, _) = try await network.iterate(
        "labels-\(word)-\(level + 1)", from: PackageResources.folded_start_sql,
        first: PackageResources.labels_first_sql, by: PackageResources.labels_step_sql,
        limit: 2,
        values: {
          [
            "labels": known, "ties": source, "round": .int($0 + shift),
            "seed": .int(Int(truncatingIfNeeded: seed)),
          ]
        }, change: ("changed", PackageResources.labels_change_sql))
      try await corpus.write(
        folder + "-labels", stamp: stamp, by: PackageResources.folded_labels_sql,
        ["labels": labels, "joined": state])
      labels = corpus.table(folder + "-labels")
    }
    return (labels, ties)
  }
}

/// The labels of a network with the ties between them.
///
/// A graph has no loops: the weight inside a label is a tie to a vertex that has no other, which the local
/// methods leave with its only neighbour, so that strengths and modularity are the same.
struct FoldedGraph {
  let labels: [Int64]
  let graph: Graph

  init(_ corpus: SparkCorpus, ties: SQLStep.Value) async throws {
    let rows = try await corpus.cluster.run(
      SQLStep(
        "bringing ties home", PackageResources.folded_rows_sql, ["ties": ties], isCommand: false))
    var ends: Set<Int64> = []
    var pairs: [(Int64, Int64, Double)] = []
    for batch in rows {
      let src = try batch.column("src"), dst = try batch.column("dst")
      let weight = try batch.column("weight")
      for row in 0..<batch.count {
        guard let a = src.int(row), let b = dst.int(row), let w = weight.double(row) else {
          throw SparkError(.malformed, "a tie between labels has no ends")
        }
        ends.insert(a)
        ends.insert(b)
        pairs.append((a, b, w))
      }
    }
    labels = ends.sorted()
    var number: [Int64: UInt32] = [:]
    for (index, label) in labels.enumerated() { number[label] = UInt32(index) }
    let count = UInt32(labels.count)
    // Rows come in any order; equal sets of ties are equal graphs.
    let edges = pairs.map { a, b, weight -> Edge in
      let a = number[a] ?? 0, b = number[b] ?? 0
      return Edge(a, a == b ? count + a : b, weight: weight)
    }.sorted { ($0.a, $0.b) < ($1.a, $1.b) }
    graph = try Graph(vertexCount: 2 * labels.count, edges: edges)
  }
}
