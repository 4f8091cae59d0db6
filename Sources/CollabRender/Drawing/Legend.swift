/// The explanations of size, colour and width, side by side in rows.
struct Legend {
  let text: Double
  let theme: Theme
  let width: Double
  /// Each block with its size; its shapes start at its lower left corner.
  private var blocks: [(width: Double, height: Double, shapes: [Diagram.Shape])] = []
  private var small: Double { text * 0.8 }

  init(text: Double, theme: Theme, width: Double) {
    self.text = text
    self.theme = theme
    self.width = width
  }

  /// Discs of up to three values of what size means.
  mutating func sizes(title: String, range: ClosedRange<Double>, radius: Double) throws {
    let values = steps(range), greatest = range.upperBound
    let labels = values.map(\.short)
    let widths = try measure([title] + labels)
    var shapes = [heading(title, above: radius * 2)]
    var x = 0.0
    for (index, value) in values.enumerated() {
      let r = radius * (value / greatest).squareRoot()
      shapes.append(
        .disc(
          Point(x + r, radius), radiusX: r, radiusY: r,
          fill: theme.edge.opacity(0.25), stroke: theme.mutedInk, width: text / 14))
      shapes.append(label(labels[index], Point(x + 2 * r + small * 0.4, radius - small * 0.35)))
      x += 2 * r + small * 0.4 + widths[index + 1] + small
    }
    blocks.append((max(x, widths[0]), max(radius * 2, small) + text * 1.6, shapes))
  }

  /// Lines of up to three weights.
  mutating func widths(
    title: String, range: ClosedRange<Double>, width: Double, thinnest: Double
  ) throws {
    let values = steps(range), greatest = range.upperBound
    let labels = values.map(\.short)
    let widths = try measure([title] + labels)
    var shapes = [heading(title, above: small)]
    var x = 0.0
    for (index, value) in values.enumerated() {
      let line = max(thinnest, width * (value / greatest).squareRoot())
      shapes.append(
        .line(
          [Point(x, small * 0.5), Point(x + text * 2, small * 0.5)], color: theme.mutedInk,
          width: line))
      shapes.append(label(labels[index], Point(x + text * 2 + small * 0.4, small * 0.15)))
      x += text * 2 + small * 0.4 + widths[index + 1] + small
    }
    blocks.append((max(x, widths[0]), small + text * 1.6, shapes))
  }

  /// Colours with words.
  mutating func swatches(title: String, entries: [(Color, String)]) throws {
    try list(
      title, entries.map { ($0.0, $0.1) },
      rows: entries.count <= 3 ? 1 : entries.count <= 8 ? 2 : 4)
  }

  /// The names behind the numbers in the map.
  mutating func key(_ entries: [KeyEntry]) throws {
    try list("Numbers in the map", entries.map { (nil, "\($0.number)  \($0.name)") }, rows: 4)
  }

  /// What the steps of a path rest on, a line each.
  mutating func works(_ lines: [String]) throws {
    try list("The works on the path", lines.map { (nil, $0) }, rows: max(lines.count, 1))
  }

  /// Words in columns, each beside a colour if it has one: of the given number of rows, or more
  /// where the columns are too wide for the page; words that are wider than it are cut.
  private mutating func list(
    _ title: String, _ entries: [(color: Color?, words: String)], rows: Int
  ) throws {
    guard !entries.isEmpty else { return }
    let leading = small * 1.5, indent = entries[0].color == nil ? 0 : small * 1.3
    let room = width - indent - small
    let entries = try zip(entries, measure(entries.map(\.words))).map { entry, needed in
      guard needed > room else { return entry }
      let kept = max(1, Int(Double(entry.words.count) * room / needed) - 2)
      return (entry.color, entry.words.prefix(kept) + "…")
    }
    let widths = try measure([title] + entries.map(\.words))
    func columns(of rows: Int) -> [(entries: Range<Int>, width: Double)] {
      stride(from: 0, to: entries.count, by: rows).map { first in
        let column = first..<min(first + rows, entries.count)
        return (column, indent + small + (column.map { widths[$0 + 1] }.max() ?? 0))
      }
    }
    var rows = min(rows, entries.count)
    while rows < entries.count, columns(of: rows).reduce(0, { $0 + $1.width }) > width { rows += 1 }
    let top = Double(rows) * leading
    var shapes = [heading(title, above: top)]
    var x = 0.0
    for column in columns(of: rows) {
      for index in column.entries {
        let y = top - (Double(index - column.entries.lowerBound) + 0.5) * leading
        if let color = entries[index].color {
          shapes.append(
            .disc(
              Point(x + small * 0.45, y), radiusX: small * 0.45, radiusY: small * 0.45,
              fill: color, stroke: color.contrasting(theme.background, atLeast: 3),
              width: text / 16))
        }
        shapes.append(label(entries[index].words.onOneLine, Point(x + indent, y - small * 0.35)))
      }
      x += column.width
    }
    blocks.append((max(x, widths[0]), top + text * 1.6, shapes))
  }

  /// A band of colours with its ends and middle.
  mutating func scale(title: String, _ scale: ValueScale, hasUnknown: Bool) throws {
    let isYears = title.contains("year") && scale.low >= 1000 && scale.high <= 3000
    let values = [scale.low, scale.low / 2 + scale.high / 2, scale.high]
    var labels = values.map { isYears ? String(Int($0.rounded())) : $0.short }
    if scale.isCutBelow { labels[0] = "≤ " + labels[0] }
    if scale.isCutAbove { labels[2] = "≥ " + labels[2] }
    let steps = 60
    try band(
      title: title,
      colors: (0..<steps).map { step in
        let share = (Double(step) + 0.5) / Double(steps)
        return scale.color(scale.low + share * (scale.high - scale.low))
      }, labels: scale.high > scale.low ? labels : [labels[0]], hasUnknown: hasUnknown)
  }

  /// The shades of a density map.
  mutating func density(_ shades: [Color]) throws {
    try band(
      title: "Shade: density of authors", colors: shades, labels: ["low", "", "high"],
      hasUnknown: false)
  }

  /// A band of colours with labels at its start, middle and end.
  private mutating func band(
    title: String, colors: [Color], labels: [String], hasUnknown: Bool
  ) throws {
    let widths = try measure([title, "not known"])
    let band = text * 14, height = small * 0.9
    let bottom = small * 1.3
    var shapes = [heading(title, above: bottom + height)]
    for (step, color) in colors.enumerated() {
      let left = band * Double(step) / Double(colors.count)
      let right = band * Double(step + 1) / Double(colors.count)
      shapes.append(
        .area(
          [
            Point(left, bottom), Point(right, bottom), Point(right, bottom + height),
            Point(left, bottom + height),
          ], fill: color, stroke: color, width: 0.3))
    }
    let anchors: [Diagram.Anchor] = [.start, .middle, .end]
    for (index, words) in labels.enumerated() where !words.isEmpty {
      let x = band * Double(index) / 2
      shapes.append(label(words, Point(x, small * 0.15), anchor: anchors[index]))
    }
    var x = band
    if hasUnknown {
      shapes.append(
        .disc(
          Point(x + small * 1.4, bottom + height / 2), radiusX: small * 0.45,
          radiusY: small * 0.45, fill: Palette.neutral, stroke: Palette.neutral, width: 0.3))
      shapes.append(label("not known", Point(x + small * 2.2, bottom)))
      x += small * 2.4 + widths[1]
    }
    blocks.append((max(x, widths[0]), bottom + height + text * 1.6, shapes))
  }

  /// All blocks in rows of the page's width, and their height.
  func finished() -> (shapes: [Diagram.Shape], height: Double) {
    var rows: [[Int]] = [[]], used = 0.0
    for index in blocks.indices {
      if used > 0, used + blocks[index].width > width {
        rows.append([])
        used = 0
      }
      rows[rows.count - 1].append(index)
      used += blocks[index].width + text * 2.5
    }
    var shapes: [Diagram.Shape] = [], y = 0.0
    for row in rows.reversed() where !row.isEmpty {
      let height = row.map { blocks[$0].height }.max() ?? 0
      var x = 0.0
      for index in row {
        // Headings stand on one line.
        let lift = y + height - blocks[index].height
        shapes += blocks[index].shapes.map { $0.moved(x, lift) }
        x += blocks[index].width + text * 2.5
      }
      y += height + text * 0.6
    }
    return (shapes, y)
  }

  private func heading(_ title: String, above height: Double) -> Diagram.Shape {
    .text(
      title, at: Point(0, height + text * 0.55), anchor: .start, size: small, color: theme.ink)
  }

  private func label(
    _ line: String, _ point: Point, anchor: Diagram.Anchor = .start
  ) -> Diagram.Shape {
    .text(line, at: point, anchor: anchor, size: small, color: theme.mutedInk)
  }

  private func measure(_ lines: [String]) throws -> [Double] {
    try TextMetrics.sizes(of: lines.map { ($0.onOneLine, small) }).map(\.width)
  }

  /// The greatest value, and round ones about a quarter and a twentieth of it; instead of those
  /// that are less than all there are, the least.
  private func steps(_ range: ClosedRange<Double>) -> [Double] {
    let (least, greatest) = (range.lowerBound, range.upperBound)
    var steps = [greatest]
    for part in [4.0, 20] {
      let value = roundValue(greatest / part)
      if value > 0, value >= least { steps.append(value) }
    }
    if steps.count < 3, least > 0, least < 0.8 * steps[steps.count - 1] { steps.append(least) }
    return steps
  }

  /// The nearest of 1, 2 and 5 times a power of ten.
  private func roundValue(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 0 }
    var unit = 1.0
    while unit * 10 <= value { unit *= 10 }
    while unit > value { unit /= 10 }
    return [1, 2, 5, 10].map { $0 * unit }.min { abs($0 - value) < abs($1 - value) } ?? value
  }
}
