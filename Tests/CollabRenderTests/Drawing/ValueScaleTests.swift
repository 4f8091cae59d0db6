import CollabGraph
import Testing

@testable import CollabRender

@Suite struct ValueScaleTests {
  /// By hand: of 1 to 100 the fifth from either end.
  @Test func typicalRanges() {
    let numbers = (1...100).map(Double.init)
    #expect(DiagramOptions.Values.typicalRange(from: numbers.reversed(), to: numbers) == 5...96)
    #expect(DiagramOptions.Values.typicalRange(from: [3, 1], to: [2, 4]) == 1...4)
    #expect(DiagramOptions.Values.typicalRange(from: [7, 7], to: [7]) == nil)
    #expect(DiagramOptions.Values.typicalRange(from: [], to: []) == nil)
  }

  /// One early year does not take the colours from all others.
  @Test(arguments: Theme.allCases) func oddValuesAreCutOff(theme: Theme) {
    let years = [1920.0] + (0..<60).map { 2000 + Double($0 % 12) } + [.nan]
    let scale = ValueScale(years, theme: theme)
    #expect(scale.isCutBelow && !scale.isCutAbove)
    #expect((scale.low, scale.high) == (2000, 2011))
    #expect(scale.color(1920) == scale.color(2000))
    #expect(scale.color(2000) != scale.color(2011))
    let given = ValueScale(years, ends: 1900...2005, theme: theme)
    #expect(!given.isCutBelow && given.isCutAbove)
    #expect(given.color(2011) == given.color(2005))
  }

  @Test func theLegendMarksCutEnds() throws {
    let graph = TestGraphs.path(60)
    var options = DiagramOptions()
    options.coloring = .values(
      .init(title: "mean year", values: (0..<60).map { $0 == 7 ? 1920 : 1990 + Double($0 % 30) }))
    let svg = String(
      decoding: try Diagram(
        DiagramSource(names: (0..<60).map { "A\($0)" }, graph: graph), options
      ).rendered(as: .svg), as: UTF8.self)
    #expect(svg.contains(">≤ 1990<"))
    #expect(svg.contains(">≥ 2018<"))
  }
}
