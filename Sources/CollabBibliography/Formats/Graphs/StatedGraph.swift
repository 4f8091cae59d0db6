import CollabCore

/// Gathers the vertices and edges of one network and hands them over as ties.
///
/// The rules that all graph formats share stand here; <doc:HowTiesAreCounted> states them. Loops and
/// edges of weight zero are no ties: they are left out and counted in a note. Vertices of one file
/// that share a label stay apart: the id is put behind the label of each of them.
struct StatedGraph<ID: Hashable & CustomStringConvertible> {
  private let format: String
  private var indices: [ID: Int] = [:]
  private(set) var ids: [ID] = []
  /// Empty where the file gives none.
  private var labels: [String] = []
  private var statements: [Statement] = []
  private var loops = 0, zeroes = 0
  /// Whether the format wants every edge at both of its ends, as METIS does: it is then one edge,
  /// also where one of the two is missing.
  var isStatedTwice = false
  /// Whether the edges are the cells of a matrix, in which both directions always have a place: a
  /// symmetric one needs no note.
  var isMatrix = false

  private struct Statement {
    /// The vertices of the pair in the upper and lower half, the smaller number first.
    var pair: UInt64
    var kind: Kind
    var weight: Double
    var line: Int

    enum Kind: UInt8, Comparable {
      /// The file says that the edge is undirected.
      case undirected
      /// The file says nothing, or that the edge is directed.
      case forward, backward

      static func < (a: Kind, b: Kind) -> Bool { a.rawValue < b.rawValue }
    }
  }

  /// Creates a network without vertices for a reader of this id.
  init(format: String) { self.format = format }

  /// How many vertices a file may state by number only, without a byte about each: as many as it
  /// has bytes, so that a header cannot demand memory; small files may state a thousand.
  static func statedVertexLimit(_ input: Input) -> Int { max(1000, input.bytes.count) }

  /// Takes a vertex.
  ///
  /// - Returns: whether the id is new; the first vertex of an id stays.
  @discardableResult
  mutating func addVertex(_ id: ID, label: String = "") -> Bool {
    guard indices[id] == nil else { return false }
    indices[id] = ids.count
    ids.append(id)
    labels.append(label.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    return true
  }

  private func contains(_ id: ID) -> Bool { indices[id] != nil }

  /// Takes an edge; ends that are no vertices yet become some.
  ///
  /// A weight that is negative or not finite is diagnosed, and the edge left out.
  ///
  /// - Parameters:
  ///   - weight: `nil` where the file gives none, which is 1.
  ///   - isUndirected: whether the file says that the edge has no direction.
  mutating func addEdge(
    _ a: ID, _ b: ID, weight: Double? = nil, isUndirected: Bool = false, line: Int,
    column: Int? = nil, into sink: inout RecordSink
  ) {
    addVertex(a)
    addVertex(b)
    let weight = weight ?? 1
    if !weight.isFinite || weight < 0 {
      sink.diagnose(
        format + ".weight", .error,
        "the weight \(ByteText.form(of: weight)) is no tie strength: expected a number from 0",
        line: line, column: column)
      return
    }
    guard a != b else { return loops += 1 }
    guard weight != 0 else { return zeroes += 1 }
    guard let from = indices[a], let to = indices[b] else { return }
    statements.append(
      Statement(
        pair: UInt64(min(from, to)) << 32 | UInt64(max(from, to)),
        kind: isUndirected ? .undirected : from < to ? .forward : .backward, weight: weight,
        line: line))
  }

  /// Hands everything over.
  ///
  /// - Returns: the number of ties, of those whose two directions differ, and the names of the
  ///   vertices, aligned with ``ids``.
  /// - Complexity: O(*v* + *e* log *e*) time for *v* vertices and *e* stated edges.
  @discardableResult
  mutating func finish(into sink: inout RecordSink) -> (ties: Int, uneven: Int, names: [String]) {
    let names = uniqueNames(&sink)
    statements.sort {
      ($0.pair, $0.kind, $0.weight, $0.line) < ($1.pair, $1.kind, $1.weight, $1.line)
    }
    let pairs = StatedPairs(statements: statements)
    var ties = 0, directed = 0, both = 0, uneven = 0
    for pair in pairs {
      ties += 1
      if pair.forward.isEmpty && pair.backward.isEmpty { continue }
      directed += 1
      if !pair.forward.isEmpty && !pair.backward.isEmpty { both += 1 }
      if !pair.isEven { uneven += 1 }
    }
    let countsOnce = isStatedTwice || uneven == 0
    var hasTie = [Bool](repeating: false, count: ids.count)
    for pair in pairs {
      let (forth, back) = (pair.sum(pair.forward), pair.sum(pair.backward))
      let weight = pair.sum(pair.undirected) + (countsOnce ? max(forth, back) : forth + back)
      let (low, high) = (Int(pair.vertices >> 32), Int(pair.vertices & 0xFFFF_FFFF))
      hasTie[low] = true
      hasTie[high] = true
      sink.append(
        StatedTie(
          names[low], names[high],
          // Two finite weights may add up to one that is not.
          weight: min(weight, .greatestFiniteMagnitude), line: pair.line))
    }
    for vertex in names.indices where !hasTie[vertex] { sink.appendVertex(names[vertex]) }
    if both > 0, !isStatedTwice, !(isMatrix && uneven == 0) {
      sink.diagnose(
        format + ".both-directions", .note,
        uneven == 0
          ? "every edge is stated in both directions with the same weight: each counts once"
          : "\(both) of \(directed) pairs are stated in both directions: the two are added up")
    }
    note(&sink, loops, "loop", "joins a vertex to itself", "join a vertex to itself")
    note(&sink, zeroes, "zero-weight", "has the weight 0", "have the weight 0")
    return (ties, uneven, names)
  }

  /// What is stated of each pair of vertices, from sorted statements.
  private struct StatedPairs: Sequence, IteratorProtocol {
    let statements: [Statement]
    var start = 0

    struct Pair {
      let statements: [Statement]
      let undirected: Range<Int>, forward: Range<Int>, backward: Range<Int>

      var vertices: UInt64 { statements[undirected.lowerBound].pair }
      var line: Int {
        statements[undirected.lowerBound..<backward.upperBound].lazy.map(\.line).min() ?? 1
      }
      /// Whether both directions are stated with the same weights.
      var isEven: Bool {
        forward.count == backward.count
          && zip(forward, backward).allSatisfy { statements[$0].weight == statements[$1].weight }
      }

      func sum(_ range: Range<Int>) -> Double { range.reduce(0) { $0 + statements[$1].weight } }
    }

    mutating func next() -> Pair? {
      guard start < statements.count else { return nil }
      let pair = statements[start].pair
      var bounds = [start]
      for kind in [Statement.Kind.undirected, .forward, .backward] {
        var end = bounds[bounds.count - 1]
        while end < statements.count, statements[end].pair == pair, statements[end].kind == kind {
          end += 1
        }
        bounds.append(end)
      }
      start = bounds[3]
      return Pair(
        statements: statements, undirected: bounds[0]..<bounds[1],
        forward: bounds[1]..<bounds[2], backward: bounds[2]..<bounds[3])
    }
  }

  private func note(
    _ sink: inout RecordSink, _ count: Int, _ id: String, _ one: String, _ many: String
  ) {
    guard count > 0 else { return }
    let message = count == 1 ? "1 edge \(one)" : "\(count) edges \(many)"
    sink.diagnose(format + "." + id, .note, message + ": left out")
  }

  /// The labels, or ids where there are none; with the id behind those that are not unique.
  private func uniqueNames(_ sink: inout RecordSink) -> [String] {
    var names = ids.indices.map { labels[$0].isEmpty ? ids[$0].description : labels[$0] }
    var bearers: [String: Int] = [:]
    for name in names { bearers[name, default: 0] += 1 }
    guard bearers.count < names.count else { return names }
    var taken = Set(bearers.keys)
    var shared = 0
    for vertex in names.indices where bearers[names[vertex], default: 0] > 1 {
      shared += 1
      var name = "\(names[vertex]) [\(ids[vertex])]"
      while !taken.insert(name).inserted { name += "*" }
      names[vertex] = name
    }
    sink.diagnose(
      format + ".shared-label", .note,
      "\(shared) vertices share their label with another one: told apart by their ids")
    return names
  }
}

/// An edge of a format whose vertices may stand behind it, with its weight as it is written.
struct NamedEdge {
  var source: String?
  var target: String?
  var weight: String?
  /// Whether the file says that the edge has no direction.
  var isUndirected = false
  var line: Int
  var column: Int?
}

extension StatedGraph where ID == String {
  /// Takes a vertex with its id as it is written; one without an id, or with the id of one above,
  /// is diagnosed.
  mutating func addVertex(
    id: String?, label: String?, line: Int, column: Int? = nil, into sink: inout RecordSink
  ) {
    guard let id, !id.isEmpty else {
      sink.diagnose(
        format + ".vertex", .error, "expected the id of the vertex", line: line, column: column)
      return
    }
    if !addVertex(id, label: label ?? "") {
      sink.diagnose(
        format + ".vertex", .error, "the id \(id) belongs to a vertex above", line: line,
        column: column)
    }
  }

  /// Takes edges once all vertices are known; see ``addEdge(_:into:)``.
  mutating func addEdges(_ edges: [NamedEdge], into sink: inout RecordSink) {
    for edge in edges { addEdge(edge, into: &sink) }
  }

  /// Takes an edge once all vertices are known; one that lacks an end or names a vertex that there
  /// is not is diagnosed.
  mutating func addEdge(_ edge: NamedEdge, into sink: inout RecordSink) {
    guard let source = edge.source, let target = edge.target else {
      sink.diagnose(
        format + ".edge", .error, "expected both ends of the edge", line: edge.line,
        column: edge.column)
      return
    }
    if let end = [("source", source), ("target", target)].first(where: {
      $1.trimmed.isEmpty && !contains($1)
    }) {
      sink.diagnose(
        format + ".edge", .error, "the \(end.0) of the edge is empty", line: edge.line,
        column: edge.column)
      return
    }
    if let unknown = [source, target].first(where: { !contains($0) }) {
      sink.diagnose(
        format + ".edge", .error, "there is no vertex of the id \(unknown)", line: edge.line,
        column: edge.column)
      return
    }
    let weight = edge.weight.flatMap { Double($0.trimmed) }
    if let text = edge.weight, weight == nil {
      sink.diagnose(
        format + ".weight", .warning,
        "the weight '\(text.prefix(40))' is no number: the edge is read without it",
        line: edge.line, column: edge.column)
    }
    addEdge(
      source, target, weight: weight, isUndirected: edge.isUndirected, line: edge.line,
      column: edge.column, into: &sink)
  }
}
