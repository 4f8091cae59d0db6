public import CollabCore
public import SparkConnect

/// The connected components of a network.
///
/// Alternating large-star and small-star (Kiveris, Lattanzi, Mirrokni, Rastogi and Vassilvitskii,
/// *Connected components in MapReduce and beyond*, SOCC 2014, doi:10.1145/2670979.2670997) on the pairs of
/// everyone and the least author of each work, so that no tie is written out.
public struct SparkComponents: Sendable {
  /// The number of components, lone authors included.
  public let count: Int
  /// The number of authors in the largest.
  public let largest: Int
  /// The number of rounds.
  public let rounds: Int
  let table: SQLStep.Value

  /// Finds the components.
  ///
  /// - Throws: ``/SparkConnect/SparkError``.
  public init(of network: SparkNetwork) async throws(SparkError) {
    let corpus = network.corpus
    let folder = network.selection.folder + "/components"
    if let marker = try await corpus.marker(of: folder), marker.stamp == network.stamp {
      rounds = Int(marker.change)
    } else {
      // Without any pair there is no table to go on with.
      let size = try await network.size()
      if size.isolated == size.vertices {
        rounds = 0
        try await corpus.write(
          folder, stamp: network.stamp, by: PackageResources.components_lone_sql,
          ["vertices": network.vertices])
        (table, count, largest) = try await Self.totals(of: corpus, folder)
        return
      }
      var stars = Rounds(
        corpus: corpus, folder: network.selection.folder + "/stars", stamp: network.stamp)
      let signature = { (state: SQLStep.Value) async throws(SparkError) -> (Int, Int) in
        let row = try await corpus.row(
          "comparing components", PackageResources.star_signature_sql, ["state": state])
        return (try row.count("pairs"), try row.count("digest"))
      }
      try await stars.takeInterrupted()
      if stars.last == nil {
        try await stars.write(
          by: PackageResources.star_start_sql, ["authorship": network.authorship]
        ) { _ in 1 }
      }
      var number = stars.last?.number ?? 0
      // A pair of steps that leaves all as it is was the last.
      var before = number % 2 == 0 ? try await signature(stars.table) : (-1, -1)
      while true {
        try await stars.write(
          by: number % 2 == 0 ? PackageResources.star_large_sql : PackageResources.star_small_sql,
          [:]
        ) { _ in 1 }
        number += 1
        if number % 2 == 0 {
          let after = try await signature(stars.table)
          if after == before { break }
          before = after
          corpus.onRound("components: round \(number / 2)")
        }
      }
      rounds = number / 2
      let reached = Double(rounds)
      try await corpus.write(
        folder, stamp: network.stamp, by: PackageResources.components_sql,
        ["vertices": network.vertices, "state": stars.table], measuring: { reached })
    }
    (table, count, largest) = try await Self.totals(of: corpus, folder)
  }

  private static func totals(
    of corpus: SparkCorpus, _ folder: String
  ) async throws(SparkError) -> (SQLStep.Value, count: Int, largest: Int) {
    let row = try await corpus.row(
      "counting components", PackageResources.components_total_sql,
      ["components": corpus.table(folder)])
    return (corpus.table(folder), try row.count("components"), try row.count("largest"))
  }
}

extension SparkComponents {
  /// The components as rows: how many authors each has, and its first author by name.
  ///
  /// - Throws: ``/SparkConnect/SparkError``.
  public func table(of network: SparkNetwork, top: Int) async throws(SparkError) -> Table {
    let batches = try await network.corpus.cluster.run(
      SQLStep(
        "listing components", PackageResources.components_list_sql,
        [
          "components": table, "people": network.corpus.table("people"),
          "top": .int(min(top, Int(Int32.max))),
        ],
        isCommand: false))
    var result = Table([.init("id"), .init("size"), .init("first", "first author")])
    var number = 0
    for batch in batches {
      let sizes = try batch.column("size"), labels = try batch.column("label")
      for row in 0..<batch.count {
        number += 1
        result.append([
          .count(number), .count(Int(sizes.int(row) ?? 0)), .text(labels.text(row) ?? ""),
        ])
      }
    }
    return result
  }
}
