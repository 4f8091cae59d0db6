import CollabCore

extension Reader {
  /// METIS: one line of neighbours a vertex.
  ///
  /// Specification: Karypis, *METIS 5.1 Manual* (2013), section 4.1.1.
  static let metis = Reader(
    id: "metis", summary: "METIS graph: one line of neighbours a vertex",
    fileExtensions: ["graph", "metis"],
    sniff: metisConfidence,
    read: { input, sink in
      var scanner = WordScanner(input.bytes)
      guard scanner.findLine(skippingComments: comment),
        let header = METISHeader(line: &scanner)
      else {
        sink.diagnose(
          "metis.header", .error,
          "expected the numbers of vertices and edges, a format of three digits 0 or 1, "
            + "and the number of weights a vertex", line: scanner.line, column: 1)
        return
      }
      readBody(header, &scanner, &sink)
    })
}

private let comment = UInt8(ascii: "%")

/// The first line: `vertices edges [fmt [ncon]]`.
private struct METISHeader {
  var line: Int
  var vertices: Int
  var edges: Int
  /// How many numbers stand before the neighbours: the vertex's size and its weights.
  var numbersBefore = 0
  var hasEdgeWeights = false

  /// Reads the line and goes to the next; `nil` where it is no header.
  init?(line scanner: inout WordScanner) {
    line = scanner.line
    let words = scanner.words().map { scanner.text($0) }
    scanner.nextLine()
    guard (2...4).contains(words.count), let vertices = Int(words[0]), let edges = Int(words[1]),
      vertices >= 0, edges >= 0
    else { return nil }
    self.vertices = vertices
    self.edges = edges
    guard words.count > 2 else { return }
    let code = words[2].utf8.map { $0 }
    guard (1...3).contains(code.count), code.allSatisfy({ $0 == 0x30 || $0 == 0x31 }) else {
      return nil
    }
    let digits = [UInt8](repeating: 0x30, count: 3 - code.count) + code
    var weights = digits[1] == 0x31 ? 1 : 0
    if words.count > 3 {
      guard let stated = Int(words[3]), (0...1000).contains(stated) else { return nil }
      if weights > 0 { weights = stated }
    }
    numbersBefore = weights + (digits[0] == 0x31 ? 1 : 0)
    hasEdgeWeights = digits[2] == 0x31
  }
}

private func readBody(
  _ header: METISHeader, _ scanner: inout WordScanner, _ sink: inout RecordSink
) {
  var graph = StatedGraph<Int>(format: "metis")
  graph.isStatedTwice = true
  var vertex = 0
  while !scanner.isAtEnd {
    defer { scanner.nextLine() }
    let first = scanner.peek()
    if first == comment { continue }
    guard vertex < header.vertices else {
      if first == nil { continue }
      sink.diagnose(
        "metis.line-count", .error,
        "the header announces \(header.vertices) vertices: expected no more lines",
        line: scanner.line, column: scanner.column)
      break
    }
    vertex += 1
    graph.addVertex(vertex)
    readNeighbours(of: vertex, header, &scanner, &graph, &sink)
  }
  if vertex < header.vertices {
    sink.diagnose(
      "metis.line-count", .warning,
      "the header announces \(header.vertices) vertices, lines for \(vertex) follow",
      line: header.line)
  }
  let (ties, uneven, _) = graph.finish(into: &sink)
  if ties != header.edges {
    sink.diagnose(
      "metis.edge-count", .note,
      "the header announces \(header.edges) edges, \(ties) are left after loops and repetitions",
      line: header.line)
  }
  if uneven > 0 {
    sink.diagnose(
      "metis.one-sided", .note,
      "edges that are not listed equally in the lines of both ends, as METIS requires: \(uneven)")
  }
}

private func readNeighbours(
  of vertex: Int, _ header: METISHeader, _ scanner: inout WordScanner,
  _ graph: inout StatedGraph<Int>, _ sink: inout RecordSink
) {
  for _ in 0..<header.numbersBefore {
    guard let word = scanner.word() else { return }
    guard scanner.number(word) == nil else { continue }
    sink.diagnose(
      "metis.vertex-weight", .warning, "expected the weight of the vertex", line: word.line,
      column: word.column)
  }
  while let word = scanner.word() {
    let weightWord = header.hasEdgeWeights ? scanner.word() : nil
    guard let neighbour = scanner.integer(word) else {
      sink.diagnose(
        "metis.neighbour", .error, "expected the number of a vertex",
        line: word.line, column: word.column)
      continue
    }
    guard neighbour >= 1, neighbour <= header.vertices else {
      sink.diagnose(
        "metis.neighbour", .error,
        "there is no vertex \(neighbour): the header announces \(header.vertices)",
        line: word.line, column: word.column)
      continue
    }
    var weight: Double?
    if header.hasEdgeWeights {
      guard let number = weightWord.flatMap({ scanner.number($0) }) else {
        sink.diagnose(
          "metis.edge-weight", .error, "expected the weight of the edge to \(neighbour)",
          line: word.line, column: weightWord?.column ?? scanner.column)
        continue
      }
      weight = number
    }
    graph.addEdge(
      vertex, neighbour, weight: weight, line: word.line, column: word.column, into: &sink)
  }
}

/// A METIS file begins like an edge list, but nobody is their own neighbour in it, and who stands
/// in a line has the vertex of that line in their own.
private func metisConfidence(_ head: InputHead) -> Reader.Confidence {
  let bytes = Array(head.text.utf8)
  var scanner = WordScanner(bytes)
  guard scanner.findLine(skippingComments: comment), let header = METISHeader(line: &scanner),
    header.vertices > 0
  else { return .no }
  let isNamedSo = ["graph", "metis"].contains(head.fileExtension)
  let unlikely: Reader.Confidence = isNamedSo ? .possible : .no
  var rows: [[Int]] = []
  while !scanner.isAtEnd, rows.count < header.vertices {
    defer { scanner.nextLine() }
    if scanner.peek() == comment { continue }
    let words = scanner.words()
    // The head may cut the last line.
    if scanner.isAtEnd, bytes.count >= 16_000 { break }
    let step = header.hasEdgeWeights ? 2 : 1
    var row: [Int] = []
    for index in stride(from: header.numbersBefore, to: words.count, by: step) {
      guard let neighbour = scanner.integer(words[index]), neighbour >= 1,
        neighbour <= header.vertices
      else { return unlikely }
      row.append(neighbour)
    }
    rows.append(row)
  }
  let sets = rows.map(Set.init)
  var mutual = 0
  for (index, row) in rows.enumerated() {
    for neighbour in row where neighbour <= rows.count {
      guard neighbour != index + 1, sets[neighbour - 1].contains(index + 1) else {
        return unlikely
      }
      mutual += 1
    }
  }
  return mutual > 0 ? .certain : isNamedSo ? .likely : .no
}
