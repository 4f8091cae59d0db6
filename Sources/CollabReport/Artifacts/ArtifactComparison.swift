public import CollabCore
import Foundation

/// What changed from one folder of artifacts to another: authors who came and went, and those
/// whose place or cluster is another one.
public struct ArtifactComparison: Sendable {
  /// The authors of a folder.
  private struct Folder {
    /// The place of each author in the ranking and the number of their cluster.
    var authors: [String: (rank: Int, cluster: Int)]
    /// The people of each cluster.
    var members: [Int: Set<String>]
  }

  /// Authors of the new folder who are not in the old one, by their new rank.
  public let added: [String]
  /// Authors of the old folder who are not in the new one, by their old rank.
  public let removed: [String]
  /// Authors whose rank differs, by their new rank.
  public let moved: [(author: String, old: Int, new: Int)]
  /// Authors in both folders who share their cluster with other people than before, by their new
  /// rank.
  ///
  /// Only people who are in both folders count. The overlap is the Jaccard index of the two
  /// clusters' people.
  public let regrouped: [(author: String, overlap: Double)]
  /// The number of authors in both folders.
  public let common: Int

  /// Whether nothing changed.
  public var isEmpty: Bool {
    added.isEmpty && removed.isEmpty && moved.isEmpty && regrouped.isEmpty
  }

  /// Reads and compares two folders.
  ///
  /// - Throws: ``FileError`` where a folder holds no `graph.json` of this tool.
  public init(old: String, new: String) throws(FileError) {
    let before = try ArtifactComparison.folder(old)
    let after = try ArtifactComparison.folder(new)
    let order = { (folder: Folder) in
      folder.authors.sorted { ($0.value.rank, $0.key) < ($1.value.rank, $1.key) }
    }
    added = order(after).map(\.key).filter { before.authors[$0] == nil }
    removed = order(before).map(\.key).filter { after.authors[$0] == nil }
    let shared = Set(before.authors.keys).intersection(after.authors.keys)
    let clustersThen = before.members.mapValues(shared.intersection)
    let clustersNow = after.members.mapValues(shared.intersection)
    var moved: [(author: String, old: Int, new: Int)] = []
    var regrouped: [(author: String, overlap: Double)] = []
    var overlaps: [[Int]: Double] = [:]
    for (name, now) in order(after) {
      guard let then = before.authors[name] else { continue }
      if then.rank != now.rank { moved.append((name, then.rank, now.rank)) }
      let pair = [then.cluster, now.cluster]
      let overlap =
        overlaps[pair]
        ?? ArtifactComparison.overlap(
          clustersThen[then.cluster, default: []], clustersNow[now.cluster, default: []])
      overlaps[pair] = overlap
      if overlap < 1 { regrouped.append((name, overlap)) }
    }
    self.moved = moved
    self.regrouped = regrouped
    common = shared.count
  }

  /// The Jaccard index of two clusters' people.
  private static func overlap(_ a: Set<String>, _ b: Set<String>) -> Double {
    Double(a.intersection(b).count) / Double(a.union(b).count)
  }

  /// The authors of a folder, ranked by the first measure of its manifest.
  private static func folder(_ path: String) throws(FileError) -> Folder {
    struct Record: Decodable {
      struct Options: Decodable { let by: [String] }
      let options: Options
    }
    let folder = URL(fileURLWithPath: path)
    if !Manifest.Listing(ofFolder: path).unfinished.isEmpty {
      throw FileError(
        "cannot read '\(path)': the run that wrote it was stopped before its end; write it again")
    }
    let data: (manifest: Data, graph: Data)
    do {
      data = (
        try Data(contentsOf: folder.appendingPathComponent(ArtifactFolder.manifestName)),
        try Data(contentsOf: folder.appendingPathComponent("graph.json"))
      )
    } catch {
      guard FileManager.default.fileExists(atPath: path) else {
        throw FileError("read", path, error)
      }
      throw FileError("cannot read '\(path)': it is no folder of artifacts")
    }
    guard let by = try? JSONDecoder().decode(Record.self, from: data.manifest).options.by.first,
      let object = try? JSONSerialization.jsonObject(with: data.graph) as? [String: Any],
      let nodes = object["nodes"] as? [[String: Any]]
    else { throw FileError("cannot read '\(path)': it is no folder of artifacts") }
    var scored: [(name: String, score: Double, cluster: Int)] = []
    for node in nodes {
      guard let name = node["label"] as? String else { continue }
      scored.append((name, node[by] as? Double ?? .nan, node["community"] as? Int ?? 0))
    }
    let members = Dictionary(grouping: scored, by: \.cluster).mapValues { Set($0.map(\.name)) }
    // As in the ranking: unknown scores last, equal ones in the order of the names' vertices.
    let order = scored.indices.sorted { a, b in
      let (x, y) = (scored[a].score, scored[b].score)
      if x.isNaN || y.isNaN { return x.isNaN == y.isNaN ? a < b : y.isNaN }
      return x == y ? a < b : x > y
    }
    var authors: [String: (rank: Int, cluster: Int)] = [:]
    for (index, entry) in order.map({ scored[$0] }).enumerated() {
      authors[entry.name] = (index + 1, entry.cluster)
    }
    return Folder(authors: authors, members: members)
  }

  /// The changes as an object.
  public var json: JSON {
    [
      "common": .int(common), "added": .array(added.map(JSON.string)),
      "removed": .array(removed.map(JSON.string)), "moved": movedTable.json,
      "regrouped": regroupedTable.json,
    ]
  }

  private var movedTable: Table {
    var table = Table([.init("author"), .init("old", "old rank"), .init("new", "new rank")])
    for move in moved { table.append([.text(move.author), .count(move.old), .count(move.new)]) }
    return table
  }

  private var regroupedTable: Table {
    var table = Table([.init("author"), .init("overlap", "overlap of clusters")])
    for change in regrouped { table.append([.text(change.author), .number(change.overlap)]) }
    return table
  }

  /// The changes as rows: author, kind of change, before, after.
  public var table: Table {
    var table = Table([.init("author"), .init("change"), .init("old"), .init("new")])
    for name in added { table.append([.text(name), .text("added"), .unknown, .unknown]) }
    for name in removed { table.append([.text(name), .text("removed"), .unknown, .unknown]) }
    for move in moved {
      table.append([.text(move.author), .text("rank"), .count(move.old), .count(move.new)])
    }
    for change in regrouped {
      table.append([.text(change.author), .text("cluster"), .unknown, .number(change.overlap)])
    }
    return table
  }

  /// The changes as a document.
  ///
  /// - Parameter top: how many of a kind are listed.
  public func document(top: Int) -> Document {
    var document = Document(title: "What changed")
    if isEmpty {
      document.blocks = [.paragraph("Nothing: authors, ranks and clusters are the same.")]
      return document
    }
    document.blocks = [.paragraph("\(counted(common, "author")) in both.")]
    func append(_ title: String, _ count: Int, _ block: Document.Block) {
      guard count > 0 else { return }
      document.blocks += [.heading(level: 2, "\(title) (\(count))"), block]
      if count > top { document.blocks.append(.paragraph("and \(count - top) more")) }
    }
    append("Authors who came", added.count, .list(Array(added.prefix(top))))
    append("Authors who went", removed.count, .list(Array(removed.prefix(top))))
    append("Ranks", moved.count, .table(movedTable.prefix(top), caption: "Ranks"))
    append(
      "Clusters with other people", regrouped.count,
      .table(regroupedTable.prefix(top), caption: "Clusters with other people"))
    return document
  }
}
