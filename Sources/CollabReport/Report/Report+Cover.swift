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
      file: "graph.svg", svg: String(decoding: pictures.maps.light, as: UTF8.self),
      darkSVG: String(decoding: pictures.maps.dark, as: UTF8.self),
      description: (pictures.map.facts + mapNotes).joined(separator: " "))
    cover.map?.narrow = (
      String(decoding: pictures.narrowMaps.light, as: UTF8.self),
      String(decoding: pictures.narrowMaps.dark, as: UTF8.self)
    )
    if pictures.explorer != nil { cover.links = [("explorer.html", "Explorer")] }
    return cover
  }

  private var mapNotes: [String] {
    var notes: [String] = []
    if case .whole = options.picture.focus {} else { notes.append(pictures.map.title + ".") }
    notes.append(worksCounted > 0 ? "Near: \(together)." : "Near: tied.")
    notes.append("Area: \(options.figures?.size?.title ?? "strength of ties").")
    switch options.figures?.coloring {
    case .values(let values): notes.append("Colour: \(values.title), from dark to light.")
    case .categories(let title, _): notes.append("Colour: \(title); the file has the key.")
    default:
      if case .clusters = options.picture.effectiveColoring { notes.append("Colour: group.") }
    }
    return notes
  }

  /// Whether the years of the works are known well enough for trends: those of half of the works
  /// are, and they span three years to a hundred.
  var hasTrends: Bool {
    (3...100).contains(timeline.years.count)
      && 2 * timeline.years.reduce(0) { $0 + $1.works } >= worksCounted
  }

  /// The first year with works enough to be compared.
  var firstYear: Timeline.Year? { timeline.years.first { $0.works >= Self.comparedWorks } }
  /// The last year with works enough to be compared.
  var lastYear: Timeline.Year? { timeline.years.last { $0.works >= Self.comparedWorks } }
  /// The minimum of works from which on a year is compared with another.
  private static let comparedWorks = 3

  /// What two of a tie did.
  private var together: String { unit == .authors ? "wrote together" : "share works" }

  /// The people and groups of the network, or the institutions or countries.
  private var people: String {
    if unit != .authors { return unit.counted(statistics.vertices) }
    let everyone = corpus.bibliography.people
    let groups = corpus.coauthors.people.count { everyone.isGroup($0) }
    let persons = statistics.vertices - groups
    let parts =
      (persons > 0 || groups == 0 ? [counted(persons, "person", "people")] : [])
      + (groups > 0 ? [counted(groups, "group")] : [])
    return parts.joined(separator: " and ")
  }

  /// What was read, in a few words.
  private var sourceLine: String {
    let counts = statistics.bibliography
    var years = ""
    if let first = timeline.years.first?.year, let last = timeline.years.last?.year {
      years = (first == last ? "\(first)" : "\(first)–\(last)") + " · "
    }
    return "Collaboration report · " + years
      + "\(counted(statistics.sources.count, "source")), "
      + counted(counts.entries, "entry", "entries")
      + (coveredShare.map {
        " · \(percent($0)) of the works have \(unit == .countries ? "a known country" : "an institution")"
      } ?? "")
  }

  /// The share of works with an institution or country; `nil` where that is all, and for authors.
  private var coveredShare: Double? {
    guard let units = corpus.units, units.worksWithoutUnits > 0 else { return nil }
    return Double(units.worksWithUnits) / Double(units.worksWithUnits + units.worksWithoutUnits)
  }

  /// Who wrote what with whom, in one sentence.
  var headline: String {
    guard statistics.vertices > 0 else {
      return "No work that is counted names \(unit.withArticle)."
    }
    let incidence = corpus.network.incidence
    let works = worksCounted
    var sentence: String
    if works == 0 {
      sentence = "\(people) have \(counted(statistics.edges, "tie"))"
    } else if (0..<incidence.authorCount).allSatisfy({ !incidence.works(ofAuthor: $0).isEmpty }) {
      sentence =
        "\(people) \(unit == .authors ? "wrote" : statistics.vertices == 1 ? "has" : "have") "
        + counted(works, "work")
    } else {
      sentence =
        "\(people) have \(counted(statistics.edges, "tie")), from \(counted(works, "work")) and "
        + "from stated ties"
    }
    if statistics.largestComponent > 1 {
      let share = Double(statistics.largestComponent) / Double(statistics.vertices)
      sentence +=
        "; chains of \(works == 0 ? "ties" : unit == .authors ? "coauthors" : "shared works") connect \(percent(share)) of them"
    } else if statistics.vertices > 1 {
      sentence += "; no two of them are tied"
    }
    if hasTrends, let first = firstYear, let last = lastYear, first.year < last.year,
      let before = first.authorsPerWork, let after = last.authorsPerWork
    {
      sentence +=
        "; a work of \(last.year) has \(decimal(after)) \(unit.rawValue) on average"
        + (decimal(before) == decimal(after)
          ? ", as in \(first.year)"
          : ", \(after > before ? "up" : "down") from \(decimal(before)) in \(first.year)")
    }
    return sentence + "."
  }

  /// The one thing that most changes what may be concluded.
  var warning: String? {
    if let share = coveredShare, share < 0.8, let coverage = corpus.units?.coverage {
      return coverage + "."
    }
    if let words = corpus.dominantWorkWords { return "\(words.fact). \(words.remedy)." }
    let counts = statistics.bibliography
    let cut = Double(counts.incompleteWorks) / Double(max(counts.works, 1))
    if cut > 0.2 {
      return "\(percent(cut)) of the works name only some of their authors: ties are missing."
    }
    let first = Set(ranking.order.prefix(options.top).map { corpus.coauthors.people[$0] })
    if let pair = suggestions.first(where: { $0.people.contains(where: first.contains) }) {
      let names = pair.people.map { corpus.bibliography.people.label($0) }
      return "Names may change the ranking: \(names.joined(separator: " and ")) may be one person "
        + "(\(pair.reason))."
    }
    return nil
  }

  private var keyFigures: [Document.KeyFigure] {
    let works = worksCounted
    let years = hasTrends ? timeline.years : []
    let known = years.filter { $0.works > 0 }
    func context(_ text: (Timeline.Year) -> String) -> String {
      guard let first = known.first, let last = known.last else { return "" }
      return "\(text(first)) in \(first.year), \(text(last)) in \(last.year)"
    }
    func trend(_ value: (Timeline.Year) -> Double) -> [Double] { years.map(value) }
    var figures: [Document.KeyFigure] = []
    if works > 0 {
      figures.append(
        .init(
          "Works", works.grouped, context: context { $0.works.grouped },
          trend: trend { Double($0.works) }))
    }
    figures.append(
      .init(
        unit.words.capitalizedFirst, statistics.vertices.grouped,
        context: known.last.map {
          unit == .authors
            ? "\($0.authors.grouped) wrote in \($0.year)"
            : "\($0.authors.grouped) with a work in \($0.year)"
        } ?? "",
        trend: trend { Double($0.authors) }))
    figures.append(
      .init(
        worksCounted == 0 ? "Ties" : "Pairs of \(unit == .authors ? "coauthors" : unit.words)",
        statistics.edges.grouped,
        context: timeline.hasPairs
          ? known.last.map {
            "\(($0.pairs.count - $0.pairs.repeated).grouped) first "
              + "\(unit == .authors ? "wrote together" : "shared a work") in \($0.year)"
          } ?? "" : "",
        trend: timeline.hasPairs ? trend { Double($0.pairs.count - $0.pairs.repeated) } : []))
    if works > 0 {
      let incidence = corpus.network.incidence
      figures.append(
        .init(
          "\(unit.rawValue.capitalizedFirst) per work",
          decimal(
            Double((0..<incidence.workCount).reduce(0) { $0 + incidence.bylineLength($1) })
              / Double(works)),
          context: context { $0.authorsPerWork.map(decimal) ?? "–" },
          trend: trend { $0.authorsPerWork ?? .nan }))
    }
    let share = Double(statistics.largestComponent) / Double(max(statistics.vertices, 1))
    figures.append(
      .init(
        "In the largest component", percent(share),
        context: unit.counted(statistics.largestComponent),
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
