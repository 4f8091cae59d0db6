import CollabAlgorithms
import CollabBibliography
public import CollabCore
public import CollabCorpus
import CollabGraph

/// How a number of a report comes about: its formula, and the parts that give it, each with the
/// works behind it and where these stand.
public struct Explanation: Sendable {
  /// What is explained.
  public let title: String
  /// What is counted: `weight`, `h-index`.
  public let quantity: String
  /// Its value; `nan` where it is not known.
  public let value: Double
  /// How it follows from the parts.
  public let formula: String
  /// What else is to be known, one sentence each.
  public let remarks: [String]
  /// The parts. The column `adds`, where there is one, adds up to the value.
  public let parts: Table

  /// The explanation as an object: `{"title", "quantity", "value", "formula", "remarks", "parts"}`.
  public var json: JSON {
    [
      "title": .string(title), "quantity": .string(quantity), "value": .number(value),
      "formula": .string(formula), "remarks": .array(remarks.map(JSON.string)),
      "parts": parts.json,
    ]
  }

  /// The explanation as a document.
  public var document: Document {
    var document = Document(title: title)
    let shown = value.isFinite ? ByteText.form(of: value) : "not known"
    document.blocks = [.paragraph("\(quantity): \(shown)"), .paragraph(formula)]
    if !remarks.isEmpty { document.blocks.append(.list(remarks)) }
    if !parts.rows.isEmpty { document.blocks.append(.table(parts, caption: "Parts")) }
    return document
  }
}

/// Explains numbers of a corpus.
public struct Explainer: Sendable {
  let corpus: Corpus
  let ids: WorkIDs
  let graph: Graph

  /// Prepares a corpus.
  ///
  /// - Throws: ``/CollabGraph/TooManyPairs``, ``/CollabCore/Cancellation``.
  /// - Complexity: O(works + authorships), and that of the coauthor graph.
  public init(_ corpus: Corpus, execution: Execution = Execution()) throws {
    self.init(corpus, graph: try corpus.network.graph(execution: execution))
  }

  init(_ corpus: Corpus, graph: Graph) {
    self.corpus = corpus
    ids = WorkIDs(of: corpus.bibliography)
    self.graph = graph
  }

  var unit: VertexUnit { corpus.unit }
  var network: Network { corpus.network }
  var incidence: Incidence { corpus.network.incidence }

  /// The columns that say of a work what it is and where it stands, and its cells.
  static let workColumns: [Table.Column] = [
    .init("id"), .init("title"), .init("year"), .init("sources"),
  ]

  func cells(of index: Int) -> [Table.Cell] {
    let work = corpus.bibliography.works[index]
    return [
      .text(ids[index]), .text(work.label), work.date.map { .text(String($0.year)) } ?? .unknown,
      .list(corpus.bibliography.places(of: work)),
    ]
  }

  /// The row of ties that inputs state without a work.
  static func statedCells(_ count: Int) -> [Table.Cell] {
    [.unknown, .text("stated without a work"), .unknown, .list([])]
      + [Table.Cell](repeating: .unknown, count: count)
  }

  /// What a work adds to each of its ties.
  func weight(ofWork work: Int) -> Double {
    network.weighting.pairWeight(authors: incidence.bylineLength(work))
  }

  /// The works that two authors share, ascending.
  func works(of a: Int, _ b: Int) -> [Int] {
    let others = Set(incidence.works(ofAuthor: b))
    return incidence.works(ofAuthor: a).filter(others.contains).map { Int($0) }
  }

  /// The weight of a tie; `nil` where the network has none.
  func weight(_ a: Int, _ b: Int) -> Double? {
    graph.arc(from: a, to: UInt32(b)).map { graph.weights[$0] }
  }

  var weightFormula: String { "\(pairFormula), for each shared work of n \(unit.rawValue)" }

  var pairFormula: String { network.weighting.pairFormula }

  /// The remark on what thresholds leave out.
  var leftOut: [String] {
    corpus.coauthors.leftOut.filter { $0.count > 0 }.map { $0.sentence + "." }
  }

  /// How the weight of a tie comes about.
  ///
  /// - Parameters: the vertices of two authors.
  public func tie(_ a: Int, _ b: Int) -> Explanation {
    var parts = Table(
      Self.workColumns + [.init("n", unit.rawValue), .init("adds", isMixed: true)])
    let shared = works(of: a, b)
    for work in shared {
      parts.append(
        cells(of: work) + [.count(incidence.bylineLength(work)), .number(weight(ofWork: work))])
    }
    let pair = (UInt32(min(a, b)), UInt32(max(a, b)))
    for tie in network.ties where (tie.a, tie.b) == pair {
      parts.append(Self.statedCells(1) + [.number(tie.weight)])
    }
    let found = weight(a, b)
    var remarks = leftOut
    if found == nil {
      remarks.append(
        parts.rows.isEmpty
          ? "They share no work, and no input states a tie."
          : "Their tie is left out by its weight, which would be the sum of the parts.")
    }
    return Explanation(
      title: "The tie between \(corpus.labels[a]) and \(corpus.labels[b])", quantity: "weight",
      value: found ?? 0,
      formula: "The weight is the sum of the parts: \(weightFormula)"
        + (network.ties.isEmpty ? "." : ", and the weight that an input states."),
      remarks: remarks, parts: parts)
  }
}

extension Weighting {
  /// What a work of n authors adds to each of its pairs.
  var pairFormula: String {
    switch self {
    case .fractional: "1/(n − 1)"
    case .full: "1"
    case .strict: "2/(n(n − 1))"
    }
  }
}
