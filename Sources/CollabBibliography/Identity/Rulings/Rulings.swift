import CollabCore

/// What a user knows about names: which are one person's and which are not, which are no person's,
/// and how people are shown.
///
/// A file has one ruling a line, and `#` begins a comment. A ruling goes before every other reason.
///
/// ```
/// # two of us publish as J. Smith
/// same: Andreas Peter Steiner | Andreas Steiner
/// different: Wei Wang @ doi:10.1/a, doi:10.1/b | doi:10.1/c
/// group: Snow Survey
/// drop: doi:10.1/d#4
/// rename: Wang, Wei @ doi:10.1/c | Wei Wang (Leiden)
/// Xiaohai Zhai = Xiaohua Zhai
/// Jan Smith != Jane Smith
/// institution same: IMEC NL | IMEC
/// ```
///
/// Thesauri of VOSviewer and CiteSpace, tables of aliases, and lists of variants as the ACL
/// Anthology keeps them are recognised by their content and read as rulings.
public struct Rulings: Sendable, Equatable {
  private(set) var rulings: [Ruling] = []
  /// What is said of institutions.
  package private(set) var institutions: [InstitutionRuling] = []
  /// Lines that are no rulings, and rulings that contradict themselves.
  public private(set) var diagnostics: [Diagnostic] = []

  /// No rulings.
  public init() {}

  /// Reads the rulings of a file.
  ///
  /// - Parameters:
  ///   - text: what the file holds.
  ///   - file: its name, for messages.
  /// - Complexity: O(*l*) for *l* letters.
  public init(_ text: String, file: String) {
    let text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    if let list = NameList.read(text, file: file) {
      rulings = list.rulings
      diagnostics = list.diagnostics
    } else {
      var parser = RulingParser(file: file)
      parser.read(text)
      rulings = parser.rulings
      institutions = parser.institutions
      diagnostics = parser.diagnostics
    }
    if isEmpty, diagnostics.isEmpty {
      diagnostics.append(
        Diagnostic("names.no-rule", .warning, "the file holds no ruling", file: file))
    }
  }

  /// Reads the rulings of a file in any encoding that inputs may have.
  ///
  /// - Parameters:
  ///   - bytes: what the file holds.
  ///   - file: its name, for messages.
  public init(_ bytes: [UInt8], file: String) {
    let decoded = decodeText(bytes)
    var kept = decoded.bytes, tooLong: [(line: Int, count: Int)] = []
    if kept.count > Rulings.longestLine {
      var lines = kept.split(separator: 0x0A, omittingEmptySubsequences: false)
      for index in lines.indices where lines[index].count > Rulings.longestLine {
        tooLong.append((index + 1, lines[index].count))
        lines[index] = []
      }
      if !tooLong.isEmpty { kept = Array(lines.joined(separator: [0x0A])) }
    }
    self.init(String(decoding: kept, as: UTF8.self), file: file)
    if !tooLong.isEmpty { diagnostics.removeAll { $0.id == "names.no-rule" } }
    diagnostics += tooLong.map {
      Diagnostic(
        "names.broken-rule", .error,
        "the line has \($0.count.grouped) bytes; the maximum is \(Rulings.longestLine.grouped)",
        file: file, line: $0.line, column: 1)
    }
    diagnostics += decoded.notes.map {
      Diagnostic(
        $0.id, $0.severity, $0.message, file: file, line: $0.line, column: $0.column)
    }
  }

  /// The maximum number of bytes of a line.
  static let longestLine = 1 << 20

  /// Whether no line can be read as a ruling and some cannot be read at all, as in a file that is none.
  public var areNone: Bool { isEmpty && diagnostics.contains { $0.severity == .error } }

  /// Whether there is none.
  public var isEmpty: Bool { rulings.isEmpty && institutions.isEmpty }

  /// Whether they come from a list of another program.
  public var areOfList: Bool { rulings.contains(where: \.isOfList) }

  /// Adds the rulings of another file behind these.
  public mutating func append(_ other: Rulings) {
    rulings += other.rulings
    institutions += other.institutions
    diagnostics += other.diagnostics
  }
}
