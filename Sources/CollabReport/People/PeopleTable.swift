import CollabBibliography
import CollabCore

extension Table {
  /// The people of a bibliography, those of most works first.
  public static func people(of bibliography: Bibliography) -> Table {
    var works = [Int](repeating: 0, count: bibliography.people.count)
    for work in bibliography.works.indices {
      for author in bibliography.works.authors(ofWork: work) { works[Int(author)] += 1 }
    }
    var table = Table([
      .init("person"), .init("works"), .init("spellings"), .init("identifiers"),
      .init("confidence"), .init("reasons"),
    ])
    for person in bibliography.people.indices.sorted(by: { (-works[$0], $0) < (-works[$1], $1) }) {
      let found = bibliography.people[person]
      table.append([
        .text(found.label), .count(works[person]), .list(found.spellings),
        .list(found.identifiers.map(\.description)),
        confidence(of: person, in: bibliography),
        .list(bibliography.identity?.weakestLink(of: person)?.reasons ?? []),
      ])
    }
    return table
  }

  /// What joins or parts people, as ``/CollabBibliography/IdentityFindings`` tells it.
  public static func links(
    _ links: [IdentityFindings.Link], in bibliography: Bibliography
  ) -> Table {
    var table = Table([
      .init("decision"), .init("logOdds", "log-odds"), .init("a"), .init("aPlaces", "places"),
      .init("aWork", "for example in"), .init("b"), .init("bPlaces", "places"),
      .init("bWork", "for example in"), .init("reasons"),
    ])
    let label = { (person: Int, name: String) in
      let shown = bibliography.people.label(person)
      return shown == name ? name : "\(name) [\(shown)]"
    }
    for link in links {
      table.append([
        .text(link.areJoined ? "one person" : "two people"),
        .number((link.logOdds * 100).rounded() / 100),
        .text(label(link.people.0, link.names.0)), .count(link.sizes.0),
        .text(bibliography.works[link.works.0].label),
        .text(label(link.people.1, link.names.1)), .count(link.sizes.1),
        .text(bibliography.works[link.works.1].label), .list(link.reasons),
      ])
    }
    return table
  }

  /// Every place of every entry's byline with the person who stands there.
  public static func mentions(of bibliography: Bibliography) -> Table {
    var table = Table([
      .init("source"), .init("key"), .init("position"), .init("name"), .init("person"),
      .init("confidence"),
    ])
    bibliography.forEachBylinePlace { place in
      table.append([
        .text(bibliography.sources[place.entry.source].name),
        place.entry.key.map { .text($0) } ?? .count(place.entry.line), .count(place.position),
        .text(place.name), .text(orUnknown: place.person.map { bibliography.people.label($0) }),
        place.person.map { confidence(of: $0, in: bibliography) } ?? .unknown,
      ])
    }
    return table
  }

  private static func confidence(of person: Int, in bibliography: Bibliography) -> Cell {
    bibliography.identity.map {
      .number(($0.confidence(of: person) * 1000).rounded() / 1000)
    } ?? .unknown
  }
}
