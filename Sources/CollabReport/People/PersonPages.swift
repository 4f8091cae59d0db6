import CollabAlgorithms
import CollabBibliography
public import CollabCore
public import CollabCorpus
import CollabGraph
import CollabRender

/// What the pages of people tell, computed once for all of them.
public struct PersonPages: Sendable {
  let corpus: Corpus
  let graph: Graph
  let scores: [(measure: Measure, values: [Double], percentiles: Percentiles)]
  let novelty: Novelty
  let clustering: Clustering?
  let influence: Influence

  /// The measures that a page tells, besides those of the ranking.
  private static let measures = [
    "papers", "degree", "strength", "pagerank", "citations", "h-index",
  ]

  /// Computes what pages need.
  ///
  /// - Parameters:
  ///   - corpus: what was read.
  ///   - ranking: figures that were computed before.
  ///   - clustering: the groups; `nil` where they were not looked for.
  ///   - seed: for measures that sample.
  ///   - execution: threads, progress and cancellation.
  /// - Throws: ``/CollabGraph/TooManyPairs``, ``/CollabCore/Cancellation``,
  ///   ``/CollabCore/OptionError``.
  public init(
    of corpus: Corpus, ranking: Ranking, clustering: Clustering? = nil, seed: UInt64 = 1,
    execution: Execution = Execution()
  ) throws {
    self.corpus = corpus
    self.clustering = clustering
    graph = try corpus.network.graph(execution: execution)
    let known = ranking.columns.map(\.measure.id)
    let ids = Self.measures + known.filter { !Self.measures.contains($0) }
    let scores: [(measure: Measure, values: [Double], percentiles: Percentiles)] =
      try ids.compactMap { id in
        if let column = ranking.columns.first(where: { $0.measure.id == id }) {
          return (column.measure, column.scores.values, Percentiles(column.scores.values))
        }
        guard let measure = Measures.all[id] else { return nil }
        let values = try measure.scores(of: corpus.network, seed: seed, execution: execution).values
        return (measure, values, Percentiles(values))
      }
    self.scores = scores
    let novelty = try Novelty(of: corpus, execution: execution)
    self.novelty = novelty
    let incidence = corpus.network.incidence
    // Of works that nobody in the network has, nothing is asked.
    let reuseOfWork: [Double] = (0..<incidence.workCount).map { work in
      incidence.rowLength(work) > 0 ? novelty.reuse(ofWork: work)?.reuse ?? .nan : .nan
    }
    // The mean share of later works that take up a word of each of an author's works.
    let reuse = (0..<incidence.authorCount).map { author in
      incidence.works(ofAuthor: author).map { reuseOfWork[Int($0)] }.meanOfKnown
    }
    func values(_ id: String) -> [Double] { scores.first { $0.measure.id == id }?.values ?? [] }
    influence = Influence(
      reuse: reuse, citations: values("citations"), pageRank: values("pagerank"))
  }

  /// The value of an author by a measure; `nan` where it is not known.
  func value(_ id: String, _ vertex: Int) -> Double {
    scores.first { $0.measure.id == id }?.values[vertex] ?? .nan
  }

  /// The page of a person.
  ///
  /// - Parameters:
  ///   - vertex: the person's vertex.
  ///   - home: the file and the text of a link back; `nil` for none.
  ///   - execution: threads, progress and cancellation.
  /// - Throws: ``/CollabRender/GraphvizError``, ``/CollabCore/Cancellation``.
  /// - Complexity: that of the works, their authors and the ties among 21 people.
  public func page(
    of vertex: Int, home: (file: String, text: String)? = nil,
    execution: Execution = Execution()
  ) throws -> Document {
    let person = PersonFigures(vertex, in: self)
    var document = Document(title: corpus.labels[vertex])
    document.cover = person.cover
    if let home { document.cover?.links = [home] }
    document.cover?.map = try egoMap(of: person, execution: execution)
    document.blocks =
      person.figureBlocks + person.workBlocks + person.coauthorBlocks + person.listBlocks
      + person.methodBlocks
    return document
  }

  /// How many coauthors the map shows.
  private static let mapped = 20

  /// The person with the closest coauthors, for light and for dark pages; `nil` without a tie.
  private func egoMap(of person: PersonFigures, execution: Execution) throws -> Document.Figure? {
    let ties = person.ties, shown = ties.prefix(Self.mapped)
    guard !shown.isEmpty else { return nil }
    let vertices = [person.vertex] + shown.map(\.vertex)
    var number: [Int: UInt32] = [:]
    for (index, vertex) in vertices.enumerated() { number[vertex] = UInt32(index) }
    var edges: [Edge] = []
    for a in vertices {
      for arc in graph.arcs(a) {
        guard let from = number[a], let to = number[Int(graph.targets[arc])], from < to else {
          continue
        }
        edges.append(Edge(from, to, weight: graph.weights[arc]))
      }
    }
    let partner = corpus.unit.partner
    var source = DiagramSource(
      names: vertices.map { corpus.labels[$0] },
      graph: try Graph(vertexCount: vertices.count, edges: edges))
    source.noun = corpus.unit.noun
    var options = DiagramOptions()
    options.ego = 0
    options.width = 560
    options.textSize = 9.5
    options.showsFurniture = false
    options.title = "\(partner.plural.capitalizedFirst) of \(corpus.labels[person.vertex])"
    options.execution = execution
    // The person is as large as the closest coauthor.
    options.size = .init(
      title: "weight of the tie", values: [shown[0].weight] + shown.map(\.weight))
    let light = try Diagram(source, options).rendered(as: .svg)
    options.theme = .dark
    let dark = try Diagram(source, options).rendered(as: .svg)
    let count = counted(shown.count, partner)
    return Document.Figure(
      file: "", svg: String(decoding: light, as: UTF8.self),
      darkSVG: String(decoding: dark, as: UTF8.self),
      description: shown.count < ties.count
        ? "The \(count) with the strongest ties, of \(ties.count.grouped). Area: weight of the tie."
        : "\(count). Area: weight of the tie.")
  }

  /// The file name of each of some people's pages: `author-ann-hill.html`, with a number behind
  /// names that would be the same.
  ///
  /// - Parameter prefix: what the names begin with.
  static func fileNames(of labels: [String], prefix: String = "author") -> [String] {
    var taken: Set<String> = []
    return labels.map { label in
      let words = PersonLookup.words(of: label)
        .map { $0.filter { $0.isASCII && ($0.isLetter || $0.isNumber) } }.filter { !$0.isEmpty }
      let stem = String(([prefix] + words).joined(separator: "-").prefix(80))
      var name = stem, count = 1
      while !taken.insert(name).inserted {
        count += 1
        name = "\(stem)-\(count)"
      }
      return name + ".html"
    }
  }
}
