import CollabCore

/// A format that can be read; a value in ``Readers/all``.
///
/// A reader understands one format and nothing else: it neither merges works nor decides who is
/// who. It never throws and never traps: a broken record becomes a diagnostic, is skipped, and
/// its neighbours are kept.
public struct Reader: CatalogEntry {
  /// How surely the beginning of an input is of the format.
  public enum Confidence: Int, Sendable, Comparable {
    case no, possible, likely, certain
    /// From `no` to `certain`.
    public static func < (a: Confidence, b: Confidence) -> Bool { a.rawValue < b.rawValue }
  }

  /// Its id and summary.
  public let descriptor: Descriptor
  /// The usual file name endings, without the dot; a hint only.
  public let fileExtensions: [String]
  private let sniffer: @Sendable (InputHead) -> Confidence
  private let body: @Sendable (Input, inout RecordSink) -> Void

  /// Creates a reader.
  public init(
    id: String, summary: String, fileExtensions: [String],
    sniff: @escaping @Sendable (InputHead) -> Confidence,
    read: @escaping @Sendable (Input, inout RecordSink) -> Void
  ) {
    descriptor = Descriptor(id: id, summary: summary)
    self.fileExtensions = fileExtensions
    self.sniffer = sniff
    self.body = read
  }

  /// How surely the input is of this format.
  public func confidence(_ head: InputHead) -> Confidence { sniffer(head) }

  /// Reads an input whole into a sink.
  public func read(_ input: Input, into sink: inout RecordSink) { body(input, &sink) }
}

/// The beginning of an input, for recognising its format.
public struct InputHead: Sendable {
  /// The first bytes as text, at most 16 KiB, invalid UTF-8 replaced.
  public let text: String
  /// The file name's ending in lower case, without the dot and without that of a compression.
  public let fileExtension: String
  /// The same as ``text``: every reader looks at every input, and characters are slow to search.
  let bytes: [UInt8]
  /// The first byte that is no white space.
  let first: UInt8?

  /// Creates a beginning.
  public init(text: String, fileExtension: String) {
    let bytes = Array(text.utf8)
    self.bytes = bytes.withLineFeeds
    self.text = self.bytes == bytes ? text : String(decoding: self.bytes, as: UTF8.self)
    self.fileExtension = fileExtension
    self.first = bytes.first { $0 > 0x20 }
  }

  /// Whether it is XML or HTML.
  var isXML: Bool { first == 0x3C }
  /// Whether it is JSON.
  var isJSON: Bool { first == 0x7B || first == 0x5B }
  /// Whether it may be text in lines: no markup, no JSON object.
  var isLines: Bool { !isXML && first != 0x7B }

  /// Whether JSON has a member of a name somewhere, and not only a text.
  func hasMember(_ name: String) -> Bool {
    guard isJSON else { return false }
    let mark = Array("\"\(name)\"".utf8)
    return bytes.withUnsafeBytes { bytes in
      mark.withUnsafeBytes { mark in
        var from = 0
        while let found = bytes.firstIndex(of: mark, from: from) {
          from = found + mark.count
          var colon = from
          while colon < bytes.count, bytes[colon] <= 0x20 { colon += 1 }
          // A head may end here.
          if colon == bytes.count || bytes[colon] == 0x3A { return true }
        }
        return false
      }
    }
  }

  /// Whether a mark occurs; one that begins with `<` or `"` only in XML or JSON, which other texts,
  /// such as a program's source, may speak of.
  func contains(_ mark: String) -> Bool {
    var mark = mark
    if mark.utf8.first == 0x3C, !isXML { return false }
    if mark.utf8.first == 0x22, !isJSON { return false }
    return mark.withUTF8 { mark in
      bytes.withUnsafeBytes { $0.firstIndex(of: UnsafeRawBufferPointer(mark), from: 0) != nil }
    }
  }
}

/// An input, decompressed and decoded to UTF-8.
public struct Input: Sendable {
  /// The name under which the user knows it: relative, without the machine's folders.
  public let name: String
  /// The content in UTF-8, without a byte order mark. Lines end in `\n` or `\r\n`: a `\r` that ended
  /// a line by itself is a `\n` here.
  public let bytes: [UInt8]
  /// Threads, progress and cancellation, for readers that split large inputs.
  public let execution: Execution
  /// Large inputs are cut into pieces of about so many bytes.
  var pieceSize = 1 << 22
  /// Whether plain records may go a way of their own, which gives the same.
  var readsPlainly = true

  /// Creates an input.
  public init(name: String, bytes: [UInt8], execution: Execution = .serial) {
    self.name = name
    self.bytes = bytes.withLineFeeds
    self.execution = execution
  }

  /// The line and column, from 1, of a byte offset.
  ///
  /// - Complexity: O(offset); meant for diagnostics, not for every record.
  public func place(ofByte offset: Int) -> (line: Int, column: Int) {
    bytes.place(ofByte: offset)
  }
}

/// Where readers put what they find.
public struct RecordSink: Sendable {
  package private(set) var store = RecordStore()
  /// The records in the order of the input.
  public var records: Records { Records(store: store) }
  /// The figures that pages state of people.
  public private(set) var reported: [ReportedFigure] = []
  /// The ties that are stated without works.
  public private(set) var ties: [StatedTie] = []
  /// People or groups that the input names without a work or a tie (an isolated vertex).
  public private(set) var isolated: [String] = []
  /// The vertices by the ids that ties of another input know them by; see ``VOSviewerFiles``.
  package private(set) var vertexNames: [String: String] = [:]
  /// What could not be used and what was guessed, of each kind the first messages.
  public private(set) var diagnostics: [Diagnostic] = []
  /// Of one kind so many messages are kept; the others are counted.
  private static let mostOfAKind = 100_000
  /// How many messages there were, by id.
  private var messageCounts: [String: Int] = [:]
  /// The input's name, for diagnostics.
  public let file: String
  /// Whether records begin anywhere on a line, so that a line alone does not tell the column.
  var recordsBeginAnywhere = false

  /// The headers of a user's columns that were found, as they are compared.
  private(set) var namedColumns: Set<String> = []
  /// The columns of a table, or the members of a list's entries.
  private(set) var columnNames: [String] = []
  /// How many entries state citations.
  private(set) var statedCounts = StatedCounts()

  /// Whether nothing was found, whatever was said of it.
  public var holdsNothing: Bool {
    records.isEmpty && reported.isEmpty && ties.isEmpty && isolated.isEmpty && vertexNames.isEmpty
  }

  /// Creates an empty sink.
  public init(file: String) { self.file = file }

  /// Writes into the store directly, for readers that bring bytes; see ``RecordStore/close(_:)``.
  mutating func withStore(_ body: (inout RecordStore) -> Void) { body(&store) }
  /// Takes a record; names without a letter are left out, and told of is what it states but
  /// cannot be.
  public mutating func append(_ record: Record) {
    var record = record
    record.removeImpossibleDate()
    record.removeNumbers()
    statedCounts.add(record)
    for value in record.impossible { tell(of: value, line: record.line) }
    for finding in record.findings {
      diagnose(finding.kind.id, finding.kind.severity, finding.message, line: record.line)
    }
    store.append(record)
  }
  /// Takes the record of an entry, or tells why there is none.
  mutating func append(_ record: Record?, or id: String, _ message: String, line: Int) {
    if let record { append(record) } else { diagnose(id, .error, message, line: line) }
  }
  /// Tells of what an entry states but cannot be.
  mutating func tell(of value: ImpossibleValue, line: Int) {
    diagnose(value.id, .warning, value.message, line: line)
  }
  /// Takes the records of a part of the input.
  mutating func append(_ records: RecordStore) { store.append(contentsOf: records) }
  /// Takes a stated figure.
  public mutating func append(_ figure: ReportedFigure) { reported.append(figure) }
  /// Takes a stated tie.
  public mutating func append(_ tie: StatedTie) { ties.append(tie) }
  /// Takes the label of a vertex that may have no tie.
  public mutating func appendVertex(_ label: String) { isolated.append(label) }

  /// Takes the vertices' names by the ids that ties of another input know them by.
  package mutating func nameVertices(_ names: [String: String]) { vertexNames = names }
  /// Puts names in the place of the ids that the ties name.
  mutating func rename(_ names: [String: String]) {
    for index in ties.indices {
      ties[index].a = names[ties[index].a] ?? ties[index].a
      ties[index].b = names[ties[index].b] ?? ties[index].b
    }
    isolated = isolated.map { names[$0] ?? $0 }
  }

  /// Takes everything of another sink, behind what is here.
  public mutating func append(contentsOf other: RecordSink) {
    store.append(contentsOf: other.store)
    reported += other.reported
    ties += other.ties
    isolated += other.isolated
    vertexNames.merge(other.vertexNames) { mine, _ in mine }
    for diagnostic in other.diagnostics { append(diagnostic) }
    for (id, count) in other.messageCounts where count > Self.mostOfAKind {
      messageCounts[id, default: 0] += count - Self.mostOfAKind
    }
    namedColumns.formUnion(other.namedColumns)
    if columnNames.isEmpty { columnNames = other.columnNames }
    statedCounts.add(other.statedCounts)
  }

  /// Leaves messages out, which another part of the input told already.
  mutating func removeDiagnostics(where isKnown: (Diagnostic) -> Bool) {
    diagnostics.removeAll {
      guard isKnown($0) else { return false }
      messageCounts[$0.id, default: 1] -= 1
      return true
    }
  }

  /// Takes a message.
  public mutating func append(_ diagnostic: Diagnostic) {
    messageCounts[diagnostic.id, default: 0] += 1
    if messageCounts[diagnostic.id, default: 0] <= Self.mostOfAKind {
      diagnostics.append(diagnostic)
    }
  }

  /// Of which kinds there were more messages than are kept, and how many more.
  var messagesNotKept: [(id: String, count: Int)] {
    messageCounts.sorted { $0.key < $1.key }
      .compactMap { $0.value > Self.mostOfAKind ? ($0.key, $0.value - Self.mostOfAKind) : nil }
  }

  /// Tells of something at a place in the input. Without a column, formats whose records begin at
  /// the start of a line mean the whole line.
  public mutating func diagnose(
    _ id: String, _ severity: Diagnostic.Severity, _ message: String,
    line: Int? = nil, column: Int? = nil
  ) {
    append(
      Diagnostic(
        id, severity, message, file: file, line: line,
        column: column ?? (recordsBeginAnywhere ? nil : line.map { _ in 1 })))
  }

  /// Notes which columns there are, and which of a user's were found.
  mutating func noteColumns(_ names: [String], named: Set<String>) {
    if columnNames.isEmpty { columnNames = names }
    namedColumns.formUnion(named)
  }

  /// Leaves out the counts of a column, or of members of one name, that holds none; said once.
  mutating func leaveOutCitations(_ id: String, of column: String, line: Int) {
    store.forgetCitations()
    diagnostics.removeAll { $0.id == ImpossibleValue.citations }
    messageCounts[ImpossibleValue.citations] = nil
    diagnose(
      id, .warning,
      "\(column) holds no counts of citations (in \(statedCounts.unlikely) of"
        + " \(statedCounts.all) entries that fill it), and is left out; --column citations=… says"
        + " what holds counts", line: line)
  }

  /// Gives the latest messages a column, for formats whose records begin anywhere on a line.
  mutating func setColumn(_ column: Int, from first: Int) {
    for index in first..<diagnostics.count {
      let told = diagnostics[index]
      diagnostics[index] = Diagnostic(
        told.id, told.severity, told.message, file: told.file, line: told.line, column: column)
    }
  }
}
