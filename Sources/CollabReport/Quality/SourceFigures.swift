public import CollabBibliography
public import CollabCore

/// What became of the entries of one source.
public struct SourceFigures: Sendable, Equatable {
  /// The source.
  public let source: Source
  /// Entries that became works; `nil` where nothing was merged.
  public var kept: Int?
  /// Entries that were taken for a work which another entry had brought; `nil` where nothing was
  /// merged.
  public var merged: Int?
  /// Warnings: what was taken in another way than it is written, or lost a value.
  public var repaired = 0
  /// Errors: what could not be used.
  public var leftOut = 0

  /// The figures of each source, in their order.
  ///
  /// - Parameters:
  ///   - sources: what was read; of several of one name the first has the messages.
  ///   - diagnostics: the messages about them.
  public static func figures(
    of sources: [Source], diagnostics: [Diagnostic]
  ) -> [SourceFigures] {
    var figures = sources.map { SourceFigures(source: $0) }
    let places = Dictionary(
      sources.indices.map { (sources[$0].name, $0) }, uniquingKeysWith: { first, _ in first })
    for diagnostic in diagnostics {
      guard let place = diagnostic.file.flatMap({ places[$0] }) else { continue }
      switch diagnostic.severity {
      case .note: break
      case .warning: figures[place].repaired += 1
      case .error: figures[place].leftOut += 1
      }
    }
    return figures
  }

  /// The figures of each source of a bibliography, in their order.
  ///
  /// - Complexity: O(works + messages).
  public static func figures(of bibliography: Bibliography) -> [SourceFigures] {
    var figures = figures(of: bibliography.sources, diagnostics: bibliography.diagnostics)
    let works = bibliography.works
    var kept = [Int](repeating: 0, count: figures.count)
    for work in works.indices { kept[works.firstSource(ofWork: work)] += 1 }
    for (place, count) in kept.enumerated() {
      figures[place].kept = count
      figures[place].merged = figures[place].source.entryCount - count
    }
    return figures
  }

  /// The figures as rows; entries are kept or merged, and what is left out was no entry yet.
  public static func table(of figures: [SourceFigures]) -> Table {
    var table = Table(columns)
    for figure in figures { table.append(figure.cells) }
    return table
  }

  /// The columns of ``cells``.
  package static let columns: [Table.Column] = [
    .init("name", "source"), .init("format"), .init("entries"), .init("ties"), .init("kept"),
    .init("merged"), .init("repaired"), .init("leftOut", "left out"),
  ]

  package var cells: [Table.Cell] {
    [
      .text(source.name), .text(source.format), .count(source.entryCount), .count(source.tieCount),
      .count(orUnknown: kept), .count(orUnknown: merged), .count(repaired), .count(leftOut),
    ]
  }
}
