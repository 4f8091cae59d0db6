import CollabCore
import CollabGraph
import Testing

@testable import CollabReport

/// Five works of six authors over four years, counted by hand.
@Suite struct TimelineTests {
  /// 2000: {0, 1} and {2}. 2001: none. 2002: {0, 1, 2} and {0, 1}. 2003: {2, 3} and, of no year,
  /// {4, 5}.
  private func network(_ weighting: Weighting = .fractional) throws -> Network {
    try Network(
      incidence: Incidence(
        authorCount: 6, workOffsets: [0, 2, 3, 6, 8, 10, 12],
        workAuthors: [0, 1, 2, 0, 1, 2, 0, 1, 2, 3, 4, 5]),
      facts: WorkFacts(
        years: [2000, 2000, 2002, 2002, 2003, WorkFacts.unknown],
        citations: .init(repeating: WorkFacts.unknown, count: 6)))
  }

  @Test func yearsByHand() throws {
    let timeline = try Timeline(of: network())
    #expect(timeline.hasPairs)
    #expect(timeline.years.map(\.year) == [2000, 2001, 2002, 2003])
    #expect(timeline.years.map(\.works) == [2, 0, 2, 1])
    #expect(timeline.years.map(\.singleAuthorWorks) == [1, 0, 0, 0])
    #expect(timeline.years.map(\.authorships) == [3, 0, 5, 2])
    #expect(timeline.years.map(\.authors) == [3, 0, 3, 2])
    #expect(timeline.years.map(\.newAuthors) == [3, 0, 0, 1])
    #expect(timeline.years.map(\.authorsPerWork) == [1.5, nil, 2.5, 2])
    // 0 and 1 meet again, once; 0 and 2, and 1 and 2, were known; 3 is new.
    #expect(
      timeline.years.map(\.pairs) == [
        .init(betweenNew: 1), .init(), .init(repeated: 1, betweenKnown: 2), .init(withOneNew: 1),
      ])
    #expect(timeline.years.map(\.connectedShare) == [2.0 / 3, 2.0 / 3, 1, 1])
  }

  @Test func aNetworkOfTiesHasNoYears() throws {
    let graph = try Graph(vertexCount: 2, edges: [Edge(0, 1)])
    #expect(try Timeline(of: Network(graph: graph)).years.isEmpty)
  }

  /// A work of 7,000 authors has 24,496,500 pairs.
  @Test func tooManyPairsAreNotCounted() throws {
    let n = 7000
    let timeline = try Timeline(
      of: Network(
        incidence: Incidence(
          authorCount: n, workOffsets: [0, n], workAuthors: (0..<UInt32(n)).map { $0 }),
        facts: WorkFacts(years: [2020], citations: [0])))
    #expect(!timeline.hasPairs && timeline.years[0].pairs.count == 0)
    #expect(!timeline.table().columns.contains { $0.name == "pairs" })
  }
}
