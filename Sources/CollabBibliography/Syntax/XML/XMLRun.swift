import CollabCore

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
  private var entities = XMLEntities()
  private var tape: XMLTape
  /// Whether nothing hides what looks like a record; `nil` where nobody has looked.
  private var isPlain: Bool?
  /// libxml2 takes no more at once.
  private static var longest: Int { 1 << 30 }
  /// After so many faults, or so many bytes parsed for each byte of the input, the rest is left out.
  private static var mostFaults: Int { 10_000 }
  private static var mostWork: Int { 4 }
  private var faults = 0
  private var work = 0
  /// Whether the rest of the document is left out.
  private var isFinished = false
  /// Behind what was read.
  private(set) var end = 0
  /// How many bytes entities have added.
  var added: Int { entities.added }
  /// A byte whose column is known.
  private var known = (offset: 0, column: 1)

  init(format: XMLRecordFormat, input: Input, state: State) {
    self.format = format
    self.input = input
    self.state = state
    tape = XMLTape(names: format.names)
  }

  /// Reads a range that begins at the start of the input or at a record.
  mutating func read(
    _ range: Range<Int>, into sink: inout RecordSink,
    onContext: (inout State, _ name: String, _ attributes: [String: String]) -> Void,
    onRecord: (inout State, XMLTape, _ line: Int, inout RecordSink) -> Void
  ) {
    if isFinished {
      end = input.bytes.count
      return
    }
    var start = range.lowerBound
    // libxml2 takes no blank before the XML declaration; some files have lines of it there.
    if start == 0 {
      start = input.bytes[range].firstIndex { $0 > 0x20 } ?? range.upperBound
      line += input.bytes.lineFeedCount(in: 0..<start)
    }
    // Behind an error the next piece is one record, then twice as long and so on, so that many
    // broken records do not make reading quadratic.
    var size = min(range.count, Self.longest)
    while start < range.upperBound {
      let stop = stop(from: start, aim: start + size, limit: range.upperBound)
      let session = parse(start..<stop, into: &sink, onContext: onContext, onRecord: onRecord)
      let isWhole = stop == input.bytes.count
      let prefix = session.prefix
      report(entities.takeUnknown(), start: start, prefix: prefix, into: &sink)
      guard let fault = session.fault else {
        if isWhole || stop == range.upperBound { break }
        line += input.bytes.lineFeedCount(in: start..<stop)
        start = stop
        size = min(size * 2, Self.longest)
        continue
      }
      start = recover(from: fault, session, in: start..<stop, prefix: prefix, sink: &sink)
      size = 1
      if isFinished {
        start = input.bytes.count
        break
      }
    }
    end = start
  }

  private mutating func stop(from start: Int, aim: Int, limit: Int) -> Int {
    if aim >= limit { return limit }
    let isPlain = isPlain ?? !format.hasSections(input.bytes, from: start)
    self.isPlain = isPlain
    return min(
      limit, format.nextRecord(input.bytes, behind: start, from: aim, isPlain: isPlain))
  }

  /// Reads what stands before the first record.
  ///
  /// - Returns: `false` where something is wrong with it, or nothing is open around the records:
  ///   then the document is to be read whole.
  mutating func readHead(
    _ range: Range<Int>, into sink: inout RecordSink,
    onContext: (inout State, _ name: String, _ attributes: [String: String]) -> Void,
    onRecord: (inout State, XMLTape, _ line: Int, inout RecordSink) -> Void
  ) -> Bool {
    let start = input.bytes[range].firstIndex { $0 > 0x20 } ?? range.upperBound
    guard start < range.upperBound, range.count < Self.longest else { return false }
    line += input.bytes.lineFeedCount(in: 0..<start)
    var part = RecordSink(file: sink.file)
    let session = parse(
      start..<range.upperBound, into: &part, onContext: onContext, onRecord: onRecord)
    // That the document ends here is all that may be wrong.
    if let fault = session.fault, !fault.isEndMissing { return false }
    ancestors = session.ancestors
    if ancestors.isEmpty { return false }
    report(entities.takeUnknown(), start: start, prefix: 0, into: &part)
    sink.append(contentsOf: part)
    end = range.upperBound
    return true
  }

  /// Whether the elements around the records are those of another run.
  func hasContext(of other: XMLRun) -> Bool {
    ancestors == other.ancestors && isRootless == other.isRootless
  }

  /// Whether entities were left out for what they expand to.
  var isExhausted: Bool { entities.isExhausted }

  /// Parses a range that begins at the start of the input or at a record, with what is open around
  /// it.
  private mutating func parse(
    _ range: Range<Int>, into sink: inout RecordSink,
    onContext: (inout State, _ name: String, _ attributes: [String: String]) -> Void,
    onRecord: (inout State, XMLTape, _ line: Int, inout RecordSink) -> Void
  ) -> XMLSession {
    let isWhole = range.upperBound == input.bytes.count
    let prefix = Array(ancestors.map { "<\($0)>" }.joined().utf8)
    let suffix =
      isWhole && !isRootless ? [] : Array(ancestors.reversed().map { "</\($0)>" }.joined().utf8)
    var piece = prefix + input.bytes[range] + suffix
    work += piece.count
    let type = prefix.isEmpty ? XMLDocumentType(takingApart: &piece) : nil
    let wideTag = XMLTags.firstTooWide(in: piece)
    for stop in [type?.excess, wideTag] {
      if let stop { piece[stop + 1] = UInt8(ascii: "<") }
    }
    let session = XMLSession(
      format: format, tape: tape, mutedTags: ancestors.count, entities: entities,
      prefix: prefix.count)
    var current = (state: state, sink: sink)
    sink = RecordSink(file: sink.file)
    piece.withUnsafeBufferPointer { piece in
      session.parse(piece) {
        onContext(&current.state, $0, $1)
      } onRecord: { tape, at in
        let told = current.sink.diagnostics.count
        var tag = max(
          range.lowerBound,
          min(range.lowerBound + session.recordOffset - prefix.count, range.upperBound - 1))
        while tag > range.lowerBound, input.bytes[tag] != 0x3C { tag -= 1 }
        tape.column = column(of: tag)
        onRecord(&current.state, tape, line + at - 1, &current.sink)
        current.sink.setColumn(tape.column, from: told)
      }
    }
    (state, sink) = current
    for (what, offset) in type?.ignored ?? [] {
      let (line, column) = place(range.lowerBound + offset, from: range.lowerBound)
      sink.diagnose(
        "\(format.id).declaration-ignored", .warning, what, line: line, column: column)
    }
    if let excess = type?.excess {
      session.explainStop(
        at: excess, "the document type declares more than \(XMLEntities.most) entities")
    }
    if let wideTag {
      session.explainStop(
        at: wideTag, "a start tag has more than \(XMLTags.mostAttributes) attributes")
    }
    // A fault at the end of the range is one of its last tag.
    if !isWhole, session.tape.isOpen, let fault = session.fault,
      fault.offset >= prefix.count + range.count + min(suffix.count, 1)
    {
      // Not what was put behind the range is wrong: the next record begins inside of this one.
      session.failAtRecord(
        format.recordName(input.bytes, at: range.upperBound), offset: prefix.count + range.count + 1
      )
    }
    return session
  }

  /// Reads a range that begins at a record without libxml2 where its records are plain, and gives
  /// libxml2 the others one by one.
  ///
  /// - Returns: `false` where the XML itself is to be told of, or too much that is not plain: then
  ///   the range is to be read from the start by ``read(_:into:onContext:onRecord:)``, which
  ///   says it in its own order. Otherwise both ways give the same.
  mutating func readPlainly(
    _ range: Range<Int>, into sink: inout RecordSink,
    onRecord: (inout State, XMLTape, _ line: Int, inout RecordSink) -> Void
  ) -> Bool {
    // Without an element around them only the first record is well-formed.
    if ancestors.isEmpty { return false }
    let bytes = input.bytes
    return bytes.withUnsafeBufferPointer { buffer in
      guard
        var plain = PlainXML(
          buffer, range, format: format, resolvesNames: !entities.hasOwn)
      else { return false }
      let tape = plain.tape
      var records = 0, others = 0
      // Whether the input goes on as it should behind its last record is for libxml2 to say.
      var isEndKnown = range.upperBound < bytes.count
      while true {
        line += plain.skipBlanks()
        let start = plain.position
        if start == range.upperBound, isEndKnown {
          end = start
          return true
        }
        if plain.readRecord() {
          let told = sink.diagnostics.count
          tape.column = column(of: start)
          onRecord(&state, tape, line, &sink)
          sink.setColumn(tape.column, from: told)
          line += plain.lineEnds
          records += 1
          continue
        }
        let stop = min(range.upperBound, format.nextRecord(bytes, from: start + 1))
        isEndKnown = isEndKnown || stop == bytes.count
        var hasContext = false
        let session = parse(
          start..<stop, into: &sink, onContext: { _, _, _ in hasContext = true },
          onRecord: onRecord)
        others += 1
        if session.fault != nil || hasContext || entities.isExhausted
          || !entities.takeUnknown().isEmpty || others > 16 && others * 4 > records
        {
          return false
        }
        line += bytes.lineFeedCount(in: start..<stop)
        plain.skip(to: stop)
      }
    }
  }

  /// The same run at another line, with entities of its own that added so many bytes.
  func copy(line: Int, added: Int) -> XMLRun {
    var copy = self
    copy.entities = entities.copy(added: added)
    copy.tape = XMLTape(names: format.names)
    copy.line = line
    return copy
  }

  /// Tells of a fault and finds where to go on.
  private mutating func recover(
    from fault: XMLFault, _ session: XMLSession, in range: Range<Int>, prefix: Int,
    sink: inout RecordSink
  ) -> Int {
    var at = min(max(range.lowerBound, range.lowerBound + fault.offset - prefix), range.upperBound)
    let isInRange = fault.offset - prefix <= range.count
    if fault.what == "record-not-closed", isInRange {
      while at > range.lowerBound, input.bytes[at - 1] != 0x3C { at -= 1 }
      at = max(range.lowerBound, at - 1)
    }
    let (faultLine, column) = place(at, from: range.lowerBound)
    faults += 1
    let isLast =
      faults >= Self.mostFaults || work > Self.mostWork * input.bytes.count + (16 << 20)
    isFinished = fault.isFinal || isLast
    sink.diagnose(
      "\(format.id).\(fault.what)", .error,
      withoutLineNumbers(fault.message).trimmingEnd(of: ".")
        + (isFinished ? "" : session.tape.isOpen ? "; the record is left out" : "")
        + (fault.isFinal ? "; the rest of the document is left out" : ""),
      line: faultLine, column: column)
    if isLast, !fault.isFinal {
      sink.diagnose(
        "\(format.id).too-complex", .error,
        "\(faults) faults were found up to here; the rest of the document is left out",
        line: faultLine, column: column)
    }
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
    line += input.bytes.lineFeedCount(in: range.lowerBound..<min(goesOn, input.bytes.count))
    return goesOn
  }

  /// Tells of names that stand for nothing in the piece that begins at a byte of the input.
  private mutating func report(
    _ unknown: [(name: String, offset: Int)], start: Int, prefix: Int, into sink: inout RecordSink
  ) {
    var before = start, line = line
    for (name, offset) in unknown {
      // libxml2 stands behind the reference.
      var at = max(start, min(start + offset - prefix, input.bytes.count))
      while at > before, input.bytes[at - 1] != 0x26 { at -= 1 }
      at = max(before, at - 1)
      line += input.bytes.lineFeedCount(in: before..<at)
      before = at
      sink.diagnose(
        "\(format.id).unknown-entity", .warning, "nothing declares the entity '\(name)'",
        line: line, column: column(of: at))
    }
  }

  private mutating func place(_ offset: Int, from start: Int) -> (line: Int, column: Int) {
    (line + input.bytes.lineFeedCount(in: start..<offset), column(of: offset))
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

/// A message of libxml2 without its ` line 12`, which counts from the start of a piece.
private func withoutLineNumbers(_ message: String) -> String {
  let parts = message.split(separator: " line ", omittingEmptySubsequences: false)
  return parts.dropFirst().reduce(into: String(parts.first ?? "")) { text, part in
    let digits = part.prefix { $0.isNumber }
    text += digits.isEmpty ? " line " + part : part[digits.endIndex...]
  }
}
