/// Where each vertex of a picture stands, in points; y grows upwards as Graphviz has it.
public struct Positions: Sendable, Equatable {
  /// The horizontal coordinates, one a vertex.
  public var x: [Double]
  /// The vertical coordinates, one a vertex.
  public var y: [Double]

  /// Creates positions; both arrays are of one length.
  public init(x: [Double], y: [Double]) {
    precondition(x.count == y.count)
    self.x = x
    self.y = y
  }

  /// The number of vertices.
  public var count: Int { x.count }
}
