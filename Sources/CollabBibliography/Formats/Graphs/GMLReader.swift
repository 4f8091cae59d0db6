import CollabCore

extension Reader {
  /// GML, the Graph Modelling Language.
  ///
  /// Specification: Himsolt, *GML: A portable Graph File Format*, University of Passau (1997),
  /// https://networkx.org/documentation/stable/_downloads/gml-technical-report.pdf
  static let gml = Reader(
    id: "gml", summary: "GML (Graph Modelling Language): labels, weights or values",
    fileExtensions: ["gml"],
    sniff: { head in
      var tokens = GMLTokens(Array(head.text.utf8))
      // Before the graph stand a few keys such as Creator and Version.
      for _ in 0..<40 {
        guard case .word(let key)? = tokens.next()?.kind, let value = tokens.next() else {
          return .no
        }
        if tokens.text(key).lowercased() == "graph" {
          guard case .open = value.kind else { return .no }
          return .certain
        }
        guard value.isScalar else { return .no }
      }
      return .no
    },
    read: { input, sink in
      var reading = GMLReading(input)
      reading.read(into: &sink)
    })
}

/// The tokens of GML with their places.
private struct GMLTokens {
  struct Token {
    enum Kind {
      case word(Range<Int>), string(Range<Int>), open, close
    }
    var kind: Kind
    var line: Int
    var column: Int

    var isScalar: Bool {
      switch kind {
      case .word, .string: true
      case .open, .close: false
      }
    }
  }

  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var lineStart = 0
  /// Where a quotation mark stands that nothing closes.
  private(set) var unclosedQuote: (line: Int, column: Int)?

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Token? {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09...0x0D: step()
      case UInt8(ascii: "#"):
        while position < bytes.count, bytes[position] != 0x0A { step() }
      default: return token()
      }
    }
    return nil
  }

  private mutating func token() -> Token {
    let start = position
    var token = Token(kind: .open, line: line, column: position - lineStart + 1)
    step()
    switch bytes[start] {
    case UInt8(ascii: "["): break
    case UInt8(ascii: "]"): token.kind = .close
    case 0x22:
      while position < bytes.count, bytes[position] != 0x22 { step() }
      token.kind = .string(start + 1..<position)
      if position == bytes.count { unclosedQuote = (token.line, token.column) }
      step()
    default:
      while position < bytes.count, !endsWord(bytes[position]) { step() }
      token.kind = .word(start..<position)
    }
    return token
  }

  private func endsWord(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == 0x22 || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
  }

  private mutating func step() {
    guard position < bytes.count else { return }
    if bytes[position] == 0x0A {
      line += 1
      lineStart = position + 1
    }
    position += 1
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// A scalar as text, character references resolved.
  func text(_ token: Token) -> String {
    switch token.kind {
    case .word(let range): return text(range)
    case .string(let range):
      guard bytes[range].contains(0x26) else { return text(range) }
      let quoted = Array(bytes[range])
      var plain: [UInt8] = []
      var index = 0
      while index < quoted.count {
        if quoted[index] == 0x26, let (text, end) = characterReference(quoted, from: index) {
          plain += text.utf8
          index = end
        } else {
          plain.append(quoted[index])
          index += 1
        }
      }
      return String(decoding: plain, as: UTF8.self)
    case .open, .close: return ""
    }
  }
}

private struct GMLReading {
  /// The list that is being read.
  private enum Level { case top, graph, node, edge }
  private typealias Place = (line: Int, column: Int)

  private var tokens: GMLTokens
  private var level = Level.top
  /// How many lists are open that are not looked into.
  private var skipped = 0
  /// Where the lists begin that are open, but for skipped ones only the outermost.
  private var openings: [Place] = []
  private var hasGraph = false
  private var isDirected = false
  /// The scalars of the current node or edge, by lower-case key; the first of each key counts.
  private var values: [String: String] = [:]
  private var graph = StatedGraph<String>(format: "gml")
  private var edges: [NamedEdge] = []

  init(_ input: Input) { tokens = GMLTokens(input.bytes) }

  mutating func read(into sink: inout RecordSink) {
    while let token = tokens.next() {
      switch token.kind {
      case .close: close(token, &sink)
      case .word(let range): readValue(of: tokens.text(range).lowercased(), token, &sink)
      case .string, .open:
        sink.diagnose(
          "gml.key", .error, "expected a key", line: token.line, column: token.column)
        if case .open = token.kind { skip(token) } else { readValue(of: "", token, &sink) }
      }
    }
    if let place = tokens.unclosedQuote {
      sink.diagnose(
        "gml.unclosed", .error, "the quotation mark is not closed", line: place.line,
        column: place.column)
    } else if let place = openings.last {
      sink.diagnose(
        "gml.unclosed", .error, "the list that begins here is not closed", line: place.line,
        column: place.column)
    }
    if !hasGraph {
      sink.diagnose("gml.no-graph", .error, "expected a list of the name 'graph'")
    }
    for index in edges.indices { edges[index].isUndirected = !isDirected }
    graph.addEdges(edges, into: &sink)
    graph.finish(into: &sink)
  }

  private mutating func readValue(
    of key: String, _ keyToken: GMLTokens.Token, _ sink: inout RecordSink
  ) {
    guard let value = tokens.next() else {
      sink.diagnose(
        "gml.value", .error, "expected a value behind '\(key)'", line: keyToken.line,
        column: keyToken.column)
      return
    }
    switch value.kind {
    case .open: open(key, value, &sink)
    case .close:
      sink.diagnose(
        "gml.value", .error, "expected a value behind '\(key)'", line: value.line,
        column: value.column)
      close(value, &sink)
    case .word, .string:
      guard skipped == 0 else { return }
      if level == .graph, key == "directed" { isDirected = tokens.text(value).trimmed != "0" }
      guard level == .node || level == .edge, values[key] == nil else { return }
      values[key] = tokens.text(value)
    }
  }

  private mutating func skip(_ token: GMLTokens.Token) {
    if skipped == 0 { openings.append((token.line, token.column)) }
    skipped += 1
  }

  private mutating func open(
    _ key: String, _ token: GMLTokens.Token, _ sink: inout RecordSink
  ) {
    guard skipped == 0 else { return skip(token) }
    if level == .node || level == .edge, key == "node" || key == "edge" {
      // No node stands within another: the bracket that closes it is missing.
      if let place = openings.last {
        sink.diagnose(
          "gml.unclosed", .error, "the list that begins here is not closed", line: place.line,
          column: place.column)
      }
      finishList(&sink)
    }
    switch (level, key) {
    case (.top, "graph") where !hasGraph:
      hasGraph = true
      level = .graph
    case (.graph, "node"): level = .node
    case (.graph, "edge"): level = .edge
    case (_, "graph"):
      sink.diagnose(
        "gml.further-graph", .warning,
        level == .top ? "only the first graph of a file is read" : "graphs in graphs are not read",
        line: token.line, column: token.column)
      return skip(token)
    default: return skip(token)
    }
    openings.append((token.line, token.column))
  }

  private mutating func close(_ token: GMLTokens.Token, _ sink: inout RecordSink) {
    if skipped > 0 {
      skipped -= 1
      if skipped == 0 { openings.removeLast() }
    } else if level == .top {
      sink.diagnose(
        "gml.key", .error, "nothing is open that could be closed here", line: token.line,
        column: token.column)
    } else {
      finishList(&sink)
    }
  }

  /// Takes over the node or the edge that is complete.
  private mutating func finishList(_ sink: inout RecordSink) {
    guard let place = openings.popLast() else { return }
    defer { values.removeAll(keepingCapacity: true) }
    switch level {
    case .top, .graph: level = .top
    case .node:
      level = .graph
      graph.addVertex(
        id: values["id"], label: values["label"] ?? values["name"],
        line: place.line, column: place.column, into: &sink)
    case .edge:
      level = .graph
      edges.append(
        NamedEdge(
          source: values["source"], target: values["target"],
          weight: values["weight"] ?? values["value"], line: place.line,
          column: place.column))
    }
  }
}
