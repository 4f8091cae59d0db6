import CollabAlgorithms
import CollabGraph
import Testing

@testable import CollabReport

@Suite struct TopicWordsTests {
  @Test func wordsOfTheGroupComeFirst() {
    let topics = TopicWords(titles: [
      "Vision models for everyone", "A vision model", "Scaling vision transformers",
      "Parsing of Finnish", "Parsers and the parsing of Estonian", "A model of parsing", nil,
    ])
    #expect(topics.distinctive(of: [0, 1, 2]).first == "vision")
    #expect(topics.distinctive(of: [3, 4, 5]).first == "parsing")
    #expect(topics.distinctive(of: [6]).isEmpty)
  }

  @Test func theWholeCorpusIsToldByItsCommonWords() {
    let topics = TopicWords(titles: ["Graph drawing", "Graph theory", "Graph drawing"])
    #expect(topics.distinctive(of: [0, 1, 2]) == ["graph", "drawing"])
  }

  @Test func letsASingleTitleSpeakForAGroup() {
    let topics = TopicWords(titles: [
      "Gemma 3 Technical Report", nil, nil, "Scaling vision", "Scaling vision transformers",
    ])
    #expect(topics.distinctive(of: [0, 1, 2]) == ["gemma", "report", "technical"])
    #expect(topics.distinctive(of: [1, 2]) == [])
  }

  /// Both works of the first group have the keyword, one of them also in its title; `drawing` is
  /// part of it and not said again.
  @Test func keywordsStandBesideWordsOfTitles() {
    let topics = TopicWords(
      titles: ["Drawing trees", "Drawing of maps", "Parsing", "Parsing", "Trees"],
      keywords: [["Graph drawing", "Trees"], ["graph  drawings", "2024"], [], ["syntax"], []])
    #expect(topics.hasKeywords)
    let terms = topics.terms(of: [0, 1])
    #expect(terms.first == .init(text: "graph drawing", origin: .keywords))
    #expect(!terms.contains { $0.text == "drawing" })
    #expect(topics.terms(of: [2, 3]).first == .init(text: "parsing", origin: .titles))
    #expect(
      topics.terms(of: [0]).first { $0.text == "trees" } == .init(text: "trees", origin: .both))
    #expect(!TopicWords(titles: ["Drawing"]).hasKeywords)
  }

  @Test func wordsKeepHyphensAndLoseEmptyOnes() {
    #expect(
      TopicWords.words(of: "The state-of-the-art: 3D – GPT-4's “use” in 2024")
        == ["state-of-the-art", "gpt-4's"])
    #expect(TopicWords.stem(of: "studies") == TopicWords.stem(of: "study"))
    #expect(TopicWords.stem(of: "corpus") == "corpus")
  }
}

@Suite struct ClusterProfileTests {
  /// Two triangles joined by one edge, worked out by hand.
  @Test func weightsAreCountedOnce() throws {
    let graph = Graph(
      uncheckedVertexCount: 6,
      edges: [
        Edge(0, 1), Edge(0, 2), Edge(1, 2, weight: 2), Edge(3, 4), Edge(4, 5), Edge(3, 5),
        Edge(2, 3, weight: 0.5),
      ])
    let partition = Partition(labels: [0, 0, 0, 1, 1, 1])
    let profiles = ClusterProfile.all(
      of: partition, quality: try PartitionQuality(of: partition, in: graph),
      graph: graph, incidence: Network(graph: graph).incidence, topics: TopicWords(titles: []))
    #expect(profiles.map(\.innerWeight) == [4, 3])
    #expect(profiles.map(\.outerWeight) == [0.5, 0.5])
    // Of the equally strong 1 and 2, the one with the tie outwards leads.
    #expect(profiles[0].members == [2, 1, 0])
    #expect(profiles[1].members == [3, 4, 5])
  }

  @Test func aWorkBelongsWhereHalfOfItsAuthorsAre() throws {
    let network = Network(
      unchecked: Incidence(
        uncheckedAuthorCount: 4, workOffsets: [0, 2, 4, 7, 7], workAuthors: [0, 1, 1, 2, 0, 1, 2]),
      facts: WorkFacts(unknownFor: 4))
    let partition = Partition(labels: [0, 0, 1, 1])
    let profiles = try ClusterProfile.all(
      of: partition, quality: try PartitionQuality(of: partition, in: network.graph()),
      graph: network.graph(), incidence: network.incidence,
      topics: TopicWords(titles: [nil, nil, nil, nil]))
    #expect(profiles.map(\.works) == [[0, 1, 2], [1]])
  }
}
