/// Puts names beside discs so that no two overlap and all lie within the map.
///
/// Names are placed by falling importance, each at the best of the places around its disc; where
/// none is free, a single name in the way may give up its place for another of its own, and then an
/// important one is looked for a place farther off, in more directions. A name
/// that stands off its disc has a line that leads to it, and no name stands on such a line.
/// Places around a point and their order: Christensen, Marks, Shieber 1995, *An empirical study of
/// algorithms for point-feature label placement*, doi:10.1145/212332.212334.
struct LabelPlacement {
  /// A name that wants a place.
  struct Item {
    /// The disc that it names.
    var disc: Int
    var width: Double
    var height: Double
    /// Whether the name is worth a place far off, with a long line that leads to it.
    var mayStandOff = false
  }

  /// Where a name stands.
  struct Place {
    var box: Box
    /// The line from the middle of the disc to a name that stands off it.
    var leader: Line?
  }

  /// For how many of its places a name may ask another to move.
  private static let exchanges = 40

  private let frame: Box
  private let centres: [Point]
  private let radii: [Double]
  /// Whether neither a name nor a line may cover the disc.
  private let isSolid: [Bool]
  private let discs: PointGrid
  private let reach: Double
  private let gap: Double
  /// The point that names stand away from, where there is one.
  private let middle: Point?
  private var places: [Place?] = []
  private let blocked: [Box]
  private let lines: [Line]
  private let bars: [Line]

  /// - Parameters:
  ///   - frame: the area that names stay within.
  ///   - isSolid: whether no name and no line may cover a disc; covering others costs, but may
  ///     happen.
  ///   - blocked: boxes that are taken from the start.
  ///   - lines: what names had better not hide.
  ///   - bars: lines that names stand on only where there is no other place for them.
  ///   - gap: the room between names, and between a name and its disc.
  ///   - middle: a point that names had better stand away from, seen from their discs.
  init(
    frame: Box, centres: [Point], radii: [Double], isSolid: [Bool], blocked: [Box],
    lines: [Line] = [], bars: [Line] = [], gap: Double, awayFrom middle: Point? = nil
  ) {
    self.frame = frame
    self.centres = centres
    self.radii = radii
    self.isSolid = isSolid
    self.blocked = blocked
    self.lines = lines
    self.bars = bars
    self.gap = gap
    self.middle = middle
    reach = radii.max() ?? 0
    discs = PointGrid(
      Positions(uncheckedX: centres.map(\.x), y: centres.map(\.y)), side: max(2 * reach, 8))
  }

  /// Places the items, the most important first; `nil` for those that find no room.
  ///
  /// - Complexity: O(*k*²) for *k* items, plus the discs near each place that is tried.
  mutating func place(_ items: [Item]) -> [Place?] {
    let first = places.count
    for (index, item) in items.enumerated() {
      places.append(nil)
      let candidates = candidates(for: item)
      if let free = candidates.first(where: { conflicts($0).isEmpty }) {
        places[first + index] = free
        continue
      }
      for candidate in candidates.prefix(Self.exchanges) {
        let inTheWay = conflicts(candidate)
        guard inTheWay.count == 1, inTheWay[0] >= first, let old = places[inTheWay[0]] else {
          continue
        }
        places[first + index] = candidate
        places[inTheWay[0]] = nil
        if let other = self.candidates(for: items[inTheWay[0] - first])
          .first(where: { conflicts($0).isEmpty })
        {
          places[inTheWay[0]] = other
          break
        }
        places[inTheWay[0]] = old
        places[first + index] = nil
      }
      if places[first + index] == nil, item.mayStandOff {
        places[first + index] = self.candidates(for: item, isFarOff: true)
          .first { conflicts($0).isEmpty }
      }
    }
    return Array(places[first...])
  }

  /// The same; where one of the first few finds no room, all are placed anew with that one before all
  /// others, and the attempt that leaves out the fewest of these counts, then of all.
  mutating func place(_ items: [Item], sparing few: Int) -> [Place?] {
    var order = Array(items.indices)
    var best: (attempt: LabelPlacement, places: [Place?], missing: Int, all: Int)?
    for _ in 0..<4 {
      var attempt = self
      let found = attempt.place(order.map { items[$0] })
      let missing = order.indices.filter { order[$0] < few && found[$0] == nil }
      let all = found.count { $0 == nil }
      if best.map({ (missing.count, all) < ($0.missing, $0.all) }) ?? true {
        var places = [Place?](repeating: nil, count: items.count)
        for (index, item) in order.enumerated() { places[item] = found[index] }
        best = (attempt, places, missing.count, all)
      }
      guard let first = missing.first else { break }
      order.insert(order.remove(at: first), at: 0)
    }
    guard let best else { return [] }
    self = best.attempt
    return best.places
  }

  /// The placed names that a place would touch, itself or by a line; -1 for a box that is taken
  /// from the start.
  private func conflicts(_ place: Place) -> [Int] {
    let box = place.box.padded(gap)
    if blocked.contains(where: { $0.overlaps(box) || place.leader?.meets($0) ?? false }) {
      return [-1, -1]
    }
    return places.indices.filter { index in
      guard let other = places[index] else { return false }
      if other.box.overlaps(box) || other.leader?.meets(box) ?? false { return true }
      guard let leader = place.leader else { return false }
      return leader.meets(other.box.padded(gap)) || other.leader?.crosses(leader) ?? false
    }
  }

  /// The places for a name that lie in the frame and cover no solid disc, the best first.
  private func candidates(for item: Item, isFarOff: Bool = false) -> [Place] {
    let centre = centres[item.disc], radius = radii[item.disc]
    let halfWidth = item.width / 2, halfHeight = item.height / 2
    var found: [(cost: Double, order: Int, place: Place)] = []
    var order = 0
    func consider(_ dx: Double, _ dy: Double, ring: Int) {
      order += 1
      let at = Point(centre.x + dx, centre.y + dy)
      let box = Box(
        low: Point(at.x - halfWidth, at.y - halfHeight),
        high: Point(at.x + halfWidth, at.y + halfHeight))
      guard frame.contains(box) else { return }
      let standsOff = box.distance(to: centre) > radius + 0.9 * item.height
      let leader = standsOff ? Line(from: centre, to: box.nearest(to: centre)) : nil
      guard let covered = cost(of: box, leader, at: item.disc) else { return }
      found.append(
        (
          covered + inward(dx, dy, from: centre) + Double(order % 16) * 0.2 + Double(ring) * 4,
          order, Place(box: box, leader: leader)
        ))
    }
    for ring in 0..<3 {
      let distance = radius + gap + Double(ring) * item.height * 0.5
      let corner = distance * 0.75
      for (dx, dy) in [
        (distance + halfWidth, 0), (-distance - halfWidth, 0),
        (0, distance + halfHeight), (0, -distance - halfHeight),
        (corner + halfWidth, corner + halfHeight * 0.6),
        (corner + halfWidth, -corner - halfHeight * 0.6),
        (-corner - halfWidth, corner + halfHeight * 0.6),
        (-corner - halfWidth, -corner - halfHeight * 0.6),
        (halfWidth * 0.6, distance + halfHeight), (-halfWidth * 0.6, distance + halfHeight),
        (halfWidth * 0.6, -distance - halfHeight), (-halfWidth * 0.6, -distance - halfHeight),
      ] { consider(dx, dy, ring: ring) }
    }
    for ring in 3..<(isFarOff ? 28 : item.mayStandOff ? 14 : 6) {
      let distance = radius + gap + Double(ring) * item.height * 0.7
      for (x, y) in isFarOff ? Self.fineDirections : Self.directions {
        consider(x * (distance + halfWidth), y * (distance + halfHeight), ring: ring)
      }
    }
    return found.sorted { ($0.cost, $0.order) < ($1.cost, $1.order) }.map(\.place)
  }

  /// Sixteen points of the compass.
  private static let directions: [(Double, Double)] = {
    let (a, b, c) = (0.923880, 0.382683, 0.707107)
    let quarter = [(1, 0), (a, b), (c, c), (b, a)]
    return quarter + quarter.map { (-$0.1, $0.0) } + quarter.map { (-$0.0, -$0.1) }
      + quarter.map { ($0.1, -$0.0) }
  }()

  /// Sixty-four directions, through points at even distances on a square.
  private static let fineDirections: [(Double, Double)] = (-8..<8).flatMap { step in
    let length = Double(64 + step * step).squareRoot()
    let (a, b) = (8 / length, Double(step) / length)
    return [(a, b), (-b, a), (-a, -b), (b, -a)]
  }

  /// What standing towards the middle costs.
  private func inward(_ dx: Double, _ dy: Double, from centre: Point) -> Double {
    guard let middle else { return 0 }
    let (x, y) = (centre.x - middle.x, centre.y - middle.y)
    let lengths = ((x * x + y * y) * (dx * dx + dy * dy)).squareRoot()
    return lengths > 0 ? 6 * (1 - (x * dx + y * dy) / lengths) : 0
  }

  /// What covering or touching other discs costs, by the name or by its line; `nil` where one of
  /// them must stay free.
  private func cost(of box: Box, _ leader: Line?, at disc: Int) -> Double? {
    var cost = min(4, Double(lines.count { $0.meets(box) })), isFree = true
    let padded = box.padded(gap / 2)
    cost += 60 * Double(bars.count { $0.meets(padded) })
    let own = box.distance(to: centres[disc]) - radii[disc]
    let middle = Point((box.low.x + box.high.x) / 2, (box.low.y + box.high.y) / 2)
    let around = max(box.width, box.height) / 2 + reach + gap
    discs.forEach(near: middle.x, middle.y, within: around) { other in
      if other == disc { return }
      let room = box.distance(to: centres[other]) - radii[other]
      if room < gap * 0.5 {
        if isSolid[other] { isFree = false }
        cost += 4
      } else if room < 3 * gap {
        // A name close to a stranger's disc may be read as the stranger's, a line or not.
        if leader != nil, room < 2 * gap, isSolid[other] { isFree = false }
        cost += leader != nil ? 4 : room < own ? 2 : 0.7
      }
    }
    guard isFree, let leader else { return isFree ? cost : nil }
    discs.forEach(
      near: (leader.from.x + leader.to.x) / 2, (leader.from.y + leader.to.y) / 2,
      within: leader.length / 2 + reach
    ) { other in
      guard other != disc, leader.distance(to: centres[other]) < radii[other] + gap / 3 else {
        return
      }
      // A line that passes through a disc seems to start there.
      if isSolid[other] { isFree = false }
      cost += 3
    }
    return isFree ? cost : nil
  }
}

/// A straight line between two points.
struct Line: Sendable, Hashable {
  var from: Point
  var to: Point

  var length: Double {
    let dx = to.x - from.x, dy = to.y - from.y
    return (dx * dx + dy * dy).squareRoot()
  }

  func distance(to point: Point) -> Double {
    let dx = to.x - from.x, dy = to.y - from.y
    let square = dx * dx + dy * dy
    let share =
      square > 0
      ? max(0, min(1, ((point.x - from.x) * dx + (point.y - from.y) * dy) / square)) : 0
    let x = from.x + share * dx - point.x, y = from.y + share * dy - point.y
    return (x * x + y * y).squareRoot()
  }

  /// Whether both lines cross, or touch.
  func crosses(_ other: Line) -> Bool {
    func side(_ line: Line, _ p: Point) -> Double {
      (line.to.x - line.from.x) * (p.y - line.from.y)
        - (line.to.y - line.from.y) * (p.x - line.from.x)
    }
    return side(self, other.from) * side(self, other.to) <= 0
      && side(other, from) * side(other, to) <= 0
  }

  /// Whether a part of the line lies in a box (Liang and Barsky 1984).
  func meets(_ box: Box) -> Bool {
    var first = 0.0, last = 1.0
    for (start, step, low, high) in [
      (from.x, to.x - from.x, box.low.x, box.high.x),
      (from.y, to.y - from.y, box.low.y, box.high.y),
    ] {
      if step == 0 {
        if start <= low || start >= high { return false }
        continue
      }
      let (a, b) = ((low - start) / step, (high - start) / step)
      first = max(first, min(a, b))
      last = min(last, max(a, b))
    }
    return first < last
  }
}
