import CollabAlgorithms
import CollabCore
import CollabGraph

/// What an exchange file can say of a network: the people with what was computed for them, and
/// the ties between them.
///
/// Every array is aligned with the vertices; what is not known is `nan`, `nil` or left out, and
/// exporters leave it out in turn, or say so in their format's own way.
public struct ExportGraph: Sendable {
  /// A number for each vertex.
  public struct Column: Sendable {
    /// The stable name, for example a measure's id.
    public let id: String
    /// What people call it.
    public let title: String
    /// Whether it holds whole numbers.
    public let isCount: Bool
    /// One value a vertex; `nan` where it is not known.
    public let values: [Double]

    /// Creates a column; without a title it is called by its id, in words.
    public init(id: String, title: String? = nil, isCount: Bool = false, values: [Double]) {
      self.id = id
      self.title = title ?? (id.prefix(1).uppercased() + id.dropFirst().replacing("-", with: " "))
      self.isCount = isCount
      self.values = values
    }
  }

  /// What the file is about, on one line.
  public let title: String
  /// The people's names, each once.
  public let labels: [String]
  /// The ties.
  public let graph: Graph
  /// What was computed for each vertex; the first column decides the sizes of the vertices.
  public let columns: [Column]
  /// The communities; `nil` where none were looked for.
  public let partition: Partition?
  /// Where the vertices stand, `nan` for those left out of the picture; `nil` where none was made.
  public let positions: Positions?
  /// The first and the last year in which a vertex published; `nil` where no year is known.
  public let years: [ClosedRange<Int32>?]
  /// The first and the last year of the works behind each tie, in ``/CollabGraph/Graph/edges`` order.
  public let edgeYears: [ClosedRange<Int32>?]
  /// The ids of the works behind each tie, in the same order; empty where they are not told.
  public let edgeWorks: [[String]]

  /// Gathers what is known of a network.
  ///
  /// - Parameters:
  ///   - title: what the file is about, on one line.
  ///   - labels: the people's names, aligned with the network's vertices.
  ///   - network: the people, their works and ties.
  ///   - columns: what was computed; the number of papers and the strength of ties come first
  ///     where they are to decide the sizes.
  ///   - partition: the communities.
  ///   - positions: where the vertices stand.
  ///   - workIDs: the ids of the network's works, for ``edgeWorks``; empty for none.
  ///   - execution: the threads that project the graph, and who may stop them.
  /// - Throws: ``/CollabCore/OptionError`` for labels, values, positions or communities of another
  ///   number of vertices; ``/CollabGraph/TooManyPairs``, ``/CollabCore/Cancellation``.
  /// - Complexity: O(Σ *n*² log *d*) time over the works' numbers of authors *n*, for greatest
  ///   degree *d*; O(vertices + edges) space.
  public init(
    title: String, labels: [String], network: Network, columns: [Column] = [],
    partition: Partition? = nil, positions: Positions? = nil, workIDs: [String] = [],
    execution: Execution = Execution()
  ) throws {
    let graph = try network.graph(execution: execution)
    let counts =
      [("labels", labels.count)] + columns.map { ("values of '\($0.id)'", $0.values.count) }
      + (positions.map { [("positions", $0.count)] } ?? [])
      + (partition.map { [("communities", $0.community.count)] } ?? [])
    if !workIDs.isEmpty, workIDs.count != network.incidence.workCount {
      throw OptionError(
        "there must be \(network.incidence.workCount.grouped) ids of works, not "
          + workIDs.count.grouped)
    }
    for (what, count) in counts where count != graph.vertexCount {
      throw OptionError(
        "there must be \(graph.vertexCount.grouped) \(what), one a vertex, not \(count.grouped)")
    }
    self.title = title
    self.labels = labels
    self.graph = graph
    self.columns = columns
    self.partition = partition
    self.positions = positions
    years = network.authorYears
    edgeYears = network.edgeYears(of: graph)
    edgeWorks = workIDs.isEmpty ? [] : network.edgeWorks(of: graph).map { $0.map { workIDs[$0] } }
  }

  /// A part of the network: some of the vertices and of the ties among them. Communities keep their
  /// numbers.
  ///
  /// - Parameters:
  ///   - vertices: which vertices, ascending; they get the numbers from 0.
  ///   - graph: the ties among them, by their new numbers; each is one of this network.
  /// - Complexity: O(vertices · columns + ties).
  public func part(_ vertices: [Int], graph: Graph) -> ExportGraph {
    let edges = self.graph.edges
    var place = 0
    let known = graph.edges.map { edge -> Int? in
      let pair = (UInt32(vertices[Int(edge.a)]), UInt32(vertices[Int(edge.b)]))
      while place < edges.count, (edges[place].a, edges[place].b) < pair { place += 1 }
      return place < edges.count && (edges[place].a, edges[place].b) == pair
        ? place : nil
    }
    return ExportGraph(
      title: title, labels: vertices.map { labels[$0] }, graph: graph,
      columns: columns.map { column in
        Column(
          id: column.id, title: column.title, isCount: column.isCount,
          values: vertices.map { column.values[$0] })
      }, partition: partition?.restricted(to: vertices),
      positions: positions.map { places in
        Positions(uncheckedX: vertices.map { places.x[$0] }, y: vertices.map { places.y[$0] })
      }, years: vertices.map { self.years[$0] },
      edgeYears: known.map { $0.flatMap { edgeYears[$0] } },
      edgeWorks: edgeWorks.isEmpty ? [] : known.map { $0.map { edgeWorks[$0] } ?? [] })
  }

  private init(
    title: String, labels: [String], graph: Graph, columns: [Column],
    partition: Partition?, positions: Positions?, years: [ClosedRange<Int32>?],
    edgeYears: [ClosedRange<Int32>?], edgeWorks: [[String]]
  ) {
    self.title = title
    self.labels = labels
    self.graph = graph
    self.columns = columns
    self.partition = partition
    self.positions = positions
    self.years = years
    self.edgeYears = edgeYears
    self.edgeWorks = edgeWorks
  }

  /// The ties, each once, in ``/CollabGraph/Graph/edges`` order.
  ///
  /// - Complexity: O(edges).
  public var edges: [Edge] { graph.edges }

  /// Where a vertex stands; `nil` where it does not.
  func place(of vertex: Int) -> (x: Double, y: Double)? {
    guard let positions, positions.x[vertex].isFinite, positions.y[vertex].isFinite else {
      return nil
    }
    return (positions.x[vertex], positions.y[vertex])
  }

  /// The colour of a vertex: that of its community.
  func color(of vertex: Int) -> Color {
    partition.map { Palette.category(Int($0.community[vertex])) } ?? Palette.neutral
  }

  /// The diameters of the vertices in points, 4 to 40, areas in proportion to the first column;
  /// the least where it is not known, equal ones where there is no column.
  var sizes: [Double] {
    guard let column = columns.first else { return [Double](repeating: 10, count: labels.count) }
    let most = column.values.lazy.filter(\.isFinite).max() ?? 0
    return column.values.map { value in
      guard value.isFinite, value > 0, most > 0 else { return 4 }
      return 4 + 36 * (value / most).squareRoot()
    }
  }
}

extension Network {
  /// The first and the last year in which each author published, where one is known.
  var authorYears: [ClosedRange<Int32>?] {
    (0..<vertexCount).map { author in
      incidence.works(ofAuthor: author).reduce(into: nil) { years, work in
        widen(&years, to: facts.years[Int(work)])
      }
    }
  }

  /// The first and the last year of the works behind each edge, in ``Graph/edges`` order.
  func edgeYears(of graph: Graph) -> [ClosedRange<Int32>?] {
    var years = [ClosedRange<Int32>?](repeating: nil, count: graph.edgeCount)
    forEachTie(
      of: (0..<incidence.workCount).filter { facts.years[$0] != WorkFacts.unknown }, in: graph
    ) { work, edge in widen(&years[edge], to: facts.years[work]) }
    return years
  }

  /// The works behind each edge, ascending, in ``Graph/edges`` order.
  func edgeWorks(of graph: Graph) -> [[Int]] {
    var works = [[Int]](repeating: [], count: graph.edgeCount)
    forEachTie(of: 0..<incidence.workCount, in: graph) { work, edge in works[edge].append(work) }
    return works
  }

  /// Calls `body` with each tie that each of some works makes, as a place in ``Graph/edges``.
  private func forEachTie(
    of works: some Sequence<Int>, in graph: Graph, _ body: (_ work: Int, _ edge: Int) -> Void
  ) {
    // Where the edges of a vertex towards greater ones begin in its row and in the list of edges.
    var firstArc: [Int] = [], firstEdge: [Int] = []
    var count = 0
    for v in 0..<graph.vertexCount {
      let row = graph.arcs(v)
      let first = row.first { graph.targets[$0] > v } ?? row.upperBound
      firstArc.append(first)
      firstEdge.append(count)
      count += row.upperBound - first
    }
    for work in works {
      let authors = incidence.authors(ofWork: work)
      for i in authors.indices {
        let a = Int(authors[i])
        var low = firstArc[a]
        for b in authors[(i + 1)...] {
          // Both the byline and the row ascend, so each search begins where the last one ended.
          var high = graph.arcs(a).upperBound
          while low < high {
            let middle = (low + high) / 2
            if graph.targets[middle] < b { low = middle + 1 } else { high = middle }
          }
          guard low < graph.targets.count, graph.targets[low] == b else { continue }
          body(work, firstEdge[a] + low - firstArc[a])
        }
      }
    }
  }

  private func widen(_ years: inout ClosedRange<Int32>?, to year: Int32) {
    guard year != WorkFacts.unknown else { return }
    years = min(years?.lowerBound ?? year, year)...max(years?.upperBound ?? year, year)
  }
}
