import CollabBibliography
import CollabCorpus
import Testing

@testable import CollabReport

/// Every figure that a gate may name, of two small reports whose values were counted by hand.
@Suite struct GateFigureTests {
  /// Four works: two by Ann and Bob, of which one has no year and one is cited; one of Cy whose byline
  /// is cut; one without authors. The second entry of the first work was merged into it.
  private static let text = """
    @article{a, title = {On the snow of the north}, author = {Ann Hill and Bob Wood}, year = 2001,
      doi = {10.1/a}}
    @article{a2, title = {On the snow of the north}, author = {Ann Hill and Bob Wood}, year = 2001,
      doi = {10.1/a}}
    @article{b, title = {A map of ice}, author = {Ann Hill and Bob Wood}, note = {Cited By 7}}
    @article{c, title = {Rivers in spring}, author = {Cy Crane and others}, year = 2003}
    @article{d, title = {Editorial}, year = 2004}

    """

  private static func values() throws -> [String: Double] {
    let sources = Bibliography.read(Array(text.utf8), name: "a.bib").sources
    return try Report(
      of: Corpus(Bibliography(merging: sources)), options: .init()
    ).namedFigures
  }

  /// Modularity: Ann and Bob have all of the weight, which their group holds, and Cy is alone: 1 − 1 = 0.
  private static let expected: [String: Double] = [
    "works": 3, "authors": 3, "ties": 1, "clusters": 2, "components": 2,
    "largest-component-share": 2 / 3.0, "modularity": 0, "stability": 1, "sources": 1,
    "entries": 5, "merged-entries": 1, "incomplete-share": 0.25, "no-author-share": 0.25,
    "no-year-share": 0.25, "no-citations-share": 0.75, "suggestions": 0, "errors": 0,
  ]

  @Test func valuesByHand() throws {
    let values = try Self.values()
    for (id, value) in Self.expected {
      #expect(values[id].map { abs($0 - value) < 1e-12 } == true, "\(id): \(values[id] as Any)")
    }
    let kinds = ["errors", "warnings", "notes"]
    #expect(
      Set(values.keys) == Set(GateFigure.ofReports.map(\.id))
        && values.keys.allSatisfy { Self.expected[$0] != nil || kinds.contains($0) })
  }

  /// A gate on each figure fails on one side of its value and passes on the other.
  @Test(arguments: GateFigure.ofReports.map(\.id))
  func aGateOnEachFigure(id: String) throws {
    let value = try #require(try Self.values()[id])
    for (condition, isFailure) in [(">= \(value - 0.5)", true), ("> \(value + 0.5)", false)] {
      var gates = Gates(figures: GateFigure.ofReports)
      try gates.add("\(id) \(condition)")
      #expect(
        try gates.results(of: Self.values(), on: nil).map(\.isFailure) == [isFailure],
        "\(condition)")
    }
  }

  /// Every figure of a comparison is known where both folders are whole.
  @Test func aComparisonHasEveryFigure() throws {
    let values = try ArtifactComparisonTests().compare { _ in }.gateValues
    for figure in GateFigure.ofComparisons {
      #expect(values[figure.id] == 0, "\(figure.id)")
    }
  }
}
