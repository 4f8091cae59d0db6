import CollabCore
import CollabGraph
import CollabTestSupport
import Testing

@testable import CollabAlgorithms

/// Checks of scores hold for what the kernels give, and fail for scores that are damaged.
@Suite struct VerificationTests {
  static let verified = Measures.all.entries.filter { $0.verifier != nil }

  static let networks = [
    TestGraphs.papers(authors: 40, works: 60, seed: 5),
    // A work of 100 authors, which kernels do not write out.
    Network(
      unchecked: Incidence(
        uncheckedAuthorCount: 110, workOffsets: [0, 100, 103, 105],
        workAuthors: (0..<UInt32(100)).map { $0 } + [99, 100, 101, 101, 102]),
      facts: WorkFacts(uncheckedYears: [1999, 2000, 2001], citations: [3, 1, WorkFacts.unknown])),
    Network(graph: TestGraphs.barbell(4, between: 2)),
    Network(graph: Graph(uncheckedVertexCount: 3, edges: [])),
    Network(graph: Graph(uncheckedVertexCount: 0, edges: [])),
    cited,
  ]

  /// Works of which most have a year and citations.
  private static let cited: Network = {
    let network = TestGraphs.papers(authors: 30, works: 200, seed: 9)
    var random = SplitMix64(seed: 2)
    let years = (0..<200).map { _ in
      random.below(10) == 0 ? WorkFacts.unknown : Int32(1990 + random.below(30))
    }
    let citations = (0..<200).map { _ in
      random.below(10) == 0 ? WorkFacts.unknown : Int32(random.below(6) * random.below(40))
    }
    return Network(
      unchecked: network.incidence, facts: WorkFacts(uncheckedYears: years, citations: citations))
  }()

  @Test func everyMeasureIsVerified() {
    #expect(Self.verified.count == Measures.all.entries.count)
  }

  @Test(arguments: verified) func scoresOfTheKernelHold(measure: Measure) throws {
    for network in Self.networks {
      let scores = try measure.scores(of: network)
      let found = try measure.verification(of: scores, for: network)
      if case .fails = found { Issue.record("\(measure.id): \(found)") }
    }
    // What was not checked above would not be noticed.
    let first = Self.network(for: measure)
    let found = try measure.verification(of: measure.scores(of: first), for: first)
    guard case .holds = found else {
      Issue.record("\(measure.id): \(found)")
      return
    }
  }

  /// A network of which the measure knows something.
  private static func network(for measure: Measure) -> Network {
    measure.weights == .none ? cited : networks[0]
  }

  @Test(arguments: verified) func damagedScoresFail(measure: Measure) throws {
    let network = Self.network(for: measure)
    let scores = try measure.scores(of: network)
    for change in [0.5, -0.25] {
      var damaged = scores
      damaged.values[0] = damaged.values[0].isNaN ? 1 : damaged.values[0] + change
      let found = try measure.verification(of: damaged, for: network)
      guard case .fails = found else {
        Issue.record("\(measure.id): \(found)")
        return
      }
    }
    let short = Scores(Array(scores.values.dropLast()))
    guard case .fails = try measure.verification(of: short, for: network) else {
      Issue.record("\(measure.id): too few scores hold")
      return
    }
  }

  /// Weighted ties make other distances; estimates and measures without a check say so.
  @Test func settingsAreRespected() throws {
    let network = Self.networks[0]
    for measure in [
      Measure.closeness(alpha: 1), .harmonic(alpha: 2, normalized: true), .pageRank(damping: 0.3),
      .betweenness(normalized: true), .betweenness(alpha: 1), .katz(attenuation: 0.2),
      .i10(citations: 3),
      .hcIndex(year: 2010, gamma: 2, delta: 0.5), .mQuotient(year: 2005), .hiAnnual(year: 1990),
    ] {
      let network = measure.weights == .none ? Self.cited : network
      let found = try measure.verification(of: measure.scores(of: network), for: network)
      guard case .holds = found else {
        Issue.record("\(measure.id): \(found)")
        return
      }
    }
    let own = Measure(id: "own", summary: "own", weights: .none, reference: "") { input in
      Scores([Double](repeating: 0, count: input.network.vertexCount))
    }
    for measure in [Measure.betweenness(epsilon: 0.1), own] {
      let found = try measure.verification(of: measure.scores(of: network), for: network)
      guard case .unchecked = found else {
        Issue.record("\(measure.id): \(found)")
        return
      }
    }
  }
}
