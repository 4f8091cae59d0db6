import CollabAlgorithms
import CollabBibliography
public import CollabCore
public import CollabCorpus
public import CollabRender
import CollabGraph

/// A picture of a corpus: a map of authors or of clusters, one author's surroundings, a path
/// between two, or a slice of years in the places of the whole.
public struct Picture: Sendable {
  /// The picture, laid out down to the last label.
  public let diagram: Diagram
  /// The clusters; `nil` where neither colours nor vertices show them.
  public let clustering: Clustering?
  private let corpus: Corpus
  /// Whether vertices are authors and their colours clusters.
  private let showsClusters: Bool

  /// Composes a picture and lays it out.
  ///
  /// - Parameters:
  ///   - corpus: what was read.
  ///   - options: what is shown, and how.
  ///   - figures: what sizes and colours mean, where that was computed before.
  ///   - clustering: the clusters, where they were computed before.
  ///   - execution: threads, progress and cancellation.
  /// - Throws: ``/CollabCore/OptionError`` for options that do not suit each other or the corpus,
  ///   ``/CollabGraph/TooManyPairs``, ``/CollabRender/GraphvizError``,
  ///   ``/CollabCore/Cancellation``.
  public init(
    of corpus: Corpus, options: PictureOptions = PictureOptions(),
    figures: PictureFigures? = nil, clustering: Clustering? = nil,
    execution: Execution = Execution()
  ) throws {
    try self.init(
      of: corpus,
      source: DiagramSource(
        corpus, showsPlacesOnly: options.showsPlacesOnly, execution: execution),
      options: options, figures: figures, clustering: clustering, execution: execution)
  }

  /// The same, from what is to be drawn of the corpus.
  init(
    of corpus: Corpus, source: DiagramSource, options: PictureOptions, figures: PictureFigures?,
    clustering: Clustering?, execution: Execution
  ) throws {
    try options.check(for: corpus)
    let figures = try figures ?? PictureFigures(of: corpus, options, execution: execution)
    let clusters =
      options.needsClusters
      ? try clustering
        ?? Clustering(of: corpus, by: options.method, seed: options.seed, execution: execution)
      : nil
    var source = source
    var shown = try options.diagramOptions(of: corpus, execution: execution)
    shown.size = figures.size
    if let coloring = figures.coloring {
      shown.coloring = coloring
    } else if let clusters {
      shown.coloring = .communities(clusters.outcome.partition, topics: clusters.topics)
    }
    // In shades each counts by itself, and a backbone may tell authors apart.
    if options.showsDensity || options.backbone != nil { source.groups = [] }
    if options.showsFurniture, let words = corpus.dominantWorkWords {
      shown.notes.append(words.fact + ".")
    }
    if let backbone = options.backbone {
      // Sizes are those of the whole.
      shown.size = shown.size ?? source.strengths
      source.graph = try backbone.graph(of: corpus.network, execution: execution)
      shown.notes.append("Backbone: \(backbone.id).")
    }
    if options.vertices == .clusters, let clusters {
      try source.showClusters(clusters, options, &shown)
    }
    self.corpus = corpus
    self.clustering = clusters
    showsClusters = figures.coloring == nil && options.vertices == .authors
    diagram = try Diagram(source, shown)
  }

  /// The picture as a file.
  ///
  /// - Parameters:
  ///   - format: the format.
  ///   - dpi: the pixels per inch of a bitmap; `nil` for a number that suits its size.
  /// - Throws: ``/CollabRender/GraphvizError``, ``/CollabCore/OptionError`` for too many pixels.
  public func rendered(as format: Diagram.Format, dpi: Double? = nil) throws -> [UInt8] {
    try diagram.rendered(as: format, dpi: dpi)
  }

  /// The explorer: a page to search the network and to walk it. Who is left out of the picture is
  /// left out of the page.
  ///
  /// - Parameters:
  ///   - ranking: the figures of each author that the page tells.
  ///   - pages: the file or address of a page about an author, by vertex.
  ///   - execution: threads, progress and cancellation.
  /// - Throws: ``/CollabGraph/TooManyPairs``, ``/CollabCore/Cancellation``.
  public func page(
    ranking: Ranking? = nil, pages: [Int: String] = [:], execution: Execution = Execution()
  ) throws -> [UInt8] {
    var (library, graph) = try execution.both {
      try ExplorerLibrary(corpus, execution: execution)
    } and: {
      try ExportGraph(
        of: corpus, title: diagram.title, ranking: ranking, clustering: clustering,
        execution: execution)
    }
    for (vertex, file) in pages.sorted(by: { $0.key < $1.key }) {
      library.addPage(file, of: vertex)
    }
    return try Explorer.html(
      graph: graph, positions: diagram.pagePositions, library: library,
      caption: diagram.facts.joined(separator: " "), clusterTitles: clustering?.topics ?? [],
      clusterColors: clusterColors, words: corpus.unit.substitutes, execution: execution)
  }

  /// The colours of the clusters where colours show them; grey for those of whom nobody is drawn, and as grey
  /// on any ground for those of whom one is.
  private var clusterColors: [Color] {
    guard let clustering, showsClusters else { return [] }
    let partition = clustering.outcome.partition
    var colors = [Color](repeating: Palette.neutral, count: partition.count)
    for vertex in diagram.vertices where vertex.fill != diagram.theme.ink {
      colors[Int(partition.community[vertex.author])] =
        vertex.fill == diagram.theme.quiet ? Palette.neutral : vertex.fill
    }
    return colors
  }

  /// The network for another program as far as it is drawn, with the places of its authors, from
  /// which a later picture can start. Columns and communities are those of the whole network.
  ///
  /// - Parameters:
  ///   - exporter: the format.
  ///   - ranking: the figures of each author that the file tells.
  ///   - execution: threads, progress and cancellation.
  /// - Throws: ``/CollabGraph/TooManyPairs``, ``/CollabCore/Cancellation``.
  public func export(
    by exporter: Exporter, ranking: Ranking? = nil, execution: Execution = Execution()
  ) throws -> Export {
    exporter.export(
      try ExportGraph(
        of: corpus, title: diagram.title, ranking: ranking, clustering: clustering,
        positions: diagram.positions, namesWorks: true, execution: execution
      ).part(diagram.vertices.map(\.author).sorted(), graph: diagram.graph))
  }

  /// How much of the network is drawn, where that is not all of it: `50 of 1,024 authors and 120 of
  /// 3,000 ties`.
  ///
  /// - Throws: ``/CollabGraph/TooManyPairs``, ``/CollabCore/Cancellation``.
  public func part(execution: Execution = Execution()) throws -> String? {
    let whole = try corpus.network.graph(execution: execution)
    let (authors, ties) = (diagram.graph.vertexCount, diagram.graph.edgeCount)
    guard authors < whole.vertexCount || ties < whole.edgeCount else { return nil }
    return
      "\(authors.grouped) of \(counted(whole.vertexCount, corpus.unit.noun)) and \(ties.grouped) of "
      + counted(whole.edgeCount, "tie")
  }
}

extension PictureOptions {
  /// - Throws: ``OptionError`` for options that exclude each other.
  fileprivate func check(for corpus: Corpus) throws(OptionError) {
    let layout = effectiveLayout
    if earlier != nil, !isPinned, !layout.takesInitial {
      throw OptionError("the layout '\(layout.id)' does not start from earlier positions")
    }
    if isPinned, earlier == nil { throw OptionError("a slice needs an earlier picture") }
    guard vertices == .clusters else { return }
    if case .whole = focus, highlighted.isEmpty, earlier == nil, size == nil { return }
    throw OptionError("a map of clusters shows no single authors, and sizes them by their members")
  }

  /// The options of the diagram, as far as they follow from these and the corpus alone.
  fileprivate func diagramOptions(
    of corpus: Corpus, execution: Execution
  ) throws -> DiagramOptions {
    var options = DiagramOptions()
    options.layout = effectiveLayout
    options.minimumWeight = minimumWeight
    options.highlighted = highlighted
    options.labels = labels
    options.width = width
    options.textSize = textSize
    options.page = page
    options.showsFurniture = showsFurniture
    options.theme = theme
    options.showsDensity = showsDensity
    options.layoutOfSame = layoutOfSame
    options.showsPlacesOnly = showsPlacesOnly
    options.partsDiscs = partsDiscs
    options.showsIsolated = showsIsolated
    options.showsLargestComponentOnly = showsLargestComponentOnly
    options.top = top
    options.seed = seed
    options.execution = execution
    options.notes =
      ["Weighting: \(corpus.network.weighting.rawValue)."]
      + corpus.coauthors.leftOut.filter { $0.count > 0 }.map { $0.sentence + "." }
    let known = corpus.labels.indices
    switch focus {
    case .whole: options.title = corpus.titleOfMap + corpus.nameForHeadings
    case .ego(let author, let radius):
      guard known.contains(author) else { throw OptionError("there is no author \(author)") }
      options.ego = author
      options.egoRadius = radius
      options.title =
        (corpus.unit == .authors ? "Coauthors of " : "Ties of ") + corpus.labels[author]
        + (radius > 1 ? ", up to \(counted(radius, "tie")) away" : "") + corpus.yearsForHeadings
    case .path(let first, let last):
      guard known.contains(first), known.contains(last), first != last else {
        throw OptionError("a path needs two authors of the network")
      }
      let ends = (corpus.labels[first], corpus.labels[last])
      let chain = Chain(from: first, to: last, in: corpus)
      guard !chain.vertices.isEmpty else {
        throw OptionError("'\(ends.0)' and '\(ends.1)' are not connected")
      }
      options.path = chain.vertices
      options.pathWorks = chain.links.map { works in
        (works.count > 1 ? "\(works.count.grouped) works, the first: " : "") + (works.first ?? "")
      }
      options.title = "From \(ends.0) to \(ends.1)" + corpus.yearsForHeadings
    }
    if vertices == .clusters { options.title = "Map of clusters" + corpus.nameForHeadings }
    options.title = title ?? options.title
    if let earlier {
      let places = earlier.positions(of: corpus.labels)
      if isPinned {
        options.positions = places
        options.extent = earlier.extent
      } else {
        options.previous = places
      }
    }
    return options
  }
}

extension Corpus {
  /// What a map of the whole shows.
  public var titleOfMap: String {
    unit == .authors ? "Coauthor map" : "Map of \(unit.noun.plural)"
  }

  /// Of what a picture is: the input, or how many there are, and the years of its works.
  fileprivate var nameForHeadings: String {
    let names = bibliography.sources.map(\.name)
    let name =
      names.count == 1
      ? names[0].split(separator: "/").last.map(String.init) ?? names[0]
      : names.isEmpty ? "" : counted(names.count, "source")
    return (name.isEmpty ? "" : " of \(name)") + yearsForHeadings
  }

  /// The first and last year of the network's works.
  fileprivate var yearsForHeadings: String {
    let years = (0..<network.incidence.workCount)
      .filter { network.incidence.bylineLength($0) > 0 }.map { network.facts.years[$0] }
      .filter { $0 != WorkFacts.unknown }
    guard let first = years.min(), let last = years.max() else { return "" }
    return first == last ? ", \(first)" : ", \(first)–\(last)"
  }
}

extension DiagramSource {
  /// Puts the clusters in the place of the authors: as large as they have members, in the colours
  /// of the larger clusters that they form among themselves.
  fileprivate mutating func showClusters(
    _ clustering: Clustering, _ options: PictureOptions, _ shown: inout DiagramOptions
  ) throws {
    let partition = clustering.outcome.partition
    let clusters = try communityGraph(partition, titles: clustering.topics)
    self = clusters.source
    shown.size = clusters.sizes
    switch shown.coloring {
    case .plain where options.isColoringGiven: break
    case .values(let overlay):
      shown.coloring = .values(overlay.means(over: partition, count: names.count))
    case .categories(let title, _):
      throw OptionError("clusters have no one \(title) to be coloured by")
    case .plain, .communities:
      let fields = try options.method.partition(
        of: graph, seed: options.seed, execution: shown.execution
      ).partition
      shown.coloring = .communities(
        fields, topics: fields.members.map { names[$0[0]] + " …" })
    }
  }
}

extension PictureOptions {
  fileprivate var isColoringGiven: Bool { coloring != nil }
}
