public import CollabCore
public import SparkConnect

/// What a corpus on a cluster holds, in numbers; the same names and titles as those of `collab stats`.
public struct SparkStatistics: Sendable {
  private let figures: [(name: String, title: String, value: Int?)]

  /// Counts a corpus and its network.
  ///
  /// - Throws: ``/SparkConnect/SparkError``.
  public init(of network: SparkNetwork) async throws(SparkError) {
    let corpus = network.corpus
    let works = try await network.works()
    let people = try await corpus.row(
      "counting people", PackageResources.stats_people_sql,
      ["people": corpus.table("people"), "authorship": corpus.table("authorship")])
    let size = try await network.size()
    let ties = try await network.ties().count
    let components = try await SparkComponents(of: network)
    let entries = try works.count("entries"), workCount = try works.count("works")
    figures = [
      ("entries", "entries read", entries),
      ("works", "works", workCount),
      ("mergedEntries", "duplicate entries merged", entries - workCount),
      ("incompleteWorks", "works with an incomplete byline", try works.count("incomplete_works")),
      ("worksWithoutAuthors", "works without authors", try works.count("works_without_authors")),
      ("worksWithoutYear", "works without a year", try works.count("works_without_year")),
      (
        "worksWithoutCitations", "works without a citation count",
        try works.count("works_without_citations")
      ),
      (
        "worksOverMaximum", "works excluded by --max-authors", try works.count("works_over_maximum")
      ),
      ("worksOutsideYears", "works excluded by --years", try works.count("works_outside_years")),
      ("firstYear", "first year", try works.int("first_year")),
      ("lastYear", "last year", try works.int("last_year")),
      ("authors", "authors", try people.count("authors")),
      ("groups", "groups", try people.count("groups")),
      ("authorships", "authorships", try people.count("authorships")),
      ("vertices", "vertices (authors)", size.vertices),
      ("edges", "edges (pairs of coauthors)", ties),
      ("components", "connected components", components.count),
      ("largestComponent", "authors in the largest component", components.largest),
    ]
  }

  /// A figure by its name for programs.
  public subscript(name: String) -> Int? { figures.first { $0.name == name }?.value }

  /// The figures as an object.
  public var json: JSON { .object(figures.map { JSON.Member($0.name, JSON($0.value)) }) }

  /// The figures as rows.
  public var table: Table {
    var table = Table([.init("figure"), .init("count")])
    for figure in figures {
      let isYear = ["firstYear", "lastYear"].contains(figure.name)
      let cell: Table.Cell =
        isYear ? figure.value.map(Table.Cell.year) ?? .unknown : .count(orUnknown: figure.value)
      table.append([.text(figure.title), cell])
    }
    return table
  }
}
