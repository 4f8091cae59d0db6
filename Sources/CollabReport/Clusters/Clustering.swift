public import CollabAlgorithms
public import CollabCore
import CollabBibliography
import CollabGraph

/// The communities of a corpus, with how good they are and what each is about.
public struct Clustering: Sendable {
  /// The id of the method.
  public let method: String
  /// The partition, with how it was reached.
  public let outcome: CommunityOutcome
  /// How good the partition is.
  public let quality: PartitionQuality
  /// What there is to say of each community, greatest first.
  public let profiles: [ClusterProfile]

  /// Divides a corpus's network.
  ///
  /// - Throws: ``OptionError`` for an unknown or unsuitable setting, ``Cancellation``.
  public init(
    of corpus: Corpus, by method: CommunityMethod, settings: [String: Double] = [:],
    seed: UInt64 = 1, execution: Execution = Execution()
  ) throws {
    let graph = corpus.network.graph
    self.method = method.id
    outcome = try method.partition(
      of: graph, settings: settings, seed: seed, execution: execution)
    quality = PartitionQuality(of: outcome.partition, in: graph)
    let works = corpus.bibliography.works
    profiles = ClusterProfile.all(
      of: outcome.partition, quality: quality, network: corpus.network,
      topics: TopicWords(titles: works.map(\.title)))
  }

  /// A title for each community: its most telling words; empty where there are none.
  public var topics: [String] { profiles.map { $0.topicWords.prefix(3).joined(separator: ", ") } }

  /// The clusters as an object: `{"quality": {"modularity"}, "clusters": [{"id", "size",
  /// "authors"}]}`, with the weights, works and words of each.
  ///
  /// - Parameters:
  ///   - labels: the name of each vertex.
  ///   - top: how many clusters; `nil` for all.
  public func json(labels: [String], top: Int? = nil) -> JSON {
    [
      "quality": [
        "modularity": .number(quality.modularity), "coverage": .number(quality.coverage),
        "conductance": .number(quality.conductance),
      ],
      "method": .string(method), "converged": .bool(outcome.converged),
      "clusters": .array(
        profiles.prefix(top ?? profiles.count).map { profile in
          [
            "id": .int(profile.community + 1), "size": .int(profile.members.count),
            "works": .int(profile.works.count), "innerWeight": .number(profile.innerWeight),
            "outerWeight": .number(profile.outerWeight),
            "words": .array(profile.topicWords.map(JSON.string)),
            "authors": .array(profile.members.map { .string(labels[$0]) }),
          ]
        }),
    ]
  }

  /// The clusters as rows.
  ///
  /// - Parameters:
  ///   - labels: the name of each vertex.
  ///   - top: how many clusters; `nil` for all.
  ///   - leading: how many authors of each are named.
  public func table(labels: [String], top: Int? = nil, leading: Int = 3) -> Table {
    var table = Table([
      .init("id"), .init("size"), .init("works"), .init("innerWeight", "inner weight"),
      .init("outerWeight", "outer weight"), .init("authors", "leading authors"), .init("words"),
    ])
    for profile in profiles.prefix(top ?? profiles.count) {
      table.append([
        .count(profile.community + 1), .count(profile.members.count), .count(profile.works.count),
        .number(profile.innerWeight), .number(profile.outerWeight),
        .list(profile.members.prefix(leading).map { labels[$0] }), .list(profile.topicWords),
      ])
    }
    return table
  }
}
