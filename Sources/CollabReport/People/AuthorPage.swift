public import CollabCorpus
public import CollabCore
import CollabAlgorithms
import CollabBibliography
import CollabGraph

/// All that is known of one person: works, coauthors, computed and reported figures.
public struct AuthorPage: Sendable {
  /// The person's works, latest first, those of unknown year last.
  public let works: Table
  /// The coauthors, closest first.
  public let coauthors: Table
  /// The computed figures.
  public let computed: Table
  /// The figures that pages state, each with its source.
  public let reported: Table

  private let unit: VertexUnit
  private let name: String
  private let spellings: [String]
  private let identifiers: [String]

  /// Gathers a person's page.
  ///
  /// - Parameters:
  ///   - vertex: the person's vertex.
  ///   - corpus: what was read.
  ///   - ranking: the figures to show.
  /// - Complexity: O(the person's authorships, and those of their works).
  public init(ofVertex vertex: Int, in corpus: Corpus, ranking: Ranking) {
    let bibliography = corpus.bibliography
    let index = corpus.coauthors.people[vertex]
    let person = bibliography.people[index]
    let label = corpus.labels[vertex]
    unit = corpus.unit
    name = label
    spellings = person.spellings.filter { $0 != label }
    identifiers = person.identifiers.filter { $0.scheme != .local }.map(\.description)

    works = AuthorPage.works(of: vertex, in: corpus)
    coauthors = AuthorPage.coauthors(of: vertex, in: corpus)
    var computed = Table([.init("measure"), .init("score", isMixed: true), .init("rank")])
    for column in ranking.columns {
      let score = column.scores.values[vertex]
      let isHigher = { (other: Double) in other > score }
      computed.append([
        .text(column.measure.id), .score(score, isCount: column.measure.isCount),
        score.isNaN ? .unknown : .count(1 + column.scores.values.count(where: isHigher)),
      ])
    }
    self.computed = computed
    reported = ReportedFigures.table(of: bibliography, ofPerson: index)
  }

  private static func works(of vertex: Int, in corpus: Corpus) -> Table {
    var table = Table([
      .init("year"), .init("title"), .init("venue"), .init("citations"),
      .init(corpus.unit.rawValue),
    ])
    let own = corpus.network.incidence.works(ofAuthor: vertex)
      .map { (number: $0, work: corpus.bibliography.works[Int($0)]) }
    let sorted = own.sorted {
      let (a, b) = ($0.work.date?.year ?? .min, $1.work.date?.year ?? .min)
      return a == b ? $0.number < $1.number : a > b
    }
    for (_, work) in sorted {
      table.append([
        work.date.map { .year($0.year) } ?? .unknown, .text(work.label),
        .text(orUnknown: work.venue),
        .count(orUnknown: work.citations?.count), .count(work.authors.count),
      ])
    }
    return table
  }

  private static func coauthors(of vertex: Int, in corpus: Corpus) -> Table {
    var table = Table([
      .init(corpus.unit.noun), .init("weight"), .init("works", "shared works"),
    ])
    for tie in ties(of: vertex, in: corpus.network) {
      table.append([.text(corpus.labels[tie.vertex]), .number(tie.weight), .count(tie.works)])
    }
    return table
  }

  /// The ties of a vertex, strongest first, equal ones by neighbour.
  private static func ties(
    of vertex: Int, in network: Network
  ) -> [(vertex: Int, weight: Double, works: Int)] {
    var ties: [Int: (weight: Double, works: Int)] = [:]
    for work in network.incidence.works(ofAuthor: vertex) {
      let authors = network.incidence.authors(ofWork: Int(work))
      let weight = network.weighting.pairWeight(
        authors: network.incidence.bylineLength(Int(work)))
      for author in authors where author != vertex {
        ties[Int(author), default: (0, 0)].weight += weight
        ties[Int(author), default: (0, 0)].works += 1
      }
    }
    for tie in network.ties where tie.a == vertex || tie.b == vertex {
      ties[Int(tie.a) == vertex ? Int(tie.b) : Int(tie.a), default: (0, 0)].weight += tie.weight
    }
    if let graph = network.chosenGraph {
      let kept = Set(graph.targets[graph.arcs(vertex)].map { Int($0) })
      ties = ties.filter { kept.contains($0.key) }
    }
    return ties.map { (vertex: $0.key, weight: $0.value.weight, works: $0.value.works) }
      .sorted { $0.weight == $1.weight ? $0.vertex < $1.vertex : $0.weight > $1.weight }
  }

  /// The page as an object.
  public var json: JSON {
    .object([
      .init(unit.noun, .string(name)), .init("spellings", .array(spellings.map(JSON.string))),
      .init("identifiers", .array(identifiers.map(JSON.string))),
      .init("computed", computed.json), .init("reported", reported.json),
      .init("works", works.json), .init(unit.partner.plural, coauthors.json),
    ])
  }

  /// The page as a document.
  ///
  /// - Parameter top: how many coauthors are listed.
  public func document(top: Int) -> Document {
    var document = Document(title: name)
    if !spellings.isEmpty {
      document.blocks.append(.paragraph("Also spelled \(spellings.joined(separator: "; "))."))
    }
    if !identifiers.isEmpty {
      document.blocks.append(.paragraph(identifiers.joined(separator: ", ")))
    }
    func append(_ title: String, _ table: Table, limit: Int? = nil) {
      guard !table.rows.isEmpty else { return }
      let more = limit.map { table.rows.count - $0 } ?? 0
      document.blocks += [
        .heading(level: 2, title), .table(table.prefix(limit ?? .max), caption: title),
      ]
      if more > 0 { document.blocks.append(.paragraph("and \(more) more")) }
    }
    append("Computed", computed)
    append("Reported by pages", reported)
    append("Works (\(works.rows.count))", works)
    append(
      "\(unit.partner.plural.capitalizedFirst) (\(coauthors.rows.count))", coauthors, limit: top)
    return document
  }
}
