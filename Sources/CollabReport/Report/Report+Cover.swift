import CollabAlgorithms
import CollabBibliography
import CollabCore
import CollabCorpus
import CollabGraph
import CollabRender

extension Report {
  /// The first screen.
  var cover: Document.Cover {
    var cover = Document.Cover(source: sourceLine, headline: headline)
    cover.warning = warning
    cover.figures = keyFigures
    cover.map = Document.Figure(
      file: "graph.svg", svg: String(decoding: maps.light, as: UTF8.self),
      darkSVG: String(decoding: maps.dark, as: UTF8.self),
      description: (map.facts + mapNotes).joined(separator: " "))
    if explorer != nil { cover.links = [("explorer.html", "Explorer")] }
    return cover
  }

  private var mapNotes: [String] {
    guard case .clusters = options.picture.effectiveColoring else { return [] }
    return ["Near: wrote together. Area: strength of ties. Colour: group."]
  }

  /// Whether the years of the works are known well enough for trends: some are, and they span
  /// three years to a hundred.
  var hasTrends: Bool { (3...100).contains(timeline.years.count) }

  /// What was read, in a few words.
  private var sourceLine: String {
    let counts = statistics.bibliography
    let years = statistics.years.map { "\($0.lowerBound)–\($0.upperBound) · " } ?? ""
    return "Collaboration report · " + years
      + "\(counted(statistics.sources.count, "source")), "
      + counted(counts.entries, "entry", "entries")
  }

  /// Who wrote what with whom, in one sentence.
  var headline: String {
    let counts = statistics.bibliography
    let people = counted(statistics.vertices, "person", "people")
    guard counts.works > 0 else {
      return "\(people) have \(counted(statistics.edges, "tie"))."
    }
    var sentence = "\(people) wrote \(counted(counts.works, "work"))"
    if statistics.vertices > 1 {
      let share = Double(statistics.largestComponent) / Double(statistics.vertices)
      sentence += "; chains of coauthors connect \(percent(share)) of them"
    }
    let known = timeline.years.filter { $0.works > 0 }
    if hasTrends, let first = known.first, let last = known.last,
      let before = first.authorsPerWork, let after = last.authorsPerWork
    {
      sentence +=
        "; a work of \(last.year) has \(decimal(after)) authors on average"
        + (decimal(before) == decimal(after)
          ? ", as in \(first.year)"
          : ", \(after > before ? "up" : "down") from \(decimal(before)) in \(first.year)")
    }
    return sentence + "."
  }

  /// The one thing that most changes what may be concluded.
  var warning: String? {
    if let (work, share) = heaviestWork, share > 0.5 {
      return "One work, “\(corpus.bibliography.works[work].label)”, supplies \(percent(share)) of "
        + "all ties. Weigh what follows by that, or leave it out with --max-authors."
    }
    let counts = statistics.bibliography
    let cut = Double(counts.incompleteWorks) / Double(max(counts.works, 1))
    if cut > 0.2 {
      return "\(percent(cut)) of the works lack authors: ties are missing."
    }
    let first = Set(ranking.order.prefix(options.top).map { corpus.coauthors.people[$0] })
    if let pair = suggestions.first(where: { $0.people.contains(where: first.contains) }) {
      let names = pair.people.map { corpus.bibliography.people.label($0) }
      return "Names may change the ranking: \(names.joined(separator: " and ")) may be one person "
        + "(\(pair.reason))."
    }
    return nil
  }

  /// The work with most authors, and the share of all ties that are among them.
  private var heaviestWork: (work: Int, share: Double)? {
    let incidence = corpus.network.incidence
    guard statistics.edges > 1,
      let work = (0..<incidence.workCount).max(by: {
        (incidence.bylineLength($0), $1) < (incidence.bylineLength($1), $0)
      })
    else { return nil }
    let length = Double(incidence.bylineLength(work))
    guard incidence.workCount > 1 else { return nil }
    return (work, length * (length - 1) / 2 / Double(statistics.edges))
  }

  private var keyFigures: [Document.KeyFigure] {
    let counts = statistics.bibliography
    let years = hasTrends ? timeline.years : []
    let known = years.filter { $0.works > 0 }
    func context(_ text: (Timeline.Year) -> String) -> String {
      guard let first = known.first, let last = known.last else { return "" }
      return "\(text(first)) in \(first.year), \(text(last)) in \(last.year)"
    }
    func trend(_ value: (Timeline.Year) -> Double) -> [Double] { years.map(value) }
    var figures: [Document.KeyFigure] = []
    if counts.works > 0 {
      figures.append(
        .init(
          "Works", counts.works.grouped, context: context { $0.works.grouped },
          trend: trend { Double($0.works) }))
    }
    figures.append(
      .init(
        "People", statistics.vertices.grouped,
        context: known.last.map { "\($0.authors.grouped) wrote in \($0.year)" } ?? "",
        trend: trend { Double($0.authors) }))
    figures.append(
      .init(
        "Pairs of coauthors", statistics.edges.grouped,
        context: timeline.hasPairs
          ? known.last.map {
            "\(($0.pairs.count - $0.pairs.repeated).grouped) first wrote together in \($0.year)"
          } ?? "" : "",
        trend: timeline.hasPairs ? trend { Double($0.pairs.count - $0.pairs.repeated) } : []))
    if counts.works > 0 {
      let incidence = corpus.network.incidence
      let works = (0..<incidence.workCount).count { incidence.bylineLength($0) > 0 }
      figures.append(
        .init(
          "Authors per work",
          works > 0 ? decimal(Double(incidence.workAuthors.count) / Double(works)) : "not known",
          context: context { $0.authorsPerWork.map(decimal) ?? "–" },
          trend: trend { $0.authorsPerWork ?? .nan }))
    }
    let share = Double(statistics.largestComponent) / Double(max(statistics.vertices, 1))
    figures.append(
      .init(
        "In the largest component", percent(share),
        context: "\(statistics.largestComponent.grouped) people",
        trend: trend { $0.connectedShare }))
    if timeline.hasPairs, let last = known.last, last.pairs.count > 0 {
      figures.append(
        .init(
          "Ties repeated in the year",
          percent(Double(last.pairs.repeated) / Double(last.pairs.count)),
          context: "of the ties of \(last.year)",
          trend: trend {
            $0.pairs.count > 0 ? Double($0.pairs.repeated) / Double($0.pairs.count) : .nan
          }))
    }
    return figures
  }

  /// A number with one decimal, as it is read.
  func decimal(_ value: Double) -> String { Table.shown(value, decimals: 1) }
}
