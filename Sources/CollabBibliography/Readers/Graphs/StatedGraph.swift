import CollabCore

/// Gathers the vertices and edges of one network and hands them over as ties.
///
/// The rules that all graph formats share stand here. An edge without a weight weighs 1 however
/// often it is stated; weights that are stated in one direction add up; the two directions of a
/// pair speak of one tie, whose weight is the greater of the two. Loops and edges of weight zero
/// are no ties: they are left out and counted in a note. Vertices of one file that share a label
/// stay apart: the id is put behind the label of each of them.
struct StatedGraph<ID: Hashable & CustomStringConvertible> {
  private let format: String
  private var indices: [ID: Int] = [:]
  private(set) var ids: [ID] = []
  /// Empty where the file gives none.
  private var labels: [String] = []
  private var statements: [Statement] = []
  private var loops = 0, zeroes = 0

  private struct Statement {
    var low: Int, high: Int
    var isForward: Bool
    /// -1 where the file gives none.
    var weight: Double
    var line: Int
  }

  /// What is said of one direction of a tie.
  private struct Direction {
    var sum = 0.0
    var hasUnweighted = false

    mutating func add(_ weight: Double) {
      if weight < 0 { hasUnweighted = true } else { sum += weight }
    }

    var weight: Double { sum + (hasUnweighted ? 1 : 0) }
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
  /// - Parameter weight: `nil` where the file gives none.
  mutating func addEdge(
    _ a: ID, _ b: ID, weight: Double? = nil, line: Int, column: Int? = nil,
    into sink: inout RecordSink
  ) {
    addVertex(a)
    addVertex(b)
    if let weight, !weight.isFinite || weight < 0 {
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
        low: min(from, to), high: max(from, to), isForward: from < to, weight: weight ?? -1,
        line: line))
  }

  /// Hands everything over.
  ///
  /// - Returns: the number of ties, of those that are stated in one direction only, and the names
  ///   of the vertices, aligned with ``ids``.
  /// - Complexity: O(*v* + *e* log *e*) time for *v* vertices and *e* stated edges.
  @discardableResult
  mutating func finish(into sink: inout RecordSink) -> (ties: Int, oneSided: Int, names: [String]) {
    let names = uniqueNames(&sink)
    statements.sort {
      ($0.low, $0.high, $0.line, $0.weight) < ($1.low, $1.high, $1.line, $1.weight)
    }
    var hasTie = [Bool](repeating: false, count: ids.count)
    var ties = 0, oneSided = 0
    var start = 0
    while start < statements.count {
      let first = statements[start]
      var forward = Direction(), backward = Direction()
      while start < statements.count,
        statements[start].low == first.low, statements[start].high == first.high
      {
        if statements[start].isForward {
          forward.add(statements[start].weight)
        } else {
          backward.add(statements[start].weight)
        }
        start += 1
      }
      ties += 1
      if forward.weight == 0 || backward.weight == 0 { oneSided += 1 }
      hasTie[first.low] = true
      hasTie[first.high] = true
      // Two finite weights may add up to one that is not.
      let weight = min(max(forward.weight, backward.weight), .greatestFiniteMagnitude)
      sink.append(StatedTie(names[first.low], names[first.high], weight: weight, line: first.line))
    }
    for vertex in names.indices where !hasTie[vertex] { sink.appendVertex(names[vertex]) }
    note(&sink, loops, "loop", "joins a vertex to itself", "join a vertex to itself")
    note(&sink, zeroes, "zero-weight", "has the weight 0", "have the weight 0")
    return (ties, oneSided, names)
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
    addEdge(source, target, weight: weight, line: edge.line, column: edge.column, into: &sink)
  }
}
