import Testing

@testable import CollabBibliography

@Suite struct METISReaderTests {
  @Test func sizesAndWeightsOfVerticesAreSteppedOver() throws {
    let all = try GraphReading(fixture: "metis/all-weights.graph")
    #expect(
      all.ties == [
        .init(ends: ["1", "2"], weight: 5), .init(ends: ["1", "3"], weight: 6),
        .init(ends: ["3", "4"], weight: 7),
      ])
    #expect(all.diagnostics.isEmpty)
    let vertices = try GraphReading(fixture: "metis/vertex-weights.graph")
    #expect(vertices.ties.map(\.ends) == [["1", "2"], ["2", "3"]])
    #expect(vertices.diagnostics.isEmpty)
  }

  @Test func brokenNeighboursAreToldAndTheOthersKept() throws {
    let reading = try GraphReading(fixture: "metis/broken.graph")
    #expect(
      reading.ties == [.init(ends: ["1", "2"], weight: 1), .init(ends: ["1", "4"], weight: 1)])
    #expect(reading.isolated == ["3", "5"])
    let start = "metis/broken.graph:"
    #expect(
      reading.diagnostics == [
        "2:5: error: there is no vertex 9: the header announces 5 [metis.neighbour]",
        "3:5: error: expected the number of a vertex [metis.neighbour]",
        "4:1: error: the weight -1 is no tie strength: expected a number from 0 [metis.weight]",
        "4:6: error: the weight nan is no tie strength: expected a number from 0 [metis.weight]",
        "4:13: error: expected the weight of the edge to 5 [metis.edge-weight]",
        "7:1: error: the header announces 5 vertices: expected no more lines [metis.line-count]",
        "1:1: note: the header announces 4 edges, 2 are left after loops and repetitions "
          + "[metis.edge-count]",
      ].map { start + $0 } + [
        "metis/broken.graph: note: edges that are not listed equally in the lines of both ends, "
          + "as METIS requires: 1 [metis.one-sided]"
      ])
  }

  @Test func announcedVerticesCostNoMemory() throws {
    let reading = try GraphReading(fixture: "metis/huge.graph")
    #expect(reading.ties == [.init(ends: ["1", "2"], weight: 1)])
    #expect(reading.isolated.isEmpty)
  }

  @Test(arguments: ["", "\n", "3\n", "a b\n", "3 2 7\n", "3 2 1111\n", "3 2 010 -1\n", "-3 2\n"])
  func otherHeadersAreRefused(_ text: String) throws {
    let reading = try GraphReading(text, as: "metis")
    #expect(reading.vertices.isEmpty && reading.diagnostics.count == 1)
  }

  @Test func edgeListsAreNotTakenForIt() {
    let texts = ["1 2\n2 3\n3 1\n", "3 2\n1 2\n1 3\n", "1 2 0.5\n2 3 0.25\n", "0 1\n1 0\n"]
    for text in texts {
      let confidence = Reader.metis.confidence(InputHead(text: text, fileExtension: "txt"))
      #expect(confidence == .no, "\(text)")
    }
  }
}
