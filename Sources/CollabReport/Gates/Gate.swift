import CollabBibliography
import CollabCore

/// A condition on a figure that must not be met, as in `works < 100`.
public struct Gate: Sendable, Equatable, CustomStringConvertible {
  /// How a figure is compared with a threshold.
  public enum Comparison: String, Sendable, CaseIterable {
    // Longer signs come first, because they are looked for in this order.
    case atMost = "<="
    case atLeast = ">="
    case different = "!="
    case below = "<"
    case above = ">"
    case equal = "="
  }

  /// The figure.
  public let figure: GateFigure
  /// The comparison.
  public let comparison: Comparison
  /// The threshold; shares are from 0 to 1.
  public let threshold: Double

  /// Reads a condition.
  ///
  /// - Parameters:
  ///   - text: a figure, a comparison and a decimal number, or a percentage.
  ///   - figures: the figures that may be named.
  /// - Throws: ``/CollabCore/OptionError`` for what is no condition, ``/CollabCore/UnknownName``
  ///   for an unknown figure.
  public init(_ text: String, figures: [GateFigure]) throws {
    guard
      let (comparison, sign) = Comparison.allCases.lazy.compactMap({ comparison in
        text.firstRange(of: comparison.rawValue).map { (comparison, $0) }
      }).first
    else {
      throw OptionError(
        "'\(text)' is no condition: it needs a figure, one of "
          + Comparison.allCases.map(\.rawValue).joined(separator: " ")
          + " and a number, as in 'works < 100'")
    }
    let name = String(text[..<sign.lowerBound].trimmed)
    guard let figure = figures.first(where: { $0.id == name }) else {
      throw UnknownName(kind: "figure", name: name, among: figures.map(\.id))
    }
    var number = text[sign.upperBound...].trimmed
    // `==` is understood as well.
    if comparison == .equal, number.hasPrefix("=") { number = number.dropFirst().trimmed }
    let isPercentage = number.hasSuffix("%")
    if isPercentage { number = number.dropLast().trimmed }
    guard let value = Double(decimal: number) else {
      throw OptionError("'\(text)' is no condition: '\(number)' is no decimal number")
    }
    self.figure = figure
    self.comparison = comparison
    threshold = isPercentage ? value / 100 : value
  }

  /// Whether a value meets the condition, and the gate fails.
  public func isMet(by value: Double) -> Bool {
    switch comparison {
    case .atMost: value <= threshold
    case .atLeast: value >= threshold
    case .different: value != threshold
    case .below: value < threshold
    case .above: value > threshold
    case .equal: value == threshold
    }
  }

  /// The condition as it is written.
  public var description: String { "\(figure.id) \(condition)" }

  /// The condition without its figure.
  var condition: String { "\(comparison.rawValue) \(Gate.shown(threshold))" }

  /// A figure as it is read in messages.
  static func shown(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? "\(value)"
  }
}
