import CollabAlgorithms
import CollabBibliography
import CollabCore
import CollabCorpus
import CollabGraph
import CollabRender

extension Report {
  /// How many groups have a card.
  private static let cards = 12
  /// How many clusters the table names.
  private static let listedClusters = 30

  // MARK: Who leads

  var rankingBlocks: [Document.Block] {
    var style = Document.TableStyle()
    let table = ranking.table(labels: corpus.labels, top: options.top, intervals: intervals)
      .withoutUnknownColumns
    let name = table.columns.firstIndex { $0.name == "author" } ?? 0
    style.bars = Array(table.columns.indices.dropFirst(name + 1))
    style.file = "authors.csv"
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
            + "\(counted(corpus.labels.count, "author")), by \(ranking.columns[0].measure.id); equal "
            + "scores in alphabetical order", style: style)
      ] + remarkBlocks
  }

  /// What the reader should know of the measures; those of which nothing is known are only named.
  private var remarkBlocks: [Document.Block] {
    let unknown = ranking.columns.filter { $0.scores.values.allSatisfy(\.isNaN) }.map(\.measure.id)
    let remarks = ranking.remarks.filter { remark in
      !unknown.contains { remark.hasPrefix($0 + ": ") }
    }
    let interval = intervals.map {
      "Rank from and to: the middle 90\u{202F}% of the ranks over \($0.replicates) draws of the works, "
        + "a team's works together; authors of fewer than \(RankIntervals.minimumWorks) works have "
        + "none. Authors whose intervals overlap may not be told apart."
    }
    return (interval.map { [.paragraph($0)] } ?? [])
      + (unknown.isEmpty || corpus.labels.isEmpty
        ? [] : [.paragraph("Not known of any author: \(enumeration(unknown)).")])
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

  // MARK: Groups

  var clusterBlocks: [Document.Block] {
    let count = clustering.profiles.count
    let table = clustering.table(labels: corpus.labels, top: Self.listedClusters, leading: 5)
    var blocks: [Document.Block] = [.heading(level: 2, "Groups")]
    if count > 0 { blocks.append(.finding(groupsFinding)) }
    let shown = clustering.profiles.prefix(Self.cards).filter { $0.members.count > 1 }
    if !shown.isEmpty {
      blocks.append(.cards(shown.map(card), table: count > shown.count ? nil : table))
    }
    var style = Document.TableStyle()
    style.file = "clusters.csv"
    if count > shown.count {
      blocks += [
        .heading(level: 3, "All groups"),
        .table(
          table,
          caption: "The \(min(count, Self.listedClusters)) largest of \(counted(count, "group"))",
          style: style),
      ]
    }
    return blocks + connectorBlocks + profileBlocks
  }

  /// How much the groups hold, how separate they are, and how far they can be trusted.
  private var groupsFinding: String {
    let count = clustering.profiles.count, quality = clustering.quality
    let first = clustering.profiles.prefix(Self.cards)
    let people = first.reduce(0) { $0 + $1.members.count }
    var text =
      count > first.count
      ? "The \(first.count) largest of \(counted(count, "group")) hold "
        + "\(people.grouped) of \(counted(corpus.labels.count, "person", "people")) "
        + "(\(percent(Double(people) / Double(max(corpus.labels.count, 1)))))."
      : "There \(count == 1 ? "is" : "are") \(counted(count, "group"))."
    if quality.modularity.isFinite {
      text +=
        " \(percent(quality.coverage)) of the weight of all ties is inside groups; the modularity "
        + "is \(Table.shown(quality.modularity, decimals: 2))."
    }
    if let stability = clustering.stability {
      let agreement = stability.mean(\.adjustedRand)
      if agreement.isFinite {
        text +=
          " Over \(stability.runs.count) runs from different seeds they agree with an adjusted Rand "
          + "index of \(Table.shown(agreement, decimals: 2)); 1 is full agreement."
      }
    }
    return text
  }

  private func card(_ profile: ClusterProfile) -> Document.GroupCard {
    let badge =
      badges[profile.community]
      ?? Document.Badge(profile.community + 1, color: Palette.neutral)
    let topic = clustering.topics[profile.community]
    var card = Document.GroupCard(
      badge: badge, title: topic.isEmpty ? "group \(profile.community + 1)" : topic,
      summary: counted(profile.members.count, "person", "people"))
    if !profile.works.isEmpty { card.summary += " · " + counted(profile.works.count, "work") }
    let years = profile.works.map { corpus.network.facts.years[$0] }
      .filter { $0 != WorkFacts.unknown }.sorted()
    if years.count > 2 { card.summary += " · half of them by \(years[(years.count - 1) / 2])" }
    if hasTrends, let first = timeline.years.first, let last = timeline.years.last {
      card.trend = trend(ofWorks: profile.works)
      card.span = "works by year, \(first.year) to \(last.year)"
    }
    let leading = profile.members.prefix(5).map { corpus.labels[$0] }
    card.details.append(("Leading people", leading.joined(separator: ", ")))
    let between = brokers(of: profile).map { author, groups in
      "\(corpus.labels[author]) (to \(groups.map { String($0 + 1) }.joined(separator: ", ")))"
    }
    if !between.isEmpty {
      card.details.append(("Ties to other groups", between.joined(separator: ", ")))
    }
    card.words = Array(profile.topicWords.prefix(6))
    return card
  }

  /// The three members with most weight of ties to other groups, with the groups of most of it.
  private func brokers(of profile: ClusterProfile) -> [(author: Int, groups: [Int])] {
    let community = clustering.outcome.partition.community
    return profile.members.compactMap { author -> (author: Int, weight: Double, groups: [Int])? in
      var weights: [Int: Double] = [:]
      for arc in graph.arcs(author) {
        let other = Int(community[Int(graph.targets[arc])])
        if other != profile.community { weights[other, default: 0] += graph.weights[arc] }
      }
      guard !weights.isEmpty else { return nil }
      let order = weights.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }
      return (author, order.reduce(0) { $0 + $1.value }, order.prefix(3).map(\.key))
    }
    .sorted { (-$0.weight, $0.author) < (-$1.weight, $1.author) }
    .prefix(3).map { ($0.author, $0.groups) }
  }

  /// The authors who tie the clusters together.
  private var connectorBlocks: [Document.Block] {
    let title = "Authors between groups"
    let table = clustering.connectorsTable(labels: corpus.labels, top: 10)
    guard !table.rows.isEmpty else { return [] }
    return [
      .heading(level: 3, title),
      .paragraph(
        "Participation is 0 where all ties of an author stay in one group, and towards 1 the "
          + "more evenly they are spread over many; z compares the weight of their ties inside "
          + "their own group with its other members'."),
      .table(table, caption: title),
    ]
  }

  /// Over which resolutions the clusters stay the same.
  private var profileBlocks: [Document.Block] {
    guard let profile, !profile.plateaus.isEmpty else { return [] }
    let title = "Groups that stay over resolutions"
    return [
      .heading(level: 3, title),
      .paragraph(
        "Greater resolutions give smaller groups. Of \(profile.steps.count) resolutions, these "
          + "are the longest stretches over which the groups hardly change; modularity is that "
          + "at resolution 1."),
      .table(profile.plateausTable(top: 5), caption: title),
    ]
  }

  // MARK: Change over time

  var timeBlocks: [Document.Block] {
    guard hasTrends else { return [] }
    let years = timeline.years, names = years.map { String($0.year) }
    func values(_ value: (Timeline.Year) -> Int) -> [Double] { years.map { Double(value($0)) } }
    var charts = [
      Chart(
        "Works", subtitle: "Number of works by year", categories: names,
        series: [
          ("one author", values(\.singleAuthorWorks)),
          ("several authors", values { $0.works - $0.singleAuthorWorks }),
        ]),
      Chart(
        "Authors", subtitle: "Number of people with a work in the year", categories: names,
        series: [
          ("wrote here before", values { $0.authors - $0.newAuthors }),
          ("new", values(\.newAuthors)),
        ]),
      Chart(
        "Authors per work", subtitle: "Mean number of authors of a work", categories: names,
        series: [("authors", years.map { $0.authorsPerWork ?? .nan })], kind: .lines),
      Chart(
        "The largest component",
        subtitle: "Its share of all people who have written so far", categories: names,
        series: [("share", years.map(\.connectedShare))], kind: .lines, isShare: true),
    ]
    if timeline.hasPairs, years.contains(where: { $0.pairs.count > 0 }) {
      charts.insert(
        Chart(
          "Ties", subtitle: "Pairs who wrote together in the year", categories: names,
          series: [
            ("repeated", values(\.pairs.repeated)),
            ("new, both wrote here before", values(\.pairs.betweenKnown)),
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
          timeline.table.withColumns([
            "year", "works", "authors", "newAuthors", "pairs", "repeatedPairs",
          ]).suffix(10), caption: "The last ten years", style: style)
      ]
  }

  private var timeFinding: String? {
    guard let first = firstYear, let last = lastYear, first.year < last.year else { return nil }
    var sentences: [String] = []
    if timeline.hasPairs, first.pairs.count + last.pairs.count > 0 {
      sentences.append(
        "In \(last.year), \(counted(last.pairs.count, "pair")) wrote together, against "
          + "\(first.pairs.count.grouped) in \(first.year).")
    }
    let before = Double(first.singleAuthorWorks) / Double(first.works)
    let after = Double(last.singleAuthorWorks) / Double(last.works)
    if percent(before) != percent(after) {
      sentences.append(
        "The share of works by one author \(after < before ? "fell" : "rose") from "
          + "\(percent(before)) to \(percent(after)).")
    }
    if last.authors > 0 {
      sentences.append(
        "Of the \(counted(last.authors, "author")) of \(last.year), "
          + "\(percent(Double(last.newAuthors) / Double(last.authors))) had not written here before."
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
    return [.heading(level: 2, "How people connect")]
      + (connectFinding.map { [.finding($0)] } ?? [])
      + [.table(figures.table, caption: "The network as a whole")]
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
        ? "No two people are tied."
        : "\(counted(statistics.components, "component")): the largest holds "
          + "\(counted(statistics.largestComponent, "person", "people"))."
    ]
    if let mean = value("mean-distance"), let most = value("diameter") {
      sentences.append(
        "Two connected people are \(decimal(mean)) ties apart on average, at most \(Int(most)).")
    }
    if let count = value("articulation-points").map({ Int($0) }), count > 0 {
      sentences.append(
        count == 1
          ? "Without one person, others would no longer be connected."
          : "Without any one of \(count.grouped) people, others would no longer be connected.")
    }
    return sentences.joined(separator: " ")
  }

  // MARK: Method and files

  var methodBlocks: [Document.Block] {
    let weighting =
      switch corpus.network.weighting {
      case .fractional: "a work of n authors adds 1/(n − 1) to each of its ties"
      case .full: "a work adds 1 to each of its ties"
      case .strict: "a work of n authors adds 2/(n(n − 1)) to each of its ties"
      }
    var terms: [(term: String, meaning: String)] = [
      (
        "Person",
        "All names that are resolved to one person; collab people shows them with the reasons."
      ),
      (
        "Tie",
        worksCounted == 0
          ? "Two people that an input states as tied, with the weight that it states."
          : "Two people who wrote a work together; \(weighting)."
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
    terms += ranking.columns.map { ($0.measure.id, $0.measure.summary + ".") }
    terms += [
      (
        "Group",
        "A cluster of the method \(clustering.method); the words are those that set the "
          + (clustering.hasKeywords ? "titles and keywords" : "titles")
          + " of its works apart from all others. A work belongs to the group of at least half of its "
          + "authors."
      ),
      (
        "Largest component",
        "The largest set of people of whom each can be reached from each other by ties."
      ),
      ("Not known", "What no source says is shown as \(Table.unknownMark) and never counted as 0."),
    ]
    return [.heading(level: 2, "Method and definitions"), .definitions(terms)]
  }

  var fileBlocks: [Document.Block] {
    let contents = [
      "explorer.html": "the network, to search and walk in", "report.md": "this report as text",
      "graph.svg": "the map, with legend and caption", "graph.dot": "the map for Graphviz",
      "authors.csv": "all authors with their measures and groups",
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
          "\(counted(pages.count, "person has", "people have")) a page: "
            + "author-….html, to which the names in the ranking lead.")
      ]
    return [
      .heading(level: 2, "Files"), .files(names.map { ($0, (contents[$0] ?? "") + ".") }),
    ] + people
  }

  /// How many of some works each year of the timeline has.
  private func trend(ofWorks works: [Int]) -> [Double] {
    guard let first = timeline.years.first?.year else { return [] }
    var counts = [Double](repeating: 0, count: timeline.years.count)
    for work in works {
      let place = Int(corpus.network.facts.years[work]) - first
      if counts.indices.contains(place) { counts[place] += 1 }
    }
    return counts
  }
}

/// Items with commas, and *and* before the last.
func enumeration(_ items: [String]) -> String {
  guard items.count > 1, let last = items.last else { return items.first ?? "" }
  return items.dropLast().joined(separator: ", ") + " and " + last
}
