import CollabCore

/// What a bibliography holds and what is missing from it, in numbers.
public struct Statistics: Sendable, Hashable, Codable {
  /// Entries read, before merging.
  public var entries = 0
  /// Distinct works.
  public var works = 0
  /// Entries that were taken for a work which another entry had brought already.
  public var mergedEntries = 0
  /// Works of which no source gives a title.
  public var untitledWorks = 0
  /// Works of which authors are missing; see ``Work/isIncomplete``.
  public var incompleteWorks = 0
  /// Works of which no source gives an author.
  public var worksWithoutAuthors = 0
  /// Works of which no source gives a year.
  public var worksWithoutYear = 0
  /// Works of which no source gives a number of citations.
  public var worksWithoutCitations = 0
  /// People, groups left out.
  public var authors = 0
  /// Groups.
  public var groups = 0
  /// Pairs of a work and a person on its byline, groups left out.
  public var authorships = 0
  /// Names that stand more than once on the byline of a work, over all works.
  public var repeatedNames = 0
  /// People who may be one person, and other likely but unproven matches.
  public var suggestions = 0

  /// Counts a bibliography.
  ///
  /// - Throws: ``/CollabCore/Cancellation``.
  /// - Complexity: O(*a*) for *a* authorships, and that of
  ///   ``Bibliography/suggestions(execution:)``.
  public init(
    _ bibliography: Bibliography, execution: Execution = .serial
  ) throws(Cancellation) {
    let works = bibliography.works, people = bibliography.people
    let isGroup = people.indices.map { people.isGroup($0) }
    entries = bibliography.entryCount
    self.works = works.count
    mergedEntries = entries - works.count
    groups = isGroup.count { $0 }
    authors = people.count - groups
    suggestions = try bibliography.suggestions(execution: execution).count
    for work in works.indices {
      if works.isUntitled(work) { untitledWorks += 1 }
      if works.isIncomplete(work) { incompleteWorks += 1 }
      let facts = works.facts(ofWork: work)
      if facts.year == nil { worksWithoutYear += 1 }
      if facts.citations == nil { worksWithoutCitations += 1 }
      let byline = works.authors(ofWork: work)
      if byline.isEmpty { worksWithoutAuthors += 1 }
      authorships += byline.count { !isGroup[Int($0)] }
      repeatedNames += works.repeatedAuthors(ofWork: work).count
    }
  }
}
