/// A message about an input, with the place that it speaks of.
public struct Diagnostic: Sendable, Hashable, Codable, CustomStringConvertible {
  /// How bad it is.
  public enum Severity: String, Sendable, Codable, Comparable {
    case note, warning, error
    /// Notes before warnings before errors.
    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
    private var rank: Int { self == .note ? 0 : self == .warning ? 1 : 2 }
  }

  /// The stable name of the kind of message, for example `bibtex.unterminated-entry`.
  public let id: String
  /// How bad it is. A record that could not be used is an error.
  public let severity: Severity
  /// One sentence without a full stop: what was found and what was expected.
  public let message: String
  /// The input as the user knows it, never an absolute path; `nil` where no input is meant.
  public let file: String?
  /// The line, from 1; `nil` where the whole file is meant.
  public let line: Int?
  /// The column in UTF-8 bytes, from 1.
  public let column: Int?

  /// Creates a message.
  public init(
    _ id: String, _ severity: Severity, _ message: String,
    file: String? = nil, line: Int? = nil, column: Int? = nil
  ) {
    self.id = id
    self.severity = severity
    self.message = message
    self.file = file
    self.line = line
    self.column = column
  }

  /// The form that editors make clickable:
  /// `refs.bib:31:9: error: entry is not closed [bibtex.unterminated-entry]`.
  public var description: String {
    let place = [file, line.map(String.init), column.map(String.init)].compactMap { $0 }
    return (place.isEmpty ? "" : place.joined(separator: ":") + ": ")
      + "\(severity.rawValue): \(message) [\(id)]"
  }
}
