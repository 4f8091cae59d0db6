/// What is wrong with a rendered picture, measured from its file.
public struct PictureQuality: Sendable, Equatable {
  /// How many pairs of texts overlap.
  public var overlappingTexts = 0
  /// How many texts reach beyond the page.
  public var cutTexts = 0
  /// How many pairs of authors' discs overlap by more than the file's rounding.
  public var overlappingVertices = 0
  /// How many times a text lies over an author's disc by more than the file's rounding; a text within
  /// a disc names it.
  public var coveredVertices = 0
  /// How many texts there are.
  public var textCount = 0
  /// How many authors' discs there are.
  public var vertexCount = 0

  /// Reads an SVG file back that ``Diagram/rendered(as:dpi:)`` wrote, and measures its texts with the
  /// fonts at hand.
  ///
  /// A text fills its width as set, from 0.78 of its size above the base line to 0.22 below.
  ///
  /// - Throws: ``GraphvizError`` where texts cannot be measured.
  /// - Complexity: O(*t*²) for *t* texts, and about O(*n*) for *n* discs.
  public init(svg: [UInt8]) throws {
    var page = Box(low: Point(0, 0), high: Point(0, 0))
    var shift = Point(0, 0)
    var texts: [(line: String, size: Double, at: Point, anchor: String)] = []
    var discs: [(at: Point, radius: Double)] = [], isNode = false, isOfDots = false
    for line in String(decoding: svg, as: UTF8.self).split(separator: "\n") {
      if line.contains("viewBox=") {
        let numbers = Self.value("viewBox", in: line).split(separator: " ").compactMap {
          Double($0)
        }
        if numbers.count == 4 { page.high = Point(numbers[2], numbers[3]) }
      } else if line.hasPrefix("<g id=\"graph0\""), let move = line.firstRange(of: "translate(") {
        let numbers = line[move.upperBound...].prefix { $0 != ")" }
          .split(whereSeparator: { $0 == " " || $0 == "," }).compactMap { Double($0) }
        if numbers.count == 2 { shift = Point(numbers[0], numbers[1]) }
      } else if line.hasPrefix("<g id=\"node") {
        isNode = true
      } else if line.hasPrefix("<g class=\"authors\"") || line == "</g>" {
        isOfDots = line != "</g>"
      } else if isOfDots, line.hasPrefix("<path") {
        // Tenths of points, with half a tenth lost to rounding on each side.
        let radius = Self.number("stroke-width", in: line) / 20 - 0.05
        discs += Self.value("d", in: line).split(separator: "M").map { dot in
          let sign = dot.lastIndex { $0 == "-" || $0 == " " } ?? dot.startIndex
          let y = dot[sign...].prefix { $0 != "h" }.drop { $0 == " " }
          return (Point((Double(dot[..<sign]) ?? 0) / 10, (Double(y) ?? 0) / 10), radius)
        }
      } else if isNode, line.hasPrefix("<ellipse") {
        isNode = false
        let at = Point(Self.number("cx", in: line), Self.number("cy", in: line))
        discs.append((at, Self.number("rx", in: line)))
      } else if line.hasPrefix("<text"), let start = line.firstIndex(of: ">"),
        let end = line.lastRange(of: "</text>")
      {
        texts.append(
          (
            Self.unescaped(line[line.index(after: start)..<end.lowerBound]),
            Self.number("font-size", in: line),
            Point(Self.number("x", in: line) + shift.x, Self.number("y", in: line) + shift.y),
            String(Self.value("text-anchor", in: line))
          ))
      }
    }
    textCount = texts.count
    vertexCount = discs.count
    let widths = try TextMetrics.sizes(of: texts.map { ($0.line, $0.size) }).map(\.width)
    let boxes = zip(texts, widths).map { text, width in
      let left =
        text.anchor == "middle"
        ? text.at.x - width / 2 : text.anchor == "end" ? text.at.x - width : text.at.x
      return Box(
        low: Point(left, text.at.y - 0.78 * text.size),
        high: Point(left + width, text.at.y + 0.22 * text.size))
    }
    for i in boxes.indices {
      if !page.contains(boxes[i]) { cutTexts += 1 }
      for j in (i + 1)..<boxes.count where boxes[i].overlaps(boxes[j]) { overlappingTexts += 1 }
    }
    let onPage = Discs(discs.map { (Point($0.at.x + shift.x, $0.at.y + shift.y), $0.radius) })
    overlappingVertices = onPage.overlaps
    coveredVertices = onPage.covered(by: boxes)
  }

  private static func value(_ name: String, in line: Substring) -> Substring {
    guard let start = line.firstRange(of: " \(name)=\"") else { return "" }
    return line[start.upperBound...].prefix { $0 != "\"" }
  }

  private static func number(_ name: String, in line: Substring) -> Double {
    Double(value(name, in: line)) ?? 0
  }

  /// The text of markup that Graphviz writes.
  private static func unescaped(_ text: Substring) -> String {
    guard text.contains("&") else { return String(text) }
    var result = String(text)
    for (entity, character) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#45;", "-"),
      ("&#160;", "\u{a0}"), ("&#92;", "\\"), ("&amp;", "&"),
    ] { result = result.replacing(entity, with: character) }
    return result
  }
}

extension Substring {
  fileprivate func lastRange(of text: String) -> Range<Index>? { ranges(of: text).last }
}

/// The authors' discs of a file, which gives two decimals.
private struct Discs {
  private static let rounding = 0.03

  private let discs: [(at: Point, radius: Double)]
  private let largest: Double
  private let grid: PointGrid

  init(_ discs: [(at: Point, radius: Double)]) {
    self.discs = discs
    largest = discs.map(\.radius).max() ?? 0
    grid = PointGrid(
      Positions(uncheckedX: discs.map(\.at.x), y: discs.map(\.at.y)), side: max(2 * largest, 1e-6))
  }

  /// How many pairs overlap.
  var overlaps: Int {
    var count = 0
    for (v, disc) in discs.enumerated() {
      grid.forEach(near: disc.at.x, disc.at.y, within: disc.radius + largest) { u in
        guard u > v else { return }
        let dx = disc.at.x - discs[u].at.x, dy = disc.at.y - discs[u].at.y
        let touch = disc.radius + discs[u].radius - Self.rounding
        if touch > 0, dx * dx + dy * dy < touch * touch { count += 1 }
      }
    }
    return count
  }

  private static func holds(_ disc: (at: Point, radius: Double), _ box: Box) -> Bool {
    let x = max(abs(box.low.x - disc.at.x), abs(box.high.x - disc.at.x))
    let y = max(abs(box.low.y - disc.at.y), abs(box.high.y - disc.at.y))
    return x * x + y * y < disc.radius * disc.radius
  }

  /// How many times a box lies over a disc, and not within it.
  func covered(by boxes: [Box]) -> Int {
    var count = 0
    for box in boxes {
      let x = (box.low.x + box.high.x) / 2, y = (box.low.y + box.high.y) / 2
      grid.forEach(near: x, y, within: max(box.width, box.height) / 2 + largest) { v in
        if box.distance(to: discs[v].at) < discs[v].radius - Self.rounding,
          !Self.holds(discs[v], box)
        {
          count += 1
        }
      }
    }
    return count
  }
}
