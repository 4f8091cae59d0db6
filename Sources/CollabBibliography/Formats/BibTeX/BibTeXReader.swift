import CollabCore

extension Reader {
  /// BibTeX and BibLaTeX; see ``BibTeXScanner`` for the grammar and ``BibTeXEntryReader`` for
  /// which field goes where.
  static let bibtex = Reader(
    id: "bibtex", summary: "BibTeX and BibLaTeX", fileExtensions: ["bib", "bibtex", "biblatex"],
    sniff: { BibTeXFile.confidence($0) },
    read: { input, sink in BibTeXFile.read(input, into: &sink) })
}

private struct BibTeXFile: @unchecked Sendable {
  static func confidence(_ head: InputHead) -> Reader.Confidence {
    let isNamed = ["bib", "bibtex", "biblatex"].contains(head.fileExtension)
    let holdsEntry = head.bytes.withUnsafeBufferPointer { BibTeXShape($0).holdsEntry }
    guard holdsEntry else { return isNamed ? .possible : .no }
    if head.isXML { return .possible }
    return isNamed || head.first == UInt8(ascii: "@") ? .certain : .likely
  }

  static func read(_ input: Input, into sink: inout RecordSink) {
    input.bytes.withUnsafeBufferPointer { bytes in
      let file = BibTeXFile(
        bytes: bytes, macros: BibTeXMacros(bytes), parents: BibTeXParents(bytes),
        pieceSize: input.pieceSize)
      var state = BibTeXScanner.State(), lines = LineCounter(bytes), keys: Set<UInt64> = []
      var commands: Set<String> = []
      // Cancelled, it ends with the entries so far, which are thrown away later.
      try? input.execution.forEachChunkInOrder(
        of: bytes.count / input.pieceSize + 1, size: 1, phase: input.name, scratch: {}
      ) { _, range in
        file.guess(range.lowerBound)
      } take: { guess in
        let piece = file.isRight(guess, after: state) ? guess : file.piece(guess, from: state)
        state.position = max(state.position, piece.state.position)
        state.openUntil = max(state.openUntil, piece.state.openUntil)
        state.expanded = (piece.isGuess ? state.expanded : 0) + piece.state.expanded
        append(piece, lines: &lines, keys: &keys, commands: &commands, to: &sink)
      }
    }
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let macros: BibTeXMacros
  private let parents: BibTeXParents
  private let pieceSize: Int

  /// What was read of a stretch of the file: the entries that begin in it. Places are offsets still.
  struct Piece {
    var start: Int
    /// Entries that begin here belong to the next piece.
    var limit: Int
    /// Whether it was read without knowing what stands before it.
    var isGuess: Bool
    /// Whether the bytes that the reader was given were enough.
    var isWhole = true
    /// Behind its last entry.
    var state = BibTeXScanner.State()
    var records = RecordStore()
    var starts: [Int] = []
    var keys: [UInt64] = []
    var findings: [BibTeXScanner.Finding] = []
  }

  /// Reads a piece as if the first head in it began an entry. An entry that goes on for too long,
  /// as one that is not closed does, is not followed: that would take quadratic time.
  private func guess(_ number: Int) -> Piece {
    let limit = (number + 1) * pieceSize
    let reach = min(bytes.count, limit + max(4 * pieceSize, 1 << 16))
    let part = UnsafeBufferPointer(rebasing: bytes[..<reach])
    let head = BibTeXScanner(part, macros: macros)
      .nextHead(from: number * pieceSize, before: limit)
    var piece = Piece(start: head?.at ?? limit, limit: limit, isGuess: true)
    read(&piece, in: part, from: BibTeXScanner.State(position: piece.start))
    return piece
  }

  /// Reads a piece from the state behind the piece before.
  private func piece(_ guess: Piece, from state: BibTeXScanner.State) -> Piece {
    var piece = Piece(start: guess.start, limit: guess.limit, isGuess: false)
    read(&piece, in: bytes, from: state)
    return piece
  }

  /// Whether reading on from the state behind the piece before gives the same as was guessed.
  private func isRight(_ guess: Piece, after state: BibTeXScanner.State) -> Bool {
    guard guess.isWhole, state.openUntil <= guess.start,
      state.expanded + guess.state.expanded <= macros.greatestExpansion
    else { return false }
    let head = BibTeXScanner(bytes, macros: macros)
      .nextHead(from: state.position, before: guess.limit)
    return (head?.at ?? guess.limit) == guess.start
  }

  private func read(
    _ piece: inout Piece, in part: UnsafeBufferPointer<UInt8>, from state: BibTeXScanner.State
  ) {
    var scanner = BibTeXScanner(part, macros: macros, from: state)
    var reader = BibTeXEntryReader(bytes, macros: macros, parents: parents)
    while let entry = scanner.next(before: piece.limit) {
      if reader.isData(entry) { continue }
      piece.records.append(reader.record(entry))
      piece.starts.append(entry.start)
      piece.keys.append(
        entry.key.isEmpty ? 0 : textHash(UnsafeBufferPointer(rebasing: bytes[entry.key])))
    }
    piece.state = scanner.state
    let end = max(scanner.state.position, scanner.state.openUntil)
    piece.isWhole = part.count == bytes.count || end < part.count
    piece.findings = scanner.findings + reader.findings
    piece.findings.sort { ($0.offset, $0.id) < ($1.offset, $1.id) }
  }

  static func append(
    _ piece: Piece, lines: inout LineCounter, keys: inout Set<UInt64>,
    commands: inout Set<String>, to sink: inout RecordSink
  ) {
    // An unknown command is told of once.
    var findings = piece.findings.filter {
      $0.id != "bibtex.unknown-command" || commands.insert($0.message).inserted
    }
    for (index, key) in piece.keys.enumerated() where key != 0 {
      if !keys.insert(key).inserted {
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
}

/// Where the entries stand that others refer to by `crossref` and `xdata`.
struct BibTeXParents: Sendable {
  private var offsets: [String: Int] = [:]

  /// Notes all entries, where the file has a cross reference at all.
  ///
  /// - Complexity: O(bytes).
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard Self.holds("crossref", bytes) || Self.holds("xdata", bytes) else { return }
    let scanner = BibTeXScanner(bytes, macros: BibTeXMacros())
    for index in bytes.indices
    where bytes[index] == UInt8(ascii: "@")
      && (index == 0 || bytes[index - 1] <= 0x20 || bytes[index - 1] == UInt8(ascii: "}"))
    {
      guard let head = scanner.head(at: index) else { continue }
      let behind = bytes[(head.open + 1)...].prefix(400)
      guard let comma = behind.firstIndex(of: UInt8(ascii: ",")) else { continue }
      let key = bytes.text(head.open + 1..<comma).trimmed.lowercased()
      if offsets[key] == nil { offsets[key] = index }
    }
  }

  /// The offset of the entry of a key.
  func offset(of key: String) -> Int? { offsets[key.lowercased()] }

  /// Whether a word in any case stands somewhere. A letter that it does not hold is passed with as many others.
  private static func holds(_ word: StaticString, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let count = word.utf8CodeUnitCount
    let letters = UnsafeBufferPointer(start: word.utf8Start, count: count)
    var last = count - 1
    while last < bytes.count {
      let letter = bytes[last] | 0x20
      if letter == letters[count - 1], bytes.equals(last - count + 1..<last + 1, word) {
        return true
      }
      last += letters.contains(letter) ? 1 : count
    }
    return false
  }
}
