import CollabGraph
import Foundation

/// A name that found no room in the map, with the number that stands for it there.
struct KeyEntry: Sendable {
  var number: Int
  var name: String
}

extension DiagramBuilder {
  /// The names of drawn authors: what tells namesakes apart only where two are drawn.
  static func shortNames(of authors: [Int], in source: DiagramSource) -> [String] {
    guard !source.plainNames.isEmpty else { return authors.map { source.names[$0].onOneLine } }
    var bearers: [String: Int] = [:]
    for author in authors { bearers[source.plainNames[author], default: 0] += 1 }
    return authors.map { author in
      let plain = source.plainNames[author]
      return (bearers[plain] == 1 ? plain : source.names[author]).onOneLine
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

  /// How many names a map has room for.
  var wantedNames: Int {
    if let labels = options.labels { return max(0, labels) }
    return count <= 80 ? count : min(count, Int(map.width * map.height / (60 * text * text)))
  }

  /// The drawn authors by falling importance: those asked for, then by size.
  private func byImportance() -> [Int] {
    let asked = Set(options.path + options.highlighted + (options.ego.map { [$0] } ?? []))
    return (0..<count).sorted { a, b in
      let (forA, forB) = (
        asked.contains(selection.authors[a]), asked.contains(selection.authors[b])
      )
      if forA != forB { return forA }
      let (x, y) = (magnitude(a), magnitude(b))
      return x == y ? a < b : x > y
    }
  }

  /// Writes titles of communities and names of authors where they fit; the rest of the wanted
  /// names go to the key.
  mutating func writeNames(
    _ vertices: inout [Diagram.Vertex], regions: [CommunityRegion]
  ) throws -> [KeyEntry] {
    let order = byImportance()
    let wanted = Array(order.prefix(wantedNames))
    let top = max(wanted.map(magnitude).max() ?? 0, 1e-12)
    let crowd = count > 200 ? 0.82 : 0.9
    let sizes = wanted.map { text * (crowd + 0.55 * (magnitude($0) / top).squareRoot()) }
    let titles = regions.filter { !$0.title.isEmpty }
    let titleSize = text * 1.5
    let keySize = text * 0.8
    let keyLimit = min(wanted.count, count <= 80 ? 80 : 24)
    let written = try shortened(zip(wanted, sizes).map { (names[$0], $1) })
    let metrics = try TextMetrics.sizes(
      of: zip(written, sizes).map { ($0, $1) }
        + titles.map { ($0.title.onOneLine, titleSize) }
        + (0..<keyLimit).map { (String($0 + 1), keySize) })
    let isSolid = solidDiscs(wanted)
    let gap = text * 0.22
    let titleBoxes = place(
      titles, sizes: Array(metrics[wanted.count..<(wanted.count + titles.count)]),
      isSolid: isSolid)
    for (index, box) in titleBoxes.enumerated() {
      guard let box else { continue }
      let color = Palette.category(titles[index].community)
        .contrasting(theme.background, atLeast: 4.5)
      self.titles.append(label(titles[index].title.onOneLine, titleSize, box, color: color))
    }
    var placement = LabelPlacement(
      frame: map, centres: points, radii: radii, isSolid: isSolid,
      blocked: titleBoxes.compactMap { $0 }, lines: straightTies, gap: gap,
      awayFrom: options.ego.flatMap { selection.authors.firstIndex(of: $0) }.map { points[$0] })
    let items = wanted.indices.map {
      LabelPlacement.Item(
        disc: wanted[$0], width: metrics[$0].width, height: metrics[$0].height,
        mayStandOff: $0 < keyLimit)
    }
    let places = placement.place(items)
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
    let homeless = places.indices.prefix(options.showsFurniture ? keyLimit : 0)
      .filter { places[$0] == nil }
    var key: [KeyEntry] = []
    for index in homeless {
      let metric = metrics[wanted.count + titles.count + key.count]
      let item = LabelPlacement.Item(
        disc: wanted[index], width: metric.width, height: metric.height)
      guard let box = placement.place([item])[0]?.box else { continue }
      let number = key.count + 1
      vertices[wanted[index]].label = label(String(number), keySize, box)
      key.append(KeyEntry(number: number, name: written[index]))
    }
    // Those with a name are drawn last, so that no other disc hides it.
    let labelled = vertices.indices.map { vertices[$0].label != nil }
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

  private func label(
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

  /// Places each title at its island's outline, or within, where it covers no solid disc, the
  /// fewest others and the least of other islands; `nil` where there is no such place.
  private func place(
    _ titles: [CommunityRegion], sizes: [TextMetrics.Size], isSolid: [Bool]
  ) -> [Box?] {
    let reach = radii.max() ?? 0
    let grid = PointGrid(
      Positions(uncheckedX: points.map(\.x), y: points.map(\.y)), side: max(reach * 2, 8))
    var placed: [Box?] = []
    for (title, size) in zip(titles, sizes) {
      var best: (cost: Double, box: Box)?
      let outline = title.outline
      var candidates: [(Double, Point)] = []
      let middle = Point(
        outline.map(\.x).reduce(0, +) / Double(outline.count),
        outline.map(\.y).reduce(0, +) / Double(outline.count))
      candidates.append((1, middle))
      for k in 0..<64 {
        let p = outline[k * outline.count / 64]
        let dx = p.x - middle.x, dy = p.y - middle.y
        let length = max((dx * dx + dy * dy).squareRoot(), 1e-9)
        for inward in [0.3, 0.6, 0.85] {
          candidates.append((1.5, Point(middle.x + dx * inward, middle.y + dy * inward)))
        }
        for outward in [0.6, 1.1, 1.8, 2.6] {
          candidates.append(
            (
              outward,
              Point(
                p.x + dx / length * min(outward, 1.8) * size.width / 2,
                p.y + dy / length * outward * size.height)
            ))
        }
      }
      for (far, at) in candidates {
        let box = Box(
          low: Point(at.x - size.width / 2, at.y - size.height / 2),
          high: Point(at.x + size.width / 2, at.y + size.height / 2))
        guard map.contains(box), !placed.contains(where: { $0?.overlaps(box.padded(4)) ?? false })
        else { continue }
        // Letters fill the middle of their line.
        let letters = Box(
          low: Point(box.low.x, box.low.y + size.height * 0.08),
          high: Point(box.high.x, box.high.y - size.height * 0.08))
        var cost = far, isFree = true
        grid.forEach(near: at.x, at.y, within: size.width / 2 + reach) { v in
          guard letters.distance(to: points[v]) < radii[v] + 1 else { return }
          if isSolid[v] { isFree = false }
          cost += 1
        }
        guard isFree else { continue }
        for other in titles where other.community != title.community {
          for x in [-0.5, -0.25, 0, 0.25, 0.5] {
            for y in [-0.4, 0.4] {
              let corner = Point(at.x + x * size.width, at.y + y * size.height)
              if encloses(other.outline, corner) { cost += 3 }
            }
          }
        }
        if best == nil || cost < best!.cost { best = (cost, box) }
      }
      placed.append(best.flatMap { $0.cost < 16 ? $0.box : nil })
    }
    return placed
  }
}
