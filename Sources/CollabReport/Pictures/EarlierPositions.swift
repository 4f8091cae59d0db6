public import CollabRender
import Foundation

/// Where the authors of an earlier picture stood, by name, and when they published.
public struct EarlierPositions: Sendable {
  private let points: [String: (x: Double, y: Double)]
  /// The years in which authors of the network usually published, as overlays of years take them
  /// for their scale; `nil` where the file knows no years.
  public let years: ClosedRange<Double>?

  /// Reads the nodes of a `graph.json` that was written with a picture.
  ///
  /// - Throws: ``FileError`` where the file cannot be read or holds no positions.
  public init(file path: String) throws(FileError) {
    struct Picture: Decodable {
      struct Node: Decodable {
        let label: String
        let x: Double?
        let y: Double?
        let firstYear: Double?
        let lastYear: Double?

        enum CodingKeys: String, CodingKey {
          case label, x, y
          case firstYear = "first_year"
          case lastYear = "last_year"
        }
      }
      let nodes: [Node]
    }
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw FileError("read", path, error)
    }
    guard let picture = try? JSONDecoder().decode(Picture.self, from: data) else {
      throw FileError("cannot read '\(path)': it is no graph.json with nodes and labels")
    }
    let placed = picture.nodes.compactMap { node in
      node.x.flatMap { x in node.y.map { (node.label, (x: x, y: $0)) } }
    }
    if placed.isEmpty { throw FileError("cannot read '\(path)': its nodes have no positions") }
    years = DiagramOptions.Values.typicalRange(
      from: picture.nodes.compactMap(\.firstYear), to: picture.nodes.compactMap(\.lastYear))
    points = Dictionary(placed, uniquingKeysWith: { first, _ in first })
  }

  /// The least box around all points, in their own units.
  public var extent: (low: Point, high: Point) {
    let x = points.values.map(\.x), y = points.values.map(\.y)
    return (Point(x.min() ?? 0, y.min() ?? 0), Point(x.max() ?? 0, y.max() ?? 0))
  }

  /// The points of some authors; `nan` for those who were not in the picture.
  public func positions(of labels: [String]) -> Positions {
    let found = labels.map { points[$0] ?? (.nan, .nan) }
    return Positions(uncheckedX: found.map(\.x), y: found.map(\.y))
  }
}
