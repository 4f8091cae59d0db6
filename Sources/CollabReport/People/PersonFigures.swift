import CollabAlgorithms
import CollabBibliography
import CollabCore
import CollabCorpus
import CollabGraph

/// What there is to say of one person.
struct PersonFigures {
  let pages: PersonPages
  let vertex: Int
  /// The index among the bibliography's people.
  let person: Int
  let name: String
  /// The works, latest first, those of unknown year last.
  let works: [(number: Int, work: Work)]
  /// The ties, strongest first.
  let ties: [(vertex: Int, weight: Double, works: [Int])]
  let novelty: Double
  let verdicts: [ReportedVerdict]
  /// The years of the works, ascending, each once.
  let years: [Int]
  /// The fields of the works with the number of works of each, most first.
  let fields: [(name: String, works: Int)]
  /// How many works have the person in each role.
  let roles: [(role: BylineRole, works: Int)]

  init(_ vertex: Int, in pages: PersonPages) {
    let corpus = pages.corpus, incidence = corpus.network.incidence
    self.pages = pages
    self.vertex = vertex
    person = corpus.coauthors.people[vertex]
    name = corpus.labels[vertex]
    let own = incidence.works(ofAuthor: vertex).map { Int($0) }
    works = own.map { (number: $0, work: corpus.bibliography.works[$0]) }
      .sorted { a, b in
        let (x, y) = (a.work.date, b.work.date)
        if x == y { return a.number < b.number }
        guard let x else { return false }
        guard let y else { return true }
        return x > y
      }
    years = Set(works.compactMap { $0.work.date?.year }).sorted()
    var ofField: [String: Int] = [:], ofRole: [BylineRole: Int] = [:]
    for (_, work) in works {
      if let field = work.field { ofField[field, default: 0] += 1 }
      ofRole[BylineRole(of: person, on: work), default: 0] += 1
    }
    fields = ofField.map { ($0.key, $0.value) }.sorted { (-$0.1, $0.0) < (-$1.1, $1.0) }
    roles = BylineRole.allCases.map { ($0, ofRole[$0, default: 0]) }
    var shared: [Int: [Int]] = [:]
    for work in own {
      for other in incidence.authors(ofWork: work) where other != vertex {
        shared[Int(other), default: []].append(work)
      }
    }
    let graph = pages.graph
    ties = graph.arcs(vertex).map { arc in
      let other = Int(graph.targets[arc])
      return (vertex: other, weight: graph.weights[arc], works: shared[other] ?? [])
    }.sorted { (-$0.weight, $0.vertex) < (-$1.weight, $1.vertex) }
    novelty = pages.novelty.novelty(ofWorks: own)
    var computed: [String: Double] = [
      "novelty": novelty, "influence": pages.influence.value(of: vertex),
    ]
    for column in pages.scores { computed[column.measure.id] = column.values[vertex] }
    verdicts = ReportedVerdict.verdicts(
      on: person, in: corpus.bibliography, computed: computed)
  }

  var unit: VertexUnit { pages.corpus.unit }

  func label(_ vertex: Int) -> String { pages.corpus.labels[vertex] }

  /// A number of works in each year from the person's first to their last.
  func trend(_ works: [Int]) -> [Double] {
    guard let first = years.first, let last = years.last, last - first < 100 else { return [] }
    var counts = [Double](repeating: 0, count: last - first + 1)
    for work in works {
      let year = pages.corpus.network.facts.years[work]
      if year != WorkFacts.unknown, counts.indices.contains(Int(year) - first) {
        counts[Int(year) - first] += 1
      }
    }
    return counts
  }

  // MARK: First screen

  var cover: Document.Cover {
    var cover = Document.Cover(source: sourceLine, headline: headline)
    cover.warning = warning
    cover.figures = keyFigures
    return cover
  }

  private var sourceLine: String {
    let sources = Set(works.flatMap { $0.work.entries.map(\.source) }).count
    let bibliography = pages.corpus.bibliography
    let identifiers = bibliography.people[person].identifiers.filter { $0.scheme != .local }
    return
      ([unit.word.capitalizedFirst, counted(sources, "source")]
      + (fields.first.map { ["field \($0.name)"] } ?? [])
      + identifiers.map(\.description)).joined(separator: " · ")
  }

  /// Works, years, field and ties, in one sentence.
  var headline: String {
    var parts: [String] = []
    if !works.isEmpty {
      var text = counted(works.count, "work")
      if let first = years.first, let last = years.last {
        text += first == last ? " in \(first)" : " from \(first) to \(last)"
        let undated = works.count { $0.work.date == nil }
        if undated > 0 { text += " (\(undated.grouped) without a known year)" }
      }
      if let field = fields.first, field.works < works.count {
        text += ", \(field.works.grouped) of them in \(field.name)"
      }
      parts.append(text)
    }
    parts.append(ties.isEmpty ? "no \(unit.partner)" : counted(ties.count, unit.partner))
    var sentence = parts.joined(separator: fields.isEmpty ? " and " : ", and ")
    if let first = ties.first, ties.count > 1 {
      sentence +=
        "; the strongest tie is to \(label(first.vertex))"
        + (first.works.isEmpty ? "" : " (\(counted(first.works.count, "work")) together)")
    }
    return sentence + "."
  }

  private var warning: String? {
    if let fault = verdicts.first(where: { $0.verdict == .impossible }) {
      return "A source contradicts itself: it reports \(fault.figure.figure) \(fault.shown). "
        + fault.why
    }
    let cut = works.count { $0.work.isIncomplete }
    if 2 * cut > works.count {
      return
        "\(cut.grouped) of \(counted(works.count, "byline")) are cut: \(unit.partner.plural) are missing, and "
        + "the ties to the known ones are too heavy."
    }
    return nil
  }

  private var keyFigures: [Document.KeyFigure] {
    func number(_ id: String) -> String {
      let value = pages.value(id, vertex)
      return Int(exactly: value).map(\.grouped) ?? "not known"
    }
    func reported(_ name: String) -> String {
      verdicts.first { $0.figure.figure.lowercased() == name }
        .map { "a source reports \($0.shown)" } ?? ""
    }
    func rank(_ id: String) -> String {
      rankOf(id).map { "rank \($0.grouped) of \(pages.corpus.labels.count.grouped)" } ?? ""
    }
    let onOne = ties.count { $0.works.count == 1 }
    var figures: [Document.KeyFigure] = [
      .init(
        "Works", works.count.grouped, context: rank("papers"),
        trend: years.count > 1 ? trend(works.map(\.number)) : []),
      .init(
        unit.partner.plural.capitalizedFirst, ties.count.grouped,
        context: ties.isEmpty ? "" : "\(onOne.grouped) of them on one work only"),
    ]
    if let field = fields.first {
      figures.append(
        .init(
          "Main field", field.name,
          context: "\(field.works.grouped) of \(counted(works.count, "work"))"))
    }
    let known = roles.filter { $0.role != .unknown }.reduce(0) { $0 + $1.works }
    if known > 0, unit == .authors {
      let first = roles.filter { $0.role == .first || $0.role == .single }
        .reduce(0) { $0 + $1.works }
      figures.append(
        .init(
          "First on the byline", "\(first.grouped) of \(known.grouped)",
          context: known < works.count
            ? "the place is not known for \((works.count - known).grouped)" : ""))
    }
    figures += [
      .init("Citations", number("citations"), context: reported("citations")),
      .init("h-index", number("h-index"), context: reported("h-index")),
      .init(
        "Novelty", novelty.isNaN ? "not known" : percent(novelty), context: reported("novelty")),
      .init(
        "Influence", influence.isNaN ? "not known" : percent(influence),
        context: missingOfInfluence.isEmpty
          ? "mean of three percentiles" : "without \(enumeration(missingOfInfluence))"),
    ]
    return figures
  }

  var influence: Double { pages.influence.value(of: vertex) }
  var missingOfInfluence: [String] { pages.influence.missing(of: vertex) }

  /// The rank by a measure; `nil` where the value is not known.
  func rankOf(_ id: String) -> Int? {
    guard let column = pages.scores.first(where: { $0.measure.id == id }) else { return nil }
    let value = column.values[vertex]
    return value.isNaN ? nil : 1 + column.values.count { $0 > value }
  }
}
