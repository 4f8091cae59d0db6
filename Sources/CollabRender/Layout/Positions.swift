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

  mutating func set(_ v: Int, to point: Point) {
    x[v] = point.x
    y[v] = point.y
  }
}

extension Positions {
  /// A large layout with its crowded middle spread and its far arms drawn in: distances from the
  /// middle become for three quarters those at which discs would be spread evenly. Directions stay.
  func evened() -> Positions {
    let n = count
    let middleX = x.sorted()[n / 2], middleY = y.sorted()[n / 2]
    let distances = (0..<n).map { v in
      let dx = x[v] - middleX, dy = y[v] - middleY
      return (dx * dx + dy * dy).squareRoot()
    }
    let order = (0..<n).sorted { (distances[$0], $0) < (distances[$1], $1) }
    let reach = distances[order[n * 9 / 10]]
    guard reach > 0 else { return self }
    var result = self
    for (rank, v) in order.enumerated() where distances[v] > 0 {
      let even = (Double(rank + 1) / Double(n)).squareRoot()
      let near = min(distances[v] / reach, (distances[v] / reach).squareRoot())
      let factor = (0.75 * even + 0.25 * near) * reach / distances[v]
      result.x[v] = middleX + (x[v] - middleX) * factor
      result.y[v] = middleY + (y[v] - middleY) * factor
    }
    return result
  }
}

extension Positions {
  /// Whether a vertex has a place on which one can count.
  package func isPlaced(_ v: Int) -> Bool { abs(x[v]) < 1e12 && abs(y[v]) < 1e12 }

  /// The same, with no place where there was none to count on.
  var withoutMisplaced: Positions {
    Positions(
      uncheckedX: x.indices.map { isPlaced($0) ? x[$0] : .nan },
      y: x.indices.map { isPlaced($0) ? y[$0] : .nan })
  }
}
