public import CollabCore
import CollabCorpus

extension ArtifactComparison {
  /// What a vertex is called, of which all of a folder are one kind.
  private var noun: String { after.unit.noun }
  private var nouns: String { after.unit.rawValue }

  /// What changed, in one sentence.
  public var headline: String {
    if isEmpty { return "Nothing changed." }
    var news: [String] = []
    func add(_ count: Int?, _ adjective: String, _ noun: String, _ plural: String? = nil) {
      guard let count, count > 0 else { return }
      news.append(counted(count, "\(adjective) \(noun)", plural.map { "\(adjective) \($0)" }))
    }
    add(newWorks?.count, "new", "work")
    add(lostWorks?.count, "lost", "work")
    add(added.count, "new", noun, nouns)
    add(removed.count, "lost", noun, nouns)
    add(newTies.count, "new", "tie")
    add(lostTies.count, "lost", "tie")
    if !grownTies.isEmpty {
      news.append("\(counted(grownTies.count, "tie")) that grew")
    }
    if !weakenedTies.isEmpty {
      news.append("\(counted(weakenedTies.count, "tie")) that became weaker")
    }
    var sentences = [
      news.isEmpty ? "The \(nouns) and ties are the same." : enumeration(news) + "."
    ]
    if !moved.isEmpty {
      sentences.append("\(counted(moved.count, noun)) moved to another cluster.")
    }
    if ranks != nil {
      let count = notableRanks.count, measure = after.measure
      let hasIntervals = before.hasIntervals && after.hasIntervals
      let beyond =
        hasIntervals
        ? "moved more than \(count == 1 ? "its interval" : "their intervals")" : "changed"
      sentences.append(
        count == 0
          ? "No ranks by \(measure) \(beyond)."
          : "\(counted(count, "rank")) by \(measure) \(beyond)"
            + (newInTopTen.isEmpty
              ? "." : "; new among the first ten: \(enumeration(newInTopTen))."))
    }
    return sentences.joined(separator: " ")
  }

  /// The changes as a document; options that differ come first.
  ///
  /// - Parameter top: how many of a kind are listed.
  public func document(top: Int) -> Document {
    var document = Document(title: "What changed")
    func append(_ title: String, level: Int = 2, _ table: Table) {
      let count = table.rows.count
      guard count > 0 else { return }
      let heading = "\(title) (\(count.grouped))"
      document.blocks += [
        .heading(level: level, heading), .table(table.prefix(top), caption: heading),
      ]
      if count > top {
        document.blocks.append(.paragraph("and \((count - top).grouped) more"))
      }
    }
    if !options.isEmpty {
      append("Options that differ", Self.table(of: options, "option"))
      document.blocks.append(
        .paragraph("The changes below may come from these options, not from the data."))
      document.blocks.append(.heading(level: 2, "Changes"))
    }
    document.blocks += [
      .finding(headline),
      .paragraph("\(counted(common, noun)) \(common == 1 ? "is" : "are") in both reports."),
    ]
    append("New works", table(of: newWorks ?? []))
    append("Lost works", table(of: lostWorks ?? []))
    append("New \(nouns)", authorsTable(added, of: after))
    append("Lost \(nouns)", authorsTable(removed, of: before))
    append("New ties", tiesTable(newTies, of: after))
    append("Ties that grew", tieChangesTable(grownTies))
    append("Lost ties", tiesTable(lostTies, of: before))
    append("Ties that became weaker", tieChangesTable(weakenedTies))
    append("Ranks by \(after.measure)", ranksTable(notableRanks))
    let others = (ranks?.count ?? 0) - notableRanks.count
    if others > 0 {
      document.blocks.append(
        .paragraph(
          "\(counted(others, "other rank")) by \(after.measure) changed within "
            + "\(others == 1 ? "its interval or has" : "their intervals or have") none."))
    }
    append(
      "\(nouns.capitalizedFirst) \(noun == "author" ? "who" : "that") moved to another cluster",
      movedTable)
    if !moved.isEmpty { append("Clusters", level: 3, clustersTable) }
    append("Data quality", Self.table(of: figures, "figure"))
    append("Inputs", Self.table(of: inputs, "input"))
    append("New suggested name matches", Self.table(of: newSuggestions ?? [], "people"))
    if !limits.isEmpty {
      document.blocks += [.heading(level: 2, "Not compared"), .list(limits.map { $0 + "." })]
    }
    return document
  }

  /// The name of a cluster: its number, and what it is about.
  private func cluster(_ number: Int, of folder: ReportFolder) -> String {
    "\(number)" + (folder.topics[number].map { " (\($0))" } ?? "")
  }

  private static func table(of differences: [Difference], _ subject: String) -> Table {
    var table = Table([.init(subject), .init("old", "before"), .init("new", "now")])
    for difference in differences {
      table.append([.text(difference.name), .text(difference.old), .text(difference.new)])
    }
    return table
  }

  private func table(of works: [ReportFolder.Work]) -> Table {
    var table = Table([.init("title"), .init("year"), .init("authors", nouns)])
    for work in works {
      table.append([
        work.title.isEmpty ? .unknown : .text(work.title),
        work.year.isEmpty ? .unknown : .text(work.year),
        work.authors.isEmpty ? .unknown : .text(work.authors),
      ])
    }
    return table
  }

  private static func table(of texts: [String], _ subject: String) -> Table {
    var table = Table([.init(subject)])
    for text in texts { table.append([.text(text)]) }
    return table
  }

  private func authorsTable(_ names: [String], of folder: ReportFolder) -> Table {
    var table = Table([.init("author", noun), .init("rank"), .init("cluster")])
    for name in names {
      guard let author = folder.authors[name] else { continue }
      table.append([
        .text(name), .count(author.rank), .text(cluster(author.cluster, of: folder)),
      ])
    }
    return table
  }

  private func tiesTable(_ pairs: [ReportFolder.Pair], of folder: ReportFolder) -> Table {
    var table = Table([
      .init("first", noun), .init("second", after.unit.partner), .init("works"), .init("weight"),
    ])
    for pair in pairs {
      guard let tie = folder.ties[pair] else { continue }
      table.append([
        .text(pair.first), .text(pair.second), .count(orUnknown: tie.works), .number(tie.weight),
      ])
    }
    return table.withoutUnknownColumns
  }

  private func tieChangesTable(_ changes: [TieChange]) -> Table {
    let unit = countsWorksOfTies ? "works" : "weight"
    var table = Table([
      .init("first", noun), .init("second", after.unit.partner), .init("old", "\(unit) before"),
      .init("new", "\(unit) now"),
    ])
    for change in changes {
      table.append([
        .text(change.first), .text(change.second), .score(change.old, isCount: countsWorksOfTies),
        .score(change.new, isCount: countsWorksOfTies),
      ])
    }
    return table
  }

  private func ranksTable(_ changes: [RankChange]) -> Table {
    func interval(_ author: ReportFolder.Author?) -> Table.Cell {
      .text(orUnknown: author?.interval.map { "\($0.lowerBound)–\($0.upperBound)" })
    }
    var table = Table([
      .init("author", noun), .init("old", "before"), .init("oldInterval", "interval before"),
      .init("new", "now"), .init("newInterval", "interval now"),
    ])
    for change in changes {
      table.append([
        .text(change.author), .count(change.old), interval(before.authors[change.author]),
        .count(change.new), interval(after.authors[change.author]),
      ])
    }
    return table.withoutUnknownColumns
  }

  private var movedTable: Table {
    var table = Table([
      .init("author", noun), .init("old", "cluster before"), .init("new", "cluster now"),
    ])
    for change in moved {
      table.append([
        .text(change.author), .text(cluster(change.old, of: before)),
        .text(cluster(change.new, of: after)),
      ])
    }
    return table
  }

  private var clustersTable: Table {
    func sizes(_ folder: ReportFolder) -> [Int: Int] {
      folder.authors.values.reduce(into: [:]) { $0[$1.cluster, default: 0] += 1 }
    }
    let then = sizes(before), now = sizes(after)
    var table = Table([
      .init("old", "cluster before"), .init("new", "cluster now"),
      .init("oldSize", "\(nouns) before"), .init("newSize", "\(nouns) now"),
      .init("common", "\(nouns) in both"),
    ])
    let touched = Set(moved.map(\.new)), left = Set(moved.map(\.old))
    for match in clusters where touched.contains(match.new) || left.contains(match.old) {
      table.append([
        .text(cluster(match.old, of: before)), .text(cluster(match.new, of: after)),
        .count(then[match.old, default: 0]), .count(now[match.new, default: 0]),
        .count(match.common),
      ])
    }
    return table
  }

  /// The changes as an object; what could not be compared is `null`.
  public var json: JSON {
    [
      "headline": .string(headline), "measure": .string(after.measure), "common": .int(common),
      "options": Self.table(of: options, "name").json,
      "inputs": Self.table(of: inputs, "name").json,
      "newWorks": newWorks.map { table(of: $0).json } ?? .null,
      "lostWorks": lostWorks.map { table(of: $0).json } ?? .null,
      "added": .array(added.map(JSON.string)), "removed": .array(removed.map(JSON.string)),
      "newTies": tiesTable(newTies, of: after).json,
      "lostTies": tiesTable(lostTies, of: before).json,
      "grownTies": tieChangesTable(grownTies).json,
      "weakenedTies": tieChangesTable(weakenedTies).json,
      "ranks": ranks.map { .array($0.map(json)) } ?? .null,
      "moved": movedTable.json, "clusters": clustersTable.json,
      "figures": Self.table(of: figures, "figure").json,
      "newSuggestions": newSuggestions.map { .array($0.map(JSON.string)) } ?? .null,
      "notCompared": .array(limits.map(JSON.string)),
    ]
  }

  private func json(_ change: RankChange) -> JSON {
    [
      "author": .string(change.author), "old": .int(change.old), "new": .int(change.new),
      "beyondIntervals": change.isBeyondIntervals.map(JSON.bool) ?? .null,
    ]
  }

  /// The changes as rows: kind of change, what changed, before, now.
  public var table: Table {
    var table = Table([.init("change"), .init("subject"), .init("old"), .init("new")])
    func add(_ kind: String, _ subject: String, _ old: Table.Cell, _ new: Table.Cell) {
      table.append([.text(kind), .text(subject), old, new])
    }
    for (kind, list) in [("option", options), ("input", inputs), ("figure", figures)] {
      for entry in list { add(kind, entry.name, .text(entry.old), .text(entry.new)) }
    }
    for work in newWorks ?? [] { add("new work", work.label, .unknown, .unknown) }
    for work in lostWorks ?? [] { add("lost work", work.label, .unknown, .unknown) }
    for name in added { add("new \(noun)", name, .unknown, .unknown) }
    for name in removed { add("lost \(noun)", name, .unknown, .unknown) }
    for pair in newTies { add("new tie", pair.label, .unknown, .unknown) }
    for pair in lostTies { add("lost tie", pair.label, .unknown, .unknown) }
    for tie in grownTies + weakenedTies {
      add(
        tie.new > tie.old ? "grown tie" : "weakened tie",
        ReportFolder.Pair(first: tie.first, second: tie.second).label,
        .score(tie.old, isCount: countsWorksOfTies), .score(tie.new, isCount: countsWorksOfTies))
    }
    for rank in ranks ?? [] {
      add(
        rank.isBeyondIntervals == true ? "rank beyond intervals" : "rank", rank.author,
        .count(rank.old), .count(rank.new))
    }
    for change in moved { add("cluster", change.author, .count(change.old), .count(change.new)) }
    for names in newSuggestions ?? [] { add("new suggestion", names, .unknown, .unknown) }
    return table
  }
}

extension ReportFolder.Pair {
  fileprivate var label: String { "\(first) – \(second)" }
}

extension ReportFolder.Work {
  fileprivate var label: String { title.isEmpty ? authors : title }
}
