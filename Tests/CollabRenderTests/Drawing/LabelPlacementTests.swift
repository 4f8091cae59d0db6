import Foundation
import Testing

@testable import CollabRender

@Suite struct LabelPlacementTests {
  static let frame = Box(low: Point(0, 0), high: Point(400, 300))

  /// Ten discs in a row with names too wide to stand beside each other.
  static func row() -> [LabelPlacement.Place?] {
    let centres = (0..<10).map { Point(110 + 20 * Double($0), 150) }
    var placement = LabelPlacement(
      frame: frame, centres: centres, radii: [Double](repeating: 6, count: 10),
      isSolid: [Bool](repeating: true, count: 10), blocked: [], gap: 2)
    return placement.place(
      (0..<10).map { .init(disc: $0, width: 60, height: 10, mayStandOff: true) })
  }

  /// Amid a crowd as wide as twelve lines of text, one lane is wide enough for a line but not for the
  /// name: it stands beyond the crowd, at the lane's end. A less important name is not looked for a
  /// place so far off.
  @Test func importantNamesLeaveTheCrowd() throws {
    var centres = [Point(0, 0)]
    for i in -17...17 {
      for j in -17...17 where j != 0 || i < 0 {
        let point = Point(12 * Double(i), 12 * Double(j))
        let square = point.x * point.x + point.y * point.y
        if square > 400, square < 40_000 { centres.append(point) }
      }
    }
    func place(mayStandOff: Bool) -> LabelPlacement.Place? {
      var placement = LabelPlacement(
        frame: Box(low: Point(-300, -300), high: Point(300, 300)), centres: centres,
        radii: [Double](repeating: 5, count: centres.count),
        isSolid: [Bool](repeating: true, count: centres.count), blocked: [], gap: 2)
      return placement.place(
        [.init(disc: 0, width: 60, height: 16, mayStandOff: mayStandOff)])[0]
    }
    #expect(place(mayStandOff: false) == nil)
    let found = try #require(place(mayStandOff: true))
    #expect(found.box.low.x > 190)
    let leader = try #require(found.leader)
    for centre in centres.dropFirst() { #expect(leader.distance(to: centre) > 5) }
  }

  @Test func neitherNamesNorTheirLinesMeet() {
    let places = Self.row().compactMap { $0 }
    #expect(places.count == 10)
    #expect(places.contains { $0.leader != nil })
    for i in places.indices {
      for j in places.indices where i != j {
        #expect(!places[i].box.overlaps(places[j].box))
        #expect(!(places[i].leader?.meets(places[j].box) ?? false))
        if let a = places[i].leader, let b = places[j].leader { #expect(!a.crosses(b)) }
      }
      #expect(Self.frame.contains(places[i].box))
    }
  }

  /// A name whose line would have to pass through another's disc gets no place, for the line
  /// would seem to start there; with a gap in the ring of discs it gets one.
  @Test(arguments: [16, 14]) func noLineRunsThroughAStranger(discs: Int) {
    let ring = (0..<discs).map { k in
      let turn = 2 * Double.pi * Double(k) / 16
      return Point(200 + 20 * cos(turn), 150 + 20 * sin(turn))
    }
    var placement = LabelPlacement(
      frame: Self.frame, centres: [Point(200, 150)] + ring,
      radii: [Double](repeating: 5, count: discs + 1),
      isSolid: [Bool](repeating: true, count: discs + 1), blocked: [], gap: 2)
    let place = placement.place([.init(disc: 0, width: 30, height: 10, mayStandOff: true)])[0]
    #expect((place == nil) == (discs == 16))
    for centre in ring {
      #expect((place?.leader?.distance(to: centre) ?? 10) >= 5)
      #expect((place?.box.distance(to: centre) ?? 10) >= 5 + 2)
    }
  }

  @Test(arguments: [(1.0, 0.0), (-1, 0), (0, 1), (0, -1), (0.8, 0.6), (-0.6, -0.8)])
  func namesStandAwayFromTheMiddle(x: Double, y: Double) throws {
    let middle = Point(200, 150), disc = Point(200 + 80 * x, 150 + 80 * y)
    var placement = LabelPlacement(
      frame: Self.frame, centres: [disc], radii: [6], isSolid: [true], blocked: [], gap: 2,
      awayFrom: middle)
    let box = try #require(placement.place([.init(disc: 0, width: 60, height: 10)])[0]).box
    #expect(box.distance(to: middle) > 70)
  }

  /// In a crowd with room for some names, those spared are at least as many as without, and still none
  /// overlaps another.
  @Test func sparedNamesFindTheirPlace() {
    func place(sparing few: Int) -> [LabelPlacement.Place?] {
      let centres = (0..<24).map { Point(30 + 12 * Double($0), 60 + 9 * Double($0 * 7 % 5)) }
      var placement = LabelPlacement(
        frame: Box(low: Point(0, 0), high: Point(340, 150)), centres: centres,
        radii: [Double](repeating: 4, count: 24), isSolid: [Bool](repeating: true, count: 24),
        blocked: [], gap: 2)
      return placement.place((0..<24).map { .init(disc: $0, width: 70, height: 12) }, sparing: few)
    }
    let plain = place(sparing: 0), spared = place(sparing: 12)
    #expect(spared.count == 24 && plain.contains { $0 == nil })
    #expect(spared.prefix(12).count { $0 != nil } >= plain.prefix(12).count { $0 != nil })
    for (i, a) in spared.enumerated() {
      for b in spared[(i + 1)...] {
        guard let a, let b else { continue }
        #expect(!a.box.overlaps(b.box))
      }
    }
  }

  /// A name stands to the right where nothing is in its way, and not on a line that it must not hide.
  @Test func namesKeepOffBars() throws {
    let centre = Point(200, 150), bar = Line(from: centre, to: Point(400, 150))
    func box(_ bars: [Line]) throws -> Box {
      var placement = LabelPlacement(
        frame: Self.frame, centres: [centre], radii: [6], isSolid: [true], blocked: [], bars: bars,
        gap: 2)
      return try #require(placement.place([.init(disc: 0, width: 60, height: 10)])[0]).box
    }
    #expect(try bar.meets(box([])))
    #expect(try !bar.meets(box([bar])))
  }

  @Test func linesAndBoxes() {
    let box = Box(low: Point(0, 0), high: Point(2, 1))
    #expect(Line(from: Point(-1, -1), to: Point(3, 2)).meets(box))
    #expect(Line(from: Point(1, 0.5), to: Point(1, 0.6)).meets(box))
    #expect(!Line(from: Point(-1, 0.5), to: Point(-0.1, 0.5)).meets(box))
    #expect(!Line(from: Point(-1, 0), to: Point(1, 2)).meets(box))
    #expect(!Line(from: Point(0, 2), to: Point(2, 2)).meets(box))
    let diagonal = Line(from: Point(0, 0), to: Point(2, 2))
    #expect(diagonal.crosses(Line(from: Point(0, 2), to: Point(2, 0))))
    #expect(!diagonal.crosses(Line(from: Point(3, 0), to: Point(2, 1))))
    #expect(diagonal.distance(to: Point(0, 2)) == 2.0.squareRoot())
    #expect(diagonal.distance(to: Point(5, 6)) == 5)
  }
}
