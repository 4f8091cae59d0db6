import CollabBibliography
import CollabCore
import CollabCorpus
import CollabGraph

extension Explainer {
  /// The counts that can be explained, by the names that ``CorpusStatistics/json`` has.
  public static let counts = rules.map(\.name)

  /// What a work adds to a count.
  private struct Rule: Sendable {
    let name: String
    let formula: String
    let adds: @Sendable (_ work: Int, _ corpus: Corpus) -> Int
  }

  private static let rules: [Rule] = [
    .init(name: "entries", formula: "Each work adds the entries that were read for it.") {
      $1.bibliography.works[$0].entries.count
    },
    .init(name: "works", formula: "Each work adds 1.") { _, _ in 1 },
    .init(
      name: "mergedEntries",
      formula: "Each work adds its entries less 1: those that were merged into a work of another "
        + "entry."
    ) { $1.bibliography.works[$0].entries.count - 1 },
    .init(name: "untitledWorks", formula: "Each work adds 1 of which no entry gives a title.") {
      $1.bibliography.works.isUntitled($0) ? 1 : 0
    },
    .init(
      name: "incompleteWorks",
      formula: "Each work adds 1 of which every entry cuts the byline or shows none."
    ) { $1.bibliography.works.isIncomplete($0) ? 1 : 0 },
    .init(
      name: "worksWithoutAuthors", formula: "Each work adds 1 of which no entry gives an author."
    ) { $1.bibliography.works.authors(ofWork: $0).isEmpty ? 1 : 0 },
    .init(name: "worksWithoutYear", formula: "Each work adds 1 of which no entry gives a year.") {
      $1.bibliography.works.facts(ofWork: $0).year == nil ? 1 : 0
    },
    .init(
      name: "worksWithoutCitations",
      formula: "Each work adds 1 of which no entry gives a number of citations."
    ) { $1.bibliography.works.facts(ofWork: $0).citations == nil ? 1 : 0 },
    .init(
      name: "authorships",
      formula: "Each work adds the people of its byline, each once, groups aside."
    ) { work, corpus in
      let bibliography = corpus.bibliography
      return bibliography.works.authors(ofWork: work).count {
        !bibliography.people.isGroup(Int($0))
      }
    },
    .init(
      name: "repeatedNames",
      formula: "Each work adds the people whose name stands more than once on its byline."
    ) { $1.bibliography.works.repeatedAuthors(ofWork: $0).count },
  ]

  /// How a count of a whole corpus comes about, without its graph.
  ///
  /// - Parameters:
  ///   - name: one of ``counts``.
  ///   - corpus: the corpus.
  /// - Throws: ``/CollabCore/UnknownName`` for another name.
  public static func count(_ name: String, of corpus: Corpus) throws -> Explanation {
    try Explainer(
      corpus, graph: Graph(uncheckedVertexCount: corpus.network.vertexCount, edges: [])
    ).count(name)
  }

  /// How a count of the whole corpus comes about.
  ///
  /// - Parameter name: one of ``counts``.
  /// - Throws: ``/CollabCore/UnknownName`` for another name.
  public func count(_ name: String) throws -> Explanation {
    guard let rule = Self.rules.first(where: { $0.name == name }) else {
      throw UnknownName(kind: "count with works behind it", name: name, among: Self.counts)
    }
    var parts = Table(Self.workColumns + [.init("adds")])
    var total = 0
    for work in corpus.bibliography.works.indices {
      let adds = rule.adds(work, corpus)
      guard adds > 0 else { continue }
      total += adds
      parts.append(cells(of: work) + [.count(adds)])
    }
    return Explanation(
      title: name, quantity: name, value: Double(total),
      formula: rule.formula + " All works are counted, also those that the network leaves out.",
      remarks: [], parts: parts)
  }
}
