import Foundation

extension DiagramBuilder {
  /// The size of the titles of the largest regions, which can still be read where the picture is a
  /// few hundred pixels wide.
  private var largestTitle: Double { max(text * 1.5, map.width / 40) }
  /// How many regions may have titles of that size, how large they must be beside the largest, and the
  /// sizes tried after it.
  private static let largeTitles = 5, least = 0.25, sizes = [1, 0.85, 0.72, 0.6, 0.5]

  /// Writes titles of regions, the largest first, each as large as it finds room.
  mutating func writeTitles(_ regions: [CommunityRegion], isSolid: [Bool]) throws {
    let reach = radii.max() ?? 0
    let grid = PointGrid(
      Positions(uncheckedX: points.map(\.x), y: points.map(\.y)), side: max(reach * 2, 8))
    let sizes = Self.sizes.map { max($0 * largestTitle, text * 1.3) }
    let metrics = try TextMetrics.sizes(
      of: regions.flatMap { region in sizes.map { (region.title.onOneLine, $0) } })
    let most = Double(regions.map(\.members).max() ?? 0)
    for (index, region) in regions.enumerated() {
      let color = Palette.category(region.community)
        .contrasting(theme.background, atLeast: 4.5)
      let isLarge =
        index < Self.largeTitles && Double(region.members) >= Self.least * most
      for step in (isLarge ? 0 : 2)..<sizes.count {
        let size = metrics[index * sizes.count + step]
        guard let box = place(region, size, among: regions, isSolid, grid, reach) else { continue }
        titles.append(label(region.title.onOneLine, sizes[step], box, color: color))
        break
      }
    }
  }

  /// The place for a title at its island's outline, or within, where it covers no solid disc and no
  /// line of a path, the fewest others and the least of other islands; `nil` where there is none.
  private func place(
    _ region: CommunityRegion, _ size: TextMetrics.Size, among regions: [CommunityRegion],
    _ isSolid: [Bool], _ grid: PointGrid, _ reach: Double
  ) -> Box? {
    var best: (cost: Double, box: Box)?
    let outline = region.outline
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
    let path = pathLines.map { Line(from: points[$0], to: points[$1]) }
    for (far, at) in candidates {
      let box = Box(
        low: Point(at.x - size.width / 2, at.y - size.height / 2),
        high: Point(at.x + size.width / 2, at.y + size.height / 2))
      guard map.contains(box), !titles.contains(where: { $0.box.overlaps(box.padded(4)) }),
        !path.contains(where: { $0.meets(box.padded(2)) })
      else { continue }
      var cost = far, isFree = true
      grid.forEach(near: at.x, at.y, within: size.width / 2 + reach) { v in
        guard box.distance(to: points[v]) < radii[v] + 1 else { return }
        if isSolid[v] { isFree = false }
        cost += 1
      }
      guard isFree else { continue }
      for other in regions where other.community != region.community {
        for x in [-0.5, -0.25, 0, 0.25, 0.5] {
          for y in [-0.4, 0.4] {
            let corner = Point(at.x + x * size.width, at.y + y * size.height)
            if encloses(other.outline, corner) { cost += 5 }
          }
        }
      }
      guard cost < best?.cost ?? .infinity else { continue }
      // A reader takes a title for that of the nearest island.
      let gap = box.distance(to: outline)
      cost += gap / size.height
      if regions.contains(where: {
        $0.community != region.community && box.distance(to: $0.outline) < gap
      }) {
        cost += 4
      }
      if cost < best?.cost ?? .infinity { best = (cost, box) }
    }
    return best.flatMap { $0.cost < 16 ? $0.box : nil }
  }
}

extension Box {
  /// The distance to the nearest corner of an outline.
  fileprivate func distance(to outline: [Point]) -> Double {
    outline.lazy.map { self.distance(to: $0) }.min() ?? .infinity
  }
}
