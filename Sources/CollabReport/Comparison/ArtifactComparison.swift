import CollabCore
import CollabCorpus

/// What changed from one folder of `collab report` to another.
public struct ArtifactComparison: Sendable {
  /// A value of two reports, in words.
  public struct Difference: Sendable, Equatable {
    /// What it is a value of.
    public let name: String
    /// The earlier value.
    public let old: String
    /// The later value.
    public let new: String
  }

  /// A tie of both folders whose strength is another one.
  public struct TieChange: Sendable, Equatable {
    /// The two authors.
    public let first, second: String
    /// The number of works before and now, or the weights where the folders do not list works.
    public let old, new: Double
  }

  /// An author whose rank is another one.
  public struct RankChange: Sendable, Equatable {
    /// The name.
    public let author: String
    /// The ranks.
    public let old, new: Int
    /// Whether the stability intervals of the two ranks have no rank in common; `nil` where one of
    /// them is not known.
    public let isBeyondIntervals: Bool?
  }

  /// An author who moved to another cluster.
  public struct ClusterChange: Sendable, Equatable {
    /// The name.
    public let author: String
    /// The numbers of the cluster in the earlier and in the later folder.
    public let old, new: Int
  }

  let before: ReportFolder
  let after: ReportFolder

  /// The options that differ, by name.
  public let options: [Difference]
  /// The inputs that are new, lost or have other bytes, by name.
  public let inputs: [Difference]
  /// The works of one folder only; `nil` where a folder does not list its works.
  let newWorks, lostWorks: [ReportFolder.Work]?
  /// Authors of the new folder who are not in the old one, by their new rank.
  public let added: [String]
  /// Authors of the old folder who are not in the new one, by their old rank.
  public let removed: [String]
  /// Ties of one folder only, between authors of any kind.
  let newTies, lostTies: [ReportFolder.Pair]
  /// Ties of both folders that grew.
  public let grownTies: [TieChange]
  /// Ties of both folders that became weaker.
  public let weakenedTies: [TieChange]
  /// Whether ties are compared by their works; by their weights where a folder does not list them.
  let countsWorksOfTies: Bool
  /// Authors of both folders whose rank differs, by their new rank; `nil` where the folders rank by
  /// different measures.
  public let ranks: [RankChange]?
  /// Authors who moved to another cluster, by their new rank.
  public let moved: [ClusterChange]
  /// The clusters that belong together.
  let clusters: [ClusterMatching.Match]
  /// Figures that differ, by id.
  public let figures: [Difference]
  /// Names that may belong together of the new folder only; `nil` where a folder does not say.
  public let newSuggestions: [String]?
  /// The number of authors in both folders.
  public let common: Int
  /// What could not be compared, one sentence each.
  public let limits: [String]

  /// Reads and compares two folders.
  ///
  /// - Throws: ``FileError`` where one is no complete folder of this tool, or the two are of other
  ///   things than each other, such as people and institutions.
  public init(old: String, new: String) throws(FileError) {
    let (before, after) = (try ReportFolder(old), try ReportFolder(new))
    guard before.unit == after.unit else {
      throw FileError(
        "cannot compare '\(old)' and '\(new)': the vertices are \(before.unit.rawValue) in the one and "
          + "\(after.unit.rawValue) in the other")
    }
    self.init(before, after)
  }

  init(_ before: ReportFolder, _ after: ReportFolder) {
    (self.before, self.after) = (before, after)
    // Clusters that start from those of the earlier report are no other option: they are as in it.
    options = Self.differences(
      of: before.options, after.options,
      without: after.startsFrom(before) ? ["clustersFromSHA256"] : [])
    inputs = Self.inputDifferences(before.inputs, after.inputs)
    var limits: [String] = []
    if let then = before.works, let now = after.works {
      // Those with a common identifier first, then those of one title and year.
      let without = Self.unmatched(then, now) { $0.id.isEmpty ? nil : $0.id }
      (lostWorks, newWorks) = Self.unmatched(without.old, without.new, key: \.key)
    } else {
      (newWorks, lostWorks) = (nil, nil)
      limits.append("works: not both folders have a works.csv")
    }
    added = after.order.filter { before.authors[$0] == nil }
    removed = before.order.filter { after.authors[$0] == nil }
    let shared = after.order.filter { before.authors[$0] != nil }
    common = shared.count
    newTies = after.pairs.filter { before.ties[$0] == nil }
    lostTies = before.pairs.filter { after.ties[$0] == nil }
    countsWorksOfTies = (before.ties.values.map(\.works) + after.ties.values.map(\.works))
      .allSatisfy { $0 != nil }
    let changes = Self.tieChanges(
      before, after, countsWorks: countsWorksOfTies, limits: &limits)
    grownTies = changes.filter { $0.new > $0.old }
    weakenedTies = changes.filter { $0.new < $0.old }
    if before.measure == after.measure {
      ranks = Self.rankChanges(of: shared, before, after)
      if !before.hasIntervals || !after.hasIntervals {
        limits.append(
          "intervals: not both folders have intervals of ranks by \(after.measure), so that each "
            + "change of a rank is listed")
      }
    } else {
      ranks = nil
      limits.append("ranks: one folder ranks by \(before.measure), the other by \(after.measure)")
    }
    let matching = ClusterMatching(
      old: shared.map { before.authors[$0]?.cluster ?? 0 },
      new: shared.map { after.authors[$0]?.cluster ?? 0 })
    clusters = matching.matches
    moved = matching.moved.map { place in
      let name = shared[place]
      return ClusterChange(
        author: name, old: before.authors[name]?.cluster ?? 0,
        new: after.authors[name]?.cluster ?? 0)
    }
    figures = Self.figureDifferences(before.figures, after.figures, limits: &limits)
    if let then = before.suggestions, let now = after.suggestions {
      let known = Set(then)
      newSuggestions = now.filter { !known.contains($0) }
    } else {
      newSuggestions = nil
    }
    self.limits = limits
  }

  /// Whether nothing changed.
  public var isEmpty: Bool {
    options.isEmpty && inputs.isEmpty && newWorks?.isEmpty ?? true && lostWorks?.isEmpty ?? true
      && added.isEmpty && removed.isEmpty && newTies.isEmpty && lostTies.isEmpty
      && grownTies.isEmpty && weakenedTies.isEmpty && ranks?.isEmpty ?? true && moved.isEmpty
      && figures.isEmpty && newSuggestions?.isEmpty ?? true
  }

  /// The rank changes that are no chance: those beyond the intervals where both folders have
  /// intervals, else all.
  public var notableRanks: [RankChange] {
    let all = ranks ?? []
    return before.hasIntervals && after.hasIntervals
      ? all.filter { $0.isBeyondIntervals == true } : all
  }

  /// Authors of the first ten who were not among them before, by rank.
  var newInTopTen: [String] {
    let before = Set(before.order.prefix(10))
    return after.order.prefix(10).filter { !before.contains($0) }
  }

  /// The figures that gates name, by id: those of the later report, and those of the comparison.
  public var gateValues: [String: Double] {
    var values = after.figures ?? [:]
    func set(_ id: String, _ count: Int?) { values[id] = count.map(Double.init) }
    set("changed-options", options.count)
    set("new-works", newWorks?.count)
    set("lost-works", lostWorks?.count)
    set("new-authors", added.count)
    set("lost-authors", removed.count)
    set("new-ties", newTies.count)
    set("lost-ties", lostTies.count)
    set("grown-ties", grownTies.count)
    set("moved-ranks", ranks == nil ? nil : notableRanks.count)
    set("top10-changed", before.measure == after.measure ? newInTopTen.count : nil)
    set("moved-authors", moved.count)
    set("new-suggestions", newSuggestions?.count)
    if let then = before.figures?["modularity"], let now = after.figures?["modularity"] {
      values["modularity-drop"] = then - now
    }
    return values
  }
}

extension ArtifactComparison {
  /// The members that differ, by name.
  static func differences(
    of old: [JSON.Member], _ new: [JSON.Member], without leftOut: Set<String> = []
  ) -> [Difference] {
    let then = Dictionary(old.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    let now = Dictionary(new.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    return Set(then.keys).union(now.keys).subtracting(leftOut).sorted().compactMap { name in
      // An option of another version that is not given means the same as one that is not there.
      let (a, b) = (then[name] ?? .null, now[name] ?? .null)
      return a == b ? nil : Difference(name: name, old: a.shown, new: b.shown)
    }
  }

  /// The inputs that differ, by name.
  static func inputDifferences(_ old: [JSON], _ new: [JSON]) -> [Difference] {
    digestDifferences(old, new, size: "entries", "entry", "entries")
  }

  /// The files that differ, by name.
  static func fileDifferences(_ old: [JSON], _ new: [JSON]) -> [Difference] {
    digestDifferences(old, new, size: "bytes", "byte", "bytes")
  }

  /// What differs by its digest; those of one name are compared in their order.
  private static func digestDifferences(
    _ old: [JSON], _ new: [JSON], size: String, _ unit: String, _ units: String
  ) -> [Difference] {
    let then = Dictionary(grouping: old) { $0["name"]?.textValue ?? "" }
    let now = Dictionary(grouping: new) { $0["name"]?.textValue ?? "" }
    func shown(_ entry: JSON?) -> String {
      guard let entry else { return "not there" }
      let count = entry[size]?.numberValue.flatMap { Int(exactly: $0) } ?? 0
      return
        "\(counted(count, unit, units)), SHA-256 \((entry["sha256"]?.textValue ?? "").prefix(12))"
    }
    return Set(then.keys).union(now.keys).sorted().flatMap { name in
      let a = then[name] ?? [], b = now[name] ?? []
      return (0..<max(a.count, b.count)).compactMap { place -> Difference? in
        let x = place < a.count ? a[place] : JSON?.none
        let y = place < b.count ? b[place] : JSON?.none
        guard x?["sha256"] != y?["sha256"] else { return nil }
        return Difference(name: name, old: shown(x), new: shown(y))
      }
    }
  }

  /// The works of each list that have no partner with their key in the other.
  ///
  /// - Parameter key: what partners have in common; `nil` for works without one.
  private static func unmatched(
    _ old: [ReportFolder.Work], _ new: [ReportFolder.Work],
    key: (ReportFolder.Work) -> String?
  ) -> (old: [ReportFolder.Work], new: [ReportFolder.Work]) {
    func counts(_ works: [ReportFolder.Work]) -> [String: Int] {
      works.reduce(into: [:]) { counts, work in
        if let key = key(work) { counts[key, default: 0] += 1 }
      }
    }
    func left(_ works: [ReportFolder.Work], over others: [String: Int]) -> [ReportFolder.Work] {
      var others = others
      return works.filter { work in
        guard let key = key(work), let count = others[key], count > 0 else { return true }
        others[key] = count - 1
        return false
      }
    }
    return (left(old, over: counts(new)), left(new, over: counts(old)))
  }

  /// The ties of both folders that differ in works or in weight.
  private static func tieChanges(
    _ before: ReportFolder, _ after: ReportFolder, countsWorks: Bool, limits: inout [String]
  ) -> [TieChange] {
    if !countsWorks {
      let weighting = { (folder: ReportFolder) in
        folder.options.first { $0.name == "weighting" }?.value
      }
      guard weighting(before) == weighting(after) else {
        limits.append("strength of ties: the weightings differ")
        return []
      }
      limits.append("works of ties: not both folders list them, so that weights are compared")
    }
    return after.pairs.compactMap { pair in
      guard let then = before.ties[pair], let now = after.ties[pair] else { return nil }
      let old = countsWorks ? Double(then.works ?? 0) : then.weight
      let new = countsWorks ? Double(now.works ?? 0) : now.weight
      // Weights are sums in the order of the works; what rounding changes is no news.
      guard abs(new - old) > 1e-9 * max(abs(old), abs(new)) else { return nil }
      return TieChange(first: pair.first, second: pair.second, old: old, new: new)
    }
  }

  private static func rankChanges(
    of names: [String], _ before: ReportFolder, _ after: ReportFolder
  ) -> [RankChange] {
    names.compactMap { name in
      guard let then = before.authors[name], let now = after.authors[name], then.rank != now.rank
      else { return nil }
      let isBeyond = then.interval.flatMap { old in now.interval.map { !old.overlaps($0) } }
      return RankChange(author: name, old: then.rank, new: now.rank, isBeyondIntervals: isBeyond)
    }
  }

  private static func figureDifferences(
    _ old: [String: Double]?, _ new: [String: Double]?, limits: inout [String]
  ) -> [Difference] {
    guard let old, let new else {
      limits.append("data quality: not both folders have a \(FolderFigures.fileName)")
      return []
    }
    func shown(_ value: Double?) -> String {
      guard let value else { return "not known" }
      return Int(exactly: value)?.grouped ?? Table.shown(value, decimals: 4)
    }
    return GateFigure.ofReports.compactMap { figure in
      let (a, b) = (old[figure.id], new[figure.id])
      return a == b ? nil : Difference(name: figure.summary, old: shown(a), new: shown(b))
    }
  }
}
