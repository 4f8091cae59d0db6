public import CollabCorpus
public import CollabRender
import CollabBibliography
import CollabGraph

extension ExplorerLibrary {
  /// The works that made a corpus's network, how its people are spelled, and who of them is in doubt:
  /// the weakest bridge between the works is near the threshold; see
  /// ``/CollabBibliography/IdentityFindings/doubt``.
  ///
  /// - Complexity: O(people + authorships) time and space.
  public init(_ corpus: Corpus) {
    self.init()
    for (index, work) in corpus.bibliography.works.enumerated()
    where corpus.network.incidence.bylineLength(index) > 0 {
      let byline = work.authors.compactMap { corpus.coauthors.vertices[$0] }
      addWork(
        title: work.label, year: work.date?.year, byline: byline,
        others: work.authors.count - byline.count)
    }
    for (vertex, index) in corpus.coauthors.people.enumerated() {
      let person = corpus.bibliography.people[index]
      let others = person.spellings.filter { $0 != person.label && $0 != person.name.display }
      if !others.isEmpty { addSpellings(others, of: vertex) }
      if let identity = corpus.bibliography.identity, identity.isInDoubt(index) {
        addDoubt(identity.confidence(of: index), of: vertex)
      }
    }
  }
}
