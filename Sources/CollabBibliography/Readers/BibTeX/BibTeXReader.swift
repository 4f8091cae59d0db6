import CollabCore

extension Reader {
  /// BibTeX and BibLaTeX; see ``BibTeXScanner`` for the grammar and ``BibTeXEntryReader`` for
  /// which field goes where.
  static let bibtex = Reader(
    id: "bibtex", summary: "BibTeX and BibLaTeX", fileExtensions: ["bib", "bibtex", "biblatex"],
    sniff: { BibTeXFile.confidence($0) },
    read: { input, sink in BibTeXFile.read(input, into: &sink) })
}

private enum BibTeXFile {
  static func confidence(_ head: InputHead) -> Reader.Confidence {
    let isNamed = ["bib", "bibtex", "biblatex"].contains(head.fileExtension)
    let holdsEntry = head.bytes.withUnsafeBufferPointer { BibTeXShape($0).holdsEntry }
    guard holdsEntry else { return isNamed ? .possible : .no }
    if head.isXML { return .possible }
    return isNamed || head.first == UInt8(ascii: "@") ? .certain : .likely
  }

  static func read(_ input: Input, into sink: inout RecordSink) {
    input.bytes.withUnsafeBufferPointer { bytes in
      nonisolated(unsafe) let bytes = bytes
      let macros = BibTeXMacros(bytes)
      let parents = BibTeXParents(bytes)
      let pieceSize = input.pieceSize
      var end = 0, lines = LineCounter(bytes), keys: [UInt64: Int] = [:]
      var commands: Set<String> = []
      // A piece reads all entries that begin in it. Where it begins inside of an entry that the
      // piece before reads, it is read again from there. Cancelled, it ends with the entries so
      // far, which are thrown away later.
      try? input.execution.forEachChunkInOrder(
        of: bytes.count / pieceSize + 1, size: 1, phase: input.name, scratch: {}
      ) { _, range in
        let start = range.lowerBound == 0 ? 0 : nextHead(bytes, from: range.lowerBound * pieceSize)
        return readPiece(
          bytes, macros, parents, from: start, to: range.upperBound * pieceSize)
      } take: { piece in
        let isInOrder = end <= piece.start
        let piece =
          isInOrder ? piece : readPiece(bytes, macros, parents, from: end, to: piece.limit)
        end = max(end, piece.end)
        append(piece, lines: &lines, keys: &keys, commands: &commands, to: &sink)
      }
    }
  }

  /// What was read of a stretch of the file; places are offsets still.
  struct Piece: Sendable {
    var start: Int
    /// Entries that begin here belong to the next piece.
    var limit: Int
    var end: Int
    var records: RecordStore
    var starts: [Int]
    var keys: [UInt64]
    var findings: [BibTeXScanner.Finding]
  }

  static func readPiece(
    _ bytes: UnsafeBufferPointer<UInt8>, _ macros: BibTeXMacros, _ parents: BibTeXParents,
    from start: Int, to limit: Int
  ) -> Piece {
    var scanner = BibTeXScanner(bytes, macros: macros, from: start)
    var reader = BibTeXEntryReader(bytes, macros: macros, parents: parents)
    var piece = Piece(
      start: start, limit: limit, end: start, records: RecordStore(), starts: [], keys: [],
      findings: [])
    while let entry = scanner.next(before: limit) {
      piece.records.append(reader.record(entry))
      piece.starts.append(entry.start)
      piece.keys.append(
        entry.key.isEmpty ? 0 : textHash(UnsafeBufferPointer(rebasing: bytes[entry.key])))
    }
    piece.end = scanner.position
    piece.findings = scanner.findings + reader.findings
    piece.findings.sort { ($0.offset, $0.id) < ($1.offset, $1.id) }
    return piece
  }

  static func append(
    _ piece: Piece, lines: inout LineCounter, keys: inout [UInt64: Int],
    commands: inout Set<String>, to sink: inout RecordSink
  ) {
    // An unknown command is told of once.
    var findings = piece.findings.filter {
      $0.id != "bibtex.unknown-command" || commands.insert($0.message).inserted
    }
    for (index, key) in piece.keys.enumerated() where key != 0 {
      if keys.updateValue(index, forKey: key) != nil {
        findings.append(
          BibTeXScanner.Finding(
            id: "bibtex.repeated-key", severity: .warning,
            message: "an entry of this key came before; both are kept", offset: piece.starts[index])
        )
      }
    }
    findings.sort { ($0.offset, $0.id) < ($1.offset, $1.id) }
    var next = 0
    let tell = { (limit: Int, lines: inout LineCounter, sink: inout RecordSink) in
      while next < findings.count, findings[next].offset < limit {
        let finding = findings[next]
        let place = lines.place(of: finding.offset)
        sink.diagnose(
          finding.id, finding.severity, finding.message, line: place.line, column: place.column)
        next += 1
      }
    }
    var records = piece.records
    for (index, start) in piece.starts.enumerated() {
      tell(start, &lines, &sink)
      records.setLine(lines.place(of: start).line, of: index)
    }
    tell(Int.max, &lines, &sink)
    sink.append(records)
  }

  /// The first line behind an offset that begins with `@`.
  static func nextHead(_ bytes: UnsafeBufferPointer<UInt8>, from offset: Int) -> Int {
    var index = offset
    while index + 1 < bytes.count {
      if bytes[index] == 0x0A && bytes[index + 1] == UInt8(ascii: "@") { return index + 1 }
      index += 1
    }
    return bytes.count
  }
}

/// Turns offsets that mostly grow into lines and columns.
struct LineCounter {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var offset = 0
  private var line = 1
  private var lineStart = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The line and column, from 1, of an offset.
  ///
  /// - Complexity: O(distance to the last offset); O(offset) where offsets go back.
  mutating func place(of target: Int) -> (line: Int, column: Int) {
    let target = min(target, bytes.count)
    if target < lineStart { (offset, line, lineStart) = (0, 1, 0) }
    let before = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[..<target])
    while let end = before.firstIndex(of: 0x0A, from: offset) {
      line += 1
      offset = end + 1
      lineStart = offset
    }
    offset = max(offset, target)
    return (line, target - lineStart + 1)
  }
}

/// Where the entries stand that others refer to by `crossref`.
struct BibTeXParents: Sendable {
  private var offsets: [String: Int] = [:]

  /// Notes all entries, where the file has a cross reference at all.
  ///
  /// - Complexity: O(bytes).
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard Self.hasCrossReference(bytes) else { return }
    let scanner = BibTeXScanner(bytes, macros: BibTeXMacros())
    for index in bytes.indices
    where bytes[index] == UInt8(ascii: "@") && (index == 0 || bytes[index - 1] <= 0x20) {
      guard let head = scanner.head(at: index) else { continue }
      let behind = bytes[(head.open + 1)...].prefix(400)
      guard let comma = behind.firstIndex(of: UInt8(ascii: ",")) else { continue }
      let key = bytes.text(head.open + 1..<comma).trimmed.lowercased()
      if offsets[key] == nil { offsets[key] = index }
    }
  }

  /// The offset of the entry of a key.
  func offset(of key: String) -> Int? { offsets[key.lowercased()] }

  private static func hasCrossReference(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count >= 8 else { return false }
    // The word's last letter decides how far to go on at least.
    var last = 7
    while last < bytes.count {
      switch bytes[last] | 0x20 {
      case UInt8(ascii: "f"):
        if bytes.equals(last - 7..<last + 1, "crossref") { return true }
        last += 1
      case UInt8(ascii: "c"), UInt8(ascii: "r"), UInt8(ascii: "o"), UInt8(ascii: "s"),
        UInt8(ascii: "e"):
        last += 1
      default: last += 8
      }
    }
    return false
  }
}
