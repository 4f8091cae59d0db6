public import CollabCore
public import CollabCorpus
public import CollabRender
import CollabBibliography
import CollabGraph

extension ExplorerLibrary {
  /// The works that made a corpus's network, how its people are spelled, and who of them is in doubt:
  /// the weakest bridge between the works is near the threshold; see
  /// ``/CollabBibliography/IdentityFindings/doubt``.
  ///
  /// - Throws: ``/CollabCore/Cancellation``.
  /// - Complexity: O(people + authorships) time and space.
  public init(_ corpus: Corpus, execution: Execution = Execution()) throws {
    self.init()
    let works = corpus.bibliography.works, network = corpus.network
    try execution.forEachChunkInOrder(of: works.count, size: 1024, scratch: {}) { _, range in
      range.filter { network.incidence.bylineLength($0) > 0 }.map { works[$0] }.map { work in
        let byline = work.authors.compactMap { corpus.coauthors.vertices[$0] }
        return (
          title: work.label, year: work.date?.year, byline: byline,
          others: work.authors.count - byline.count, isTitled: work.title != nil
        )
      }
    } take: { works in
      for work in works {
        addWork(
          title: work.title, year: work.year, byline: work.byline, others: work.others,
          isTitled: work.isTitled)
      }
    }
    let people = corpus.coauthors.people
    let spelled = try execution.mapChunks(of: people.count, size: 1024, scratch: {}) { _, range in
      people[range].map { index in
        let person = corpus.bibliography.people[index]
        return (
          others: person.spellings.filter { $0 != person.label && $0 != person.name.display },
          bibTeX: person.name.bibTeX(insteadOf: person.label)
        )
      }
    }
    for (vertex, (index, name)) in zip(people, spelled.joined()).enumerated() {
      if !name.others.isEmpty { addSpellings(name.others, of: vertex) }
      if let name = name.bibTeX { addBibTeXName(name, of: vertex) }
      if let identity = corpus.bibliography.identity, identity.isInDoubt(index) {
        addDoubt(identity.confidence(of: index), of: vertex)
      }
    }
  }
}
