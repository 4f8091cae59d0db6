import CollabCorpus
import CollabAlgorithms
import CollabBibliography
import CollabCore
import CollabGraph

extension Report {
  /// How many of a kind the report lists one by one.
  private static let listed = 25

  /// How good the data is: what is missing, doubtful or contradictory, before any result.
  var qualityBlocks: [Document.Block] {
    [
      .heading(level: 2, "Data quality"), .finding(summary),
      .table(statistics.table, caption: "What was read"),
    ] + sources + reportedBesideComputed + messages + policies + suggestionBlocks + groups
      + repeatedNames + incompleteWorks
  }

  private var summary: String {
    let counts = statistics.bibliography
    var sentences = [
      "\(counted(counts.entries, "entry", "entries")) became \(counted(counts.works, "work")) by "
        + unit.counted(counts.authors)
        + (counts.groups > 0 ? " and \(counted(counts.groups, "group"))." : ".")
    ]
    func share(_ count: Int, _ one: String, _ several: String, _ what: String) {
      guard count > 0, counts.works > 0 else { return }
      let share = percent(Double(count) / Double(counts.works))
      sentences.append(
        "\(counted(count, "work")) (\(share)) \(count == 1 ? one : several) \(what).")
    }
    share(
      counts.incompleteWorks, "names", "name", "only some of the authors, so that ties are missing")
    share(counts.worksWithoutAuthors, "has", "have", "no \(unit.noun)")
    share(counts.worksWithoutYear, "has", "have", "no known year")
    share(counts.worksWithoutCitations, "has", "have", "no known number of citations")
    if let coverage = corpus.units?.coverage { sentences.append(coverage + ".") }
    return sentences.joined(separator: " ")
  }

  private var sources: [Document.Block] {
    let figures = SourceFigures.figures(of: corpus.bibliography)
    let table = SourceFigures.table(of: Array(figures.prefix(Report.listed)))
    return section("Sources", table, of: figures.count)
  }

  /// The scores of those figures that are measures: those of the ranking where it has them.
  static func scores(
    of figures: Set<String>, in corpus: Corpus, beside ranking: Ranking, seed: UInt64,
    execution: Execution
  ) throws -> [String: [Double]] {
    var scores: [String: [Double]] = [:]
    for figure in figures {
      if let column = ranking.columns.first(where: { $0.measure.id == figure }) {
        scores[figure] = column.scores.values
      } else if let measure = Measures.all[figure] {
        scores[figure] =
          try measure.scores(of: corpus.network, seed: seed, execution: execution).values
      }
    }
    return scores
  }

  /// The figures that pages state, with the computed one where there is a measure of that name.
  private var reportedBesideComputed: [Document.Block] {
    let bibliography = corpus.bibliography
    var table = Table([
      .init("author"), .init("figure"), .init("reported", isMixed: true),
      .init("computed", isMixed: true), .init("source"),
    ])
    for entry in bibliography.reported {
      let figure = entry.figure
      let score = corpus.coauthors.vertices[entry.person].flatMap { vertex in
        computedFigures[figure.figure].map { $0[vertex] }
      }
      table.append([
        .text(bibliography.people.label(entry.person)),
        .text(figure.figure + (figure.unit.isEmpty ? "" : " (\(figure.unit))")),
        .score(figure.value, isCount: true), .score(score ?? .nan, isCount: true),
        .text("\(bibliography.sources[entry.source].name):\(figure.line)"),
      ])
    }
    return section("Figures that pages report, beside those computed here", table)
  }

  private var messages: [Document.Block] {
    let diagnostics = corpus.bibliography.diagnostics
    guard !diagnostics.isEmpty else { return [] }
    let groups = MessageGroup.groups(of: diagnostics)
    var table = Table([.init("kind"), .init("severity"), .init("messages")])
    for group in groups.sorted(by: { ($0.id, $0.severity) < ($1.id, $1.severity) }) {
      table.append([.text(group.id), .text(group.severity.rawValue), .count(group.count)])
    }
    return section("Messages about the input", table)
      + list(
        groups.filter { $0.severity > .note }.flatMap(\.examples).map(\.description),
        of: diagnostics.count { $0.severity > .note })
  }

  /// What depends on who is taken for one person, in short; see ``Sensitivity``.
  private var policies: [Document.Block] {
    let bibliography = corpus.bibliography
    guard !bibliography.policies.isEmpty else { return [] }
    let leading = ranking.order.prefix(options.top).map { corpus.coauthors.people[$0] }
    var table = Table([
      .init("policy"), .init("people", "people on bylines"),
      .init("altered", "other people among the first \(leading.count)"), .init("authors"),
    ])
    for other in bibliography.policies {
      let altered = leading.filter { other.altered.contains($0) }
      table.append([
        .text(other.policy.rawValue), .count(other.count), .count(altered.count),
        .list(altered.map { bibliography.people.label($0) }),
      ])
    }
    let altered = leading.count { person in
      bibliography.policies.contains { $0.altered.contains(person) }
    }
    return [
      .heading(level: 3, "What depends on who is who"),
      .paragraph(
        "The same names put together by spelling alone: exact, folded (accents, case and middle names) and by initials. Of the first \(leading.count) of the ranking, \(altered) would have other works under one of these policies. collab people --sensitivity shows what becomes of ranks and clusters."
      ), .table(table, caption: "People under other policies"),
    ]
  }

  private var suggestionBlocks: [Document.Block] {
    let bibliography = corpus.bibliography
    var table = Table([.init("people"), .init("reason"), .init("kind")])
    for suggestion in suggestions.prefix(Report.listed) {
      table.append([
        .list(suggestion.people.map { bibliography.people.label($0) }), .text(suggestion.reason),
        .text(suggestion.id),
      ])
    }
    return section(
      "Names that may belong together, and were not merged", table,
      of: suggestions.count)
  }

  private var groups: [Document.Block] {
    let people = corpus.bibliography.people
    let groups = people.indices.filter { people.isGroup($0) }.map { people.label($0) }
    guard !groups.isEmpty else { return [] }
    return [.heading(level: 3, "Groups on bylines")] + list(groups)
  }

  private var repeatedNames: [Document.Block] {
    let bibliography = corpus.bibliography
    var table = Table([.init("work"), .init("names", "names listed more than once")])
    for work in bibliography.works.indices {
      let repeated = bibliography.works.repeatedAuthors(ofWork: work)
      if !repeated.isEmpty {
        table.append([
          .text(bibliography.works[work].label),
          .list(repeated.map { bibliography.people.label($0) }),
        ])
      }
    }
    return section("Duplicate names on a byline, counted once", table)
  }

  private var incompleteWorks: [Document.Block] {
    let works = corpus.bibliography.works
    let incomplete = works.indices.filter { works.isIncomplete($0) }
    guard !incomplete.isEmpty else { return [] }
    let labels = incomplete.prefix(Report.listed).map { works[$0].label }
    return [.heading(level: 3, "Works with authors missing")] + list(labels, of: incomplete.count)
  }

  private func section(
    _ title: String, _ table: Table, of total: Int? = nil
  ) -> [Document.Block] {
    guard !table.rows.isEmpty else { return [] }
    let shown = table.prefix(Report.listed)
    let more = (total ?? table.rows.count) - shown.rows.count
    return [.heading(level: 3, title), .table(shown, caption: title)]
      + (more > 0 ? [.paragraph("and \(more) more")] : [])
  }

  private func list(_ items: [String], of total: Int? = nil) -> [Document.Block] {
    guard !items.isEmpty else { return [] }
    let shown = Array(items.prefix(Report.listed))
    let more = (total ?? items.count) - shown.count
    return [.list(shown)] + (more > 0 ? [.paragraph("and \(more) more")] : [])
  }
}
