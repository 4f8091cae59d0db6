/// Puts names beside discs so that no two overlap and all lie within the map.
///
/// Names are placed by falling importance, each at the best of the places around its disc; where
/// none is free, a single name in the way may give up its place for another of its own. Places
/// around a point and their order: Christensen, Marks, Shieber 1995, *An empirical study of
/// algorithms for point-feature label placement*, doi:10.1145/212332.212334.
struct LabelPlacement {
  /// A name that wants a place.
  struct Item {
    /// The disc that it names.
    var disc: Int
    var width: Double
    var height: Double
    /// Whether the name is worth a place farther off, with a line that leads to it.
    var mayStandOff = false
  }

  private let frame: Box
  private let centres: [Point]
  private let radii: [Double]
  /// Whether a name may not cover the disc.
  private let isSolid: [Bool]
  private let discs: PointGrid
  private let reach: Double
  private let gap: Double
  private var boxes: [Box?] = []
  private var blocked: [Box] = []

  /// - Parameters:
  ///   - frame: the area that names stay within.
  ///   - isSolid: whether a disc may not be covered; covering others costs, but may happen.
  ///   - blocked: boxes that are taken from the start.
  ///   - gap: the room between names, and between a name and its disc.
  init(
    frame: Box, centres: [Point], radii: [Double], isSolid: [Bool], blocked: [Box], gap: Double
  ) {
    self.frame = frame
    self.centres = centres
    self.radii = radii
    self.isSolid = isSolid
    self.blocked = blocked
    self.gap = gap
    reach = radii.max() ?? 0
    discs = PointGrid(
      Positions(x: centres.map(\.x), y: centres.map(\.y)), side: max(2 * reach, 8))
  }

  /// Places the items, the most important first; `nil` for those that find no room.
  ///
  /// - Complexity: O(*k*²) for *k* items, plus the discs near each place that is tried.
  mutating func place(_ items: [Item]) -> [Box?] {
    let first = boxes.count
    for (index, item) in items.enumerated() {
      boxes.append(nil)
      let candidates = candidates(for: item)
      if let free = candidates.first(where: { conflicts($0).isEmpty }) {
        boxes[first + index] = free
        continue
      }
      for candidate in candidates {
        let inTheWay = conflicts(candidate)
        guard inTheWay.count == 1, inTheWay[0] >= first, let old = boxes[inTheWay[0]] else {
          continue
        }
        boxes[first + index] = candidate
        boxes[inTheWay[0]] = nil
        if let other = self.candidates(for: items[inTheWay[0] - first])
          .first(where: { conflicts($0).isEmpty })
        {
          boxes[inTheWay[0]] = other
          break
        }
        boxes[inTheWay[0]] = old
        boxes[first + index] = nil
      }
    }
    return Array(boxes[first...])
  }

  /// The placed names that a box would touch; -1 for a box that is taken from the start.
  private func conflicts(_ box: Box) -> [Int] {
    if blocked.contains(where: { $0.overlaps(box.padded(gap)) }) { return [-1, -1] }
    return boxes.indices.filter { boxes[$0]?.overlaps(box.padded(gap)) ?? false }
  }

  /// The places for a name that lie in the frame and cover no solid disc, the best first.
  private func candidates(for item: Item) -> [Box] {
    let centre = centres[item.disc], radius = radii[item.disc]
    let halfWidth = item.width / 2, halfHeight = item.height / 2
    var found: [(cost: Double, order: Int, box: Box)] = []
    var order = 0
    for ring in 0..<(item.mayStandOff ? 9 : 3) {
      let distance = radius + gap + Double(ring) * item.height * (ring < 3 ? 0.5 : 0.8)
      let corner = distance * 0.75
      let places: [(Double, Double)] = [
        (distance + halfWidth, 0), (-distance - halfWidth, 0),
        (0, distance + halfHeight), (0, -distance - halfHeight),
        (corner + halfWidth, corner + halfHeight * 0.6),
        (corner + halfWidth, -corner - halfHeight * 0.6),
        (-corner - halfWidth, corner + halfHeight * 0.6),
        (-corner - halfWidth, -corner - halfHeight * 0.6),
        (halfWidth * 0.6, distance + halfHeight), (-halfWidth * 0.6, distance + halfHeight),
        (halfWidth * 0.6, -distance - halfHeight), (-halfWidth * 0.6, -distance - halfHeight),
      ]
      for (dx, dy) in places {
        order += 1
        let middle = Point(centre.x + dx, centre.y + dy)
        let box = Box(
          low: Point(middle.x - halfWidth, middle.y - halfHeight),
          high: Point(middle.x + halfWidth, middle.y + halfHeight))
        guard frame.contains(box), let covered = cost(of: box, at: item.disc) else { continue }
        found.append((covered + Double(order) * 0.2 + Double(ring) * 4, order, box))
      }
    }
    return found.sorted { ($0.cost, $0.order) < ($1.cost, $1.order) }.map(\.box)
  }

  /// What covering other discs costs; `nil` where one of them must stay free.
  private func cost(of box: Box, at disc: Int) -> Double? {
    var cost = 0.0, isFree = true
    let middle = Point((box.low.x + box.high.x) / 2, (box.low.y + box.high.y) / 2)
    let around = max(box.width, box.height) / 2 + reach + gap
    discs.forEach(near: middle.x, middle.y, within: around) { other in
      if other == disc { return }
      let distance = box.distance(to: centres[other])
      if distance < radii[other] + gap * 0.5 {
        if isSolid[other] { isFree = false }
        cost += 2
      } else if distance < radii[other] + 3 * gap {
        // A name close to a stranger's disc may be read as the stranger's.
        cost += 0.7
      }
    }
    return isFree ? cost : nil
  }
}
