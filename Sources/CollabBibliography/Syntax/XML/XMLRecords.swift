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
    var run = XMLRun(format: self, input: input, state: state)
    let first = nextRecord(input.bytes, from: 0)
    var head = run
    // Without a record the head is all, and that it is not closed is a fault.
    if isFlat, input.bytes.count > 2 * input.pieceSize, first < input.bytes.count,
      head.readHead(0..<first, into: &sink, onContext: onContext, onRecord: onRecord)
    {
      run = head
      readPieces(
        cut(input, from: first), from: head, end: &run, into: &sink, onContext: onContext,
        onRecord: onRecord)
    } else {
      run.read(0..<input.bytes.count, into: &sink, onContext: onContext, onRecord: onRecord)
    }
    if run.isExhausted {
      sink.diagnose(
        "\(id).entities-too-large", .error,
        "the document's entities expand beyond the limit; the rest of them is left out")
    }
    return run.state
  }

  /// Reads pieces side by side, each as if all before it were well-formed. Where it was not, the
  /// piece is read again from what the one before left behind.
  private func readPieces<State>(
    _ pieces: [(bytes: Range<Int>, line: Int)], from head: XMLRun<State>,
    end run: inout XMLRun<State>, into sink: inout RecordSink,
    onContext: (inout State, _ name: String, _ attributes: [String: String]) -> Void,
    onRecord: (inout State, XMLTape, _ line: Int, inout RecordSink) -> Void
  ) {
    let file = sink.file
    func read(
      _ piece: (bytes: Range<Int>, line: Int), from start: XMLRun<State>
    ) -> (sink: RecordSink, end: XMLRun<State>) {
      var part = RecordSink(file: file)
      var run = start
      if !head.input.readsPlainly
        || !run.readPlainly(piece.bytes, into: &part, onRecord: onRecord)
      {
        part = RecordSink(file: file)
        run = start.copy(line: piece.line, added: start.added)
        run.read(piece.bytes, into: &part, onContext: onContext, onRecord: onRecord)
      }
      return (part, run)
    }
    var last = head, unknown: Set<String> = []
    // Cancelled, it ends with the records so far, which are thrown away later.
    try? head.input.execution.forEachChunkInOrder(
      of: pieces.count, size: 1, phase: "reading", scratch: {}
    ) { _, range in
      let piece = pieces[range.lowerBound]
      return (piece, read(piece, from: head.copy(line: piece.line, added: 0)))
    } take: { piece, guess in
      var (part, end) = guess
      let added = last.added + end.added
      if last.hasContext(of: head), last.end == piece.bytes.lowerBound,
        added <= XMLEntities.greatestTotal
      {
        end = end.copy(line: end.line, added: added)
      } else {
        let start = min(max(last.end, piece.bytes.lowerBound), piece.bytes.upperBound)
        let line = piece.line + head.input.bytes.lineFeedCount(in: piece.bytes.lowerBound..<start)
        (part, end) = read(
          (start..<piece.bytes.upperBound, line), from: last.copy(line: line, added: last.added))
      }
      // Each piece tells of them anew.
      part.removeDiagnostics {
        $0.id == "\(id).unknown-entity"
          && (unknown.count >= XMLEntities.mostUnknown || !unknown.insert($0.message).inserted)
      }
      sink.append(contentsOf: part)
      last = end
    }
    run = last
    run.state = head.state
  }

  /// Pieces that begin at records, with their first lines.
  private func cut(_ input: Input, from first: Int) -> [(bytes: Range<Int>, line: Int)] {
    let bytes = input.bytes, isPlain = !hasSections(bytes, from: first)
    var pieces: [(bytes: Range<Int>, line: Int)] = []
    var start = first, line = 1 + bytes.lineFeedCount(in: 0..<first)
    while start < bytes.count {
      let end = nextRecord(bytes, behind: start, from: start + input.pieceSize, isPlain: isPlain)
      pieces.append((start..<end, line))
      line += bytes.lineFeedCount(in: start..<end)
      start = end
    }
    return pieces
  }

  /// The start of the first record at or behind `aim`, which is behind the record at `start`.
  ///
  /// - Parameter isPlain: whether nothing hides what looks like a record; see ``hasSections(_:from:)``.
  func nextRecord(_ bytes: [UInt8], behind start: Int, from aim: Int, isPlain: Bool) -> Int {
    if aim >= bytes.count { return bytes.count }
    if isPlain { return nextRecord(bytes, from: max(aim, start + 1)) }
    var end = start
    repeat { end = nextRecord(bytes, from: end + 1) } while end < aim
    return end
  }

  /// The next byte at or behind an index at which a record's start tag begins, or the end. What
  /// only looks like one is stepped over: comments, CDATA sections and processing instructions,
  /// where they begin behind the index, and from the start of a document its type. Farther on there
  /// is no type: what looks like one is a fault, and hides nothing.
  func nextRecord(_ bytes: [UInt8], from index: Int) -> Int {
    bytes.withUnsafeBufferPointer { buffer in
      let isHead = index == 0
      var index = index
      while let tag = UnsafeRawBufferPointer(buffer).firstIndex(of: 0x3C, from: index) {
        index = tag
        let rest = UnsafeBufferPointer(rebasing: buffer[index...])
        if let end = behindSection(rest, mayBeDocumentType: isHead) {
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
    name(rest).map { records.contains($0) } ?? false
  }

  /// The name in the start tag at an index, without its prefix.
  func recordName(_ bytes: [UInt8], at index: Int) -> String {
    bytes.withUnsafeBufferPointer { name(UnsafeBufferPointer(rebasing: $0[index...])) } ?? ""
  }

  private func name(_ rest: UnsafeBufferPointer<UInt8>) -> String? {
    let name = rest.dropFirst().prefix(40).prefix {
      $0 != 0x20 && $0 != 0x3E && $0 != 0x2F && $0 != 0x0A && $0 != 0x0D && $0 != 0x09
    }
    guard let first = name.first, first.isLetter else { return nil }
    let local = name.drop { $0 != 0x3A }.dropFirst()
    return String(decoding: local.isEmpty ? name : local, as: UTF8.self)
  }

  /// The length of the comment, CDATA section, processing instruction or document type that
  /// begins here.
  private func behindSection(
    _ rest: UnsafeBufferPointer<UInt8>, mayBeDocumentType: Bool
  ) -> Int? {
    guard rest.count > 4, rest[1] == 0x21 || rest[1] == 0x3F else { return nil }
    let bytes = UnsafeRawBufferPointer(rest)
    func behind(_ end: StaticString, from start: Int) -> Int {
      bytes.firstIndex(of: end, from: start).map { $0 + end.utf8CodeUnitCount } ?? rest.count
    }
    if rest[1] == 0x3F { return behind("?>", from: 2) }
    if bytes.holds("<!--", at: 0) { return behind("-->", from: 4) }
    if bytes.holds("<![CDATA[", at: 0) { return behind("]]>", from: 9) }
    return mayBeDocumentType && bytes.holds("<!DOCTYPE", at: 0) ? behindDocumentType(rest) : nil
  }

  private func behindDocumentType(_ rest: UnsafeBufferPointer<UInt8>) -> Int {
    var index = 9, quote: UInt8 = 0, isInSubset = false
    while index < rest.count {
      let byte = rest[index]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == 0x3C,
        let end = behindSection(
          UnsafeBufferPointer(rebasing: rest[index...]), mayBeDocumentType: false)
      {
        index += end
        continue
      } else {
        switch byte {
        case 0x22, 0x27: quote = byte
        case 0x5B: isInSubset = true
        case 0x5D: isInSubset = false
        case 0x3E where !isInSubset: return index + 1
        default: break
        }
      }
      index += 1
    }
    return rest.count
  }

  /// Whether a comment, CDATA section or processing instruction may begin behind an index.
  func hasSections(_ bytes: [UInt8], from start: Int) -> Bool {
    bytes.withUnsafeBytes { bytes in
      // Marks are rarer than tags.
      func has(_ mark: UInt8) -> Bool {
        var index = start
        while let found = bytes.firstIndex(of: mark, from: index) {
          if found > 0, bytes[found - 1] == 0x3C { return true }
          index = found + 1
        }
        return false
      }
      return has(0x21) || has(0x3F)
    }
  }
}
