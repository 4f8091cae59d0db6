import Testing

@testable import CollabBibliography

@Suite struct GEXFReaderTests {
  @Test func weightsAreReadWhereverTheyStand() throws {
    let reading = try GraphReading(fixture: "gexf/dynamic.gexf")
    #expect(
      reading.ties == [
        .init(ends: ["Ada & Co", "Bob"], weight: 2.5),
        .init(ends: ["Ada & Co", "n2"], weight: 0.25),
        .init(ends: ["Bob", "n2"], weight: 10),
      ])
    #expect(reading.isolated == ["Eve"])
    #expect(
      reading.diagnostics == [
        "gexf/dynamic.gexf: note: 1 edge joins a vertex to itself: left out [gexf.loop]"
      ])
  }

  @Test func nestedNodesLoseTheirHierarchy() throws {
    let reading = try GraphReading(fixture: "gexf/nested.gexf")
    #expect(reading.isolated == ["A", "B"])
    #expect(reading.diagnostics.map { $0.prefix(27) } == ["gexf/nested.gexf:2:26: note"])
  }

  @Test func brokenElementsAreToldAndTheirNeighboursKept() throws {
    let reading = try GraphReading(fixture: "gexf/broken.gexf")
    #expect(reading.ties == [.init(ends: ["Ada", "Cem"], weight: 3)])
    #expect(reading.isolated == ["Bob"])
    #expect(
      reading.diagnostics.filter { $0.contains("[gexf.edge]") || $0.contains("[gexf.weight]") }
        .map { $0.prefix { $0 != " " } } == ["gexf/broken.gexf:9:5:", "gexf/broken.gexf:11:5:"])
    let kinds = reading.diagnostics.map { $0.split(separator: " ").last ?? "" }
    #expect(
      Set(kinds) == [
        "[gexf.not-well-formed]", "[gexf.unknown-entity]", "[gexf.vertex]", "[gexf.edge]",
        "[gexf.weight]",
      ])
  }
}
