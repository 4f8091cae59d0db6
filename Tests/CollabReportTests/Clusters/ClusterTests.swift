import CollabAlgorithms
import CollabBibliography
import CollabGraph
import Testing

@testable import CollabReport

@Suite struct TopicWordsTests {
  @Test func wordsOfTheGroupComeFirst() {
    let topics = TopicWords(titles: [
      "Vision models for everyone", "A vision model", "Scaling vision transformers",
      "Parsing of Finnish", "Parsers and the parsing of Estonian", "A model of parsing", nil,
    ])
    #expect(topics.distinctive(of: [0, 1, 2]).first == "vision model")
    #expect(topics.distinctive(of: [3, 4, 5]).first == "parsing")
    #expect(topics.distinctive(of: [6]).isEmpty)
  }

  @Test func theWholeCorpusIsToldByItsCommonWords() {
    let topics = TopicWords(titles: ["Graph drawing", "Graph theory", "Graph drawing"])
    #expect(topics.distinctive(of: [0, 1, 2]) == ["graph drawing"])
  }

  @Test func letsASingleTitleSpeakForAGroup() {
    let topics = TopicWords(titles: [
      "Gemma 3 Technical Report", nil, nil, "Scaling vision", "Scaling vision transformers",
    ])
    #expect(topics.distinctive(of: [0, 1, 2]) == ["technical report", "gemma"])
    #expect(topics.distinctive(of: [1, 2]) == [])
  }

  /// Words side by side are a phrase where nothing but spaces parts them and the second one often
  /// ends a phrase: *vector* never does, *exploring* begins titles.
  @Test func phrasesReadAsNames() {
    let topics = TopicWords(titles: [
      "Exploring vector fields", "Vector fields: a survey", "Exploring Vector Field Topology",
      "Large vector fields", "Parsing of Finnish", "Large trees of Finnish", "The parsing (Large)",
    ])
    #expect(topics.distinctive(of: [0, 1, 2, 3]).first == "vector fields")
    #expect(topics.distinctive(of: [0, 1, 2, 3]).filter { $0.contains(" ") } == ["vector fields"])
    #expect(!topics.distinctive(of: [4, 5, 6]).contains { $0.contains(" ") })
  }

  /// `die` is a word in English and says nothing in German, as `von` and `der` do everywhere.
  @Test func stopWordsAreThoseOfTheLanguage() {
    let topics = TopicWords(titles: [
      "How the stars die", "Why stars die", "Die Sprache und die Schrift", "Die Schrift der Maya",
      "Van der Waals forces",
    ])
    #expect(topics.distinctive(of: [0, 1]) == ["stars die"])
    #expect(topics.distinctive(of: [2, 3]) == ["schrift"])
    #expect(topics.distinctive(of: [4]).first == "waals forces")
  }

  /// What topics are read from is what works say, merged from two entries and without a title.
  @Test func topicsAreThoseOfTheWorks() throws {
    let text = """
      @article{a, title={On trees}, author={Ann Hill}, doi={10.1/x}, keywords={Trees; Logic}}
      @article{b, title={On trees}, author={Ann Hill}, doi={10.1/x}, keywords={logic; Maps}}
      @misc{c, author={Bob Wood}, abstract={Many words of an abstract without a title.}}
      """
    let works = try Bibliography(
      merging: Bibliography.read(Array(text.utf8), name: "a.bib").sources
    ).works
    #expect(works.count == 2)
    for (index, work) in works.enumerated() {
      let topic = works.topic(ofWork: index)
      #expect(topic.title == work.title && topic.abstract == work.abstract)
      #expect(topic.keywords == work.keywords)
    }
    #expect(works.indices.contains { works.topic(ofWork: $0).abstract != nil })
  }

  @Test func keywordsAndKnownTermsOfAbstractsCount() {
    let topics = TopicWords(count: 4) { work in
      [
        TopicWords.Text(title: "On graphs", keywords: ["Crossing Number", "MRI"]),
        TopicWords.Text(
          title: nil, abstract: "This paper presents the crossing number of a graph."),
        TopicWords.Text(title: "MRI of hearts"), TopicWords.Text(title: nil),
      ][work]
    }
    #expect(topics.distinctive(of: [0, 1]) == ["crossing number", "graph"])
    // Mostly in capitals, so shown in capitals.
    #expect(topics.distinctive(of: [2]) == ["hearts", "MRI"])
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

  /// A keyword of three words is one term besides its pairs.
  @Test func longKeywordsStayWhole() {
    let topics = TopicWords(
      titles: ["A", "B", "Trees"],
      keywords: [["Natural Language Processing"], ["natural language processing"], []])
    #expect(
      topics.terms(of: [0, 1]).contains(
        .init(text: "natural language processing", origin: .keywords)))
  }

  /// A word that always stands before a phrase is part of it, unless it says what the phrase says:
  /// *dialectal Arabic dialect*.
  @Test func aWordIsNotSaidTwice() {
    func title(_ word: String) -> String? {
      TopicWords(titles: [
        "\(word) arabic dialect", "The \(word) arabic dialects", "On a \(word) arabic dialect",
        "Parsing of Finnish", "Trees of Estonian", "Verbs of Finnish",
      ]).distinctive(of: [0, 1, 2]).first
    }
    #expect(title("Gulf") == "gulf arabic dialect")
    #expect(title("Dialectal").map { !$0.contains("dialectal arabic dialect") } == true)
  }

  @Test func wordsOfTitlesKeepHyphens() {
    #expect(
      TopicWords.words(of: "The state-of-the-art: 3D – GPT-4's “use” in 2024")
        == ["state-of-the-art", "gpt-4's"])
    #expect(TopicWords.stem(of: "studies") == TopicWords.stem(of: "study"))
    #expect(TopicWords.stem(of: "corpus") == "corpus")
  }

  @Test func wordsKeepHyphensAndLoseEmptyOnes() {
    func words(_ title: String) -> [String] {
      var table = WordTable(), text = TopicText()
      text.read(title, into: &table)
      return text.tokens.map { table.text($0.word) + ($0.isLast ? "|" : "") }
    }
    #expect(
      words("The state-of-the-art: 3D – GPT-4's “use” in 2024")
        == ["the", "state-of-the-art|", "3d|", "gpt-4's|", "use|", "in|"])
    #expect(words("Ökologie -- der Élan’s ЯЗЫК (2)") == ["ökologie|", "der", "élan’s", "язык|"])
    #expect(words("- ' ’ 12").isEmpty && words("").isEmpty)
    let forms = TopicWords(titles: ["Studies of a corpus", "Study, a corpus", "A study of ibis"])
    #expect(forms.distinctive(of: [0, 1, 2]) == ["corpus"])
  }

  /// Numbers of words and pairs against a dictionary, past several sizes of the table.
  @Test func tablesNumberWordsAsTheyCome() {
    var words = WordTable(), pairs = PairTable(), expected: [String: Int] = [:]
    for i in 0..<5000 {
      let word = "w\(i * i % 3001)"
      let number = expected[word] ?? expected.count
      expected[word] = number
      #expect(words.number(of: Array(word.utf8)[...]) == number)
      #expect(pairs.number(of: PairTable.key(UInt32(number), 7)) == number)
    }
    #expect(words.count == expected.count && pairs.count == expected.count)
    #expect(words.text(2) == "w4" && pairs.first(2) == 2 && pairs.second(2) == 7)
  }

  /// No two titles are alike: the larger community has the first choice.
  @Test func noTitleTwice() {
    func profile(_ words: [String], _ members: [Int] = [0, 1]) -> ClusterProfile {
      ClusterProfile(
        community: 0, members: members, innerWeight: 0, outerWeight: 0, works: [],
        topics: words.map { TopicWords.Term(text: $0, origin: .titles) })
    }
    #expect(
      Clustering.titles(
        of: [
          profile(["vector fields", "flow"]), profile(["vector fields", "flow"]),
          profile(["vector fields"]), profile(["trees", "maps"]), profile(["trees"], [1, 0]),
          profile([], [1]), profile([], [2]), profile([], [2, 0]),
        ], names: ["Ann", "Ben", "17"])
        == [
          "vector fields", "flow", "Ann and others", "trees", "Ben and others", "Ben", "", "",
        ])
  }

  /// A phrase that says how good something is comes after one that names something; the one work of
  /// a community comes first.
  @Test func titlesReadAsFields() {
    func profile(_ words: [String], works: [Int] = []) -> ClusterProfile {
      ClusterProfile(
        community: 0, members: [0], innerWeight: 0, outerWeight: 0, works: works,
        topics: words.map { TopicWords.Term(text: $0, origin: .titles) })
    }
    let titles = [
      "A Jointly-Scaled Multilingual Language-Image Model",
      "A Multilingual Vision and Language Model",
      "Models, for each language: many of them are multilingual", "Trees and maps",
    ]
    let words = profile(["models", "multilingual", "language"], works: [0, 1, 2, 3])
    #expect(Clustering.joined(words) { titles[$0] } == "multilingual models")
    #expect(
      Clustering.joined(profile(["trees", "multilingual"], works: [0, 3])) { titles[$0] } == nil)
    #expect(
      Clustering.joined(profile(["trees", "maps"], works: [3])) { titles[$0] } == "trees maps")
    #expect(
      Clustering.titles(
        of: [
          profile(["efficient rendering", "volume data"]), profile(["efficient rendering"]), words,
          profile(["technical report"], works: [7]),
        ], names: ["Ann"]
      ) {
        $0.works == [7] ? "Gemma" : nil
      } joined: {
        Clustering.joined($0) { titles[$0] }
      } == ["volume data", "efficient rendering", "multilingual models", "Gemma"])
  }

  /// All three works with the phrase have the same word before it.
  @Test func phrasesKeepTheWordThatAlwaysLeads() {
    let topics = TopicWords(titles: [
      "The traveling salesman problem", "Traveling salesman problems",
      "Solving a traveling salesman problem",
      "A large convex hull", "The convex hull", "Parsing problem", "Parsing",
    ])
    #expect(topics.distinctive(of: [0, 1, 2]).first == "traveling salesman problem")
    #expect(topics.distinctive(of: [3, 4]).first == "convex hull")
  }

  /// By the log-odds alone the rarer phrase, which no other work has, would come first.
  @Test func termsOfMoreWorksTellMore() {
    let topics = TopicWords(
      titles: Array(repeating: "On volume rendering", count: 6)
        + Array(repeating: "Box splines", count: 2)
        + Array(repeating: "A volume rendering", count: 60)
        + (100..<160).map { "Trees k\($0)" })
    #expect(topics.distinctive(of: Array(0..<8)).first == "volume rendering")
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
