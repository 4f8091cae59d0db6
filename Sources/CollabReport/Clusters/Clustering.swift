public import CollabCorpus
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
  /// What part each author plays in the communities.
  public let roles: CommunityRoles
  /// What there is to say of each community, greatest first.
  public let profiles: [ClusterProfile]
  /// A title for each community, no two alike; empty where neither words are known of its works nor
  /// names of its members.
  public let topics: [String]
  /// How far the clusters can be trusted; `nil` where it was not asked for.
  public let stability: PartitionStability?

  /// Whether any work has keywords, from which words of clusters may come.
  public let hasKeywords: Bool

  /// Divides a corpus's network.
  ///
  /// - Parameters:
  ///   - corpus: what was read.
  ///   - method: the community method.
  ///   - earlier: the clusters of an earlier report to start from; ``stability`` is that of runs
  ///     which start from single authors.
  ///   - runs: with two or more, the method runs from so many seeds, and ``stability`` says how
  ///     far its answers agree. The clusters are those of the first seed.
  ///   - seed: the first seed.
  ///   - execution: threads, progress and cancellation.
  /// - Throws: ``/CollabCore/OptionError`` for an unknown or unsuitable setting,
  ///   ``/CollabGraph/TooManyPairs``, ``/CollabCore/Cancellation``.
  public init(
    of corpus: Corpus, by method: CommunityMethod = .leiden, from earlier: EarlierClusters? = nil,
    runs: Int = 1, seed: UInt64 = 1, execution: Execution = Execution()
  ) throws {
    let works = corpus.bibliography.works
    // The words of the works do not depend on the communities.
    let (divided, words) = try execution.both {
      try Self.divided(
        corpus.network, by: method, from: earlier?.partition(of: corpus.labels), runs: runs,
        seed: seed, execution: execution)
    } and: {
      try execution.stage("topics") { _ in
        TopicWords(count: works.count) { work in
          let topic = works.topic(ofWork: work)
          return TopicWords.Text(
            title: topic.title, abstract: topic.abstract, keywords: topic.keywords)
        }
      }
    }
    self.method = method.id
    (stability, outcome) = (divided.stability, divided.outcome)
    hasKeywords = words.hasKeywords
    (quality, roles, profiles) = try execution.stage("profiles") { [outcome] _ in
      let quality = try PartitionQuality(of: outcome.partition, in: divided.graph)
      return (
        quality, try CommunityRoles(of: outcome.partition, in: divided.graph),
        ClusterProfile.all(
          of: outcome.partition, quality: quality, graph: divided.graph,
          incidence: corpus.network.incidence, topics: words)
      )
    }
    topics = Self.titles(of: profiles, names: corpus.labels) { profile in
      corpus.onlyWork(of: profile)
    } joined: { profile in
      Self.joined(profile) { works.topic(ofWork: $0).title }
    }
  }

  private static func divided(
    _ network: Network, by method: CommunityMethod, from earlier: Partition?, runs: Int,
    seed: UInt64, execution: Execution
  ) throws -> (graph: Graph, stability: PartitionStability?, outcome: CommunityOutcome) {
    let graph = try network.graph(execution: execution)
    let stability =
      runs < 2
      ? nil
      : try execution.stage("stability") {
        try PartitionStability(of: method, in: graph, runs: runs, seed: seed, execution: $0)
      }
    let outcome = try execution.stage("clusters") { execution in
      if let earlier {
        return try method.partition(of: graph, from: earlier, seed: seed, execution: execution)
      }
      return try stability?.runs[0]
        ?? method.partition(of: graph, seed: seed, execution: execution)
    }
    return (graph, stability, outcome)
  }

  /// What a community is called: its topic, or else its number.
  func title(of community: Int) -> String {
    topics[community].isEmpty ? "group \(community + 1)" : topics[community]
  }

  /// The clusters as an object: `{"quality": {"modularity"}, "clusters": [{"id", "size",
  /// "authors"}]}`, with the weights, works and words of each.
  ///
  /// - Parameters:
  ///   - labels: the name of each vertex.
  ///   - noun: what a vertex is called, whose plural is the key of the members.
  ///   - top: how many clusters; `nil` for all.
  public func json(labels: [String], noun: String = "author", top: Int? = nil) -> JSON {
    [
      "quality": [
        "modularity": .number(quality.modularity), "coverage": .number(quality.coverage),
        "conductance": .number(quality.conductance),
      ],
      "method": .string(method), "converged": .bool(outcome.converged),
      "stability": stability.map(\.json) ?? .null,
      "clusters": .array(
        profiles.prefix(top ?? profiles.count).map { profile in
          [
            "id": .int(profile.community + 1), "size": .int(profile.members.count),
            "works": .int(profile.works.count), "innerWeight": .number(profile.innerWeight),
            "outerWeight": .number(profile.outerWeight),
            "words": .array(profile.topicWords.map(JSON.string)),
            "wordsFrom": .array(profile.topics.map { .string($0.origin.rawValue) }),
            noun.plural: .array(profile.members.map { .string(labels[$0]) }),
          ]
        }),
    ]
  }

  /// The clusters as rows.
  ///
  /// - Parameters:
  ///   - labels: the name of each vertex.
  ///   - top: how many clusters; `nil` for all.
  ///   - noun: what a vertex is called, whose plural stands in the header.
  ///   - leading: how many authors of each are named.
  public func table(
    labels: [String], noun: String = "author", top: Int? = nil, leading: Int = 3
  ) -> Table {
    let trust = stability == nil ? [] : [Table.Column("stability", "stability")]
    var table = Table(
      [
        .init("id"), .init("size"), .init("works"), .init("innerWeight", "inner weight"),
        .init("outerWeight", "outer weight"),
      ] + trust + [.init(noun.plural, "leading \(noun.plural)"), .init("words")]
        + (hasKeywords ? [.init("wordsFrom", "words from")] : []))
    for profile in profiles.prefix(top ?? profiles.count) {
      let leaders = profile.members.prefix(leading).map { labels[$0] }
      table.append(
        [
          .count(profile.community + 1), .count(profile.members.count),
          .count(profile.works.count), .number(profile.innerWeight), .number(profile.outerWeight),
        ] + (stability.map { [.number($0.membership(of: profile))] } ?? [])
          + [.list(leaders), .list(profile.topicWords)]
          + (hasKeywords ? [.list(profile.topics.map(\.origin.rawValue))] : []))
    }
    return table
  }
}

extension PartitionStability {
  /// The mean over all pairs of runs; `nan` for a single run.
  func mean(_ figure: (PartitionComparison) -> Double) -> Double {
    comparisons.map(figure).reduce(0, +) / Double(comparisons.count)
  }

  /// The mean over the members of a community of the share of runs in which they are in it.
  func membership(of profile: ClusterProfile) -> Double {
    profile.members.reduce(0) { $0 + membership[$1] } / Double(profile.members.count)
  }

  fileprivate var json: JSON {
    [
      "runs": .int(runs.count), "adjustedRand": .number(mean(\.adjustedRand)),
      "normalisedMutualInformation": .number(mean(\.normalisedMutualInformation)),
      "adjustedMutualInformation": .number(mean(\.adjustedMutualInformation)),
      "variationOfInformation": .number(mean(\.variationOfInformation)),
    ]
  }
}
