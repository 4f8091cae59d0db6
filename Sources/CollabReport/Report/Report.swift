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
    /// The clusters of an earlier report to start from.
    public var earlierClusters: EarlierClusters?
    /// The number of authors in the ranking.
    public var top = 25
    /// The number of authors with a page of their own, the first of the ranking; all of a list of
    /// people have one.
    public var pages = 25
    /// What the picture shows; of more than 500 authors, the first 300 by size where it does not
    /// say how many.
    public var picture = PictureOptions()
    /// What the picture's sizes and colours mean, where that was computed before.
    public var figures: PictureFigures?
    /// The seed of whatever is drawn.
    public var seed: UInt64 = 1
    /// The day that descriptions of the folder state; `nil` takes the last year of the works.
    public var date: CalendarDate?

    /// Creates the usual options.
    public init() {}
  }

  /// What was read.
  public let corpus: Corpus
  /// What a vertex stands for.
  var unit: VertexUnit { corpus.unit }
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
  public var diagram: Diagram { pictures.diagram }
  /// The measures of the network as a whole.
  public let figures: NetworkFigures
  /// The number of works with an author in the network.
  let worksCounted: Int
  /// What happened from year to year.
  public let timeline: Timeline
  /// How far the ranks depend on which works are there; `nil` where that is not known.
  public let intervals: RankIntervals?
  /// The pictures.
  let pictures: ReportPictures
  /// The coauthor graph.
  let graph: Graph
  /// The numbers of the groups, in the colours that they have in the map; `nil` where colours there
  /// mean something else.
  let badges: [Document.Badge?]
  /// Names that may belong together.
  let suggestions: [Suggestion]
  /// The scores of the figures that pages report, by figure.
  let computedFigures: [String: [Double]]
  /// The pages of people: the vertex, the file, the page.
  let pages: [(vertex: Int, file: String, html: [UInt8])]

  /// The maximum number of pages of people.
  public static let maximumPages = 1000

  /// From how many seeds the clusters are looked for, to say how far they can be trusted.
  static let runs = 10

  /// Computes all that the report tells.
  ///
  /// - Throws: ``/CollabCore/OptionError`` for an unknown or unsuitable setting,
  ///   ``/CollabRender/GraphvizError``, ``/CollabCore/Cancellation``.
  public init(of corpus: Corpus, options: Options, execution: Execution = Execution()) throws {
    self.corpus = corpus
    self.options = options
    statistics = try execution.stage("statistics") { try CorpusStatistics(corpus, execution: $0) }
    suggestions = try execution.stage("suggestions") {
      try corpus.bibliography.suggestions(execution: $0)
    }
    let settings = options.settings
    let measured = (options.measures ?? Ranking.usualMeasures()).flatMap(\.parameters)
    try settings.check(against: measured + options.method.parameters)
    figures = try execution.stage("structure") {
      try NetworkFigures(of: corpus.network, execution: $0)
    }
    (ranking, computedFigures) = try execution.stage("measures") { execution in
      let ranking = try Ranking(
        by: options.measures, of: corpus.network,
        settings: settings.taken(by: measured), seed: options.seed, execution: execution)
      return (
        ranking,
        try Report.scores(
          of: Set(corpus.bibliography.reported.map(\.figure.figure)), in: corpus, beside: ranking,
          seed: options.seed, execution: execution)
      )
    }
    clustering = try Clustering(
      of: corpus, by: options.method.with(settings.taken(by: options.method.parameters)),
      from: options.earlierClusters, runs: Report.runs, seed: options.seed, execution: execution)
    graph = try corpus.network.graph(execution: execution)
    let incidence = corpus.network.incidence
    worksCounted = (0..<incidence.workCount).count { incidence.bylineLength($0) > 0 }
    timeline = try execution.stage("years") { try Timeline(of: corpus.network, execution: $0) }
    let (graph, ranking, clustering) = (graph, ranking, clustering)
    let isConnected = statistics.largestComponent > 1
    let files = Report.pageFiles(of: corpus, ranking: ranking, options: options)
    // Pictures and pages take one thread for the most part.
    let (numbers, shown) = try execution.both {
      let profile =
        options.method.parameters.contains { $0.name == "resolution" }
        ? try execution.stage("resolutions") {
          try ResolutionProfile(
            of: options.method, in: graph, count: Report.resolutions(of: graph),
            seed: options.seed, execution: $0)
        }
        : nil
      let intervals = try execution.stage("intervals") {
        try ranking.intervals(in: corpus.network, seed: options.seed, execution: $0)
      }
      return (profile, intervals)
    } and: {
      (
        try ReportPictures(
          of: corpus, ranking: ranking, clustering: clustering,
          files: Dictionary(files, uniquingKeysWith: { first, _ in first }),
          isConnected: isConnected, options: options, execution: execution),
        try Report.pages(
          files, of: corpus, ranking: ranking, clustering: clustering, options: options,
          execution: execution)
      )
    }
    (profile, intervals) = numbers
    (pictures, pages) = shown
    badges = Report.badges(of: clustering, in: pictures.map, options.picture)
  }

  /// How many resolutions the groups are looked for at: fewer in a large network.
  private static func resolutions(of graph: Graph) -> Int {
    graph.vertexCount > NetworkFigures.quadraticLimit ? 13 : 25
  }

  /// The files of the pages of the first of the ranking, and of those of a list.
  private static func pageFiles(
    of corpus: Corpus, ranking: Ranking, options: Options
  ) -> [(vertex: Int, file: String)] {
    let count = corpus.coauthors.isListOfPeople ? maximumPages : min(options.pages, maximumPages)
    let vertices = ranking.order.prefix(count)
    let files = PersonPages.fileNames(
      of: vertices.map { corpus.labels[$0] }, prefix: corpus.unit.noun)
    return zip(vertices, files).map { ($0, $1) }
  }

  /// These pages.
  private static func pages(
    _ files: [(vertex: Int, file: String)], of corpus: Corpus, ranking: Ranking,
    clustering: Clustering, options: Options, execution: Execution
  ) throws -> [(vertex: Int, file: String, html: [UInt8])] {
    guard !files.isEmpty else { return [] }
    let pages = try execution.stage("novelty") {
      try PersonPages(
        of: corpus, ranking: ranking, clustering: clustering, seed: options.seed, execution: $0)
    }
    return try execution.stage("\(corpus.unit.noun) pages") { execution in
      // Maps of few people are laid out so fast that their progress would only hide that of the pages.
      let quiet = Execution(threads: execution.threads, isCancelled: execution.isCancelled)
      return try files.enumerated().map { place, file in
        let page = try pages.page(
          of: file.vertex, home: ("index.html", options.title), execution: quiet)
        execution.onProgress?("", Double(place + 1) / Double(files.count))
        return (file.vertex, file.file, Array(page.html.utf8))
      }
    }
  }

  /// The number of each group in the colour that its members have in a map.
  private static func badges(
    of clustering: Clustering, in map: Diagram, _ options: PictureOptions
  ) -> [Document.Badge?] {
    let community = clustering.outcome.partition.community
    var badges = [Document.Badge?](repeating: nil, count: clustering.profiles.count)
    guard case .clusters = options.effectiveColoring, options.vertices == .authors else {
      return badges
    }
    for group in badges.indices { badges[group] = .init(group + 1, color: Palette.neutral) }
    for vertex in map.vertices where vertex.fill != map.theme.ink {
      let group = Int(community[vertex.author])
      badges[group] = Document.Badge(group + 1, color: vertex.fill)
    }
    return badges
  }

  /// The report as a document.
  public var document: Document {
    var document = Document(title: options.title)
    document.cover = cover
    document.blocks =
      rankingBlocks + clusterBlocks + timeBlocks + networkBlocks + qualityBlocks + methodBlocks
      + fileBlocks
    return document
  }
}
