import CollabCore
import CollabGraph
import Testing

/// Arguments that make no graph are errors that say why.
@Suite struct WrongArgumentsTests {
  @Test(
    arguments: [
      (-1, [], "a graph cannot have -1 vertices"),
      (
        3, [Edge(0, 1), Edge(3, 1)],
        "the edge between 3 and 1 leaves a graph of 3 vertices, which are numbered from 0"
      ),
      (
        2, [Edge(0, 1, weight: .nan)],
        "the weight nan of the edge between 0 and 1 is not a number from 0"
      ),
      (
        2, [Edge(0, 1, weight: -1)],
        "the weight -1.0 of the edge between 0 and 1 is not a number from 0"
      ),
      (
        2, [Edge(0, 1, weight: .infinity)],
        "the weight inf of the edge between 0 and 1 is not a number from 0"
      ),
    ] as [(Int, [Edge], String)])
  func graphs(vertices: Int, edges: [Edge], message: String) {
    #expect(throws: OptionError(message)) { try Graph(vertexCount: vertices, edges: edges) }
  }

  @Test func rightEdgesAreTaken() throws {
    let graph = try Graph(vertexCount: 3, edges: [Edge(2, 0, weight: 0), Edge(1, 1), Edge(0, 2)])
    #expect(graph.edges == [Edge(0, 2, weight: 1)])
  }

  @Test(
    arguments: [
      (2, [], [], "the offsets of bylines must rise from 0 to the number of authorships, 0"),
      (
        2, [0, 2, 1], [0], "the offsets of bylines must rise from 0 to the number of authorships, 1"
      ),
      (2, [0, 2], [0], "the offsets of bylines must rise from 0 to the number of authorships, 1"),
      (2, [0, 1], [2], "there is no author 2 among 2, numbered from 0"),
      (-2, [0], [], "a network cannot have -2 authors"),
    ] as [(Int, [Int], [UInt32], String)])
  func incidences(authors: Int, offsets: [Int], bylines: [UInt32], message: String) {
    #expect(throws: OptionError(message)) {
      try Incidence(authorCount: authors, workOffsets: offsets, workAuthors: bylines)
    }
  }

  @Test func networks() throws {
    #expect(throws: OptionError("there are 1 years and 0 counts of citations")) {
      try WorkFacts(years: [2000], citations: [])
    }
    let incidence = try Incidence(authorCount: 2, workOffsets: [0, 2], workAuthors: [1, 0])
    #expect(throws: OptionError("there are facts of 0 works, not of 1")) {
      try Network(incidence: incidence, facts: WorkFacts(unknownFor: 0))
    }
    #expect(throws: OptionError.self) {
      try Network(incidence: incidence, facts: WorkFacts(unknownFor: 1), ties: [Edge(0, 2)])
    }
    let network = try Network(
      incidence: incidence, facts: WorkFacts(years: [2000], citations: [1]),
      ties: [Edge(1, 0, weight: 2), Edge(1, 1)])
    #expect(network.ties == [Edge(0, 1, weight: 2)])
    #expect(CollaborationGenerator(works: -3).generate().network().vertexCount == 0)
  }

  @Test func chunksHoldAnItemAtLeast() throws {
    let sizes = try Execution(threads: 2).mapChunks(of: 3, size: 0, scratch: {}) { _, range in
      range.count
    }
    #expect(sizes == [1, 1, 1])
  }
}
