import Testing

@testable import CollabBibliography

@Suite struct PajekReaderTests {
  @Test func labelsWeightsAndListsAreRead() throws {
    let reading = try GraphReading(fixture: "pajek/edges.net")
    #expect(
      reading.ties == [
        .init(ends: ["Newman", "O'Neil \"Bob\"-Kurt"], weight: 1),
        .init(ends: ["Newman", "White, D [1]"], weight: 1),
        .init(ends: ["Newman", "山田 太郎"], weight: 0.5),
        .init(ends: ["O'Neil \"Bob\"-Kurt", "White, D [1]"], weight: 5),
        .init(ends: ["White, D [1]", "White, D [5]"], weight: 1),
        .init(ends: ["White, D [1]", "山田 太郎"], weight: 1),
      ])
    #expect(reading.isolated == ["6"])
    let start = "pajek/edges.net: note: "
    #expect(
      reading.diagnostics == [
        start + "2 vertices share their label with another one: told apart by their ids "
          + "[pajek.shared-label]",
        start + "1 of 3 pairs are stated in both directions: the two are added up "
          + "[pajek.both-directions]",
        start + "1 edge joins a vertex to itself: left out [pajek.loop]",
      ])
  }

  @Test func aMatrixStatesBothDirections() throws {
    let reading = try GraphReading(fixture: "pajek/matrix.net")
    #expect(
      reading.ties == [.init(ends: ["a", "b"], weight: 3), .init(ends: ["b", "c"], weight: 0.5)])
  }

  @Test func aProjectHoldsSeveralNetworks() throws {
    let reading = try GraphReading(fixture: "pajek/project.paj")
    #expect(
      reading.ties == [
        .init(ends: ["Ada", "Bob"], weight: 2), .init(ends: ["Ada", "Dee"], weight: 4),
      ])
    #expect(reading.isolated == ["Cem"])
    #expect(
      reading.diagnostics == [
        "pajek/project.paj:9:1: note: '*Partition' is not read: it holds no ties [pajek.section]"
      ])
  }

  @Test func aMatrixOfTwoModesJoinsTheModes() throws {
    let reading = try GraphReading(fixture: "pajek/two-mode.net")
    #expect(
      reading.ties == [
        .init(ends: ["a", "p1"], weight: 1), .init(ends: ["b", "p1"], weight: 1),
        .init(ends: ["b", "p2"], weight: 2), .init(ends: ["c", "p2"], weight: 1),
      ])
    #expect(reading.diagnostics.map { $0.hasSuffix("[pajek.two-mode]") } == [true])
  }

  @Test func brokenLinesAreToldAndTheirNeighboursKept() throws {
    let reading = try GraphReading(fixture: "pajek/broken.net")
    #expect(
      reading.ties == [
        .init(ends: ["\"Bob", "Ada"], weight: 1), .init(ends: ["4", "Cem"], weight: 2),
      ])
    let start = "pajek/broken.net:"
    #expect(
      reading.diagnostics
        == [
          "3:3: warning: the quotation mark of the label is not closed [pajek.label]",
          "5:1: error: vertex 3 is defined a second time [pajek.vertex]",
          "6:1: error: expected the number of a vertex [pajek.vertex]",
          "8:1: error: the weight -1 is no tie strength: expected a number from 0 [pajek.weight]",
          "10:3: error: there is no vertex 7: 4 are announced [pajek.vertex]",
          "11:2: error: expected the number of a vertex [pajek.vertex]",
          "12:1: error: the weight inf is no tie strength: expected a number from 0 [pajek.weight]",
          "14:1: warning: '*Unheard' is not known: its lines are left out [pajek.section]",
        ].map { start + $0 })
  }

  @Test func announcedVerticesCostNoMemory() throws {
    let reading = try GraphReading(fixture: "pajek/huge.net")
    #expect(reading.ties == [.init(ends: ["3", "999999999999"], weight: 0.5)])
    #expect(reading.isolated.isEmpty && reading.diagnostics.count == 1)
  }
}
