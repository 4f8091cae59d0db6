import Testing

@testable import CollabBibliography

@Suite struct VOSviewerJSONReaderTests {
  @Test func itemsAndLinksAreRead() throws {
    let reading = try GraphReading(fixture: "vosviewer-json/online.json")
    #expect(
      reading.ties == [
        .init(ends: ["4.5", "van eck, nees jan \"n\""], weight: 1),
        .init(ends: ["van eck, nees jan \"n\"", "waltman, ludo [1]"], weight: 12),
      ])
    #expect(reading.isolated == ["waltman, ludo [3]"])
    #expect(
      reading.diagnostics.map { $0.hasSuffix("-label]") || $0.hasSuffix("loop]") } == [true, true])
  }

  @Test func brokenEntriesAreToldAndTheirNeighboursKept() throws {
    let reading = try GraphReading(fixture: "vosviewer-json/broken.json")
    #expect(reading.vertices.contains("Ada"))
    #expect(reading.diagnostics.contains { $0.contains("[vosviewer-json.unclosed]") })
  }

  @Test func aNetworkMayHaveNoLinks() throws {
    let reading = try GraphReading(
      "{\"items\": [{\"id\": 1, \"label\": \"A\"}]}", as: "vosviewer-json")
    #expect(reading.isolated == ["A"] && reading.diagnostics.isEmpty)
  }
}
