import Testing

@testable import CollabBibliography

@Suite struct GraphMLReaderTests {
  @Test func keysDefaultsAndLabelsAreRead() throws {
    let reading = try GraphReading(fixture: "graphml/keys.graphml")
    #expect(
      reading.ties == [
        .init(ends: ["Paul Erdős", "R & S [b]"], weight: 5),
        .init(ends: ["Paul Erdős", "c"], weight: 0.5),
        .init(ends: ["c", "e"], weight: 0.5),
      ])
    #expect(reading.isolated == ["R & S [d]"])
    #expect(
      reading.diagnostics
        == [
          "note: 2 vertices share their label with another one: told apart by their ids "
            + "[graphml.shared-label]",
          "note: 1 edge joins a vertex to itself: left out [graphml.loop]",
          "warning: hyperedges that are not read: 1 [graphml.hyperedge]",
        ].map { "graphml/keys.graphml: " + $0 })
  }

  @Test func networksOfNetworksLoseTheirHierarchy() throws {
    let reading = try GraphReading(fixture: "graphml/nested.graphml")
    #expect(reading.isolated == ["a", "b"])
    #expect(
      reading.diagnostics == [
        "graphml/nested.graphml:2:16: note: a <graph> within another: vertices of all levels are "
          + "read, their hierarchy is not [graphml.nested]"
      ])
  }

  @Test func brokenElementsAreToldAndTheirNeighboursKept() throws {
    let reading = try GraphReading(fixture: "graphml/broken.graphml")
    #expect(reading.ties == [.init(ends: ["a", "c"], weight: 1)])
    let start = "graphml/broken.graphml:"
    #expect(
      reading.diagnostics.filter { !$0.contains("not-well-formed") }
        == [
          "5:5: error: expected the id of the vertex [graphml.vertex]",
          "6:5: error: the id a belongs to a vertex above [graphml.vertex]",
          "9:5: error: expected both ends of the edge [graphml.edge]",
          "10:5: error: there is no vertex of the id z [graphml.edge]",
          "11:5: error: the weight -1 is no tie strength: expected a number from 0 [graphml.weight]",
          "12:5: warning: the weight 'much' is no number: the edge is read without it "
            + "[graphml.weight]",
          "13:5: error: the weight inf is no tie strength: expected a number from 0 "
            + "[graphml.weight]",
        ].map { start + $0 })
    let malformed = reading.diagnostics.filter { $0.contains("not-well-formed") }
    #expect(malformed.map { $0.split(separator: ":")[1] } == ["7", "15"])
  }

  @Test func graphsBesideEachOtherAreNoNesting() throws {
    let reading = try GraphReading(
      "<graphml><graph/><graph><node id='a'/></graph><graph id='x' ></graph></graphml>",
      as: "graphml")
    #expect(reading.isolated == ["a"] && reading.diagnostics.isEmpty)
  }
}
