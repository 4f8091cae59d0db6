import CollabCore

/// Where each vertex of a picture stands, in points; y grows upwards as Graphviz has it.
public struct Positions: Sendable, Equatable {
  /// The horizontal coordinates, one a vertex.
  public package(set) var x: [Double]
  /// The vertical coordinates, one a vertex.
  public package(set) var y: [Double]

  /// Creates positions.
  ///
  /// - Throws: ``/CollabCore/OptionError`` where the arrays are of different lengths.
  public init(x: [Double], y: [Double]) throws(OptionError) {
    guard x.count == y.count else {
      throw OptionError("there are \(x.count) horizontal and \(y.count) vertical coordinates")
    }
    self.init(uncheckedX: x, y: y)
  }

  /// The same from arrays that are known to be of one length.
  package init(uncheckedX x: [Double], y: [Double]) {
    self.x = x
    self.y = y
  }

  /// The number of vertices.
  public var count: Int { x.count }
}
