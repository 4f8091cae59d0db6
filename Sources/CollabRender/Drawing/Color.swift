import Foundation

/// A colour of the sRGB space, with an opacity.
public struct Color: Sendable, Hashable {
  /// The red part, 0 to 255.
  public var red: UInt8
  /// The green part, 0 to 255.
  public var green: UInt8
  /// The blue part, 0 to 255.
  public var blue: UInt8
  /// How much of what lies beneath it hides, 0 to 255.
  public var alpha: UInt8 = 255

  /// Creates a colour from `0xRRGGBB`.
  public init(_ rgb: UInt32) {
    red = UInt8(rgb >> 16 & 255)
    green = UInt8(rgb >> 8 & 255)
    blue = UInt8(rgb & 255)
  }

  /// Creates a colour from Oklab (Ottosson 2020, https://bottosson.github.io/posts/oklab/); what no
  /// screen shows is cut.
  init(lightness: Double, a: Double, b: Double) {
    func cube(_ x: Double) -> Double { x * x * x }
    let l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b)
    let m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b)
    let s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b)
    func byte(_ value: Double) -> UInt8 {
      let part = max(0, min(1, value))
      let shown = part <= 0.0031308 ? 12.92 * part : 1.055 * pow(part, 1 / 2.4) - 0.055
      return UInt8((shown * 255).rounded())
    }
    red = byte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)
    green = byte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)
    blue = byte(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)
  }

  /// The same colour, hiding the given share of what lies beneath it, 0 to 1.
  public func opacity(_ share: Double) -> Color {
    var result = self
    result.alpha = UInt8((max(0, min(1, share)) * 255).rounded())
    return result
  }

  /// The colour at a share of the way to another, 0 to 1, in sRGB values.
  public func mixed(with other: Color, _ share: Double) -> Color {
    func mix(_ a: UInt8, _ b: UInt8) -> UInt8 {
      UInt8((Double(a) + (Double(b) - Double(a)) * max(0, min(1, share))).rounded())
    }
    var result = self
    result.red = mix(red, other.red)
    result.green = mix(green, other.green)
    result.blue = mix(blue, other.blue)
    result.alpha = mix(alpha, other.alpha)
    return result
  }

  /// `#rrggbb`, followed by the opacity where it is not full.
  public var hexadecimal: String {
    func pair(_ byte: UInt8) -> String {
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return "#" + pair(red) + pair(green) + pair(blue) + (alpha == 255 ? "" : pair(alpha))
  }

  /// The relative luminance, 0 to 1 (WCAG 2.2).
  public var luminance: Double {
    func linear(_ byte: UInt8) -> Double {
      let value = Double(byte) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// The contrast with another colour, 1 to 21 (WCAG 2.2).
  public func contrast(with other: Color) -> Double {
    let (a, b) = (luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// Black or white letters, whichever can be read better on this colour.
  public var ink: Color {
    let (dark, light) = (Color(0x000000), Color(0xffffff))
    return contrast(with: dark) >= contrast(with: light) ? dark : light
  }

  /// The nearest shade, towards black or white, that has a contrast with a background.
  public func contrasting(_ background: Color, atLeast ratio: Double) -> Color {
    let pole = background.luminance > 0.18 ? Color(0x000000) : Color(0xffffff)
    for step in 0...20 {
      let shade = mixed(with: pole, Double(step) / 20)
      if shade.contrast(with: background) >= ratio { return shade }
    }
    return pole
  }
}

/// Colours that people with any of the common kinds of colour blindness can tell apart.
public enum Palette {
  /// Colours of categories: Okabe and Ito 2008 (https://jfly.uni-koeln.de/color/) without black,
  /// then five of Tol's muted scheme (https://sronpersonalpages.nl/~pault/).
  public static let categories: [Color] = [
    0x0072b2, 0xe69f00, 0x009e73, 0xcc79a7, 0x56b4e9, 0xd55e00, 0xf0e442,
    0x332288, 0x117733, 0x999933, 0x882255, 0xaa4499,
  ].map(Color.init)

  /// What has no colour of its own: the thirteenth community and later ones, missing values.
  public static let neutral = Color(0x8c8c8c)

  /// The colour of a category by its rank, from 0.
  public static func category(_ index: Int) -> Color {
    categories.indices.contains(index) ? categories[index] : neutral
  }

  /// A pale colour of the many communities without one of ``categories``: the hue says in which
  /// direction they lie, and one of two levels of lightness tells neighbours apart.
  ///
  /// - Parameters:
  ///   - direction: a share of the full turn, 0 to 1; taken to the nearest of 24.
  ///   - isDark: which of the two levels.
  static func placed(_ direction: Double, isDark: Bool) -> Color {
    let angle = 2 * Double.pi * (direction * 24).rounded() / 24
    return Color(
      lightness: isDark ? 0.62 : 0.78, a: 0.075 * cos(angle), b: 0.075 * sin(angle))
  }

  /// The colour of a value, 0 to 1, on a scale of rising lightness: viridis (Smith, van der Walt
  /// 2015, https://bids.github.io/colormap/), every 32nd of its colours, straight lines between.
  public static func scale(_ value: Double) -> Color {
    guard value.isFinite else { return neutral }
    let place = max(0, min(1, value)) * Double(viridis.count - 1)
    let index = min(Int(place), viridis.count - 2)
    return viridis[index].mixed(with: viridis[index + 1], place - Double(index))
  }

  private static let viridis: [Color] = [
    0x440154, 0x472d7b, 0x3b528b, 0x2c728e, 0x21918c, 0x28ae80, 0x5ec962, 0xaddc30, 0xfde725,
  ].map(Color.init)
}

/// What a picture is drawn for.
public enum Theme: String, Sendable, CaseIterable, Codable {
  /// A light screen.
  case light
  /// A dark screen.
  case dark
  /// Paper: white, with darker and thicker lines.
  case print

  /// Of the many without a colour of their own, who recede.
  package var quiet: Color { Palette.neutral.mixed(with: background, 0.45) }

  /// The ground.
  public var background: Color {
    switch self {
    case .light: Color(0xfcfcfa)
    case .dark: Color(0x14171c)
    case .print: Color(0xffffff)
    }
  }

  /// Names and titles.
  public var ink: Color { self == .dark ? Color(0xf2f3f5) : Color(0x1c1f24) }

  /// Captions and scales.
  public var mutedInk: Color { self == .dark ? Color(0xaeb4bd) : Color(0x565c66) }

  /// Edges between communities.
  public var edge: Color {
    switch self {
    case .light: Color(0x7a828e)
    case .dark: Color(0x8b94a3)
    case .print: Color(0x4a4f57)
    }
  }

  /// The thinnest line, in points.
  var thinnest: Double { self == .print ? 0.4 : 0.3 }
}
