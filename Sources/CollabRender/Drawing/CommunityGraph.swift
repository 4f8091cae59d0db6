public import CollabAlgorithms
import CollabCore
import CollabGraph

extension DiagramSource {
  /// What to call a community of so many members after the first of them, or by its number, from
  /// 0, where that member's name is a number.
  static func title(after name: String, members: Int, community: Int) -> String {
    guard name.contains(where: \.isLetter) else { return "community \(community + 1)" }
    return members > 1 ? name + " and others" : name
  }

  /// The graph of communities: each is a vertex, and the ties between the members of two add up.
  ///
  /// - Parameters:
  ///   - partition: the communities of the source's authors.
  ///   - titles: what to call each, fewer where not all have a title; others are called after
  ///     their member with the greatest strength, or numbered where members have no names.
  ///   - least: communities with fewer members are left out.
  /// - Returns: the source, and the number of members of each community for its size.
  /// - Throws: ``/CollabCore/OptionError`` for a partition of another number of authors.
  /// - Complexity: O(*n* + *m* log *d*) for greatest degree *d*.
  public func communityGraph(
    _ partition: Partition, titles: [String] = [], leastMembers least: Int = 2
  ) throws(OptionError) -> (source: DiagramSource, sizes: DiagramOptions.Values) {
    try partition.check(count: names.count)
    let members = partition.members
    let kept = members.prefix { $0.count >= least }.count
    var edges: [Edge] = []
    for edge in graph.edges {
      let (a, b) = (partition.community[Int(edge.a)], partition.community[Int(edge.b)])
      if a != b, a < kept, b < kept { edges.append(Edge(a, b, weight: edge.weight)) }
    }
    let leaders = members.prefix(kept).map { authors in
      authors.reduce(authors[0]) { graph.strength($1) > graph.strength($0) ? $1 : $0 }
    }
    let called = leaders.enumerated().map { community, leader in
      titles.indices.contains(community) && !titles[community].isEmpty
        ? titles[community]
        : Self.title(
          after: plainNames.isEmpty ? names[leader] : plainNames[leader],
          members: members[community].count, community: community)
    }
    var source = DiagramSource(
      names: called, graph: Graph(uncheckedVertexCount: kept, edges: edges),
      tooltips: called.enumerated().map { community, name in
        "\(name) · \(counted(members[community].count, noun)), first \(names[leaders[community]])"
      },
      corpus: (corpus.isEmpty ? "" : corpus + ", ")
        + counted(
          members.prefix(kept).reduce(0) { $0 + $1.count }, noun)
        + " in clusters of \(least.grouped) or more")
    source.noun = "cluster"
    return (
      source,
      DiagramOptions.Values(
        title: noun.plural, values: members.prefix(kept).map { Double($0.count) })
    )
  }
}

extension DiagramOptions.Values {
  /// The means over the members of the first `count` communities, without those not known.
  public func means(over partition: Partition, count: Int) -> Self {
    Self(
      title: title + ", mean of members",
      values: partition.members.prefix(count).map { members in
        let known = members.map { values[$0] }.filter(\.isFinite)
        return known.isEmpty ? .nan : known.reduce(0, +) / Double(known.count)
      })
  }
}
