import CollabAlgorithms
import CollabCore
import CollabGraph
import CollabTestSupport
import Foundation
import Testing

@testable import CollabRender

@Suite struct DiagramTests {
  static func archipelago(_ change: (inout DiagramOptions) -> Void = { _ in }) throws -> Diagram {
    let graph = TestGraphs.archipelago()
    let names = (0..<graph.vertexCount).map { "Author Number \($0)" }
    let partition = try CommunityMethods.all.entry("leiden").partition(of: graph).partition
    var options = DiagramOptions()
    options.coloring = .communities(partition, topics: ["first · words", "second · words"])
    change(&options)
    return try Diagram(DiagramSource(names: names, graph: graph), options)
  }

  @Test(arguments: Theme.allCases) func nothingOverlapsOrIsCut(theme: Theme) throws {
    let diagram = try Self.archipelago { $0.theme = theme }
    let quality = try PictureQuality(svg: diagram.rendered(as: .svg))
    #expect(quality.vertexCount == diagram.vertices.count)
    #expect(quality.textCount > diagram.vertices.filter { $0.label != nil }.count)
    #expect(quality.overlappingTexts == 0)
    #expect(quality.cutTexts == 0)
    #expect(quality.overlappingVertices == 0 && quality.coveredVertices == 0)
  }

  @Test(.enabled(if: SharedData.has("data/graphs/netscience.gml")))
  func nothingOverlapsOnARealMap() throws {
    let (names, graph) = try #require(try TestGraphs.networkScience())
    var options = DiagramOptions()
    options.top = 150
    let diagram = try Diagram(DiagramSource(names: names, graph: graph), options)
    let quality = try PictureQuality(svg: diagram.rendered(as: .svg))
    #expect(quality.overlappingTexts == 0 && quality.cutTexts == 0)
    #expect(quality.overlappingVertices == 0 && quality.coveredVertices == 0)
    #expect(diagram.vertices.count <= 150)
  }

  /// The overlap counter against a file in which texts do overlap.
  @Test func overlapsAreSeen() throws {
    let svg = """
      <svg width="100pt" height="50pt"
       viewBox="0.00 0.00 100.00 50.00" xmlns="http://www.w3.org/2000/svg">
      <g id="graph0" class="graph" transform="scale(1 1) rotate(0) translate(0 50)">
      <g id="node1" class="node">
      <ellipse fill="none" cx="20" cy="-20" rx="8" ry="8"/>
      </g>
      <g id="node2" class="node">
      <ellipse fill="none" cx="30" cy="-20" rx="8" ry="8"/>
      </g>
      <text text-anchor="start" x="10" y="-20" font-size="10.00">some words</text>
      <text text-anchor="start" x="15" y="-25" font-size="10.00">some words</text>
      <text text-anchor="start" x="90" y="-5" font-size="10.00">cut off</text>
      </g>
      </svg>
      """
    let quality = try PictureQuality(svg: Array(svg.utf8))
    #expect(quality.overlappingTexts == 1)
    // The first text, from 10 on and of some 60 points' width, crosses the middle of both discs, the
    // second their upper halves; the third is far below.
    #expect(quality.coveredVertices == 4)
    #expect(quality.cutTexts == 1)
    #expect(quality.overlappingVertices == 1)
  }

  /// Dots of two paths, two of which touch more than rounding explains.
  @Test func overlapsOfDotsAreSeen() throws {
    let svg = """
      <svg width="100pt" height="50pt"
       viewBox="0.00 0.00 100.00 50.00" xmlns="http://www.w3.org/2000/svg">
      <g id="graph0" class="graph" transform="scale(1 1) rotate(0) translate(0 50)">
      <g class="authors" fill="none" stroke-linecap="round" transform="scale(.1)">
      <path stroke="#000000" stroke-width="40" d="M200-200h0M250-200h0"/>
      <path stroke="#ff0000" stroke-width="30" d="M500 0h0M235-200h0"/>
      </g>
      </g>
      </svg>
      """
    // By hand: radii 2 and 1.5; the dots at 23.5 and 25 are 1.5 apart, those at 20 and 23.5 touch.
    let quality = try PictureQuality(svg: Array(svg.utf8))
    #expect(quality.vertexCount == 4)
    #expect(quality.overlappingVertices == 1)
  }

  /// The words' boxes as another program finds them in the PDF file, with the fonts in it.
  @Test func anotherReaderFindsNoOverlap() throws {
    let pdf = FileManager.default.temporaryDirectory
      .appendingPathComponent("collab-\(UUID().uuidString).pdf")
    defer { try? FileManager.default.removeItem(at: pdf) }
    try Data(Self.archipelago().rendered(as: .pdf)).write(to: pdf)
    let reader = try Program.run(["pdftotext", "-bbox", pdf.path, "-"])
    guard reader.status == 0 else {
      print("skipped: pdftotext is not there")
      return
    }
    var boxes: [Box] = []
    for line in reader.output.split(separator: "\n") where line.contains("<word ") {
      let numbers = line.split(separator: "\"").compactMap { Double($0) }
      guard numbers.count == 4 else { continue }
      // The program gives the height of the line, of which letters fill the middle.
      let height = numbers[3] - numbers[1]
      boxes.append(
        Box(
          low: Point(numbers[0], numbers[1] + 0.15 * height),
          high: Point(numbers[2], numbers[3] - 0.15 * height)))
    }
    #expect(boxes.count > 60)
    var overlaps = 0
    for i in boxes.indices {
      for j in 0..<i where boxes[i].padded(-0.05).overlaps(boxes[j]) { overlaps += 1 }
    }
    #expect(overlaps == 0)
  }

  @Test func sameBytesEveryTime() throws {
    for format in Diagram.Format.allCases {
      let first = try Self.archipelago().rendered(as: format)
      #expect(
        try Self.archipelago { $0.execution = Execution(threads: 7) }.rendered(as: format) == first)
      let text = String(decoding: first, as: UTF8.self)
      #expect(!text.contains("Generated by") && !text.contains("(D:202"), "\(format)")
    }
  }

  @Test func whatIsLeftOutIsSaid() throws {
    let diagram = try Self.archipelago()
    #expect(diagram.caption.contains("7 authors without ties left out."))
    #expect(diagram.caption.contains("In rows beneath: 4 components of 2 to 4 authors."))
    let whole = try Self.archipelago { $0.showsIsolated = true }
    #expect(whole.vertices.count == diagram.vertices.count + 7)
    let top = try Self.archipelago {
      $0.top = 10
      $0.minimumWeight = 2
    }
    #expect(top.vertices.count <= 10)
    #expect(top.edges.allSatisfy { $0.weight >= 2 })
    #expect(top.caption.contains { $0.contains("below weight 2") })
  }

  @Test func egoMapsShowNeighboursOnly() throws {
    let graph = TestGraphs.archipelago()
    let diagram = try Self.archipelago { $0.ego = 3 }
    let expected = Set([3] + graph.arcs(3).map { Int(graph.targets[$0]) })
    #expect(Set(diagram.vertices.map(\.author)) == expected)
    let middle = try #require(diagram.vertices.first { $0.author == 3 }).point
    let distances = diagram.vertices.filter { $0.author != 3 }.map { vertex in
      let dx = vertex.point.x - middle.x, dy = vertex.point.y - middle.y
      return (dx * dx + dy * dy).squareRoot()
    }
    // A ring, give or take what parting the discs moved.
    #expect((distances.max() ?? 0) < 1.3 * (distances.min() ?? 0))
  }

  /// The archipelago's first five islands hang together: 24 + 14 + 12 + 7 + 5 authors.
  @Test func onlyTheLargestComponent() throws {
    let diagram = try Self.archipelago { $0.showsLargestComponentOnly = true }
    #expect(diagram.vertices.map(\.author).sorted() == Array(0..<62))
    #expect(diagram.caption.contains("18 authors outside the largest component left out."))
  }

  /// The path stands out, whole and in order, with those around and the works beside it.
  @Test func pathsStandOut() throws {
    var options = DiagramOptions()
    options.path = [2, 3, 4, 5]
    options.pathWorks = ["First work", "Second work", "Third work"]
    let diagram = try Diagram(
      DiagramSource(names: (0..<9).map { "Name \($0)" }, graph: TestGraphs.path(9)), options)
    #expect(Set(diagram.vertices.map(\.author)) == Set(1...6))
    #expect(diagram.edges.filter { $0.color == options.theme.ink }.count == 3)
    let svg = try diagram.rendered(as: .svg)
    for work in options.pathWorks {
      #expect(String(decoding: svg, as: UTF8.self).contains(work))
    }
    let quality = try PictureQuality(svg: svg)
    #expect(quality.overlappingTexts == 0 && quality.cutTexts == 0)
  }

  /// Around many coauthors light ties are left out, but none of the path.
  @Test func lightTiesOfAPathAreDrawn() throws {
    let others = UInt32(3)..<103
    var edges = [Edge(0, 1, weight: 0.1), Edge(1, 2, weight: 0.1)]
    for other in others {
      edges.append(Edge(1, other, weight: 1))
      for step in [1, 2, 3] as [UInt32] where other + step < 103 {
        edges.append(Edge(other, other + step, weight: 5))
      }
    }
    var options = DiagramOptions()
    options.path = [0, 1, 2]
    options.pathWorks = ["First work", "Second work"]
    let diagram = try Diagram(
      DiagramSource(
        names: (0..<103).map { "Name \($0)" }, graph: try Graph(vertexCount: 103, edges: edges)),
      options)
    let ties = diagram.edges.map {
      [diagram.vertices[$0.a].author, diagram.vertices[$0.b].author].sorted()
    }
    #expect(ties.contains([0, 1]) && ties.contains([1, 2]))
    #expect(ties.count < edges.count)
  }

  /// On a slide the path stands alone, in one line from left to right, on a page of that size.
  @Test func pathsOnSlidesAreALine() throws {
    var options = DiagramOptions()
    options.path = [5, 4, 3, 2]
    options.pathWorks = ["First work", "Second work", "Third work"]
    options.page = .init(width: 960, height: 540, leastText: 11)
    let diagram = try Diagram(
      DiagramSource(names: (0..<9).map { "Name \($0)" }, graph: TestGraphs.path(9)), options)
    let line = diagram.vertices.sorted { $0.point.x < $1.point.x }
    #expect(line.map(\.author) == [5, 4, 3, 2])
    for vertex in line { #expect(abs(vertex.point.y - line[0].point.y) < 1e-6) }
    for vertex in line { #expect(vertex.label != nil) }
    #expect(diagram.width == 960 && abs(diagram.height - 540) <= 0.5)
    let quality = try PictureQuality(svg: diagram.rendered(as: .svg))
    #expect(quality.overlappingTexts == 0 && quality.cutTexts == 0)
  }

  /// A page is as high as asked for, whatever its map sends to the key.
  @Test func pagesHaveTheirHeight() throws {
    for height in [420.0, 540, 700] {
      let diagram = try Self.archipelago {
        $0.page = .init(width: 960, height: height, leastText: 11)
      }
      #expect(abs(diagram.height - height) <= 0.5)
    }
  }

  /// A part of a picture drawn at the places and in the extent of the whole lies over the whole.
  @Test func slicesLieOverTheWhole() throws {
    let whole = try Self.archipelago()
    let placed = whole.positions.x.indices.filter { whole.positions.x[$0].isFinite }
    let x = placed.map { whole.positions.x[$0] }, y = placed.map { whole.positions.y[$0] }
    let slice = try Self.archipelago {
      $0.positions = whole.positions
      $0.extent = (Point(x.min()!, y.min()!), Point(x.max()!, y.max()!))
      $0.minimumWeight = 3
    }
    #expect(slice.vertices.count < whole.vertices.count)
    let top = whole.height, sliceTop = slice.height
    for vertex in slice.vertices {
      let before = try #require(whole.vertices.first { $0.author == vertex.author }).point
      // Give or take what parting the discs moved; pages grow at the foot.
      #expect(abs(before.x / whole.width - vertex.point.x / slice.width) < 0.04)
      #expect(
        abs((top - before.y) / whole.width - (sliceTop - vertex.point.y) / slice.width) < 0.06)
    }
  }

  @Test func unknownAuthorsAreErrors() {
    #expect(throws: OptionError.self) { try Self.archipelago { $0.ego = 1000 } }
    #expect(throws: OptionError.self) {
      try Self.archipelago { $0.layout = .stress.with(["magic": 1]) }
    }
  }

  @Test func communitiesAsVertices() throws {
    let graph = Graph(
      uncheckedVertexCount: 5,
      edges: [Edge(0, 1), Edge(1, 2, weight: 2), Edge(0, 2, weight: 3), Edge(3, 4)])
    let source = DiagramSource(names: ["a", "b", "c", "d", "e"], graph: graph)
    let (communities, sizes) = try source.communityGraph(
      Partition(labels: [0, 0, 1, 1, 1]), titles: ["large"])
    // The larger one, {c, d, e}, comes first; between them run b–c and a–c.
    #expect(communities.graph.edges == [Edge(0, 1, weight: 5)])
    #expect(sizes.values == [3, 2])
    #expect(communities.names == ["large", "a and others"])
    // A community of one is called as its member is.
    let alone = try source.communityGraph(Partition(labels: [0, 0, 0, 0, 1]), leastMembers: 1)
      .source
    #expect(alone.names == ["c and others", "e"])
    let years = DiagramOptions.Values(title: "year", values: [2000, .nan, 1990, 1993, 1996])
    let means = years.means(over: Partition(labels: [0, 0, 1, 1, 1]), count: 2)
    #expect(means.values == [1993, 2000])
  }

  /// Of a map of clusters the caption counts the members of those that it shows.
  @Test func clustersCountTheirMembers() throws {
    let source = DiagramSource(
      names: ["a", "b", "c", "d", "e"],
      graph: Graph(uncheckedVertexCount: 5, edges: [Edge(0, 1), Edge(1, 2), Edge(2, 3)]))
    let communities = try source.communityGraph(Partition(labels: [0, 0, 1, 1, 2])).source
    #expect(communities.corpus == "4 authors in clusters of 2 or more")
  }

  /// On a page that is wide for its height the legend stands beside the map, which keeps over half of
  /// both sides; on one too low for that, beneath it.
  @Test func wideMapsHaveTheirLegendBeside() throws {
    let slide = try Self.archipelago {
      $0.page = .init(width: 960, height: 540, leastText: 11)
      $0.labels = 0
    }
    let x = slide.vertices.map(\.point.x), y = slide.vertices.map(\.point.y)
    func span(_ values: [Double]) -> Double { (values.max() ?? 0) - (values.min() ?? 0) }
    // The map's own shape decides which side it fills.
    #expect(max(span(x) / 960, span(y) / 540) > 0.6)
    #expect((x.max() ?? 0) < 0.8 * 960)
    let quality = try PictureQuality(svg: slide.rendered(as: .svg))
    #expect(quality.overlappingTexts == 0 && quality.cutTexts == 0)
    let low = try Self.archipelago {
      $0.page = .init(width: 960, height: 260, leastText: 11)
      $0.labels = 0
    }
    #expect(low.height == 260)
    let cut = try PictureQuality(svg: low.rendered(as: .svg))
    #expect(cut.overlappingTexts == 0 && cut.cutTexts == 0)
  }

  /// Two coauthors who are tied stand with the author in a triangle: no tie lies over another.
  @Test func aTiedPairMakesATriangle() throws {
    let graph = Graph(
      uncheckedVertexCount: 3, edges: [Edge(0, 1), Edge(0, 2), Edge(1, 2, weight: 2)])
    var options = DiagramOptions()
    options.ego = 0
    let vertices = try Diagram(DiagramSource(names: ["a", "b", "c"], graph: graph), options)
      .vertices
    let (a, b, c) = (vertices[0].point, vertices[1].point, vertices[2].point)
    let area = abs((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)) / 2
    #expect(area > 1000)
  }

  /// Between the islands of a map, titles stand beside the discs too.
  @Test func titlesCoverNoDisc() throws {
    // Four crowded communities in quarters of a lattice, so that every outline runs amid discs.
    let side = 24, graph = TestGraphs.grid(side)
    var options = DiagramOptions()
    options.labels = 0
    options.positions = Positions(
      uncheckedX: (0..<side * side).map { Double($0 % side) },
      y: (0..<side * side).map { Double($0 / side) })
    options.coloring = .communities(
      Partition(
        labels: (0..<side * side).map { UInt32($0 % side * 2 / side + 2 * ($0 / side * 2 / side)) }),
      topics: (1...4).map { "the words of community \($0)" })
    let diagram = try Diagram(
      DiagramSource(names: (0..<side * side).map { "A\($0)" }, graph: graph), options)
    #expect(!diagram.titles.isEmpty)
    let quality = try PictureQuality(svg: diagram.rendered(as: .svg))
    #expect(quality.coveredVertices == 0)
    #expect(quality.overlappingTexts == 0 && quality.cutTexts == 0)
  }

  /// The figures are those of the ties and places that are drawn: without the diagonals, which are
  /// weak, no two sides of the square cross.
  @Test func qualityOfWhatIsDrawn() throws {
    let graph = Graph(
      uncheckedVertexCount: 5,
      edges: [(0, 1), (1, 2), (2, 3), (0, 3)].map { Edge($0.0, $0.1, weight: 2) }
        + [Edge(0, 2), Edge(1, 3), Edge(3, 4)])
    var options = DiagramOptions()
    options.positions = Positions(uncheckedX: [0, 1, 1, 0, 5], y: [0, 0, 1, 1, 5])
    options.labels = 0
    let source = DiagramSource(names: ["a", "b", "c", "d", "e"], graph: graph)
    #expect(try Diagram(source, options).layoutQuality().crossings == 1)
    options.minimumWeight = 2
    let sides = try Diagram(source, options).layoutQuality()
    #expect(sides.crossings == 0)
    #expect(sides.neighbourhoodPreservation == 1)
    // The stress of a square with its sides as ties, by hand: see the tests of the figures.
    let ratio = 4 + 2 * 0.5.squareRoot()
    #expect(abs(sides.normalisedStress - (1 - ratio * ratio / 30)) < 1e-4)
    options.showsDensity = true
    #expect(try Diagram(source, options).layoutQuality() == sides)
  }

  /// A large map's names stand between the discs, not on them.
  @Test func namesCoverNoDisc() throws {
    let graph = TestGraphs.grid(26)
    let diagram = try Diagram(
      DiagramSource(names: (0..<676).map { "Author Number \($0)" }, graph: graph), .init())
    let labels = diagram.vertices.compactMap(\.label)
    #expect(labels.count > 20)
    for label in labels {
      #expect(!diagram.vertices.contains { label.box.distance(to: $0.point) < $0.radius })
    }
  }

  /// A crowd of 289 amid a wide page: its discs leave room for lines and names.
  @Test func crowdsAreNoHeaps() throws {
    var options = DiagramOptions()
    var places = Positions(uncheckedX: [-32, 48], y: [-32, 48])
    for place in 0..<289 {
      places.x.append(Double(place % 17))
      places.y.append(Double(place / 17))
    }
    options.positions = places
    options.showsIsolated = true
    let diagram = try Diagram(
      DiagramSource(
        names: (0..<291).map { "A\($0)" }, graph: Graph(uncheckedVertexCount: 291, edges: [])),
      options)
    let corner = try #require(diagram.vertices.first { $0.author == 2 }).point
    let other = try #require(diagram.vertices.first { $0.author == 18 }).point
    // A fifth of the page in the layout; discs of the usual size would have to fill a third of it.
    #expect(abs(corner.x - other.x) < 0.22 * diagram.width)
  }

  /// Sixty authors of one report and nobody else's coauthors, but for three whom a second work ties
  /// to two more.
  private static func report() -> DiagramSource {
    var edges: [Edge] = []
    for b in 1..<63 { for a in 0..<b { edges.append(Edge(UInt32(a), UInt32(b), weight: 0.02)) } }
    for a in 60..<63 { for b in 63..<65 { edges.append(Edge(UInt32(a), UInt32(b))) } }
    edges.append(Edge(63, 64))
    var source = DiagramSource(
      names: (0..<65).map { "Author Number \($0)" },
      graph: Graph(uncheckedVertexCount: 65, edges: edges))
    source.groups = [.init(title: "A Very Technical Report", members: Array(0..<60))]
    return source
  }

  @Test func whomNothingTellsApartShareADisc() throws {
    let diagram = try Diagram(Self.report(), .init())
    #expect(diagram.vertices.map(\.author).sorted() == [0, 60, 61, 62, 63, 64])
    let disc = try #require(diagram.vertices.first { $0.author == 0 })
    // The name is written in the disc, or beside it where it does not fit.
    let within = diagram.titles.map(\.text).joined(separator: " ")
    #expect(disc.label?.text ?? within == "A Very Technical Report, 60 authors")
    // Letters on a disc stand out from it, and have no halo of the paper's colour.
    let onDisc = diagram.titles.filter(\.isOnDisc)
    #expect(!onDisc.isEmpty)
    for title in onDisc {
      #expect(title.color.contrast(with: disc.fill) >= 4.5)
    }
    let svg = String(decoding: try diagram.rendered(as: .svg), as: UTF8.self)
    let lines = svg.split(separator: "\n").filter { $0.hasPrefix("<text ") }
    for line in lines where line.contains(">60 authors<") || line.contains(">Author Number 6") {
      #expect(line.contains("paint-order") == line.contains(">Author"))
    }
    #expect(lines.count { $0.contains(">60 authors<") } == 1)
    // 63·62/2 of the report, 3·2 and 1 of the second work.
    #expect(diagram.caption.first == "65 authors, 1,960 ties.")
    // A tie of the disc is that of all 60: 60 · 0.02.
    let number = try #require(diagram.vertices.firstIndex { $0.author == 0 })
    let ties = diagram.edges.filter { $0.a == number || $0.b == number }
    #expect(ties.count == 3 && ties.allSatisfy { abs($0.weight - 1.2) < 1e-12 })
    // The members stand within the disc, for the explorer and for later pictures.
    for member in 0..<60 {
      let (x, y) = (diagram.pagePositions.x[member], diagram.pagePositions.y[member])
      #expect(
        ((x - disc.point.x) * (x - disc.point.x) + (y - disc.point.y) * (y - disc.point.y))
          .squareRoot() < disc.radius)
      #expect(diagram.positions.isPlaced(member))
    }
    let quality = try PictureQuality(svg: diagram.rendered(as: .svg))
    #expect(quality.overlappingTexts == 0 && quality.cutTexts == 0)
    #expect(quality.overlappingVertices == 0 && quality.coveredVertices == 0)
  }

  /// A disc of a group counts as one where the largest are drawn, and says for how many it stands.
  @Test func groupsAreCutWhole() throws {
    var options = DiagramOptions()
    options.top = 3
    // By weight: the three have 2 + 62·0.02 = 3.24, the two others 4.
    let largest = try Diagram(Self.report(), options)
    #expect(largest.vertices.map(\.author).sorted() == [60, 63, 64])
    #expect(largest.caption.contains("Chosen: the 3 largest of 65 authors."))
    options.top = 6
    options.highlighted = [7]
    let marked = try Diagram(Self.report(), options)
    #expect(marked.vertices.map(\.author).sorted() == [7, 60, 61, 62, 63, 64])
    options.highlighted = []
    options.ego = 60
    #expect(try Diagram(Self.report(), options).vertices.count == 6)
  }

  @Test(arguments: [[0, 1, 65], [3, 3]]) func groupsMustBeOfTheGraph(members: [Int]) {
    var source = Self.report()
    source.groups = [.init(title: "A", members: members)]
    #expect(throws: OptionError.self) { try Diagram(source, .init()) }
  }

  @Test func membersWithNumbersForNames() throws {
    let source = DiagramSource(
      names: ["11", "12", "13", "14"],
      graph: Graph(uncheckedVertexCount: 4, edges: [Edge(0, 1), Edge(2, 3, weight: 2), Edge(1, 2)]))
    let communities = try source.communityGraph(Partition(labels: [0, 0, 1, 1])).source
    #expect(communities.names == ["community 1", "community 2"])
    var options = DiagramOptions()
    options.coloring = .communities(Partition(labels: [0, 0, 1, 1]), topics: [])
    let svg = String(decoding: try Diagram(source, options).rendered(as: .svg), as: UTF8.self)
    #expect(svg.contains("community 1 (2)") && svg.contains("community 2 (2)"))
  }

  /// One drawn author is no community to see: no colour, and no line of its own in the legend.
  @Test func communitiesOfOneAuthorHaveNoColor() throws {
    var source = DiagramSource(
      names: ["a", "b", "c", "d", "e", "f"],
      graph: Graph(
        uncheckedVertexCount: 6,
        edges: [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)].map { Edge($0.0, $0.1) }))
    source.noun = "institution"
    var options = DiagramOptions()
    options.coloring = .communities(
      Partition(labels: [0, 0, 1, 1, 2, 3]), topics: ["one", "two", "three", "four"])
    let diagram = try Diagram(source, options)
    let svg = String(decoding: try diagram.rendered(as: .svg), as: UTF8.self)
    #expect(svg.contains("one (2)") && svg.contains("2 others with one institution here"))
    #expect(!svg.contains("three") && !svg.contains("four"))
    let fills = Dictionary(
      uniqueKeysWithValues: diagram.vertices.map { ($0.author, $0.fill) })
    #expect(fills[4] == fills[5] && fills[0] == Palette.category(0) && fills[0] != fills[4])
    // Where there is nothing else, each has its colour and its name.
    options.coloring = .communities(
      Partition(labels: [0, 1, 2, 3, 4, 5]), topics: ["one", "two", "three", "four", "five", "six"])
    let alone = String(decoding: try Diagram(source, options).rendered(as: .svg), as: UTF8.self)
    #expect(alone.contains("six (1)") && !alone.contains("here"))
  }

  /// What tells namesakes apart is written only where two of a name are drawn.
  @Test func namesAreAsShortAsTheyMayBe() throws {
    var source = DiagramSource(
      names: ["A (x:1)", "A (x:2)", "B (x:3)"],
      graph: Graph(uncheckedVertexCount: 3, edges: [Edge(0, 2, weight: 2), Edge(1, 2)]))
    source.plainNames = ["A", "A", "B"]
    func shown(_ top: Int) throws -> [String] {
      var options = DiagramOptions()
      options.top = top
      return try Diagram(source, options).vertices.map(\.name).sorted()
    }
    #expect(try shown(3) == ["A (x:1)", "A (x:2)", "B"])
    #expect(try shown(2) == ["A", "B"])
  }

  /// To leave out who has no tie would leave nothing here.
  @Test func peopleWithoutAnyTieAreDrawn() throws {
    let source = DiagramSource(
      names: ["Ann", "Ben", "Cay"], graph: Graph(uncheckedVertexCount: 3, edges: []))
    let diagram = try Diagram(source, .init())
    #expect(diagram.vertices.compactMap(\.label?.text).sorted() == ["Ann", "Ben", "Cay"])
    #expect(diagram.caption.first == "3 authors, 0 ties.")
    let nobody = try Diagram(
      DiagramSource(names: [], graph: Graph(uncheckedVertexCount: 0, edges: [])), .init())
    let svg = String(decoding: try nobody.rendered(as: .svg), as: UTF8.self)
    #expect(svg.contains("There are no authors to draw."))
  }

  /// A name as wide as the page is cut in the map and whole for whoever points at it.
  @Test func longNamesAreCut() throws {
    let long = "Hubert " + String(repeating: "Wolfeschlegelsteinhausen ", count: 6) + "Senior"
    let diagram = try Diagram(
      DiagramSource(names: [long, "Ben"], graph: TestGraphs.path(2)), .init())
    let label = try #require(diagram.vertices.first { $0.author == 0 }?.label)
    #expect(label.width < 0.4 * diagram.width)
    #expect(label.text.hasPrefix("Hubert Wolfe") && label.text.hasSuffix("…"))
    #expect(String(decoding: try diagram.rendered(as: .svg), as: UTF8.self).contains(long))
  }

  /// The legend shows no weight and no size that is less than all in the map.
  @Test func legendsStayWithinTheMap() throws {
    let graph = Graph(
      uncheckedVertexCount: 3, edges: [Edge(0, 1, weight: 4), Edge(1, 2, weight: 3)])
    let diagram = try Diagram(DiagramSource(names: ["a", "b", "c"], graph: graph), .init())
    let texts = diagram.shapes.compactMap { shape in
      if case .text(let line, _, _, _, _) = shape { line } else { nil }
    }
    // Strengths are 4, 7 and 3.
    #expect(texts.filter { Double($0) != nil } == ["7", "3", "4", "3"])
  }

  @Test func emptyAndTinyMaps() throws {
    for n in 0..<4 {
      let graph = Graph(uncheckedVertexCount: n, edges: n > 1 ? [Edge(0, 1)] : [])
      var options = DiagramOptions()
      options.showsIsolated = true
      options.coloring = .values(
        .init(title: "year", values: [1999, .nan, 2005].prefix(n).map { $0 }))
      let diagram = try Diagram(
        DiagramSource(names: (0..<n).map { "A\($0)" }, graph: graph), options)
      #expect(diagram.vertices.count == n)
      #expect(try !diagram.rendered(as: .png).isEmpty)
      #expect(try PictureQuality(svg: diagram.rendered(as: .svg)).overlappingTexts == 0)
    }
  }
}
