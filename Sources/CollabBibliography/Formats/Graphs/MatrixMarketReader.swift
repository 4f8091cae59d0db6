import CollabCore

extension Reader {
  /// MatrixMarket: the adjacency matrix of a network.
  ///
  /// Specification: Boisvert, Pozo and Remington, *The Matrix Market Exchange Formats: Initial
  /// Design*, NISTIR 5935 (1996), https://math.nist.gov/MatrixMarket/formats.html
  static let matrixMarket = Reader(
    id: "matrixmarket",
    summary: "MatrixMarket adjacency matrix: coordinate or array",
    fileExtensions: ["mtx", "mm"],
    sniff: { $0.text.prefix(14).lowercased() == "%%matrixmarket" ? .certain : .no },
    read: { input, sink in
      var reading = MatrixMarketReading(input)
      reading.read(into: &sink)
    })
}

private struct MatrixMarketReading {
  private let input: Input
  private var scanner: WordScanner
  private var graph = StatedGraph<Int>(format: "matrixmarket")
  private var isDense = false
  private var isPattern = false
  private var isSymmetric = false
  /// The names of the rows, which the exporter writes as comments; the format has none.
  private var names: [String] = []

  init(_ input: Input) {
    self.input = input
    scanner = WordScanner(input.bytes)
  }

  mutating func read(into sink: inout RecordSink) {
    guard readHeader(&sink) else { return }
    readNames()
    guard let size = readSize(&sink) else { return }
    graph.isMatrix = true
    let limit = StatedGraph<Int>.statedVertexLimit(input)
    if size.count <= limit {
      for vertex in stride(from: 1, through: size.count, by: 1) {
        graph.addVertex(vertex, label: vertex <= names.count ? names[vertex - 1] : "")
      }
    } else {
      sink.diagnose(
        "matrixmarket.size", .warning,
        "\(size.count) vertices in \(input.bytes.count) bytes: those without an entry are left out",
        line: size.line)
    }
    if isDense { readArray(size.count, &sink) } else { readEntries(size, &sink) }
    graph.finish(into: &sink)
  }

  /// Reads a line like `%%MatrixMarket matrix coordinate real symmetric`.
  private mutating func readHeader(_ sink: inout RecordSink) -> Bool {
    let words = scanner.words().map { scanner.text($0).lowercased() }
    scanner.nextLine()
    guard words.count >= 5, words[1] == "matrix",
      ["coordinate", "array"].contains(words[2]),
      ["pattern", "real", "double", "integer"].contains(words[3]),
      ["general", "symmetric"].contains(words[4]), words[2] == "coordinate" || words[3] != "pattern"
    else {
      sink.diagnose(
        "matrixmarket.header", .error,
        "expected '%%MatrixMarket matrix', coordinate or array, pattern, real or integer, "
          + "general or symmetric; other matrices are no networks", line: 1, column: 1)
      return false
    }
    isDense = words[2] == "array"
    isPattern = words[3] == "pattern"
    isSymmetric = words[4] == "symmetric"
    return true
  }

  /// Reads the comments behind the one that announces names, as far as they go.
  private mutating func readNames() {
    var areNames = false
    while scanner.peek() == 0x25 {
      let comment = scanner.restOfLine.dropFirst().trimmed
      if areNames { names.append(comment) }
      areNames = areNames || comment == "names of the rows, one a line:"
      scanner.nextLine()
    }
  }

  /// Reads `rows columns entries`, without the entries for an array.
  private mutating func readSize(
    _ sink: inout RecordSink
  ) -> (count: Int, entries: Int, line: Int)? {
    guard scanner.findLine(skippingComments: 0x25) else {
      sink.diagnose(
        "matrixmarket.size", .error, "the line with the size of the matrix is missing",
        line: scanner.line, column: scanner.column)
      return nil
    }
    let line = scanner.line, column = scanner.column
    let numbers = scanner.words().map { scanner.integer($0) ?? -1 }
    scanner.nextLine()
    guard numbers.count == (isDense ? 2 : 3), numbers.allSatisfy({ $0 >= 0 }) else {
      sink.diagnose(
        "matrixmarket.size", .error,
        isDense ? "expected rows and columns" : "expected rows, columns and number of entries",
        line: line, column: column)
      return nil
    }
    guard numbers[0] == numbers[1] else {
      sink.diagnose(
        "matrixmarket.size", .error,
        "a matrix of \(numbers[0]) rows and \(numbers[1]) columns is no network: expected as many",
        line: line, column: column)
      return nil
    }
    return (numbers[0], isDense ? 0 : numbers[2], line)
  }

  private mutating func readEntries(
    _ size: (count: Int, entries: Int, line: Int), _ sink: inout RecordSink
  ) {
    var entries = 0
    while scanner.findLine(skippingComments: 0x25) {
      entries += 1
      let line = scanner.line, column = scanner.column
      let words = scanner.words()
      scanner.nextLine()
      guard words.count == (isPattern ? 2 : 3), let row = scanner.integer(words[0]),
        let target = scanner.integer(words[1]), isPattern || scanner.number(words[2]) != nil
      else {
        sink.diagnose(
          "matrixmarket.entry", .error,
          isPattern ? "expected a row and a column" : "expected a row, a column and a value",
          line: line, column: column)
        continue
      }
      guard min(row, target) >= 1, max(row, target) <= size.count else {
        sink.diagnose(
          "matrixmarket.index", .error,
          "the entry \(row), \(target) lies outside of the matrix of \(size.count) rows",
          line: line, column: column)
        continue
      }
      let weight = isPattern ? nil : scanner.number(words[2])
      graph.addEdge(row, target, weight: weight, line: line, column: column, into: &sink)
    }
    if entries != size.entries {
      sink.diagnose(
        "matrixmarket.entry-count", .warning,
        "\(size.entries) entries are announced and \(entries) found", line: size.line)
    }
  }

  /// The values column by column; of a symmetric matrix only the lower triangle.
  private mutating func readArray(_ count: Int, _ sink: inout RecordSink) {
    var row = 1, column = 1
    while scanner.findLine(skippingComments: 0x25) {
      while let word = scanner.word() {
        guard column <= count else {
          sink.diagnose(
            "matrixmarket.entry-count", .warning, "more values than the matrix has room for",
            line: word.line, column: word.column)
          return
        }
        if let value = scanner.number(word) {
          if value != 0 {
            graph.addEdge(
              row, column, weight: value, line: word.line, column: word.column, into: &sink)
          }
        } else {
          sink.diagnose(
            "matrixmarket.entry", .error, "expected a number", line: word.line,
            column: word.column)
        }
        row += 1
        if row > count {
          column += 1
          row = isSymmetric ? column : 1
        }
      }
      scanner.nextLine()
    }
    if column <= count {
      sink.diagnose(
        "matrixmarket.entry-count", .warning, "the values end in column \(column) of \(count)",
        line: scanner.line, column: scanner.column)
    }
  }
}
