public import CollabCorpus
public import CollabAlgorithms
public import CollabCore
public import CollabRender
import CollabBibliography
import CollabGraph

/// Everything that there is to say of a corpus: how good the data is, who leads, which clusters
/// there are, and a diagram; as one document, and as a folder of artifacts.
public struct Report: Sendable {
  /// What a report shows.
  public struct Options: Sendable {
    /// The heading.
    public var title = "Collaboration report"
    /// The measures of the ranking, the first deciding; `nil` for the usual ones.
    public var measures: [Measure]?
    /// The parameters that differ from their defaults, of measures and of the community method.
    public var settings = Settings()
    /// The community method.
    public var method = CommunityMethod.leiden
    /// The number of authors in the ranking.
    public var top = 25
    /// What the picture shows; of more than 500 authors, the first 300 by size where it does not
    /// say how many.
    public var picture = PictureOptions()
    /// What the picture's sizes and colours mean, where that was computed before.
    public var figures: PictureFigures?
    /// The seed of whatever is drawn.
    public var seed: UInt64 = 1

    /// Creates the usual options.
    public init() {}
  }

  /// What was read.
  public let corpus: Corpus
  /// What was asked for.
  public let options: Options
  /// The counts.
  public let statistics: CorpusStatistics
  /// The measures.
  public let ranking: Ranking
  /// The clusters.
  public let clustering: Clustering
  /// The clusters by resolution; `nil` where the method has none.
  public let profile: ResolutionProfile?
  /// The diagram.
  public let diagram: Diagram
  /// The measures of the network as a whole.
  public let figures: NetworkFigures
  /// Names that may belong together.
  let suggestions: [Suggestion]
  /// The scores of the figures that pages report, by figure.
  let computedFigures: [String: [Double]]
  /// The diagram's source.
  let svg: [UInt8]

  /// From how many seeds the clusters are looked for, to say how far they can be trusted.
  static let runs = 10

  /// Computes all that the report tells.
  ///
  /// - Throws: ``/CollabCore/OptionError`` for an unknown or unsuitable setting,
  ///   ``/CollabRender/GraphvizError``, ``/CollabCore/Cancellation``.
  public init(of corpus: Corpus, options: Options, execution: Execution = Execution()) throws {
    self.corpus = corpus
    self.options = options
    statistics = try CorpusStatistics(corpus, execution: execution)
    suggestions = try corpus.bibliography.suggestions(execution: execution)
    let settings = options.settings
    let measured = (options.measures ?? Ranking.usualMeasures()).flatMap(\.parameters)
    try settings.check(against: measured + options.method.parameters)
    figures = try NetworkFigures(of: corpus.network, execution: execution)
    ranking = try Ranking(
      by: options.measures, of: corpus.network,
      settings: settings.taken(by: measured), seed: options.seed,
      execution: execution)
    computedFigures = try Report.scores(
      of: Set(corpus.bibliography.reported.map(\.figure.figure)), in: corpus, beside: ranking,
      seed: options.seed, execution: execution)
    clustering = try Clustering(
      of: corpus, by: options.method.with(settings.taken(by: options.method.parameters)),
      runs: Report.runs, seed: options.seed, execution: execution)
    profile =
      options.method.parameters.contains { $0.name == "resolution" }
      ? try ResolutionProfile(
        of: options.method, in: corpus.network.graph(execution: execution), seed: options.seed,
        execution: execution)
      : nil
    var picture = options.picture
    picture.seed = options.seed
    picture.top = picture.top ?? (corpus.labels.count > 500 ? 300 : nil)
    diagram = try Picture(
      of: corpus, options: picture, figures: options.figures, clustering: clustering,
      execution: execution
    ).diagram
    svg = try diagram.rendered(as: .svg)
  }

  /// The report as a document.
  public var document: Document {
    var document = Document(title: options.title)
    document.blocks = qualityBlocks + networkBlocks + rankingBlocks + clusterBlocks + diagramBlocks
    return document
  }

  private var networkBlocks: [Document.Block] {
    let leftOut = figures.leftOut
    return [
      .heading(level: 2, "Network"),
      .table(figures.table, caption: "The network as a whole"),
    ]
      + (leftOut.isEmpty
        ? []
        : [.paragraph("Left out for the size of the network: \(leftOut.joined(separator: ", ")).")])
  }

  private var rankingBlocks: [Document.Block] {
    let names = ranking.columns.map { "\($0.measure.id): \($0.measure.summary)" }
    return [
      .heading(level: 2, "Ranking"),
      .paragraph(
        "By \(ranking.columns[0].measure.id); authors with equal scores are in alphabetical "
          + "order, and \(Table.unknownMark) marks an unknown value."),
      .table(
        ranking.table(labels: corpus.labels, top: options.top),
        caption:
          "The first \(min(options.top, corpus.labels.count)) of \(corpus.labels.count) authors"),
      .list(names + ranking.remarks),
    ]
  }

  private var clusterBlocks: [Document.Block] {
    let shown = 30
    let quality = clustering.quality
    let count = clustering.profiles.count
    let inside = (1000 * quality.coverage).rounded() / 10
    let figures =
      quality.modularity.isNaN
      ? ""
      : "; modularity \((10_000 * quality.modularity).rounded() / 10_000), "
        + "\(inside) % of the weight of ties inside clusters"
    var blocks: [Document.Block] = [
      .heading(level: 2, "Clusters"),
      .paragraph(
        "\(counted(count, "cluster")) by \(clustering.method)\(figures). "
          + "The words are those that set the titles of a cluster's works "
          + "apart from all others; inner and outer weight are the summed weights of the ties "
          + "inside a cluster and out of it."),
      .table(
        clustering.table(labels: corpus.labels, top: shown, leading: 5),
        caption: "The clusters, the largest first"),
    ]
    if let stability = clustering.stability {
      let agreement = (1000 * stability.mean(\.adjustedRand)).rounded() / 1000
      blocks.insert(
        .paragraph(
          "How far to trust them: over \(stability.runs.count) runs from different seeds the "
            + "clusters agree with an adjusted Rand index of \(agreement) in the mean, where 1 is "
            + "full agreement and 0 what chance gives. Stability is the share of runs in which a "
            + "cluster's authors are together, in the mean over its authors."), at: 2)
    }
    if count > shown { blocks.append(.paragraph("and \(count - shown) more")) }
    return blocks + connectorBlocks + profileBlocks
  }

  /// The authors who tie the clusters together.
  private var connectorBlocks: [Document.Block] {
    let title = "Authors between clusters"
    let table = clustering.connectorsTable(labels: corpus.labels, top: 10)
    guard !table.rows.isEmpty else { return [] }
    return [
      .heading(level: 3, title),
      .paragraph(
        "Participation is 0 where all ties of an author stay in one cluster, and towards 1 the "
          + "more evenly they are spread over many; z compares the weight of their ties inside "
          + "their own cluster with its other members'."),
      .table(table, caption: title),
    ]
  }

  /// Over which resolutions the clusters stay the same.
  private var profileBlocks: [Document.Block] {
    guard let profile, !profile.plateaus.isEmpty else { return [] }
    let title = "Clusters that stay over resolutions"
    return [
      .heading(level: 3, title),
      .paragraph(
        "Greater resolutions give smaller clusters. Of \(profile.steps.count) resolutions, these "
          + "are the longest stretches over which the clusters hardly change; modularity is that "
          + "at resolution 1."),
      .table(profile.plateausTable(top: 5), caption: title),
    ]
  }

  private var diagramBlocks: [Document.Block] {
    [
      .heading(level: 2, "Diagram"),
      .figure(
        file: "graph.svg", svg: String(decoding: svg, as: UTF8.self),
        description: "\(diagram.title). " + diagram.caption.joined(separator: " ")),
    ]
  }
}
