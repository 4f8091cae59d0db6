import CollabAlgorithms
import CollabBibliography
public import CollabCore
import CollabCorpus
import CollabGraph

/// How far the network, its ranking by strength and its clusters depend on who is taken for one
/// person: the same inputs under several policies.
public struct Sensitivity: Sendable {
  /// A policy with the threshold of its evidence.
  public struct Policy: Sendable {
    /// Who is taken for one person.
    public var names: NamePolicy
    /// The log-odds above which groups are joined; `nil` where spellings decide.
    public var threshold: Double?

    /// Creates a policy.
    public init(_ names: NamePolicy, threshold: Double? = nil) {
      self.names = names
      self.threshold = threshold
    }

    /// `resolve at +0.5`.
    public var label: String {
      guard let threshold else { return names.rawValue }
      return names.rawValue + " at " + (threshold < 0 ? "−" : "+")
        + ByteText.form(of: abs(threshold))
    }

    /// What is compared with a policy of the user.
    public static let usual: [Policy] = [
      Policy(.asGiven), Policy(.standard), Policy(.initials),
      Policy(.mergeOnly, threshold: IdentityFindings.threshold),
      Policy(.resolve, threshold: -1.5), Policy(.resolve, threshold: IdentityFindings.threshold),
      Policy(.resolve, threshold: 0.5),
    ]
  }

  /// What came out under one policy.
  struct Outcome {
    var policy: Policy
    var authors = 0
    var edges = 0
    var components = 0
    var clusters = 0
    var modularity = Double.nan
    /// Of the first 50 authors under the reference, how many have another rank, and how many are not
    /// among the first 50.
    var moved = 0
    var left = 0
    /// By place in the reference's ranking: the rank of the person who has most of the author's
    /// places, and whether that person has the same places.
    var ranks: [(rank: Int, isSame: Bool)?] = []
  }

  private(set) var outcomes: [Outcome] = []
  /// The first authors under the reference, with their works there.
  private var authors: [(label: String, papers: Int)] = []
  private let reference: Policy

  /// The number of authors who are followed, and of those who are listed.
  static let followed = 50
  static let listed = 25

  /// Makes people of the same inputs under several policies.
  ///
  /// - Parameters:
  ///   - reference: what the others are compared with.
  ///   - policies: the policies; the reference is left out of them.
  ///   - selection: which works become a network.
  ///   - seed: the seed of clusters.
  ///   - execution: threads, progress and cancellation.
  ///   - bibliography: makes people under a policy.
  /// - Throws: what `bibliography` throws; ``/CollabCore/Cancellation``, ``/CollabGraph/TooManyPairs``.
  public init(
    reference: Policy, policies: [Policy] = Policy.usual,
    selection: CoauthorNetwork.Selection = .init(), seed: UInt64 = 1,
    execution: Execution = Execution(), bibliography: (Policy) throws -> Bibliography
  ) throws {
    self.reference = reference
    let all = [reference] + policies.filter { $0.label != reference.label }
    var base: Run?
    for policy in all {
      let run = try Run(
        Corpus(bibliography(policy), selection: selection), seed: seed, execution: execution)
      let followed = base ?? run
      if base == nil {
        base = run
        authors = run.order.prefix(Self.followed).map { (run.labels[$0], run.papers[$0]) }
      }
      outcomes.append(Self.outcome(of: run, beside: followed, policy))
    }
  }

  /// People and network under one policy.
  private struct Run {
    let labels: [String]
    let papers: [Int]
    /// The vertices by strength, and the rank of each, from 1.
    let order: [Int]
    let rank: [Int]
    /// The vertex at each place of each entry's byline; -1 for none.
    var vertexAt: [Int32] = []
    let figures: (edges: Int, components: Int, clusters: Int, modularity: Double)

    init(_ corpus: Corpus, seed: UInt64, execution: Execution) throws {
      let network = corpus.network, graph = try network.graph(execution: execution)
      labels = corpus.labels
      papers = (0..<network.vertexCount).map { network.incidence.works(ofAuthor: $0).count }
      let scores = try Measure.strength.scores(of: network, seed: seed, execution: execution)
      order = scores.ranking()
      var rank = [Int](repeating: 0, count: order.count)
      for (place, vertex) in order.enumerated() {
        let isTied = place > 0 && scores.values[order[place - 1]] == scores.values[vertex]
        rank[vertex] = isTied ? rank[order[place - 1]] : place + 1
      }
      self.rank = rank
      let outcome = try CommunityMethod.leiden.partition(
        of: graph, seed: seed, execution: execution)
      let quality = try PartitionQuality(of: outcome.partition, in: graph)
      figures = (
        graph.edgeCount, connectedComponents(of: graph).count, outcome.partition.count,
        quality.modularity
      )
      corpus.bibliography.forEachBylinePlace { place in
        vertexAt.append(
          place.person.flatMap { corpus.coauthors.vertices[$0] }.map { Int32($0) } ?? -1)
      }
    }
  }

  private static func outcome(
    of run: Run, beside base: Run, _ policy: Policy
  ) -> Outcome {
    var outcome = Outcome(
      policy: policy, authors: run.labels.count,
      edges: run.figures.edges, components: run.figures.components,
      clusters: run.figures.clusters, modularity: run.figures.modularity)
    let followed = base.order.prefix(Self.followed)
    var number: [Int32: Int] = [:]
    for (place, vertex) in followed.enumerated() { number[Int32(vertex)] = place }
    var shared = [[Int32: Int]](repeating: [:], count: followed.count)
    var sizes = [Int](repeating: 0, count: followed.count), totals: [Int32: Int] = [:]
    for (mine, theirs) in zip(base.vertexAt, run.vertexAt) {
      if theirs >= 0 { totals[theirs, default: 0] += 1 }
      guard let place = number[mine] else { continue }
      sizes[place] += 1
      shared[place][theirs, default: 0] += 1
    }
    for (place, vertex) in followed.enumerated() {
      var found: (rank: Int, isSame: Bool)?
      // Ties that inputs state without works have vertices, and no places.
      if sizes[place] == 0, let same = run.labels.firstIndex(of: base.labels[vertex]) {
        found = (run.rank[same], true)
      } else if let best = shared[place].filter({ $0.key >= 0 })
        .max(by: { ($0.value, $1.key) < ($1.value, $0.key) })
      {
        found = (
          run.rank[Int(best.key)],
          best.value == sizes[place] && totals[best.key] == sizes[place]
        )
      }
      outcome.ranks.append(found)
      if found?.rank != base.rank[vertex] { outcome.moved += 1 }
      if found.map({ $0.rank > Self.followed }) != false { outcome.left += 1 }
    }
    return outcome
  }
}

extension Sensitivity {
  /// One row a policy.
  public var policies: Table {
    var table = Table([
      .init("policy"), .init("threshold"), .init("authors"), .init("edges"), .init("components"),
      .init("clusters"),
      .init("modularity"), .init("moved", "moved in the top 50"), .init("left", "left the top 50"),
    ])
    for outcome in outcomes {
      table.append([
        .text(outcome.policy.names.rawValue),
        outcome.policy.threshold.map { .number($0) } ?? .unknown,
        .count(outcome.authors), .count(outcome.edges), .count(outcome.components),
        .count(outcome.clusters), .number(outcome.modularity), .count(outcome.moved),
        .count(outcome.left),
      ])
    }
    return table
  }

  /// The first authors under the reference, with their rank under each policy and the policies under
  /// which they have other places.
  public var topAuthors: Table {
    var table = Table(
      [.init("author"), .init("papers")]
        + outcomes.map { .init($0.policy.label) } + [.init("alteredBy", "altered by")])
    for (place, author) in authors.prefix(Self.listed).enumerated() {
      table.append(
        [.text(author.label), .count(author.papers)]
          + outcomes.map { .count(orUnknown: $0.ranks[place]?.rank) }
          + [.list(alterations(of: place))])
    }
    return table
  }

  private func alterations(of place: Int) -> [String] {
    outcomes.filter { $0.ranks[place]?.isSame != true }.map(\.policy.label)
  }

  /// How many of the first authors any policy alters.
  public var alteredCount: Int {
    authors.indices.prefix(Self.listed).count { !alterations(of: $0).isEmpty }
  }

  /// Both tables with what they mean.
  public var document: Document {
    var document = Document(title: "What depends on who is who")
    let listed = min(Self.listed, authors.count)
    document.blocks = [
      .paragraph(
        "Each policy makes people of the same works. Authors are ranked by strength, and clusters found by Leiden; the first policy is the reference."
      ),
      .table(policies, caption: "Policies"),
      .heading(level: 2, "The first \(listed) authors"),
      .paragraph(
        "Ranks under each policy of the person who has most of an author's places. A policy alters an author who has other places under it: \(alteredCount) of \(listed) are altered by one or more."
      ),
      .table(topAuthors, caption: "The first \(listed) authors"),
    ]
    return document
  }

  /// Both tables as an object.
  public var json: JSON {
    .object([
      .init("reference", .string(reference.label)), .init("policies", policies.json),
      .init("authors", topAuthors.json), .init("altered", .int(alteredCount)),
    ])
  }
}
