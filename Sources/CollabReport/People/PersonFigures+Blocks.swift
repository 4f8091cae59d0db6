import CollabAlgorithms
import CollabBibliography
import CollabCore
import CollabCorpus
import CollabGraph

extension PersonFigures {
  // MARK: Computed and reported

  var figureBlocks: [Document.Block] {
    var computed = Table([
      .init("figure"), .init("value", isMixed: true), .init("rank"),
      .init("below", "share below"),
    ])
    for column in pages.scores {
      let value = column.values[vertex]
      guard !value.isNaN else { continue }
      let share = column.percentiles.share(below: value)
      computed.append([
        .text(column.measure.id), .score(value, isCount: column.measure.isCount),
        .count(orUnknown: rankOf(column.measure.id)),
        share.isNaN ? .unknown : .text(percent(share)),
      ])
    }
    for (figure, value) in [("novelty", novelty), ("influence", influence)] where !value.isNaN {
      computed.append([.text(figure), .text(percent(value)), .unknown, .unknown])
    }
    var blocks: [Document.Block] = [
      .heading(level: 2, verdicts.isEmpty ? "Figures" : "Computed and reported"),
      .finding(figuresFinding),
    ]
    let spellings = pages.corpus.bibliography.people[person].spellings.filter { $0 != name }
    if unit != .authors, !spellings.isEmpty {
      blocks.append(.paragraph("Also spelled \(spellings.joined(separator: "; "))."))
    }
    let unknown = pages.scores.filter { $0.values[vertex].isNaN }.map(\.measure.id)
    blocks.append(
      .table(
        computed,
        caption: "Computed from the works that were read; ranks among "
          + counted(pages.corpus.labels.count, unit.noun)))
    if !unknown.isEmpty {
      blocks.append(.paragraph("Not known, because no source says: \(enumeration(unknown))."))
    }
    guard !verdicts.isEmpty else { return blocks }
    var table = Table([
      .init("figure"), .init("computed", isMixed: true), .init("reported", isMixed: true),
      .init("verdict"), .init("why"), .init("source"),
    ])
    for verdict in verdicts {
      let isShare = ["novelty", "influence"].contains(verdict.figure.figure.lowercased())
      table.append([
        .text(verdict.figure.figure),
        isShare && !verdict.computed.isNaN
          ? .text(percent(verdict.computed)) : .score(verdict.computed, isCount: true),
        .text(verdict.shown),
        .text(verdict.verdict.rawValue), .text(verdict.why), .text(verdict.source),
      ])
    }
    return blocks + [
      .heading(level: 3, "What sources report"),
      .table(table, caption: "Figures that a source reports, beside those computed here"),
    ]
  }

  private var figuresFinding: String {
    guard !verdicts.isEmpty else {
      return "No source reports a figure of this \(unit.word); all are computed here."
    }
    let order: [ReportedVerdict.Verdict] = [
      .impossible, .differs, .agrees, .cannotCheck, .notComparable, .noDefinition,
    ]
    let parts = order.compactMap { kind -> String? in
      let count = verdicts.count { $0.verdict == kind }
      guard count > 0 else { return nil }
      switch kind {
      case .impossible: return "\(count) \(count == 1 ? "is" : "are") impossible"
      case .differs: return "\(count) \(count == 1 ? "differs" : "differ")"
      case .agrees: return "\(count) \(count == 1 ? "agrees" : "agree")"
      case .cannotCheck: return "\(count) cannot be checked"
      case .notComparable: return "\(count) cannot be compared"
      case .noDefinition: return "\(count) \(count == 1 ? "has" : "have") no definition"
      }
    }
    return "Of \(counted(verdicts.count, "reported figure")), \(enumeration(parts))."
  }

  // MARK: Works and roles

  var workBlocks: [Document.Block] {
    guard !works.isEmpty else { return [] }
    var blocks: [Document.Block] = [
      .heading(level: 2, unit == .authors ? "Works and roles" : "Works by year")
    ]
    if let finding = rolesFinding { blocks.append(.finding(finding)) }
    if let first = years.first, let last = years.last, years.count > 1, last - first < 100 {
      blocks.append(
        .charts(
          [worksByYear(first...last), coauthorsByYear(first...last)]
            + (groupsByYear(first...last).map { [$0] } ?? [])))
    }
    guard unit == .authors else { return blocks.count > 1 ? blocks : [] }
    var table = Table([.init("role", "place on the byline"), .init("works")])
    for (role, count) in roles where count > 0 {
      table.append([.text(role.rawValue), .count(count)])
    }
    var style = Document.TableStyle()
    style.bars = [1]
    let cut = works.count { $0.work.isIncomplete }
    blocks.append(
      .table(table, caption: "Roles on \(counted(works.count, "byline"))", style: style))
    if cut > 0 {
      blocks.append(
        .paragraph(
          "\(cut.grouped) of \(counted(works.count, "byline")) \(cut == 1 ? "is" : "are") cut: who "
            + "stands behind the names that are shown has no known place, and none of them is last."
        ))
    }
    return blocks
  }

  /// The years of the works, by field where fields are known: the three largest, and the rest.
  private func worksByYear(_ range: ClosedRange<Int>) -> Chart {
    let fields = fields.prefix(3).map(\.name)
    var series: [(name: String, values: [Double])] = fields.map { field in
      (field, trend(works.filter { $0.work.field == field }.map(\.number)))
    }
    let rest = works.filter { work in !(work.work.field.map(fields.contains) ?? false) }
    if fields.isEmpty || !rest.isEmpty {
      series.append((fields.isEmpty ? "works" : "other", trend(rest.map(\.number))))
    }
    let undated = works.count { $0.work.date == nil }
    return Chart(
      "Works by year",
      subtitle: (fields.isEmpty ? "Number of works" : "Number of works by field")
        + (undated > 0 ? ", without the \(undated.grouped) of no known year" : ""),
      categories: range.map(String.init), series: series)
  }

  /// The people on the works of a year besides the person.
  private func coauthors(in year: Int) -> Set<UInt32> {
    works.filter { $0.work.date?.year == year }
      .reduce(into: Set<UInt32>()) { others, work in
        others.formUnion(pages.corpus.network.incidence.authors(ofWork: work.number))
      }.subtracting([UInt32(vertex)])
  }

  /// The coauthors of each year by the group that they are in today: the three of most coauthors, and
  /// the rest; `nil` where all are in one.
  private func groupsByYear(_ range: ClosedRange<Int>) -> Chart? {
    guard let clustering = pages.clustering else { return nil }
    let community = clustering.outcome.partition.community
    var counts: [Int: [Double]] = [:]
    for (place, year) in range.enumerated() {
      for other in coauthors(in: year) {
        counts[Int(community[Int(other)]), default: [Double](repeating: 0, count: range.count)][
          place] += 1
      }
    }
    guard counts.count > 1 else { return nil }
    let order = counts.map { (group: $0.key, sum: $0.value.reduce(0, +)) }
      .sorted { (-$0.sum, $0.group) < (-$1.sum, $1.group) }.map(\.group)
    var series = order.prefix(3).map { group in
      (name: clustering.title(of: group), values: counts[group] ?? [])
    }
    let rest = order.dropFirst(3).compactMap { counts[$0] }
    if let first = rest.first {
      let sums = rest.dropFirst().reduce(first) { zip($0, $1).map { $0 + $1 } }
      series.append((counted(rest.count, "other group"), sums))
    }
    return Chart(
      "Groups by year", subtitle: "Number of \(unit.partner.plural) of the year in each group",
      categories: range.map(String.init), series: series)
  }

  /// The coauthors of each year: those of an earlier year, and new ones.
  private func coauthorsByYear(_ range: ClosedRange<Int>) -> Chart {
    var seen: Set<UInt32> = [], known: [Double] = [], new: [Double] = []
    for year in range {
      let others = coauthors(in: year)
      known.append(Double(others.intersection(seen).count))
      new.append(Double(others.subtracting(seen).count))
      seen.formUnion(others)
    }
    return Chart(
      "\(unit.partner.plural.capitalizedFirst) by year",
      subtitle: "Number of \(unit.words) on a work of the year",
      categories: range.map(String.init), series: [("of an earlier year", known), ("new", new)])
  }

  private var rolesFinding: String? {
    var sentences: [String] = []
    var counts: [Int: Int] = [:]
    for (_, work) in works {
      if let year = work.date?.year { counts[year, default: 0] += 1 }
    }
    if let most = counts.values.max(), most > 1 {
      let best = counts.filter { $0.value == most }.keys.sorted()
      if best.count == 1 { sentences.append("Most works came in \(best[0]): \(most.grouped).") }
    }
    let known = roles.filter { $0.role != .unknown && $0.works > 0 }
    let total = known.reduce(0) { $0 + $1.works }
    if total > 1, unit == .authors {
      sentences.append(
        "Of the \(total.grouped) bylines where the place is known, the name is "
          + enumeration(
            known.map { role, count in
              role == .single
                ? "the only one on \(count.grouped)"
                : role == .middle
                  ? "in the middle of \(count.grouped)" : "\(role.rawValue) on \(count.grouped)"
            }) + ".")
    }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  // MARK: Coauthors

  /// How many coauthors are listed.
  private static let listedCoauthors = 50

  var coauthorBlocks: [Document.Block] {
    guard !ties.isEmpty else { return [] }
    let shown = ties.prefix(Self.listedCoauthors)
    let hasTrend = years.count > 1 && !trend([]).isEmpty
    var table = Table(
      [.init(unit.noun), .init("weight"), .init("works", "works together")]
        + (years.isEmpty ? [] : [.init("years")]))
    for tie in shown {
      let years = Set(
        tie.works.compactMap { work -> Int? in
          let year = pages.corpus.network.facts.years[work]
          return year == WorkFacts.unknown ? nil : Int(year)
        }
      ).sorted()
      let span = years.first.flatMap { first in
        years.last.map { first == $0 ? "\(first)" : "\(first)–\($0)" }
      }
      table.append(
        [.text(label(tie.vertex)), .number(tie.weight), .count(tie.works.count)]
          + (self.years.isEmpty ? [] : [.text(orUnknown: span)]))
    }
    var style = Document.TableStyle()
    style.bars = [1]
    if hasTrend { style.trends = ("works by year", shown.map { trend($0.works) }) }
    return [
      .heading(level: 2, unit.partner.plural.capitalizedFirst), .finding(coauthorFinding),
      .table(
        table,
        caption: shown.count < ties.count
          ? "The \(shown.count) \(unit.partner.plural) with the strongest ties, of \(ties.count.grouped)"
          : "All \(counted(ties.count, unit.partner)), strongest tie first", style: style),
    ]
  }

  private var coauthorFinding: String {
    let total = ties.reduce(0) { $0 + $1.weight }
    let first = min(10, ties.count)
    let share = ties.prefix(first).reduce(0) { $0 + $1.weight } / total
    var sentences: [String] = []
    if ties.count > first, share.isFinite {
      sentences.append(
        "The first \(first) \(unit.partner.plural) hold \(percent(share)) of the weight of all ties."
      )
    }
    var onWork: [Int: Int] = [:]
    for tie in ties where tie.works.count == 1 { onWork[tie.works[0], default: 0] += 1 }
    if let (work, count) = onWork.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
      2 * count > ties.count, ties.count > 5
    {
      let length = pages.corpus.network.incidence.bylineLength(work)
      sentences.append(
        "\(count.grouped) of the \(counted(ties.count, unit.partner)) come from one work of "
          + "\(length.grouped) \(unit.rawValue).")
    }
    if sentences.isEmpty {
      let repeated = ties.count { $0.works.count > 1 }
      sentences.append(
        "\(repeated.grouped) of \(counted(ties.count, unit.partner)) "
          + "\(repeated == 1 ? "is" : "are") a \(unit.partner) of more than one work.")
    }
    return sentences.joined(separator: " ")
  }

  // MARK: Works

  var listBlocks: [Document.Block] {
    guard !works.isEmpty else { return [] }
    let bibliography = pages.corpus.bibliography
    var table = Table([
      .init("date"), .init("field"), .init("title", "work"), .init("venue"),
      .init("affiliations"), .init("place", "place on the byline"), .init("citations"),
      .init("novelty"), .init("takenUp", "taken up by"), .init("sources"),
    ])
    for (number, work) in works {
      let known = pages.novelty[number]
      let place = work.authors.firstIndex(of: person) ?? 0
      let own = work.authorAffiliations.isEmpty ? [] : work.authorAffiliations[place]
      let affiliations = own.isEmpty ? work.affiliations : own
      table.append([
        .text(orUnknown: work.date.map(\.inWords)), .text(orUnknown: work.field),
        .text(work.label), .text(orUnknown: work.venue),
        affiliations.isEmpty ? .unknown : .list(affiliations),
        .text(orUnknown: BylineRole.place(of: person, on: work)),
        .count(orUnknown: work.citations?.count),
        known.map { $0.novelty.isNaN ? .unknown : .text(percent($0.novelty)) } ?? .unknown,
        known.map { $0.later > 0 ? .text("\($0.takenUp) of \($0.later)") : .unknown } ?? .unknown,
        .list(bibliography.places(of: work)),
      ])
    }
    // Of these an institution or a country has none of its own.
    let ofPeople = unit == .authors ? [] : ["affiliations", "place"]
    return [
      .heading(level: 2, "Works"),
      .table(
        table.withColumns(table.columns.map(\.name).filter { !ofPeople.contains($0) })
          .withoutUnknownColumns,
        caption: "\(counted(works.count, "work")), the latest first"),
    ]
  }

  // MARK: Method

  var methodBlocks: [Document.Block] {
    let weighting = pages.corpus.network.weighting.pairFormula
    var terms: [(term: String, meaning: String)] = [
      (
        "Weight of a tie",
        "The sum over the works together of \(weighting), for n \(unit.rawValue) of a work."
      ),
      (
        "Share below",
        "The share of the other \(unit.rawValue) of this corpus whose value is known and lower. It is a "
          + "place among the \(unit.words) of these sources, not in a field."
      ),
    ]
    terms += pages.scores.filter { !$0.values[vertex].isNaN }.map {
      ($0.measure.id, unit.worded($0.measure.summary) + ".")
    }
    if !novelty.isNaN {
      terms.append(
        (
          "Novelty",
          "Of a work: ½ · (new words / words) + ½ · (new pairs of words / pairs), for the words of its "
            + "title and keywords. New is what no work of an earlier year of this corpus has; works of "
            + "the first year have no novelty. Of \(unit == .authors ? "a person" : unit.withArticle): the mean over the works where it is known."
        ))
    }
    if !influence.isNaN {
      let parts = pages.influence.parts.map { part in
        let share = part.percentiles[vertex]
        return "\(part.name) \(share.isNaN ? "not known" : percent(share))"
      }
      terms.append(
        (
          "Influence",
          "(r + c + p) / 3 for the shares below of r, the mean share of later works that take up a "
            + "word which a work brought in; c, the citations; p, PageRank. A part that is not known is "
            + "left out, and the others have equal weight. Here: \(parts.joined(separator: "; "))."
        ))
    }
    if unit == .authors {
      terms += [
        (
          "Place on a byline",
          "First, last, in the middle, or the only author. A byline that is cut shows only its first "
            + "names, and none of them is last."
        ),
        (
          "Reported figure",
          "A number that a source states. Nothing is computed from it; it is tested against what must "
            + "hold."
        ),
      ]
    }
    terms += [
      ("Not known", "What no source says. It is never counted as 0.")
    ]
    return [.heading(level: 2, "Method and definitions"), .definitions(terms)]
  }
}

extension PartialDate {
  /// `7 Jul 2025`, `Jul 2025` or `2025`.
  fileprivate var inWords: String {
    let names = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    guard let month, names.indices.contains(month - 1) else { return String(year) }
    return (day.map { "\($0) " } ?? "") + "\(names[month - 1]) \(year)"
  }
}
