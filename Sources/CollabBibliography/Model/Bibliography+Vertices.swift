extension Works {
  /// The affiliations beside each author of a work, as numbers that
  /// ``affiliations(_:)`` and ``countries(_:)`` take; empty where no source gives any.
  package func affiliationTerms(ofWork work: Int) -> ArraySlice<UInt32> {
    affiliations.isEmpty
      ? [] : affiliations[Int(authorOffsets[work])..<Int(authorOffsets[work + 1])]
  }

  /// The affiliations of a work as a whole, as such a number; 0 for none.
  package func commonAffiliationTerm(ofWork work: Int) -> UInt32 {
    merged.records(ofWork: work).lazy.map { store.rows[Int($0)].affiliations }
      .first { $0 != 0 } ?? 0
  }

  /// The affiliations behind a number.
  package func affiliations(_ term: UInt32) -> [String] { store.terms.list(term) }

  /// The countries behind a number, as codes.
  package func countries(_ term: UInt32) -> [String] { store.terms.countries(term) }
}

extension Bibliography {
  /// The same works with other things on their bylines than people, such as institutions.
  ///
  /// What is known of people alone is left out: stated ties, reported figures, suggestions,
  /// rulings and the reasons of their identity.
  ///
  /// - Parameters:
  ///   - things: the names of each, the one to show first, and what tells it from others of the
  ///     same name.
  ///   - bylines: the things of each work, each once, by index.
  /// - Complexity: O(names + places on bylines).
  package func replacingPeople(
    with things: [(names: [String], mark: String?)], bylines: [[UInt32]]
  ) -> Bibliography {
    var result = self
    var people = People()
    for (index, thing) in things.enumerated() {
      for name in thing.names {
        people.mentions.append(people.store.add(mention: Contributor(PersonName(family: name))))
      }
      people.offsets.append(UInt32(people.mentions.count))
      people.areGroups.append(false)
      people.marks[index] = thing.mark
    }
    result.people = people
    result.works.authors = Array(bylines.joined())
    result.works.authorOffsets = bylines.reduce(into: [0]) {
      $0.append($0[$0.count - 1] + UInt32($1.count))
    }
    result.works.affiliations = []
    result.works.unlisted = [:]
    result.works.repeated = [:]
    result.works.dropped = [:]
    result.ties = []
    result.reported = []
    result.identity = nil
    result.policies = []
    result.suggestionSearch = SuggestionSearch(found: [])
    result.places = PlacesOfBylines()
    result.rulings = BoundRulings()
    return result
  }
}
