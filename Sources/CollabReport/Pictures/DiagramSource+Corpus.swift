public import CollabCorpus
public import CollabRender
import CollabBibliography
public import CollabCore
import CollabGraph

extension DiagramSource {
  /// The coauthor graph of a corpus; groups without ties are hidden.
  ///
  /// - Throws: ``TooManyPairs``, ``Cancellation``.
  public init(_ corpus: Corpus, execution: Execution = Execution()) throws {
    let network = corpus.network, graph = try network.graph(execution: execution)
    let indices = corpus.coauthors.people
    let people = Array(
      try execution.mapChunks(of: indices.count, size: 1024, scratch: {}) { _, range in
        indices[range].map { corpus.bibliography.people[$0] }
      }.joined())
    let works = (0..<network.incidence.workCount).filter { network.incidence.bylineLength($0) > 0 }
    self.init(
      names: people.map(\.label), graph: graph,
      tooltips: people.indices.map { v in
        let works = network.incidence.works(ofAuthor: v).count
        return people[v].label + (works > 0 ? " · " + counted(works, "work") : "") + " · "
          + counted(graph.degree(v), corpus.unit == .authors ? "coauthor" : "tie")
      },
      links: people.map { person in
        person.identifiers.first { $0.scheme == .orcid }
          .map { "https://orcid.org/" + $0.value } ?? ""
      },
      hidden: people.indices.filter { people[$0].isGroup && graph.degree($0) == 0 },
      corpus: works.isEmpty ? "" : counted(works.count, "work"))
    noun = corpus.unit.noun
    plainNames = people.map(\.name.display)
    groups = network.soleAuthors(atLeast: Self.leastGroup).map { group in
      DiagramSource.Group(
        title: corpus.bibliography.works[group.work].label, members: group.authors)
    }
  }
  /// The number of authors of one work from which on they share a disc where nothing else tells
  /// them apart.
  private static let leastGroup = 50
}
