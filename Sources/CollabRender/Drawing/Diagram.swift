public import CollabGraph

/// A picture of a graph, laid out on its page down to the last label, ready to be rendered.
///
/// Distances are in points from the page's lower left corner, y upwards.
public struct Diagram: Sendable {
  /// An author in the picture.
  public struct Vertex: Sendable {
    /// The author's number in the graph that the picture was made from.
    public var author: Int
    /// The name, on one line.
    public var name: String
    /// The middle.
    public var point: Point
    /// The radius.
    public var radius: Double
    /// The colour of the disc.
    public var fill: Color
    /// The colour of its outline.
    public var stroke: Color
    /// What is shown when the pointer rests on it.
    public var tooltip: String
    /// A page about the author; only http, https and mailto.
    public var link: String?
    /// The name as written beside it; `nil` where it is not.
    public var label: Label?
  }

  /// A text with the box that it fills.
  public struct Label: Sendable {
    /// The text.
    public var text: String
    /// The size of the letters.
    public var size: Double
    /// The middle of the box.
    public var point: Point
    /// The width of the box.
    public var width: Double
    /// The height of the box.
    public var height: Double
    /// The colour of the letters.
    public var color: Color
    /// Whether it stands within a disc, which is ground enough.
    public var isOnDisc = false

    var box: Box {
      Box(
        low: Point(point.x - width / 2, point.y - height / 2),
        high: Point(point.x + width / 2, point.y + height / 2))
    }
  }

  /// A tie in the picture.
  public struct Edge: Sendable {
    /// One end, by its place in ``Diagram/vertices``.
    public var a: Int
    /// The other end.
    public var b: Int
    /// The weight in the graph.
    public var weight: Double
    /// The width of the line.
    public var width: Double
    /// Its colour, opacity included.
    public var color: Color
    /// The points that it runs through, its ends included; empty where it is straight.
    public var way: [Point] = []
  }

  /// Something drawn beneath the edges: a hull, a ring, a part of the legend.
  public enum Shape: Sendable {
    /// A closed area.
    case area([Point], fill: Color, stroke: Color, width: Double)
    /// A closed area with a smooth outline through cubic Bézier points, the first repeated last.
    case smoothArea([Point], fill: Color, stroke: Color, width: Double, dash: Dash = .solid)
    /// An open line.
    case line([Point], color: Color, width: Double)
    /// A disc or an ellipse.
    case disc(Point, radiusX: Double, radiusY: Double, fill: Color, stroke: Color, width: Double)
    /// A line of text whose base line begins, is centred or ends at a point.
    case text(String, at: Point, anchor: Anchor, size: Double, color: Color)
  }

  /// How an outline is drawn.
  public enum Dash: String, Sendable, CaseIterable { case solid, dashed, dotted }

  /// Which part of a text stands at its point.
  public enum Anchor: Sendable { case start, middle, end }

  /// The width of the page.
  public var width: Double
  /// The height of the page.
  public var height: Double
  /// The authors, those drawn last on top.
  public var vertices: [Vertex]
  /// The ties, the weakest first.
  public var edges: [Edge]
  /// What lies beneath, in the order of drawing.
  public var shapes: [Shape]
  /// The titles of areas, on top of all else.
  public var titles: [Label] = []
  /// The width of the discs' outlines.
  public var outline: Double
  /// The colours and line widths.
  public var theme: Theme
  /// The heading; also the title for screen readers.
  public var title: String
  /// What the picture shows and leaves out, one sentence each; drawn at the foot.
  public var caption: [String]
  /// The sentences of the caption that do not speak of how this picture is drawn.
  public var facts: [String]
  /// The drawn authors, ascending, and the ties that are not left out, be they drawn or not, as in
  /// a density map.
  public var graph: Graph
  /// Where each author of the source graph stands in the layout's own units, the middle of a large
  /// map spread, `nan` for those left out: what a later picture starts from.
  public var positions: Positions
  /// Where each author of the source graph stands on the page, `nan` for those left out: spread
  /// and parted as in the picture.
  public var pagePositions: Positions
  /// Where the layout put what has a disc, for another picture of the same part.
  package var layout = Positions(uncheckedX: [], y: [])
  /// What the reader of the picture should know, for standard error: glyphs that no font has.
  public var warnings: [String] = []
}

/// A place on a page, in points; y grows upwards.
public struct Point: Sendable, Hashable {
  /// The distance from the left.
  public var x: Double
  /// The distance from the bottom.
  public var y: Double

  /// Creates a point.
  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// A rectangle that stands upright.
struct Box: Sendable, Hashable {
  var low: Point
  var high: Point

  var width: Double { high.x - low.x }
  var height: Double { high.y - low.y }

  func overlaps(_ other: Box) -> Bool {
    low.x < other.high.x && other.low.x < high.x && low.y < other.high.y && other.low.y < high.y
  }

  func contains(_ other: Box) -> Bool {
    low.x <= other.low.x && low.y <= other.low.y && high.x >= other.high.x
      && high.y >= other.high.y
  }

  func padded(_ margin: Double) -> Box {
    Box(low: Point(low.x - margin, low.y - margin), high: Point(high.x + margin, high.y + margin))
  }

  /// The point of the box that is nearest to a point.
  func nearest(to point: Point) -> Point {
    Point(max(low.x, min(high.x, point.x)), max(low.y, min(high.y, point.y)))
  }

  /// The distance from a point, 0 inside.
  func distance(to point: Point) -> Double {
    let dx = max(low.x - point.x, point.x - high.x, 0)
    let dy = max(low.y - point.y, point.y - high.y, 0)
    return (dx * dx + dy * dy).squareRoot()
  }
}
