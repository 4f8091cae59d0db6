import CollabAlgorithms
public import CollabCore
import CollabGraph
public import SparkConnect

/// Communities of a network on a cluster.
///
/// Some rounds of label propagation bring close coauthors under one label; the ties between labels, which fit
/// into one machine, are divided by the local Leiden method; modularity is that of the result on all ties.
public struct SparkCommunities: Sendable {
  /// The weighted modularity on all ties; `nan` where there is none.
  public let modularity: Double
  /// The share of the weight inside communities.
  public let coverage: Double
  /// The number of communities of authors with ties.
  public let count: Int
  /// The number of labels that label propagation left to the local method.
  public let labels: Int
  let members: SQLStep.Value
  /// The folder of the places of the largest.
  private let places: String
  let network: SparkNetwork

  /// How a network is divided.
  public struct Parameters: Sendable, Equatable {
    /// Larger values give smaller communities.
    public var resolution: Double
    /// The rounds of label propagation on authors: few, as what it has joined is not parted again.
    public var rounds: Int
    /// The local method takes so many ties between labels at most; where there are more, label propagation goes
    /// on with the labels.
    public var maximumTieCount: Int
    /// The seed of what is drawn, on both sides.
    public var seed: UInt64

    /// Creates parameters; those not given have their defaults.
    public init(
      resolution: Double = 1, rounds: Int = 4, maximumTieCount: Int = 10_000_000, seed: UInt64 = 1
    ) {
      self.resolution = resolution
      self.rounds = rounds
      self.maximumTieCount = maximumTieCount
      self.seed = seed
    }
  }

  /// Divides a network.
  ///
  /// - Throws: ``/SparkConnect/SparkError``, ``/CollabCore/OptionError``, ``/CollabCore/Cancellation``.
  public init(
    of network: SparkNetwork, _ parameters: Parameters = .init(),
    execution: Execution = Execution()
  ) async throws {
    self.network = network
    let (rounds, seed) = (parameters.rounds, parameters.seed)
    let corpus = network.corpus
    let written = try await network.ties()
    guard written.count > 0 else {
      throw OptionError("nobody in the network has a coauthor: there is nothing to divide")
    }
    let ties = written.table, vertices = network.vertices
    let word = "\(network.selection.weighting.rawValue)-\(rounds)-\(seed)"
    let (state, _) = try await network.iterate(
      "labels-\(word)", from: PackageResources.labels_start_sql,
      first: PackageResources.labels_first_sql, by: PackageResources.labels_step_sql,
      limit: rounds,
      values: {
        [
          "vertices": vertices, "ties": ties, "round": .int($0),
          "seed": .int(Int(truncatingIfNeeded: seed)),
        ]
      },
      change: ("changed", PackageResources.labels_change_sql))

    let (joined, foldedTies) = try await Self.fold(
      ties, by: state, of: network, word: word, seed: seed, until: parameters.maximumTieCount)
    let folded = try await FoldedGraph(corpus, ties: foldedTies)
    labels = folded.labels.count
    let partition = try CommunityMethod.leiden(resolution: parameters.resolution)
      .partition(of: folded.graph, seed: seed, execution: execution).partition
    let folder =
      network.selection.folder + "/communities-\(word)-"
      + "\(parameters.resolution)".replacing(".", with: "p")
    let mapping = try await Self.send(
      partition, labels: folded.labels, to: corpus, folder: folder)
    try await corpus.write(
      folder, stamp: network.stamp, by: PackageResources.communities_sql,
      ["vertices": network.vertices, "state": joined, "mapping": mapping], isAnew: true)
    members = corpus.table(folder + "-members")
    try await corpus.write(
      folder + "-members", stamp: network.stamp, by: PackageResources.communities_members_sql,
      ["vertices": network.vertices, "ties": ties, "communities": corpus.table(folder)],
      isAnew: true)
    places = folder + "-places"
    let row = try await corpus.row(
      "modularity", PackageResources.modularity_sql, ["members": members])
    modularity = try row.batch.column("modularity").double(0) ?? .nan
    coverage = try row.batch.column("coverage").double(0) ?? .nan
    count = try row.count("communities")
  }

  /// Writes the communities of the labels as a table, some ten thousand at a time.
  private static func send(
    _ partition: Partition, labels: [Int64], to corpus: SparkCorpus, folder: String
  ) async throws(SparkError) -> SQLStep.Value {
    var table: SQLStep.Value?
    var place = 0
    for start in stride(from: 0, to: labels.count, by: 50_000) {
      let range = start..<min(labels.count, start + 50_000)
      let pairs = range.map { "\(labels[$0]):\(partition.community[$0])" }.joined(separator: " ")
      let path = corpus.root.appending("\(folder)-mapping-\(place % 2)")
      place += 1
      var values: [String: SQLStep.Value] = ["out": .path(path), "pairs": .text(pairs)]
      if let table { values["before"] = table }
      try await corpus.cluster.run(
        SQLStep(
          "communities of labels",
          table == nil
            ? PackageResources.communities_first_sql : PackageResources.communities_part_sql,
          values, isCommand: true))
      table = .path(path)
    }
    return table ?? corpus.table(folder)
  }

  /// Gives the largest communities their places.
  func place(top: Int) async throws(SparkError) -> SQLStep.Value {
    try await network.corpus.write(
      places, stamp: network.stamp, by: PackageResources.communities_places_sql,
      ["members": members, "top": .int(min(top, Int(Int32.max)))], isAnew: true)
    return network.corpus.table(places)
  }

  /// Writes the authors of the community of a place, from 1; returns their number.
  func choose(place: Int, into folder: String) async throws(SparkError) -> Int {
    let places = try await self.place(top: place)
    return try await network.corpus.write(
      folder, stamp: network.stamp, by: PackageResources.chosen_community_sql,
      ["places": places, "members": members, "place": .int(place)], isAnew: true
    ).count
  }

  /// The largest communities as rows, as `collab clusters` prints them without words, which only the works
  /// themselves have.
  ///
  /// - Throws: ``/SparkConnect/SparkError``.
  public func list(top: Int) async throws(SparkError) -> Table {
    var result = Table([
      .init("id"), .init("size"), .init("works"), .init("innerWeight", "inner weight"),
      .init("outerWeight", "outer weight"), .init("authors", "leading authors"),
    ])
    guard top > 0 else { return result }
    let batches = try await network.corpus.cluster.run(
      SQLStep(
        "listing communities", PackageResources.communities_list_sql,
        [
          "places": try await place(top: top), "members": members,
          "people": network.corpus.table("people"), "authorship": network.authorship,
        ], isCommand: false))
    for batch in batches {
      let count = { (name: String, row: Int) throws(SparkError) in
        Table.Cell.count(Int(try batch.column(name).int(row) ?? 0))
      }
      let weight = { (name: String, row: Int) throws(SparkError) in
        Table.Cell.number(try batch.column(name).double(row) ?? .nan)
      }
      for row in 0..<batch.count {
        var leaders: [String] = []
        for name in ["first", "second", "third"] {
          if let label = try batch.column(name).text(row) { leaders.append(label) }
        }
        result.append([
          try count("place", row), try count("size", row), try count("works", row),
          try weight("inner_weight", row), try weight("outer_weight", row), .list(leaders),
        ])
      }
    }
    return result
  }

  /// The authors of the largest communities as rows.
  ///
  /// - Throws: ``/SparkConnect/SparkError``.
  public func membersTable(top: Int) async throws(SparkError) -> Table {
    var result = Table([
      .init("cluster"), .init("author"), .init("innerWeight", "inner weight"),
      .init("strength"),
    ])
    guard top > 0 else { return result }
    let batches = try await network.corpus.cluster.run(
      SQLStep(
        "listing authors of communities", PackageResources.communities_authors_sql,
        [
          "places": try await place(top: top), "members": members,
          "people": network.corpus.table("people"),
        ], isCommand: false))
    for batch in batches {
      let places = try batch.column("place"), labels = try batch.column("label")
      let inner = try batch.column("inner_weight"), strengths = try batch.column("strength")
      for row in 0..<batch.count {
        result.append([
          .count(Int(places.int(row) ?? 0)), .text(labels.text(row) ?? ""),
          .number(inner.double(row) ?? .nan), .number(strengths.double(row) ?? .nan),
        ])
      }
    }
    return result
  }
}
