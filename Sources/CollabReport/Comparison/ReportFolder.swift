import CollabCore
import CollabCorpus
import Foundation

/// What the files of a report's folder say: what comparisons and gates read, and what the clusters
/// of a later run start from.
public struct ReportFolder: Sendable {
  /// An author of the folder.
  struct Author: Sendable {
    /// The place in the ranking, from 1.
    var rank: Int
    /// The number of the cluster, from 1; 0 where the folder has none.
    var cluster: Int
    /// The stability interval of the rank; `nil` where there is none.
    var interval: ClosedRange<Int>?
  }

  /// Two authors by name, in alphabetical order.
  struct Pair: Hashable, Sendable {
    var first: String
    var second: String
  }

  /// How strong a tie is.
  struct Tie: Sendable {
    var weight: Double
    /// The number of works behind it; `nil` where the folder does not say.
    var works: Int?
  }

  /// A work, as the folder lists it.
  struct Work: Sendable, Equatable {
    /// Its identifier, as far as it comes from outside; empty for none.
    var id = ""
    var title: String
    var year: String
    var authors: String

    /// What makes two rows without a common identifier one work: the title and the year; the authors
    /// where there is no title.
    var key: String { title.isEmpty ? "\n" + authors : title.lowercased() + "\n" + year }
  }

  /// The options, by name.
  let options: [JSON.Member]
  /// The inputs: name, format, entries and digest.
  let inputs: [JSON]
  /// What a vertex stands for.
  let unit: VertexUnit
  /// The SHA-256 of the table of vertices, as the manifest states it.
  let authorsDigest: String?
  /// The measure that decides the ranking.
  let measure: String
  /// The names of the authors, by rank.
  let order: [String]
  /// Whether the folder says in which cluster each author is.
  let hasClusters: Bool
  /// The authors by name.
  let authors: [String: Author]
  /// What each cluster is about, in a few words.
  let topics: [Int: String]
  /// The ties.
  let ties: [Pair: Tie]
  /// The pairs in the order of the file.
  let pairs: [Pair]
  /// The works; `nil` where the folder does not list them.
  let works: [Work]?
  /// The figures of ``GateFigure/ofReports``, by id; `nil` where the folder has none.
  let figures: [String: Double]?
  /// The names that may belong together, each as one text; `nil` where the folder does not say.
  let suggestions: [String]?

  /// Whether the clusters were looked for from those of another folder.
  func startsFrom(_ other: ReportFolder) -> Bool {
    guard let digest = other.authorsDigest else { return false }
    return options.contains { $0.name == "clustersFromSHA256" && $0.value == .string(digest) }
  }

  /// The files that are read.
  private static let fileNames =
    VertexUnit.allCases.map(Report.verticesFile) + [
      "edges.csv", "clusters.csv", "works.csv", FolderFigures.fileName,
    ]

  /// Whether ranks have stability intervals.
  var hasIntervals: Bool { authors.values.contains { $0.interval != nil } }

  /// Reads a folder.
  ///
  /// - Throws: ``FileError`` where it is no complete folder of this tool.
  /// - Complexity: O(bytes of the tables).
  public init(_ path: String) throws(FileError) {
    guard FileOutput.exists(path) else { throw FileError("read", path, code: ENOENT) }
    let none = FileError("cannot read '\(path)': it is not a folder of 'collab report'")
    let listing = Manifest.Listing(ofFolder: path)
    if !listing.unfinished.isEmpty {
      throw FileError(
        "cannot read '\(path)': the run that wrote it was stopped before its end; write it again")
    }
    guard listing.isOurs else { throw none }
    var files: [String: [UInt8]] = [:]
    for name in Self.fileNames where listing.digests[name] != nil {
      guard let bytes = listing.bytes(of: name, inFolder: path) else {
        throw FileError(
          "cannot read '\(path)': its file '\(name)' is missing or was changed since it was "
            + "written; write the report again")
      }
      files[name] = bytes
    }
    func table(_ name: String) throws(FileError) -> FolderTable? {
      guard let bytes = files[name] else { return nil }
      return try FolderTable(bytes, of: path + "/" + name)
    }
    let manifest = try ManifestContents(folder: path)
    let unit =
      manifest.options.first { $0.name == "unit" }?.value.textValue
      .flatMap { VertexUnit(rawValue: $0) } ?? .authors
    let vertices = Report.verticesFile(of: unit)
    guard
      let measure = manifest.options.first(where: { $0.name == "by" })?.value.elements.first?
        .textValue,
      let people = try table(vertices), let edges = try table("edges.csv"),
      let name = people.column("name"), let scores = people.column(measure)
    else { throw none }
    self.unit = unit
    options = manifest.options
    inputs = manifest.inputs
    authorsDigest =
      manifest.files.first { $0["name"]?.textValue == vertices }?["sha256"]?.textValue
    self.measure = measure
    (order, authors) = Self.authors(
      of: people, name: name, scores: people.rows.map { Double(decimal: $0[scores]) })
    hasClusters = people.column("community") != nil
    topics = Self.topics(of: try table("clusters.csv"))
    guard let ties = Self.ties(of: edges) else { throw none }
    (pairs, self.ties) = ties
    works = try table("works.csv").flatMap { Self.works(of: $0, unit) }
    var stated: FolderFigures?
    if let bytes = files[FolderFigures.fileName] {
      stated = try FolderFigures(bytes, of: path + "/" + FolderFigures.fileName)
    }
    figures = stated?.values
    suggestions = stated?.suggestions
  }

  /// The authors by rank: unknown scores last, equal ones in the order of the file.
  private static func authors(
    of table: FolderTable, name: Int, scores: [Double?]
  ) -> (order: [String], authors: [String: Author]) {
    let places = scores.indices.sorted { a, b in
      guard let x = scores[a], let y = scores[b] else {
        return (scores[a] == nil) == (scores[b] == nil) ? a < b : scores[b] == nil
      }
      return x == y ? a < b : x > y
    }
    let cluster = table.column("community")
    let low = table.column("rank-from"), high = table.column("rank-to")
    var authors: [String: Author] = [:]
    for (index, place) in places.enumerated() {
      let row = table.rows[place]
      var author = Author(
        rank: index + 1, cluster: cluster.flatMap { Int(row[$0]) } ?? 0, interval: nil)
      if let from = low.flatMap({ Int(row[$0]) }), let to = high.flatMap({ Int(row[$0]) }),
        from <= to
      {
        author.interval = from...to
      }
      authors[row[name]] = author
    }
    return (places.map { table.rows[$0][name] }, authors)
  }

  private static func topics(of table: FolderTable?) -> [Int: String] {
    guard let table, let id = table.column("id"), let words = table.column("words") else {
      return [:]
    }
    var topics: [Int: String] = [:]
    for row in table.rows {
      guard let cluster = Int(row[id]), !row[words].isEmpty else { continue }
      topics[cluster] = row[words].split(separator: "; ").prefix(2).joined(separator: ", ")
    }
    return topics
  }

  private static func ties(of table: FolderTable) -> (pairs: [Pair], ties: [Pair: Tie])? {
    guard let a = table.column("source_name"), let b = table.column("target_name"),
      let weight = table.column("weight")
    else { return nil }
    let works = table.column("works")
    var pairs: [Pair] = [], ties: [Pair: Tie] = [:]
    pairs.reserveCapacity(table.rows.count)
    ties.reserveCapacity(table.rows.count)
    for row in table.rows {
      let pair = Pair(first: min(row[a], row[b]), second: max(row[a], row[b]))
      pairs.append(pair)
      ties[pair] = Tie(
        weight: Double(decimal: row[weight]) ?? .nan,
        works: works.map { row[$0].split { " ;".contains($0) }.count })
    }
    return (pairs, ties)
  }

  private static func works(of table: FolderTable, _ unit: VertexUnit) -> [Work]? {
    guard let title = table.column("title") else { return nil }
    let id = table.column("id"), year = table.column("year")
    let authors = table.column(unit.rawValue)
    return table.rows.map { row in
      // An id that the report made of the facts says no more than these.
      let own = id.map { row[$0] }.flatMap { $0.hasPrefix("work:") ? nil : $0 }
      return Work(
        id: own ?? "", title: row[title], year: year.map { row[$0] } ?? "",
        authors: authors.map { row[$0] } ?? "")
    }
  }
}
