public import CollabAlgorithms
public import CollabCore
public import CollabGraph

/// The graph that a picture shows, with what is known of its vertices.
public struct DiagramSource: Sendable {
  /// The names, one an author, each telling its author from all others.
  public var names: [String]
  /// The names without what tells namesakes apart, which are written where no namesake is drawn;
  /// empty where there are no others.
  public var plainNames: [String] = []
  /// The ties.
  public var graph: Graph
  /// What is shown when the pointer rests on an author; empty for the name alone.
  public var tooltips: [String]
  /// A page about each author, or an empty text; the list may be empty.
  public var links: [String]
  /// Authors that are never drawn, such as groups, ascending.
  public var hidden: [Int]
  /// What the authors were taken from, for example "41 works"; opens the caption.
  public var corpus: String
  /// What one vertex is called in captions.
  public var noun = "author"
  /// Authors whom no tie tells apart: each group is one disc with a title, except in ego maps and
  /// maps of paths. No author is in two groups.
  public var groups: [Group] = []

  /// Authors with equal ties to all others and to each other.
  public struct Group: Sendable {
    /// What they have in common, for example the title of their only work.
    public var title: String
    /// Their numbers, ascending.
    public var members: [Int]

    /// Creates a group.
    public init(title: String, members: [Int]) {
      self.title = title
      self.members = members
    }
  }

  /// The sum of the weights of each vertex's ties, by which sizes go where nothing else is asked for.
  package var strengths: DiagramOptions.Values {
    DiagramOptions.Values(
      title: "strength", values: (0..<graph.vertexCount).map(graph.strength))
  }

  /// Creates a source.
  public init(
    names: [String], graph: Graph, tooltips: [String] = [], links: [String] = [],
    hidden: [Int] = [], corpus: String = ""
  ) {
    self.names = names
    self.graph = graph
    self.tooltips = tooltips
    self.links = links
    self.hidden = hidden
    self.corpus = corpus
  }
}

/// How a picture is made of a source.
public struct DiagramOptions: Sendable {
  /// A number for each author, with what it is called in the legend.
  public struct Values: Sendable {
    /// What the number is, for example "betweenness".
    public var title: String
    /// The numbers, one an author; `nan` where not known.
    public var values: [Double]
    /// The ends of the scale of colours; `nil` for the 5th and the 95th percentile of the drawn
    /// values. What lies beyond has the colour of the end, and the legend says so.
    public var ends: ClosedRange<Double>?

    /// Creates numbers to show.
    public init(title: String, values: [Double], ends: ClosedRange<Double>? = nil) {
      self.title = title
      self.values = values
      self.ends = ends
    }
  }

  /// What an author's colour means.
  public enum Coloring: Sendable {
    /// Nothing: all have one colour.
    case plain
    /// The community; the topics are the communities' titles, fewer where not all have one.
    case communities(Partition, topics: [String])
    /// A number, on a continuous scale: a year, any measure.
    case values(Values)
    /// A word, such as a country or a field; `nil` where not known. The title says what.
    case categories(title: String, [String?])
  }

  /// What an author's size means; `nil` sizes by the sum of the weights of their ties.
  public var size: Values?
  /// What an author's colour means.
  public var coloring = Coloring.plain
  /// Communities that hold their members together in the layout, where colour means another
  /// thing.
  public var communities: Partition?
  /// How the vertices are placed.
  public var layout = Layout.islands
  /// Ready positions, one an author of the source; no layout is computed, and authors without a
  /// finite one are left out.
  public var positions: Positions?
  /// The box of ``positions`` that fills the page; `nil` for the least one around them. Pictures
  /// with equal extents can be laid over each other.
  public var extent: (low: Point, high: Point)?
  /// The ``Diagram/layout`` of a picture of the same part, which is then not computed.
  package var layoutOfSame: Positions?
  /// Positions of an earlier picture to start from, one an author of the source; `nan` for
  /// authors that are new.
  public var previous: Positions?
  /// Ties below this weight are left out.
  public var minimumWeight = 0.0
  /// Only the so many greatest authors by size are drawn.
  public var top: Int?
  /// Only this author and those within ``egoRadius`` ties of them are drawn, in rings.
  public var ego: Int?
  /// How many ties away an ego map reaches.
  public var egoRadius = 1
  /// Authors on a path, in order: drawn with their coauthors, the path standing out; on a ``page``
  /// much wider than high alone, in one line.
  public var path: [Int] = []
  /// A work that links each author of ``path`` to the next, listed beneath the map.
  public var pathWorks: [String] = []
  /// Authors to mark, ascending.
  public var highlighted: [Int] = []
  /// Whether only the largest connected component is drawn.
  public var showsLargestComponentOnly = false
  /// Whether authors without ties are drawn, in rows beneath.
  public var showsIsolated = false
  /// How many names are written at most; `nil` leaves it to the size of the page.
  public var labels: Int?
  /// Whether the density of authors is shaded beneath.
  public var showsDensity = false
  /// The width of the map in points; `nil` for one that grows with the number of authors.
  public var width: Double?
  /// The size of ordinary text in points; `nil` for one that suits the width.
  public var textSize: Double?
  /// The size of the whole picture, instead of ``width``; `nil` for one that follows from the map.
  public var page: Page?

  /// The size of a picture with all that is on it.
  public struct Page: Sendable, Hashable {
    /// The width in points.
    public var width: Double
    /// The height in points; `nil` for one that follows from the map.
    public var height: Double?
    /// The size of the smallest letters in points.
    public var leastText: Double

    /// Creates a page.
    public init(width: Double, height: Double? = nil, leastText: Double = 6) {
      self.width = width
      self.height = height
      self.leastText = leastText
    }
  }
  /// Whether a path is drawn alone and in one line.
  var drawsLine: Bool {
    !path.isEmpty
      && page.map { page in page.height.map { page.width > 1.4 * $0 } ?? false } ?? false
  }
  /// Whether heading, legend and caption are drawn around the map.
  public var showsFurniture = true
  /// Whether only places and colours are wanted, as for the explorer and for exchange files: ties,
  /// names and areas, which take longer on large maps than all else, are left out.
  public var showsPlacesOnly = false
  /// Whether discs are moved apart where they would overlap. A page that draws its discs itself, apart
  /// as one comes nearer, needs that of few only: of more than 20,000 it takes longer than the layout.
  public var partsDiscs = true
  /// The colours and line widths.
  public var theme = Theme.light
  /// The heading.
  public var title = "Coauthor map"
  /// Sentences for the caption: weighting, thresholds.
  public var notes: [String] = []
  /// The seed of the layout.
  public var seed: UInt64 = 1
  /// Threads, progress and cancellation.
  public var execution = Execution()

  /// Creates the standard options.
  public init() {}
}
