public import CollabAlgorithms
public import CollabCorpus
public import CollabRender
import CollabCore

/// What a picture of a corpus shows, and how.
public struct PictureOptions: Sendable {
  /// What the vertices are.
  public enum Vertices: String, Sendable, CaseIterable {
    case authors, clusters
  }

  /// Which part of the network is drawn.
  public enum Focus: Sendable {
    /// All of it.
    case whole
    /// One author and those within some ties of them, in rings; authors are vertices of the corpus.
    case ego(Int, radius: Int)
    /// The authors along a shortest chain, and their coauthors.
    case path(from: Int, to: Int)
  }

  /// What colours mean.
  public enum Coloring: Sendable {
    /// Nothing: all vertices have one colour.
    case none
    /// The clusters.
    case clusters
    /// Something known of authors, such as the year of their first work.
    case overlay(Overlay)
    /// A measure.
    case measure(Measure)
  }

  /// What the vertices are.
  public var vertices = Vertices.authors
  /// Which part of the network is drawn.
  public var focus = Focus.whole
  /// What colours mean; `nil` for the clusters, and for nothing where density is shaded.
  public var coloring: Coloring?
  /// The measure that sizes authors; `nil` for the sum of the weights of their ties.
  public var size: Measure?
  /// How vertices are placed; `nil` for the default, which is another one for clusters.
  public var layout: Layout?
  /// How authors are divided into clusters.
  public var method = CommunityMethod.leiden
  /// Which ties are drawn; `nil` for all.
  public var backbone: Backbone?
  /// How many authors are drawn at most, the first by size; `nil` for all.
  public var top: Int?
  /// Ties below this weight are left out.
  public var minimumWeight = 0.0
  /// Authors to mark, ascending.
  public var highlighted: [Int] = []
  /// How many names are written at most; `nil` leaves it to the size of the page.
  public var labels: Int?
  /// The width of the map in points; `nil` for one that grows with the number of authors.
  public var width: Double?
  /// The size of ordinary text in points; `nil` for one that suits the width.
  public var textSize: Double?
  /// The size of the whole picture, instead of ``width``; `nil` for one that follows from the map.
  public var page: DiagramOptions.Page?
  /// Whether heading, legend and caption are drawn around the map.
  public var showsFurniture = true
  /// Whether only places and colours are wanted; see ``/CollabRender/DiagramOptions/showsPlacesOnly``.
  public var showsPlacesOnly = false
  /// Whether discs are moved apart; see ``/CollabRender/DiagramOptions/partsDiscs``.
  public var partsDiscs = true
  /// The colours and line widths.
  public var theme = Theme.light
  /// The heading; `nil` for one that says what is drawn.
  public var title: String?
  /// Whether the density of authors is shaded.
  public var showsDensity = false
  /// Whether only the largest connected component is drawn.
  public var showsLargestComponentOnly = false
  /// Whether authors without ties are drawn.
  public var showsIsolated = false
  /// Where authors stood in an earlier picture.
  public var earlier: EarlierPositions?
  /// Whether only those who stood in the earlier picture are drawn, in the same places: a slice.
  public var isPinned = false
  /// The layout of a picture of the same part.
  var layoutOfSame: Positions?
  /// The seed of whatever is drawn.
  public var seed: UInt64 = 1

  /// Creates the default options: a map of all authors, coloured by cluster.
  public init() {}

  /// Whether every tie of the network is drawn.
  public var showsAll: Bool {
    guard case .whole = focus, vertices == .authors else { return false }
    return top == nil && backbone == nil && minimumWeight == 0 && !showsLargestComponentOnly
      && !showsDensity && !isPinned
  }

  /// What colours mean where the options do not say: the colours of clusters would mix with the
  /// shades of a density map.
  public var effectiveColoring: Coloring { coloring ?? (showsDensity ? .none : .clusters) }

  /// The layout where the options do not say.
  public var effectiveLayout: Layout { layout ?? (vertices == .clusters ? .stress : .islands) }

  /// Whether the picture needs the authors divided into clusters.
  public var needsClusters: Bool {
    if case .clusters = effectiveColoring { return true }
    return vertices == .clusters
  }
}

/// What the sizes and colours of a picture's authors mean.
public struct PictureFigures: Sendable {
  /// The sizes; `nil` for the sum of the weights of ties.
  public let size: DiagramOptions.Values?
  /// The colours; `nil` for the clusters.
  public let coloring: DiagramOptions.Coloring?

  /// Measures what sizes and colours show.
  ///
  /// - Throws: ``/CollabCore/OptionError`` for an unsuitable setting,
  ///   ``/CollabGraph/TooManyPairs``, ``/CollabCore/Cancellation``.
  public init(
    of corpus: Corpus, _ options: PictureOptions, execution: Execution = Execution()
  ) throws {
    func figures(_ measure: Measure) throws -> DiagramOptions.Values {
      let scores = try measure.scores(
        of: corpus.network, seed: options.seed, execution: execution)
      return .init(title: measure.id, values: scores.values)
    }
    size = try options.size.map(figures)
    switch options.effectiveColoring {
    case .clusters: coloring = nil
    case .none: coloring = .plain
    case .measure(let measure): coloring = .values(try figures(measure))
    case .overlay(let overlay):
      let colors = overlay.coloring(of: corpus)
      if options.isPinned, let earlier = options.earlier, case .values(var years) = colors {
        // A slice is coloured on the scale of the whole in which its authors stood.
        years.ends = earlier.years ?? years.ends
        coloring = .values(years)
      } else {
        coloring = colors
      }
    }
  }

  /// Whether sizes are asked for that are not known of anybody.
  public var isSizeUnknown: Bool { size.map { $0.values.allSatisfy(\.isNaN) } ?? false }

  /// Whether colours are asked for that mean something not known of anybody.
  public var isColoringUnknown: Bool {
    switch coloring {
    case nil, .plain, .communities: false
    case .values(let overlay): overlay.values.allSatisfy(\.isNaN)
    case .categories(_, let words): words.allSatisfy { $0 == nil }
    }
  }
}
