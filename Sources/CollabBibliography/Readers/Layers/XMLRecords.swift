import CollabCore

/// A format whose entries are elements of an XML document.
struct XMLRecordFormat: Sendable {
  /// The reader's id, for diagnostics.
  var id: String
  /// The elements that are records; they stand beside each other, never inside each other.
  var records: Set<String>
  /// Elements that are records beside other records, and part of them inside.
  var mayNest: Set<String> = []
  /// Names of elements and attributes that have the first numbers on the tape, for readers that
  /// tell them apart by number.
  var names: [String] = []
  /// Whether records stand on their own, so that a large input is read on several threads.
  var isFlat: Bool

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
    let isLarge = input.bytes.count > 2 * input.pieceSize
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
      let piece = pieces[range.lowerBound]
      var run = head.copy(line: piece.line)
      if !input.readsPlainly
        || !run.readPlainly(piece.bytes, into: &part, onRecord: onRecord)
      {
        part = RecordSink(file: sink.file)
        run = head.copy(line: piece.line)
        run.read(piece.bytes, into: &part, onContext: onContext, onRecord: onRecord)
      }
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
      let aim = min(bytes.count, start + input.pieceSize)
      var end = start
      if isPlain {
        end = nextRecord(bytes, from: aim)
      } else {
        repeat { end = nextRecord(bytes, from: end + 1) } while end < aim
      }
      pieces.append(start..<end)
      start = end
    }
    let lines = try input.execution.map(pieces, phase: "lines") { bytes.lineFeedCount(in: $0) }
    var line = 1 + bytes.lineFeedCount(in: 0..<first)
    return zip(pieces, lines).map { piece, lines in
      defer { line += lines }
      return (piece, line)
    }
  }

  /// The next byte at or behind an index at which a record's start tag begins, or the end.
  /// Comments and CDATA sections that begin behind the index are stepped over.
  func nextRecord(_ bytes: [UInt8], from index: Int) -> Int {
    bytes.withUnsafeBufferPointer { buffer in
      var index = index
      while let tag = UnsafeRawBufferPointer(buffer).firstIndex(of: 0x3C, from: index) {
        index = tag
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

  /// Whether a comment or CDATA section may begin anywhere.
  private func hasSections(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { bytes in
      // Exclamation marks are rarer than tags.
      var start = 0
      while let mark = bytes.firstIndex(of: 0x21, from: start) {
        if bytes.holds("!--", at: mark) || bytes.holds("![CDATA[", at: mark) { return true }
        start = mark + 1
      }
      return false
    }
  }
}
