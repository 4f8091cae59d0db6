import CollabCore

/// What columns of tables, and members of JSON lists, mean, where a user knows better than the list
/// of names that are known.
public struct ColumnMapping: Sendable {
  /// Headers in the form in which they are compared and as the user wrote them, with their meanings,
  /// in the user's order.
  private(set) var columns: [(name: String, header: String, role: ColumnRole)] = []
  /// What parts the authors of a cell; `nil` finds it out.
  private(set) var authorSeparator: String?
  /// Whether a file's name has the year of its entries that state none.
  private(set) var takesYearOfFile = false
  /// Stands for the name of the file in the place of a header.
  static let file = "@file"

  /// Creates a mapping.
  ///
  /// - Parameters:
  ///   - columns: meanings, by ``ColumnRole/name``, with headers, which are compared without case.
  ///     Several columns of authors make one byline, in the order given; of several of another
  ///     meaning the first that is not empty counts. `@file` for `year` is a year in the file's name,
  ///     for entries that state none.
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
      if header == Self.file {
        guard role == .year else {
          throw ColumnError("only a year is taken from a file's name, not '\(name)'")
        }
        takesYearOfFile = true
        continue
      }
      let normal = TableSchema.normal(header)
      if normal.isEmpty { throw ColumnError("a column of \(name) needs a header") }
      if self.columns.contains(where: { $0.name == normal }) {
        throw ColumnError("the column '\(header)' is given two meanings")
      }
      self.columns.append((normal, header, role))
    }
    if let separator = authorSeparator {
      if separator.isEmpty { throw ColumnError("the separator of authors is empty") }
      let isWord = separator.allSatisfy(\.isLetter)
      self.authorSeparator = isWord ? " \(separator) " : separator
    }
  }
}

/// A mapping of columns that cannot be followed; the message is one line for the user.
public struct ColumnError: DescribedError, Sendable, Equatable {
  /// What is wrong.
  public let description: String

  init(_ description: String) { self.description = description }
}

extension ColumnMapping {
  /// What a header means, and its place in the user's order.
  func column(of header: String) -> (rank: Int, name: String, role: ColumnRole)? {
    let name = TableSchema.normal(header)
    return columns.firstIndex { $0.name == name }.map { ($0, name, columns[$0].role) }
  }

  /// Whether a column of a meaning is named.
  func names(_ role: ColumnRole) -> Bool { columns.contains { $0.role == role } }

  /// The headers, as the user wrote them, that are not among names as they are compared.
  func missing(in names: Set<String>) -> [String] {
    columns.filter { !names.contains($0.name) }.map(\.header)
  }

  /// The one year from 1900 to 2099 in the last part of a file's name; `nil` where there is none, or
  /// several.
  static func year(ofFile name: String) -> Int? {
    let last = name.utf8.split(separator: 0x2F).last ?? name.utf8[...]
    let years = last.split { !$0.isDigit }.filter { $0.count == 4 }
      .compactMap { Int(Substring($0)) }.filter { (1900..<2100).contains($0) }
    return Set(years).count == 1 ? years.first : nil
  }
}

extension Reader {
  /// The reader of tables for columns that a user names.
  static func csv(_ mapping: ColumnMapping) -> Reader {
    let format = TableSchema.general.taking(mapping)
    return Reader(
      id: csv.id, summary: csv.summary, fileExtensions: csv.fileExtensions,
      sniff: { head in
        let confidence = tableConfidence(head, format, marks: [])
        // A table without the columns is better told of them than left unrecognised.
        let isTable =
          !mapping.columns.isEmpty && head.isLines && ["csv", "tsv"].contains(head.fileExtension)
        return confidence == .no && isTable ? .possible : confidence
      },
      read: { input, sink in format.read(input, into: &sink) })
  }

  /// The readers that follow a mapping, instead of their namesakes that do not.
  static func mapped(_ mapping: ColumnMapping) -> [Reader] {
    let vendors: [(Reader, TableSchema)] = [
      (.scopus, .scopus), (.ieee, .ieee), (.lens, .lens), (.dimensions, .dimensions),
    ]
    return vendors.map { reader, format in
      let format = format.taking(mapping)
      return Reader(
        id: reader.id, summary: reader.summary, fileExtensions: reader.fileExtensions,
        sniff: { reader.confidence($0) }, read: { format.read($0, into: &$1) })
    } + [csv(mapping), webOfScienceTab(mapping), jsonList(mapping)]
  }
}

extension TableSchema {
  fileprivate func taking(_ mapping: ColumnMapping) -> TableSchema {
    var format = self
    format.mapping = mapping
    return format
  }
}

extension LoadOptions {
  /// The ids of the readers that ``take(_:)`` has an effect on.
  package static let readersOfColumns = [
    "csv", "scopus", "ieee", "lens", "dimensions", "wos-tab", "json-list",
  ]

  /// Reads tables and JSON lists by the columns that a user names.
  public mutating func take(_ mapping: ColumnMapping) {
    self.mapping = mapping
    let mapped = Reader.mapped(mapping)
    readers = Catalog(
      kind: readers.kind,
      readers.entries.map { reader in mapped.first { $0.id == reader.id } ?? reader })
  }
}
