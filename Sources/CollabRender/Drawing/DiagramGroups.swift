import CollabAlgorithms
import CollabCore
import CollabGraph
import Foundation

extension DiagramSource {
  /// - Throws: ``/CollabCore/OptionError`` for members that do not exist or stand in two groups.
  func checkGroups() throws(OptionError) {
    guard !groups.isEmpty else { return }
    var isTaken = [Bool](repeating: false, count: names.count)
    for group in groups {
      for member in group.members {
        guard isTaken.indices.contains(member) else {
          throw OptionError("there is no author number \(member)")
        }
        if isTaken[member] { throw OptionError("author number \(member) is in two groups") }
        isTaken[member] = true
      }
    }
  }
}

extension DiagramSource.Group {
  /// The title, cut where it is long, with the number of members.
  func name(noun: String) -> String {
    let line = title.onOneLine
    let shown = line.count > 48 ? line.prefix(47) + "…" : line[...]
    return "\(shown), \(counted(members.count, noun))"
  }
}

extension DiagramOptions.Values {
  /// The mean over some authors, without those not known.
  func mean(of authors: [Int]) -> Double {
    if authors.count == 1 { return values[authors[0]] }
    let known = authors.map { values[$0] }.filter(\.isFinite)
    return known.isEmpty ? .nan : known.reduce(0, +) / Double(known.count)
  }
}

extension DiagramBuilder {
  /// Writes the names of groups within their discs, in lines, where they fit and names are wanted.
  ///
  /// - Returns: the discs whose names are written so.
  mutating func writeGroups(_ vertices: [Diagram.Vertex]) throws -> Set<Int> {
    guard wantedNames > 0 else { return [] }
    var written = Set<Int>()
    for v in selection.groups.keys.sorted() {
      // The number of members is a line of its own.
      let parts = names[v].split(separator: " ").map(String.init)
      let words = parts.dropLast(2) + [parts.suffix(2).joined(separator: " ")]
      let size = text * 0.9, radius = radii[v]
      let widths = try TextMetrics.sizes(of: words.map { ($0, size) })
      let height = size * 1.2
      var lines: [(text: String, width: Double)] = []
      for (index, (word, metric)) in zip(words, widths).enumerated() {
        let space = size * 0.3
        if let last = lines.last, index < words.count - 1,
          last.width + space + metric.width < 1.5 * radius
        {
          lines[lines.count - 1] = (last.text + " " + word, last.width + space + metric.width)
        } else {
          lines.append((word, metric.width))
        }
      }
      let leading = size * 1.3, top = Double(lines.count - 1) / 2 * leading
      let fits = lines.enumerated().allSatisfy { index, line in
        let y = abs(top - Double(index) * leading) + height / 2, x = line.width / 2
        return (x * x + y * y).squareRoot() < radius * 0.97
      }
      guard fits else { continue }
      for (index, line) in lines.enumerated() {
        let at = Point(points[v].x, points[v].y + top - Double(index) * leading)
        titles.append(
          Diagram.Label(
            text: line.text, size: size, point: at, width: line.width, height: height,
            color: vertices[v].fill.ink, isOnDisc: true))
      }
      written.insert(v)
    }
    return written
  }

  /// Moves the large discs of groups to a free place nearby that hardly makes the picture larger, so
  /// that they part no others; in a crowd of thousands they stay.
  func moveGroupsOut(_ positions: inout Positions) {
    guard count <= 2000, count > selection.groups.count, options.positions == nil else { return }
    for v in selection.groups.keys.sorted() {
      let from = Point(positions.x[v], positions.y[v]), radius = radii[v], room = radius + text * 2
      let others = radii.indices.filter { $0 != v }
      var low = from, high = from
      for u in others {
        low = Point(min(low.x, positions.x[u]), min(low.y, positions.y[u]))
        high = Point(max(high.x, positions.x[u]), max(high.y, positions.y[u]))
      }
      var best: (cost: Double, place: Point)?
      for direction in 0..<48 {
        let angle = Double(direction) * .pi / 24, step = max(radius / 4, 1)
        for ring in 0..<200 {
          let reach = step * Double(ring)
          let at = Point(from.x + reach * cos(angle), from.y + reach * sin(angle))
          let beyond =
            max(0, low.x - at.x + radius, at.x + radius - high.x)
            + max(0, low.y - at.y + radius, at.y + radius - high.y)
          let cost = reach + 3 * beyond
          if let best, reach >= best.cost { break }
          let isFree = others.allSatisfy { u in
            let dx = positions.x[u] - at.x, dy = positions.y[u] - at.y, apart = room + radii[u]
            return dx * dx + dy * dy >= apart * apart
          }
          if isFree, best.map({ cost < $0.cost }) ?? true { best = (cost, at) }
        }
      }
      if let best { positions.set(v, to: best.place) }
    }
  }

  /// The pairs of discs that follow each other on the path.
  var pathLines: [(Int, Int)] {
    let places = options.path.compactMap { selection.authors.firstIndex(of: $0) }
    return Array(zip(places, places.dropFirst()))
  }

  /// Moves discs aside that lie on the lines of the path.
  func clearPath(_ positions: inout Positions) {
    guard options.positions == nil, !options.drawsLine else { return }
    let onPath = Set(pathLines.flatMap { [$0, $1] })
    for _ in 0..<3 {
      for v in 0..<count where !onPath.contains(v) {
        for (a, b) in pathLines {
          let line = Line(
            from: Point(positions.x[a], positions.y[a]), to: Point(positions.x[b], positions.y[b]))
          let at = Point(positions.x[v], positions.y[v])
          let missing = radii[v] + text * 0.8 - line.distance(to: at)
          guard missing > 0, line.length > 0 else { continue }
          // To the side where it stands.
          let x = (line.from.y - line.to.y) / line.length,
            y = (line.to.x - line.from.x) / line.length
          let side: Double = (at.x - line.from.x) * x + (at.y - line.from.y) * y < 0 ? -1 : 1
          positions.set(v, to: Point(at.x + side * missing * x, at.y + side * missing * y))
        }
      }
    }
  }

  /// The components that stand in rows beneath the largest; none where the layout puts them
  /// elsewhere.
  private var smallMembers: [[Int]] {
    guard options.layout.takesInitial, options.previous == nil, options.positions == nil,
      options.ego == nil
    else { return [] }
    let components = connectedComponents(of: selection.graph).members
    let largest = components.map(\.count).max() ?? 0
    guard largest > 3 else { return [] }
    return components.filter {
      $0.count > 1 && ComponentPacking.isSmall($0.count, beside: largest)
    }
  }

  /// Whether each drawn author stands in such a row.
  var rows: [Bool] {
    var isRow = [Bool](repeating: false, count: count)
    for component in smallMembers { for v in component { isRow[v] = true } }
    return isRow
  }

  /// How many such components there are; `nil` for none.
  var smallComponents: String? {
    let sizes = smallMembers.map(\.count)
    guard let least = sizes.min(), let most = sizes.max() else { return nil }
    return "In rows beneath: \(counted(sizes.count, "component")) of "
      + (least == most
        ? counted(most, source.noun) : "\(least) to \(counted(most, source.noun))") + "."
  }
}

extension Point {
  /// Points evenly spread over a disc, as the seeds of a sunflower (Vogel 1979,
  /// doi:10.1016/0025-5564(79)90080-4).
  static func spread(_ count: Int, over centre: Point, radius: Double) -> [Point] {
    let turn = Double.pi * (3 - 5.0.squareRoot())
    return (0..<count).map { i in
      let reach = radius * ((Double(i) + 0.5) / Double(count)).squareRoot()
      return Point(
        centre.x + reach * cos(Double(i) * turn), centre.y + reach * sin(Double(i) * turn))
    }
  }
}
