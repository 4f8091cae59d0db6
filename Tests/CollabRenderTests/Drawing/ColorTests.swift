import Testing

@testable import CollabRender

@Suite struct ColorTests {
  /// WCAG's own extremes, and the lightest grey that passes its 4.5 on white.
  @Test func contrast() {
    #expect(abs(Color(0x000000).contrast(with: Color(0xffffff)) - 21) < 1e-9)
    #expect(Color(0x777777).contrast(with: Color(0x777777)) == 1)
    #expect(abs(Color(0x767676).contrast(with: Color(0xffffff)) - 4.54) < 0.01)
  }

  @Test(arguments: Theme.allCases) func textAndOutlinesStandOut(theme: Theme) {
    #expect(theme.ink.contrast(with: theme.background) >= 7)
    #expect(theme.mutedInk.contrast(with: theme.background) >= 4.5)
    for color in Palette.categories + [Palette.neutral] {
      let outline = color.contrasting(theme.background, atLeast: 3)
      #expect(outline.contrast(with: theme.background) >= 3)
    }
  }

  /// White on the darkest of the palette, black on yellow; always at least 4.5.
  @Test func lettersStandOutOnEveryDisc() {
    #expect(Color(0x332288).ink == Color(0xffffff))
    #expect(Color(0xf0e442).ink == Color(0x000000))
    for color in Palette.categories + [Palette.neutral] {
      #expect(color.ink.contrast(with: color) >= 4.5, "\(color.hexadecimal)")
    }
  }

  @Test func scaleRisesInLightness() {
    let lightness = (0...100).map { Palette.scale(Double($0) / 100).luminance }
    for (a, b) in zip(lightness, lightness.dropFirst()) { #expect(b > a) }
    #expect(Palette.scale(.nan) == Palette.neutral)
  }

  @Test func hexadecimal() {
    #expect(Color(0x0072b2).hexadecimal == "#0072b2")
    #expect(Color(0x0072b2).opacity(0.5).hexadecimal == "#0072b280")
  }
}
