/// A figure that a gate may name.
public struct GateFigure: Sendable, Equatable {
  /// The name in conditions, for example `incomplete-share`.
  public let id: String
  /// What it counts.
  public let summary: String

  /// The figures of one report.
  public static let ofReports = [
    GateFigure(id: "works", summary: "works with an author in the network"),
    GateFigure(id: "authors", summary: "authors"),
    GateFigure(id: "ties", summary: "pairs of coauthors"),
    GateFigure(id: "clusters", summary: "clusters"),
    GateFigure(id: "components", summary: "connected components"),
    GateFigure(id: "largest-component-share", summary: "share of authors in the largest component"),
    GateFigure(id: "modularity", summary: "modularity of the clusters"),
    GateFigure(id: "stability", summary: "adjusted Rand index of the clusters over seeds"),
    GateFigure(id: "sources", summary: "inputs"),
    GateFigure(id: "entries", summary: "entries read"),
    GateFigure(id: "merged-entries", summary: "duplicate entries merged"),
    GateFigure(id: "incomplete-share", summary: "share of works with an incomplete byline"),
    GateFigure(id: "no-author-share", summary: "share of works without authors"),
    GateFigure(id: "no-year-share", summary: "share of works without a year"),
    GateFigure(id: "no-citations-share", summary: "share of works without a citation count"),
    GateFigure(id: "suggestions", summary: "suggested name matches"),
    GateFigure(id: "errors", summary: "errors about the input"),
    GateFigure(id: "warnings", summary: "warnings about the input"),
    GateFigure(id: "notes", summary: "notes about the input"),
  ]

  /// The figures of a comparison, besides those of the later report.
  public static let ofComparisons = [
    GateFigure(id: "changed-options", summary: "options that differ"),
    GateFigure(id: "new-works", summary: "works of the later report only"),
    GateFigure(id: "lost-works", summary: "works of the earlier report only"),
    GateFigure(id: "new-authors", summary: "authors of the later report only"),
    GateFigure(id: "lost-authors", summary: "authors of the earlier report only"),
    GateFigure(id: "new-ties", summary: "ties of the later report only"),
    GateFigure(id: "lost-ties", summary: "ties of the earlier report only"),
    GateFigure(
      id: "grown-ties", summary: "ties with more works, or more weight where works are not listed"),
    GateFigure(id: "moved-ranks", summary: "ranks that moved more than their intervals"),
    GateFigure(id: "top10-changed", summary: "authors who are new among the first ten"),
    GateFigure(id: "moved-authors", summary: "authors who moved to another cluster"),
    GateFigure(id: "modularity-drop", summary: "modularity before less modularity now"),
    GateFigure(id: "new-suggestions", summary: "suggested name matches of the later report only"),
  ]

  /// The figures of a folder of `collab report` that are known, by id; none where it has no
  /// `figures.json`.
  ///
  /// - Throws: ``FileError``.
  public static func values(inFolder folder: String) throws(FileError) -> [String: Double] {
    try FolderFigures.read(inFolder: folder)?.values ?? [:]
  }
}
