import CollabCore

extension Reader {
  /// Two vertices a line and perhaps a weight, as SNAP publishes them: `#` or `%` begins a
  /// comment; both directions of an edge count once, loops are left out with a note.
  static let edgeList = Reader(
    id: "edge-list", summary: "edge list: two vertices a line, perhaps a weight (SNAP)",
    fileExtensions: ["txt", "tsv", "csv", "edges", "edgelist", "ncol"],
    sniff: { head in
      guard head.isLines else { return .no }
      var lines = head.text.split(whereSeparator: \.isNewline)
      if head.text.utf8.count >= 16_000 { _ = lines.popLast() }
      let edges = lines.filter { !EdgeList.isComment($0.utf8) && !EdgeList.isAddress($0) }
      guard !edges.isEmpty, edges.allSatisfy({ EdgeList.looksLikeEdge($0) }) else { return .no }
      return edges.count >= 2 ? .likely : .possible
    },
    read: { input, sink in EdgeList.read(input, into: &sink) })
}

private enum EdgeList {
  static func isComment(_ line: some Collection<UInt8>) -> Bool {
    guard let first = line.first(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D })
    else { return true }
    return first == UInt8(ascii: "#") || first == UInt8(ascii: "%")
  }

  /// Some copies of SNAP's files begin with the bare address that they came from.
  static func isAddress(_ line: some StringProtocol) -> Bool { line.hasPrefix("http") }

  static func looksLikeEdge(_ line: Substring) -> Bool {
    let fields = line.split { $0 == " " || $0 == "\t" || $0 == "," || $0 == ";" }
    return (2...3).contains(fields.count)
      && fields.prefix(2).allSatisfy { $0.utf8.allSatisfy { $0 &- 0x30 < 10 } }
      && (fields.count < 3 || Double(fields[2]) != nil)
  }

  static func read(_ input: Input, into sink: inout RecordSink) {
    var ties = TieTable()
    var loops: [String] = []
    for line in Lines(input.bytes) where !isComment(line.bytes) {
      let number = line.number
      let fields = fields(line.bytes)
      if fields.count == 1, isAddress(fields[0]) { continue }
      let weight = fields.count > 2 ? Double(fields[2]) : 1
      guard (2...3).contains(fields.count), let weight, weight.isFinite, weight > 0 else {
        sink.diagnose(
          "edge-list.broken-line", .error,
          "expected two vertices and perhaps a weight above 0", line: number, column: 1)
        continue
      }
      if fields[0] == fields[1] {
        loops.append(fields[0])
      } else {
        ties.add(fields[0], fields[1], weight: fields.count > 2 ? weight : nil, line: number)
      }
    }
    if !loops.isEmpty {
      sink.diagnose(
        "edge-list.loops", .note, "\(loops.count) edges from a vertex to itself are left out")
    }
    for label in loops where !ties.contains(label) { sink.appendVertex(label) }
    for tie in ties.ties { sink.append(tie) }
  }

  /// Tabs separate where there are any, because names hold spaces; else commas, semicolons or
  /// spaces do.
  private static func fields(_ line: ArraySlice<UInt8>) -> [String] {
    let parts =
      line.contains(0x09)
      ? line.split(separator: 0x09)
      : line.split { $0 == 0x20 || $0 == 0x2C || $0 == 0x3B }
    return parts.map { String(decoding: $0, as: UTF8.self).trimmed }.filter { !$0.isEmpty }
  }
}

/// Collects ties: repeated lines without weights count once, with weights they add up; of an edge
/// that is listed in both directions the heavier direction counts.
private struct TieTable {
  private var labels: [String] = []
  private var numbers: [String: UInt32] = [:]
  private var order: [UInt64] = []
  private var edges: [UInt64: Edge] = [:]

  private struct Edge {
    /// The sums of the weights of both directions.
    var forth = 0.0, back = 0.0
    /// Whether a direction is listed without a weight.
    var isPlainForth = false, isPlainBack = false
    var line: Int

    var weight: Double {
      Swift.max(forth + (isPlainForth ? 1 : 0), back + (isPlainBack ? 1 : 0))
    }
  }

  func contains(_ label: String) -> Bool { numbers[label] != nil }

  mutating func add(_ a: String, _ b: String, weight: Double?, line: Int) {
    let i = number(a), j = number(b)
    let key = UInt64(min(i, j)) << 32 | UInt64(max(i, j))
    if edges[key] == nil { order.append(key) }
    var edge = edges[key] ?? Edge(line: line)
    if i < j {
      if let weight { edge.forth += weight } else { edge.isPlainForth = true }
    } else {
      if let weight { edge.back += weight } else { edge.isPlainBack = true }
    }
    edges[key] = edge
  }

  var ties: [StatedTie] {
    order.compactMap { key in
      edges[key].map {
        StatedTie(
          labels[Int(key >> 32)], labels[Int(key & 0xFFFF_FFFF)],
          // Two finite weights may add up to one that is not.
          weight: Swift.min($0.weight, .greatestFiniteMagnitude), line: $0.line)
      }
    }
  }

  private mutating func number(_ label: String) -> UInt32 {
    if let number = numbers[label] { return number }
    let number = UInt32(labels.count)
    numbers[label] = number
    labels.append(label)
    return number
  }
}
