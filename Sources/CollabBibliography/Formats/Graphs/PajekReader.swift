import CollabCore

extension Reader {
  /// Pajek networks, alone or within a project file.
  ///
  /// Reference: Mrvar and Batagelj, *Pajek: Programs for Analysis and Visualization of Very Large
  /// Networks, Reference Manual*, http://mrvar.fdv.uni-lj.si/pajek/
  static let pajek = Reader(
    id: "pajek",
    summary: "Pajek network: vertices, edges, arcs, lists, matrices",
    fileExtensions: ["net", "paj"],
    sniff: { head in
      guard head.isLines else { return .no }
      let first = head.text.split(whereSeparator: \.isNewline).lazy
        .map(\.trimmed).first { !$0.isEmpty && !$0.hasPrefix("%") && !$0.hasPrefix("/*") }
      let word = first?.split(separator: " ").first?.lowercased()
      switch word {
      case "*vertices", "*network": return .certain
      // Without the number of vertices, which the reader reports.
      case "*edges", "*arcs", "*edgeslist", "*arcslist", "*matrix": return .certain
      default: return .no
      }
    },
    read: { input, sink in
      // Partitions, vectors and permutations begin like networks.
      if [".clu", ".vec", ".per"].contains(where: input.name.lowercased().hasSuffix) {
        sink.diagnose(
          "pajek.section", .note, "a partition, vector or permutation is not read: it holds no ties"
        )
        return
      }
      var reading = PajekReading(input)
      reading.read(into: &sink)
    })
}

private struct PajekReading {
  /// What the lines below a word with a star hold.
  private enum Section {
    case vertices, edges, arcs, edgeLists, arcLists, matrix
    /// Something that is not read, such as a partition.
    case other
  }

  private let input: Input
  private var scanner: WordScanner
  private var graph = StatedGraph<Int>(format: "pajek")
  private var section = Section.other
  /// Whether what follows belongs to a partition, a vector or the like, up to the next network.
  private var isOutsideNetwork = false
  private var vertexCount = 0
  /// Whether a line `*Vertices` says how many there are.
  private var hasVertices = false
  /// Of a two-mode network, the number of vertices of the first mode.
  private var firstMode: Int?
  private var matrixRow = 1, matrixColumn = 1

  init(_ input: Input) {
    self.input = input
    scanner = WordScanner(input.bytes)
  }

  mutating func read(into sink: inout RecordSink) {
    while scanner.findLine(skippingComments: UInt8(ascii: "%")) {
      switch (scanner.peek(), section) {
      case (UInt8(ascii: "*"), _): readDirective(&sink)
      case (UInt8(ascii: "/"), _), (_, .other): break
      case (_, .vertices): readVertex(&sink)
      case (_, .edges), (_, .arcs): readPair(&sink)
      case (_, .edgeLists), (_, .arcLists): readList(&sink)
      case (_, .matrix): readMatrixLine(&sink)
      }
      scanner.nextLine()
    }
    finishNetwork(&sink)
  }

  private mutating func readDirective(_ sink: inout RecordSink) {
    guard let word = scanner.word() else { return }
    let name = scanner.text(word).lowercased()
    switch name {
    case "*network":
      finishNetwork(&sink)
      isOutsideNetwork = false
      section = .other
    case "*partition", "*vector", "*permutation", "*cluster", "*hierarchy", "*events":
      finishNetwork(&sink)
      isOutsideNetwork = true
      section = .other
      sink.diagnose(
        "pajek.section", .note, "'\(scanner.text(word))' is not read: it holds no ties",
        line: word.line, column: word.column)
    case "*vertices" where !isOutsideNetwork:
      finishNetwork(&sink)
      startNetwork(word, &sink)
    case "*edges": startTies(.edges, word, &sink)
    case "*arcs": startTies(.arcs, word, &sink)
    case "*edgeslist": startTies(.edgeLists, word, &sink)
    case "*arcslist": startTies(.arcLists, word, &sink)
    case "*matrix":
      startTies(.matrix, word, &sink)
      graph.isMatrix = true
      (matrixRow, matrixColumn) = (1, (firstMode ?? 0) + 1)
    default:
      section = .other
      guard !isOutsideNetwork else { return }
      sink.diagnose(
        "pajek.section", .warning, "'\(scanner.text(word))' is not known: its lines are left out",
        line: word.line, column: word.column)
    }
  }

  private mutating func startTies(
    _ ties: Section, _ word: WordScanner.Word, _ sink: inout RecordSink
  ) {
    section = isOutsideNetwork || !hasVertices ? .other : ties
    guard !isOutsideNetwork, !hasVertices else { return }
    sink.diagnose(
      "pajek.vertices", .error,
      "expected a line '*Vertices' with their number before '\(scanner.text(word))': its lines are left out",
      line: word.line, column: word.column)
  }

  /// `*Vertices 6`, or `*Vertices 6 4` of a two-mode network.
  private mutating func startNetwork(_ word: WordScanner.Word, _ sink: inout RecordSink) {
    section = .vertices
    let numbers = scanner.words().map { scanner.integer($0) ?? -1 }
    guard let count = numbers.first, count >= 0 else {
      sink.diagnose(
        "pajek.vertices", .error, "expected the number of vertices", line: word.line,
        column: word.column)
      section = .other
      isOutsideNetwork = true
      return
    }
    vertexCount = count
    hasVertices = true
    guard numbers.count > 1, (0...count).contains(numbers[1]) else { return }
    firstMode = numbers[1]
    sink.diagnose(
      "pajek.two-mode", .warning,
      "a network of two kinds of vertices is read as if they were of one kind", line: word.line,
      column: word.column)
  }

  private mutating func finishNetwork(_ sink: inout RecordSink) {
    // Vertices need no line of their own.
    if vertexCount <= StatedGraph<Int>.statedVertexLimit(input) {
      for vertex in stride(from: 1, through: vertexCount, by: 1) { graph.addVertex(vertex) }
    } else {
      sink.diagnose(
        "pajek.vertices", .warning,
        "\(vertexCount) vertices in \(input.bytes.count) bytes: those that nothing is said of "
          + "are left out")
    }
    graph.finish(into: &sink)
    graph = StatedGraph(format: "pajek")
    vertexCount = 0
    hasVertices = false
    firstMode = nil
  }

  /// Reads a line like `1 "White, D" 0.1 0.5 0.5 ellipse`.
  private mutating func readVertex(_ sink: inout RecordSink) {
    guard let vertex = readNumber(&sink) else { return }
    let isQuoted = scanner.peek() == 0x22, column = scanner.column
    var label = scanner.quoted()
    if label == nil, isQuoted {
      sink.diagnose(
        "pajek.label", .warning, "the quotation mark of the label is not closed",
        line: scanner.line, column: column)
    }
    label = label ?? scanner.word()
    if !graph.addVertex(vertex, label: label.map { scanner.text($0) } ?? "") {
      sink.diagnose(
        "pajek.vertex", .error, "vertex \(vertex) is defined a second time", line: scanner.line,
        column: 1)
    }
  }

  /// Reads a line like `1 2 0.5 c Blue`.
  private mutating func readPair(_ sink: inout RecordSink) {
    let line = scanner.line, column = scanner.column
    guard let a = readNumber(&sink), let b = readNumber(&sink) else { return }
    // Behind the ends stands the weight, or a drawing property by its name.
    let weight = scanner.word().flatMap { scanner.number($0) }
    graph.addEdge(
      a, b, weight: weight, isUndirected: section == .edges, line: line, column: column,
      into: &sink)
  }

  /// `1 2 3 4`: edges from 1 to each of the others.
  private mutating func readList(_ sink: inout RecordSink) {
    guard let a = readNumber(&sink) else { return }
    while scanner.peek() != nil {
      let column = scanner.column
      guard let b = readNumber(&sink) else { continue }
      graph.addEdge(
        a, b, isUndirected: section == .edgeLists, line: scanner.line, column: column, into: &sink)
    }
  }

  private mutating func readMatrixLine(_ sink: inout RecordSink) {
    while let word = scanner.word() {
      guard matrixRow <= firstMode ?? vertexCount, matrixColumn <= vertexCount else {
        sink.diagnose(
          "pajek.matrix", .warning, "more values than the matrix has room for", line: word.line,
          column: word.column)
        section = .other
        return
      }
      if let value = scanner.number(word) {
        if value != 0 {
          graph.addEdge(
            matrixRow, matrixColumn, weight: value, line: word.line, column: word.column,
            into: &sink)
        }
      } else {
        sink.diagnose(
          "pajek.matrix", .error, "expected a number", line: word.line, column: word.column)
      }
      matrixColumn += 1
      if matrixColumn > vertexCount {
        matrixRow += 1
        matrixColumn = (firstMode ?? 0) + 1
      }
    }
  }

  /// The number of a vertex that there is; `nil`, diagnosed, where something else stands.
  private mutating func readNumber(_ sink: inout RecordSink) -> Int? {
    let word = scanner.word()
    guard let word, let number = scanner.integer(word) else {
      sink.diagnose(
        "pajek.vertex", .error, "expected the number of a vertex", line: scanner.line,
        column: word?.column ?? scanner.column)
      return nil
    }
    guard number >= 1, number <= vertexCount else {
      sink.diagnose(
        "pajek.vertex", .error,
        "there is no vertex \(number): \(vertexCount) are announced", line: word.line,
        column: word.column)
      return nil
    }
    return number
  }
}
