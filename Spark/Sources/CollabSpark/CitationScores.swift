import CollabAlgorithms
import SparkConnect

/// The measures that read the citations of works.
extension SparkNetwork {
  func citationScores(
    _ column: StaticString, least: Int
  ) async throws(SparkError) -> ScoreTable {
    let folder = selection.folder + "/citations-\(least)"
    try await corpus.write(
      folder, stamp: stamp, by: PackageResources.measure_citations_sql,
      ["authorship": authorship, "least": .int(least)])
    return ScoreTable(
      table: corpus.table(folder), column: column,
      remarks: try await unknown(in: folder, of: "citation count", isLowerBound: true))
  }

  /// What the reader should know of works that a measure leaves out.
  private func unknown(
    in folder: String, of what: String, isLowerBound: Bool
  ) async throws(SparkError) -> [String] {
    let row = try await corpus.row(
      "looking for what is not known", PackageResources.measure_unknown_sql,
      ["measure": corpus.table(folder)])
    let none = try row.count("all_unknown")
    var remarks = Scores.notes(
      partial: try row.count("some"), unknown: none, of: what, areLowerBounds: isLowerBound)
    if try none == row.count("authors") {
      remarks.append("no value is known for any author; authors are in alphabetical order")
    }
    return remarks
  }

  func mQuotient(year: Int) async throws(SparkError) -> ScoreTable {
    var year = year, remarks: [String] = []
    if year == 0 {
      let works = try await corpus.row(
        "latest year", PackageResources.stats_works_sql,
        selection.values.merging(["works": try await corpus.works()]) { $1 })
      year = try works.int("last_year") ?? 0
      if year != 0 { remarks = ["ages count to \(year), the latest year of any work"] }
    }
    let folder = selection.folder + "/m-quotient-\(year)"
    try await corpus.write(
      folder, stamp: stamp, by: PackageResources.measure_m_quotient_sql,
      ["authorship": authorship, "year": .int(year)])
    return ScoreTable(
      table: corpus.table(folder),
      remarks: try await unknown(in: folder, of: "citation count and year", isLowerBound: false)
        + remarks)
  }
}
