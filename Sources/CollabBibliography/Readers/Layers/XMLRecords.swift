import CollabCore
#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A format whose entries are elements of an XML document.
struct XMLRecordFormat: Sendable {
  /// The reader's id, for diagnostics.
  var id: String
  /// The elements that are records; they stand beside each other, never inside each other.
  var records: Set<String>
  /// Elements that are records beside other records, and part of them inside.
  var mayNest: Set<String> = []
  /// Whether records stand on their own, so that a large input is read on several threads.
  var isFlat: Bool

  /// Large inputs are cut into pieces of about so many bytes.
  private static let pieceSize = 1 << 22

  /// Reads an input: calls `onContext` at each element around records, with its attributes, and
  /// `onRecord` at the end of each record, with its line.
  ///
  /// A record that is broken is told of and left out, and reading goes on at the next record.
  ///
  /// - Returns: the state in the end; where records are read on several threads each thread begins
  ///   with the state behind the head of the document, and what they make of it is lost.
  /// - Complexity: O(bytes).
  @discardableResult
  func read<State>(
    _ input: Input, into sink: inout RecordSink, state: State,
    onContext: (inout State, _ name: String, _ attributes: [String: String]) -> Void = { _, _, _ in
    },
    onRecord: (inout State, XMLTape, _ line: Int, inout RecordSink) -> Void
  ) -> State {
    sink.recordsBeginAnywhere = true
    let first = nextRecord(input.bytes, from: 0)
    let isLarge = input.bytes.count > 2 * XMLRecordFormat.pieceSize
    guard isFlat, isLarge, first < input.bytes.count else {
      var run = XMLRun(format: self, input: input, state: state)
      run.read(0..<input.bytes.count, into: &sink, onContext: onContext, onRecord: onRecord)
      return run.state
    }
    var head = XMLRun(format: self, input: input, state: state)
    head.read(0..<first, into: &sink, onContext: onContext, onRecord: onRecord, isHead: true)
    guard let pieces = try? cut(input, from: first) else { return head.state }
    // Cancelled, it ends with the records so far, which are thrown away later.
    try? input.execution.forEachChunkInOrder(
      of: pieces.count, size: 1, phase: "reading", scratch: {}
    ) { _, range in
      var part = RecordSink(file: sink.file)
      var run = head
      run.entities = run.entities.copy()
      run.line = pieces[range.lowerBound].line
      run.read(
        pieces[range.lowerBound].bytes, into: &part, onContext: onContext, onRecord: onRecord)
      return part
    } take: {
      sink.append(contentsOf: $0)
    }
    return head.state
  }

  /// Pieces that begin at records, with their first lines.
  private func cut(
    _ input: Input, from first: Int
  ) throws(Cancellation) -> [(bytes: Range<Int>, line: Int)] {
    let bytes = input.bytes, isPlain = !hasSections(bytes)
    var pieces: [Range<Int>] = []
    var start = first
    while start < bytes.count {
      let aim = min(bytes.count, start + XMLRecordFormat.pieceSize)
      var end = start
      if isPlain {
        end = nextRecord(bytes, from: aim)
      } else {
        repeat { end = nextRecord(bytes, from: end + 1) } while end < aim
      }
      pieces.append(start..<end)
      start = end
    }
    let lines = try input.execution.map(pieces, phase: "lines") { newlines(bytes, $0) }
    var line = 1 + newlines(bytes, 0..<first)
    return zip(pieces, lines).map { piece, lines in
      defer { line += lines }
      return (piece, line)
    }
  }

  /// The next byte at or behind an index at which a record's start tag begins, or the end.
  /// Comments and CDATA sections that begin behind the index are stepped over.
  func nextRecord(_ bytes: [UInt8], from index: Int) -> Int {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      var index = index
      while index < buffer.count,
        let found = memchr(base + index, 0x3C, buffer.count - index)
      {
        index = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - base
        let rest = UnsafeBufferPointer(rebasing: buffer[index...])
        if let end = behindSection(rest) {
          index += end
          continue
        }
        if isRecordStart(rest) { return index }
        index += 1
      }
      return buffer.count
    }
  }

  private func isRecordStart(_ rest: UnsafeBufferPointer<UInt8>) -> Bool {
    let name = rest.dropFirst().prefix(40).prefix {
      $0 != 0x20 && $0 != 0x3E && $0 != 0x2F && $0 != 0x0A && $0 != 0x0D && $0 != 0x09
    }
    guard let first = name.first, first.isLetter else { return false }
    let local = name.drop { $0 != 0x3A }.dropFirst()
    return records.contains(String(decoding: local.isEmpty ? name : local, as: UTF8.self))
  }

  /// The length of the comment or CDATA section that begins here.
  private func behindSection(_ rest: UnsafeBufferPointer<UInt8>) -> Int? {
    guard rest.count > 4, rest[1] == 0x21 else { return nil }
    let isComment = rest[2] == 0x2D && rest[3] == 0x2D
    guard isComment || rest.dropFirst(2).starts(with: "[CDATA[".utf8) else { return nil }
    let end: UInt8 = isComment ? 0x2D : 0x5D
    var index = isComment ? 6 : 11
    while index < rest.count {
      if rest[index] == 0x3E, rest[index - 1] == end, rest[index - 2] == end { return index + 1 }
      index += 1
    }
    return rest.count
  }

  /// Whether a comment or CDATA section begins anywhere.
  private func hasSections(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return false }
      var index = 1
      while index + 1 < buffer.count, let found = memchr(base + index, 0x21, buffer.count - index) {
        index = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - base
        if buffer[index - 1] == 0x3C, index + 1 < buffer.count,
          buffer[index + 1] == 0x2D || buffer[index + 1] == 0x5B
        {
          return true
        }
        index += 1
      }
      return false
    }
  }
}

/// The number of line ends in a range.
func newlines(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
  bytes.withUnsafeBytes { buffer in
    let lineFeeds: UInt64 = 0x0A0A_0A0A_0A0A_0A0A, low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    var count = 0
    var index = range.lowerBound
    while index + 8 <= range.upperBound {
      // The high bit of each byte that is left set marks a zero, that is a line end.
      let word = buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ lineFeeds
      count += (~((word & low) &+ low | word | low)).nonzeroBitCount
      index += 8
    }
    while index < range.upperBound {
      count += buffer[index] == 0x0A ? 1 : 0
      index += 1
    }
    return count
  }
}

/// Reads a range of an input record by record, and goes on behind what is broken.
struct XMLRun<State> {
  let format: XMLRecordFormat
  let input: Input
  var state: State
  /// The line of the range's first byte.
  var line = 1
  /// What is open around the records.
  private var ancestors: [String] = []
  private var isRootless = false
  fileprivate var entities = XMLEntities()
  /// A byte whose column is known.
  private var known = (offset: 0, column: 1)

  init(format: XMLRecordFormat, input: Input, state: State) {
    self.format = format
    self.input = input
    self.state = state
  }

  /// Reads a range that begins at the start of the input or at a record.
  mutating func read(
    _ range: Range<Int>, into sink: inout RecordSink,
    onContext: (inout State, _ name: String, _ attributes: [String: String]) -> Void,
    onRecord: (inout State, XMLTape, _ line: Int, inout RecordSink) -> Void, isHead: Bool = false
  ) {
    var start = range.lowerBound
    // libxml2 takes no blank before the XML declaration; some files have lines of it there.
    if start == 0 {
      start = input.bytes[range].firstIndex { $0 > 0x20 } ?? range.upperBound
      line += newlines(input.bytes, 0..<start)
    }
    // Behind an error the next piece is one record, then twice as long and so on, so that many
    // broken records do not make reading quadratic.
    var size = range.count
    while start < range.upperBound {
      let aim = start + size
      let stop =
        aim < range.upperBound
        ? min(range.upperBound, format.nextRecord(input.bytes, from: aim)) : range.upperBound
      let isWhole = stop == input.bytes.count
      let prefix = Array(ancestors.map { "<\($0)>" }.joined().utf8)
      let suffix =
        isWhole && !isRootless ? [] : Array(ancestors.reversed().map { "</\($0)>" }.joined().utf8)
      let piece = prefix + input.bytes[start..<stop] + suffix
      let session = XMLSession(
        recordNames: format.records, mayNest: format.mayNest, mutedTags: ancestors.count,
        entities: entities)
      var current = (state: state, sink: sink)
      sink = RecordSink(file: sink.file)
      piece.withUnsafeBufferPointer { piece in
        session.parse(piece) {
          onContext(&current.state, $0, $1)
        } onRecord: { tape, at in
          let told = current.sink.diagnostics.count
          onRecord(&current.state, tape, line + at - 1, &current.sink)
          if current.sink.diagnostics.count > told {
            var tag = max(start, min(start + session.recordOffset - prefix.count, stop - 1))
            while tag > start, input.bytes[tag] != 0x3C { tag -= 1 }
            current.sink.setColumn(column(of: tag), from: told)
          }
        }
      }
      (state, sink) = current
      report(entities.takeUnknown(), start: start, prefix: prefix.count, into: &sink)
      if isHead {
        ancestors = session.ancestors
        return
      }
      guard let fault = session.fault else {
        if isWhole || stop == range.upperBound { break }
        line += newlines(input.bytes, start..<stop)
        start = stop
        size = min(size * 2, 1 << 24)
        continue
      }
      start = recover(from: fault, session, in: start..<stop, prefix: prefix.count, sink: &sink)
      size = 1
    }
    if entities.isExhausted {
      sink.diagnose(
        "\(format.id).entities-too-large", .error,
        "the document's entities expand beyond the limit; the rest of them is left out")
    }
  }

  /// Tells of a fault and finds where to go on.
  private mutating func recover(
    from fault: XMLFault, _ session: XMLSession, in range: Range<Int>, prefix: Int,
    sink: inout RecordSink
  ) -> Int {
    var at = min(max(range.lowerBound, range.lowerBound + fault.offset - prefix), range.upperBound)
    if fault.what == "record-not-closed" {
      while at > range.lowerBound, input.bytes[at - 1] != 0x3C { at -= 1 }
      at = max(range.lowerBound, at - 1)
    }
    let (faultLine, column) = place(at, from: range.lowerBound)
    sink.diagnose(
      "\(format.id).\(fault.what)", .error,
      fault.message.replacing(#/ line \d+/#, with: "").trimmingEnd(of: ".")
        + (session.tape.isOpen ? "; the record is left out" : ""),
      line: faultLine, column: column)
    // A record that is not closed ends where the next begins; any other fault lies inside of its
    // record, and the search for the next goes on behind it.
    let next = max(
      format.nextRecord(input.bytes, from: at),
      session.tape.isOpen ? range.lowerBound + 1 : range.lowerBound)
    let goesOn =
      next > range.lowerBound ? next : format.nextRecord(input.bytes, from: range.lowerBound + 1)
    ancestors = session.ancestors
    if ancestors.isEmpty {
      // Records without an element around them.
      ancestors = ["records"]
      isRootless = true
    }
    line += newlines(input.bytes, range.lowerBound..<min(goesOn, input.bytes.count))
    return goesOn
  }

  /// Tells of names that stand for nothing in the piece that begins at a byte of the input.
  private mutating func report(
    _ unknown: [(name: String, offset: Int)], start: Int, prefix: Int, into sink: inout RecordSink
  ) {
    for (name, offset) in unknown {
      // libxml2 stands behind the reference.
      var at = max(start, min(start + offset - prefix, input.bytes.count))
      while at > start, input.bytes[at - 1] != 0x26 { at -= 1 }
      let (line, column) = place(max(start, at - 1), from: start)
      sink.diagnose(
        "\(format.id).unknown-entity", .warning, "nothing declares the entity '\(name)'",
        line: line, column: column)
    }
  }

  private mutating func place(_ offset: Int, from start: Int) -> (line: Int, column: Int) {
    (line + newlines(input.bytes, start..<offset), column(of: offset))
  }

  /// The column of a byte; those of bytes further on the same line are then known without looking
  /// at the line again, however long it is.
  private mutating func column(of offset: Int) -> Int {
    if offset < known.offset { known = (0, 1) }
    var start = offset
    while start > known.offset, input.bytes[start - 1] != 0x0A { start -= 1 }
    known = (offset, offset - start + (start == known.offset ? known.column : 1))
    return known.column
  }
}
