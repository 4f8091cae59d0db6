public import CollabCorpus
public import CollabCore
public import CollabRender
import CollabAlgorithms
import CollabBibliography
import CollabGraph

/// Something known of authors, besides measures and clusters, that colours can show; a value in
/// ``Overlays/all``.
public struct Overlay: CatalogEntry {
  /// Its id and summary.
  public let descriptor: Descriptor
  /// Whether only people have it, and not institutions or countries.
  public let isOfPeople: Bool
  private let body: @Sendable (Corpus) -> DiagramOptions.Coloring

  init(
    id: String, summary: String, isOfPeople: Bool = false,
    body: @escaping @Sendable (Corpus) -> DiagramOptions.Coloring
  ) {
    descriptor = Descriptor(id: id, summary: summary)
    self.isOfPeople = isOfPeople
    self.body = body
  }

  /// The colours' meaning for a corpus.
  public func coloring(of corpus: Corpus) -> DiagramOptions.Coloring { body(corpus) }
}

/// The list of all overlays: a new one is one line here.
public enum Overlays {
  /// The overlays, in the order of help.
  public static let all = Catalog<Overlay>(
    kind: "colouring",
    [
      .years("first-year", "the year of an author's first work") { $0.min() },
      .years("last-year", "the year of an author's last work") { $0.max() },
      .years("mean-year", "the mean year of an author's works") {
        $0.isEmpty ? nil : $0.reduce(0, +) / Double($0.count)
      },
      .words("field", "the field of most of an author's works") { work, _ in
        work.field.map { [$0] } ?? []
      },
      .words("affiliation", "the institution on most of an author's works", isOfPeople: true) {
        work, place in
        (work.authorAffiliations.isEmpty ? [] : work.authorAffiliations[place])
          .map(Institutions.name)
      },
      .words("country", "the country on most of an author's works", isOfPeople: true) {
        work, place in
        (work.authorCountries.isEmpty ? [] : work.authorCountries[place]).map(Countries.name)
      },
    ])
}

extension Overlay {
  fileprivate static func years(
    _ id: String, _ summary: String, _ pick: @escaping @Sendable ([Double]) -> Double?
  ) -> Overlay {
    Overlay(id: id, summary: summary) { corpus in
      let network = corpus.network
      let years = corpus.labels.indices.map { vertex in
        network.incidence.works(ofAuthor: vertex).map { network.facts.years[Int($0)] }
          .filter { $0 != WorkFacts.unknown }.map(Double.init)
      }
      // First, last and mean years, of the whole and of a part of it, share a scale.
      return .values(
        .init(
          title: id.split(separator: "-").joined(separator: " "),
          values: years.map { pick($0) ?? .nan },
          ends: DiagramOptions.Values.typicalRange(
            from: years.compactMap { $0.min() }, to: years.compactMap { $0.max() })))
    }
  }

  /// By the word that most of an author's works bear, the first in the alphabet among equals.
  fileprivate static func words(
    _ id: String, _ summary: String, isOfPeople: Bool = false,
    _ pick: @escaping @Sendable (_ work: Work, _ place: Int) -> [String]
  ) -> Overlay {
    Overlay(id: id, summary: summary, isOfPeople: isOfPeople) { corpus in
      var counts = [[String: Int]](repeating: [:], count: corpus.labels.count)
      for work in corpus.bibliography.works {
        for (place, person) in work.authors.enumerated() {
          guard let vertex = corpus.coauthors.vertices[person] else { continue }
          for word in pick(work, place) { counts[vertex][word, default: 0] += 1 }
        }
      }
      return .categories(
        title: id, counts.map { $0.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key })
    }
  }
}
