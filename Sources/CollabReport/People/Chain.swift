public import CollabCorpus
public import CollabCore
import CollabAlgorithms
import CollabBibliography
import CollabGraph

/// A shortest chain of collaborators from one author to another, with the works that link it.
public struct Chain: Sendable {
  /// The vertices along the chain; empty where the two are not connected.
  public let vertices: [Int]
  /// Their names.
  public let authors: [String]
  /// What each step shares: the works' titles; empty for a tie that is stated without works.
  public let links: [[String]]

  /// The number of steps; `nil` where the two are not connected.
  public var distance: Int? { authors.isEmpty ? nil : links.count }

  private let unit: VertexUnit
  private let ends: (String, String)

  /// Looks for a chain between two vertices.
  ///
  /// - Complexity: O(authorships + ties).
  public init(from start: Int, to end: Int, in corpus: Corpus) {
    let chain = shortestChain(from: start, to: end, in: corpus.network) ?? []
    let incidence = corpus.network.incidence
    unit = corpus.unit
    ends = (corpus.labels[start], corpus.labels[end])
    vertices = chain
    authors = chain.map { corpus.labels[$0] }
    links = zip(chain, chain.dropFirst()).map { a, b in
      let others = Set(incidence.works(ofAuthor: b))
      return incidence.works(ofAuthor: a).filter(others.contains)
        .map { corpus.bibliography.works[Int($0)].label }
    }
  }

  /// The chain as an object: `{"from", "to", "distance", "chain": [{"author", "works"}]}`, where
  /// works link an author to the one before.
  public var json: JSON {
    [
      "from": .string(ends.0), "to": .string(ends.1), "distance": JSON(distance),
      "chain": .array(
        zip(authors, [[]] + links).map { author, works in
          .object([
            .init(unit.noun, .string(author)), .init("works", .array(works.map(JSON.string))),
          ])
        }),
    ]
  }

  /// The chain as rows.
  public var table: Table {
    var table = Table([.init("step"), .init(unit.noun), .init("works", "linked by")])
    for (step, (author, works)) in zip(authors, [[]] + links).enumerated() {
      table.append([.count(step), .text(author), works.isEmpty ? .unknown : .list(works)])
    }
    return table
  }

  /// The chain as a document.
  public var document: Document {
    var document = Document(title: "From \(ends.0) to \(ends.1)")
    guard let distance else {
      document.blocks = [
        .paragraph(
          unit == .authors
            ? "No chain of collaborators connects them." : "No chain of shared works connects them."
        )
      ]
      return document
    }
    document.blocks.append(.paragraph("Collaboration distance: \(distance)."))
    for (step, works) in links.enumerated() {
      document.blocks += [
        .paragraph("\(authors[step]) and \(authors[step + 1]):"),
        .list(works.isEmpty ? ["a tie that the input states without a work"] : works),
      ]
    }
    return document
  }
}
