import CollabBibliography
import CollabCore
import CollabGraph
import CollabTestSupport
import Foundation
import Testing

@testable import CollabCorpus

/// The ties of seven small works, added up by hand for every weighting and selection.
///
/// | work | year | byline |
/// |---|---|---|
/// | 1 | 2001 | Ash, Birch |
/// | 2 | 2001 | Ash, Birch, Cedar |
/// | 3 | 2002 | Ash, Birch, Cedar, Dogwood |
/// | 4 | 2003 | Ash |
/// | 5 | – | Cedar, Dogwood, Cedar |
/// | 6 | 2002 | Ash, Lake Org, Birch |
/// | 7 | 2003 | Ash, Birch, Cedar, Dogwood, Elm |
///
/// Beside them x and y are tied by 2 and, turned round, by 3, and x to itself.
@Suite struct WeightingTableTests {
  private static func bibliography() throws -> Bibliography {
    let works: [(Int?, String)] = [
      (2001, "Ash Birch"), (2001, "Ash Birch Cedar"), (2002, "Ash Birch Cedar Dogwood"),
      (2003, "Ash"), (nil, "Cedar Dogwood Cedar"), (2002, "Ash =Lake Birch"),
      (2003, "Ash Birch Cedar Dogwood Elm"),
    ]
    var content = RecordSink(file: "works")
    for (index, (year, byline)) in works.enumerated() {
      var record = Record(line: index + 1)
      record.title = "Work \(index + 1) of the table of weights"
      record.date = year.map { PartialDate($0) }
      record.byline = byline.split(separator: " ").map { name in
        Contributor(
          name.hasPrefix("=")
            ? .group("\(name.dropFirst()) Org") : PersonName(given: "Kim", family: String(name)))
      }
      content.append(record)
    }
    content.append(StatedTie("x", "y", weight: 2, line: 1))
    content.append(StatedTie("y", "x", weight: 3, line: 2))
    content.append(StatedTie("x", "x", weight: 7, line: 3))
    return try Bibliography(
      merging: [
        ReadSource(
          source: Source(name: "works", format: "test", sha256: "", entryCount: 7),
          content: content)
      ])
  }

  /// Ties as sums of fractions: `AB` for Ash and Birch, `AL` for Ash and Lake Org.
  struct Row: CustomTestStringConvertible, Sendable {
    var name: String
    var maximum: Int?
    var years: ClosedRange<Int>?
    var groups = false
    var overMaximum = 0
    var outsideYears = 0
    var vertices: String
    var ties: [Weighting: [String: Double]]
    var testDescription: String { name }
  }

  static let rows: [Row] = [
    Row(
      name: "everything", vertices: "ABCDE",
      ties: [
        .full: [
          "AB": 5, "AC": 3, "AD": 2, "AE": 1, "BC": 3, "BD": 2, "BE": 1, "CD": 3, "CE": 1, "DE": 1,
        ],
        // 1, 1/2, 1/3, 1, 1, 1/4 for works 1, 2, 3, 5, 6, 7.
        .fractional: [
          "AB": 37.0 / 12, "AC": 13.0 / 12, "AD": 7.0 / 12, "AE": 1.0 / 4, "BC": 13.0 / 12,
          "BD": 7.0 / 12, "BE": 1.0 / 4, "CD": 19.0 / 12, "CE": 1.0 / 4, "DE": 1.0 / 4,
        ],
        // 1, 1/3, 1/6, 1, 1, 1/10.
        .strict: [
          "AB": 78.0 / 30, "AC": 18.0 / 30, "AD": 8.0 / 30, "AE": 3.0 / 30, "BC": 18.0 / 30,
          "BD": 8.0 / 30, "BE": 3.0 / 30, "CD": 38.0 / 30, "CE": 3.0 / 30, "DE": 3.0 / 30,
        ],
      ]),
    Row(
      name: "with groups, of which work 6 has one", groups: true, vertices: "ABCDEL",
      ties: [
        .full: [
          "AB": 5, "AC": 3, "AD": 2, "AE": 1, "AL": 1, "BC": 3, "BD": 2, "BE": 1, "BL": 1, "CD": 3,
          "CE": 1, "DE": 1,
        ],
        .fractional: [
          "AB": 31.0 / 12, "AC": 13.0 / 12, "AD": 7.0 / 12, "AE": 1.0 / 4, "AL": 1.0 / 2,
          "BC": 13.0 / 12, "BD": 7.0 / 12, "BE": 1.0 / 4, "BL": 1.0 / 2, "CD": 19.0 / 12,
          "CE": 1.0 / 4, "DE": 1.0 / 4,
        ],
        .strict: [
          "AB": 58.0 / 30, "AC": 18.0 / 30, "AD": 8.0 / 30, "AE": 3.0 / 30, "AL": 1.0 / 3,
          "BC": 18.0 / 30, "BD": 8.0 / 30, "BE": 3.0 / 30, "BL": 1.0 / 3, "CD": 38.0 / 30,
          "CE": 3.0 / 30, "DE": 3.0 / 30,
        ],
      ]),
    Row(
      name: "2001 to 2002: works 1, 2, 3 and 6", years: 2001...2002, outsideYears: 3,
      vertices: "ABCD",
      ties: [
        .full: ["AB": 4, "AC": 2, "AD": 1, "BC": 2, "BD": 1, "CD": 1],
        .fractional: [
          "AB": 17.0 / 6, "AC": 5.0 / 6, "AD": 1.0 / 3, "BC": 5.0 / 6, "BD": 1.0 / 3, "CD": 1.0 / 3,
        ],
        .strict: [
          "AB": 5.0 / 2, "AC": 1.0 / 2, "AD": 1.0 / 6, "BC": 1.0 / 2, "BD": 1.0 / 6, "CD": 1.0 / 6,
        ],
      ]),
    Row(
      name: "at most three authors: without works 3 and 7", maximum: 3, overMaximum: 2,
      vertices: "ABCD",
      ties: [
        .full: ["AB": 3, "AC": 1, "BC": 1, "CD": 1],
        .fractional: ["AB": 5.0 / 2, "AC": 1.0 / 2, "BC": 1.0 / 2, "CD": 1],
        .strict: ["AB": 7.0 / 3, "AC": 1.0 / 3, "BC": 1.0 / 3, "CD": 1],
      ]),
    Row(
      name: "at most two, groups left out: works 1, 4, 5 and 6", maximum: 2, overMaximum: 3,
      vertices: "ABCD",
      ties: [
        .full: ["AB": 2, "CD": 1], .fractional: ["AB": 2, "CD": 1], .strict: ["AB": 2, "CD": 1],
      ]),
    Row(
      name: "at most two, groups counted: works 1, 4 and 5", maximum: 2, groups: true,
      overMaximum: 4, vertices: "ABCD",
      ties: [
        .full: ["AB": 1, "CD": 1], .fractional: ["AB": 1, "CD": 1], .strict: ["AB": 1, "CD": 1],
      ]),
    Row(
      name: "2002 and at most three: work 6", maximum: 3, years: 2002...2002, overMaximum: 1,
      outsideYears: 5, vertices: "AB",
      ties: [.full: ["AB": 1], .fractional: ["AB": 1], .strict: ["AB": 1]]),
  ]

  @Test(arguments: rows, Weighting.allCases)
  func tiesAddUp(_ row: Row, _ weighting: Weighting) throws {
    let bibliography = try Self.bibliography()
    let coauthors = CoauthorNetwork(
      bibliography,
      selection: .init(
        weighting: weighting, maximumAuthors: row.maximum, includesGroups: row.groups,
        years: row.years))
    let names = coauthors.people.map { person in
      let name = bibliography.people[person].name
      return name.family.prefix(1).description
    }
    #expect(names.sorted() == row.vertices.map(String.init) + ["x", "y"])
    #expect(coauthors.worksOverMaximum == row.overMaximum)
    #expect(coauthors.worksOutsideYears == row.outsideYears)
    var found: [String: Double] = [:]
    for edge in try coauthors.network.graph().edges {
      found[[names[Int(edge.a)], names[Int(edge.b)]].sorted().joined()] = edge.weight
    }
    let expected = try #require(row.ties[weighting]).merging(["xy": 5]) { a, _ in a }
    #expect(Set(found.keys) == Set(expected.keys))
    for (tie, weight) in expected {
      #expect(abs((found[tie] ?? 0) - weight) < 1e-12, "\(tie)")
    }
  }

  private struct Golden: Decodable {
    struct Small: Decodable { let vertices: Int, edges: [[Double]] }
    let small: [String: Small]
  }

  /// From the file to the graph for which other tools' centralities and communities are kept, so that
  /// these hold for what is read, too.
  @Test func theKarateClubIsReadAsOtherToolsHaveIt() throws {
    let expected = try #require(
      try SharedData.expected("centralities", as: Golden.self).small["zachary"])
    let bibliography = try Bibliography.load([SharedData.fixture("graphs/zachary.txt").path])
    let coauthors = CoauthorNetwork(bibliography)
    #expect(coauthors.people.count == expected.vertices)
    let numbers = coauthors.people.compactMap { Int(bibliography.people.label($0)) }
    let edges = try coauthors.network.graph().edges.map { edge in
      let ends = [numbers[Int(edge.a)] - 1, numbers[Int(edge.b)] - 1].sorted().map(Double.init)
      return ends + [edge.weight]
    }
    #expect(
      edges.sorted { $0.lexicographicallyPrecedes($1) }
        == expected.edges.sorted { $0.lexicographicallyPrecedes($1) })
  }
}
