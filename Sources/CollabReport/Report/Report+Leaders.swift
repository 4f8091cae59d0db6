import CollabAlgorithms
import CollabCore
import CollabCorpus
import CollabGraph
import CollabRender

/// The chapter of who leads.
extension Report {
  var rankingBlocks: [Document.Block] {
    var style = Document.TableStyle()
    let table = ranges(
      in: ranking.table(labels: corpus.labels, noun: unit.noun, top: options.top)
        .withoutUnknownColumns)
    let name = table.columns.firstIndex { $0.name == unit.noun } ?? 0
    style.bars = table.columns.indices.filter { $0 > name && table.columns[$0].name != "range" }
    style.file = verticesFile
    let files = Dictionary(pages.map { ($0.vertex, $0.file) }, uniquingKeysWith: { a, _ in a })
    style.links = (name, ranking.order.prefix(options.top).map { files[$0] })
    let leading = Array(ranking.order.prefix(options.top))
    let groups = leading.map { badges[Int(clustering.outcome.partition.community[$0])] }
    if groups.contains(where: { $0 != nil }) { style.badges = groups }
    if hasTrends {
      let incidence = corpus.network.incidence
      style.trends = (
        "works by year",
        leading.map { trend(ofWorks: incidence.works(ofAuthor: $0).map { Int($0) }) }
      )
    }
    return [.heading(level: 2, "Who leads")]
      + (leaders.map { [.finding($0)] } ?? [])
      + [
        .table(
          table,
          caption:
            "The first \(min(options.top, corpus.labels.count).grouped) of "
            + "\(counted(corpus.labels.count, unit.noun)), by \(ranking.columns[0].measure.id); equal "
            + "scores in alphabetical order", style: style)
      ] + remarkBlocks
  }

  /// The table with the stability interval of each rank in one column, behind the names.
  private func ranges(in table: Table) -> Table {
    guard let intervals else { return table }
    var result = Table(
      table.columns.prefix(2) + [.init("range", "rank range")] + table.columns.dropFirst(2))
    for (row, vertex) in zip(table.rows, ranking.order) {
      let range = intervals.ranks[vertex].map { "\($0.lowerBound)–\($0.upperBound)" }
      result.append(row.prefix(2) + [.text(orUnknown: range)] + row.dropFirst(2))
    }
    return result.withoutUnknownColumns
  }

  /// What the reader should know of the measures; those of which nothing is known are only named.
  private var remarkBlocks: [Document.Block] {
    let unknown = ranking.columns.filter { $0.scores.values.allSatisfy(\.isNaN) }.map(\.measure.id)
    let remarks = ranking.remarks(for: unit).filter { remark in
      !unknown.contains { remark.hasPrefix($0 + ": ") }
    }
    let interval = intervals.map {
      "Rank range: the middle 90\u{202F}% of the ranks over \($0.replicates) draws of the works, "
        + "a team's works together; \(unit.rawValue) of fewer than \(RankIntervals.minimumWorks) works have "
        + "none. \(unit.rawValue.capitalizedFirst) whose intervals overlap may not be told apart."
    }
    return (interval.map { [.paragraph($0)] } ?? [])
      + (unknown.isEmpty || corpus.labels.isEmpty
        ? [] : [.paragraph("Not known of any \(unit.noun): \(enumeration(unknown)).")])
      + (remarks.isEmpty ? [] : [.list(remarks)])
  }

  /// Who is first by which measures.
  var leaders: String? {
    var names: [String] = [], measures: [String: [String]] = [:]
    for column in ranking.columns {
      let scores = column.scores.values
      guard options.top > 0, scores.count > 1,
        let most = scores.lazy.filter({ !$0.isNaN }).max(), most > 0,
        let first = scores.firstIndex(of: most)
      else { continue }
      // Where several are first, none is.
      if scores.lastIndex(of: most) != first { continue }
      let name = corpus.labels[first]
      if measures[name] == nil { names.append(name) }
      measures[name, default: []].append(column.measure.id)
    }
    guard !names.isEmpty else { return nil }
    let parts = names.enumerated().map { index, name in
      "\(name) \(index == 0 ? "leads by" : "by") \(enumeration(measures[name] ?? []))"
    }
    return parts.joined(separator: "; ") + "."
  }
}
