import CollabGraph
import Foundation

/// A name that found no room in the map, with the number that stands for it there.
struct KeyEntry: Sendable {
  var number: Int
  var name: String
}

extension DiagramBuilder {
  /// The names of discs: what tells namesakes apart only where two are drawn.
  static func shortNames(of selection: DiagramSelection, in source: DiagramSource) -> [String] {
    var bearers: [String: Int] = [:]
    if !source.plainNames.isEmpty {
      for author in selection.authors { bearers[source.plainNames[author], default: 0] += 1 }
    }
    return selection.authors.enumerated().map { v, author in
      if let group = selection.groups[v] { return group.name(noun: source.noun) }
      let isShort = !source.plainNames.isEmpty && bearers[source.plainNames[author]] == 1
      return (isShort ? source.plainNames[author] : source.names[author]).onOneLine
    }
  }

  /// What to call a community: its topic, or else its greatest member, who comes first, or its
  /// number where members have numbers instead of names.
  func communityTitle(_ community: Int) -> String {
    if topics.indices.contains(community), !topics[community].isEmpty { return topics[community] }
    let members = (communities ?? []).indices.filter { communities?[$0] == community }
    guard let first = members.max(by: { (magnitude($0), $1) < (magnitude($1), $0) }) else {
      return ""
    }
    return DiagramSource.title(
      after: names[first], members: members.count, community: community)
  }

  /// How many names are tried; more than a map has room for, unless fewer are asked for. Numbers
  /// that stand for names say nothing in a map.
  var wantedNames: Int {
    if let labels = options.labels { return min(count, max(0, labels)) }
    if names.allSatisfy({ !$0.contains(where: \.isLetter) }) { return 0 }
    return count <= 80 ? count : min(count, Int(map.width * map.height / (12 * text * text)))
  }

  /// The first drawn authors by importance: those asked for, groups, the largest of each region,
  /// then by size; of equally large ones those that stand farthest from all before.
  private func mostImportant(_ limit: Int, _ regions: [CommunityRegion]) -> [Int] {
    let asked = Set(options.path + options.highlighted + (options.ego.map { [$0] } ?? []))
    // Rows of small components are to be counted, not read, where there are many.
    let isRow = count > 200 ? rows : [Bool](repeating: false, count: count)
    var rank = (0..<count).map { v in
      asked.contains(selection.authors[v])
        ? 0 : selection.groups[v] != nil ? 1 : isRow[v] ? Self.unnamed : 3
    }
    if let communities {
      let shown = Set(regions.map(\.community))
      var first: [Int: Int] = [:]
      for v in 0..<count where shown.contains(communities[v]) {
        if let other = first[communities[v]], magnitude(other) >= magnitude(v) { continue }
        first[communities[v]] = v
      }
      for v in first.values { rank[v] = min(rank[v], 2) }
    }
    let sizes = (0..<count).map(magnitude)
    let order = (0..<count).sorted { a, b in
      if rank[a] != rank[b] { return rank[a] < rank[b] }
      if sizes[a] != sizes[b] { return sizes[a] > sizes[b] }
      return a < b
    }
    var chosen: [Int] = [], start = 0
    while start < count, chosen.count < limit {
      let first = order[start]
      if rank[first] == Self.unnamed { break }
      var end = start + 1
      while end < count, rank[order[end]] == rank[first], sizes[order[end]] == sizes[first] {
        end += 1
      }
      spread(Array(order[start..<end]), limit, into: &chosen)
      start = end
    }
    return chosen
  }

  /// For how many names all others are placed anew until they fit, where there are not many.
  private static let spared = 20

  /// The rank of those who get no name.
  private static let unnamed = 4

  /// Appends authors, each the farthest from all before, up to a limit.
  ///
  /// - Complexity: O(authors · limit).
  private func spread(_ authors: [Int], _ limit: Int, into chosen: inout [Int]) {
    guard authors.count > 1 else { return chosen += authors }
    func square(_ a: Int, _ b: Int) -> Double {
      let dx = points[a].x - points[b].x, dy = points[a].y - points[b].y
      return dx * dx + dy * dy
    }
    var nearest = authors.map { author in
      chosen.reduce(Double.infinity) { min($0, square(author, $1)) }
    }
    for _ in authors.indices where chosen.count < limit {
      var best = 0
      for index in authors.indices where nearest[index] > nearest[best] { best = index }
      chosen.append(authors[best])
      nearest[best] = -1
      for index in authors.indices where nearest[index] >= 0 {
        nearest[index] = min(nearest[index], square(authors[index], authors[best]))
      }
    }
  }

  /// Writes titles of communities and names of authors where they fit; the rest of the wanted
  /// names go to the key.
  mutating func writeNames(
    _ vertices: inout [Diagram.Vertex], regions: [CommunityRegion]
  ) throws -> [KeyEntry] {
    let isInside = try writeGroups(vertices)
    let wanted = mostImportant(wantedNames, regions).filter { !isInside.contains($0) }
    let top = max(wanted.map(magnitude).max() ?? 0, 1e-12)
    let crowd = count > 200 ? 0.82 : 0.9
    let sizes = wanted.map { text * (crowd + 0.55 * (magnitude($0) / top).squareRoot()) }
    let keySize = text * 0.8
    let keyLimit = min(wanted.count, count <= 80 ? 80 : 24)
    let farLimit = count <= 200 ? 80 : keyLimit
    let written = try shortened(zip(wanted, sizes).map { (names[$0], $1) })
    let metrics = try TextMetrics.sizes(
      of: zip(written, sizes).map { ($0, $1) }
        + (0..<keyLimit).map { (String($0 + 1), keySize) })
    let isSolid = solidDiscs(wanted + isInside)
    let gap = text * 0.22
    try writeTitles(regions.filter { !$0.title.isEmpty }, isSolid: isSolid)
    var placement = LabelPlacement(
      frame: map, centres: points, radii: radii, isSolid: isSolid,
      blocked: titles.map(\.box), lines: straightTies,
      bars: pathLines.map { Line(from: points[$0], to: points[$1]) }, gap: gap,
      awayFrom: options.ego.flatMap { selection.authors.firstIndex(of: $0) }.map { points[$0] })
    let items = wanted.indices.map {
      LabelPlacement.Item(
        disc: wanted[$0], width: metrics[$0].width, height: metrics[$0].height,
        mayStandOff: $0 < farLimit)
    }
    let places = placement.place(items, sparing: count <= 200 ? Self.spared : 0)
    for (index, place) in places.enumerated() {
      guard let place else { continue }
      vertices[wanted[index]].label = label(written[index], sizes[index], place.box)
      if let leader = place.leader {
        shapes.append(
          .line(
            [leader.from, leader.to], color: theme.mutedInk.opacity(0.9),
            width: map.width / 1400))
      }
    }
    // In a crowd only the most important are worth looking up.
    let homeless = places.indices.prefix(options.showsFurniture && writesKey ? keyLimit : 0)
      .filter { places[$0] == nil }
    var key: [KeyEntry] = []
    for index in homeless {
      let metric = metrics[wanted.count + key.count]
      let item = LabelPlacement.Item(
        disc: wanted[index], width: metric.width, height: metric.height)
      guard let box = placement.place([item])[0]?.box else { continue }
      let number = key.count + 1
      vertices[wanted[index]].label = label(String(number), keySize, box)
      key.append(KeyEntry(number: number, name: written[index]))
    }
    // Those with a name are drawn last, so that no other disc hides it.
    let labelled = vertices.indices.map { vertices[$0].label != nil || isInside.contains($0) }
    drawingOrder =
      (showsNamedOnly ? [] : vertices.indices.filter { !labelled[$0] })
      + vertices.indices.filter { labelled[$0] }
    return key
  }

  /// The names, those that would take more than a third of the map's width cut.
  private func shortened(_ lines: [(text: String, size: Double)]) throws -> [String] {
    let room = map.width / 3
    return zip(lines, try TextMetrics.sizes(of: lines)).map { line, needed in
      guard needed.width > room else { return line.text }
      let kept = Int(Double(line.text.count) * room / needed.width) - 1
      return line.text.prefix(max(1, kept)) + "…"
    }
  }

  /// The ties that a name had better not hide, where there are so few that it can be helped.
  private var straightTies: [Line] {
    guard count <= 100, selection.graph.edgeCount <= 250, !options.showsDensity else { return [] }
    return selection.graph.edges.map {
      Line(from: points[Int($0.a)], to: points[Int($0.b)])
    }
  }

  func label(
    _ text: String, _ size: Double, _ box: Box, color: Color? = nil
  ) -> Diagram.Label {
    Diagram.Label(
      text: text, size: size,
      point: Point((box.low.x + box.high.x) / 2, (box.low.y + box.high.y) / 2), width: box.width,
      height: box.height, color: color ?? theme.ink)
  }

  /// No disc may be covered by a name; in a crowd only those with names may not.
  private func solidDiscs(_ wanted: [Int]) -> [Bool] {
    if count <= 2000, !showsNamedOnly { return [Bool](repeating: true, count: count) }
    var isSolid = [Bool](repeating: false, count: count)
    for v in wanted { isSolid[v] = true }
    return isSolid
  }
}
