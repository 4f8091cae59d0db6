import CollabAlgorithms
import CollabCore
import CollabCorpus
import CollabGraph
import CollabRender

/// The chapter of the groups.
extension Report {
  /// How many groups have a card.
  private static let cards = 12
  /// How many clusters the table names.
  private static let listedClusters = 30

  var clusterBlocks: [Document.Block] {
    let count = clustering.profiles.count
    let table = clustering.table(
      labels: corpus.labels, noun: unit.noun, top: Self.listedClusters, leading: 5
    ).withFirst(["id", "words", unit.rawValue])
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
        + "\(people.grouped) of \(unit.counted(corpus.labels.count)) "
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
    var card = Document.GroupCard(
      badge: badge, title: clustering.title(of: profile.community),
      summary: unit.counted(profile.members.count))
    if !profile.works.isEmpty { card.summary += " · " + counted(profile.works.count, "work") }
    let years = profile.works.map { corpus.network.facts.years[$0] }
      .filter { $0 != WorkFacts.unknown }.sorted()
    if years.count > 2 { card.summary += " · half of them by \(years[(years.count - 1) / 2])" }
    if hasTrends, let first = timeline.years.first, let last = timeline.years.last {
      card.trend = trend(ofWorks: profile.works)
      card.span = "works by year, \(first.year) to \(last.year)"
    }
    let leading = profile.members.prefix(5).map { corpus.labels[$0] }
    card.details.append(("Leading \(unit.words)", leading.joined(separator: ", ")))
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
    let title = "\(unit.rawValue.capitalizedFirst) between groups"
    let table = clustering.connectorsTable(labels: corpus.labels, noun: unit.noun, top: 10)
    guard !table.rows.isEmpty else { return [] }
    return [
      .heading(level: 3, title),
      .paragraph(
        "Participation is 0 where all ties of \(unit.withArticle) stay in one group, and towards 1 the "
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

  /// How many of some works each year of the timeline has.
  func trend(ofWorks works: [Int]) -> [Double] {
    guard let first = timeline.years.first?.year else { return [] }
    var counts = [Double](repeating: 0, count: timeline.years.count)
    for work in works {
      let place = Int(corpus.network.facts.years[work]) - first
      if counts.indices.contains(place) { counts[place] += 1 }
    }
    return counts
  }
}
