public import CollabCorpus
public import CollabRender
import CollabBibliography
public import CollabCore
import CollabGraph

extension DiagramSource {
  /// The coauthor graph of a corpus; groups without ties are hidden.
  ///
  /// - Parameter showsPlacesOnly: whether nobody sees who they are: tooltips, links and plain names are left out.
  /// - Throws: ``TooManyPairs``, ``Cancellation``.
  public init(
    _ corpus: Corpus, showsPlacesOnly: Bool = false, execution: Execution = Execution()
  ) throws {
    let network = corpus.network, graph = try network.graph(execution: execution)
    let people = corpus.bibliography.people, indices = corpus.coauthors.people
    let works = (0..<network.incidence.workCount).filter { network.incidence.bylineLength($0) > 0 }
    self.init(
      names: corpus.labels, graph: graph,
      hidden: indices.indices.filter { people.isGroup(indices[$0]) && graph.degree($0) == 0 },
      corpus: works.isEmpty ? "" : counted(works.count, "work"))
    noun = corpus.unit.noun
    if !showsPlacesOnly {
      let chunks = try execution.mapChunks(of: indices.count, size: 1024, scratch: {}) { _, range in
        range.map { v in
          let person = people[indices[v]], works = network.incidence.works(ofAuthor: v).count
          return (
            tooltip: person.label + (works > 0 ? " · " + counted(works, "work") : "") + " · "
              + counted(graph.degree(v), corpus.unit == .authors ? "coauthor" : "tie"),
            link: person.identifiers.first { $0.scheme == .orcid }
              .map { "https://orcid.org/" + $0.value } ?? "",
            name: person.name.display
          )
        }
      }
      for person in chunks.joined() {
        tooltips.append(person.tooltip)
        links.append(person.link)
        plainNames.append(person.name)
      }
    }
    groups = network.soleAuthors(atLeast: Self.leastGroup).map { group in
      DiagramSource.Group(
        title: corpus.bibliography.works[group.work].label, members: group.authors)
    }
  }
  /// The number of authors of one work from which on they share a disc where nothing else tells
  /// them apart.
  private static let leastGroup = 50
}
