/// Maps numbers to colours by their place between two ends: those given, or the 5th and the 95th
/// percentile, so that single odd values do not leave one colour to all others.
struct ValueScale {
  let low: Double
  let high: Double
  /// Whether there are values below the low end, which have its colour.
  let isCutBelow: Bool
  /// Whether there are values above the high end, which have its colour.
  let isCutAbove: Bool
  let theme: Theme

  init(_ values: [Double], ends: ClosedRange<Double>? = nil, theme: Theme) {
    let known = values.filter(\.isFinite)
    let least = known.min() ?? 0, greatest = known.max() ?? 0
    let ends =
      ends ?? DiagramOptions.Values.typicalRange(from: known, to: known) ?? least...greatest
    low = ends.lowerBound
    high = ends.upperBound
    isCutBelow = least < low
    isCutAbove = greatest > high
    self.theme = theme
  }

  /// Great values stand out: they are dark on a light ground and light on a dark one.
  func color(_ value: Double) -> Color {
    guard value.isFinite else { return Palette.neutral }
    let share = high > low ? max(0, min(1, (value - low) / (high - low))) : 0.5
    return Palette.scale(theme == .dark ? share : 1 - share)
  }
}

extension DiagramOptions.Values {
  /// The range from the 5th percentile of some numbers to the 95th percentile of others, each the
  /// nearest rank; `nil` where these are no range of more than one number.
  ///
  /// - Parameters:
  ///   - lows: the numbers that begin ranges, such as the first years of authors; all finite.
  ///   - highs: the numbers that end them, such as their last years; all finite.
  /// - Complexity: O(*n* log *n*).
  public static func typicalRange(
    from lows: [Double], to highs: [Double]
  ) -> ClosedRange<Double>? {
    guard !lows.isEmpty, !highs.isEmpty else { return nil }
    let low = lows.sorted()[(lows.count - 1) / 20]
    let high = highs.sorted()[highs.count - 1 - (highs.count - 1) / 20]
    return low < high ? low...high : nil
  }
}
