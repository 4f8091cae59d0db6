import Testing

@testable import CollabBibliography

@Suite struct GMLReaderTests {
  @Test func idsLabelsAndWeightsAreRead() throws {
    let reading = try GraphReading(fixture: "gml/edges.gml")
    #expect(
      reading.ties == [
        .init(ends: ["4", "White, D [-3]"], weight: 1),
        .init(ends: ["4", "named on two lines"], weight: 0.001),
        .init(ends: ["Erdős \"Pál\" & Rényi", "White, D [700]"], weight: 6.5),
      ])
    #expect(reading.isolated.isEmpty)
    #expect(
      reading.diagnostics == [
        "gml/edges.gml: note: 2 vertices share their label with another one: told apart by their "
          + "ids [gml.shared-label]",
        "gml/edges.gml: note: 1 edge joins a vertex to itself: left out [gml.loop]",
      ])
  }

  @Test func brokenListsAreToldAndTheirNeighboursKept() throws {
    let reading = try GraphReading(fixture: "gml/broken.gml")
    #expect(
      reading.ties == [
        .init(ends: ["Ada", "Bob"], weight: 1), .init(ends: ["Bob", "Cem"], weight: 1),
      ])
    let start = "gml/broken.gml:"
    #expect(
      reading.diagnostics
        == [
          "3:8: error: expected the id of the vertex [gml.vertex]",
          "4:8: error: the id 1 belongs to a vertex above [gml.vertex]",
          "5:8: error: the list that begins here is not closed [gml.unclosed]",
          "7:3: error: expected a key [gml.key]",
          "13:26: error: expected a value behind 'target' [gml.value]",
          "14:9: warning: graphs in graphs are not read [gml.further-graph]",
          "16:7: warning: only the first graph of a file is read [gml.further-graph]",
          "17:1: error: nothing is open that could be closed here [gml.key]",
          "18:7: warning: only the first graph of a file is read [gml.further-graph]",
          "18:7: error: the list that begins here is not closed [gml.unclosed]",
          "9:8: error: expected both ends of the edge [gml.edge]",
          "10:8: error: there is no vertex of the id 9 [gml.edge]",
          "11:8: error: the weight -2 is no tie strength: expected a number from 0 [gml.weight]",
          "12:8: warning: the weight 'high' is no number: the edge is read without it "
            + "[gml.weight]",
          "13:8: error: expected both ends of the edge [gml.edge]",
        ].map { start + $0 })
  }

  @Test func aFileThatEndsInTheMiddleKeepsWhatIsWhole() throws {
    let whole = "graph [ node [ id 1 ] node [ id 2 ] edge [ source 1 target 2 ] "
    for (rest, place) in [
      ("", "1:7"), ("edge [ source", "1:69"), ("node [ id 3 label \"A", "1:82"),
    ] {
      let reading = try GraphReading(whole + rest, as: "gml")
      #expect(reading.ties == [.init(ends: ["1", "2"], weight: 1)])
      #expect(reading.vertices.count == 2)
      #expect(reading.diagnostics.last?.hasPrefix("in:\(place): error:") == true)
    }
  }

  @Test func deepListsCostNoStack() throws {
    let text = "graph [ node [ id 1 ] a " + String(repeating: "[ b ", count: 200_000)
    let reading = try GraphReading(text, as: "gml")
    #expect(reading.isolated == ["1"] && reading.diagnostics.count == 2)
  }
}
