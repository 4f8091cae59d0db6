public import CollabCorpus
public import CollabBibliography
public import CollabCore
import CollabAlgorithms
import CollabGraph

/// What a corpus holds, in numbers: its works and people, and the network made of them.
public struct CorpusStatistics: Sendable {
  /// The counts of what was read.
  public let bibliography: Statistics
  /// The first and the last year of the works; `nil` where no year is known.
  public let years: ClosedRange<Int>?
  /// The number of authors in the network.
  public let vertices: Int
  /// The number of pairs of coauthors.
  public let edges: Int
  /// The number of groups of authors that no chain connects, lone authors included.
  public let components: Int
  /// The number of authors in the greatest of them.
  public let largestComponent: Int
  /// The number of works left out by their number of authors.
  public let worksOverMaximum: Int
  /// The number of works left out by their year.
  public let worksOutsideYears: Int
  /// What thresholds left out.
  public let leftOut: [Thresholds.LeftOut]
  /// What was found of institutions or countries; `nil` where vertices are authors.
  public let units: UnitFindings?
  /// What became of the entries of each source.
  public let sources: [SourceFigures]

  /// Counts a corpus.
  ///
  /// - Throws: ``/CollabGraph/TooManyPairs``, ``/CollabCore/Cancellation``.
  /// - Complexity: that of projecting the graph.
  public init(_ corpus: Corpus, execution: Execution = .serial) throws {
    let network = corpus.network
    bibliography = try Statistics(corpus.bibliography, execution: execution)
    let known = network.facts.years.filter { $0 != WorkFacts.unknown }.map(Int.init)
    years = known.min().flatMap { first in known.max().map { first...$0 } }
    vertices = network.vertexCount
    edges = try network.graph(execution: execution).edgeCount
    let parts = try connectedComponents(of: network, execution: execution)
    components = parts.count
    largestComponent = parts.members.first?.count ?? 0
    worksOverMaximum = corpus.coauthors.worksOverMaximum
    worksOutsideYears = corpus.coauthors.worksOutsideYears
    leftOut = corpus.coauthors.leftOut
    units = corpus.units
    sources = SourceFigures.figures(of: corpus.bibliography)
  }

  /// What a vertex stands for.
  public var unit: VertexUnit { units?.unit ?? .authors }

  private typealias Figure = (name: String, title: String, value: JSON)

  /// The figures with their names for programs and for people.
  private var figures: [Figure] {
    worksFigures + (units?.figures ?? peopleFigures) + networkFigures
  }

  private var worksFigures: [Figure] {
    let b = bibliography
    return [
      ("entries", "entries read", .int(b.entries)),
      ("works", "works", .int(b.works)),
      ("mergedEntries", "duplicate entries merged", .int(b.mergedEntries)),
      ("untitledWorks", "untitled works", .int(b.untitledWorks)),
      ("incompleteWorks", "works with an incomplete byline", .int(b.incompleteWorks)),
    ]
      + (units == nil
        ? [("worksWithoutAuthors", "works without authors", .int(b.worksWithoutAuthors))] : [])
      + [
        ("worksWithoutYear", "works without a year", .int(b.worksWithoutYear)),
        ("worksWithoutCitations", "works without a citation count", .int(b.worksWithoutCitations)),
        ("worksOverMaximum", "works excluded by --max-authors", .int(worksOverMaximum)),
        ("worksOutsideYears", "works excluded by --years", .int(worksOutsideYears)),
        ("firstYear", "first year", JSON(years?.lowerBound)),
        ("lastYear", "last year", JSON(years?.upperBound)),
      ]
  }

  private var peopleFigures: [Figure] {
    let b = bibliography
    return [
      ("authors", "authors", .int(b.authors)),
      ("groups", "groups", .int(b.groups)),
      ("authorships", "authorships", .int(b.authorships)),
      ("repeatedNames", "duplicate names on bylines", .int(b.repeatedNames)),
      ("suggestions", "suggested name matches", .int(b.suggestions)),
    ]
  }

  private var networkFigures: [Figure] {
    let nouns = unit.noun.plural
    return [
      ("vertices", "vertices (\(nouns))", .int(vertices)),
      (
        "edges", "edges (pairs of \(unit == .authors ? "coauthors" : nouns))", .int(edges)
      ),
      ("components", "connected components", .int(components)),
      ("largestComponent", "\(nouns) in the largest component", .int(largestComponent)),
    ]
  }

  /// The figures as an object, with the sources.
  public var json: JSON {
    var members = figures.map { JSON.Member($0.name, $0.value) }
    if !leftOut.isEmpty {
      members.append(
        .init(
          "leftOut",
          .array(
            leftOut.map {
              ["option": .string($0.option), $0.noun.plural: .int($0.count), "of": .int($0.total)]
            })))
    }
    return .object(members + [.init("sources", SourceFigures.table(of: sources).json)])
  }

  /// The figures as rows.
  public var table: Table {
    var table = Table([.init("figure"), .init("count")])
    for figure in figures {
      if case .int(let value) = figure.value {
        let isYear = ["firstYear", "lastYear"].contains(figure.name)
        table.append([.text(figure.title), isYear ? .year(value) : .count(value)])
      } else if case .number(let value) = figure.value {
        table.append([.text(figure.title), .number(value)])
      } else {
        table.append([.text(figure.title), .unknown])
      }
    }
    for part in leftOut {
      table.append([.text("\(part.noun.plural) excluded by \(part.option)"), .count(part.count)])
    }
    return table
  }
}
