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

  @Test func linksAreToldOfWithTheirColumn() throws {
    let reading = try GraphReading(
      """
      {"network": {"items": [{"id": 1, "label": "A"}, {"id": 2}],
        "links": [{"source_id": 1, "target_id": 2}, {"source_id": 1, "target_id": 9},
      {"source_id": 1}, {"source_id": 2, "target_id": 1, "strength": -5}]}}
      """, as: "vosviewer-json")
    #expect(reading.ties == [.init(ends: ["2", "A"], weight: 1)])
    #expect(
      reading.diagnostics == [
        "in:2:47: error: there is no vertex of the id 9 [vosviewer-json.edge]",
        "in:3:1: error: expected both ends of the edge [vosviewer-json.edge]",
        "in:3:19: error: the weight -5 is no tie strength: expected a number from 0 "
          + "[vosviewer-json.weight]",
      ])
  }

  @Test func aNetworkMayHaveNoLinks() throws {
    let reading = try GraphReading(
      "{\"items\": [{\"id\": 1, \"label\": \"A\"}]}", as: "vosviewer-json")
    #expect(reading.isolated == ["A"] && reading.diagnostics.isEmpty)
  }
}
