public import CollabAlgorithms
public import CollabCorpus

/// The clusters of an earlier report, by the names of their authors.
public struct EarlierClusters: Sendable {
  /// The SHA-256 of the file that they come from.
  public let digest: String
  private let clusters: [String: Int]

  /// Reads the clusters of a folder of `collab report`.
  ///
  /// - Parameters:
  ///   - folder: the folder.
  ///   - unit: what its vertices stand for.
  /// - Throws: ``FileError`` where it is no complete folder of this tool, has no clusters, or is of
  ///   another unit.
  public init(folder: String, unit: VertexUnit = .authors) throws(FileError) {
    let report = try ReportFolder(folder)
    guard report.unit == unit else {
      throw FileError(
        "cannot start from the clusters of '\(folder)': its vertices are \(report.unit.rawValue), not "
          + unit.rawValue)
    }
    guard report.hasClusters, let digest = report.authorsDigest else {
      throw FileError(
        "cannot start from the clusters of '\(folder)': its \(Report.verticesFile(of: unit)) has no column 'community'"
      )
    }
    clusters = report.authors.mapValues(\.cluster).filter { $0.value > 0 }
    self.digest = digest
  }

  /// How many of some authors are in a cluster.
  public func count(of labels: [String]) -> Int { labels.count { clusters[$0] != nil } }

  /// The clusters of some authors; those who are in none are alone.
  ///
  /// - Complexity: O(*n*) time and space for *n* authors.
  public func partition(of labels: [String]) -> Partition {
    var number: [Int: UInt32] = [:], next: UInt32 = 0
    return Partition(
      labels: labels.map { label in
        if let cluster = clusters[label], let known = number[cluster] { return known }
        defer { next += 1 }
        if let cluster = clusters[label] { number[cluster] = next }
        return next
      })
  }
}
