import CollabAlgorithms
import CollabCore
import CollabGraph
import CollabTestSupport
import Testing

/// Values of the catalogs, their settings as Swift and as `--set` writes them, and graphs that have
/// no works behind them.
@Suite struct TypedSettingsTests {
  let graph = TestGraphs.coauthors(authors: 40, works: 60, seed: 5)

  @Test(arguments: [
    (Measure.pageRank(damping: 0.5, tolerance: 1e-9, iterations: 3), "pagerank"),
    (.katz(attenuation: 0.25, iterations: 2), "katz"),
    (.eigenvector(tolerance: 0.5), "eigenvector"),
    (.closeness(alpha: 1), "closeness"), (.harmonic(alpha: 1, normalized: true), "harmonic"),
    (.betweenness(normalized: true, epsilon: 0.1, delta: 0.2), "betweenness"),
    (.i10(citations: 3), "i10"), (.hcIndex(year: 2000, gamma: 3, delta: 2), "hc-index"),
    (.mQuotient(year: 2000), "m-quotient"), (.arIndex(year: 2000), "ar-index"),
    (.awcr(year: 2000), "awcr"), (.awIndex(year: 2000), "aw-index"),
    (.awcrPerAuthor(year: 2000), "awcr-per-author"), (.hiAnnual(year: 2000), "hi-annual"),
  ])
  func measuresTakeSettings(measure: Measure, id: String) throws {
    #expect(measure.id == id)
    #expect(!measure.settings.isEmpty)
    let named = try Measures.all.entry(id).with(
      Settings(parsing: measure.settings.names.map { "\($0)=\(measure.settings[$0] ?? .nan)" }))
    let scores = try measure.scores(of: graph)
    #expect(
      try named.scores(of: Network(graph: graph)).values.description == scores.values.description)
  }

  @Test(arguments: [
    CommunityMethod.leiden(resolution: 2, randomness: 0.1, rounds: 2),
    .leidenCPM(resolution: 0.2, rounds: 3), .louvain(resolution: 0.5), .labelPropagation(sweeps: 3),
  ])
  func communityMethodsTakeSettings(method: CommunityMethod) throws {
    #expect(!method.settings.isEmpty)
    #expect(try method.partition(of: graph) == method.partition(of: Network(graph: graph)))
  }

  @Test(arguments: [
    Backbone.threshold(weight: 1), .topLinks(count: 1), .core(k: 2), .disparity(alpha: 0.3),
  ])
  func backbonesTakeSettings(backbone: Backbone) throws {
    #expect(!backbone.settings.isEmpty)
    #expect(try backbone.graph(of: graph) == backbone.graph(of: Network(graph: graph)))
  }

  /// PageRank without damping is the same for all: each of *n* has 1/*n*.
  @Test func settingsReachTheKernel() throws {
    let scores = try Measure.pageRank(damping: 0).scores(of: TestGraphs.star(3)).values
    #expect(scores.allSatisfy { abs($0 - 0.25) < 1e-12 })
  }

  @Test func settingsOutOfRangeThrowWhereScoresAreAskedFor() {
    #expect(throws: OptionError.self) { try Measure.pageRank(damping: 1.5).scores(of: graph) }
    #expect(throws: OptionError.self) { try CommunityMethod.leiden(rounds: 0).partition(of: graph) }
    #expect(throws: OptionError.self) { try Backbone.topLinks(count: -1).graph(of: graph) }
  }

  /// A kernel of one's own that answers for too few edges.
  @Test func aBackboneThatForgetsEdgesThrows() {
    let short = Backbone(id: "short", summary: "forgets edges") { _ in [true] }
    #expect(throws: OptionError.self) { try short.graph(of: graph) }
  }
}
