import CollabCore

/// What columns of tables mean, by their headers, where a user knows better than the list of
/// headers that are known.
public struct ColumnMapping: Sendable {
  /// Headers in the form in which they are compared, with their meanings, in the user's order.
  private(set) var columns: [(name: String, role: ColumnRole)] = []
  /// The headers as the user wrote them.
  private(set) var headers: [String] = []
  /// What parts the authors of a cell; `nil` finds it out.
  private(set) var authorSeparator: String?

  /// Creates a mapping.
  ///
  /// - Parameters:
  ///   - columns: meanings, by ``ColumnRole/name``, with headers, which are compared without case.
  ///     Several columns of authors make one byline, in the order given; of several of another
  ///     meaning the first that is not empty counts.
  ///   - authorSeparator: what parts the authors of a cell; a word parts as a whole word.
  /// - Throws: ``ColumnError`` for a meaning that no column has, and a header that is empty or has
  ///   two meanings.
  public init(
    columns: [(role: String, header: String)], authorSeparator: String? = nil
  ) throws(ColumnError) {
    for (name, header) in columns {
      guard let role = ColumnRole.allCases.first(where: { $0.name == name }) else {
        throw ColumnError(
          "a column is one of \(ColumnRole.allCases.map(\.name).joined(separator: ", "));"
            + " '\(name)' is none of them")
      }
      let normal = TableFormat.normal(header)
      if normal.isEmpty { throw ColumnError("a column of \(name) needs a header") }
      if self.columns.contains(where: { $0.name == normal }) {
        throw ColumnError("the column '\(header)' is given two meanings")
      }
      self.columns.append((normal, role))
      headers.append(header)
    }
    if let separator = authorSeparator {
      if separator.isEmpty { throw ColumnError("the separator of authors is empty") }
      let isWord = separator.allSatisfy(\.isLetter)
      self.authorSeparator = isWord ? " \(separator) " : separator
    }
  }
}

/// A mapping of columns that cannot be followed; the message is one line for the user.
public struct ColumnError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong.
  public let description: String

  init(_ description: String) { self.description = description }
}

extension Reader {
  /// The reader of tables for columns that a user names.
  static func csv(_ mapping: ColumnMapping) -> Reader {
    let format = TableFormat.general.taking(mapping)
    return Reader(
      id: csv.id, summary: csv.summary, fileExtensions: csv.fileExtensions,
      sniff: { head in
        let confidence = tableConfidence(head, format, marks: [[]])
        // A table without the columns is better told of them than left unrecognised.
        let isTable = head.isLines && ["csv", "tsv"].contains(head.fileExtension)
        return confidence == .no && isTable ? .possible : confidence
      },
      read: { input, sink in format.read(input, into: &sink) })
  }
}

extension LoadOptions {
  /// The ids of the readers that ``take(_:)`` has an effect on.
  package static let readersOfColumns = [Reader.csv.id]

  /// Reads tables by the columns that a user names.
  public mutating func take(_ mapping: ColumnMapping) {
    readers = Catalog(
      kind: readers.kind, readers.entries.map { $0.id == Reader.csv.id ? .csv(mapping) : $0 })
  }
}

extension TableFormat {
  /// The format with a user's columns before those that are known.
  fileprivate func taking(_ mapping: ColumnMapping) -> TableFormat {
    var format = self
    var roles = Set(mapping.columns.map(\.role))
    if roles.contains(.authors) { roles.insert(.fullAuthors) }
    let names = Set(mapping.columns.map(\.name))
    format.columns =
      mapping.columns + columns.filter { !roles.contains($0.role) && !names.contains($0.name) }
    format.required = zip(mapping.columns, mapping.headers).map { ($0.name, $1) }
    format.joinsAuthors = roles.contains(.authors)
    format.authorSeparator = mapping.authorSeparator
    return format
  }
}
