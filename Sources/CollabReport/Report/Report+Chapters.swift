import CollabAlgorithms
import CollabBibliography
import CollabCore
import CollabCorpus
import CollabGraph
import CollabRender

extension Report {
  // MARK: Change over time

  var timeBlocks: [Document.Block] {
    guard hasTrends else { return [] }
    let years = timeline.years, names = years.map { String($0.year) }
    func values(_ value: (Timeline.Year) -> Int) -> [Double] { years.map { Double(value($0)) } }
    var charts = [
      Chart(
        "Works", subtitle: "Number of works by year", categories: names,
        series: [
          ("one \(unit.noun)", values(\.singleAuthorWorks)),
          ("several \(unit.rawValue)", values { $0.works - $0.singleAuthorWorks }),
        ]),
      Chart(
        unit.rawValue.capitalizedFirst,
        subtitle: "Number of \(unit.words) with a work in the year", categories: names,
        series: [
          (
            unit == .authors ? "wrote here before" : "with an earlier work",
            values { $0.authors - $0.newAuthors }
          ),
          ("new", values(\.newAuthors)),
        ]),
      Chart(
        "\(unit.rawValue.capitalizedFirst) per work",
        subtitle: "Mean number of \(unit.rawValue) of a work", categories: names,
        series: [(unit.rawValue, years.map { $0.authorsPerWork ?? .nan })], kind: .lines),
      Chart(
        "The largest component",
        subtitle: unit == .authors
          ? "Its share of all people who have written so far"
          : "Its share of all \(unit.words) with a work so far", categories: names,
        series: [("share", years.map(\.connectedShare))], kind: .lines, isShare: true),
    ]
    if timeline.hasPairs, years.contains(where: { $0.pairs.count > 0 }) {
      charts.insert(
        Chart(
          "Ties",
          subtitle: unit == .authors
            ? "Pairs who wrote together in the year" : "Pairs that share a work of the year",
          categories: names,
          series: [
            ("repeated", values(\.pairs.repeated)),
            (
              unit == .authors ? "new, both wrote here before" : "new, both had a work",
              values(\.pairs.betweenKnown)
            ),
            ("new, one did", values(\.pairs.withOneNew)),
            ("new, neither did", values(\.pairs.betweenNew)),
          ]), at: 2)
    }
    var style = Document.TableStyle()
    style.file = "years.csv"
    return [.heading(level: 2, "Change over time")] + (timeFinding.map { [.finding($0)] } ?? [])
      + [.charts(charts)]
      + [
        .table(
          timeline.table(of: unit).withColumns([
            "year", "works", "authors", "newAuthors", "pairs", "repeatedPairs",
          ]).suffix(10), caption: years.count > 10 ? "The last ten years" : "All years",
          style: style)
      ]
  }

  private var timeFinding: String? {
    guard let first = firstYear, let last = lastYear, first.year < last.year else { return nil }
    var sentences: [String] = []
    if timeline.hasPairs, first.pairs.count + last.pairs.count > 0 {
      sentences.append(
        "In \(last.year), \(counted(last.pairs.count, "pair")) "
          + "\(unit == .authors ? "wrote together" : "shared a work"), against "
          + "\(first.pairs.count.grouped) in \(first.year).")
    }
    let before = Double(first.singleAuthorWorks) / Double(first.works)
    let after = Double(last.singleAuthorWorks) / Double(last.works)
    if percent(before) != percent(after) {
      sentences.append(
        "The share of works by one \(unit.noun) \(after < before ? "fell" : "rose") from "
          + "\(percent(before)) to \(percent(after)).")
    }
    if last.authors > 0 {
      sentences.append(
        "Of the \(counted(last.authors, unit.noun)) of \(last.year), "
          + "\(percent(Double(last.newAuthors) / Double(last.authors))) had "
          + "\(unit == .authors ? "not written here before" : "no earlier work")."
      )
    }
    let unknown = statistics.bibliography.worksWithoutYear
    if unknown > 0 {
      sentences.append(
        "\(counted(unknown, "work")) without a known year \(unknown == 1 ? "is" : "are") not counted here."
      )
    }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  // MARK: How people connect

  var networkBlocks: [Document.Block] {
    let leftOut = figures.leftOut
    return [.heading(level: 2, "How \(unit.words) connect")]
      + (connectFinding.map { [.finding($0)] } ?? [])
      + [.table(figures.table(of: unit), caption: "The network as a whole")]
      + (leftOut.isEmpty
        ? []
        : [.paragraph("Left out for the size of the network: \(leftOut.joined(separator: ", ")).")])
  }

  private var connectFinding: String? {
    func value(_ id: String) -> Double? {
      figures.values.first { $0.measure.id == id }.map(\.value).flatMap { $0.isFinite ? $0 : nil }
    }
    var sentences = [
      statistics.edges == 0
        ? "No two \(unit.words) are tied."
        : "\(counted(statistics.components, "component")): the largest holds "
          + "\(unit.counted(statistics.largestComponent))."
    ]
    if let mean = value("mean-distance"), let most = value("diameter") {
      sentences.append(
        "Two connected \(unit.words) are \(decimal(mean)) ties apart on average, at most \(Int(most))."
      )
    }
    if let count = value("articulation-points").map({ Int($0) }), count > 0 {
      sentences.append(
        count == 1
          ? "Without one \(unit.word), others would no longer be connected."
          : "Without any one of \(unit.counted(count)), others would no longer be connected.")
    }
    return sentences.joined(separator: " ")
  }

  // MARK: Method and files

  var methodBlocks: [Document.Block] {
    let weighting =
      switch corpus.network.weighting {
      case .fractional: "a work of n \(unit.rawValue) adds 1/(n − 1) to each of its ties"
      case .full: "a work adds 1 to each of its ties"
      case .strict: "a work of n \(unit.rawValue) adds 2/(n(n − 1)) to each of its ties"
      }
    var terms: [(term: String, meaning: String)] = [
      unitTerm,
      (
        "Tie",
        worksCounted == 0
          ? "Two people that an input states as tied, with the weight that it states."
          : "Two \(unit == .authors ? "people who wrote a work together" : "\(unit.words) of one work"); "
            + "\(weighting)."
      ),
    ]
    if !corpus.coauthors.leftOut.isEmpty {
      terms.append(
        (
          "Left out",
          corpus.coauthors.leftOut.map(\.sentence).joined(separator: "; ")
            + ". What remains keeps the weights that it has in the whole network."
        ))
    }
    terms += ranking.columns.map { ($0.measure.id, unit.worded($0.measure.summary) + ".") }
    terms += [
      (
        "Group",
        "A cluster of the method \(clustering.method); the words are those that set the "
          + (clustering.hasKeywords ? "titles and keywords" : "titles")
          + " of its works apart from all others. A work belongs to the group of at least half of its "
          + "\(unit.rawValue)."
      ),
      (
        "Largest component",
        "The largest set of \(unit.words) of which each can be reached from each other by ties."
      ),
      ("Not known", "What no source says is shown as \(Table.unknownMark) and never counted as 0."),
    ]
    return [.heading(level: 2, "Method and definitions"), .definitions(terms)]
  }

  /// What a vertex is.
  private var unitTerm: (term: String, meaning: String) {
    switch unit {
    case .authors:
      (
        "Person",
        "All names that are resolved to one person; collab people shows them with the reasons."
      )
    case .institutions:
      (
        "Institution",
        "All spellings of affiliations that are resolved to one institution; collab stats --unit "
          + "institutions --spellings shows them. An author of several gives each of them."
      )
    case .countries:
      (
        "Country",
        "The country that a source states beside an author, or that the end of the affiliation names "
          + "with certainty. An author of several gives each of them."
      )
    }
  }

  var fileBlocks: [Document.Block] {
    let contents = [
      "explorer.html": "the network, to search and walk in", "report.md": "this report as text",
      "graph.svg": "the map, with legend and caption", "graph.dot": "the map for Graphviz",
      verticesFile: "all \(unit.rawValue) with their measures and groups",
      "edges.csv": "all ties with their weights and the works behind them",
      "works.csv": "all works with their ids and where they stand in the inputs",
      "clusters.csv": "all groups",
      "years.csv": "the figures of each year", "graph.json": "the network for networkx and D3",
      "figures.json": "figures of the report, for gates and comparisons",
      "datapackage.json": "the tables as a data package",
      "ro-crate-metadata.json": "the folder as a research object",
      "in-toto.json": "digests of files and inputs as a statement",
      "manifest.json": "inputs, options and digests of all files",
    ]
    let names = fileNames.filter { $0 != "index.html" } + ["manifest.json"]
    let people =
      pages.isEmpty
      ? []
      : [
        Document.Block.paragraph(
          "\(unit.counted(pages.count)) \(pages.count == 1 ? "has" : "have") a page: "
            + "\(unit.noun)-….html, to which the names in the ranking lead.")
      ]
    return [
      .heading(level: 2, "Files"), .files(names.map { ($0, (contents[$0] ?? "") + ".") }),
    ] + people
  }
}

/// Items with commas, and *and* before the last.
func enumeration(_ items: [String]) -> String {
  guard items.count > 1, let last = items.last else { return items.first ?? "" }
  return items.dropLast().joined(separator: ", ") + " and " + last
}
