import CollabAlgorithms
public import CollabCore
public import CollabCorpus
public import CollabGraph

/// What happened in a network from year to year: works, who wrote, and who wrote together, for the
/// first time or again.
public struct Timeline: Sendable, Equatable {
  /// The pairs who wrote together in a year, each counted once, by what was before it.
  public struct Pairs: Sendable, Equatable {
    /// Had written together in an earlier year.
    public var repeated = 0
    /// Had not, and both had written here in an earlier year.
    public var betweenKnown = 0
    /// Only one of the two had written here in an earlier year.
    public var withOneNew = 0
    /// Neither had.
    public var betweenNew = 0

    /// All pairs of the year.
    public var count: Int { repeated + betweenKnown + withOneNew + betweenNew }
  }

  /// One year.
  public struct Year: Sendable, Equatable {
    /// The year.
    public let year: Int
    /// The number of works with an author.
    public var works = 0
    /// The number of those with one author.
    public var singleAuthorWorks = 0
    /// The sum over the works of their authors.
    public var authorships = 0
    /// The number of authors with a work in this year.
    public var authors = 0
    /// Of these, those without a work in an earlier year.
    public var newAuthors = 0
    /// The pairs who wrote together.
    public var pairs = Pairs()
    /// Of all authors up to this year, the share in the largest component of all works so far.
    public var connectedShare = 0.0

    /// The mean number of authors of a work; `nil` in a year without works.
    public var authorsPerWork: Double? {
      works > 0 ? Double(authorships) / Double(works) : nil
    }
  }

  /// The years from the first to the last, those without works too.
  public let years: [Year]
  /// Whether pairs were counted; not where the works have more than ``maximumPairs``.
  public let hasPairs: Bool

  /// Above so many pairs on bylines they are not counted: they would take more than 1 GB.
  public static let maximumPairs = 20_000_000

  /// Walks through the works of a network whose year is known.
  ///
  /// - Throws: ``/CollabCore/Cancellation``.
  /// - Complexity: O(authorships + pairs on bylines) time, 32 bytes a pair.
  public init(of network: Network, execution: Execution = Execution()) throws(Cancellation) {
    let incidence = network.incidence, facts = network.facts
    var worksOf: [Int: [Int]] = [:], pairCount = 0
    for work in 0..<incidence.workCount where facts.years[work] != WorkFacts.unknown {
      let length = incidence.rowLength(work)
      guard length > 0 else { continue }
      worksOf[Int(facts.years[work]), default: []].append(work)
      pairCount += length * (length - 1) / 2
    }
    hasPairs = pairCount <= Self.maximumPairs
    guard let first = worksOf.keys.min(), let last = worksOf.keys.max() else {
      years = []
      return
    }
    var walk = Walk(
      incidence, graph: network.chosenGraph, countsPairs: hasPairs)
    var years: [Year] = []
    for year in first...last {
      try execution.checkpoint()
      years.append(walk.year(year, works: worksOf[year] ?? []))
    }
    self.years = years
  }

  /// What is known of the years before.
  private struct Walk {
    var firstYear: [Int?]
    var lastYear: [Int?]
    var pairYear: [UInt64: Int] = [:]
    var components: DisjointSets
    var sizes: [Int]
    var seen = 0
    var largest = 0
    let incidence: Incidence
    /// The ties that count; `nil` where all who share a work are tied.
    let graph: Graph?
    let countsPairs: Bool

    init(_ incidence: Incidence, graph: Graph?, countsPairs: Bool) {
      let authors = incidence.authorCount
      self.incidence = incidence
      self.graph = graph
      firstYear = .init(repeating: nil, count: authors)
      lastYear = firstYear
      components = DisjointSets(authors)
      sizes = .init(repeating: 1, count: authors)
      self.countsPairs = countsPairs
    }

    mutating func year(_ number: Int, works: [Int]) -> Year {
      var year = Year(year: number)
      for work in works {
        let byline = incidence.authors(ofWork: work), length = incidence.bylineLength(work)
        year.works += 1
        year.authorships += length
        if length == 1 { year.singleAuthorWorks += 1 }
        for author in byline.lazy.map({ Int($0) }) where lastYear[author] != number {
          lastYear[author] = number
          year.authors += 1
          if firstYear[author] == nil {
            firstYear[author] = number
            year.newAuthors += 1
            seen += 1
            largest = max(largest, 1)
          }
        }
        connect(byline)
      }
      if countsPairs {
        for work in works { count(incidence.authors(ofWork: work), in: &year) }
      }
      year.connectedShare = seen > 0 ? Double(largest) / Double(seen) : 0
      return year
    }

    private mutating func connect(_ byline: ArraySlice<UInt32>) {
      guard let first = byline.first else { return }
      if graph == nil {
        for author in byline.dropFirst() { connect(first, author) }
      } else {
        for (place, a) in zip(byline.indices, byline) {
          for b in byline[(place + 1)...] where areTied(a, b) { connect(a, b) }
        }
      }
    }

    private mutating func connect(_ first: UInt32, _ second: UInt32) {
      let a = components.find(Int(first)), b = components.find(Int(second))
      guard components.unite(a, b) else { return }
      let size = sizes[a] + sizes[b]
      sizes[components.find(a)] = size
      largest = max(largest, size)
    }

    private func areTied(_ a: UInt32, _ b: UInt32) -> Bool {
      guard let graph else { return true }
      return graph.arc(from: Int(a), to: b) != nil
    }

    private mutating func count(_ byline: ArraySlice<UInt32>, in year: inout Year) {
      for (place, a) in zip(byline.indices, byline) {
        for b in byline[(place + 1)...] where areTied(a, b) {
          let pair = UInt64(min(a, b)) << 32 | UInt64(max(a, b))
          let before = pairYear.updateValue(year.year, forKey: pair)
          if before == year.year { continue }
          if before != nil {
            year.pairs.repeated += 1
            continue
          }
          let known = [a, b].count { firstYear[Int($0)] != year.year }
          switch known {
          case 2: year.pairs.betweenKnown += 1
          case 1: year.pairs.withOneNew += 1
          default: year.pairs.betweenNew += 1
          }
        }
      }
    }
  }
}

extension Timeline {
  /// The years as rows, for people and programs.
  ///
  /// - Parameter unit: what a vertex stands for, for the headers.
  public func table(of unit: VertexUnit = .authors) -> Table {
    let units = unit.rawValue
    var columns: [Table.Column] = [
      .init("year"), .init("works"), .init("singleAuthorWorks", "works of one \(unit.noun)"),
      .init("authorships"), .init("authors", units),
      .init("newAuthors", "new \(units)"),
    ]
    if hasPairs {
      columns += [
        .init("pairs", "pairs of \(unit == .authors ? "coauthors" : units)"),
        .init("repeatedPairs", "repeated"),
        .init("newPairsKnown", "new, both known"), .init("newPairsOneNew", "new, one known"),
        .init("newPairsBothNew", "new, neither known"),
      ]
    }
    columns.append(.init("connectedShare", "share in the largest component"))
    var table = Table(columns)
    for year in years {
      var row: [Table.Cell] = [
        .text(String(year.year)), .count(year.works), .count(year.singleAuthorWorks),
        .count(year.authorships), .count(year.authors), .count(year.newAuthors),
      ]
      if hasPairs {
        let pairs = year.pairs
        row += [
          .count(pairs.count), .count(pairs.repeated), .count(pairs.betweenKnown),
          .count(pairs.withOneNew), .count(pairs.betweenNew),
        ]
      }
      table.append(row + [.number(year.connectedShare)])
    }
    return table
  }
}
