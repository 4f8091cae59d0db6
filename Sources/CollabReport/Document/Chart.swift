import CollabCore
import Foundation

/// A small chart of figures by year or by another category, drawn as SVG inside a page.
public struct Chart: Sendable {
  /// How values are drawn.
  public enum Kind: Sendable {
    /// Columns, the series on top of each other.
    case columns
    /// A line for each series.
    case lines
  }

  /// What it shows, or what it says.
  public var title: String
  /// What the values are, with their unit.
  public var subtitle: String
  /// What the categories are called, one a place.
  public var categories: [String]
  /// The series from the bottom up: a name, and a value for each category, not known where it is
  /// not finite.
  public var series: [(name: String, values: [Double])]
  /// How values are drawn.
  public var kind = Kind.columns
  /// Whether values are shares, shown in percent.
  public var isShare = false

  /// Creates a chart.
  public init(
    _ title: String, subtitle: String, categories: [String],
    series: [(name: String, values: [Double])], kind: Kind = .columns, isShare: Bool = false
  ) {
    self.title = title
    self.subtitle = subtitle
    self.categories = categories
    self.series = series
    self.kind = kind
    self.isShare = isShare
  }
}

extension Chart {
  /// The drawing, 560 wide and 240 high; colours are those of the classes `s1` to `s4`.
  var svg: String {
    let width = 560.0, height = 240.0, right = 12.0, top = 10.0, bottom = 26.0
    let totals = categories.indices.map { place in
      kind == .columns
        ? series.reduce(0) { $0 + known($1.values[place]) }
        : series.map { known($0.values[place]) }.max() ?? 0
    }
    let areCounts =
      !isShare && series.allSatisfy { $0.values.allSatisfy { !$0.isFinite || $0 == $0.rounded() } }
    let ticks = Self.ticks(upTo: totals.max() ?? 0, areWhole: areCounts)
    let most = max(ticks.last ?? 1, 1e-9)
    // A digit of 13 px is at most 8 wide.
    let digits = ticks.map { shown($0).count }.max() ?? 0
    let left = max(46, Double(8 * digits + 8))
    let plotWidth = width - left - right, plotHeight = height - top - bottom
    func y(_ value: Double) -> Double { top + plotHeight * (1 - value / most) }
    var text = ByteText()
    text.append("<svg class=\"chart\" role=\"img\" viewBox=\"0 0 560 240\" aria-label=\"")
    text.append(xml: label(totals))
    text.append("\">\n")
    for tick in ticks {
      let at = Self.coordinate(y(tick))
      text.append("<path class=\"grid\" d=\"M\(Int(left)),\(at)H\(Int(width - right))\"/>")
      text.append(
        "<text class=\"tick\" x=\"\(Int(left) - 6)\" y=\"\(Self.coordinate(y(tick) + 4))\" ")
      text.append("text-anchor=\"end\">\(shown(tick))</text>\n")
    }
    let step = plotWidth / Double(max(categories.count, 1))
    let every = max(1, Int((Double(categories.count) / 9).rounded(.up)))
    for (place, category) in categories.enumerated() where place % every == 0 {
      let x = Self.coordinate(left + (Double(place) + 0.5) * step)
      text.append(
        "<text class=\"tick\" x=\"\(x)\" y=\"\(Int(height) - 8)\" text-anchor=\"middle\">")
      text.append(xml: category)
      text.append("</text>\n")
    }
    switch kind {
    case .columns:
      let gap = step > 4 ? 1.5 : 0.0
      for place in categories.indices {
        var base = 0.0
        for (number, entry) in series.enumerated() where known(entry.values[place]) > 0 {
          let value = known(entry.values[place])
          let x = Self.coordinate(left + Double(place) * step + gap / 2)
          let high = Self.coordinate(y(base + value))
          let size = Self.coordinate(max(0.5, y(base) - y(base + value)))
          text.append("<rect class=\"s\(number + 1)\" x=\"\(x)\" y=\"\(high)\" ")
          text.append("width=\"\(Self.coordinate(step - gap))\" height=\"\(size)\"><title>")
          text.append(xml: "\(categories[place]), \(entry.name): \(shown(value))")
          text.append("</title></rect>\n")
          base += value
        }
      }
    case .lines:
      for (number, entry) in series.enumerated() {
        var way = "", isDrawing = false
        for (place, value) in entry.values.enumerated() {
          guard value.isFinite else {
            isDrawing = false
            continue
          }
          let x = Self.coordinate(left + (Double(place) + 0.5) * step)
          way += "\(isDrawing ? "L" : "M")\(x),\(Self.coordinate(y(value)))"
          isDrawing = true
        }
        text.append("<path class=\"l\(number + 1)\" d=\"\(way)\"/>\n")
      }
    }
    text.append("</svg>")
    return String(decoding: text.bytes, as: UTF8.self)
  }

  /// A row of small columns, `width` by 26.
  static func trend(_ values: [Double], width: Int = 96, label: String) -> String {
    let most = values.filter(\.isFinite).max() ?? 0
    guard most > 0 else { return "" }
    let step = Double(width) / Double(values.count)
    var way = ""
    for (place, value) in values.enumerated() where value.isFinite && value > 0 {
      let high = max(0.5, 26 * value / most)
      way += "M\(coordinate(Double(place) * step)),26v-\(coordinate(high))"
      way += "h\(coordinate(max(0.4, step * 0.82)))V26z"
    }
    var text = ByteText()
    text.append("<svg class=\"trend\" role=\"img\" width=\"\(width)\" height=\"26\" ")
    text.append("viewBox=\"0 0 \(width) 26\" aria-label=\"")
    text.append(xml: label)
    text.append("\"><path d=\"\(way)\"/></svg>")
    return String(decoding: text.bytes, as: UTF8.self)
  }

  private func known(_ value: Double) -> Double { value.isFinite ? max(0, value) : 0 }

  private func shown(_ value: Double) -> String {
    if isShare { return percent(value) }
    if let whole = Int(exactly: value) { return whole.grouped }
    return Table.shown(value, decimals: 1)
  }

  /// What the chart says, for those who do not see it: the first, the highest and the last value.
  private func label(_ totals: [Double]) -> String {
    guard let first = categories.first, let last = categories.last,
      let highest = totals.indices.max(by: { (totals[$0], $1) < (totals[$1], $0) })
    else { return title }
    return "\(title). \(subtitle): \(shown(totals[0])) in \(first), "
      + "\(shown(totals[totals.count - 1])) in \(last); at most \(shown(totals[highest])) in "
      + categories[highest]
  }

  /// Three to six round numbers from 0 that reach a maximum.
  static func ticks(upTo most: Double, areWhole: Bool = false) -> [Double] {
    guard most > 0, most.isFinite else { return [0, 1] }
    if areWhole, most < 5 { return (0...Int(most.rounded(.up))).map(Double.init) }
    let power = pow(10, log10(most / 4).rounded(.down))
    let step = [1, 2, 2.5, 5, 10].map { $0 * power }.first { most / $0 <= 5 } ?? 10 * power
    return (0...Int((most / step).rounded(.up))).map { Double($0) * step }
  }

  private static func coordinate(_ value: Double) -> String {
    let rounded = (value * 10).rounded() / 10
    return rounded == rounded.rounded() ? String(Int(rounded)) : Table.shown(rounded, decimals: 1)
  }
}
